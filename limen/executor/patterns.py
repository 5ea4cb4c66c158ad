"""Compiling the patterns of `match`: tests that jump when they fail, and captures that are bound once all have passed."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final

from limen.executor import opcodes as op
from limen.executor.assembler import Label
from limen.executor.code import Code
from limen.executor.expressions import ExpressionCompiler, Unit
from limen.executor.resolver import Scope


class PatternCompiler(ExpressionCompiler):
    """Compiles patterns, beside expressions."""

    def __init__(self, unit: Unit, scope: Scope, code: Code) -> None:
        super().__init__(unit, scope, code)
        self.captures: list[tuple[str, int]] = []  # names, and the temporaries that hold their values

    def case_pattern(self, pattern: ast.pattern, subject: int, failed: Label) -> None:
        """Compile the pattern of one case: jump to `failed` unless it matches, then bind its names."""
        self.captures = []
        self.pattern(pattern, subject, failed)
        for name, register in self.captures:
            self.asm.at(pattern)
            self.store(name, register)

    def pattern(self, pattern: ast.pattern, subject: int, failed: Label) -> None:
        """Compile one pattern against the value in a register."""
        self.asm.at(pattern)
        compile = PATTERNS.get(type(pattern))
        if compile is None:
            self.unit.refuse(pattern, f"{type(pattern).__name__} is not supported here")
        else:
            compile(self, pattern, subject, failed)

    def capture(self, name: str, subject: int) -> None:
        register = self.asm.temporaries()
        self.asm.emit(op.MOVE, register, subject)
        self.captures.append((self.mangled(name), register))

    def match_value(self, node: ast.MatchValue, subject: int, failed: Label) -> None:
        asm = self.asm
        top = asm.top
        result = asm.temporaries()
        value = self.expr(node.value)
        asm.at(node)
        asm.emit(op.EQ, result, subject, value)
        asm.jump(op.JUMP_IF_FALSE, failed, result)
        asm.top = top

    def match_singleton(self, node: ast.MatchSingleton, subject: int, failed: Label) -> None:
        asm = self.asm
        top = asm.top
        result = asm.temporaries()
        asm.emit(op.IS, result, subject, asm.constant(node.value))
        asm.jump(op.JUMP_IF_FALSE, failed, result)
        asm.top = top

    def match_as(self, node: ast.MatchAs, subject: int, failed: Label) -> None:
        if node.pattern is not None:
            self.pattern(node.pattern, subject, failed)
        if node.name is not None:
            self.capture(node.name, subject)

    def match_or(self, node: ast.MatchOr, subject: int, failed: Label) -> None:
        """Alternatives bind the same names; each moves its values to the registers of the first."""
        asm = self.asm
        outer = self.captures
        names: dict[str, int] = {}
        matched = Label()
        for number, alternative in enumerate(node.patterns):
            following = Label() if number < len(node.patterns) - 1 else failed
            self.captures = []
            self.pattern(alternative, subject, following)
            for name, register in self.captures:
                if number == 0:
                    names[name] = register
                elif name in names:
                    asm.emit(op.MOVE, names[name], register)
            if following is not failed:
                asm.jump(op.JUMP, matched)
                asm.mark(following)
        asm.mark(matched)
        self.captures = [*outer, *names.items()]

    def match_sequence(self, node: ast.MatchSequence, subject: int, failed: Label) -> None:
        asm = self.asm
        items = node.patterns
        test = asm.temporaries()
        asm.emit(op.MATCH_SEQUENCE, test, subject)
        asm.jump(op.JUMP_IF_FALSE, failed, test)
        stars = [number for number, item in enumerate(items) if isinstance(item, ast.MatchStar)]
        asm.emit(op.LENGTH, test, subject)
        asm.emit(op.GE if stars else op.EQ, test, test, asm.constant(len(items) - len(stars)))
        asm.jump(op.JUMP_IF_FALSE, failed, test)
        source = asm.temporaries()
        asm.emit(op.MOVE, source, subject)
        base = asm.temporaries(max(len(items), 1))
        if stars:
            asm.emit(op.UNPACK_STAR, base, source, (stars[0] & 255) + 256 * (len(items) - stars[0] - 1))
        else:
            asm.emit(op.UNPACK, base, source, len(items))
        for number, item in enumerate(items):
            self.pattern(item, base + number, failed)

    def match_star(self, node: ast.MatchStar, subject: int, failed: Label) -> None:
        if node.name is not None:
            self.capture(node.name, subject)

    def match_mapping(self, node: ast.MatchMapping, subject: int, failed: Label) -> None:
        asm = self.asm
        count = len(node.keys)
        test = asm.temporaries()
        asm.emit(op.MATCH_MAPPING, test, subject)
        asm.jump(op.JUMP_IF_FALSE, failed, test)
        keys = asm.temporaries(max(count, 1))
        if count:
            asm.emit(op.LENGTH, test, subject)
            asm.emit(op.GE, test, test, asm.constant(count))
            asm.jump(op.JUMP_IF_FALSE, failed, test)
            for number, key in enumerate(node.keys):
                self.into(key, keys + number)
            asm.at(node)
            asm.emit(op.BUILD_TUPLE, test, keys, count)
            asm.emit(op.MATCH_KEYS, test, subject, test)
            asm.jump(op.JUMP_IF_NONE, failed, test)
            base = asm.temporaries(count)
            asm.emit(op.UNPACK, base, test, count)
            for number, pattern in enumerate(node.patterns):
                self.pattern(pattern, base + number, failed)
        if node.rest is not None:
            rest = asm.temporaries()
            asm.emit(op.BUILD_DICT, rest, rest, 0)
            asm.emit(op.DICT_UPDATE, rest, subject)
            for number in range(count):
                asm.emit(op.DEL_ITEM, rest, keys + number)
            self.captures.append((self.mangled(node.rest), rest))

    def match_class(self, node: ast.MatchClass, subject: int, failed: Label) -> None:
        asm = self.asm
        count = len(node.patterns) + len(node.kwd_patterns)
        base = asm.temporaries(4)
        asm.emit(op.MOVE, base, subject)
        self.into(node.cls, base + 1)
        asm.at(node)
        asm.emit(op.MOVE, base + 2, asm.constant(tuple(node.kwd_attrs)))
        asm.emit(op.MOVE, base + 3, asm.constant(len(node.patterns)))
        asm.emit(op.MATCH_CLASS, base, base)
        asm.jump(op.JUMP_IF_NONE, failed, base)
        if count:
            values = asm.temporaries(count)
            asm.emit(op.UNPACK, values, base, count)
            for number, pattern in enumerate([*node.patterns, *node.kwd_patterns]):
                self.pattern(pattern, values + number, failed)


_P = PatternCompiler
PATTERNS: Final[dict[type, Callable[..., None]]] = {
    ast.MatchValue: _P.match_value,
    ast.MatchSingleton: _P.match_singleton,
    ast.MatchAs: _P.match_as,
    ast.MatchOr: _P.match_or,
    ast.MatchSequence: _P.match_sequence,
    ast.MatchStar: _P.match_star,
    ast.MatchMapping: _P.match_mapping,
    ast.MatchClass: _P.match_class,
}
