"""Compiling expressions: names, operators, calls, displays, comprehensions, f-strings, conditions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Final, final

from limen.diagnostic import Diagnostic
from limen.executor import opcodes as op
from limen.executor.assembler import CONSTANT, Assembler, Label
from limen.executor.code import ASYNC_GENERATOR, COROUTINE, FUNCTION, GENERATOR, Code
from limen.executor.fastpaths import METHODS
from limen.executor.resolver import COMPREHENSION, Resolver, Scope, mangle
from limen.executor.surface import SURFACE
from limen.source import Source, Span

# Where a name lives.
LOCAL: Final = 0  # a register
CELL: Final = 1  # a cell in a register
GLOBAL: Final = 2  # a slot of the module
FIXED: Final = 3  # a builtin or tool that nothing rebinds: a constant
NAMESPACE: Final = 4  # the namespace of a class body

MANY: Final = 24  # a display with more items than this is filled item by item
Bound = set[int]  # registers that certainly have a value

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@final
class Place:
    """Where a name lives, and its register, slot or constant register."""

    def __init__(self, kind: int, index: int, has_fallback: bool = False) -> None:
        self.kind: int = kind
        self.index: int = index
        self.has_fallback: bool = has_fallback


@final
class Unit:
    """What the codes of one module share while it is compiled."""

    def __init__(self, source: Source, names: Resolver, predefined: dict[str, object], is_prelude: bool) -> None:
        self.source: Source = source
        self.names: Resolver = names
        self.predefined: dict[str, object] = predefined
        self.is_prelude: bool = is_prelude
        self.slots: dict[str, int] = {}
        self.fallbacks: dict[str, object] = {}
        self.module: Code = Code("<module>", "<module>", "module", source)
        self.diagnostics: list[Diagnostic] = []
        self.future_annotations: bool = False

    def refuse(self, node: ast.AST, message: str, help: str | None = None) -> None:
        """Note that a construct is not supported."""
        where = self.source.span_of(node) if isinstance(node, (ast.stmt, ast.expr, ast.pattern)) else Span(1, 0, 1, 0)
        self.diagnostics.append(Diagnostic("unsupported-syntax", message, where, help=help, checker="compiler"))

    def fixed(self, name: str) -> object:
        """Return the value of a builtin, tool or intrinsic; `_ABSENT` when there is none of that name."""
        found = self.predefined.get(name, _ABSENT)
        if found is _ABSENT and self.is_prelude and name.startswith("_limen_"):
            found = SURFACE.intrinsics.get(name, _ABSENT)
        if found is _ABSENT:
            found = SURFACE.builtins.get(name, _ABSENT)
        return found


@final
class _Absent:
    pass


_ABSENT: Final = _Absent()


class ExpressionCompiler:
    """Compiles the expressions of one code."""

    def __init__(self, unit: Unit, scope: Scope, code: Code) -> None:
        self.unit: Unit = unit
        self.scope: Scope = scope
        self.home: Scope = scope
        self.code: Code = code
        self.places: list[dict[str, Place]] = [{}]
        self.bound: Bound | None = set()  # None: this place is not reached
        self.asm: Assembler = Assembler(code, 0)

    def function(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | Comprehension,
        body: Sequence[ast.stmt],
        value: ast.expr | None,
        want: int,
    ) -> int:
        """Compile a nested function and the instruction that makes it (CodeCompiler does)."""
        raise NotImplementedError

    # Names

    def place(self, name: str) -> Place:
        """Return where a name, already mangled, lives for the code at hand."""
        for table in reversed(self.places):
            found = table.get(name)
            if found is not None:
                return found
        unit = self.unit
        slot = unit.slots.get(name, -1)
        if slot >= 0:
            found = Place(GLOBAL, slot, name in unit.fallbacks)
        else:
            found = Place(FIXED, self.asm.constant(unit.fixed(name)))
        self.places[0][name] = found
        return found

    def is_module(self) -> bool:
        """True in module code, where the globals are registers."""
        return self.code is self.unit.module

    def load(self, node: ast.expr, name: str, want: int) -> int:
        """Return a register that has the value of a name."""
        place = self.place(name)
        kind = place.kind
        asm = self.asm
        if kind == FIXED:
            return place.index
        if kind == LOCAL or (kind == GLOBAL and self.is_module()):
            bound = self.bound
            if bound is not None and place.index in bound:
                return place.index
            asm.at(node)
            if kind == LOCAL:
                asm.emit(op.CHECK, place.index, asm.name(name), 0)
            elif place.has_fallback:
                into = want if want >= 0 else asm.temporaries()
                asm.emit(op.MOVE, into, place.index)
                asm.emit(op.CHECK, into, asm.name(name), 1)
                return into
            else:
                asm.emit(op.CHECK, place.index, asm.name(name), 1)
            if bound is not None and name not in self.unit.names.deleted_by_functions:
                bound.add(place.index)
            return place.index
        into = want if want >= 0 else asm.temporaries()
        asm.at(node)
        if kind == CELL:
            asm.emit(op.LOAD_CELL, into, place.index, asm.name(name))
        elif kind == GLOBAL:
            asm.emit(op.LOAD_GLOBAL, into, place.index, asm.name(name))
        else:
            found = Label()
            asm.jump(op.LOAD_NAME, found, into, asm.name(self.attribute_name(name)))
            slot = self.unit.slots.get(name, -1)
            if slot >= 0:
                asm.emit(op.LOAD_GLOBAL, into, slot, asm.name(name))
            else:
                asm.emit(op.MOVE, into, asm.constant(self.unit.fixed(name)))
            asm.mark(found)
        return into

    def store(self, name: str, register: int) -> None:
        """Bind a name, already mangled, to the value in a register."""
        place = self.place(name)
        asm = self.asm
        if place.kind == LOCAL or (place.kind == GLOBAL and self.is_module()):
            if place.index != register:
                asm.emit(op.MOVE, place.index, register)
            self.note_bound(name, place.index)
        elif place.kind == CELL:
            asm.emit(op.STORE_CELL, place.index, register)
        elif place.kind == GLOBAL:
            asm.emit(op.STORE_GLOBAL, place.index, register)
        else:
            asm.emit(op.STORE_NAME, asm.name(self.attribute_name(name)), register)

    def note_bound(self, name: str, register: int) -> None:
        """From here on, a register certainly has a value."""
        if self.bound is not None and name not in self.unit.names.deleted_by_functions:
            self.bound.add(register)

    def direct(self, name: str) -> int:
        """Return the register that a name is, when an instruction may write its value there, else -1."""
        place = self.place(name)
        if place.kind == LOCAL or (place.kind == GLOBAL and self.is_module()):
            return place.index
        return -1

    def mangled(self, name: str) -> str:
        """Return the name as it is in the class around."""
        return mangle(name, self.scope.class_name)

    def attribute_name(self, name: str) -> str:
        """Return the name of an attribute as it is in the class around; limen's own are out of a program's reach."""
        name = self.mangled(name)
        return f"_{name}" if name.startswith("_limen_") and not self.unit.is_prelude else name

    # Expressions

    def expr(self, node: ast.expr, want: int = -1) -> int:
        """Compile an expression; return the register that has its value: `want`, or another one when that costs nothing.

        `want`, if given, is written by the last instruction only, so it may be a variable that the expression reads.
        """
        kind = type(node)
        if kind is ast.Constant:
            assert isinstance(node, ast.Constant)
            return self.asm.constant(node.value)
        if kind is ast.Name:
            assert isinstance(node, ast.Name)
            return self.load(node, self.mangled(node.id), want)
        compile = EXPRESSIONS.get(kind)
        if compile is None:
            self.unit.refuse(node, f"{_words(kind)} is not supported here")
            return self.asm.constant(None)
        return compile(self, node, want)

    def into(self, node: ast.expr, register: int) -> None:
        """Compile an expression so that its value is in a register."""
        found = self.expr(node, register)
        if found != register:
            self.asm.at(node)
            self.asm.emit(op.MOVE, register, found)

    def temporary(self, node: ast.expr) -> int:
        """Compile an expression into a new temporary."""
        register = self.asm.temporaries()
        self.into(node, register)
        return register

    def operand(self, node: ast.expr, *later: ast.expr) -> int:
        """Compile an operand that is used after `later` has been evaluated: a variable they may change is copied."""
        register = self.expr(node)
        if isinstance(node, ast.Name) and self.may_change(node.id, later):
            copy = self.asm.temporaries()
            self.asm.emit(op.MOVE, copy, register)
            return copy
        return register

    def may_change(self, name: str, later: Sequence[ast.expr]) -> bool:
        """Whether evaluating expressions may bind a variable that is used as an operand in place."""
        if all([isinstance(node, (ast.Name, ast.Constant)) for node in later]):
            return False
        if self.is_module() and name in self.unit.names.assigned_by_functions:
            return True
        return any([isinstance(n, ast.NamedExpr) for node in later for n in ast.walk(node)])

    def result(self, want: int) -> int:
        """Return the register for a result: the one that is wanted, or a new temporary."""
        return want if want >= 0 else self.asm.temporaries()

    def own(self, want: int) -> int:
        """Return a register that no expression of the program reads: the one wanted if it is such, or a temporary."""
        if want >= len(self.code.local_names) and want < CONSTANT and not self.is_variable(want):
            return want
        return self.asm.temporaries()

    def is_variable(self, register: int) -> bool:
        """Whether a register past the locals is the variable of a comprehension."""
        return any([p.index == register and p.kind == LOCAL for table in self.places[1:] for p in table.values()])

    def binary(self, node: ast.BinOp, want: int) -> int:
        """Chains of operators are compiled without recursion: `a + b + c + ...` is as deep as it is long."""
        chain: list[ast.BinOp] = []
        left_node: ast.expr = node
        while isinstance(left_node, ast.BinOp):
            chain.append(left_node)
            left_node = left_node.left
        asm = self.asm
        top = asm.top
        target = asm.temporaries() if len(chain) > 1 or want < 0 else -1
        left = self.operand(left_node, chain[-1].right)
        for step in reversed(chain):
            inner = asm.top
            right = self.expr(step.right)
            asm.at(step)
            last = step is node
            into = want if last and want >= 0 else target
            asm.emit(_BINARY[type(step.op)], into, left, right)
            asm.top = inner
            left = into
        asm.top = top if want >= 0 else target + 1
        return left

    def unary(self, node: ast.UnaryOp, want: int) -> int:
        asm = self.asm
        value = node.operand
        if (
            isinstance(node.op, ast.USub)
            and isinstance(value, ast.Constant)
            and type(value.value) in (int, float, complex)
        ):
            number = value.value
            assert isinstance(number, (int, float, complex))
            return asm.constant(-number)
        top = asm.top
        into = self.result(want)
        register = self.expr(value)
        asm.at(node)
        asm.emit(_UNARY[type(node.op)], into, register)
        asm.top = top if want >= 0 else into + 1
        return into

    def boolean(self, node: ast.BoolOp, want: int) -> int:
        asm = self.asm
        into = self.own(want)
        top = asm.top
        end = Label()
        jump = op.JUMP_IF_FALSE if isinstance(node.op, ast.And) else op.JUMP_IF_TRUE
        kept: Bound | None = None
        for number, value in enumerate(node.values):
            self.into(value, into)
            if number == 0:
                kept = _copy(self.bound)
            if number < len(node.values) - 1:
                asm.at(value)
                asm.jump(jump, end, into)
            asm.top = top
        asm.mark(end)
        self.bound = kept
        return into

    def conditional(self, node: ast.IfExp, want: int) -> int:
        asm = self.asm
        into = self.result(want)
        top = asm.top
        otherwise, end = Label(), Label()
        self.branch(node.test, otherwise, False)
        before = _copy(self.bound)
        self.into(node.body, into)
        asm.top = top
        asm.jump(op.JUMP, end)
        asm.mark(otherwise)
        first = self.bound
        self.bound = before
        self.into(node.orelse, into)
        asm.top = top
        asm.mark(end)
        self.bound = meet(first, self.bound)
        return into

    def compare(self, node: ast.Compare, want: int) -> int:
        asm = self.asm
        if len(node.ops) == 1:
            top = asm.top
            into = self.result(want)
            self.comparison(node, node.left, node.ops[0], node.comparators[0], into)
            asm.top = top if want >= 0 else into + 1
            return into
        into = self.own(want)
        top = asm.top
        end = Label()
        self.chain(node, into, end)
        asm.mark(end)
        asm.top = top
        return into

    def comparison(self, node: ast.expr, left: ast.expr, kind: ast.cmpop, right: ast.expr, into: int) -> None:
        """One comparison of two expressions."""
        a = self.operand(left, right)
        b = self.container(right) if isinstance(kind, (ast.In, ast.NotIn)) else self.expr(right)
        self.asm.at(node)
        self.asm.emit(_COMPARE[type(kind)], into, a, b)

    def container(self, node: ast.expr) -> int:
        """The right side of `in`: a display of constants is a constant."""
        if isinstance(node, (ast.List, ast.Set)) and all([isinstance(item, ast.Constant) for item in node.elts]):
            values = tuple([item.value for item in node.elts if isinstance(item, ast.Constant)])
            return self.asm.constant(frozenset(values) if isinstance(node, ast.Set) else values)
        return self.expr(node)

    def chain(self, node: ast.Compare, into: int, end: Label) -> None:
        """`a < b < c`: each operand once; stops at the first comparison that is false."""
        asm = self.asm
        left = self.operand(node.left, *node.comparators)
        for number, (kind, right_node) in enumerate(zip(node.ops, node.comparators, strict=True)):
            rest = node.comparators[number + 1 :]
            contains = isinstance(kind, (ast.In, ast.NotIn)) and not rest
            right = self.container(right_node) if contains else self.operand(right_node, *rest)
            asm.at(node)
            asm.emit(_COMPARE[type(kind)], into, left, right)
            if rest:
                asm.jump(op.JUMP_IF_FALSE, end, into)
            left = right

    def branch(self, node: ast.expr, label: Label, when: bool) -> None:
        """Compile a condition: jump to the label when its truth is `when`, else go on."""
        asm = self.asm
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self.branch(node.operand, label, not when)
            return
        if isinstance(node, ast.BoolOp):
            self.branch_boolean(node, label, when)
            return
        if isinstance(node, ast.Constant):
            if bool(node.value) is when:
                asm.at(node)
                asm.jump(op.JUMP, label)
            return
        top = asm.top
        register = -1
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            kind = node.ops[0]
            right = node.comparators[0]
            if isinstance(kind, (ast.Is, ast.IsNot)) and isinstance(right, ast.Constant) and right.value is None:
                register = self.expr(node.left)
                asm.at(node)
                wants_none = isinstance(kind, ast.Is) is when
                asm.jump(op.JUMP_IF_NONE if wants_none else op.JUMP_IF_NOT_NONE, label, register)
                asm.top = top
                return
            if not when and type(kind) in _FAST_COMPARE:
                register = asm.temporaries()
                left_register = self.operand(node.left, right)
                right_register = self.expr(right)
                asm.at(node)
                asm.jump(_FAST_COMPARE[type(kind)], label, left_register, right_register)
                asm.emit(_COMPARE[type(kind)], register, left_register, right_register)
                asm.jump(op.JUMP_IF_FALSE, label, register)
                asm.top = top
                return
        register = self.expr(node)
        asm.at(node)
        asm.jump(op.JUMP_IF_TRUE if when else op.JUMP_IF_FALSE, label, register)
        asm.top = top

    def branch_boolean(self, node: ast.BoolOp, label: Label, when: bool) -> None:
        stops = isinstance(node.op, ast.Or)  # the truth of an operand that decides
        decided = label if stops is when else Label()
        kept: Bound | None = None
        last = len(node.values) - 1
        for number, value in enumerate(node.values):
            if number < last:
                self.branch(value, decided, stops)
            else:
                self.branch(value, label, when)
            if number == 0:
                kept = _copy(self.bound)
        if decided is not label:
            self.asm.mark(decided)
        self.bound = kept

    def named(self, node: ast.NamedExpr, want: int) -> int:
        name = self.mangled(node.target.id)
        direct = self.direct(name)
        register = self.expr(node.value, direct if direct >= 0 else want)
        self.asm.at(node)
        self.store(name, register)
        return direct if direct >= 0 else register

    def attribute(self, node: ast.Attribute, want: int) -> int:
        asm = self.asm
        top = asm.top
        into = self.result(want)
        value = self.expr(node.value)
        asm.at(node)
        asm.emit(op.LOAD_ATTR, into, value, asm.name(self.attribute_name(node.attr)))
        asm.top = top if want >= 0 else into + 1
        return into

    def subscript(self, node: ast.Subscript, want: int) -> int:
        asm = self.asm
        top = asm.top
        into = self.result(want)
        value = self.operand(node.value, node.slice)
        key = self.expr(node.slice)
        asm.at(node)
        asm.emit(op.LOAD_ITEM, into, value, key)
        asm.top = top if want >= 0 else into + 1
        return into

    def slice(self, node: ast.Slice, want: int) -> int:
        parts = [node.lower, node.upper, node.step]
        if all([part is None or isinstance(part, ast.Constant) or _is_minus(part) for part in parts]):
            values = [None if part is None else ast.literal_eval(part) for part in parts]
            return self.asm.constant(slice(values[0], values[1], values[2]))
        asm = self.asm
        top = asm.top
        base = asm.temporaries(3)
        for number, part in enumerate(parts):
            if part is None:
                asm.emit(op.MOVE, base + number, asm.constant(None))
            else:
                self.into(part, base + number)
        into = want if want >= 0 else base
        asm.at(node)
        asm.emit(op.BUILD_SLICE, into, base)
        asm.top = top if want >= 0 else base + 1
        return into

    # Displays

    def tuple_(self, node: ast.Tuple, want: int) -> int:
        constant = constant_of(node)
        if constant is not None:
            return self.asm.constant(constant)
        return self.sequence(node, node.elts, op.BUILD_TUPLE, want)

    def list_(self, node: ast.List, want: int) -> int:
        return self.sequence(node, node.elts, op.BUILD_LIST, want)

    def set_(self, node: ast.Set, want: int) -> int:
        return self.sequence(node, node.elts, op.BUILD_SET, want)

    def sequence(self, node: ast.expr, items: list[ast.expr], build: int, want: int) -> int:
        """A list, tuple or set display."""
        asm = self.asm
        if len(items) > MANY or any([isinstance(item, ast.Starred) for item in items]):
            return self.long_sequence(node, items, build, want)
        top = asm.top
        base = asm.temporaries(max(len(items), 1))
        for number, item in enumerate(items):
            self.into(item, base + number)
        into = want if want >= 0 else base
        asm.at(node)
        asm.emit(build, into, base, len(items))
        asm.top = top if want >= 0 else base + 1
        return into

    def long_sequence(self, node: ast.expr, items: list[ast.expr], build: int, want: int) -> int:
        asm = self.asm
        into = self.own(want)
        top = asm.top
        asm.at(node)
        is_set = build == op.BUILD_SET
        asm.emit(build if is_set else op.BUILD_LIST, into, into, 0)
        constants = [constant_of(item) for item in items]
        if all([value is not None for value in constants]):
            asm.emit(
                op.SET_UPDATE if is_set else op.LIST_EXTEND, into, asm.constant(tuple(constants)), 0 if is_set else -1
            )
        else:
            for item in items:
                if isinstance(item, ast.Starred):
                    register = self.expr(item.value)
                    asm.at(item)
                    asm.emit(op.SET_UPDATE if is_set else op.LIST_EXTEND, into, register, 0 if is_set else -1)
                else:
                    register = self.expr(item)
                    asm.emit(op.SET_ADD if is_set else op.LIST_APPEND, into, register)
                asm.top = top
        if build == op.BUILD_TUPLE:
            asm.at(node)
            asm.emit(op.LIST_TO_TUPLE, into, into)
        return into

    def dict_(self, node: ast.Dict, want: int) -> int:
        asm = self.asm
        if len(node.keys) <= MANY and all([key is not None for key in node.keys]):
            top = asm.top
            base = asm.temporaries(max(2 * len(node.keys), 1))
            for number, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
                assert key is not None
                self.into(key, base + 2 * number)
                self.into(value, base + 2 * number + 1)
            into = want if want >= 0 else base
            asm.at(node)
            asm.emit(op.BUILD_DICT, into, base, len(node.keys))
            asm.top = top if want >= 0 else base + 1
            return into
        into = self.own(want)
        top = asm.top
        asm.at(node)
        asm.emit(op.BUILD_DICT, into, into, 0)
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                register = self.expr(value)
                asm.at(value)
                asm.emit(op.DICT_UPDATE, into, register)
            else:
                first = self.operand(key, value)
                register = self.expr(value)
                asm.at(key)
                asm.emit(op.DICT_SET, into, first, register)
            asm.top = top
        return into

    def starred(self, node: ast.Starred, want: int) -> int:
        """Only displays, calls and targets have starred parts, and they look for them; CPython refuses the others."""
        self.unit.refuse(node, "a starred expression cannot stand here")
        return self.asm.constant(None)

    # f-strings

    def joined(self, node: ast.JoinedStr, want: int) -> int:
        asm = self.asm
        if not node.values:
            return asm.constant("")
        if len(node.values) == 1:
            return self.expr(node.values[0], want)
        if len(node.values) > MANY:
            return self.joined_long(node, want)
        top = asm.top
        base = asm.temporaries(len(node.values))
        for number, value in enumerate(node.values):
            self.into(value, base + number)
        into = want if want >= 0 else base
        asm.at(node)
        asm.emit(op.BUILD_STRING, into, base, len(node.values))
        asm.top = top if want >= 0 else base + 1
        return into

    def joined_long(self, node: ast.JoinedStr, want: int) -> int:
        """Many parts: joined in groups."""
        asm = self.asm
        into = self.own(want)
        top = asm.top
        base = asm.temporaries(MANY)
        asm.emit(op.MOVE, base, asm.constant(""))
        for start in range(0, len(node.values), MANY - 1):
            group = node.values[start : start + MANY - 1]
            for number, value in enumerate(group):
                self.into(value, base + 1 + number)
            asm.at(node)
            asm.emit(op.BUILD_STRING, base, base, len(group) + 1)
        asm.emit(op.MOVE, into, base)
        asm.top = top
        return into

    def formatted(self, node: ast.FormattedValue, want: int) -> int:
        asm = self.asm
        top = asm.top
        into = self.result(want)
        spec_node = node.format_spec
        value = self.operand(node.value, spec_node) if spec_node is not None else self.expr(node.value)
        if node.conversion != -1:
            asm.at(node)
            converted = asm.temporaries() if spec_node is not None else into
            asm.emit(op.CONVERT, converted, value, {115: 0, 114: 1, 97: 2}[node.conversion])
            value = converted
        if spec_node is not None or node.conversion == -1:
            spec = self.expr(spec_node) if spec_node is not None else -1
            asm.at(node)
            asm.emit(op.FORMAT, into, value, spec)
        asm.top = top if want >= 0 else into + 1
        return into

    # Calls

    def call(self, node: ast.Call, want: int) -> int:
        asm = self.asm
        if any([isinstance(a, ast.Starred) for a in node.args]) or any([k.arg is None for k in node.keywords]):
            return self.call_star(node, want)
        top = asm.top
        function = node.func
        count = len(node.args) + len(node.keywords)
        if count > 250:
            return self.call_star(node, want)
        base = asm.temporaries(count + 1)
        into = want if want >= 0 else base
        arguments: list[ast.expr] = [*node.args, *[keyword.value for keyword in node.keywords]]
        if isinstance(function, ast.Attribute) and not node.keywords:
            self.into(function.value, base)
            for number, argument in enumerate(arguments, 1):
                self.into(argument, base + number)
            asm.at(node)
            name = asm.name(self.attribute_name(function.attr))
            if name > 65535:
                self.unit.refuse(node, "the program uses too many different names")
            if function.attr in METHODS and count < 3:
                asm.emit(op.FAST_METHOD, into, base, METHODS.index(function.attr) + 256 * count)
            asm.emit(op.CALL_METHOD, into, base, name + 65536 * count)
        elif self.is_bare_super(node):
            return self.bare_super(node, base, into, top, want)
        else:
            self.into(function, base)
            for number, argument in enumerate(arguments, 1):
                self.into(argument, base + number)
            asm.at(node)
            if node.keywords:
                names = asm.constant(tuple([keyword.arg for keyword in node.keywords]))
                asm.emit(op.CALL_KEYWORDS, into, base, count + 65536 * names)
            else:
                asm.emit(op.CALL, into, base, count)
        asm.top = top if want >= 0 else base + 1
        return into

    def is_bare_super(self, node: ast.Call) -> bool:
        """Whether a call is `super()` in a method."""
        if not (isinstance(node.func, ast.Name) and node.func.id == "super") or node.args or node.keywords:
            return False
        return self.place("super").kind == FIXED and "__class__" in self.home.free and bool(self.home.parameters)

    def bare_super(self, node: ast.Call, base: int, into: int, top: int, want: int) -> int:
        """`super()` is `super(__class__, <first parameter>)`."""
        asm = self.asm
        base = asm.temporaries(3)
        self.into(node.func, base)
        asm.at(node)
        asm.emit(op.LOAD_CELL, base + 1, self.place("__class__").index, asm.name("__class__"))
        first = self.places[0][self.home.parameters[0]]
        if first.kind == CELL:
            asm.emit(op.LOAD_CELL, base + 2, first.index, asm.name(self.home.parameters[0]))
        else:
            asm.emit(op.MOVE, base + 2, first.index)
        asm.emit(op.CALL, into, base, 2)
        asm.top = top if want >= 0 else max(top, into + 1)
        return into

    def call_star(self, node: ast.Call, want: int) -> int:
        """A call with `*` or `**`: a list of positional arguments and a dict of keyword arguments."""
        asm = self.asm
        top = asm.top
        base = asm.temporaries(3)
        self.into(node.func, base)
        self.call_with(node, node.args, node.keywords, base)
        into = want if want >= 0 else base
        asm.at(node)
        asm.emit(op.CALL_STAR, into, base)
        asm.top = top if want >= 0 else base + 1
        return into

    def call_with(
        self, node: ast.expr | ast.stmt, args: list[ast.expr], keywords: list[ast.keyword], base: int
    ) -> None:
        """Put the positional arguments as a list into base + 1, the keyword arguments as a dict into base + 2."""
        asm = self.asm
        top = asm.top
        asm.at(node)
        asm.emit(op.BUILD_LIST, base + 1, base + 1, 0)
        for argument in args:
            if isinstance(argument, ast.Starred):
                register = self.expr(argument.value)
                asm.at(argument)
                asm.emit(op.LIST_EXTEND, base + 1, register, base if len(args) == 1 else -1)
            else:
                asm.emit(op.LIST_APPEND, base + 1, self.expr(argument))
            asm.top = top
        asm.emit(op.BUILD_DICT, base + 2, base + 2, 0)
        for keyword in keywords:
            register = self.expr(keyword.value)
            asm.at(keyword.value)
            if keyword.arg is None:
                asm.emit(op.DICT_MERGE, base + 2, register, base)
            else:
                pair = asm.temporaries(2)
                asm.emit(op.MOVE, pair, asm.constant(keyword.arg))
                asm.emit(op.MOVE, pair + 1, register)
                single = asm.temporaries()
                asm.emit(op.BUILD_DICT, single, pair, 1)
                asm.emit(op.DICT_MERGE, base + 2, single, base)
            asm.top = top

    # Functions, comprehensions, generators

    def lambda_(self, node: ast.Lambda, want: int) -> int:
        return self.function(node, [], node.body, want)

    def comprehension(self, node: Comprehension, want: int) -> int:
        """A comprehension is inlined, with registers and cells of its own; in a class body it is a function."""
        asm = self.asm
        scope = self.unit.names.scopes[node]
        if scope.kind != COMPREHENSION:
            return self.comprehension_function(node, scope, want)
        into = self.own(want)
        top = asm.top
        first = node.generators[0]
        source = asm.temporaries()
        found = self.expr(first.iter, source)
        asm.at(first.iter)
        asm.emit(op.GET_AITER if first.is_async else op.GET_ITER, source, found)
        table: dict[str, Place] = {}
        for number, name in enumerate(scope.bound):
            register = asm.temporaries()
            captured = name in scope.cells
            if captured or number > 0 or not isinstance(first.target, ast.Name):
                asm.emit(op.CLEAR, register)
            if captured:
                asm.emit(op.MAKE_CELL, register)
            table[name] = Place(CELL if captured else LOCAL, register)
            if self.bound is not None:
                self.bound.discard(register)
        outer = self.scope
        self.scope = scope
        self.places.append(table)
        asm.at(node)
        build = {ast.ListComp: op.BUILD_LIST, ast.SetComp: op.BUILD_SET, ast.DictComp: op.BUILD_DICT}[type(node)]
        result = asm.temporaries()
        asm.emit(build, result, result, 0)
        kept = _copy(self.bound)
        self.generators(node, 0, source, lambda: self.collect(node, result))
        self.bound = kept
        self.places.pop()
        self.scope = outer
        asm.emit(op.MOVE, into, result)
        asm.top = top
        return into

    def collect(self, node: Comprehension, result: int) -> None:
        """Add one item to the result of a comprehension, or hand it out."""
        asm = self.asm
        top = asm.top
        if isinstance(node, ast.DictComp):
            key = self.operand(node.key, node.value)
            value = self.expr(node.value)
            asm.at(node.key)
            asm.emit(op.DICT_SET, result, key, value)
        else:
            item = self.expr(node.elt)
            asm.at(node.elt)
            if isinstance(node, ast.GeneratorExp):
                asm.emit(op.YIELD, asm.temporaries(), item)
            else:
                asm.emit(op.LIST_APPEND if isinstance(node, ast.ListComp) else op.SET_ADD, result, item)
        asm.top = top

    def generators(self, node: Comprehension, index: int, source: int, body: Callable[[], None]) -> None:
        """The loops of a comprehension from number `index` on; `source` is the iterator of the first of them."""
        asm = self.asm
        generator = node.generators[index]
        again, end = Label(), Label()
        asm.mark(again)
        top = asm.top
        asm.at(generator.target)
        self.next_item(generator.target, source, end, bool(generator.is_async))
        start = Label()
        asm.mark(start)
        for condition in generator.ifs:
            self.branch(condition, again, False)
        if index + 1 < len(node.generators):
            inner = node.generators[index + 1]
            iterator = asm.temporaries()
            found = self.expr(inner.iter, iterator)
            asm.at(inner.iter)
            asm.emit(op.GET_AITER if inner.is_async else op.GET_ITER, iterator, found)
            self.generators(node, index + 1, iterator, body)
        else:
            body()
        asm.top = top
        asm.at(generator.target)
        if isinstance(generator.target, ast.Name) and not generator.is_async:
            direct = self.direct(self.mangled(generator.target.id))
            if direct >= 0:
                asm.jump(op.FAST_NEXT, start, direct, source)
        asm.jump(op.JUMP, again)
        asm.mark(end)

    def next_item(self, target: ast.expr, source: int, end: Label, is_async: bool) -> None:
        """Bind the next item of an iterator to a target; jump to `end` when there is none."""
        asm = self.asm
        top = asm.top
        direct = -1
        if isinstance(target, ast.Name):
            direct = self.direct(self.mangled(target.id))
        register = direct if direct >= 0 else asm.temporaries()
        if is_async:
            self.next_async(register, source, end)
        else:
            asm.jump(op.FOR_ITER, end, register, source)
        if isinstance(target, ast.Name):
            self.store(self.mangled(target.id), register)
        else:
            self.assign(target, register)
        asm.top = top

    def next_async(self, register: int, source: int, end: Label) -> None:
        """Await the next item of an asynchronous iterator; StopAsyncIteration ends it."""
        asm = self.asm
        exception = asm.temporaries(3)
        handler, done = Label(), Label()
        start = len(asm.words)
        asm.emit(op.GET_ANEXT, exception + 2, source)
        asm.emit(op.AWAIT, register, exception + 2)
        asm.cover(start, len(asm.words), handler, exception)
        asm.jump(op.JUMP, done)
        asm.mark(handler)
        asm.emit(op.MATCH_EXCEPTION, exception + 1, exception, asm.constant(SURFACE.exceptions[StopAsyncIteration]))
        asm.jump(op.JUMP_IF_TRUE, end, exception + 1)
        asm.emit(op.RERAISE, exception)
        asm.mark(done)

    def assign(self, target: ast.expr, register: int) -> None:
        """Store into any target (CodeCompiler does)."""
        raise NotImplementedError

    def comprehension_function(self, node: Comprehension, scope: Scope, want: int) -> int:
        """A generator expression, or a comprehension in a class body: a function called with the first iterator."""
        asm = self.asm
        top = asm.top
        base = asm.temporaries(2)
        made = self.function(node, [], None, base)
        if made != base:
            asm.emit(op.MOVE, base, made)
        first = node.generators[0]
        found = self.expr(first.iter, base + 1)
        asm.at(first.iter)
        asm.emit(op.GET_AITER if first.is_async else op.GET_ITER, base + 1, found)
        into = want if want >= 0 else base
        asm.at(node)
        asm.emit(op.CALL, into, base, 1)
        if self.unit.names.scopes[node].is_async and not isinstance(node, ast.GeneratorExp):
            asm.emit(op.AWAIT, into, into)
        asm.top = top if want >= 0 else base + 1
        return into

    def await_(self, node: ast.Await, want: int) -> int:
        asm = self.asm
        top = asm.top
        into = self.result(want)
        value = self.expr(node.value)
        asm.at(node)
        asm.emit(op.AWAIT, into, value)
        asm.top = top if want >= 0 else into + 1
        return into

    def yield_(self, node: ast.Yield, want: int) -> int:
        asm = self.asm
        top = asm.top
        into = self.result(want)
        value = self.expr(node.value) if node.value is not None else asm.constant(None)
        asm.at(node)
        asm.emit(op.YIELD, into, value)
        asm.top = top if want >= 0 else into + 1
        return into

    def yield_from(self, node: ast.YieldFrom, want: int) -> int:
        asm = self.asm
        top = asm.top
        into = self.result(want)
        iterator = asm.temporaries(2)
        value = iterator + 1
        found = self.expr(node.value, iterator)
        asm.at(node)
        asm.emit(op.GET_YIELD_FROM, iterator, found)
        asm.emit(op.MOVE, value, asm.constant(None))
        send, hand_out, thrown, done = Label(), Label(), Label(), Label()
        asm.mark(send)
        asm.jump(op.SEND, done, value, iterator)
        asm.mark(hand_out)
        start = len(asm.words)
        asm.emit(op.YIELD, value, value)
        asm.cover(start, len(asm.words), thrown, value)
        asm.jump(op.JUMP, send)
        asm.mark(thrown)
        asm.jump(op.SEND_THROW, done, value, iterator)
        asm.jump(op.JUMP, hand_out)
        asm.mark(done)
        asm.emit(op.MOVE, into, value)
        asm.top = top if want >= 0 else into + 1
        return into


def meet(first: Bound | None, second: Bound | None) -> Bound | None:
    """What is certainly bound where two ways join."""
    if first is None:
        return second
    if second is None:
        return first
    return first & second


def _copy(bound: Bound | None) -> Bound | None:
    return None if bound is None else set(bound)


def _is_minus(node: ast.expr) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant)


def constant_of(node: ast.expr) -> object:
    """Return the value of a constant expression, tuples of constants included; None when it is not one (or None)."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        number = node.operand.value
        return -number if isinstance(number, (int, float, complex)) else None
    if isinstance(node, ast.Tuple):
        values = [constant_of(item) for item in node.elts]
        is_constant = all([v is not None or _is_none(item) for v, item in zip(values, node.elts, strict=True)])
        return tuple(values) if is_constant else None
    return None


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def kind_of(scope: Scope) -> str:
    """Return what kind of code a function scope is compiled to."""
    if scope.is_async:
        return ASYNC_GENERATOR if scope.is_generator else COROUTINE
    return GENERATOR if scope.is_generator else FUNCTION


