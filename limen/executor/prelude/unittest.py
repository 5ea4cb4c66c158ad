"""unittest."""

import asyncio
import collections
import contextlib
import difflib
import functools
import logging
import pprint
import re
import sys
import time
import traceback
import warnings

_WIDEST = 80  # of what two values are shown as in one line
_HIDDEN = 12  # how many characters must be left out for it to be worth saying so


class SkipTest(Exception):
    pass


class _ShouldStop(Exception):
    pass


def _identity(thing):
    return thing


def skip(reason):
    def decorate(thing):
        if not isinstance(thing, type):

            @functools.wraps(thing)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)

            thing = skipped
        thing.__unittest_skip__ = True
        thing.__unittest_skip_why__ = reason
        return thing

    if callable(reason) and not isinstance(reason, str):
        thing = reason
        reason = ""
        return decorate(thing)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else _identity


def skipUnless(condition, reason):
    return _identity if condition else skip(reason)


def expectedFailure(test_item):
    test_item.__unittest_expecting_failure__ = True
    return test_item


# How values are shown


def _shown(value, short=False):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text[:_WIDEST] + " [truncated]..." if short and len(text) >= _WIDEST else text


def _cut(text, head, tail):
    hidden = len(text) - head - tail
    return f"{text[:head]}[{hidden} chars]{text[len(text) - tail :]}" if hidden > _HIDDEN else text


def _shown_together(*values):
    """The values as text, with what they have in common at the beginning left out where that is too long."""
    texts = [_shown(value) for value in values]
    longest = max([len(text) for text in texts])
    if longest <= _WIDEST:
        return texts
    first, last = min(texts), max(texts)
    common = 0
    while common < len(first) and first[common] == last[common]:
        common += 1
    room = _WIDEST - (longest - common + 5 + _HIDDEN)
    if room > 5:
        head = _cut(first[:common], 5, room)
        return [head + text[common:] for text in texts]
    head = _cut(first[:common], 5, 5)
    return [head + _cut(text[common:], _WIDEST - 3 * 5 - 2 * _HIDDEN, 5) for text in texts]


def _class_title(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


# What assertRaises and its like give


class _Expecting:
    def __init__(self, expected, case, pattern=None):
        self.expected = expected
        self.test_case = case
        self.expected_regex = None if pattern is None else re.compile(pattern)
        self.obj_name = None
        self.msg = None

    def _fail(self, text):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, text))

    def _title(self):
        try:
            return self.expected.__name__
        except AttributeError:
            return str(self.expected)

    def handle(self, name, args, kwargs):
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        for kind in kinds:
            if not (isinstance(kind, type) and issubclass(kind, self._base)):
                raise TypeError(f"{name}() arg 1 must be {self._what}")
        if not args:
            self.msg = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return self
        function, *args = args
        self.obj_name = getattr(function, "__name__", None) or str(function)
        with self:
            function(*args, **kwargs)

    def _check_pattern(self, text):
        return self.expected_regex is None or self.expected_regex.search(text) is not None


class _ExpectingError(_Expecting):
    _base = BaseException
    _what = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            by = f" by {self.obj_name}" if self.obj_name else ""
            self._fail(f"{self._title()} not raised{by}")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if not self._check_pattern(str(value)):
            self._fail(f'"{self.expected_regex.pattern}" does not match "{value}"')
        return True


class _ExpectingWarning(_Expecting):
    _base = Warning
    _what = "a warning class or tuple of warning classes"

    def __enter__(self):
        self._catching = warnings.catch_warnings(record=True)
        self.warnings = self._catching.__enter__()
        warnings.simplefilter("always", self.expected if isinstance(self.expected, type) else Warning)
        return self

    def __exit__(self, kind, value, tb):
        self._catching.__exit__(kind, value, tb)
        if kind is not None:
            return
        unmatched = None
        for caught in self.warnings:
            warning = caught.message
            if not isinstance(warning, self.expected):
                continue
            if unmatched is None:
                unmatched = warning
            if self._check_pattern(str(warning)):
                self.warning = warning
                self.filename = caught.filename
                self.lineno = caught.lineno
                return
        if unmatched is not None:
            self._fail(f'"{self.expected_regex.pattern}" does not match "{unmatched}"')
        by = f" by {self.obj_name}" if self.obj_name else ""
        self._fail(f"{self._title()} not triggered{by}")


