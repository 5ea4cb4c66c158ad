"""Programs that hypothesis makes, on CPython and on limen: arithmetic, slices, formats, methods, comparisons, control flow."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.executor.oracle import run_cpython, run_limen

COMMON = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
PER_PROGRAM = 12  # expressions in one program: starting one costs more than evaluating one

integers = st.one_of(st.integers(-20, 20), st.integers(-(10**20), 10**20))
numbers = st.one_of(
    integers.map(repr),
    st.floats(allow_nan=True, width=64).map(lambda f: f"float({str(f)!r})"),
    st.sampled_from(["True", "0", "2j", "1.5"]),
)
texts = st.text(st.sampled_from("abcXYZ 01,.-_äß\n%{}"), max_size=8)
lists = st.lists(st.one_of(st.integers(-3, 3), texts, st.none(), st.floats(-2, 2)), max_size=5).map(repr)
bounds = st.one_of(st.just(""), st.integers(-7, 7).map(str))


@st.composite
def arithmetic(draw: st.DrawFn) -> str:
    """Return an expression of numbers and operators; shifts and powers stay small."""
    depth = draw(st.integers(1, 3))
    text = draw(numbers)
    for _ in range(depth):
        op = draw(st.sampled_from(["+", "-", "*", "/", "//", "%", "&", "|", "^", "==", "!=", "<", "<=", "is not"]))
        text = f"({text} {op} {draw(numbers)})"
    power = draw(st.sampled_from(["", " ** 2", " ** -1", " << 3", " >> 1"]))
    return f"{draw(st.sampled_from(['', '-', '+', '~', 'not ', 'abs', 'round', 'bool', 'int', 'float', 'hash']))}({text}{power})"


slices = st.builds(
    lambda v, a, b, c: f"{v}[{a}:{b}:{c}]" if c != "0" else f"{v}[{a}:{b}]",
    st.one_of(lists, texts.map(repr), st.just("range(9)")),
    bounds,
    bounds,
    bounds,
)
formats = st.builds(
    lambda value, fill, sign, alt, width, comma, precision, kind: (
        f"format({value}, {(fill + sign + alt + width + comma + precision + kind)!r})"
    ),
    st.one_of(numbers, texts.map(repr)),
    st.sampled_from(["", "<", ">", "^", "=", "*^", "0"]),
    st.sampled_from(["", "+", "-", " "]),
    st.sampled_from(["", "#"]),
    st.sampled_from(["", "5", "12"]),
    st.sampled_from(["", ",", "_"]),
    st.sampled_from(["", ".2", ".0"]),
    st.sampled_from(["", "d", "f", "e", "g", "x", "b", "o", "s", "%", "c", "n"]),
)
percents = st.builds(
    lambda spec, value: f"{('%' + spec)!r} % ({value},)",
    st.sampled_from(["d", "5.1f", "s", "r", "-6d|", "x", "c", "+d", "e", "%", "a"]),
    st.one_of(numbers, texts.map(repr), lists),
)
text_calls = st.builds(
    lambda text, method, args: f"{text!r}.{method}({args})",
    texts,
    st.sampled_from(
        [
            "upper",
            "title",
            "strip",
            "split",
            "splitlines",
            "find",
            "count",
            "replace",
            "partition",
            "zfill",
            "center",
            "rjust",
            "isalnum",
            "swapcase",
            "casefold",
            "join",
            "startswith",
            "rsplit",
            "expandtabs",
            "encode",
            "translate",
        ]
    ),
    st.sampled_from(["", "'a'", "' '", "'a', 'bb'", "5", "5, '*'", "None, 1", "['x', 'y']", "('a', 'b')", "{97: 'Z'}"]),
)
container_calls = st.builds(
    lambda items, call: f"(lambda v: ({call}, v))({items})",
    lists,
    st.sampled_from(
        [
            "v.append(1)",
            "v.pop()",
            "v.insert(-2, 'i')",
            "v.remove(None)",
            "v.index(0)",
            "v.reverse()",
            "v.sort(key=str)",
            "v.sort()",
            "v.extend(v)",
            "v.count(1)",
            "v.copy() is v",
            "v * 2",
            "v + [1]",
            "set(map(str, v)) & {'1'}",
            "dict.fromkeys(map(str, v))",
            "sorted(v, key=repr, reverse=True)",
            "list(zip(v, v[1:]))",
            "list(enumerate(v, 2))",
            "[*v, *v][::2]",
            "max(v, key=str, default=0)",
            "sum(x for x in v if isinstance(x, int))",
            "v.__getitem__(0)",
            "v[0]",
            "v.pop(9)",
            "v == list(tuple(v))",
            "v < [1]",
        ]
    ),
)
chains = st.builds(
    lambda a, x, b, y, c: f"({a} {x} {b} {y} {c})",
    numbers,
    st.sampled_from(["<", "<=", "==", "in", "is"]),
    st.one_of(numbers, lists),
    st.sampled_from([">", "!=", "and", "or", "not in"]),
    st.one_of(numbers, lists),
)
expressions = st.one_of(arithmetic(), slices, formats, percents, text_calls, container_calls, chains)


@COMMON
@given(st.lists(expressions, min_size=PER_PROGRAM, max_size=PER_PROGRAM))
def test_expressions(lines: list[str]) -> None:
    program = "import warnings\n" + "".join(
        f"try: print(repr({line}))\nexcept Exception as error: print(type(error).__name__, error)\n" for line in lines
    )
    assert_same(program)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 3, in_loop: bool = False) -> list[str]:
    """Return the lines of a block of statements in a function; each says where it is."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        kinds = ["mark", "mark", "raise", "return", "assign", "yield"]
        if depth:
            kinds += ["if", "for", "while", "try", "finally", "with"]
        if in_loop:
            kinds += ["break", "continue"]
        kind = draw(st.sampled_from(kinds))
        number = draw(st.integers(0, 99))

        def inner(loop: bool = in_loop) -> list[str]:
            return [f"    {line}" for line in draw(blocks(depth - 1, loop))]

        if kind == "mark":
            lines.append(f"log({number})")
        elif kind == "assign":
            lines.append(f"x += {number}; log(x)")
        elif kind == "yield":
            lines.append(f"log(('sent', (yield {number})))")
        elif kind == "raise":
            lines.append(
                f"if x % 3 == {number % 3}: raise {draw(st.sampled_from(['ValueError', 'KeyError', 'Mine']))}({number})"
            )
        elif kind == "return":
            lines.append(f"if x % 4 == {number % 4}: return {number}")
        elif kind in ("break", "continue"):
            lines.append(f"if x % 2 == {number % 2}: {kind}")
        elif kind == "if":
            lines += [f"if x % 2 == {number % 2}:", *inner(), "else:", *inner()]
        elif kind == "for":
            lines += [f"for i in range({number % 4}):", "    x += i", *inner(True), "else:", *inner()]
        elif kind == "while":
            name = f"n{depth}_{number}"
            lines += [f"{name} = {number % 3}", f"while {name} > 0:", f"    {name} -= 1", *inner(True)]
        elif kind == "with":
            lines += [f"with manager({number}):", *inner()]
        elif kind == "try":
            lines += [
                "try:",
                *inner(),
                f"except {draw(st.sampled_from(['ValueError', 'Mine', '(KeyError, Mine)', 'Exception']))} as e:",
                "    log(repr(e))",
                *inner(),
            ]
            if draw(st.booleans()):
                lines += ["else:", *inner()]
        elif kind == "finally":
            lines += ["try:", *inner(), "finally:", *inner()]
    return lines


