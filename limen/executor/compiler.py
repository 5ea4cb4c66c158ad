"""From source text to Code: parsing, statements, functions, classes, exception handling. Default-deny: no entry, no code."""

from __future__ import annotations

import ast
import inspect
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, final

from limen.diagnostic import Diagnostic
from limen.executor import opcodes as op
from limen.executor.assembler import Label
from limen.executor.code import CLASS, Code
from limen.executor.errors import CompileError
from limen.executor.expressions import (
    CELL,
    EXPRESSIONS,
    GLOBAL,
    LOCAL,
    NAMESPACE,
    Bound,
    Comprehension,
    Place,
    Unit,
    kind_of,
    meet,
)
from limen.executor.patterns import PATTERNS, PatternCompiler
from limen.executor.resolver import Resolver, Scope, TooDeep, all_arguments, mangle
from limen.executor.surface import SURFACE
from limen.source import Source, Span, parse

_METACLASSES: Final = ("ABCMeta", "EnumMeta", "EnumType", "type")

# What leaving a block early has to do.
LOOP: Final = 0
COVER: Final = 1  # only suspend the coverage
FINALLY: Final = 2  # run the `finally` body
WITH: Final = 3  # call `__exit__`
HANDLER: Final = 4  # what was handled before is handled again


@final
class Block:
    """A statement around the one at hand that leaving must pass: a loop, a covered range, a handler."""

    def __init__(self, kind: int, handler: Label | None = None, register: int = -1) -> None:
        self.kind: int = kind
        self.handler: Label | None = handler  # where exceptions go
        self.register: int = register  # that gets the exception
        self.start: int = -1  # of the range that is covered now
        self.ranges: list[tuple[int, int]] = []
        self.again: Label | None = None  # of a loop: `continue`
        self.end: Label | None = None  # of a loop: `break`
        self.at_break: Bound | None = None
        self.body: list[ast.stmt] = []  # of a finally
        self.exit: int = -1  # register with the bound `__exit__`; of a handler: what was handled before
        self.is_async: bool = False
        self.name: str | None = None  # of a handler: the variable to clear