_Watched = collections.namedtuple("_LoggingWatcher", ["records", "output"])


class _Capture(logging.Handler):
    def __init__(self):
        super().__init__()
        self.watcher = _Watched([], [])

    def flush(self):
        pass

    def emit(self, record):
        self.watcher.records.append(record)
        self.watcher.output.append(self.format(record))


class _ExpectingLogs:
    def __init__(self, case, logger, level, wanted):
        self.test_case = case
        self.logger_name = logger
        self.level = logging.getLevelNamesMapping().get(level, level) if level else logging.INFO
        self.wanted = wanted
        self.msg = None

    def __enter__(self):
        named = self.logger_name
        self.logger = logger = named if isinstance(named, logging.Logger) else logging.getLogger(named)
        handler = _Capture()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        self.watcher = handler.watcher
        self._before = (logger.handlers[:], logger.level, logger.propagate)
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return handler.watcher if self.wanted else None

    def __exit__(self, kind, value, tb):
        self.logger.handlers, level, self.logger.propagate = self._before
        self.logger.setLevel(level)
        if kind is not None:
            return False
        if self.wanted and not self.watcher.records:
            level = logging.getLevelName(self.level)
            self.test_case.fail(f"no logs of level {level} or higher triggered on {self.logger.name}")
        if not self.wanted and self.watcher.records:
            self.test_case.fail(f"Unexpected logs found: {self.watcher.output!r}")


# Test cases