def _words(kind: type) -> str:
    """Return the name of a node class in words."""
    name = kind.__name__
    return "".join([(" " if c.isupper() and i else "") + c.lower() for i, c in enumerate(name)])


_BINARY: Final[dict[type, int]] = {
    ast.Add: op.ADD,
    ast.Sub: op.SUB,
    ast.Mult: op.MUL,
    ast.Div: op.DIV,
    ast.FloorDiv: op.FLOORDIV,
    ast.Mod: op.MOD,
    ast.Pow: op.POW,
    ast.MatMult: op.MATMUL,
    ast.LShift: op.LSHIFT,
    ast.RShift: op.RSHIFT,
    ast.BitAnd: op.AND,
    ast.BitOr: op.OR,
    ast.BitXor: op.XOR,
}
_UNARY: Final[dict[type, int]] = {ast.Not: op.NOT, ast.USub: op.NEG, ast.UAdd: op.POS, ast.Invert: op.INVERT}
_COMPARE: Final[dict[type, int]] = {
    ast.Lt: op.LT,
    ast.LtE: op.LE,
    ast.Gt: op.GT,
    ast.GtE: op.GE,
    ast.Eq: op.EQ,
    ast.NotEq: op.NE,
    ast.Is: op.IS,
    ast.IsNot: op.IS_NOT,
    ast.In: op.IN,
    ast.NotIn: op.NOT_IN,
}