class CodeCompiler(PatternCompiler):
    """Compiles one scope to one Code."""

    def __init__(self, unit: Unit, scope: Scope, code: Code) -> None:
        super().__init__(unit, scope, code)
        self.blocks: list[Block] = []
        self.passed_cells: dict[str, int] = {}  # of a class body: cells for its methods whose names it binds itself

    # Statements

    def is_reached(self) -> bool:
        """Whether this place is; a method, as mypyc takes an attribute to keep the type that was last assigned to it."""
        return self.bound is not None

    def body(self, statements: Sequence[ast.stmt]) -> None:
        """Compile statements in a row; what follows a `return` or `raise` is not reached, and not compiled."""
        for statement in statements:
            if self.bound is None:
                return
            top = self.asm.top
            self.asm.at(statement)
            compile = STATEMENTS.get(type(statement))
            if compile is None:
                self.unit.refuse(statement, f"{type(statement).__name__} is not supported here")
            else:
                compile(self, statement)
            self.asm.top = top

    def expression(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.expr(node.value)

    def assignment(self, node: ast.Assign) -> None:
        asm = self.asm
        target = node.targets[0]
        if len(node.targets) == 1:
            if isinstance(target, ast.Name):
                name = self.mangled(target.id)
                register = self.expr(node.value, self.direct(name))
                asm.at(node)
                self.store(name, register)
                return
            if self.parallel(target, node.value):
                return
        register = self.operand(node.value, *node.targets) if len(node.targets) == 1 else self.temporary(node.value)
        for target in node.targets:
            asm.at(node)
            self.assign(target, register)

    def parallel(self, target: ast.expr, value: ast.expr) -> bool:
        """`a, b = b, a` without a tuple, when both sides have the same simple shape."""
        if not isinstance(target, (ast.Tuple, ast.List)) or not isinstance(value, ast.Tuple):
            return False
        if len(target.elts) != len(value.elts) or not 1 < len(value.elts) < 8:
            return False
        if any([isinstance(item, ast.Starred) for item in [*target.elts, *value.elts]]):
            return False
        registers = [self.temporary(item) for item in value.elts]
        for item, register in zip(target.elts, registers, strict=True):
            self.asm.at(item)
            self.assign(item, register)
        return True

    def assign(self, target: ast.expr, register: int) -> None:
        """Store the value in a register into any target."""
        asm = self.asm
        if isinstance(target, ast.Name):
            self.store(self.mangled(target.id), register)
        elif isinstance(target, ast.Attribute):
            top = asm.top
            value = self.expr(target.value)
            asm.at(target)
            name = self.attribute_name(target.attr)
            asm.emit(_store_of(name), value, register, asm.name(name))
            asm.top = top
        elif isinstance(target, ast.Subscript):
            top = asm.top
            value = self.operand(target.value, target.slice)
            key = self.expr(target.slice)
            asm.at(target)
            asm.emit(op.STORE_ITEM, value, key, register)
            asm.top = top
        elif isinstance(target, (ast.Tuple, ast.List)):
            self.unpack(target, register)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, register)
        else:
            self.unit.refuse(target, "this cannot be assigned to")

    def unpack(self, target: ast.Tuple | ast.List, register: int) -> None:
        asm = self.asm
        top = asm.top
        items = target.elts
        stars = [number for number, item in enumerate(items) if isinstance(item, ast.Starred)]
        source = asm.temporaries()
        asm.emit(op.MOVE, source, register)
        base = asm.temporaries(max(len(items), 1))
        if stars:
            before = stars[0]
            after = len(items) - before - 1
            if before > 255:
                self.unit.refuse(target, "too many targets before a starred one")
            asm.emit(op.UNPACK_STAR, base, source, (before & 255) + 256 * after)
        else:
            asm.emit(op.UNPACK, base, source, len(items))
        for number, item in enumerate(items):
            self.assign(item, base + number)
        asm.top = top

    def augmented(self, node: ast.AugAssign) -> None:
        asm = self.asm
        target = node.target
        if isinstance(target, ast.Name):
            name = self.mangled(target.id)
            direct = self.direct(name)
            left = self.load(target, name, -1)
            if self.may_change(target.id, [node.value]) and left == direct:
                left = asm.temporaries()
                asm.emit(op.MOVE, left, direct)
            right = self.expr(node.value)
            asm.at(node)
            if direct < 0 and self.place(name).kind == NAMESPACE:
                copy = asm.temporaries()
                asm.emit(op.MOVE, copy, left)
                left = copy
            result = self.inplace(node.op, direct if direct >= 0 else asm.temporaries(), left, right)
            self.store(name, result)
        elif isinstance(target, ast.Attribute):
            value = self.operand(target.value, node.value)
            store = _store_of(target.attr)
            name_index = asm.name(self.attribute_name(target.attr))
            left = asm.temporaries()
            asm.at(target)
            asm.emit(op.LOAD_ATTR, left, value, name_index)
            right = self.expr(node.value)
            asm.at(node)
            asm.emit(store, value, self.inplace(node.op, left, left, right), name_index)
        elif isinstance(target, ast.Subscript):
            value = self.operand(target.value, target.slice, node.value)
            key = self.operand(target.slice, node.value)
            left = asm.temporaries()
            asm.at(target)
            asm.emit(op.LOAD_ITEM, left, value, key)
            right = self.expr(node.value)
            asm.at(node)
            asm.emit(op.STORE_ITEM, value, key, self.inplace(node.op, left, left, right))
        else:
            raise AssertionError(f"{type(target).__name__} is no target of an augmented assignment")

    def inplace(self, operator: ast.operator, into: int, left: int, right: int) -> int:
        """left <operator>= right, into a register; return it."""
        asm = self.asm
        kind = type(operator)
        if kind in _INPLACE:
            asm.emit(_INPLACE[kind], into, left, right)
        else:
            if into != left:
                asm.emit(op.MOVE, into, left)
            asm.emit(op.INPLACE, into, right, _INPLACE_KINDS.index(kind))
        return into

    def annotated(self, node: ast.AnnAssign) -> None:
        asm = self.asm
        if node.value is not None:
            if isinstance(node.target, ast.Name):
                name = self.mangled(node.target.id)
                register = self.expr(node.value, self.direct(name))
                asm.at(node)
                self.store(name, register)
            else:
                register = self.operand(node.value, node.target)
                self.assign(node.target, register)
        if self.scope.kind == "function" or (self.scope.kind == "module" and _LAZY_ANNOTATIONS):
            return
        is_name = isinstance(node.target, ast.Name) and bool(node.simple)
        value = self.annotation(node.annotation)
        if is_name and self.scope.kind == CLASS:
            assert isinstance(node.target, ast.Name)
            namespace = asm.temporaries()
            found = Label()
            asm.jump(op.LOAD_NAME, found, namespace, asm.name("__annotations__"))
            asm.mark(found)
            asm.emit(op.STORE_ITEM, namespace, asm.constant(self.mangled(node.target.id)), value)

    def annotation(self, node: ast.expr) -> int:
        """The value of an annotation; its text under `from __future__ import annotations`."""
        if self.unit.future_annotations:
            return self.asm.constant(ast.unparse(node))
        if isinstance(node, ast.Starred):  # *args: *Ts
            return self.asm.constant(ast.unparse(node))
        return self.expr(node)

    def delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            self.delete_target(target)

    def delete_target(self, target: ast.expr) -> None:
        asm = self.asm
        top = asm.top
        asm.at(target)
        if isinstance(target, ast.Name):
            self.unbind(self.mangled(target.id), False)
        elif isinstance(target, ast.Attribute):
            value = self.expr(target.value)
            asm.at(target)
            asm.emit(op.DEL_ATTR, value, asm.name(self.attribute_name(target.attr)))
        elif isinstance(target, ast.Subscript):
            value = self.operand(target.value, target.slice)
            key = self.expr(target.slice)
            asm.at(target)
            asm.emit(op.DEL_ITEM, value, key)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for item in target.elts:
                self.delete_target(item)
        else:
            self.unit.refuse(target, "this cannot be deleted")
        asm.top = top

    def unbind(self, name: str, quietly: bool) -> None:
        """Delete a name; quietly: also when it has no value."""
        asm = self.asm
        place = self.place(name)
        if place.kind == LOCAL or (place.kind == GLOBAL and self.is_module()):
            if quietly:
                asm.emit(op.CLEAR, place.index)
            else:
                asm.emit(op.DELETE, place.index, asm.name(name), 0 if place.kind == LOCAL else 1)
            if self.bound is not None:
                self.bound.discard(place.index)
            return
        if quietly:
            self.store(name, asm.constant(None))
        if place.kind == CELL:
            asm.emit(op.DEL_CELL, place.index, asm.name(name))
        elif place.kind == GLOBAL:
            asm.emit(op.DEL_GLOBAL, place.index, asm.name(name))
        else:
            asm.emit(op.DEL_NAME, asm.name(self.attribute_name(name)))

    def assertion(self, node: ast.Assert) -> None:
        asm = self.asm
        passed = Label()
        self.branch(node.test, passed, True)
        kept = None if self.bound is None else set(self.bound)
        message = self.expr(node.msg) if node.msg is not None else -1
        asm.at(node)
        asm.emit(op.ASSERT_FAIL, message)
        asm.mark(passed)
        self.bound = kept

    def raise_(self, node: ast.Raise) -> None:
        asm = self.asm
        if node.exc is None:
            asm.emit(op.RAISE_AGAIN)
        else:
            exception = self.operand(node.exc, node.cause) if node.cause is not None else self.expr(node.exc)
            cause = self.expr(node.cause) if node.cause is not None else -1
            asm.at(node)
            asm.emit(op.RAISE, exception, cause)
        self.bound = None

    def pass_(self, node: ast.stmt) -> None:
        """Nothing to do: pass, and the declarations that the resolver has read."""

    # Control flow

    def if_(self, node: ast.If) -> None:
        """An if statement; its elif branches, nested in the tree, without recursion."""
        asm = self.asm
        end = Label()
        after: Bound | None = None
        current = node
        while True:
            otherwise = Label()
            top = asm.top
            self.branch(current.test, otherwise, False)
            before = None if self.bound is None else set(self.bound)
            self.body(current.body)
            asm.top = top
            after = meet(after, self.bound)
            if current.orelse and self.bound is not None:
                asm.jump(op.JUMP, end)
            asm.mark(otherwise)
            self.bound = before
            rest = current.orelse
            if len(rest) == 1 and isinstance(rest[0], ast.If):
                current = rest[0]
                asm.at(current)
            else:
                break
        self.body(current.orelse)
        asm.mark(end)
        self.bound = meet(after, self.bound)

    def loop_start(self, body: Sequence[ast.stmt]) -> Block:
        """Enter a loop: names that its body deletes may have no value at its start."""
        self.forget(body)
        block = Block(LOOP)
        block.again = Label()
        block.end = Label()
        self.blocks.append(block)
        return block

    def forget(self, *bodies: Sequence[ast.AST]) -> None:
        """Names that statements delete are not certainly bound any more."""
        if self.bound is not None:
            for name in deleted_names(bodies):
                place = self.place(self.mangled(name))
                if place.kind != CELL:
                    self.bound.discard(place.index)

    def while_(self, node: ast.While) -> None:
        asm = self.asm
        block = self.loop_start(node.body)
        assert block.again is not None and block.end is not None
        asm.mark(block.again)
        exhausted = Label()
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        if not endless:
            self.branch(node.test, exhausted, False)
        before = None if endless or self.bound is None else set(self.bound)
        self.body(node.body)
        asm.at(node)
        if self.bound is not None:
            asm.jump(op.JUMP, block.again)
        self.blocks.pop()
        asm.mark(exhausted)
        self.bound = before
        self.body(node.orelse)
        asm.mark(block.end)
        self.bound = meet(self.bound, block.at_break)

    def for_(self, node: ast.For | ast.AsyncFor) -> None:
        asm = self.asm
        is_async = isinstance(node, ast.AsyncFor)
        iterator = asm.temporaries()
        found = self.expr(node.iter, iterator)
        asm.at(node.iter)
        asm.emit(op.GET_AITER if is_async else op.GET_ITER, iterator, found)
        block = self.loop_start(node.body)
        assert block.again is not None and block.end is not None
        asm.mark(block.again)
        exhausted = Label()
        before = None if self.bound is None else set(self.bound)
        asm.at(node.target)
        self.next_item(node.target, iterator, exhausted, is_async)
        start = Label()
        asm.mark(start)
        self.body(node.body)
        asm.at(node.target)
        if self.bound is not None:
            direct = self.direct(self.mangled(node.target.id)) if isinstance(node.target, ast.Name) else -1
            if direct >= 0 and not is_async:
                asm.jump(op.FAST_NEXT, start, direct, iterator)
            asm.jump(op.JUMP, block.again)
        self.blocks.pop()
        asm.mark(exhausted)
        self.bound = before
        self.body(node.orelse)
        asm.mark(block.end)
        self.bound = meet(self.bound, block.at_break)

    def break_(self, node: ast.Break) -> None:
        block = self.leave_to_loop()
        assert block.end is not None
        block.at_break = meet(block.at_break, self.bound)
        self.asm.jump(op.JUMP, block.end)
        self.resume(self.blocks)
        self.bound = None

    def continue_(self, node: ast.Continue) -> None:
        block = self.leave_to_loop()
        assert block.again is not None
        self.asm.jump(op.JUMP, block.again)
        self.resume(self.blocks)
        self.bound = None

    def return_(self, node: ast.Return) -> None:
        asm = self.asm
        if node.value is None:
            register = asm.constant(None)
        elif any([block.kind in (FINALLY, WITH) or block.name is not None for block in self.blocks]):
            register = self.temporary(node.value)
        else:
            register = self.expr(node.value)
        asm.at(node)
        self.leave(0)
        asm.emit(op.RETURN, register)
        self.resume(self.blocks)
        self.bound = None

    def leave_to_loop(self) -> Block:
        """Leave the blocks inside the innermost loop; return it."""
        for depth in range(len(self.blocks) - 1, -1, -1):
            if self.blocks[depth].kind == LOOP:
                self.leave(depth + 1)
                return self.blocks[depth]
        raise CompileError((Diagnostic("syntax-error", "'break' outside loop", Span(1, 0, 1, 0), checker="compiler"),))

    def leave(self, depth: int) -> None:
        """Do what leaving all blocks from `depth` on asks for, innermost first; they stay suspended."""
        asm = self.asm
        position = asm.position
        blocks = self.blocks
        for index in range(len(blocks) - 1, depth - 1, -1):
            block = blocks[index]
            self.blocks = blocks[:index]
            self.suspend(block)
            if block.kind == FINALLY:
                kept = None if self.bound is None else set(self.bound)
                self.body(block.body)
                self.bound = kept
            elif block.kind == WITH:
                asm.position = position
                self.call_exit(block)
            elif block.kind == HANDLER:
                asm.emit(op.POP_HANDLED, block.exit)
                if block.name is not None:
                    self.unbind(block.name, True)
        asm.position = position
        self.blocks = blocks

    def suspend(self, block: Block) -> None:
        """End the range that a block covers."""
        if block.start >= 0:
            block.ranges.append((block.start, len(self.asm.words)))
            block.start = -1

    def resume(self, blocks: list[Block]) -> None:
        """Blocks cover again what follows."""
        for block in blocks:
            if block.handler is not None and block.start < 0:
                block.start = len(self.asm.words)

    # Exceptions

    def push(self, block: Block) -> Block:
        """Enter a block that covers what follows."""
        block.start = len(self.asm.words)
        self.blocks.append(block)
        return block

    def pop(self) -> None:
        """Leave the innermost block at its end."""
        block = self.blocks.pop()
        self.suspend(block)
        assert block.handler is not None
        for start, end in block.ranges:
            self.asm.cover(start, end, block.handler, block.register)

    def try_(self, node: ast.Try) -> None:
        if node.finalbody:
            self.try_finally(node, False)
        else:
            self.try_except(node, False)

    def try_star(self, node: ast.stmt) -> None:
        assert isinstance(node, ast.TryStar)
        if node.finalbody:
            self.try_finally(node, True)
        else:
            self.try_except(node, True)

    def try_finally(self, node: ast.Try | ast.TryStar, is_star: bool) -> None:
        asm = self.asm
        exception = asm.temporaries(3)
        saved, second = exception + 1, exception + 2
        handler, cleanup, end = Label(), Label(), Label()
        before = None if self.bound is None else set(self.bound)
        block = self.push(Block(FINALLY, handler, exception))
        block.body = node.finalbody
        if node.handlers:
            self.try_except(node, is_star)
        else:
            self.body(node.body)
        self.pop()
        if self.is_reached():
            self.body(node.finalbody)
            if self.is_reached():
                asm.jump(op.JUMP, end)
        after = self.bound
        asm.mark(handler)
        self.bound = before
        bodies = [node.body, node.orelse, *[h.body for h in node.handlers]]
        self.forget(*bodies, node.handlers)
        asm.at(node)
        asm.emit(op.PUSH_HANDLED, saved, exception)
        handling = self.push(Block(HANDLER, cleanup, second))
        handling.exit = saved
        self.body(node.finalbody)
        self.pop()
        if self.bound is not None:
            asm.at(node)
            asm.emit(op.POP_HANDLED, saved)
            asm.emit(op.RERAISE, exception)
        asm.mark(cleanup)
        asm.emit(op.POP_HANDLED, saved)
        asm.emit(op.RERAISE, second)
        asm.mark(end)
        self.bound = after

    def try_except(self, node: ast.Try | ast.TryStar, is_star: bool) -> None:
        asm = self.asm
        exception = asm.temporaries(3)
        saved, second = exception + 1, exception + 2
        handler, cleanup, end = Label(), Label(), Label()
        before = None if self.bound is None else set(self.bound)
        self.push(Block(COVER, handler, exception))
        self.body(node.body)
        self.pop()
        self.body(node.orelse)
        after = self.bound
        if after is not None:
            asm.jump(op.JUMP, end)
        asm.mark(handler)
        self.bound = before
        self.forget(node.body)
        asm.at(node)
        asm.emit(op.PUSH_HANDLED, saved, exception)
        handling = self.push(Block(HANDLER, cleanup, second))
        handling.exit = saved
        if is_star:
            after = self.star_handlers(node, exception, saved, end, after)
        else:
            after = self.handlers(node, handling, exception, saved, second, end, after)
        asm.mark(cleanup)
        asm.emit(op.POP_HANDLED, saved)
        asm.emit(op.RERAISE, second)
        asm.mark(end)
        self.bound = after

    def handlers(
        self,
        node: ast.Try | ast.TryStar,
        handling: Block,
        exception: int,
        saved: int,
        second: int,
        end: Label,
        after: Bound | None,
    ) -> Bound | None:
        """The `except` clauses of one statement, and the end when none of them matches."""
        asm = self.asm
        start = None if self.bound is None else set(self.bound)
        catches_all = False
        for clause in node.handlers:
            following = Label()
            self.bound = None if start is None else set(start)
            self.forget(node.handlers)
            if clause.type is not None:
                top = asm.top
                matched = asm.temporaries()
                spec = self.expr(clause.type)
                asm.at(clause.type)
                asm.emit(op.MATCH_EXCEPTION, matched, exception, spec)
                asm.jump(op.JUMP_IF_FALSE, following, matched)
                asm.top = top
            else:
                catches_all = True
            if clause.name is not None:
                self.named_handler(clause, exception, saved, second, end)
            else:
                self.body(clause.body)
                if self.bound is not None:
                    asm.emit(op.POP_HANDLED, saved)
                    asm.jump(op.JUMP, end)
            after = meet(after, self.bound)
            asm.mark(following)
        self.pop()
        if not catches_all:
            asm.at(node)
            asm.emit(op.POP_HANDLED, saved)
            asm.emit(op.RERAISE, exception)
        return after

    def named_handler(self, clause: ast.ExceptHandler, exception: int, saved: int, second: int, end: Label) -> None:
        """`except ... as name`: the name is cleared however the clause is left."""
        asm = self.asm
        assert clause.name is not None
        name = self.mangled(clause.name)
        self.store(name, exception)
        failed, after = Label(), Label()
        self.suspend(self.blocks[-1])
        outer = self.blocks.pop()
        block = self.push(Block(HANDLER, failed, second))
        block.exit = saved
        block.name = name
        self.body(clause.body)
        self.pop()
        self.blocks.append(outer)
        reached = self.bound is not None
        if reached:
            asm.emit(op.POP_HANDLED, saved)
            self.unbind(name, True)
            asm.jump(op.JUMP, end)
        asm.mark(failed)
        kept = self.bound
        self.unbind(name, True)
        self.bound = kept
        asm.emit(op.POP_HANDLED, saved)
        asm.emit(op.RERAISE, second)
        asm.mark(after)
        self.resume([outer])

    def star_handlers(
        self, node: ast.Try | ast.TryStar, exception: int, saved: int, end: Label, after: Bound | None
    ) -> Bound | None:
        """The `except*` clauses: each gets the part of the group that it matches; what they raise is joined."""
        asm = self.asm
        raised = asm.temporaries(5)
        rest, part, inner, failure = raised + 1, raised + 2, raised + 4, asm.temporaries()
        asm.emit(op.BUILD_LIST, raised, raised, 0)
        asm.emit(op.MOVE, rest, exception)
        start = None if self.bound is None else set(self.bound)
        for clause in node.handlers:
            following, failed = Label(), Label()
            self.bound = None if start is None else set(start)
            self.forget(node.handlers)
            assert clause.type is not None
            asm.jump(op.JUMP_IF_NONE, following, rest)
            top = asm.top
            spec = self.expr(clause.type)
            asm.at(clause.type)
            asm.emit(op.SPLIT_EXCEPTION, part, rest, spec)
            asm.top = top
            asm.emit(op.MOVE, rest, part + 1)
            asm.jump(op.JUMP_IF_NONE, following, part)
            asm.emit(op.PUSH_HANDLED, inner, part)
            name = None if clause.name is None else self.mangled(clause.name)
            if name is not None:
                self.store(name, part)
            block = self.push(Block(HANDLER, failed, failure))
            block.exit = inner
            block.name = name
            self.body(clause.body)
            self.pop()
            if self.bound is not None:
                asm.emit(op.POP_HANDLED, inner)
                if name is not None:
                    self.unbind(name, True)
                after = meet(after, self.bound)
                asm.jump(op.JUMP, following)
            asm.mark(failed)
            if name is not None:
                self.unbind(name, True)
            asm.emit(op.POP_HANDLED, inner)
            asm.emit(op.LIST_APPEND, raised, failure)
            asm.mark(following)
        self.bound = None if start is None else set(start)
        self.forget(node.handlers)
        handled = Label()
        asm.jump(op.JUMP_IF_NONE, handled, rest)
        asm.emit(op.LIST_APPEND, raised, rest)
        asm.mark(handled)
        asm.emit(op.JOIN_EXCEPTIONS, rest, raised, exception)
        self.pop()
        asm.emit(op.POP_HANDLED, saved)
        asm.jump(op.JUMP_IF_NONE, end, rest)
        asm.emit(op.RERAISE, rest)
        return meet(after, self.bound)

    def with_(self, node: ast.With | ast.AsyncWith) -> None:
        self.with_item(node, 0)

    def with_item(self, node: ast.With | ast.AsyncWith, index: int) -> None:
        """One context manager, around the next ones and the body."""
        if index == len(node.items):
            self.body(node.body)
            return
        asm = self.asm
        item = node.items[index]
        is_async = isinstance(node, ast.AsyncWith)
        base = asm.temporaries(2)
        exception = asm.temporaries(3)
        saved, second = exception + 1, exception + 2
        top = asm.top
        manager = self.expr(item.context_expr)
        asm.at(item.context_expr)
        asm.emit(op.ENTER_ASYNC_WITH if is_async else op.ENTER_WITH, base, manager)
        asm.top = top
        value = asm.temporaries()
        asm.emit(op.CALL, value, base + 1, 0)
        if is_async:
            asm.emit(op.AWAIT, value, value)
        before = None if self.bound is None else set(self.bound)
        handler, cleanup, suppressed, end = Label(), Label(), Label(), Label()
        block = self.push(Block(WITH, handler, exception))
        block.exit = base
        block.is_async = is_async
        if item.optional_vars is not None:
            self.assign(item.optional_vars, value)
        asm.top = top
        self.with_item(node, index + 1)
        self.pop()
        if self.bound is not None:
            asm.at(item.context_expr)
            self.call_exit(block)
            asm.jump(op.JUMP, end)
        after = self.bound
        asm.mark(handler)
        self.bound = before
        self.forget(node.body)
        asm.at(item.context_expr)
        asm.emit(op.PUSH_HANDLED, saved, exception)
        handling = self.push(Block(HANDLER, cleanup, second))
        handling.exit = saved
        call = asm.temporaries(5)
        asm.emit(op.MOVE, call + 1, asm.constant(SURFACE.builtins["type"]))
        asm.emit(op.MOVE, call + 2, exception)
        asm.emit(op.CALL, call + 1, call + 1, 1)
        asm.emit(op.MOVE, call, base)
        asm.emit(op.MOVE, call + 2, exception)
        asm.emit(op.LOAD_ATTR, call + 3, exception, asm.name("__traceback__"))
        asm.emit(op.CALL, call, call, 3)
        if is_async:
            asm.emit(op.AWAIT, call, call)
        asm.jump(op.JUMP_IF_TRUE, suppressed, call)
        self.pop()
        asm.emit(op.POP_HANDLED, saved)
        asm.emit(op.RERAISE, exception)
        asm.mark(cleanup)
        asm.emit(op.POP_HANDLED, saved)
        asm.emit(op.RERAISE, second)
        asm.mark(suppressed)
        asm.emit(op.POP_HANDLED, saved)
        asm.mark(end)
        self.bound = meet(after, self.bound)

    def call_exit(self, block: Block) -> None:
        """`__exit__(None, None, None)`"""
        asm = self.asm
        top = asm.top
        call = asm.temporaries(4)
        asm.emit(op.MOVE, call, block.exit)
        for number in (1, 2, 3):
            asm.emit(op.MOVE, call + number, asm.constant(None))
        asm.emit(op.CALL, call, call, 3)
        if block.is_async:
            asm.emit(op.AWAIT, call, call)
        asm.top = top

    def match(self, node: ast.Match) -> None:
        asm = self.asm
        subject = self.temporary(node.subject)
        end = Label()
        before = None if self.bound is None else set(self.bound)
        after: Bound | None = None
        exhaustive = False
        for case in node.cases:
            following = Label()
            top = asm.top
            self.bound = None if before is None else set(before)
            self.case_pattern(case.pattern, subject, following)
            if case.guard is not None:
                self.branch(case.guard, following, False)
            elif isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
                exhaustive = True
            self.body(case.body)
            if self.bound is not None:
                asm.jump(op.JUMP, end)
            after = meet(after, self.bound)
            asm.mark(following)
            asm.top = top
        asm.mark(end)
        self.bound = after if exhaustive else meet(after, before)

    # Imports

    def import_(self, node: ast.Import) -> None:
        asm = self.asm
        for alias in node.names:
            register = asm.temporaries()
            asm.emit(op.IMPORT, register, asm.name(alias.name))
            name = alias.asname
            if name is None:
                name = alias.name.split(".")[0]
                if name != alias.name:
                    asm.emit(op.IMPORT, register, asm.name(name))
            self.store(self.mangled(name), register)

    def import_from(self, node: ast.ImportFrom) -> None:
        asm = self.asm
        if node.module == "__future__":
            return
        if node.level or node.module is None:
            self.unit.refuse(node, "relative imports are not supported", "name the module")
            return
        module = asm.temporaries()
        asm.emit(op.IMPORT, module, asm.name(node.module))
        for alias in node.names:
            if alias.name == "*":
                self.unit.refuse(
                    node,
                    "`import *` is not supported",
                    f"name what you use: from {node.module} import ..., or import {node.module}",
                )
                return
            register = asm.temporaries()
            asm.emit(op.IMPORT_FROM, register, module, asm.name(alias.name))
            self.store(self.mangled(alias.asname or alias.name), register)

    # Functions and classes

    def function_statement(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        asm = self.asm
        self.type_parameters(node)
        base = asm.top
        decorators = [self.temporary_pair(decorator) for decorator in node.decorator_list]
        if node.name == "__del__" and self.scope.kind == CLASS:
            self.unit.refuse(
                node, "`__del__` is not supported: objects have no finalizer here", "use a with statement, or close()"
            )
        name = self.mangled(node.name)
        direct = self.direct(name) if not decorators else -1
        want = direct if direct >= 0 else asm.temporaries()
        register = self.function(node, node.body, None, want)
        for pair in reversed(decorators):
            asm.at(node)
            asm.emit(op.MOVE, pair + 1, register)
            asm.emit(op.CALL, pair, pair, 1)
            register = pair
        asm.at(node)
        self.store(name, register)
        asm.top = base

    def temporary_pair(self, node: ast.expr) -> int:
        """Evaluate a decorator into a new temporary with room for its argument behind it."""
        pair = self.asm.temporaries(2)
        self.into(node, pair)
        return pair

    def type_parameters(self, node: ast.AST) -> None:
        """PEP 695: bind each type parameter to an inert TypeVar."""
        asm = self.asm
        for parameter in getattr(node, "type_params", []):
            module = SURFACE.module("typing")
            assert module is not None
            kind = type(parameter).__name__
            pair = asm.temporaries(2)
            asm.emit(op.MOVE, pair, asm.constant(module.members[kind]))
            asm.emit(op.MOVE, pair + 1, asm.constant(parameter.name))
            asm.emit(op.CALL, pair, pair, 1)
            self.store(self.mangled(parameter.name), pair)

    def type_alias(self, node: ast.stmt) -> None:
        """`type X = ...` (Python 3.12): the value, which the resolver made a lambda, is evaluated when somebody asks for it."""
        asm = self.asm
        self.type_parameters(node)
        name: object = getattr(node, "name")  # noqa: B009 (the class is new in 3.12)
        value: object = getattr(node, "value")  # noqa: B009
        assert isinstance(name, ast.Name) and isinstance(value, ast.Lambda)
        base = asm.temporaries(3)
        asm.emit(op.MOVE, base, asm.constant(SURFACE.prelude("typing", "_alias")))
        asm.emit(op.MOVE, base + 1, asm.constant(name.id))
        self.into(value, base + 2)
        asm.at(node)
        asm.emit(op.CALL, base, base, 2)
        self.store(self.mangled(name.id), base)
        asm.top = base

    def function(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | Comprehension,
        body: Sequence[ast.stmt],
        value: ast.expr | None,
        want: int,
    ) -> int:
        """Compile a nested function and the instruction that makes it."""
        asm = self.asm
        scope = self.unit.names.scopes[node]
        top = asm.top
        base = asm.temporaries(4)
        args = node.args if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) else None
        if args is None:
            asm.emit(op.MOVE, base, asm.constant(()))
            asm.emit(op.MOVE, base + 1, asm.constant(None))
            asm.emit(op.MOVE, base + 3, asm.constant(None))
        else:
            self.defaults(args, base)
            self.keyword_defaults(args, base + 1)
            self.annotations(node, args, base + 3)
        code = self.nested_code(node, scope, body, value)
        self.closure(scope, base + 2)
        into = want if want >= 0 else base
        asm.at(node)
        asm.emit(op.MAKE_FUNCTION, into, self.add_code(code), base)
        asm.top = top if want >= 0 else base + 1
        return into

    def add_code(self, code: Code) -> int:
        self.code.codes.append(code)
        return len(self.code.codes) - 1

    def defaults(self, args: ast.arguments, register: int) -> None:
        asm = self.asm
        top = asm.top
        base = asm.temporaries(max(len(args.defaults), 1))
        for number, default in enumerate(args.defaults):
            self.into(default, base + number)
        if args.defaults:
            asm.emit(op.BUILD_TUPLE, register, base, len(args.defaults))
        else:
            asm.emit(op.MOVE, register, asm.constant(()))
        asm.top = top

    def keyword_defaults(self, args: ast.arguments, register: int) -> None:
        asm = self.asm
        pairs = [(a.arg, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None]
        if not pairs:
            asm.emit(op.MOVE, register, asm.constant(None))
            return
        top = asm.top
        base = asm.temporaries(2 * len(pairs))
        for number, (name, default) in enumerate(pairs):
            asm.emit(op.MOVE, base + 2 * number, asm.constant(self.mangled(name)))
            self.into(default, base + 2 * number + 1)
        asm.emit(op.BUILD_DICT, register, base, len(pairs))
        asm.top = top

    def annotations(self, node: ast.AST, args: ast.arguments, register: int) -> None:
        asm = self.asm
        pairs = [(a.arg, a.annotation) for a in all_arguments(args) if a.annotation is not None]
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns is not None:
            pairs.append(("return", node.returns))
        if not pairs or _LAZY_ANNOTATIONS:
            asm.emit(op.MOVE, register, asm.constant(None))
            return
        top = asm.top
        base = asm.temporaries(2)
        asm.emit(op.BUILD_DICT, register, base, 0)
        for name, annotation in pairs:
            asm.emit(op.MOVE, base, asm.constant(self.mangled(name)))
            value = self.annotation(annotation)
            asm.emit(op.DICT_SET, register, base, value)
            asm.top = base + 2
        asm.top = top

    def closure(self, scope: Scope, register: int) -> None:
        """The tuple of the cells that a nested code uses."""
        asm = self.asm
        if not scope.free:
            asm.emit(op.MOVE, register, asm.constant(()))
            return
        top = asm.top
        base = asm.temporaries(len(scope.free))
        for number, name in enumerate(scope.free):
            asm.emit(op.MOVE, base + number, self.cell(name))
        asm.emit(op.BUILD_TUPLE, register, base, len(scope.free))
        asm.top = top

    def cell(self, name: str) -> int:
        """Return the register that holds the cell of a name."""
        for table in reversed(self.places):
            found = table.get(name)
            if found is not None and found.kind == CELL:
                return found.index
        return self.passed_cells[name]

    def nested_code(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | Comprehension,
        scope: Scope,
        body: Sequence[ast.stmt],
        value: ast.expr | None,
    ) -> Code:
        qualname = self.qualname_of(scope.name, isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
        code = Code(scope.name, qualname, kind_of(scope), self.unit.source)
        code.line = node.lineno
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.decorator_list:
            code.line = node.decorator_list[0].lineno
        code.is_prelude = self.unit.is_prelude
        code.module = self.unit.module
        inner = CodeCompiler(self.unit, scope, code)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            describe_parameters(code, scope, node.args)
        else:
            code.parameters = [".0"]
            code.positional = 1
            code.positional_only = 1
            code.simple = True
        inner.layout()
        inner.asm.at(node)
        if value is not None:
            register = inner.expr(value)
            inner.asm.at(value)
            inner.asm.emit(op.RETURN, register)
        elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            inner.comprehension_body(node)
        else:
            inner.function_body(body)
        return inner.asm.finish()

    def comprehension_body(self, node: Comprehension) -> None:
        """The body of a generator expression, or of a comprehension that is a function."""
        asm = self.asm
        result = asm.temporaries()
        if not isinstance(node, ast.GeneratorExp):
            build = {ast.ListComp: op.BUILD_LIST, ast.SetComp: op.BUILD_SET, ast.DictComp: op.BUILD_DICT}[type(node)]
            asm.emit(build, result, result, 0)
        self.generators(node, 0, 0, lambda: self.collect(node, result))
        asm.emit(op.RETURN, asm.constant(None) if isinstance(node, ast.GeneratorExp) else result)

    def function_body(self, body: Sequence[ast.stmt]) -> None:
        self.code.doc, body = docstring(body)
        self.body(body)
        if self.bound is not None:
            self.asm.emit(op.RETURN, self.asm.constant(None))

    def qualname_of(self, name: str, is_def: bool) -> str:
        """Return the qualified name of a function or class defined here."""
        scope = self.scope
        if is_def and mangle(name, scope.class_name) in scope.global_names:
            return name
        if self.home.kind == "module":
            return name
        inside = f"{self.code.qualname}.<locals>" if self.home.kind == "function" else self.code.qualname
        return f"{inside}.{name}"

    def layout(self) -> None:
        """Give parameters, other locals and free cells their registers, and make the cells."""
        scope = self.home
        code = self.code
        table = self.places[0]
        names = list(scope.parameters)
        if scope.kind == CLASS:
            names = [".namespace"]
            names += [name for name in scope.cells if name == "__class__"]
        else:
            names += [n for n in scope.bound if n not in names and not self.is_outer(n)]
        for register, name in enumerate(names):
            table[name] = Place(CELL if name in scope.cells else LOCAL, register)
        free = list(scope.free)
        code.free_start = len(names)
        code.free_names = free
        for number, name in enumerate(free):
            place = Place(CELL, len(names) + number)
            if scope.kind == CLASS and name in scope.bound and name not in scope.nonlocal_names:
                self.passed_cells[name] = place.index
            else:
                table[name] = place
        if scope.kind == CLASS:
            for name in [*scope.bound, "__module__", "__qualname__", "__annotations__"]:
                if name not in scope.global_names and name not in scope.nonlocal_names:
                    if name in table and table[name].kind == CELL:
                        self.passed_cells[name] = table[
                            name
                        ].index  # `__class__ = ...`, and methods that mean the class
                    table[name] = Place(NAMESPACE, 0)
        code.local_names = [*names, *free]
        self.asm.top = self.asm.most = len(code.local_names)
        for register, name in enumerate(names):
            if name in scope.cells:
                self.asm.emit(op.MAKE_CELL, register)
        self.bound = {table[name].index for name in scope.parameters if table[name].kind == LOCAL}

    def is_outer(self, name: str) -> bool:
        return name in self.home.global_names or name in self.home.nonlocal_names

    def class_statement(self, node: ast.ClassDef) -> None:
        asm = self.asm
        unit = self.unit
        self.type_parameters(node)
        base_top = asm.top
        decorators = [self.temporary_pair(decorator) for decorator in node.decorator_list]
        for keyword in node.keywords:
            if keyword.arg == "metaclass":
                last = keyword.value
                name = last.attr if isinstance(last, ast.Attribute) else last.id if isinstance(last, ast.Name) else ""
                if name not in _METACLASSES:
                    unit.refuse(last, "metaclasses are not supported", "use __init_subclass__ or a class decorator")
        base = asm.temporaries(3)
        asm.emit(op.MOVE, base, asm.constant(SURFACE.prelude("builtins", "build_class")))
        body = asm.temporaries(4)
        asm.emit(op.MOVE, body, asm.constant(()))
        asm.emit(op.MOVE, body + 1, asm.constant(None))
        asm.emit(op.MOVE, body + 3, asm.constant(None))
        scope = unit.names.scopes[node]
        code = self.class_code(node, scope)
        self.closure(scope, body + 2)
        asm.at(node)
        asm.emit(op.MAKE_FUNCTION, body, self.add_code(code), body)
        name_register = asm.temporaries()
        asm.emit(op.MOVE, body + 1, asm.constant(node.name))
        asm.top = name_register
        bases = list(node.bases)
        if getattr(node, "type_params", []) and not any([_is_generic(b) for b in bases]):
            typing = SURFACE.module("typing")
            assert typing is not None
            extra = typing.members["Generic"]
        else:
            extra = None
        asm.emit(op.BUILD_LIST, base + 1, body, 2)
        for argument in bases:
            if isinstance(argument, ast.Starred):
                register = self.expr(argument.value)
                asm.emit(op.LIST_EXTEND, base + 1, register, -1)
            else:
                asm.emit(op.LIST_APPEND, base + 1, self.expr(argument))
        if extra is not None:
            asm.emit(op.LIST_APPEND, base + 1, asm.constant(extra))
        asm.emit(op.BUILD_DICT, base + 2, body, 0)
        for keyword in node.keywords:
            register = self.expr(keyword.value)
            if keyword.arg is None:
                asm.emit(op.DICT_MERGE, base + 2, register, base)
            else:
                asm.emit(op.DICT_SET, base + 2, asm.constant(keyword.arg), register)
        asm.at(node)
        asm.emit(op.CALL_STAR, base, base)
        register = base
        for pair in reversed(decorators):
            asm.at(node)
            asm.emit(op.MOVE, pair + 1, register)
            asm.emit(op.CALL, pair, pair, 1)
            register = pair
        self.store(self.mangled(node.name), register)
        asm.top = base_top

    def class_code(self, node: ast.ClassDef, scope: Scope) -> Code:
        code = Code(node.name, self.qualname_of(node.name, True), CLASS, self.unit.source)
        code.line = node.lineno
        code.is_prelude = self.unit.is_prelude
        code.module = self.unit.module
        code.parameters = [".namespace"]
        code.positional = 1
        code.positional_only = 1
        inner = CodeCompiler(self.unit, scope, code)
        inner.layout()
        asm = inner.asm
        asm.at(node)
        asm.emit(op.STORE_NAME, asm.name("__qualname__"), asm.constant(code.qualname))
        doc, body = docstring(node.body)
        if doc is not None:
            asm.emit(op.STORE_NAME, asm.name("__doc__"), asm.constant(doc))
        if scope.has_annotations:
            annotations = asm.temporaries()
            asm.emit(op.BUILD_DICT, annotations, annotations, 0)
            asm.emit(op.STORE_NAME, asm.name("__annotations__"), annotations)
        inner.body(body)
        if "__class__" in scope.cells:
            asm.emit(op.STORE_NAME, asm.name("__classcell__"), inner.cell("__class__"))
        asm.emit(op.RETURN, 0)
        return asm.finish()


def describe_parameters(code: Code, scope: Scope, args: ast.arguments) -> None:
    """Fill in what a code says of its parameters."""
    code.parameters = list(scope.parameters)
    code.positional_only = len(args.posonlyargs)
    code.positional = len(args.posonlyargs) + len(args.args)
    code.keyword_only = len(args.kwonlyargs)
    code.has_varargs = args.vararg is not None
    code.has_varkw = args.kwarg is not None
    code.simple = not (args.vararg or args.kwonlyargs or args.kwarg)


def docstring(body: Sequence[ast.stmt]) -> tuple[str | None, Sequence[ast.stmt]]:
    """Split the docstring off a body."""
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        text = first.value.value
        return (inspect.cleandoc(text) if sys.version_info >= (3, 13) else text), body[1:]
    return None, body


def deleted_names(bodies: Iterable[Sequence[ast.AST]]) -> set[str]:
    """Return the names that statements delete or that their except clauses clear, nested functions left out."""
    found: set[str] = set()
    waiting: list[ast.AST] = [node for body in bodies for node in body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.expr)):
            continue
        if isinstance(node, ast.Delete):
            found.update(n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name))
        elif isinstance(node, ast.ExceptHandler) and node.name is not None:
            found.add(node.name)
        waiting.extend(ast.iter_child_nodes(node))
    return found