class _Outcome:
    """What happens to one test while it runs."""

    def __init__(self, result):
        self.result = result
        self.success = True
        self.expecting = False
        self.expected = None

    @contextlib.contextmanager
    def part(self, case, sub=False):
        before = self.success
        self.success = True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as error:
            self.success = False
            self.result.addSkip(case, str(error))
        except _ShouldStop:
            pass
        except BaseException as error:
            if isinstance(error, GeneratorExit):
                raise
            info = (type(error), error, error.__traceback__)
            if self.expecting:
                self.expected = info
            else:
                self.success = False
                if sub:
                    self.result.addSubTest(case.test_case, case, info)
                elif issubclass(info[0], case.failureException):
                    self.result.addFailure(case, info)
                else:
                    self.result.addError(case, info)
        else:
            if sub and self.success:
                self.result.addSubTest(case.test_case, case, None)
        finally:
            self.success = self.success and before


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    _classSetupFailed = False

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        method = getattr(self, methodName, None)
        if method is None:
            if methodName != "runTest":
                raise ValueError(f"no such test method in {type(self)}: {methodName}")
        else:
            self._testMethodDoc = method.__doc__
        self._cleanups = []
        self._subtest = None
        self._type_equality_funcs = {}

    def addTypeEqualityFunc(self, typeobj, function):
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        result = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return result

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return f"{_class_title(type(self))}.{self._testMethodName}"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        inner = f"{_class_title(type(self))}.{self._testMethodName}" if _limen_python() >= (3, 11) else _class_title(type(self))
        return f"{self._testMethodName} ({inner})"

    def __repr__(self):
        return f"<{_class_title(type(self))} testMethod={self._testMethodName}>"

    @contextlib.contextmanager
    def subTest(self, msg=_limen_missing, **params):
        outer = self._subtest
        values = dict(params) if outer is None else {**outer.params, **params}
        self._subtest = _SubTest(self, msg, values)
        try:
            if self._outcome is None:
                yield
            else:
                with self._outcome.part(self._subtest, sub=True):
                    yield
                if not self._outcome.success and self._outcome.result.failfast:
                    raise _ShouldStop
                if self._outcome.expected:
                    raise _ShouldStop
        finally:
            self._subtest = outer

    def _call_set_up(self):
        self.setUp()

    def _call_tear_down(self):
        self.tearDown()

    def _call_test(self, method):
        if method() is not None:
            warnings.warn(
                f"It is deprecated to return a value that is not None from a test case ({method})", DeprecationWarning, 3
            )

    def _call_cleanup(self, function, args, kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        own = result is None
        if own:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            if getattr(type(self), "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
                reason = getattr(type(self), "__unittest_skip_why__", "") or getattr(method, "__unittest_skip_why__", "")
                result.addSkip(self, reason)
                return result
            self._run_parts(result, method)
            return result
        finally:
            result.stopTest(self)
            if own:
                result.stopTestRun()

    def _run_parts(self, result, method):
        expecting = getattr(self, "__unittest_expecting_failure__", False) or getattr(
            method, "__unittest_expecting_failure__", False
        )
        outcome = _Outcome(result)
        self._outcome = outcome
        try:
            with outcome.part(self):
                self._call_set_up()
            if outcome.success:
                outcome.expecting = expecting
                with outcome.part(self):
                    self._call_test(method)
                outcome.expecting = False
                with outcome.part(self):
                    self._call_tear_down()
            self.doCleanups()
            if outcome.success:
                if not expecting:
                    result.addSuccess(self)
                elif outcome.expected:
                    result.addExpectedFailure(self, outcome.expected)
                else:
                    result.addUnexpectedSuccess(self)
        finally:
            self._outcome = None

    def doCleanups(self):
        outcome = self._outcome or _Outcome(TestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.part(self):
                self._call_cleanup(function, args, kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception as error:
                cls.tearDown_exceptions.append((type(error), error, error.__traceback__))

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    # Assertions

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        return standardMsg if msg is None else f"{standardMsg} : {msg}"

    def _refuse(self, msg, text):
        raise self.failureException(self._formatMessage(msg, text))

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._refuse(msg, f"{_shown(expr)} is not true")

    def assertFalse(self, expr, msg=None):
        if expr:
            self._refuse(msg, f"{_shown(expr)} is not false")

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _ExpectingError(expected_exception, self).handle("assertRaises", args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _ExpectingError(expected_exception, self, expected_regex).handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _ExpectingWarning(expected_warning, self).handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _ExpectingWarning(expected_warning, self, expected_regex).handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _ExpectingLogs(self, logger, level, True)

    def assertNoLogs(self, logger=None, level=None):
        return _ExpectingLogs(self, logger, level, False)

    def assertEqual(self, first, second, msg=None):
        if type(first) is type(second):
            compare = self._type_equality_funcs.get(type(first))
            if compare is None:
                name = _BY_TYPE.get(type(first))
                compare = None if name is None else getattr(self, name)
            if compare is not None:
                if isinstance(compare, str):
                    compare = getattr(self, compare)
                compare(first, second, msg=msg)
                return
        if not first == second:
            a, b = _shown_together(first, second)
            self._refuse(msg, f"{a} != {b}")

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._refuse(msg, f"{_shown(first)} == {_shown(second)}")

    def _is_near(self, first, second, places, delta):
        """The difference, and whether it is as small as is asked for."""
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        difference = abs(first - second)
        if delta is not None:
            return difference, difference <= delta, f"{_shown(delta)} delta"
        places = 7 if places is None else places
        return difference, round(difference, places) == 0, f"{places!r} places"

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        difference, near, how = self._is_near(first, second, places, delta)
        if not near:
            self._refuse(msg, f"{_shown(first)} != {_shown(second)} within {how} ({_shown(difference)} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        difference, near, how = self._is_near(first, second, places, delta)
        if delta is not None:
            if first == second or near:
                self._refuse(msg, f"{_shown(first)} == {_shown(second)} within {how} ({_shown(difference)} difference)")
        elif first == second or near:
            self._refuse(msg, f"{_shown(first)} == {_shown(second)} within {how}")

    def _end_of_diff(self, text, diff):
        limit = self.maxDiff
        if limit is None or len(diff) <= limit:
            return text + diff
        return f"{text}\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it."

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        title = "sequence"
        if seq_type is not None:
            title = seq_type.__name__
            for which, sequence in (("First", seq1), ("Second", seq2)):
                if not isinstance(sequence, seq_type):
                    raise self.failureException(f"{which} sequence is not a {title}: {_shown(sequence)}")
        if seq1 == seq2:
            return
        a, b = _shown_together(seq1, seq2)
        text = f"{title.capitalize()}s differ: {a} != {b}\n"
        size1, size2 = len(seq1), len(seq2)
        for place in range(min(size1, size2)):
            if seq1[place] != seq2[place]:
                one, two = _shown_together(seq1[place], seq2[place])
                text += f"\nFirst differing element {place}:\n{one}\n{two}\n"
                break
        else:
            if size1 == size2 and seq_type is None and type(seq1) is not type(seq2):
                return
        if size1 != size2:
            which, longer, shorter = ("First", seq1, size2) if size1 > size2 else ("Second", seq2, size1)
            text += f"\n{which} {title} contains {abs(size1 - size2)} additional elements.\n"
            text += f"First extra element {shorter}:\n{_shown(longer[shorter])}\n"
        lines = difflib.ndiff(pprint.pformat(seq1).splitlines(), pprint.pformat(seq2).splitlines())
        self._refuse(msg, self._end_of_diff(text, "\n" + "\n".join(lines)))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        only1 = set1.difference(set2)
        only2 = set2.difference(set1)
        if not (only1 or only2):
            return
        lines = []
        for which, only in (("first", only1), ("second", only2)):
            if only:
                lines.append(f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:")
                lines.extend([repr(item) for item in only])
        self._refuse(msg, "\n".join(lines))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._refuse(msg, f"{_shown(member)} not found in {_shown(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._refuse(msg, f"{_shown(member)} unexpectedly found in {_shown(container)}")

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._refuse(msg, f"{_shown(expr1)} is not {_shown(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._refuse(msg, f"unexpectedly identical: {_shown(expr1)}")

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            a, b = _shown_together(d1, d2)
            lines = difflib.ndiff(pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines())
            self._refuse(msg, self._end_of_diff(f"{a} != {b}", "\n" + "\n".join(lines)))

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        different = _different_counts(first, second)
        if different:
            lines = ["Element counts were not equal:"]
            lines += [f"First has {a}, Second has {b}:  {item!r}" for a, b, item in different]
            self._refuse(msg, self._end_of_diff(lines[0] + "\n", "\n".join(lines[1:])))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        a, b = _shown_together(first, second)
        first_lines, second_lines = first.splitlines(keepends=True), second.splitlines(keepends=True)
        if len(first_lines) == 1 and first.strip("\r\n") == first:
            first_lines = [first + "\n"]
            second_lines = [second + "\n"]
        elif _limen_python() >= (3, 13):
            for lines in (first_lines, second_lines):
                if lines and not lines[-1].endswith("\n"):
                    lines[-1] += "\n"
        self._refuse(msg, self._end_of_diff(f"{a} != {b}", "\n" + "".join(difflib.ndiff(first_lines, second_lines))))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._refuse(msg, f"{_shown(a)} not less than {_shown(b)}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._refuse(msg, f"{_shown(a)} not less than or equal to {_shown(b)}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._refuse(msg, f"{_shown(a)} not greater than {_shown(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._refuse(msg, f"{_shown(a)} not greater than or equal to {_shown(b)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._refuse(msg, f"{_shown(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._refuse(msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._refuse(msg, f"{_shown(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._refuse(msg, f"{_shown(obj)} is an instance of {cls!r}")

    def assertRegex(self, text, expected_regex, msg=None):
        pattern = re.compile(expected_regex)
        if not pattern.search(text):
            self._refuse(msg, f"Regex didn't match: {pattern.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = re.compile(unexpected_regex)
        found = pattern.search(text)
        if found:
            self._refuse(msg, f"Regex matched: {found.group()!r} matches {pattern.pattern!r} in {text!r}")


_BY_TYPE = {
    dict: "assertDictEqual",
    list: "assertListEqual",
    tuple: "assertTupleEqual",
    set: "assertSetEqual",
    frozenset: "assertSetEqual",
    str: "assertMultiLineEqual",
}


def _different_counts(first, second):
    """Rows of how often an item is in each list, where that is not the same."""
    rows = []
    seen = []
    for items in (first, second):
        for item in items:
            if item not in seen:
                seen.append(item)
                a, b = first.count(item), second.count(item)
                if a != b:
                    rows.append((a, b, item))
    return rows


class _SubTest(TestCase):
    def runTest(self):
        pass

    def __init__(self, test_case, message, params):
        super().__init__()
        self._message = message
        self.test_case = test_case
        self.params = params
        self.failureException = test_case.failureException

    def _described(self):
        parts = [] if self._message is _limen_missing else [f"[{self._message}]"]
        if self.params:
            parts.append(f"({', '.join([f'{name}={value!r}' for name, value in self.params.items()])})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._described()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._described()}"


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc = setUp
        self._tearDownFunc = tearDown
        self._testFunc = testFunc
        self._description = description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def __str__(self):
        return f"{_class_title(type(self))} ({self._testFunc.__name__})"

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._testFunc.__doc__
        return doc.split("\n")[0].strip() if doc else None


class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        result = await cm.__aenter__()
        self.addAsyncCleanup(cm.__aexit__, None, None, None)
        return result

    def _finish(self, value):
        if value is not None and hasattr(type(value), "__await__"):
            self._runner.run(value)

    def _call_set_up(self):
        self.setUp()
        self._runner.run(self.asyncSetUp())

    def _call_test(self, method):
        self._finish(method())

    def _call_tear_down(self):
        self._runner.run(self.asyncTearDown())
        self.tearDown()

    def _call_cleanup(self, function, args, kwargs):
        self._finish(function(*args, **kwargs))

    def run(self, result=None):
        self._runner = asyncio.Runner()
        try:
            return super().run(result)
        finally:
            self._runner.close()


# Results, suites, loaders, runners


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.shouldStop = False
        self.buffer = False

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def startTestRun(self):
        pass

    def stopTest(self, test):
        pass

    def stopTestRun(self):
        pass

    def _text(self, err, test):
        return "".join(traceback.format_exception(err[1]))

    def _stop_when_asked(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self.errors.append((test, self._text(err, test)))
        self._stop_when_asked()

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err, test)))
        self._stop_when_asked()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._stop_when_asked()
            kept = self.failures if issubclass(err[0], test.failureException) else self.errors
            kept.append((subtest, self._text(err, test)))

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err, test)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._stop_when_asked()

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def __repr__(self):
        title = _class_title(type(self))
        return f"<{title} run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>"


class TestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, TestSuite) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return f"<{_class_title(type(self))} tests={list(self)}>"

    def countTestCases(self):
        return sum([test.countTestCases() for test in self])

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def _cases(self):
        for test in self:
            if isinstance(test, TestSuite):
                yield from test._cases()
            else:
                yield test

    def run(self, result, debug=False):
        current = None
        for test in self._cases():
            if result.shouldStop:
                break
            cls = type(test)
            if cls is not current:
                self._leave(current, result)
                current = cls
                self._enter(cls, result)
            if not getattr(cls, "_classSetupFailed", False):
                test(result)
        self._leave(current, result)
        return result

    def _enter(self, cls, result):
        cls._classSetupFailed = False
        if getattr(cls, "__unittest_skip__", False) or not hasattr(cls, "setUpClass"):
            return
        try:
            cls.setUpClass()
        except Exception as error:
            cls._classSetupFailed = True
            self._report(error, "setUpClass", cls, result)
            cls.doClassCleanups()

    def _leave(self, cls, result):
        if cls is None or cls._classSetupFailed or getattr(cls, "__unittest_skip__", False):
            return
        try:
            cls.tearDownClass()
        except Exception as error:
            self._report(error, "tearDownClass", cls, result)
        cls.doClassCleanups()

    def _report(self, error, where, cls, result):
        holder = _ErrorHolder(f"{where} ({_class_title(cls)})")
        if isinstance(error, SkipTest):
            result.addSkip(holder, str(error))
        else:
            result.addError(holder, (type(error), error, error.__traceback__))

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for test in self._cases():
            test.debug()


class _ErrorHolder:
    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def countTestCases(self):
        return 0


class TestLoader:
    testMethodPrefix = "test"
    sortTestMethodsUsing = None
    testNamePatterns = None
    suiteClass = TestSuite

    def __init__(self):
        self.errors = []

    def getTestCaseNames(self, testCaseClass):
        prefix = self.testMethodPrefix
        names = [name for name in dir(testCaseClass) if name.startswith(prefix) and callable(getattr(testCaseClass, name))]
        if self.sortTestMethodsUsing is not None:
            compare = self.sortTestMethodsUsing
            names.sort(key=functools.cmp_to_key(compare))
        return names

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass([testCaseClass(name) for name in names])

    def _load_program(self):
        classes = [cls for cls in _limen_program_classes() if issubclass(cls, TestCase)]
        own = [cls for cls in classes if cls not in (TestCase, FunctionTestCase, IsolatedAsyncioTestCase)]
        return self.suiteClass([self.loadTestsFromTestCase(cls) for cls in own])


defaultTestLoader = TestLoader()


class _Line:
    """A stream that can end a line."""

    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        self.stream.write(text)

    def writeln(self, text=""):
        self.stream.write(f"{text}\n")

    def flush(self):
        if hasattr(self.stream, "flush"):
            self.stream.flush()


class TextTestResult(TestResult):
    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self._newline = True

    def getDescription(self, test):
        doc = test.shortDescription()
        return f"{test}\n{doc}" if self.descriptions and doc else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f"{self.getDescription(test)} ... ")
            self.stream.flush()
            self._newline = False

    def _write_status(self, test, status):
        is_sub = isinstance(test, _SubTest)
        if is_sub or self._newline:
            if not self._newline:
                self.stream.writeln()
            if is_sub:
                self.stream.write("  ")
            self.stream.write(f"{self.getDescription(test)} ... ")
        self.stream.writeln(status)
        self.stream.flush()
        self._newline = True

    def _say(self, test, status, dot):
        if self.showAll:
            self._write_status(test, status)
        elif self.dots:
            self.stream.write(dot)
            self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], subtest.failureException)
            self._say(subtest, "FAIL" if failed else "ERROR", "F" if failed else "E")
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say(test, "ok", ".")

    def addError(self, test, err):
        super().addError(test, err)
        self._say(test, "ERROR", "E")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._say(test, "FAIL", "F")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say(test, f"skipped {reason!r}", "s")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._say(test, "expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._say(test, "unexpected success", "u")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList("ERROR", self.errors)
        self.printErrorList("FAIL", self.failures)
        if self.unexpectedSuccesses:
            self.stream.writeln(self.separator1)
            for test in self.unexpectedSuccesses:
                self.stream.writeln(f"UNEXPECTED SUCCESS: {self.getDescription(test)}")
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln(f"{flavour}: {self.getDescription(test)}")
            self.stream.writeln(self.separator2)
            self.stream.writeln(text)
            self.stream.flush()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(
        self,
        stream=None,
        descriptions=True,
        verbosity=1,
        failfast=False,
        buffer=False,
        resultclass=None,
        warnings=None,
        *,
        tb_locals=False,
        durations=None,
    ):
        self.stream = _Line(sys.stderr if stream is None else stream)
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        result.failfast = self.failfast
        result.buffer = self.buffer
        started = time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        taken = time.perf_counter() - started
        stream = self.stream
        result.printErrors()
        if hasattr(result, "separator2"):
            stream.writeln(result.separator2)
        count = result.testsRun
        stream.writeln(f"Ran {count} test{'' if count == 1 else 's'} in {taken:.3f}s")
        stream.writeln()
        notes = []
        if result.wasSuccessful():
            none_run = _limen_python() >= (3, 12) and count == 0 and not result.skipped
            stream.write("NO TESTS RAN" if none_run else "OK")
        else:
            stream.write("FAILED")
            for name, found in (("failures", result.failures), ("errors", result.errors)):
                if found:
                    notes.append(f"{name}={len(found)}")
        for name, found in (
            ("skipped", result.skipped),
            ("expected failures", result.expectedFailures),
            ("unexpected successes", result.unexpectedSuccesses),
        ):
            if found:
                notes.append(f"{name}={len(found)}")
        stream.write(f" ({', '.join(notes)})\n" if notes else "\n")
        stream.flush()
        return result


class TestProgram:
    def __init__(
        self,
        module="__main__",
        defaultTest=None,
        argv=None,
        testRunner=None,
        testLoader=defaultTestLoader,
        exit=True,
        verbosity=1,
        failfast=None,
        catchbreak=None,
        buffer=None,
        warnings=None,
        *,
        tb_locals=False,
        durations=None,
    ):
        flags = (sys.argv if argv is None else argv)[1:]
        if "-v" in flags or "--verbose" in flags:
            verbosity = 2
        if "-q" in flags or "--quiet" in flags:
            verbosity = 0
        self.test = testLoader._load_program()
        if defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
            self.test = TestSuite([test for test in self.test._cases() if _is_named(test, names)])
        if testRunner is None:
            testRunner = TextTestRunner
        if isinstance(testRunner, type):
            testRunner = testRunner(verbosity=verbosity, failfast=bool(failfast), buffer=bool(buffer))
        self.result = testRunner.run(self.test)
        if exit:
            if _limen_python() >= (3, 12) and self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())


def _is_named(test, names):
    cls = type(test).__name__
    return any([name in (cls, f"{cls}.{test._testMethodName}") for name in names])


main = TestProgram