_FAST_COMPARE: Final[dict[type, int]] = {
    ast.Lt: op.FAST_LT,
    ast.LtE: op.FAST_LE,
    ast.Gt: op.FAST_GT,
    ast.GtE: op.FAST_GE,
    ast.Eq: op.FAST_EQ,
    ast.NotEq: op.FAST_NE,
}

_E = ExpressionCompiler
EXPRESSIONS: Final[dict[type, Callable[..., int]]] = {
    ast.BinOp: _E.binary,
    ast.UnaryOp: _E.unary,
    ast.BoolOp: _E.boolean,
    ast.IfExp: _E.conditional,
    ast.Compare: _E.compare,
    ast.NamedExpr: _E.named,
    ast.Attribute: _E.attribute,
    ast.Subscript: _E.subscript,
    ast.Slice: _E.slice,
    ast.Tuple: _E.tuple_,
    ast.List: _E.list_,
    ast.Set: _E.set_,
    ast.Dict: _E.dict_,
    ast.Starred: _E.starred,
    ast.JoinedStr: _E.joined,
    ast.FormattedValue: _E.formatted,
    ast.Call: _E.call,
    ast.Lambda: _E.lambda_,
    ast.ListComp: _E.comprehension,
    ast.SetComp: _E.comprehension,
    ast.DictComp: _E.comprehension,
    ast.GeneratorExp: _E.comprehension,
    ast.Await: _E.await_,
    ast.Yield: _E.yield_,
    ast.YieldFrom: _E.yield_from,
}