def _is_generic(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("Generic", "Protocol")
    )


_LAZY_ANNOTATIONS: Final = sys.version_info >= (3, 14)
_INPLACE: Final[dict[type, int]] = {ast.Add: op.INPLACE_ADD, ast.Sub: op.INPLACE_SUB, ast.Mult: op.INPLACE_MUL}
_INPLACE_KINDS: Final[list[type]] = [
    ast.Div,
    ast.FloorDiv,
    ast.Mod,
    ast.Pow,
    ast.MatMult,
    ast.LShift,
    ast.RShift,
    ast.BitAnd,
    ast.BitOr,
    ast.BitXor,
]

_C = CodeCompiler
STATEMENTS: Final[dict[type, Callable[..., None]]] = {
    ast.Expr: _C.expression,
    ast.Assign: _C.assignment,
    ast.AugAssign: _C.augmented,
    ast.AnnAssign: _C.annotated,
    ast.Delete: _C.delete,
    ast.Assert: _C.assertion,
    ast.Raise: _C.raise_,
    ast.Pass: _C.pass_,
    ast.Global: _C.pass_,
    ast.Nonlocal: _C.pass_,
    ast.If: _C.if_,
    ast.While: _C.while_,
    ast.For: _C.for_,
    ast.AsyncFor: _C.for_,
    ast.Break: _C.break_,
    ast.Continue: _C.continue_,
    ast.Return: _C.return_,
    ast.Try: _C.try_,
    ast.TryStar: _C.try_star,
    ast.With: _C.with_,
    ast.AsyncWith: _C.with_,
    ast.Match: _C.match,
    ast.Import: _C.import_,
    ast.ImportFrom: _C.import_from,
    ast.FunctionDef: _C.function_statement,
    ast.AsyncFunctionDef: _C.function_statement,
    ast.ClassDef: _C.class_statement,
}
if sys.version_info >= (3, 12):
    STATEMENTS[ast.TypeAlias] = _C.type_alias

