# assertions
import unittest, warnings, logging
class T(unittest.TestCase): pass
t = T()
def a(name, *args, **kw):
    try: getattr(t, name)(*args, **kw); print("ok", name)
    except AssertionError as e: print(name, "|", e)
    except Exception as e: print(type(e).__name__, e)
for x, y in ((1, 1), (1, 2), ("a", "b"), ([1, 2], [1, 3]), ([1], [1, 2]), ([1, 2, 3], [1]), ((1,), (2,)), ({1}, {2}), ({1: 2}, {1: 3}), ("one\ntwo\n", "one\nthree\n"), ("a" * 100, "a" * 100 + "b"), (1, 1.0), (None, 0), ([], ()), (list(range(40)), list(range(41))), (frozenset({1}), frozenset({1, 2}))):
    a("assertEqual", x, y); a("assertNotEqual", x, y)
a("assertEqual", 1, 2, "why"); a("assertEqual", [1], [2], msg="because"); a("assertTrue", 0); a("assertTrue", 1); a("assertFalse", [1]); a("assertFalse", ""); a("assertTrue", False, "m")
a("assertIs", t, t); a("assertIs", 1, "1"); a("assertIsNot", None, None); a("assertIsNot", 1, 2); a("assertIsNone", 5); a("assertIsNone", None); a("assertIsNotNone", None); a("assertIsNotNone", 0)
a("assertIn", 1, [1]); a("assertIn", 1, [2]); a("assertNotIn", 1, [1]); a("assertNotIn", "x", "y"); a("assertIsInstance", 1, str); a("assertIsInstance", 1, (int, str)); a("assertNotIsInstance", 1, int); a("assertNotIsInstance", 1, str)
a("assertAlmostEqual", 1.0, 1.00000001); a("assertAlmostEqual", 1.0, 1.1); a("assertAlmostEqual", 1.0, 1.1, delta=0.05); a("assertAlmostEqual", 1.0, 1.04, places=1); a("assertNotAlmostEqual", 1.0, 1.0); a("assertNotAlmostEqual", 1.0, 1.1, delta=0.2); a("assertNotAlmostEqual", 1, 2); a("assertAlmostEqual", 1, 2, places=1, delta=1)
a("assertGreater", 1, 2); a("assertGreater", 2, 1); a("assertGreaterEqual", 1, 2); a("assertLess", 2, 1); a("assertLessEqual", 2, 1); a("assertLessEqual", 1, 1); a("assertRegex", "hello", r"l+o"); a("assertRegex", "hello", r"x"); a("assertNotRegex", "hello", r"l+"); a("assertNotRegex", "hello", "z")
a("assertCountEqual", [1, 2, 2], [2, 1, 2]); a("assertCountEqual", [1, 2, 2], [2, 1, 3]); a("assertCountEqual", [[1], {}], [{}, [1]]); a("assertSequenceEqual", [1, 2], (1, 2)); a("assertSequenceEqual", [1, 2], (1, 3)); a("assertListEqual", [1], (1,)); a("assertDictEqual", {}, []); a("assertSetEqual", {1}, {1}); a("assertTupleEqual", (1, 2), (1,)); a("assertMultiLineEqual", "a", "a"); a("fail"); a("fail", "reason")
with t.assertRaises(ValueError) as cm: int("x")
print(cm.exception, type(cm.exception)); a("assertRaises", KeyError, {}.__getitem__, 1); a("assertRaises", KeyError, lambda: 1); a("assertRaises", (KeyError, ValueError), int, "x"); a("assertRaises", KeyError, int, "x"); a("assertRaises", 5); a("assertRaisesRegex", ValueError, "invalid", int, "x"); a("assertRaisesRegex", ValueError, "other", int, "x")
def body(f):
    try: f(); print("passed")
    except AssertionError as e: print("|", e)
def nothing_raised():
    with t.assertRaises(KeyError, msg="should"): pass
def wrong_text():
    with t.assertRaisesRegex(ValueError, r"^\d+$"): raise ValueError("abc")
def warned():
    with t.assertWarns(DeprecationWarning) as cm: warnings.warn("old", DeprecationWarning)
    print(cm.warning, len(cm.warnings))
def not_warned():
    with t.assertWarns(DeprecationWarning): pass
def warned_text():
    with t.assertWarnsRegex(UserWarning, "ol"): warnings.warn("old")
def logged():
    with t.assertLogs("app", level="INFO") as cm: logging.getLogger("app").info("hi %s", 1); logging.getLogger("app.sub").error("bad")
    print(cm.output, len(cm.records))
def not_logged():
    with t.assertLogs("app"): pass
