"""How certain a finding of ty's is: what it calls an error, a program that runs may well do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias, final

from limen.checker.declarations import Declarations
from limen.checker.origin import Origin, Program
from limen.checker.severity import literal_class
from limen.checker.tree import is_caught, is_optional, names_in
from limen.checker.ty_server import Finding
from limen.source import Span, parse_expression

Certainty: TypeAlias = Literal["certain", "doubtful", "harmless"]

_SHOWN: Final = (
    re.compile(r"found `([^`]*)`"),
    re.compile(r"Argument type `([^`]*)`"),
    re.compile(r"objects? of type `([^`]*)`"),
    re.compile(r"Object of type `([^`]*)`"),
    re.compile(r"and `([^`]*)`$"),
    re.compile(r"in union `([^`]*)`"),
    re.compile(r"attribute `[^`]*` on type `([^`]*)`"),
    re.compile(r"key of type `([^`]*)`"),
)
_MISMATCH: Final = re.compile(r"[Ee]xpected `([^`]*)`, found `([^`]*)`")
_WRONG_KEY: Final = re.compile(r"__(?:get|set|del)item__\(key: (.*?), /.*key of type `([^`]*)`")
_CALLED: Final = re.compile(r"(?:function|method|constructor) `(?:\w+\.)*?(\w+)(?:\.__new__|\.__init__)?`")
_CLASS_AND_ATTRIBUTE: Final = (
    re.compile(r"Object of type `([^`]*)` has no attribute `([^`]*)`"),
    re.compile(r"(?:Class|Function) `([^`]*)` has no attribute `([^`]*)`"),
)
_NEW_ATTRIBUTE: Final = re.compile(r"Unresolved attribute `([^`]*)` on type `([^`]*)`")
_TYPE_VARIABLE: Final = re.compile(r"\b(?!Self@)\w+@\w+")
_ANY_FUNCTION: Final = ("(...)", "_Wrapped[", "_lru_cache_wrapper", "_SingleDispatchCallable")
_WRAPPED: Final = frozenset({"__name__", "__doc__", "__qualname__", "__module__", "__wrapped__"})
_PUTTING: Final = re.compile(
    r"`(?:(?:list|deque|set)\.(?:append|appendleft|add|insert|index|count|remove|discard)|ContextVar\.set)`"
)
_COMPARING: Final = frozenset({"max", "min", "sorted", "sum", "sort", "nlargest", "nsmallest"})
_UNIONS: Final = frozenset(
    {
        "invalid-argument-type",
        "invalid-assignment",
        "missing-attribute",
        "missing-union-attribute",
        "no-matching-overload",
        "not-callable",
        "not-iterable",
        "not-subscriptable",
        "unsupported-operator",
        "invalid-typed-dict-key",
    }
)
_TYPE_NOT_SHOWN: Final = frozenset({"no-matching-overload", "not-callable", "not-subscriptable", "not-iterable"})
_TYPE_ERROR: Final = frozenset({"TypeError"})
# What a program that goes wrong as a finding says raises; whoever catches that by name may have meant it.
_RAISES: Final[Mapping[str, frozenset[str]]] = {
    "missing-module-member": frozenset({"AttributeError"}),
    "missing-attribute": frozenset({"AttributeError"}),
    "missing-union-attribute": frozenset({"AttributeError"}),
    "invalid-assignment": frozenset({"AttributeError", "TypeError", "ValueError", "FrozenInstanceError"}),
    "index-out-of-bounds": frozenset({"IndexError", "LookupError"}),
    "invalid-typed-dict-key": frozenset({"KeyError", "LookupError"}),
    "unresolved-reference": frozenset({"NameError", "UnboundLocalError"}),
    "invalid-named-tuple": frozenset({"ValueError", "TypeError"}),
    "zero-stepsize-in-slice": frozenset({"ValueError"}),
}
_KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(["str", "LiteralString"], "text"),
    **dict.fromkeys(["bytes", "bytearray", "memoryview", "Buffer"], "bytes"),
    **dict.fromkeys(["bool", "int", "float", "complex", "Decimal", "Fraction"], "number"),
    **dict.fromkeys(["SupportsIndex", "SupportsInt", "SupportsFloat", "Real", "Integral", "Number"], "number"),
    **dict.fromkeys(["list", "tuple", "deque", "range", "Sequence", "MutableSequence"], "sequence"),
    **dict.fromkeys(["dict", "defaultdict", "Counter", "OrderedDict", "Mapping", "MutableMapping"], "mapping"),
    **dict.fromkeys(["set", "frozenset", "AbstractSet", "MutableSet", "Set"], "set"),
    "None": "None",
}
_LEFT_OUT: Final = re.compile(r"\.\.\. omitted \d+ (?:literals|union elements)")
_NUMBERS: Final = ("bool", "int", "float", "complex")
_ITERABLES: Final = frozenset(
    {"Iterable", "Iterator", "Collection", "Container", "Sequence", "MutableSequence", "Sized"}
)
_OPEN: Final = frozenset({"Any", "Unknown", "Divergent", "object", "Never"})


@final
class Judge:
    """Judges the findings in one program."""

    def __init__(self, program: Program, declarations: Declarations) -> None:
        self._program = program
        self._types = declarations.types
        self._dicts = {name for name, fields in declarations.fields.items() if "TypedDict" in fields.bases}

    def certainty(self, finding: Finding, span: Span) -> Certainty:
        """Tell whether the program fails where a finding says so.

        Certain is what no value that the program may meet can do. ty takes `{"price": 1.5, "name": "x"}` for a dict
        whose every value is `float | str`, and then rejects correct uses of each: a complaint about a union is only certain
        when a tool declares it. `order = find_order(7)`, declared to give `Order | None`, must be tested; whether
        `best = None` before a loop, or `self.next = None` in a class of the program, is still None, only the program knows.
        """
        rule, message = finding.code, finding.message.split("\n", 1)[0]
        if "CoroutineType" in message:
            return "certain"
        if self._is_harmless(rule, message, span):
            return "harmless"
        nodes = self._program.at(span)
        raised = _RAISES.get(rule, _TYPE_ERROR)
        if any(self._is_caught(node, raised) for node in nodes):
            return "doubtful"
        if rule not in _UNIONS:
            return "certain"
        found: list[Certainty] = [
            self._of_subject(rule, message, node, s) for node in nodes for s in subjects(rule, node)
        ]
        return "harmless" if "harmless" in found else "doubtful" if "doubtful" in found else "certain"

    def _is_caught(self, node: ast.AST, raised: frozenset[str]) -> bool:
        """Tell whether the program may mean to fail at `node`; where a lambda is called, nobody knows."""
        later = any(isinstance(above, ast.Lambda) for above in self._program.parents(node))
        return is_caught(node, self._program.above, raised) or (later and bool(raised & self._program.caught))

    def _is_harmless(self, rule: str, message: str, span: Span) -> bool:
        """Tell whether nothing needs to go wrong, by what is known of the rule and of the place."""
        if _TYPE_VARIABLE.search(message) is not None or (
            re.search(r"`BaseException[ `]", message) is not None and not rule.startswith("invalid-")
        ):
            return True  # what is left of a result of `gather(..., return_exceptions=True)` behind a test
        if self._may_compare(rule, message, span):
            return True
        if rule == "missing-typed-dict-key":
            return any(self._is_completed(node) for node in self._program.at(span))
        if rule in ("import-not-found", "missing-module-member"):
            return any(is_optional(node, self._program.above) for node in self._program.imports(span.line))
        if rule == "missing-attribute":
            return self._may_have_attribute(message)
        if rule == "invalid-raise":
            shown = re.search(r"raise object of type `([^`]*)`", message)
            return shown is not None and is_union(shown[1])
        if rule == "index-out-of-bounds":
            return any(self._program.is_rebound_often(node) for node in self._program.at(span))
        if rule == "invalid-argument-type":
            return self._may_take(message, span)
        if rule == "unsupported-operator":
            own = any(f"`{name}`" in message for name in self._program.classes)
            return own and "setattr" in self._program.mentioned
        if rule == "not-iterable":
            return any(f"`{name}`" in message for name in self._program.classes_with("__getitem__"))
        if rule == "no-matching-overload":
            calls = [node for node in self._program.at(span) if isinstance(node, ast.Call)]
            return any(not isinstance(call.func, (ast.Name, ast.Attribute)) for call in calls)
        if rule in ("missing-argument", "too-many-positional-arguments"):
            return any(isinstance(node, ast.Starred) for node in self._program.at(span))
        return False

    def _may_have_attribute(self, message: str) -> bool:
        new = _NEW_ATTRIBUTE.match(message)
        if new is not None:
            return not self._is_closed(new[2])
        for pattern in _CLASS_AND_ATTRIBUTE:
            found = pattern.match(message)
            if found is not None:
                kind, attribute = found[1], found[2]
                if kind.startswith((*_ANY_FUNCTION, "Self@_generate_next_value_")):
                    return True
                if re.match(r"_\w+__\w", attribute):
                    return True  # a private name from outside of its class
                if kind.startswith("Self@") and attribute in self._program.functions:
                    return True  # a method that the classes which derive from this one have
                if attribute in _WRAPPED and "update_wrapper" in self._program.mentioned:
                    return True
                given = self._program.stores(attribute) or self._program.sets_attributes
                return bool(given) and not self._is_closed(kind) and not attribute.startswith("__")
        return False

    def _is_closed(self, kind: str) -> bool:
        """Tell whether objects of a type have the attributes that are declared and no others."""
        if kind.startswith(("def ", "(", *_ANY_FUNCTION)) or kind in self._program.functions:
            return False
        name = kind.removeprefix("<class '").removesuffix("'>").split("[")[0].split("@")[0]
        return name != "Self" and (name in self._types or name not in self._program.open_classes)

    def _may_take(self, message: str, span: Span) -> bool:
        """Tell whether a call may well take an argument that does not fit the annotation to the letter."""
        if _PUTTING.search(message) is not None:
            return True  # a list takes everything
        wrong = _WRONG_KEY.search(message)
        if wrong is not None and self._fits(wrong[1], wrong[2]):
            return True
        if "cannot be called with key of type" in message:
            if re.search(r"on object of type `(?:Counter|defaultdict)\[", message) is not None:
                return True  # they have every key
            return not any(self._has_fixed_key(node) for node in self._program.at(span))
        bound = re.search(r"does not satisfy upper bound `(\w+)", message)
        if bound is not None:
            return bound[1] in self._program.classes  # an annotation of the program's own
        found = _MISMATCH.search(message)
        if found is None:
            return False
        expected, given = found.groups()
        nodes = self._program.at(span)
        if any(isinstance(node, ast.keyword) and node.arg is None for node in nodes) or any(
            isinstance(self._program.parent(node), ast.keyword) and self._is_spread(node) for node in nodes
        ):
            return True  # `f(**values)`: ty holds every value against every parameter
        if given.split("[")[0] in self._program.classes_with("__getitem__") and expected.startswith("Iterable"):
            return True
        called = _CALLED.search(message)
        own = called is not None and called[1] in self._program.functions | self._program.classes
        if "Literal[" in expected and "Literal[" not in given:
            constants = [
                c for node in nodes if isinstance(node, ast.expr | ast.keyword) for c in [self._constants(node)]
            ]
            if constants and None not in constants:
                return all(self._fits(expected, f"Literal[{value!r}]") for c in constants if c for value in c)
        return self._fits(expected, given, own=own)

    def _has_fixed_key(self, node: ast.AST) -> bool:
        """Tell whether what is indexed is a tool's, or the key is written down: ty names one member of a union only."""
        above = self._program.parent(node)
        indexed = above if isinstance(above, ast.Subscript) else node
        if not isinstance(indexed, ast.Subscript):
            return True
        written = isinstance(indexed.slice, (ast.Constant, ast.JoinedStr, ast.Tuple))
        origin = self._program.origin(indexed.value)
        return (written or origin.declared) and not origin.mixed

    def _is_spread(self, node: ast.AST) -> bool:
        above = self._program.parent(node)
        return isinstance(above, ast.keyword) and above.arg is None

    def _constants(self, node: ast.expr | ast.keyword) -> set[object] | None:
        return self._program.constants(node.value if isinstance(node, ast.keyword) else node)

    def _fits(self, expected: str, given: str, *, own: bool = False) -> bool:
        one, other = _parsed(expected), _parsed(given)
        return one is not None and other is not None and self._may_fit(one, other, own)

    def _may_fit(self, expected: ast.expr, given: ast.expr, own: bool) -> bool:
        """Tell whether a value of one type may serve as one of another, apart from what annotations alone forbid."""
        if _is_open(expected) or _is_open(given):
            return True
        if len(_union(given)) > 1:
            return all(self._may_fit(expected, one, own) for one in _union(given))
        if len(_union(expected)) > 1:
            return any(self._may_fit(one, given, own) for one in _union(expected))
        if _literals(expected) and _literals(given):
            return "..." in _literals(expected) or set(_literals(given)) <= set(_literals(expected))
        wanted, have = _head(expected), _head(given)
        if _literals(expected) and not _literals(given):
            return wanted == have or (wanted == "str" and have == "LiteralString")
        if wanted in self._dicts and have == "dict":
            return True
        if wanted in _NUMBERS and have in _NUMBERS:
            return own or _NUMBERS.index(have) <= _NUMBERS.index(wanted)
        kinds = _KINDS.get(wanted), _KINDS.get(have)
        if kinds == ("text", "text"):
            return True
        items = _items(expected), _items(given)
        alike = kinds[0] == kinds[1] or set(kinds) == {"sequence", "set"}
        same = wanted == have or (own and kinds[0] is not None and alike)
        if wanted in _ITERABLES and have in ("list", "tuple", "set", "frozenset", "dict", "deque", "range"):
            same, items = True, (items[0], items[1][:1])
        if not same:
            return own and None in kinds
        if wanted == "tuple" and len(items[0]) != len(items[1]) and not own:
            return any(_is_ellipsis(item) for item in (*items[0], *items[1]))
        return all(self._may_fit(one, other, own) for one, other in zip(*items, strict=False))

    def _of_subject(self, rule: str, message: str, node: ast.AST, subject: ast.expr) -> Certainty:
        program = self._program
        origin = program.origin(subject)
        shown = [found.group(1) for pattern in _SHOWN for found in pattern.finditer(message)]
        union = any(is_union(text) for text in shown)
        about_none = "`None`" in message or any("None" in members(text) for text in shown)
        if rule == "no-matching-overload" and isinstance(subject, ast.Attribute) and subject.attr == "get":
            return "harmless"  # `max(counts, key=counts.get)`: no key of its own is missing
        if "object" in shown or program.is_rebound(subject):
            return "harmless"  # ty has given up, or a function's name is used for something else, too
        if rule == "invalid-assignment" and re.match(r"Object of type `[^`]*` is not assignable to `", message):
            return "doubtful"  # it contradicts an annotation, no more
        if program.is_added_key(subject) and not (origin.declared and self._is_declared_key(subject)):
            return "harmless"
        if about_none:
            return self._about_none(rule, subject, origin, shown, union)
        if rule == "no-matching-overload" and origin.none and origin.other and not origin.declared_none:
            return "doubtful"
        if rule == "missing-attribute" or (origin.declared and not origin.mixed):
            return "certain"  # no member of the union has the attribute
        if rule == "invalid-assignment" and message.startswith("Invalid subscript assignment"):
            return "harmless"
        hidden = rule in _TYPE_NOT_SHOWN or isinstance(node, ast.AugAssign)  # the message does not show the union
        numbers = any(set(members(text)) <= {"float", "int"} for text in shown)  # `int | float` is shown as `float`
        if origin.mixed and (union or hidden or numbers or program.is_item(subject) or _has_unknown(shown)):
            return "harmless"
        if union and not any(program.origin(other).declared for other in subjects(rule, node)):
            return "harmless"
        return "certain"

    def _is_completed(self, node: ast.AST) -> bool:
        """Tell whether a dict gets more keys than are written in it: `{**base, "sku": "a"}`, `{"sku": "a"} | base`."""
        spread = isinstance(node, ast.Dict) and None in node.keys
        return spread or isinstance(self._program.parent(node), ast.BinOp)

    def _is_declared_key(self, subject: ast.expr) -> bool:
        key = subject.slice if isinstance(subject, ast.Subscript) else None
        return isinstance(key, ast.Constant) and any(key.value in self._types[name] for name in self._dicts)

    def _may_compare(self, rule: str, message: str, span: Span) -> bool:
        """Tell whether what is compared, or added up, may be None for ty only: the program has left out what is None."""
        if rule != "no-matching-overload" and "does not satisfy upper bound" not in message:
            return False
        for node in self._program.at(span):
            call: ast.AST | None = node
            while call is not None and not isinstance(call, ast.Call):
                call = self._program.parent(call)
            if call is None or not names_in(call.func) & _COMPARING:
                continue
            if self._program.is_tested(*ast.walk(call)) or self._program.holds_none(call):
                return True
        return False

    def _about_none(self, rule: str, subject: ast.expr, origin: Origin, shown: list[str], union: bool) -> Certainty:
        """Judge what is said of a value that may be None, or that ty takes for None."""
        doubt = origin.mixed or origin.optional or origin.none
        if origin.declared_none or (origin.declared and not doubt):
            return "doubtful" if self._program.is_tested(subject) else "certain"
        if origin.optional:
            return "doubtful"  # `re.match(...)`, `d.get(k)`, or a helper that may end without a value
        if union or _has_unknown(shown) or (rule == "no-matching-overload" and origin.none):
            return "harmless"
        if isinstance(subject, ast.Attribute) and self._program.stores(subject.attr):
            always = all(_is_none(value) for value in self._program.stores(subject.attr))
        else:
            always = origin.none and not (origin.other or origin.declared or origin.mixed)
        return "certain" if always or isinstance(subject, (ast.Constant, ast.Call, ast.Await)) else "harmless"