SUPPORTED_NODES: Final[frozenset[str]] = frozenset(
    kind.__name__ for kind in [ast.Constant, ast.Name, *EXPRESSIONS, *STATEMENTS, *PATTERNS]
)


def _store_of(name: str) -> int:
    """Return the instruction that sets an attribute of this name."""
    return op.STORE_SPECIAL if name.startswith("__") and name.endswith("__") else op.STORE_ATTR


def compile_source(
    source: Source,
    predefined: Mapping[str, object] | None = None,
    inputs: Sequence[str] = (),
    slots: Sequence[str] = (),
    prelude: bool = False,
    tree: ast.Module | None = None,
) -> Code:
    """Compile a program to the Code of its module.

    Args:
        source: the program.
        predefined: names that are there without being bound, with their guest values: tools.
        inputs: names that get a value before the program starts.
        slots: global names of earlier programs of the session, in their order; they keep their slots.
        prelude: True for limen's own guest code, which may use intrinsics.
        tree: the program as `limen.source.parse` gives it, if it is there already.

    Raises:
        CompileError: with a Diagnostic for everything that cannot be compiled.
    """
    try:
        tree = _parse(source, prelude, tree)
        if "__doc__" in source.text:
            tree = _with_docstring(tree)
        names = Resolver()
        scope = names.resolve(tree)
        unit = Unit(source, names, dict(predefined or {}), prelude)
        code = _compile_module(unit, scope, tree, [*slots, *[name for name in inputs if name not in slots]], inputs)
    except TooDeep as error:
        where = source.span_of(error.node) if isinstance(error.node, (ast.stmt, ast.expr, ast.pattern)) else None
        raise _too_complex(where) from None
    except RecursionError:
        raise _too_complex(None) from None
    if unit.diagnostics:
        raise CompileError(tuple(sorted(unit.diagnostics, key=lambda d: d.span)))
    return code


