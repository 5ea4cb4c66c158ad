"""inspect."""

from collections import namedtuple
from enum import IntEnum
from functools import partial
from types import MappingProxyType
import dataclasses



# Kinds of things


def ismodule(object):
    return _limen_sort(object)[0] == "module"


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return _limen_sort(object)[0] == "method"


def isfunction(object):
    return _limen_sort(object)[0] == "function"


def isbuiltin(object):
    return _limen_sort(object)[0] == "builtin"


def isroutine(object):
    return _limen_sort(object)[0] in ("builtin", "function", "method")


def istraceback(object):
    return _limen_sort(object)[0] == "traceback"


def isgenerator(object):
    return _limen_sort(object)[0] == "generator"


def iscoroutine(object):
    return _limen_sort(object)[0] == "coroutine"


def isasyncgen(object):
    return _limen_sort(object)[0] == "async generator"


def _code_kind(function):
    while isinstance(function, partial):
        function = function.func
    return _limen_sort(function)[1]


def isgeneratorfunction(obj):
    return _code_kind(obj) == "generator"


def iscoroutinefunction(obj):
    return _code_kind(obj) == "coroutine"


def isasyncgenfunction(obj):
    return _code_kind(obj) == "async generator"


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    seen = {id(func)}
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(func))
    return func


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    found.sort(key=lambda pair: pair[0])
    return found


# Documentation


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min([len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")], default=0)
    lines[0] = lines[0].lstrip(" ")
    lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def _inherited_doc(object):
    if isinstance(object, type):
        for base in object.__mro__ if hasattr(object, "__mro__") else ():
            if base.__name__ != "object" and base.__doc__ is not None:
                return base.__doc__
        return None
    if ismethod(object):
        owner = object.__self__
        classes = owner.__mro__ if isinstance(owner, type) else type(owner).__mro__
        for base in classes:
            doc = getattr(getattr(base, object.__name__, None), "__doc__", None)
            if doc is not None:
                return doc
    return None


# Signatures


class _empty:
    pass


class _ParameterKind(IntEnum):
    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VAR_POSITIONAL = 2
    KEYWORD_ONLY = 3
    VAR_KEYWORD = 4

    def __str__(self):
        return self.name

    @property
    def description(self):
        if self < 2:
            return "positional-only" if self == 0 else "positional or keyword"
        return ("variadic positional", "keyword-only", "variadic keyword")[self - 2]


_KINDS = tuple(_ParameterKind)


def _annotation(value):
    if getattr(value, "__module__", None) == "typing":
        return repr(value).replace("typing.", "")
    if isinstance(value, type) and not hasattr(value, "__origin__"):
        if value.__module__ == "builtins":
            return value.__qualname__
        return f"{value.__module__}.{value.__qualname__}"
    return repr(value)


class Parameter:
    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty and kind in (2, 4):
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name
        self._kind = kind
        self._default = default
        self._annotation = annotation

    @property
    def name(self):
        return self._name

    @property
    def kind(self):
        return self._kind

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    def replace(self, *, name=_limen_missing, kind=_limen_missing, annotation=_limen_missing, default=_limen_missing):
        return type(self)(
            self._name if name is _limen_missing else name,
            self._kind if kind is _limen_missing else kind,
            default=self._default if default is _limen_missing else default,
            annotation=self._annotation if annotation is _limen_missing else annotation,
        )

    __replace__ = replace

    def __str__(self):
        shown = self._name
        has_annotation = self._annotation is not _empty
        if has_annotation:
            shown += f": {_annotation(self._annotation)}"
        if self._default is not _empty:
            shown += f"{' = ' if has_annotation else '='}{self._default!r}"
        return {2: "*", 4: "**"}.get(int(self._kind), "") + shown

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def _parts(self):
        return (self._name, self._kind, self._default, self._annotation)

    def __eq__(self, other):
        return self._parts() == other._parts() if isinstance(other, Parameter) else NotImplemented

    def __hash__(self):
        return hash((self._name, self._kind))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        found = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind >= 3 or name not in self.arguments:
                break
            if parameter.kind == 2:
                found.extend(self.arguments[name])
            else:
                found.append(self.arguments[name])
        return tuple(found)

    @property
    def kwargs(self):
        found = {}
        by_name = False
        for name, parameter in self._signature.parameters.items():
            if not by_name:
                if parameter.kind >= 3:
                    by_name = True
                elif name not in self.arguments:
                    by_name = True
                    continue
            if not by_name or name not in self.arguments:
                continue
            if parameter.kind == 4:
                found.update(self.arguments[name])
            else:
                found[name] = self.arguments[name]
        return found

    def apply_defaults(self):
        found = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                found[name] = self.arguments[name]
            elif parameter.default is not _empty:
                found[name] = parameter.default
            elif parameter.kind == 2:
                found[name] = ()
            elif parameter.kind == 4:
                found[name] = {}
        self.arguments = found

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    __hash__ = None

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in self.arguments.items()])
        return f"<{type(self).__name__} ({shown})>"