def subjects(rule: str, node: ast.AST) -> list[ast.expr]:
    """Return the expressions whose type a finding at `node` complains about."""
    if isinstance(node, ast.keyword):
        return [node.value]
    if isinstance(node, ast.Assign):
        return [t.value if isinstance(t, (ast.Subscript, ast.Attribute)) else t for t in node.targets]
    if isinstance(node, ast.AugAssign):
        return [node.target, node.value]
    if not isinstance(node, ast.expr):
        return []
    if rule in (
        "not-subscriptable",
        "missing-attribute",
        "missing-union-attribute",
        "invalid-assignment",
    ) and isinstance(node, (ast.Subscript, ast.Attribute)):
        return [node.value]
    if rule == "unsupported-operator":
        if isinstance(node, ast.BinOp):
            return [node.left, node.right]
        if isinstance(node, ast.Compare):
            return [node.left, *node.comparators]
        if isinstance(node, ast.UnaryOp):
            return [node.operand]
    if rule == "no-matching-overload" and isinstance(node, ast.Call):
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        return [inner for argument in given for inner in _parts_of(argument)]
    return [node]


def _parts_of(argument: ast.expr) -> Iterator[ast.expr]:
    """Give what an argument is, and what it is made of when it is a lambda or a comprehension."""
    if isinstance(argument, (ast.GeneratorExp, ast.ListComp, ast.SetComp)):
        yield argument.elt
    yield argument.body if isinstance(argument, ast.Lambda) else argument