def _with_docstring(tree: ast.Module) -> ast.Module:
    """Return the program with its docstring as an assignment to `__doc__`, since it may ask for it."""
    first = tree.body[0] if tree.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        target = ast.copy_location(ast.Name("__doc__", ast.Store()), first)
        return ast.Module([ast.copy_location(ast.Assign([target], first.value), first), *tree.body[1:]], [])
    return tree


def _compile_module(unit: Unit, scope: Scope, tree: ast.Module, first: list[str], inputs: Sequence[str]) -> Code:
    for name in [*first, *scope.bound, *unit.names.globals_used]:
        if name in unit.slots:
            continue
        found = unit.fixed(name)
        if not _is_absent(unit, name):
            if name not in scope.bound and name not in unit.names.assigned_by_functions and name not in first:
                continue
            unit.fallbacks[name] = found
        unit.slots[name] = len(unit.slots)
    code = unit.module
    code.is_prelude = unit.is_prelude
    code.globals = list(unit.slots)
    code.local_names = code.globals
    code.fallbacks = unit.fallbacks
    compiler = CodeCompiler(unit, scope, code)
    compiler.asm.top = compiler.asm.most = len(code.globals)
    code.free_start = len(code.globals)
    compiler.bound = {unit.slots[name] for name in inputs if name not in unit.names.deleted_by_functions}
    unit.future_annotations = any(
        [
            isinstance(node, ast.ImportFrom) and node.module == "__future__" and _has_alias(node, "annotations")
            for node in tree.body
        ]
    )
    body: Sequence[ast.stmt] = tree.body
    last = body[-1] if body else None
    if isinstance(last, ast.Expr):
        body = body[:-1]
    compiler.body(body)
    asm = compiler.asm
    if isinstance(last, ast.Expr) and compiler.is_reached():
        asm.at(last)
        register = compiler.expr(last.value)
        asm.at(last)
        asm.emit(op.RETURN, register)
    else:
        asm.emit(op.RETURN, asm.constant(None))
    return asm.finish()


