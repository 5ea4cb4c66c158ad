"""The exception classes of the guest, and the translation of host exceptions into theirs."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Final

from limen.executor.types import TYPES, arity, getter, managed, native_class, static_method, wrong_receiver
from limen.executor.values import Class, ExceptionData, Instance, Invoke, Native, NativeCall, Traceback

if TYPE_CHECKING:
    from limen.executor.vm import Vm

EXCEPTIONS: Final[dict[type[BaseException], Class]] = {}

MAX_NESTING: Final = 200  # of exception groups


def data_of(value: object) -> ExceptionData:
    """Return what the exception instance `value` holds."""
    if type(value) is Instance and type(value.payload) is ExceptionData:
        return value.payload
    raise TypeError("descriptor of 'BaseException' objects doesn't apply to this object")


def is_exception(value: object) -> bool:
    """True when `value` is an instance of an exception class."""
    return type(value) is Instance and type(value.payload) is ExceptionData


def make(cls: Class, args: tuple[object, ...]) -> Instance:
    """Return an exception of `cls` with `args`, without running `__init__`."""
    instance = Instance(cls)
    instance.payload = ExceptionData(args)
    return instance


def from_host(vm: Vm | None, error: BaseException) -> Instance:
    """Return the guest exception that stands for a host one: nearest class, guest-visible data only."""
    for host in type(error).__mro__:
        cls = EXCEPTIONS.get(host)
        if cls is not None:
            break
    else:
        cls = EXCEPTIONS[Exception]
    args = tuple(error.args)
    if isinstance(error, KeyError) and len(args) == 1:
        made = make(cls, args)  # the key is the guest's own value
    elif isinstance(error, (UnicodeError, StopIteration)):
        made = make(cls, args)
    else:
        made = make(cls, tuple(arg if type(arg) in (str, int) else str(arg) for arg in args))
    data = data_of(made)
    if isinstance(error, (AttributeError, NameError, ImportError)) and error.name is not None:
        data.extra["name"] = str(error.name)
    if isinstance(error, AttributeError) and (type(error.obj) is Instance or type(error.obj) in TYPES):
        data.extra["obj"] = error.obj  # a guest value, nothing of the host's own
    if isinstance(error, RecursionError):
        data.args = ("maximum recursion depth exceeded",) if not args else data.args
    return made


# Making


def new(vm: Vm, cls: Class, args: list[object], kwargs: dict[str, object] | None) -> object:
    """An instance of a builtin exception class, as a call of the class makes it."""
    if not kwargs and not _is_special(cls):
        return make(cls, tuple(args))
    made = _bare(vm, cls, args)
    _init(vm, [made, *args], kwargs)
    return made


_SPECIAL: Final[list[Class]] = []  # classes that look at their arguments


def _is_special(cls: Class) -> bool:
    for base in cls.mro:
        if base.native:
            for special in _SPECIAL:
                if base is special:
                    return True
    return False


def _bare(vm: Vm, cls: Class, args: list[object]) -> Instance:
    if cls is EXCEPTIONS.get(OSError) and 2 <= len(args) <= 5 and type(args[0]) is int:
        cls = EXCEPTIONS.get(type(OSError(args[0], "")), cls)
    made = make(cls, tuple(args))
    if cls.is_subclass(EXCEPTIONS[BaseExceptionGroup]):
        _check_group(vm, made, args)
    return made


def _dunder_new(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    if not args:
        raise TypeError("BaseException.__new__(): not enough arguments")
    cls = args[0]
    if type(cls) is not Class or not cls.is_exception:
        raise TypeError(f"BaseException.__new__(X): X is not a type object ({vm.class_name(cls)})")
    return _bare(vm, cls, args[1:])


_KEYWORDS: Final[dict[str, tuple[str, ...]]] = {
    "AttributeError": ("name", "obj"),
    "NameError": ("name",),
    "ImportError": ("name", "path"),
}


def _keywords(cls: Class) -> tuple[str, ...]:
    for base in cls.mro:
        if base.name in _KEYWORDS and base.native:
            return _KEYWORDS[base.name]
    return ()


def _init(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    if not args or not is_exception(args[0]):
        raise TypeError("descriptor '__init__' requires an exception")
    instance = args[0]
    assert type(instance) is Instance
    data = data_of(instance)
    given = args[1:]
    if kwargs:
        allowed = _keywords(instance.cls)
        for name in kwargs:
            if name not in allowed:
                if allowed:
                    raise TypeError(f"'{name}' is an invalid keyword argument for {instance.cls.name}()")
                raise TypeError(f"{instance.cls.name}() takes no keyword arguments")
        for name, value in kwargs.items():
            if name != "obj":
                data.extra[name] = value
    data.args = tuple(given)
    if instance.cls.is_subclass(EXCEPTIONS[OSError]) and 2 <= len(given) <= 5:
        data.extra["errno"] = given[0]
        data.extra["strerror"] = given[1]
        if len(given) > 2:
            data.extra["filename"] = given[2]
            if len(given) == 5:
                data.extra["filename2"] = given[4]
            data.args = tuple(given[:2])
    elif instance.cls.is_subclass(EXCEPTIONS[UnicodeError]):
        _check_unicode(vm, instance, given)
    return None


def _check_unicode(vm: Vm, instance: Instance, args: list[object]) -> None:
    """Refuse arguments that the host's class would refuse."""
    for name in ("UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError"):
        if instance.cls.is_subclass(EXCEPTIONS[getattr(builtins, name)]):
            count = 4 if name == "UnicodeTranslateError" else 5
            if len(args) != count:
                raise TypeError(f"function takes exactly {count} arguments ({len(args)} given)")
            for index, kind in enumerate((bytes,) if name == "UnicodeDecodeError" else (str,)):
                value = args[count - 4 + index]
                if type(value) is not kind:
                    raise TypeError(f"argument {count - 3} must be {kind.__name__}, not {vm.class_name(value)}")


