"""How seriously each rule of ty 0.0.105 is taken, and how its messages are said in plain words."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

Level: TypeAlias = Literal["error", "warning", "off"]

TY_VERSION: Final = "0.0.105"

# An error is what fails when the line runs. What only contradicts an annotation does not fail (Python enforces none),
# so it is a warning; what speaks of style, of ty's own comments or of other people's packages is off.
LEVELS: Final[dict[str, Level]] = {
    "abstract-and-final-method": "warning",
    "abstract-class-instantiation": "error",
    "abstract-method-call": "error",
    "abstract-method-in-final-class": "warning",
    "ambiguous-protocol-member": "off",
    "assert-type-unspellable-subtype": "warning",
    "blanket-ignore-comment": "off",
    "call-to-function-with-unknown-signature": "warning",
    "conflicting-declarations": "warning",
    "conflicting-metaclass": "error",
    "cyclic-class-definition": "warning",
    "cyclic-type-alias-definition": "warning",
    "deprecated": "off",
    "disjoint-cast": "off",
    "division-by-zero": "warning",
    "duplicate-base": "error",
    "duplicate-kw-only": "error",
    "dynamic-function-decorator-return": "off",
    "escape-character-in-forward-annotation": "warning",
    "experimental-syntax": "off",
    "final-on-non-method": "warning",
    "final-without-value": "warning",
    "ignore-comment-unknown-rule": "off",
    "implicit-string-concatenation-in-annotation": "warning",
    "import-not-found": "error",
    "incompatible-attribute-override": "warning",
    "incompatible-method-override": "warning",
    "incompatible-mutable-override": "warning",
    "incompatible-property-override": "warning",
    "inconsistent-mro": "error",
    "inconsistent-overload-decorator": "warning",
    "inconsistent-overload-implementation": "warning",
    "index-out-of-bounds": "error",
    "ineffective-final": "off",
    "instance-layout-conflict": "error",
    "invalid-argument-type": "error",
    "invalid-assignment": "error",
    "invalid-attribute-access": "error",
    "invalid-await": "error",
    "invalid-base": "error",
    "invalid-context-manager": "error",
    "invalid-dataclass": "error",
    "invalid-dataclass-field-order": "error",
    "invalid-dataclass-override": "error",
    "invalid-dataclass-post-init": "warning",
    "invalid-declaration": "warning",
    "invalid-enum-member-annotation": "warning",
    "invalid-exception-caught": "error",
    "invalid-explicit-override": "warning",
    "invalid-explicit-return": "warning",
    "invalid-frozen-dataclass-subclass": "error",
    "invalid-generator-return-type": "warning",
    "invalid-generic-class": "warning",
    "invalid-generic-enum": "warning",
    "invalid-ignore-comment": "off",
    "invalid-implicit-return": "warning",
    "invalid-implicit-return-in-function-with-stub-body": "warning",
    "invalid-init-type-variable": "warning",
    "invalid-legacy-positional-parameter": "off",
    "invalid-legacy-type-variable": "warning",
    "invalid-match-pattern": "error",
    "invalid-metaclass": "error",
    "invalid-module-getattr-call": "warning",
    "invalid-named-tuple": "error",
    "invalid-named-tuple-override": "warning",
    "invalid-newtype": "warning",
    "invalid-parameter-default": "warning",
    "invalid-paramspec": "warning",
    "invalid-protocol": "warning",
    "invalid-raise": "error",
    "invalid-super-argument": "error",
    "invalid-syntax-in-forward-annotation": "warning",
    "invalid-total-ordering": "error",
    "invalid-type-alias-type": "warning",
    "invalid-type-arguments": "warning",
    "invalid-type-checking-constant": "warning",
    "invalid-type-form": "warning",
    "invalid-type-guard-definition": "warning",
    "invalid-type-variable-bound": "warning",
    "invalid-type-variable-constraints": "warning",
    "invalid-type-variable-default": "warning",
    "invalid-typed-dict-field": "warning",
    "invalid-typed-dict-header": "warning",
    "invalid-typed-dict-key": "error",
    "invalid-typed-dict-statement": "warning",
    "invalid-yield": "warning",
    "isinstance-against-protocol": "error",
    "isinstance-against-typed-dict": "error",
    "lost-keyword-for-regular-parameter": "warning",
    "mismatched-sentinel-name": "off",
    "mismatched-type-name": "off",
    "misplaced-overload-decorator": "warning",
    "missing-argument": "error",
    "missing-attribute": "error",
    "missing-direct-dependency": "off",
    "missing-module-member": "error",
    "missing-overload-implementation": "warning",
    "missing-override-decorator": "off",
    "missing-slot": "warning",
    "missing-type-argument": "off",
    "missing-typed-dict-key": "error",
    "missing-union-attribute": "error",
    "no-matching-overload": "error",
    "non-callable-init-subclass": "error",
    "non-literal-typed-dict-key": "warning",
    "not-callable": "error",
    "not-iterable": "error",
    "not-subscriptable": "error",
    "override-of-final-method": "warning",
    "override-of-final-variable": "warning",
    "parameter-already-assigned": "error",
    "positional-only-parameter-as-kwarg": "error",
    "possibly-missing-attribute": "warning",
    "possibly-missing-implicit-call": "warning",
    "possibly-missing-import": "off",
    "possibly-missing-submodule": "warning",
    "possibly-unresolved-reference": "warning",
    "pydantic-discarded-extra-argument": "off",
    "raw-string-type-annotation": "warning",
    "redundant-cast": "off",
    "redundant-condition": "warning",
    "redundant-condition-strict": "off",
    "redundant-final-classvar": "off",
    "renamed-rule-in-ignore-comment": "off",
    "shadowed-type-variable": "warning",
    "single-overload": "off",
    "static-assert-error": "warning",
    "subclass-of-dataclass-with-order": "warning",
    "subclass-of-final-class": "warning",
    "super-call-in-named-tuple-method": "error",
    "too-many-positional-arguments": "error",
    "truthiness-test-of-callable": "warning",
    "truthiness-test-of-iterable": "warning",
    "truthiness-test-of-none-union": "off",
    "type-assertion-failure": "warning",
    "unavailable-implicit-super-arguments": "error",
    "unbound-type-variable": "warning",
    "undefined-reveal": "error",
    "unknown-argument": "error",
    "unknown-typed-dict-constructor-key": "error",
    "unresolved-global": "off",
    "unresolved-reference": "error",
    "unsound-assignment": "off",
    "unsound-return": "off",
    "unsound-yield": "off",
    "unsupported-base": "warning",
    "unsupported-bool-conversion": "error",
    "unsupported-dynamic-base": "off",
    "unsupported-operator": "error",
    "unused-awaitable": "error",
    "unused-ignore-comment": "off",
    "unused-type-ignore-comment": "off",
    "useless-overload-body": "off",
    "zero-stepsize-in-slice": "error",
}

_TY_LEVELS: Final[dict[Level, str]] = {"error": "error", "warning": "warn", "off": "ignore"}


def ty_rules() -> dict[str, str]:
    """Return the `rules` part of ty's configuration."""
    return {rule: _TY_LEVELS[level] for rule, level in LEVELS.items()}