def _is_absent(unit: Unit, name: str) -> bool:
    if name in unit.predefined or name in SURFACE.builtins:
        return False
    return not (unit.is_prelude and name.startswith("_limen_") and name in SURFACE.intrinsics)


def _has_alias(node: ast.ImportFrom, name: str) -> bool:
    return any([alias.name == name for alias in node.names])


def _parse(source: Source, prelude: bool, tree: ast.Module | None) -> ast.Module:
    """Parse a program; CPython's own compiler says what is wrong with it, in its words. Nothing is executed."""
    text = source.text
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if tree is None:
                tree = parse(text, source.name)
            if not prelude:
                compile(text, source.name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        raise CompileError((_syntax_error(source, error),)) from None
    except (RecursionError, MemoryError):
        raise _too_complex(None) from None
    except ValueError as error:  # a NUL, a lone surrogate
        where = Span(1, 0, 1, len(source.line(1)))
        raise CompileError((Diagnostic("syntax-error", str(error), where, checker="syntax"),)) from None
    return tree


def _syntax_error(source: Source, error: SyntaxError) -> Diagnostic:
    message = error.msg or "invalid syntax"
    if message.startswith("too many nested") or message.startswith("too many statically"):
        return Diagnostic("too-complex", message, Span(error.lineno or 1, 0, error.lineno or 1, 0), checker="syntax")
    line = min(error.lineno or 1, len(source.lines))
    column = max((error.offset or 1) - 1, 0)
    end_line = error.end_lineno or line
    end_column = max((error.end_offset or 0) - 1, 0)
    column = min(column, len(source.line(line)))
    if (end_line, end_column) <= (line, column):
        end_line, end_column = line, column + 1
    kind = type(error).__name__
    rule = "syntax-error"
    span = Span(line, column, end_line, end_column)
    return Diagnostic(rule, message if kind == "SyntaxError" else f"{kind}: {message}", span, checker="syntax")


def _too_complex(where: Span | None) -> CompileError:
    message = "the program is nested too deeply to compile"
    help = "split the expression or the blocks into functions and variables"
    return CompileError((Diagnostic("too-complex", message, where or Span(1, 0, 1, 0), help=help, checker="compiler"),))