# Text


def exception_str(vm: Vm, value: Instance) -> str:
    """Return `str(exception)` by the builtin rules of its class."""
    data = data_of(value)
    cls = value.cls
    args = data.args
    if cls.is_subclass(EXCEPTIONS[KeyError]):
        return vm.repr(args[0]) if len(args) == 1 else _args_str(vm, args)
    if cls.is_subclass(EXCEPTIONS[OSError]) and "errno" in data.extra:
        text = f"[Errno {vm.str(data.extra['errno'])}] {vm.str(data.extra['strerror'])}"
        if data.extra.get("filename") is not None:
            text += f": {vm.repr(data.extra['filename'])}"
            if data.extra.get("filename2") is not None:
                text += f" -> {vm.repr(data.extra['filename2'])}"
        return text
    if cls.is_subclass(EXCEPTIONS[BaseExceptionGroup]):
        count = len(data.members)
        return f"{vm.str(args[0]) if args else ''} ({count} sub-exception{'s' * (count != 1)})"
    if cls.is_subclass(EXCEPTIONS[UnicodeError]) and len(args) in (4, 5):
        return _unicode_str(vm, cls, args)
    return _args_str(vm, args)


def _args_str(vm: Vm, args: tuple[object, ...]) -> str:
    if not args:
        return ""
    return vm.str(args[0]) if len(args) == 1 else vm.repr(args)


def _unicode_str(vm: Vm, cls: Class, args: tuple[object, ...]) -> str:
    for host in (UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError):
        if cls.is_subclass(EXCEPTIONS[host]):
            try:
                return str(host(*args))  # type: ignore[arg-type]
            except (TypeError, ValueError):
                break
    return _args_str(vm, args)


def exception_repr(vm: Vm, value: Instance) -> str:
    """Return `repr(exception)` by the builtin rules."""
    data = data_of(value)
    if len(data.args) == 1:
        return f"{value.cls.name}({vm.repr(data.args[0])})"
    return f"{value.cls.name}{vm.repr(data.args)}"