def level_of(rule: str) -> Level:
    """Return how seriously `rule` is taken; a rule that the pinned version does not have is a warning."""
    return LEVELS.get(rule, "warning")


_REWRITES: Final[tuple[tuple[str, re.Pattern[str], str], ...]] = tuple(
    (rule, re.compile(pattern, re.DOTALL), text)
    for rule, pattern, text in (
        ("unused-awaitable", r".*", "this coroutine is never awaited, so the call does not happen"),
        ("unresolved-reference", r"Name `(.*?)` used when not defined", r"`\1` is not defined"),
        (
            "possibly-unresolved-reference",
            r"Name `(.*?)` used when possibly not defined",
            r"`\1` may not be defined here: only some branches set it",
        ),
        ("import-not-found", r"Cannot resolve imported module `(.*?)`", r"there is no module `\1` here"),
        ("missing-module-member", r"Module `(.*?)` has no member `(.*?)`", r"module `\1` has no `\2`"),
        (
            "unknown-argument",
            r"Argument `(.*?)` does not match any known parameter of (?:bound )?(?:function|method) `(.*?)`",
            r"`\2` has no parameter `\1`",
        ),
        ("unknown-argument", r"Argument `(.*?)` does not match any known parameter", r"there is no parameter `\1`"),
        (
            "missing-argument",
            r"No arguments? provided for required parameters? (.*?) of (?:bound )?(?:function|method) `(.*?)`",
            r"the call of `\2` lacks the argument \1",
        ),
        (
            "missing-argument",
            r"No arguments? provided for required parameters? (.*)",
            r"the call lacks the argument \1",
        ),
        (
            "too-many-positional-arguments",
            r"Too many positional arguments to (?:bound method )?`(.*?)\.__(?:init|new)__`.*",
            r"too many positional arguments for `\1`",
        ),
        (
            "too-many-positional-arguments",
            r"Too many positional arguments to (?:bound )?(?:function|method) `(.*?)`: expected (\d+), got (\d+)",
            r"`\1` takes at most \2 positional arguments, \3 were given",
        ),
        (
            "invalid-argument-type",
            r"Argument to (?:constructor|(?:bound )?(?:function|method)) `(.*?)(?:\.__new__|\.__init__)?` is incorrect: "
            r"Expected (`.*`), found (`.*`)",
            r"`\1` expects \2 here, found \3",
        ),
        (
            "invalid-argument-type",
            r"Argument is incorrect: Expected (`.*`), found (`.*`)",
            r"expected \1 here, found \2",
        ),
        (
            "invalid-argument-type",
            r"Method `__(?:get|set|del)item__` of type .* cannot be called with key of type (`.*`) on object of type (`.*`)",
            r"\2 cannot be indexed with \1",
        ),
        (
            "unsupported-operator",
            r"Operator `(.*?)` is not supported between objects of type (`.*`) and (`.*`)",
            r"`\1` does not work between \2 and \3",
        ),
        (
            "unsupported-operator",
            r"Operator `(.*?)` is not supported between two objects of type (`.*`)",
            r"`\1` does not work between two values of \2",
        ),
        (
            "not-subscriptable",
            r"Cannot subscript object of type `None` with no `__getitem__` method",
            r"this may be `None`, which cannot be indexed",
        ),
        (
            "not-subscriptable",
            r"Cannot subscript object of type (`.*`) with no `__(?:getitem|setitem|delitem)__` method",
            r"\1 cannot be indexed",
        ),
        (
            "missing-union-attribute",
            r"Attribute `(.*?)` is not defined on `None` in union (`.*`)",
            r"this may be `None`, which has no `\1` (its type is \2)",
        ),
        (
            "missing-union-attribute",
            r"Attribute `(.*?)` is not defined on (`.*`) in union (`.*`)",
            r"this may be \2, which has no `\1` (its type is \3)",
        ),
        ("missing-attribute", r"Object of type (`.*`) has no attribute `(.*?)`", r"\1 has no attribute `\2`"),
        ("missing-attribute", r"Module `(.*?)` has no member `(.*?)`", r"module `\1` has no `\2`"),
        ("not-iterable", r"Object of type (`.*`) is not iterable", r"\1 cannot be iterated over"),
        ("not-iterable", r"Object of type (`.*`) may not be iterable", r"\1 may not be iterable"),
        (
            "invalid-typed-dict-key",
            r"Unknown key \"(.*?)\" for TypedDict `(.*?)`.*",
            r'`\2` has no key "\1"',
        ),
        (
            "missing-typed-dict-key",
            r"Missing required key '(.*?)' in TypedDict `(.*?)` constructor",
            r'`\2` needs the key "\1"',
        ),
        (
            "no-matching-overload",
            r"No overload of (?:bound )?(?:function|method|constructor) `(.*?)` matches arguments",
            r"`\1` does not take arguments of these types",
        ),
        (
            "invalid-assignment",
            r"Object of type (`.*`) is not assignable to (`.*`)",
            r"\1 does not fit the declared type \2",
        ),
    )
)