HEAD = """
class Mine(Exception): pass
said = []
def log(value):
    said.append(value)
    if len(said) > 300: raise SystemExit
class manager:
    def __init__(self, n): self.n = n
    def __enter__(self): log(("in", self.n))
    def __exit__(self, kind, value, tb): log(("out", self.n, kind and kind.__name__)); return self.n % 5 == 0
"""
TAIL = """
kept = []
for start in range(3):
    try:
        g = f(start)
        kept.append(g)  # CPython closes what is let go of
        log(("first", next(g)))
        log(("second", g.send("s")))
        log(("thrown", g.throw(Mine("t"))))
        log(("closed", g.close()))
    except BaseException as error:
        log((type(error).__name__, str(error), repr(error.__context__), repr(error.__cause__)))
print(said)
"""


@COMMON
@given(blocks())
def test_control_flow_in_generators(lines: list[str]) -> None:
    body = "\n".join(f"    {line}" for line in lines)
    assert_same(f"{HEAD}def f(x):\n    yield 'start'\n{body}\n    return 'end'\n{TAIL}")


def assert_same(program: str) -> None:
    """Fail, with both sides, unless limen does what CPython does."""
    expected, got = run_cpython(program), run_limen(program)
    assert str(got) == str(expected), f"program:\n{program}"