class Signature:
    __slots__ = ("_parameters", "_return_annotation")
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found = {}
        highest = 0
        has_default = False
        for parameter in parameters or ():
            kind = parameter.kind
            if kind < highest:
                before = _KINDS[highest].description
                raise ValueError(f"wrong parameter order: {before} parameter before {kind.description} parameter")
            highest = int(kind)
            if kind < 2:
                if parameter.default is not _empty:
                    has_default = True
                elif has_default:
                    raise ValueError("non-default argument follows default argument")
            if parameter.name in found:
                raise ValueError(f"duplicate parameter name: {parameter.name!r}")
            found[parameter.name] = parameter
        self._parameters = MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature(obj, follow_wrapped)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_limen_missing, return_annotation=_limen_missing):
        return type(self)(
            self._parameters.values() if parameters is _limen_missing else parameters,
            return_annotation=self._return_annotation if return_annotation is _limen_missing else return_annotation,
        )

    __replace__ = replace

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        kwargs = dict(kwargs)
        arguments = {}
        left = list(args)
        left.reverse()
        for name, parameter in self._parameters.items():
            kind = parameter.kind
            if kind == 2:
                if left:
                    left.reverse()
                    arguments[name] = tuple(left)
                    left = []
                continue
            if kind == 4:
                continue
            if kind < 2 and left:
                if kind == 1 and name in kwargs:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = left.pop()
                continue
            if left and kind == 3:
                raise TypeError("too many positional arguments")
            if name in kwargs and kind != 0:
                arguments[name] = kwargs.pop(name)
                continue
            if name in kwargs and kind == 0 and not self._takes_any():
                if _limen_python() >= (3, 13):
                    raise TypeError(f"got some positional-only arguments passed as keyword arguments: {name!r}")
                raise TypeError(f"{name!r} parameter is positional only, but was passed as a keyword")
            if parameter.default is _empty and not partial:
                which = ""
                if _limen_python() >= (3, 12):
                    which = "positional-only " if kind == 0 else "keyword-only " if kind == 3 else ""
                raise TypeError(f"missing a required {which}argument: {name!r}")
        if left:
            raise TypeError("too many positional arguments")
        if kwargs:
            taker = self._takes_any()
            if taker is None:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
            arguments[taker] = kwargs
        return BoundArguments(self, arguments)

    def _takes_any(self):
        for name, parameter in self._parameters.items():
            if parameter.kind == 4:
                return name
        return None

    def __str__(self):
        shown = []
        last_positional = False
        has_star = False
        for parameter in self._parameters.values():
            kind = parameter.kind
            if kind == 0:
                last_positional = True
            elif last_positional:
                shown.append("/")
                last_positional = False
            if kind == 2:
                has_star = True
            elif kind == 3 and not has_star:
                shown.append("*")
                has_star = True
            shown.append(str(parameter))
        if last_positional:
            shown.append("/")
        end = "" if self._return_annotation is _empty else f" -> {_annotation(self._return_annotation)}"
        return f"({', '.join(shown)}){end}"

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        mine = list(self._parameters.values())
        theirs = list(other._parameters.values())
        return self._return_annotation == other._return_annotation and (
            [p for p in mine if p.kind != 3] == [p for p in theirs if p.kind != 3]
            and {p.name: p for p in mine if p.kind == 3} == {p.name: p for p in theirs if p.kind == 3}
        )

    def __hash__(self):
        return hash((tuple(self._parameters), self._return_annotation))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return _signature(obj, follow_wrapped)


def _signature(obj, follow_wrapped):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    sort = _limen_sort(obj)[0]
    if sort == "method":
        return _without_first(_signature(obj.__func__, follow_wrapped))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__"))
        sort = _limen_sort(obj)[0]
        if sort == "method":
            return _signature(obj, follow_wrapped)
    given = getattr(obj, "__signature__", None)
    if given is not None:
        if not isinstance(given, Signature):
            raise TypeError(f"unexpected object {given!r} in __signature__ attribute")
        return given
    if sort == "function":
        return _of_function(obj)
    if isinstance(obj, partial):
        return _of_partial(obj)
    if sort == "class":
        return _of_class(obj)
    if sort == "instance":
        call = getattr(type(obj), "__call__", None)
        if call is not None and _limen_sort(call)[0] == "function":
            return _without_first(_signature(call, follow_wrapped))
    raise ValueError(f"no signature found for builtin {obj!r}")