def plain_words(rule: str, message: str) -> str:
    """Return ty's `message` on one line, lower case, in plain words and with types as people write them."""
    line = message.split("\n", 1)[0][:1000]
    for name, pattern, text in _REWRITES:
        if name == rule and (found := pattern.fullmatch(line)) is not None:
            line = found.expand(text)
            break
    else:
        first = line[:1]
        line = (first.lower() if line[1:2].islower() else first) + line[1:]
    return _plain_types(line).rstrip(".")


_COROUTINE: Final = re.compile(r"`CoroutineType\[Any, Any, ([^`]*)\]`")


_LITERAL: Final = re.compile(r"(?<!expects )(?<!expected )(?<!type )`Literal\[([^`|,]*)\]`")
_TYPESHED: Final = (
    ("str | Buffer | SupportsInt | SupportsIndex | SupportsTrunc", "str | bytes | int | float"),
    ("SupportsIndex", "int"),
    ("float*", "float"),
    ("complex*", "complex"),
    ("Unknown | ", ""),
    (" | Unknown", ""),
    ("[Unknown]", ""),
    ("[Any]", ""),
    ("a coroutine of `Unknown`", "a coroutine"),
)


def _plain_types(line: str) -> str:
    line = _LITERAL.sub(lambda found: f"`{literal_class(found.group(1))}`", line)
    line = _COROUTINE.sub(r"a coroutine of `\1` (it lacks `await`)", line)
    for shown, plain in _TYPESHED:
        line = line.replace(shown, plain)
    return line


def literal_class(value: str) -> str:
    """Return the class of a literal as ty writes it inside `Literal[...]`."""
    if value.startswith('b"'):
        return "bytes"
    if value.startswith('"'):
        return "str"
    if value in ("True", "False"):
        return "bool"
    return "int" if value.lstrip("-").isdigit() else value.split(".", 1)[0]