def _str(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = args[0]
    if type(value) is not Instance:
        wrong_receiver(vm, args, "BaseException", "__str__")
    return exception_str(vm, value)


def _repr(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    value = args[0]
    if type(value) is not Instance:
        wrong_receiver(vm, args, "BaseException", "__str__")
    return exception_repr(vm, value)


# Members


def _args(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return data_of(args[0]).args


def _set_args(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    data_of(args[0]).args = tuple(vm.listed(args[1]))
    return None


def _cause(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return data_of(args[0]).cause


def _set_cause(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    if args[1] is not None and not is_exception(args[1]):
        raise TypeError("exception cause must be None or derive from BaseException")
    data = data_of(args[0])
    data.cause = args[1]
    data.suppress_context = True
    return None


def _context(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return data_of(args[0]).context


def _set_context(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    if args[1] is not None and not is_exception(args[1]):
        raise TypeError("exception context must be None or derive from BaseException")
    data_of(args[0]).context = args[1]
    return None


def _suppress(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return data_of(args[0]).suppress_context


def _set_suppress(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    if type(args[1]) is not bool:
        raise TypeError("attribute value type must be bool")
    data_of(args[0]).suppress_context = args[1]
    return None


def _traceback(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    entries = data_of(args[0]).traceback
    return Traceback(entries, len(entries) - 1) if entries else None


def _set_traceback(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    given = args[1]
    if type(given) is Traceback:
        data_of(args[0]).traceback = given.entries[: given.depth + 1]
    elif given is None:
        data_of(args[0]).traceback = []
    else:
        raise TypeError("__traceback__ must be a traceback or None")
    return None


def _traceback_of(vm: Vm, args: list[object]) -> Traceback:
    held = args[0]
    if type(held) is not Traceback:
        wrong_receiver(vm, args, "traceback", "tb_next")
    return held


def _tb_line(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    held = _traceback_of(vm, args)
    entry = held.entries[held.depth]
    span = entry.code.span_at(entry.index)
    return None if span is None else span.line


def _tb_next(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    held = _traceback_of(vm, args)
    return Traceback(held.entries, held.depth - 1) if held.depth > 0 else None


def _with_traceback(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("BaseException.with_traceback", args[1:], kwargs, 1, 1)
    _set_traceback(vm, args, None)
    return args[0]


def _add_note(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("BaseException.add_note", args[1:], kwargs, 1, 1)
    if type(args[1]) is not str:
        raise TypeError(f"note must be a str, not '{vm.class_name(args[1])}'")
    instance = args[0]
    if type(instance) is not Instance:
        wrong_receiver(vm, args, "BaseException", "add_note")
    notes = instance.attrs.get("__notes__")
    if type(notes) is list:
        notes.append(args[1])
    elif notes is None:
        instance.attrs["__notes__"] = [args[1]]
    else:
        raise TypeError("Cannot add note: __notes__ is not a list")
    return None


def _extra(name: str) -> NativeCall:
    def get(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        return data_of(args[0]).extra.get(name)

    return get


def _set_extra(name: str) -> NativeCall:
    def write(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        data_of(args[0]).extra[name] = args[1]
        return None

    return write


def _first_arg(name: str) -> NativeCall:
    """Return the getter of a member that is the first argument unless it was set (StopIteration.value, SystemExit.code)."""

    def get(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        data = data_of(args[0])
        if name in data.extra:
            return data.extra[name]
        if name == "code" and len(data.args) > 1:
            return data.args
        return data.args[0] if data.args else None

    return get


def _arg(index: int) -> NativeCall:
    def get(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
        given = data_of(args[0]).args
        return given[index] if index < len(given) else None

    return get


# Groups


def _check_group(vm: Vm, group: Instance, args: list[object]) -> None:
    """Check the arguments of an exception group and fill in its members."""
    name = group.cls.name
    if len(args) != 2:
        raise TypeError(f"BaseExceptionGroup.__new__() takes exactly 2 arguments ({len(args)} given)")
    if type(args[0]) is not str:
        raise TypeError(f"BaseExceptionGroup.__new__() argument 1 must be str, not {vm.class_name(args[0])}")
    if type(args[1]) is not list and type(args[1]) is not tuple:
        raise TypeError("second argument (exceptions) must be a sequence")
    members: list[object] = list(args[1])
    if not members:
        raise ValueError("second argument (exceptions) must be a non-empty sequence")
    only_exceptions = True
    deepest = 0
    for index, member in enumerate(members):
        if not is_exception(member):
            raise ValueError(f"Item {index} of second argument (exceptions) is not an exception")
        assert type(member) is Instance
        if not member.cls.is_subclass(EXCEPTIONS[Exception]):
            only_exceptions = False
        deepest = max(deepest, _depth(member))
    if deepest >= MAX_NESTING:
        raise RecursionError("maximum recursion depth exceeded")
    if only_exceptions:
        if group.cls is EXCEPTIONS[BaseExceptionGroup]:
            group.cls = EXCEPTIONS[ExceptionGroup]
    elif group.cls.is_subclass(EXCEPTIONS[Exception]):
        if group.cls is EXCEPTIONS[ExceptionGroup]:
            raise TypeError("Cannot nest BaseExceptions in an ExceptionGroup")
        raise TypeError(f"Cannot nest BaseExceptions in '{name}'")
    data = data_of(group)
    data.members = tuple(members)
    data.extra["depth"] = deepest + 1


def _depth(member: Instance) -> int:
    depth = data_of(member).extra.get("depth")
    return depth if isinstance(depth, int) and data_of(member).members else 0


def _message(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    given = data_of(args[0]).args
    return given[0] if given else ""


def _members(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    return data_of(args[0]).members


def _derive(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("BaseExceptionGroup.derive", args[1:], kwargs, 1, 1)
    return Invoke(EXCEPTIONS[BaseExceptionGroup], [_message(vm, args, None), args[1]])


def _split(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("BaseExceptionGroup.split", args[1:], kwargs, 1, 1)
    return Invoke(vm.prelude("builtins", "split_group"), [args[0], _condition(args[1])])


def _subgroup(vm: Vm, args: list[object], kwargs: dict[str, object] | None) -> object:
    arity("BaseExceptionGroup.subgroup", args[1:], kwargs, 1, 1)
    return Invoke(vm.prelude("builtins", "subgroup"), [args[0], _condition(args[1])])


def _condition(value: object) -> object:
    if type(value) is Class:
        if not value.is_exception:
            raise TypeError("expected a function, exception type or tuple of exception types")
    elif type(value) is tuple:
        for item in value:
            if not (type(item) is Class and item.is_exception):
                raise TypeError("expected a function, exception type or tuple of exception types")
    return value


def copy_metadata(source: Instance, target: Instance) -> None:
    """Give a part of a group what the group has: traceback, cause, context, notes."""
    a, b = data_of(source), data_of(target)
    b.traceback = list(a.traceback)
    b.cause, b.context, b.suppress_context = a.cause, a.context, a.suppress_context
    notes = source.attrs.get("__notes__")
    if type(notes) is list:
        target.attrs["__notes__"] = list(notes)


def part(vm: Vm, group: Instance, members: list[object]) -> Instance:
    """Return a group like `group` with other members: by its own `derive` where the guest defined one."""
    derive = group.cls.lookup("derive")
    if type(derive) is not Native:
        made = vm.call_nested(derive, [group, members])
        if not (type(made) is Instance and made.cls.is_subclass(EXCEPTIONS[BaseExceptionGroup])):
            raise TypeError("derive must return an instance of BaseExceptionGroup")
    else:
        made = make(EXCEPTIONS[BaseExceptionGroup], (data_of(group).args[0], list(members)))
        _check_group(vm, made, list(data_of(made).args))
    copy_metadata(group, made)
    return made


def _matches(exception: Instance, spec: object) -> bool:
    if type(spec) is tuple:
        return any(type(item) is Class and exception.cls.is_subclass(item) for item in spec)
    return type(spec) is Class and exception.cls.is_subclass(spec)


def split_for_handler(vm: Vm, exception: Instance, spec: object) -> tuple[Instance | None, Instance | None]:
    """Return (what matches, the rest) of `exception` for `except* spec`; a bare exception that matches is wrapped."""
    group_class = EXCEPTIONS[BaseExceptionGroup]
    for item in spec if type(spec) is tuple else (spec,):
        if not (type(item) is Class and item.is_exception):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if item.is_subclass(group_class):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if not exception.cls.is_subclass(group_class):
        if not _matches(exception, spec):
            return None, exception
        wrapped = make(group_class, ("", (exception,)))
        _check_group(vm, wrapped, list(data_of(wrapped).args))
        return wrapped, None
    return _split_nested(vm, exception, spec, 0)


def _split_nested(vm: Vm, group: Instance, spec: object, depth: int) -> tuple[Instance | None, Instance | None]:
    if depth > MAX_NESTING:
        raise RecursionError("maximum recursion depth exceeded")
    if _matches(group, spec):
        return group, None
    matched: list[object] = []
    rest: list[object] = []
    for member in data_of(group).members:
        assert type(member) is Instance
        if data_of(member).members:
            inside, outside = _split_nested(vm, member, spec, depth + 1)
            if inside is not None:
                matched.append(inside)
            if outside is not None:
                rest.append(outside)
        elif _matches(member, spec):
            matched.append(member)
        else:
            rest.append(member)
    if not matched:
        return None, group
    if not rest:
        return group if len(matched) == len(data_of(group).members) and _same(matched, group) else part(
            vm, group, matched
        ), None
    return part(vm, group, matched), part(vm, group, rest)


def _same(members: list[object], group: Instance) -> bool:
    return all(a is b for a, b in zip(members, data_of(group).members, strict=True))


def join_after_handlers(vm: Vm, raised: list[object], original: Instance) -> Instance | None:
    """Return what `except*` raises at its end: handlers' own exceptions and what nobody handled, or None."""
    if not raised:
        return None
    if not original.cls.is_subclass(EXCEPTIONS[BaseExceptionGroup]) and len(raised) == 1:
        assert type(raised[0]) is Instance
        return raised[0]
    fresh: list[object] = []
    leaves: set[int] = set()
    again: list[Instance] = []
    base = data_of(original)
    for exception in raised:
        assert type(exception) is Instance
        if exception is original or (
            data_of(exception).members
            and data_of(exception).traceback[: len(base.traceback)] == base.traceback
            and _is_part(exception, original)
        ):
            again.append(exception)
        else:
            fresh.append(exception)
    for exception in again:
        _collect(exception, leaves)
    kept = _project(vm, original, leaves, 0) if leaves else None
    if not fresh:
        return kept
    members = [*fresh, kept] if kept is not None else fresh
    if len(members) == 1:
        only = members[0]
        assert type(only) is Instance
        return only
    made = make(EXCEPTIONS[BaseExceptionGroup], ("", members))
    _check_group(vm, made, list(data_of(made).args))
    return made


def _collect(exception: Instance, leaves: set[int]) -> None:
    stack: list[object] = [exception]
    while stack:
        member = stack.pop()
        inside = data_of(member).members
        if inside:
            stack.extend(inside)
        else:
            leaves.add(id(member))


def _is_part(exception: Instance, original: Instance) -> bool:
    """True when every leaf of a group is a leaf of the original: it was split from it and raised again."""
    own: set[int] = set()
    all_leaves: set[int] = set()
    _collect(exception, own)
    _collect(original, all_leaves)
    return own <= all_leaves


def _project(vm: Vm, group: Instance, leaves: set[int], depth: int) -> Instance | None:
    """Return `group` with those of its leaves that are in `leaves`, its shape kept."""
    if depth > MAX_NESTING:
        raise RecursionError("maximum recursion depth exceeded")
    if not data_of(group).members:
        return group if id(group) in leaves else None
    members: list[object] = []
    for member in data_of(group).members:
        assert type(member) is Instance
        kept = _project(vm, member, leaves, depth + 1)
        if kept is not None:
            members.append(kept)
    if not members:
        return None
    if len(members) == len(data_of(group).members) and _same(members, group):
        return group
    return part(vm, group, members)


# The classes

native_class("traceback", Traceback, (), [getter("tb_lineno", _tb_line), getter("tb_next", _tb_next)], final=True)

BASE_EXCEPTION: Final = native_class(
    "BaseException",
    None,
    (),
    [
        static_method("__new__", _dunder_new, plain=False),
        managed("__init__", _init),
        managed("__str__", _str),
        managed("__repr__", _repr),
        managed("with_traceback", _with_traceback),
        managed("add_note", _add_note),
        getter("args", _args, _set_args),
        getter("__cause__", _cause, _set_cause),
        getter("__context__", _context, _set_context),
        getter("__suppress_context__", _suppress, _set_suppress),
        getter("__traceback__", _traceback, _set_traceback),
    ],
    new=new,
    doc="Common base class for all exceptions",
)
NEW: Final = BASE_EXCEPTION.attrs["__new__"]
INIT: Final = BASE_EXCEPTION.attrs["__init__"]
BASE_EXCEPTION.is_exception = True
EXCEPTIONS[BaseException] = BASE_EXCEPTION

_UNICODE: Final = [("encoding", 0), ("object", 1), ("start", 2), ("end", 3), ("reason", 4)]


def _declare() -> None:
    """Make the classes of CPython's hierarchy in order, bases first."""
    hosts = [v for v in vars(builtins).values() if isinstance(v, type) and issubclass(v, BaseException)]
    hosts.sort(key=lambda host: len(host.__mro__))
    for host in hosts:
        if host in EXCEPTIONS or host.__name__ == "PythonFinalizationError":
            continue
        bases = tuple(EXCEPTIONS[base] for base in host.__bases__ if issubclass(base, BaseException))
        cls = native_class(host.__name__, None, bases, (), new=new, doc=(host.__doc__ or "").split("\n")[0])
        EXCEPTIONS[host] = cls
    rows: dict[type[BaseException], list[str]] = {
        OSError: ["errno", "strerror", "filename", "filename2"],
        AttributeError: ["name", "obj"],
        NameError: ["name"],
        ImportError: ["name", "msg"],
        SyntaxError: ["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset"],
    }
    for host, names in rows.items():
        for name in names:
            read = _first_arg(name) if name == "msg" else _extra(name)
            EXCEPTIONS[host].attrs[name] = getter(name, read, _set_extra(name))
    EXCEPTIONS[StopIteration].attrs["value"] = getter("value", _first_arg("value"), _set_extra("value"))
    EXCEPTIONS[SystemExit].attrs["code"] = getter("code", _first_arg("code"), _set_extra("code"))
    for host in (UnicodeDecodeError, UnicodeEncodeError):
        for name, index in _UNICODE:
            EXCEPTIONS[host].attrs[name] = getter(name, _arg(index))
    for name, index in _UNICODE[1:]:
        EXCEPTIONS[UnicodeTranslateError].attrs[name] = getter(name, _arg(index - 1))
    group = EXCEPTIONS[BaseExceptionGroup]
    _SPECIAL.extend([group, EXCEPTIONS[OSError], EXCEPTIONS[UnicodeError]])
    for row in (
        managed("derive", _derive),
        managed("split", _split),
        managed("subgroup", _subgroup),
    ):
        row.owner = group
        row.qualname = f"{group.name}.{row.name}"
        group.attrs[row.name] = row
    group.attrs["message"] = getter("message", _message)
    group.attrs["exceptions"] = getter("exceptions", _members)


_declare()