def no_logs():
    with t.assertNoLogs("app"): pass
def some_logs():
    with t.assertNoLogs(): logging.warning("x")
for f in (nothing_raised, wrong_text, warned, not_warned, warned_text, logged, not_logged, no_logs, some_logs): body(f)
t.maxDiff = 10; a("assertEqual", "a\nb\n", "a\nc\n"); t.longMessage = False; a("assertEqual", 1, 2, "only this"); print(t.failureException)
class Point:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __repr__(self): return f"Point({self.x})"
def same(p, q, msg=None):
    if p != q: raise t.failureException(f"points {p} {q}")
t.addTypeEqualityFunc(Point, same); a("assertEqual", Point(1), Point(2)); a("assertEqual", Point(1), Point(1))
# ---
# running
import unittest, io, sys, re
log = []
class Base(unittest.TestCase):
    def helper(self): return 1
class A(Base):
    @classmethod
    def setUpClass(cls): log.append("class up"); cls.shared = 5
    @classmethod
    def tearDownClass(cls): log.append("class down")
    def setUp(self): log.append("up " + self._testMethodName); self.addCleanup(log.append, "cleanup")
    def tearDown(self): log.append("down")
    def test_b(self): self.assertEqual(self.shared, 5)
    def test_a(self):
        "First line.\n\nMore."
        self.assertTrue(self.helper())
    def test_fails(self): self.assertEqual(1, 2)
    def test_error(self): {}["missing"]
    @unittest.skip("not now")
    def test_skipped(self): log.append("never")
    @unittest.skipIf(True, "if")
    def test_if(self): pass
    @unittest.skipUnless(True, "unless")
    def test_unless(self): log.append("unless ran")
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_skip_inside(self): self.skipTest("inside")
    def test_sub(self):
        for n in range(4):
            with self.subTest(n=n): self.assertEqual(n % 2, 0)
        with self.subTest("named", k=1): raise KeyError("k")
@unittest.skip("whole class")
class B(unittest.TestCase):
    def test_x(self): log.append("never")
class C(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise ValueError("no class")
    def test_never(self): log.append("never")
def shown(text): return re.sub(r"\n(Traceback.*?\n)(?=\S*(Error|Exception))", "\n<traceback>\n", re.sub(r"in \d+\.\d+s", "in Xs", text), flags=re.S)
for verbosity in (0, 1, 2):
    out = io.StringIO(); suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(c) for c in (A, B, C))
    result = unittest.TextTestRunner(stream=out, verbosity=verbosity).run(suite)
    print(re.sub(r"(?s)Traceback \(most recent call last\):\n.*?\n(?=\w+Error)", "<traceback>\n", re.sub(r"Ran \d+ tests in \d+\.\d+s", "Ran", out.getvalue())))
    print(len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), len(result.unexpectedSuccesses), result.wasSuccessful(), suite.countTestCases())
print(log[:12], len(log)); print(result.failures[0][0], result.skipped, type(result).__name__, [str(test) for test, _ in result.errors])
print(unittest.TestLoader().getTestCaseNames(A), A("test_a").id(), str(A("test_a")), A("test_a").shortDescription(), A("test_b").shortDescription(), repr(A("test_b")), A("test_b") == A("test_b"), A("test_b").countTestCases())
try: A("nothing")
except ValueError as e: print(e)
r = A("test_b").run(); print(r.testsRun, r.wasSuccessful()); r = unittest.TestResult(); A("test_fails").run(r); A("test_fails")(r); print(r, len(r.failures))
s = unittest.TestSuite(); s.addTest(A("test_a")); s.addTests([A("test_b"), A("test_unless")]); r = s.run(unittest.TestResult()); print(r.testsRun, s.countTestCases())
f = unittest.FunctionTestCase(lambda: log.append("function")); f.run(); print(log[-1])
class Async(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): self.x = 1
    async def test_it(self): self.assertEqual(self.x, 1); log.append("async")
    async def test_fails(self): self.assertEqual(self.x, 2)
r = unittest.TestResult(); unittest.defaultTestLoader.loadTestsFromTestCase(Async).run(r); print(r.testsRun, len(r.failures), log[-1])
class Own(unittest.TextTestResult):
    def addSuccess(self, test): super().addSuccess(test); print("success", test.id().split(".")[-1])
unittest.TextTestRunner(stream=io.StringIO(), resultclass=Own, failfast=True).run(unittest.defaultTestLoader.loadTestsFromTestCase(A))
try: unittest.SkipTest("x").args; raise unittest.SkipTest("why")
except unittest.SkipTest as e: print(e, unittest.main is unittest.TestProgram)