def _of_function(function):
    rows = _limen_parameters(function)
    if rows is None:
        raise ValueError(f"no signature found for builtin {function!r}")
    annotations = function.__annotations__
    return Signature(
        [
            Parameter(
                name if name.isidentifier() else "implicit0",
                _KINDS[kind],
                default=default if has_default else _empty,
                annotation=annotations.get(name, _empty),
            )
            for name, kind, has_default, default in rows
        ],
        return_annotation=annotations.get("return", _empty),
    )


def _without_first(found):
    parameters = list(found.parameters.values())
    if not parameters or parameters[0].kind in (3, 4):
        raise ValueError("invalid method signature")
    if parameters[0].kind < 2:
        parameters.pop(0)
    return found.replace(parameters=parameters)


def _of_partial(made):
    found = _signature(made.func, True)
    try:
        bound = found.bind_partial(*made.args, **made.keywords)
    except TypeError as error:
        raise ValueError(f"partial object {made!r} has incorrect arguments") from error
    parameters = []
    by_name = False
    for name, parameter in found.parameters.items():
        kind = parameter.kind
        if name in bound.arguments and kind in (0, 1):
            if name not in made.keywords:
                continue
            by_name = True
            parameter = parameter.replace(default=made.keywords[name])
        elif name in made.keywords and kind == 3:
            parameter = parameter.replace(default=made.keywords[name])
        if by_name and kind == 1:
            parameter = parameter.replace(kind=_KINDS[3])
        elif by_name and kind == 2:
            continue
        parameters.append(parameter)
    return found.replace(parameters=parameters)


class _Factory:
    def __repr__(self):
        return "<factory>"


_FACTORY = _Factory()


def _of_class(cls):
    for name in ("__new__", "__init__"):
        made = getattr(cls, name, None)
        if made is not None and _limen_sort(made)[0] == "function":
            return _without_first(_signature(made, True))
    if dataclasses.is_dataclass(cls):
        parameters = [_of_field(field) for field in dataclasses.fields(cls) if field.init]
        parameters.sort(key=lambda parameter: parameter.kind)
        return Signature(parameters, return_annotation=None)
    if issubclass(cls, tuple) and hasattr(cls, "_field_defaults"):
        annotations = getattr(cls, "__annotations__", {})
        return Signature(
            [
                Parameter(name, 1, default=cls._field_defaults.get(name, _empty), annotation=annotations.get(name, _empty))
                for name in cls._fields
            ]
        )
    own = getattr(cls, "__mro__", None)
    if own is not None and all(base.__module__ != "builtins" or base is object for base in own):
        return Signature()
    if own is not None and issubclass(cls, BaseException):
        return Signature([Parameter("args", 2), Parameter("kwargs", 4)])
    raise ValueError(f"no signature found for builtin type {cls!r}")


def _of_field(field):
    default = _empty
    if field.default is not dataclasses.MISSING:
        default = field.default
    elif field.default_factory is not dataclasses.MISSING:
        default = _FACTORY
    return Parameter(field.name, 3 if field.kw_only else 1, default=default, annotation=field.type)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if isinstance(obj, type):
        return dict(obj.__dict__.get("__annotations__", {}))
    if not callable(obj) and not ismodule(obj):
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    return dict(getattr(obj, "__annotations__", None) or {})


FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")


def getfullargspec(func):
    try:
        found = _signature(func.__func__ if ismethod(func) else func, False)
    except (TypeError, ValueError):
        raise TypeError("unsupported callable") from None
    args = []
    defaults = []
    varargs = varkw = None
    kwonly = []
    kwonly_defaults = {}
    annotations = {} if found.return_annotation is _empty else {"return": found.return_annotation}
    for name, parameter in found.parameters.items():
        kind = parameter.kind
        if kind < 2:
            args.append(name)
            if parameter.default is not _empty:
                defaults.append(parameter.default)
        elif kind == 2:
            varargs = name
        elif kind == 3:
            kwonly.append(name)
            if parameter.default is not _empty:
                kwonly_defaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, kwonly, kwonly_defaults or None, annotations)


def getsourcelines(object):
    object = unwrap(object)
    if ismethod(object):
        object = object.__func__
    sort = _limen_sort(object)[0]
    if sort not in ("class", "function"):
        raise TypeError(
            "module, class, method, function, traceback, frame, or code object was expected, got " + type(object).__name__
        )
    found = _limen_source(object)
    if found is None:
        if sort == "class":
            raise TypeError(f"{object!r} is a built-in class")
        raise OSError("could not get source code")
    return found


def getsource(object):
    return "".join(getsourcelines(object)[0])