def members(shown: str) -> list[str]:
    """Return the members of a union as ty writes it; unions inside brackets do not count."""
    found, depth, start = [], 0, 0
    for i, character in enumerate(shown):
        if character in "[(":
            depth += 1
        elif character in "])":
            depth -= 1
        elif character == "|" and depth == 0:
            found.append(shown[start:i].strip())
            start = i + 1
    return [*found, shown[start:].strip()]


def is_union(shown: str) -> bool:
    """Tell whether a type as ty writes it has several members, apart from what it does not know."""
    return len(set(members(shown)) - {"Unknown"}) > 1


def _has_unknown(shown: Iterable[str]) -> bool:
    return any({"Unknown", "Any"} & set(members(text)) and len(members(text)) > 1 for text in shown)


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _parsed(shown: str) -> ast.expr | None:
    text = _LEFT_OUT.sub("...", shown).replace("float*", "float").replace("complex*", "complex")
    try:
        return parse_expression(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _union(written: ast.expr) -> list[ast.expr]:
    """Return the members of a union; what is left of one behind a test counts as the whole."""
    if isinstance(written, ast.BinOp) and isinstance(written.op, ast.BitOr):
        return [*_union(written.left), *_union(written.right)]
    if isinstance(written, ast.BinOp) and isinstance(written.op, ast.BitAnd):
        return _union(written.left)
    return [written]


def _is_open(written: ast.expr) -> bool:
    return any(_is_ellipsis(one) or (isinstance(one, ast.Name) and one.id in _OPEN) for one in _union(written))


def _is_ellipsis(written: ast.expr) -> bool:
    return isinstance(written, ast.Constant) and written.value is Ellipsis


def _items(written: ast.expr) -> list[ast.expr]:
    (one,) = _union(written)[:1]
    if not isinstance(one, ast.Subscript):
        return []
    return list(one.slice.elts) if isinstance(one.slice, ast.Tuple) else [one.slice]


def _literals(written: ast.expr) -> list[str]:
    """Return the values of a `Literal[...]` as text."""
    (one,) = _union(written)[:1]
    is_literal = isinstance(one, ast.Subscript) and isinstance(one.value, ast.Name) and one.value.id == "Literal"
    return [ast.unparse(item) for item in _items(written)] if is_literal else []


def _head(written: ast.expr) -> str:
    """Return the class of a type, that of its values for a literal."""
    (one,) = _union(written)[:1]
    values = _literals(one)
    if values:
        return literal_class(values[0].replace("'", '"'))
    if isinstance(one, ast.Subscript):
        one = one.value
    if isinstance(one, ast.Constant) and one.value is None:
        return "None"
    return one.id if isinstance(one, ast.Name) else ast.unparse(one)
