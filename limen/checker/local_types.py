"""Types that a program's text and its tools' descriptions tell by themselves, so that ty need not be asked for them.

Only where there can be just one: a type is given as an annotation, as in `type_expression`; ANY means that ty would not
know more, and None "ask ty".
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from limen.checker.declarations import Declarations, annotations_of
from limen.checker.scope import Scopes
from limen.checker.type_expression import ANY, NONE, Types, bare, item_of, joined, parts

_PATIENCE: Final = 100_000  # expressions of one program that are looked at; then ty is asked
_ASSIGNMENTS: Final = 20  # that may reach one use
_DEEPEST: Final = 40  # from a name to its value, and on to the names in that
_BUILTINS: Final[Mapping[str, str]] = {
    "int": "int",
    "str": "str",
    "float": "float",
    "bool": "bool",
    "len": "int",
    "ord": "int",
    "hash": "int",
    "id": "int",
    "repr": "str",
    "chr": "str",
    "ascii": "str",
    "format": "str",
    "hex": "str",
    "oct": "str",
    "bin": "str",
    "isinstance": "bool",
    "issubclass": "bool",
    "callable": "bool",
    "hasattr": "bool",
    "any": "bool",
    "all": "bool",
    "range": "range",
}
_COLLECTING: Final[Mapping[str, str]] = {
    "list": "list[{}]",
    "sorted": "list[{}]",
    "set": "set[{}]",
    "frozenset": "frozenset[{}]",
    "tuple": "tuple[{}, ...]",
}
_FUNCTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "math": {
        **dict.fromkeys(
            ["sqrt", "exp", "log", "log2", "log10", "sin", "cos", "tan", "atan", "atan2", "hypot", "fabs", "degrees"],
            "float",
        ),
        **dict.fromkeys(["radians", "fsum", "dist", "copysign", "fmod"], "float"),
        **dict.fromkeys(["gcd", "lcm", "comb", "perm", "factorial", "isqrt", "ceil", "floor", "trunc"], "int"),
        **dict.fromkeys(["isclose", "isnan", "isinf", "isfinite"], "bool"),
    },
    "json": {"dumps": "str", "loads": ANY},
    "random": {"random": "float", "uniform": "float", "gauss": "float", "randint": "int", "randrange": "int"},
    "time": {"time": "float", "perf_counter": "float", "monotonic": "float"},
    "textwrap": dict.fromkeys(["dedent", "indent", "fill", "shorten"], "str"),
}
_TEXT_METHODS: Final[Mapping[str, str]] = {
    **dict.fromkeys(["strip", "lstrip", "rstrip", "upper", "lower", "title", "capitalize", "casefold"], "str"),
    **dict.fromkeys(["swapcase", "replace", "join", "format", "zfill", "ljust", "rjust", "center"], "str"),
    **dict.fromkeys(["removeprefix", "removesuffix", "expandtabs", "translate"], "str"),
    **dict.fromkeys(["split", "rsplit", "splitlines"], "list[str]"),
    **dict.fromkeys(["partition", "rpartition"], "tuple[str, str, str]"),
    **dict.fromkeys(["find", "rfind", "index", "rindex", "count"], "int"),
    **dict.fromkeys(["startswith", "endswith", "isalpha", "isalnum", "isdigit", "isdecimal", "isnumeric"], "bool"),
    **dict.fromkeys(["isspace", "isupper", "islower", "istitle", "isidentifier", "isascii", "isprintable"], "bool"),
}
_DATES: Final[Mapping[str, str]] = {
    "date.year": "int",
    "date.month": "int",
    "date.day": "int",
    "datetime.year": "int",
    "datetime.month": "int",
    "datetime.day": "int",
    "datetime.hour": "int",
    "datetime.minute": "int",
    "datetime.second": "int",
    "timedelta.days": "int",
    "timedelta.seconds": "int",
}
_MAPPINGS: Final = frozenset({"dict", "defaultdict", "Counter", "OrderedDict"})
_SEQUENCES: Final = frozenset({"list", "deque"})
_NARROWABLE: Final = (ast.Name, ast.Attribute, ast.Subscript)  # what a test says something about
_WHOLE: Final = (ast.FloorDiv, ast.Mod, ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr, ast.BitXor)


class LocalTypes:
    """The types of one program's expressions, as far as its text tells them."""

    def __init__(
        self,
        scopes: Scopes,
        declarations: Declarations,
        known: Types,
        written: Mapping[ast.AST, str],
        meaning: Mapping[tuple[ast.AST, str], str],
        gives: Mapping[tuple[ast.AST, str, bool], str],
    ) -> None:
        """What was inferred: `written` by node; `meaning` of names, by scope; `gives`, what helpers return, true for async ones."""
        self._scopes = scopes
        self._declarations = declarations
        self._known = known
        self._written = written
        self._meaning = meaning
        self._gives = gives
        self._found: dict[ast.expr, str | None] = {}
        self._fields: dict[str, dict[str, str | None]] = {}
        self._supposed: dict[tuple[ast.AST, str], tuple[Sequence[ast.AST], str | None]] = {}  # true of these bindings
        self._supposing = False
        self._depth = 0
        self._patience = _PATIENCE

    def forget(self) -> None:
        """Look again: more has been inferred since."""
        self._found.clear()
        self._supposed.clear()

    def of(self, node: ast.expr) -> str | None:
        """Return the type of an expression; None when the text does not tell it."""
        found = self._declared(node)
        if found is not None and not self._known.is_clear(found):
            return None
        if found is None or not _allows_none(found) or not isinstance(node, _NARROWABLE):
            return found
        tested = found != NONE and is_tested(node, self._scopes)
        return found.removesuffix(" | None") if tested else None

    def _value(self, node: ast.expr) -> str | None:
        """Return the type of an expression of which a part or a method is used, so that it is not None."""
        found = self._declared(node)
        return None if found is None or found == NONE else found.removesuffix(" | None")

    def _declared(self, node: ast.expr) -> str | None:
        """Return the type of an expression before anything that the program tests."""
        if node in self._found:
            return self._found[node]
        read = _READERS.get(type(node))
        self._patience -= 1
        if read is None or self._depth >= _DEEPEST or self._patience < 0:
            return None
        self._found[node] = None  # what depends on itself is not told
        self._depth += 1
        found = read(self, node)
        self._depth -= 1
        self._found[node] = found
        return found

    def item(self, node: ast.expr) -> str | None:
        """Return the type of what iterating over an expression gives."""
        if isinstance(node, ast.GeneratorExp):
            return self.of(node.elt)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
            head, items = parts(self._value(node.func.value) or "")
            if bare(head) in _MAPPINGS and items:
                key, value = items[0], items[1] if len(items) == 2 else "int"  # a Counter has numbers
                pair = {"items": f"tuple[{key}, {value}]", "values": value, "keys": key}
                if node.func.attr in pair:
                    return _one(pair[node.func.attr])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and self._is_builtin(node.func):
            found = self._item_of_call(node.func.id, node.args)
            if found is not None:
                return found
        written = self._value(node)
        if written in ("range", "bytes"):
            return "int"
        return ANY if written == ANY else _one(item_of(written))

    def _item_of_call(self, name: str, arguments: list[ast.expr]) -> str | None:
        if any(isinstance(argument, ast.Starred) for argument in arguments):
            return None
        if name == "enumerate" and arguments:
            return _tuple(["int", self.item(arguments[0])])
        if name == "zip" and arguments:
            return _tuple([self.item(argument) for argument in arguments])
        if name in ("reversed", "iter") and len(arguments) == 1:
            return self.item(arguments[0])
        if name == "filter" and len(arguments) == 2:
            return self.item(arguments[1])
        if name == "map" and len(arguments) == 2 and isinstance(arguments[0], ast.Name):
            plain = arguments[0].id in ("str", "int", "float", "len", "repr") and self._is_builtin(arguments[0])
            return _BUILTINS[arguments[0].id] if plain else None
        return None

    # Names

    def _name(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.Name)
        if node.id in self._scopes.unclear:
            return None
        scope = self._scopes.owner(node.id, self._scopes.inside[node])
        if (scope, node.id) in self._meaning:
            return self._meaning[scope, node.id]
        bindings = self._scopes.bindings(node.id, scope)
        if not bindings:
            declared = self._declarations.annotations.get(node.id)
            return self._known.written(declared) if declared is not None else None
        reaching = self._scopes.reaching(node, scope)
        if len(reaching) > _ASSIGNMENTS:
            return None
        among, supposed = self._supposed.get((scope, node.id), ((), None))
        if all(binding in among for binding in reaching):
            return supposed
        found = [self._after(binding) for binding in reaching]
        if None not in found or self._supposing:
            return joined(found)
        return self._suppose(node.id, scope, reaching, joined(written for written in found if written is not None))

    def _suppose(self, name: str, scope: ast.AST, reaching: list[ast.AST], guess: str | None) -> str | None:
        """Return the type of a name that is made of itself, as in `n = f(n)`: the one from which all its bindings follow."""
        among = list(reaching)
        for binding in among:  # grows
            for use in self._scopes.uses(name, scope):
                if self._scopes.is_in(use, self._statement(binding)):
                    among += [other for other in self._scopes.reaching(use, scope) if other not in among]
        before, self._supposing = self._found, True
        try:
            for _ in range(2):
                if guess is None:
                    break
                self._found = {}
                self._supposed[scope, name] = (among, guess)
                found = [self._after(binding) for binding in among]
                now = None if None in found else joined(found)
                if now == guess:
                    return now
                guess = now
            self._supposed.pop((scope, name), None)
            self._found = before
            return None
        finally:
            self._supposing = False

    def _statement(self, node: ast.AST) -> ast.AST:
        while not isinstance(node, (ast.stmt, ast.Module)):
            node = self._scopes.parents[node]
        return node

    def _after(self, binding: ast.AST) -> str | None:
        """Return the type that a name has behind one of its bindings."""
        statement = self._scopes.parents[binding]
        if isinstance(statement, ast.AugAssign) and isinstance(binding, ast.Name):
            return _binary(statement.op, self._declared(binding), self.of(statement.value), statement.value)
        return self._bound(binding)

    def _bound(self, node: ast.AST) -> str | None:
        """Return the type that a binding gives its name."""
        if isinstance(node, ast.Name):
            return self._stored(node) if isinstance(node.ctx, ast.Store) else None
        if isinstance(node, ast.arg):
            return self._parameter(node)
        if isinstance(node, ast.ExceptHandler) and isinstance(node.type, ast.Name):
            return self._known.written(node.type)
        return None

    def _parameter(self, node: ast.arg) -> str | None:
        arguments = self._scopes.parents[node]
        assert isinstance(arguments, ast.arguments)
        if node is arguments.vararg or node is arguments.kwarg:
            return None
        if node.annotation is not None:
            return self._known.written(node.annotation)
        function = self._scopes.parents[arguments]
        if isinstance(function, ast.Lambda):
            return self._key_of(function) if len(arguments.args) == 1 else None
        definition = self._scopes.parents[function]
        plain = [*arguments.posonlyargs, *arguments.args]
        if not isinstance(definition, ast.ClassDef) or not isinstance(
            function, (ast.FunctionDef, ast.AsyncFunctionDef)
        ):
            return None
        is_self = not function.decorator_list and plain[:1] == [node]
        return self._own_class(definition) if is_self else None

    def _key_of(self, function: ast.Lambda) -> str | None:
        """Return the type of what a function is called with that is the key of a sort, or is mapped."""
        above = self._scopes.parents[function]
        call = self._scopes.parents[above] if isinstance(above, ast.keyword) and above.arg == "key" else above
        if not isinstance(call, ast.Call):
            return None
        name = call.func
        if isinstance(name, ast.Attribute):
            return self.item(name.value) if name.attr == "sort" and call is not above else None
        if not isinstance(name, ast.Name) or not self._is_builtin(name):
            return None
        if call is above:
            mapped = name.id in ("map", "filter") and len(call.args) == 2 and call.args[0] is function
            return self.item(call.args[1]) if mapped else None
        return self.item(call.args[0]) if name.id in ("sorted", "min", "max") and len(call.args) == 1 else None

    def _stored(self, name: ast.Name) -> str | None:
        path: list[tuple[int, int]] = []  # through the tuples that a value is taken apart into
        node: ast.expr = name
        above = self._scopes.parents[node]
        while isinstance(above, (ast.Tuple, ast.List)):
            if any(isinstance(element, ast.Starred) for element in above.elts):
                return None
            path.append((above.elts.index(node), len(above.elts)))
            node, above = above, self._scopes.parents[above]
        path.reverse()
        if isinstance(above, ast.Assign):
            value = above.value
            while path and isinstance(value, ast.Tuple) and len(value.elts) == path[0][1]:
                value = value.elts[path.pop(0)[0]]
            found = self._declared(value)
        elif isinstance(above, ast.AnnAssign):
            found = self._known.written(above.annotation)
        elif isinstance(above, (ast.For, ast.comprehension)) and node is above.target:
            found = None if isinstance(above, ast.comprehension) and above.is_async else self.item(above.iter)
        else:
            return None
        for index, count in path:
            found = self._element(found, index, count)
        return found

    def _element(self, written: str | None, index: int, count: int) -> str | None:
        if written is None or written == ANY:
            return written
        head, items = parts(written)
        if head == "tuple" and items and items[-1] != "...":
            return items[index] if len(items) == count else None
        fields = list(self._fields_of(head).values())
        if self._has_base(head, "NamedTuple"):
            return fields[index] if len(fields) == count else None
        return item_of(written) if head in ("tuple", "list", "str") else None

    # Parts of values

    def _attribute(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.Attribute)
        head = parts(self._value(node.value) or "")[0]
        if not head or head == ANY:
            return head or None
        return (
            self._fields_of(head).get(node.attr)
            or _DATES.get(f"{bare(head)}.{node.attr}")
            or self._own_attribute(head, node.attr)
        )

    def _own_attribute(self, name: str, attribute: str) -> str | None:
        """Return the type of what a class of the program stores in an attribute of its instances, at one place only."""
        definition = self._scopes.own_class(name)
        stores = [node for node in self._scopes.attributes.get(attribute, ()) if isinstance(node.ctx, ast.Store)]
        if definition is None or definition.bases or definition.decorator_list or len(stores) != 1:
            return None
        (store,) = stores
        if store in self._written:
            return self._written[store]
        above = self._scopes.parents[store]
        if not isinstance(above, ast.Assign) or len(above.targets) != 1 or self._value(store.value) != name:
            return None
        return self._declared(above.value)

    def _fields_of(self, name: str) -> Mapping[str, str | None]:
        """Return the annotated fields of a class, of the tools' or of the program's own."""
        if name in self._fields:
            return self._fields[name]
        fields: dict[str, str | None] = {}
        self._fields[name] = fields
        declared = self._declarations.fields.get(name)
        if declared is not None:
            for base in declared.bases:
                fields.update(self._fields_of(base))
            annotations = dict(declared.own)
        else:
            definition = self._scopes.own_class(name)
            annotations = annotations_of(definition) if definition is not None else {}
        fields.update({field: self._known.written(annotation) for field, annotation in annotations.items()})
        return fields

    def _has_base(self, name: str, base: str) -> bool:
        declared = self._declarations.fields.get(name)
        return declared is not None and any(one == base or self._has_base(one, base) for one in declared.bases)

    def _subscript(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.Subscript)
        written = self._value(node.value)
        if written is None or written == ANY:
            return written
        head, items = parts(written)
        kind = bare(head)
        if isinstance(node.slice, ast.Slice):
            return written if kind in ("list", "str", "bytes") else None
        if written == "str":
            return "str"
        if kind in _SEQUENCES and items:
            return items[0]
        if kind in _MAPPINGS and items:
            return items[1] if len(items) == 2 else "int"
        if kind == "tuple":
            return _tuple_item(items, node.slice)
        if self._has_base(head, "TypedDict") and isinstance(node.slice, ast.Constant):
            return self._fields_of(head).get(str(node.slice.value))
        return None

    # Calls

    def _call(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.Call)
        return self._result(node, awaited=False)

    def _await(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.Await)
        return self._result(node.value, awaited=True) if isinstance(node.value, ast.Call) else None

    def _result(self, call: ast.Call, *, awaited: bool) -> str | None:
        function = call.func
        if isinstance(function, ast.Attribute):
            if awaited and isinstance(function.value, ast.Name) and self._module(function.value) == "asyncio":
                return self._gathered(call) if function.attr == "gather" else None
            return self._method(call, function, awaited)
        if not isinstance(function, ast.Name) or function.id in self._scopes.unclear:
            return None
        scope = self._scopes.owner(function.id, self._scopes.inside[function])
        bindings = self._scopes.bindings(function.id, scope)
        if not bindings:
            tool = self._declarations.tools.get(function.id)
            if tool is not None:
                return self._known.written(tool.returns) if tool.returns and tool.is_async == awaited else None
            return None if awaited else self._builtin(function.id, call)
        if len(bindings) != 1:
            return None
        (binding,) = bindings
        if isinstance(binding, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return self._returned(binding, awaited)
        if isinstance(binding, ast.ClassDef) and not awaited:
            return self._own_class(binding)
        statement = self._scopes.parents[binding]
        if isinstance(statement, ast.ImportFrom) and isinstance(binding, ast.alias):
            if awaited:
                gather = (statement.module, binding.name) == ("asyncio", "gather")
                return self._gathered(call) if gather else None
            return self._imported(statement.module or "", binding.name, call)
        return None

    def _returned(self, function: ast.FunctionDef | ast.AsyncFunctionDef, awaited: bool) -> str | None:
        if function.decorator_list:
            return None
        if function.returns is None:
            return self._gives.get((self._scopes.inside[function], function.name, awaited))
        return self._known.written(function.returns) if isinstance(function, ast.AsyncFunctionDef) == awaited else None

    def _gathered(self, call: ast.Call) -> str | None:
        """Return what `await asyncio.gather(...)` gives."""
        if call.keywords:
            return None
        if len(call.args) == 1 and isinstance(call.args[0], ast.Starred):
            each = call.args[0].value
            if isinstance(each, (ast.GeneratorExp, ast.ListComp)) and isinstance(each.elt, ast.Call):
                result = _one(self._result(each.elt, awaited=True))
                return f"list[{result}]" if result is not None else None
            return None
        return _tuple([self._result(a, awaited=True) if isinstance(a, ast.Call) else None for a in call.args])

    def _imported(self, module: str, name: str, call: ast.Call) -> str | None:
        if module == "collections" and name == "Counter" and len(call.args) == 1 and not call.keywords:
            item = self.item(call.args[0])
            return f"__limen_collections.Counter[{item}]" if item is not None else None
        if module == "statistics" and name in ("mean", "stdev", "pstdev", "variance") and len(call.args) == 1:
            return "float" if self.item(call.args[0]) in ("int", "float") else None
        return _FUNCTIONS.get(module, {}).get(name)

    def _own_class(self, definition: ast.ClassDef) -> str | None:
        generic = any(isinstance(base, ast.Subscript) for base in definition.bases)
        same = self._scopes.own_class(definition.name) is definition
        return self._known.class_name(definition.name) if same and not generic and not definition.keywords else None

    def _builtin(self, name: str, call: ast.Call) -> str | None:
        arguments = call.args
        if any(isinstance(argument, ast.Starred) for argument in arguments):
            return None
        if name in _BUILTINS:
            return _BUILTINS[name]
        if name in _COLLECTING and len(arguments) == 1:
            item = self.item(arguments[0])
            return _COLLECTING[name].format(item) if item is not None else None
        if name == "dict" and len(arguments) == 1 and not call.keywords:
            head, items = parts(self._value(arguments[0]) or "")
            if bare(head) in _MAPPINGS and items:
                return f"dict[{items[0]}, {items[1] if len(items) == 2 else 'int'}]"
            head, items = parts(self.item(arguments[0]) or "")
            return (
                f"dict[{items[0]}, {items[1]}]" if head == "tuple" and len(items) == 2 and items[1] != "..." else None
            )
        if name == "round" and arguments:
            number = self.of(arguments[0])
            if number not in ("int", "float"):
                return None
            return number if len(arguments) == 2 else "int"
        if name == "abs" and len(arguments) == 1:
            number = self.of(arguments[0])
            return number if number in ("int", "float") else None
        if name == "sum" and len(arguments) == 1:
            item = self.item(arguments[0])
            return item if item in ("int", "float") else None
        if name in ("min", "max") and arguments and not any(keyword.arg == "default" for keyword in call.keywords):
            if len(arguments) == 1:
                return self.item(arguments[0])
            return _same([self.of(argument) for argument in arguments])
        return None

    def _method(self, call: ast.Call, function: ast.Attribute, awaited: bool) -> str | None:
        if isinstance(function.value, ast.Name):
            module = self._module(function.value)
            if module is not None:
                return None if awaited else self._imported(module, function.attr, call)
        name, written = function.attr, self._value(function.value)
        if name in ("group", "groups") and not self._scopes.methods(name):
            return "str" if name == "group" else "tuple[str, ...]"  # of a match: a str, or None if you know
        if written is None or written == ANY:
            return written
        if written == "str":
            return _TEXT_METHODS.get(name)
        head, items = parts(written)
        kind, given = bare(head), len(call.args)
        if kind in _MAPPINGS and len(items) == 2:
            if name == "pop" and given == 1:
                return items[1]
            if name == "get" and given == 1:
                return f"{items[1]} | None" if items[1] != ANY else None
            if name in ("get", "setdefault", "pop") and given == 2:
                return items[1] if self.of(call.args[1]) == items[1] else None
        elif kind in _SEQUENCES:
            if name in ("pop", "popleft") and items:
                return items[0]
            return "int" if name in ("index", "count") else None
        own = self._scopes.own_class(head)
        if own is not None and not own.bases:
            methods = [m for m in self._scopes.methods(name) if self._scopes.inside[m] is own]
            return self._returned(methods[0], awaited) if len(methods) == 1 else None
        return None

    def _module(self, name: ast.Name) -> str | None:
        scope = self._scopes.owner(name.id, self._scopes.inside[name])
        bindings = self._scopes.bindings(name.id, scope)
        if len(bindings) == 1 and isinstance(bindings[0], ast.alias):
            statement = self._scopes.parents[bindings[0]]
            return bindings[0].name if isinstance(statement, ast.Import) else None
        return None

    def _is_builtin(self, name: ast.Name) -> bool:
        scope = self._scopes.owner(name.id, self._scopes.inside[name])
        return not self._scopes.bindings(name.id, scope) and name.id not in self._declarations.tools

    # Operators and displays

    def _operation(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.BinOp)
        return _binary(node.op, self.of(node.left), self.of(node.right), node.right)

    def _unary(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.UnaryOp)
        if isinstance(node.op, ast.Not):
            return "bool"
        operand = self.of(node.operand)
        return operand if operand in ("int", "float", ANY) else None

    def _comparison(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.Compare)
        sides = [node.left, *node.comparators]
        plain = all(self.of(side) in ("int", "float", "str", "bool") for side in sides)
        always = all(isinstance(op, (ast.In, ast.NotIn, ast.Is, ast.IsNot)) for op in node.ops)
        return "bool" if plain or always else None

    def _choice(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.IfExp)
        return _same([self.of(node.body), self.of(node.orelse)])

    def _either(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.BoolOp)
        return _same([self.of(value) for value in node.values])

    def _constant(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.Constant)
        if node.value is None:
            return NONE
        return None if node.value is Ellipsis else type(node.value).__name__

    def _text(self, node: ast.expr) -> str | None:
        return "str"

    def _list(self, node: ast.expr) -> str | None:
        assert isinstance(node, (ast.List, ast.Set))
        item = self._common(node.elts)
        head = "list" if isinstance(node, ast.List) else "set"
        return f"{head}[{item}]" if item is not None else None

    def _tuple(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.Tuple)
        return _tuple([self.of(element) for element in node.elts])

    def _dict(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.Dict)
        keys = [key for key in node.keys if key is not None]
        if len(keys) != len(node.keys):
            return None
        key, value = self._common(keys), self._common(node.values)
        return f"dict[{key}, {value}]" if key is not None and value is not None else None

    def _common(self, values: list[ast.expr]) -> str | None:
        """Return the type of the items of a display, ANY when they differ; None when some are not known, or there are none."""
        found = [self.of(value) for value in values]
        if not found or any(written is None for written in found):
            return None
        common = joined(found)
        return ANY if common is None or common == NONE or _allows_none(common) else common

    def _collected(self, node: ast.expr) -> str | None:
        assert isinstance(node, (ast.ListComp, ast.SetComp))
        item = _one(self.of(node.elt))
        head = "list" if isinstance(node, ast.ListComp) else "set"
        return f"{head}[{item}]" if item is not None else None

    def _mapped(self, node: ast.expr) -> str | None:
        assert isinstance(node, ast.DictComp)
        key, value = _one(self.of(node.key)), _one(self.of(node.value))
        return f"dict[{key}, {value}]" if key is not None and value is not None else None


_READERS: Final[Mapping[type[ast.expr], Callable[[LocalTypes, ast.expr], str | None]]] = {
    ast.Attribute: LocalTypes._attribute,
    ast.Await: LocalTypes._await,
    ast.BinOp: LocalTypes._operation,
    ast.BoolOp: LocalTypes._either,
    ast.Call: LocalTypes._call,
    ast.Compare: LocalTypes._comparison,
    ast.Constant: LocalTypes._constant,
    ast.Dict: LocalTypes._dict,
    ast.DictComp: LocalTypes._mapped,
    ast.IfExp: LocalTypes._choice,
    ast.JoinedStr: LocalTypes._text,
    ast.List: LocalTypes._list,
    ast.ListComp: LocalTypes._collected,
    ast.Name: LocalTypes._name,
    ast.Set: LocalTypes._list,
    ast.SetComp: LocalTypes._collected,
    ast.Subscript: LocalTypes._subscript,
    ast.Tuple: LocalTypes._tuple,
    ast.UnaryOp: LocalTypes._unary,
}


def is_tested(node: ast.expr, scopes: Scopes) -> bool:
    """Tell whether the program has made sure, where `node` stands, that what it reads is not None."""
    below: ast.AST = node
    above = scopes.parents.get(below)
    while above is not None and not isinstance(below, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        if isinstance(above, (ast.If, ast.While, ast.IfExp)) and below is not above.test:
            body = above.body if isinstance(above.body, list) else [above.body]
            if _ensures(above.test, node, below in body):
                return not _is_rebound(node, above, scopes)
        elif isinstance(above, ast.BoolOp):
            values: list[ast.AST] = [*above.values]
            earlier = above.values[: values.index(below)] if below in values else []
            if any(_ensures(value, node, isinstance(above.op, ast.And)) for value in earlier):
                return True
        elif isinstance(above, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            tests = [test for generator in above.generators for test in generator.ifs]
            if not isinstance(below, ast.comprehension) and any(_ensures(test, node, True) for test in tests):
                return True
        if isinstance(below, ast.stmt):
            for statement in reversed(scopes.before(below, above) or []):
                if _is_rebound(node, statement, scopes):
                    return False
                if isinstance(statement, ast.If) and not statement.orelse and _leaves(statement.body[-1]):
                    if _ensures(statement.test, node, False):
                        return True
                elif isinstance(statement, ast.Assert) and _ensures(statement.test, node, True):
                    return True
        below, above = above, scopes.parents.get(above)
    return False


def _leaves(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.Return, ast.Raise, ast.Continue, ast.Break))


def _ensures(test: ast.expr, node: ast.expr, truth: bool) -> bool:
    """Tell whether a value is not None when a test of it is true, or false."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _ensures(test.operand, node, not truth)
    if isinstance(test, ast.BoolOp):
        return isinstance(test.op, ast.And) == truth and any(_ensures(value, node, truth) for value in test.values)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        right = test.comparators[0]
        wanted = ast.IsNot if truth else ast.Is
        none = isinstance(right, ast.Constant) and right.value is None
        return none and isinstance(test.ops[0], wanted) and _same_place(test.left, node)
    return truth and _same_place(test, node)


def _same_place(one: ast.expr, other: ast.expr) -> bool:
    """Tell whether two expressions read the same: a name, or an attribute or a constant item of the same."""
    if isinstance(one, ast.Name) and isinstance(other, ast.Name):
        return one.id == other.id
    if isinstance(one, ast.Attribute) and isinstance(other, ast.Attribute):
        return one.attr == other.attr and _same_place(one.value, other.value)
    if isinstance(one, ast.Subscript) and isinstance(other, ast.Subscript):
        keys = one.slice, other.slice
        same = (
            isinstance(keys[0], ast.Constant) and isinstance(keys[1], ast.Constant) and keys[0].value == keys[1].value
        )
        return same and _same_place(one.value, other.value)
    return False


def _is_rebound(node: ast.expr, inside: ast.AST, scopes: Scopes) -> bool:
    """Tell whether the name that `node` starts from may get another value inside a statement."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    if not isinstance(node, ast.Name):
        return True
    scope = scopes.owner(node.id, scopes.inside[node])
    return inside in scopes.parts(node.id, scope)


_DATE_TYPES: Final = ("__limen_datetime.date", "__limen_datetime.datetime")
_SPAN: Final = "__limen_datetime.timedelta"


def _binary(operator: ast.operator, left: str | None, right: str | None, value: ast.expr) -> str | None:
    """Return the type of `left operator right`, where `value` is the right operand."""
    if left == ANY or (right == ANY and left in ("int", "float")):
        return ANY
    if left in _DATE_TYPES and isinstance(operator, (ast.Add, ast.Sub)):
        if right == left and isinstance(operator, ast.Sub):
            return _SPAN
        return left if right == _SPAN else None
    if left == "str":
        texts = isinstance(operator, ast.Mod) or (isinstance(operator, ast.Add) and right == "str")
        return "str" if texts or (isinstance(operator, ast.Mult) and right == "int") else None
    if left is not None and parts(left)[0] == "list":
        added = isinstance(operator, ast.Add) and right == left
        return left if added or (isinstance(operator, ast.Mult) and right == "int") else None
    if left not in ("int", "float") or right not in ("int", "float"):
        return None
    if isinstance(operator, ast.Div):
        return "float"
    whole = left == right == "int"
    if isinstance(operator, ast.Pow):
        positive = isinstance(value, ast.Constant)  # `2 ** -1` is a float
        return "int" if whole and positive else None
    if isinstance(operator, (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Mod)):
        return "int" if whole else "float"
    return "int" if whole and isinstance(operator, _WHOLE) else None


def _allows_none(written: str) -> bool:
    return written == NONE or written.endswith(" | None")


def _one(written: str | None) -> str | None:
    """Return a type that can stand for an item; None for one that may be None, which ty may know better."""
    return None if written is None or _allows_none(written) else written


def _tuple(items: list[str | None]) -> str | None:
    known = [item for item in items if item is not None and not _allows_none(item)]
    return f"tuple[{', '.join(known)}]" if len(known) == len(items) and items else None


def _same(found: list[str | None]) -> str | None:
    return found[0] if found and len(set(found)) == 1 else None


def _tuple_item(items: list[str], index: ast.expr) -> str | None:
    """Return the type of an item of a tuple, whose place must be written down unless all are alike."""
    if len(items) == 2 and items[1] == "...":
        return items[0]
    sign = isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub)
    number = index.operand if isinstance(index, ast.UnaryOp) and sign else index
    if not isinstance(number, ast.Constant) or type(number.value) is not int:
        return None
    place = -number.value if sign else number.value
    return items[place] if -len(items) <= place < len(items) else None
