"""Scopes: what every name of a program means, and which variables closures share."""

from __future__ import annotations

import ast
from typing import Final, final

MODULE: Final = "module"
FUNCTION: Final = "function"
CLASS: Final = "class"
COMPREHENSION: Final = "comprehension"  # inlined: shares the frame of the function around it
MAX_DEPTH: Final = 200  # nested nodes, followed by recursion here and in the compiler


class TooDeep(Exception):
    """The tree is nested deeper than the compiler follows."""

    def __init__(self, node: ast.AST) -> None:
        super().__init__()
        self.node = node


@final
class Scope:
    """The names of one module, function, class body or comprehension."""

    def __init__(self, kind: str, node: ast.AST, parent: Scope | None, name: str) -> None:
        self.kind: str = kind
        self.node: ast.AST = node
        self.parent: Scope | None = parent
        self.name: str = name
        self.class_name: str | None = parent.class_name if parent is not None else None
        self.bound: dict[str, None] = {}  # in order of first binding
        self.used: dict[str, None] = {}
        self.global_names: set[str] = set()
        self.nonlocal_names: set[str] = set()
        self.parameters: list[str] = []
        self.cells: dict[str, None] = {}  # own names that inner functions use
        self.free: dict[str, None] = {}  # names of cells that come from outside
        self.is_generator: bool = False
        self.is_async: bool = False
        self.has_annotations: bool = False  # of simple names, in a class body

    def code_scope(self) -> Scope:
        """Return the scope whose code holds this one."""
        scope = self
        while scope.kind == COMPREHENSION:
            assert scope.parent is not None
            scope = scope.parent
        return scope


def mangle(name: str, class_name: str | None) -> str:
    """Return a private name as it is inside a class (`__x` is `_Class__x`)."""
    if class_name is None or not name.startswith("__") or name.endswith("__") or "." in name:
        return name
    stripped = class_name.lstrip("_")
    return f"_{stripped}{name}" if stripped else name


@final
class Resolver:
    """One walk that finds scopes and names, then one over the scopes that decides what is captured."""

    def __init__(self) -> None:
        self.scopes: dict[ast.AST, Scope] = {}
        self.all_scopes: list[Scope] = []
        self.globals_used: dict[str, None] = {}  # names that are nobody's local, in order
        self.assigned_by_functions: set[str] = set()  # module names that functions assign or delete
        self.deleted_by_functions: set[str] = set()
        self.deleted: set[tuple[Scope, str]] = set()
        self.depth: int = 0

    def resolve(self, tree: ast.Module) -> Scope:
        """Return the module's scope; all others are in `scopes` by node. TooDeep when the tree is too deep."""
        module = self.make(MODULE, tree, None, "<module>")
        self.statements(tree.body, module)
        for scope in self.all_scopes:
            self.settle(scope)
        return module

    def make(self, kind: str, node: ast.AST, parent: Scope | None, name: str) -> Scope:
        scope = Scope(kind, node, parent, name)
        self.scopes[node] = scope
        self.all_scopes.append(scope)
        return scope

    def statements(self, body: list[ast.stmt], scope: Scope) -> None:
        for statement in body:
            self.visit(statement, scope)

    def bind(self, name: str, scope: Scope) -> None:
        scope.bound.setdefault(mangle(name, scope.class_name))

    def visit(self, node: ast.AST, scope: Scope) -> None:
        """Record the names of a node and of everything below it."""
        kind = type(node)
        if kind is ast.Constant or kind in _LEAVES:
            return
        if isinstance(node, ast.Name):
            name = mangle(node.id, scope.class_name)
            if isinstance(node.ctx, ast.Load):
                scope.used.setdefault(name)
                if name == "super" and scope.class_name is not None:
                    scope.used.setdefault("__class__")
            else:
                scope.bound.setdefault(name)
                if isinstance(node.ctx, ast.Del):
                    self.deleted.add((scope, name))
            return
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooDeep(node)
        if isinstance(node, ast.BinOp):
            self.spine(node, scope)
        elif isinstance(node, ast.If):
            self.if_(node, scope)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self.function(node, scope)
        elif isinstance(node, ast.Lambda):
            self.lambda_(node, scope)
        elif isinstance(node, ast.ClassDef):
            self.class_(node, scope)
        elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            self.comprehension(node, scope)
        elif isinstance(node, ast.NamedExpr):
            self.named(node, scope)
        elif isinstance(node, ast.Global):
            scope.global_names.update(mangle(name, scope.class_name) for name in node.names)
        elif isinstance(node, ast.Nonlocal):
            scope.nonlocal_names.update(mangle(name, scope.class_name) for name in node.names)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                self.bind(alias.asname or alias.name.split(".")[0], scope)
        elif isinstance(node, ast.ImportFrom):
            if node.module != "__future__":
                for alias in node.names:
                    self.bind(alias.asname or alias.name, scope)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
            if node.name:
                self.bind(node.name, scope)
            self.children(node, scope)
        elif isinstance(node, ast.MatchMapping):
            if node.rest:
                self.bind(node.rest, scope)
            self.children(node, scope)
        elif isinstance(node, ast.AugAssign):
            if isinstance(node.target, ast.Name):
                scope.used.setdefault(mangle(node.target.id, scope.class_name))
            self.children(node, scope)
        elif isinstance(node, ast.AnnAssign):
            self.annotated(node, scope)
        elif isinstance(node, (ast.Yield, ast.YieldFrom)):
            scope.code_scope().is_generator = True
            self.children(node, scope)
        elif isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)):
            self.note_await(scope)
            self.children(node, scope)
        elif kind.__name__ == "TypeAlias":
            self.type_parameters(node, scope)
            value: object = getattr(node, "value")  # noqa: B009 (the class is new in 3.12)
            assert isinstance(value, ast.expr)
            nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
            setattr(node, "value", ast.copy_location(ast.Lambda(nothing, value), value))  # noqa: B010 (evaluated when asked for)
            self.children(node, scope)
        else:
            self.children(node, scope)
        self.depth -= 1

    def children(self, node: ast.AST, scope: Scope) -> None:
        for child in ast.iter_child_nodes(node):
            self.visit(child, scope)

    def spine(self, node: ast.BinOp, scope: Scope) -> None:
        """Visit a chain of operators without recursion: `a + b + c + ...` is as deep as it is long."""
        rights: list[ast.expr] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):
            rights.append(left.right)
            left = left.left
        self.visit(left, scope)
        for right in reversed(rights):
            self.visit(right, scope)

    def if_(self, node: ast.If, scope: Scope) -> None:
        """Visit an if statement; its elif branches, nested in the tree, without recursion."""
        while True:
            self.visit(node.test, scope)
            self.statements(node.body, scope)
            if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
                node = node.orelse[0]
            else:
                break
        self.statements(node.orelse, scope)

    def named(self, node: ast.NamedExpr, scope: Scope) -> None:
        """A walrus binds in the function around comprehensions (PEP 572)."""
        self.visit(node.value, scope)
        name = mangle(node.target.id, scope.class_name)
        target = scope
        while target.kind == COMPREHENSION or target.name in ("<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>"):
            target.nonlocal_names.add(name)
            target.used.setdefault(name)
            assert target.parent is not None
            target = target.parent
        target.bound.setdefault(name)

    def annotated(self, node: ast.AnnAssign, scope: Scope) -> None:
        if isinstance(node.target, ast.Name):
            self.bind(node.target.id, scope)
            scope.has_annotations = True
        else:
            self.visit(node.target, scope)
        if scope.code_scope().kind != FUNCTION:
            self.visit(node.annotation, scope)
        if node.value is not None:
            self.visit(node.value, scope)

    def note_await(self, scope: Scope) -> None:
        """An await in a generator expression makes it asynchronous."""
        holder = scope.code_scope()
        if isinstance(holder.node, ast.GeneratorExp):
            holder.is_async = True

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator, scope)
        self.defaults(node.args, scope)
        self.bind(node.name, scope)
        self.type_parameters(node, scope)
        for argument in all_arguments(node.args):
            if argument.annotation is not None:
                self.visit(argument.annotation, scope)
        if node.returns is not None:
            self.visit(node.returns, scope)
        inner = self.make(FUNCTION, node, scope, node.name)
        inner.is_async = isinstance(node, ast.AsyncFunctionDef)
        self.parameters(node.args, inner)
        self.statements(node.body, inner)

    def type_parameters(self, node: ast.AST, scope: Scope) -> None:
        """PEP 695: type parameters are bound in the scope around; at run time they are inert."""
        for parameter in getattr(node, "type_params", []):
            self.bind(parameter.name, scope)
            scope.used.setdefault(parameter.name)

    def lambda_(self, node: ast.Lambda, scope: Scope) -> None:
        self.defaults(node.args, scope)
        inner = self.make(FUNCTION, node, scope, "<lambda>")
        self.parameters(node.args, inner)
        self.visit(node.body, inner)

    def defaults(self, args: ast.arguments, scope: Scope) -> None:
        for default in [*args.defaults, *args.kw_defaults]:
            if default is not None:
                self.visit(default, scope)

    def parameters(self, args: ast.arguments, scope: Scope) -> None:
        for argument in all_arguments(args):
            scope.parameters.append(mangle(argument.arg, scope.class_name))
            self.bind(argument.arg, scope)

    def class_(self, node: ast.ClassDef, scope: Scope) -> None:
        for decorator in node.decorator_list:
            self.visit(decorator, scope)
        self.type_parameters(node, scope)
        for base in node.bases:
            self.visit(base, scope)
        for keyword in node.keywords:
            self.visit(keyword.value, scope)
        self.bind(node.name, scope)
        inner = self.make(CLASS, node, scope, node.name)
        inner.class_name = node.name
        self.statements(node.body, inner)

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, scope: Scope) -> None:
        self.visit(node.generators[0].iter, scope)
        own_code = isinstance(node, ast.GeneratorExp) or scope.code_scope().kind == CLASS
        inner = self.make(FUNCTION if own_code else COMPREHENSION, node, scope, COMPREHENSION_NAMES[type(node)])
        if own_code:
            inner.parameters.append(".0")
            inner.bound[".0"] = None
            inner.is_generator = isinstance(node, ast.GeneratorExp)
        for number, generator in enumerate(node.generators):
            if generator.is_async:
                self.note_await(inner)
            if number:
                self.visit(generator.iter, inner)
            self.visit(generator.target, inner)
            for condition in generator.ifs:
                self.visit(condition, inner)
        if isinstance(node, ast.DictComp):
            self.visit(node.key, inner)
            self.visit(node.value, inner)
        else:
            self.visit(node.elt, inner)

    def settle(self, scope: Scope) -> None:
        """Decide where the names that a scope uses live; mark cells and pass free names down."""
        if scope.kind != MODULE:
            for name in scope.bound:
                if name in scope.global_names or (
                    name in scope.nonlocal_names and self.owner(scope, name) is None  # a walrus at module level
                ):
                    self.assigned_by_functions.add(name)
                    self.globals_used.setdefault(name)
                    if (scope, name) in self.deleted:
                        self.deleted_by_functions.add(name)
        for name in [*scope.used, *scope.bound]:
            if name in scope.global_names:
                self.globals_used.setdefault(name)
                continue
            if name in scope.bound and name not in scope.nonlocal_names and scope.kind != MODULE:
                if scope.kind == CLASS and name in scope.used:
                    self.globals_used.setdefault(name)
                continue
            owner = self.owner(scope, name)
            if owner is None:
                self.globals_used.setdefault(name)
                if name in scope.nonlocal_names and scope.kind == FUNCTION:
                    self.assigned_by_functions.add(name)
            else:
                self.capture(scope, owner, name)

    def owner(self, scope: Scope, name: str) -> Scope | None:
        """Return the scope around `scope` whose variable a name is; None when it is a global."""
        walk = scope.parent
        while walk is not None:
            if walk.kind == CLASS:
                if name == "__class__":
                    return walk
            elif walk.kind != MODULE:
                if name in walk.global_names:
                    return None
                if name in walk.bound and name not in walk.nonlocal_names:
                    return walk
            walk = walk.parent
        return None

    def capture(self, scope: Scope, owner: Scope, name: str) -> None:
        """Make a name a cell of its owner when a code boundary lies between, and free in the codes between."""
        home = owner.code_scope()
        if scope.code_scope() is home:
            return
        owner.cells[name] = None
        walk: Scope | None = scope
        while walk is not None and walk is not home:
            if walk.kind != COMPREHENSION:
                walk.free.setdefault(name)
            walk = walk.parent


COMPREHENSION_NAMES: Final[dict[type, str]] = {
    ast.ListComp: "<listcomp>",
    ast.SetComp: "<setcomp>",
    ast.DictComp: "<dictcomp>",
    ast.GeneratorExp: "<genexpr>",
}

_LEAVES: Final = frozenset(
    kind
    for base in (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
    for kind in (base, *base.__subclasses__())
) | {ast.Pass, ast.Break, ast.Continue, ast.alias}


def all_arguments(args: ast.arguments) -> list[ast.arg]:
    """Return the parameters in register order."""
    found = [*args.posonlyargs, *args.args]
    if args.vararg is not None:
        found.append(args.vararg)
    found += args.kwonlyargs
    if args.kwarg is not None:
        found.append(args.kwarg)
    return found
