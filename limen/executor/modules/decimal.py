"""decimal: exact values of the host's class, under a context of the run's own (see Vm.own_context)."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Iterable, MutableMapping
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Final

from limen.executor.exceptions import EXCEPTIONS
from limen.executor.surface import SURFACE, class_method, getter, managed, native, native_class, payload
from limen.executor.types import Row, arity, cost
from limen.executor.values import Class, Instance, Module, Native

if TYPE_CHECKING:
    from limen.executor.vm import Vm

Args = list[object]
Kwargs = dict[str, object] | None

MAX_DIGITS: Final = (
    20_000  # of a precision, and of a number that is written down: operations take time like their square
)
MAX_EXPONENT: Final = 1_000_000
_MAX_TRANSCENDENTAL: Final = 2_000  # digits for exp, ln, log10 and powers that need them
_SIGNALS: Final = (
    "DecimalException",
    "Clamped",
    "InvalidOperation",
    "ConversionSyntax",
    "DivisionImpossible",
    "DivisionUndefined",
    "InvalidContext",
    "DivisionByZero",
    "Inexact",
    "Rounded",
    "Subnormal",
    "Overflow",
    "Underflow",
    "FloatOperation",
)
_HIDDEN: Final = ("ConversionSyntax", "DivisionImpossible", "DivisionUndefined", "InvalidContext")
_ROUNDINGS: Final = tuple(name for name in dir(decimal) if name.startswith("ROUND_"))
_METHODS: Final = (
    "adjusted as_tuple canonical compare compare_signal compare_total compare_total_mag conjugate copy_abs copy_negate "
    "copy_sign fma is_canonical is_finite is_infinite is_nan is_normal is_qnan is_signed is_snan is_subnormal is_zero "
    "logb logical_and logical_invert logical_or logical_xor max max_mag min min_mag next_minus next_plus next_toward "
    "normalize number_class quantize radix remainder_near rotate same_quantum scaleb shift sqrt "
    "to_integral to_integral_exact to_integral_value"
)
_SLOW: Final = ("exp", "ln", "log10")
_WIDE: Final = ("to_eng_string", "as_integer_ratio", "__int__", "__trunc__", "__floor__", "__ceil__", "__round__")
_OPERATORS: Final = (
    "add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod divmod rdivmod lt le gt ge eq ne"
)
_SIMPLE: Final = "neg pos abs bool float complex hash"
_CONTEXT_METHODS: Final = (
    "abs add canonical clear_flags clear_traps compare compare_signal compare_total compare_total_mag copy copy_abs "
    "copy_decimal copy_negate copy_sign divide divide_int divmod Etiny Etop fma is_canonical is_finite is_infinite is_nan "
    "is_normal is_qnan is_signed is_snan is_subnormal is_zero logb logical_and logical_invert logical_or logical_xor "
    "max max_mag min min_mag minus multiply next_minus next_plus next_toward normalize number_class plus quantize radix "
    "remainder remainder_near rotate same_quantum scaleb shift sqrt subtract to_eng_string to_integral_exact "
    "to_integral_value to_sci_string"
)
_CONTEXT_PARAMETERS: Final = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps")


def _guest_signal(name: str) -> Class:
    host: type[BaseException] = getattr(decimal, name, None) or _hidden(name)
    bases = []
    for base in host.__bases__:
        found = EXCEPTIONS.get(base)
        assert found is not None
        bases.append(found)
    cls = native_class(name, None, tuple(bases), new=EXCEPTIONS[Exception].new, module="decimal")
    EXCEPTIONS[host] = cls
    return cls


def _hidden(name: str) -> type[BaseException]:
    """The conditions that the host does not export: what is raised names them."""
    for sub in decimal.InvalidOperation.__subclasses__():
        if sub.__name__ == name:
            return sub
    made: type[BaseException] = type(name, (decimal.InvalidOperation,), {})
    return made


SIGNALS: Final[dict[str, Class]] = {name: _guest_signal(name) for name in _SIGNALS if name not in _HIDDEN}


def _plain(value: object) -> object:
    """An argument as the host takes it: what is limen's own stands for nothing that it could use."""
    held = payload(value)
    return _Opaque() if isinstance(held, Instance) else held


class _Opaque:
    """Something that is no number for the host."""


def short(text: str) -> None:
    """Raise ValueError for a text of more digits than a decimal may have."""
    if len(text) > MAX_DIGITS:
        raise ValueError(f"a Decimal here has at most {MAX_DIGITS:,} digits")


def bounded(value: Decimal) -> Decimal:
    """Return a decimal; ValueError when its exponent is out of bounds."""
    if value.is_finite() and abs(value.adjusted()) > MAX_EXPONENT:
        raise ValueError(f"the exponent of a Decimal here is between -{MAX_EXPONENT:,} and {MAX_EXPONENT:,}")
    return value


def _source(vm: Vm, value: object) -> object:
    """What a decimal is made of, as the host takes it; ValueError when it is too long."""
    held = payload(value)
    digits = 0
    if isinstance(held, str):
        short(held)
        vm.spend(len(held) >> 5)
    elif isinstance(held, int):
        digits = int(held.bit_length() * 0.30103)
    elif isinstance(held, (tuple, list)) and len(held) == 3 and isinstance(held[1], (tuple, list)):
        vm.charge(len(held[1]) * 8)
        digits = len(held[1])
    elif vm.is_guest(held):
        raise TypeError(f"conversion from {vm.class_name(value)} to Decimal is not supported")
    if digits > MAX_DIGITS:
        raise ValueError(f"a Decimal here has at most {MAX_DIGITS:,} digits")
    cost.meets_decimal(vm, held)
    return held


def _new(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    given = [_source(vm, arg) if index == 0 else payload(arg) for index, arg in enumerate(args)]
    named = {name: _source(vm, arg) if name == "value" else payload(arg) for name, arg in (kwargs or {}).items()}
    return bounded(Decimal(*given, **named))  # type: ignore[arg-type]


def _precision(values: Iterable[object]) -> int:
    """Return the precision that an operation works with: of the context among its arguments, else of the run."""
    for value in values:
        if isinstance(value, Context):
            return value.prec
    return decimal.getcontext().prec


def _length(value: object) -> int:
    """Return the number of digits that a number has."""
    if isinstance(value, int):
        return int(value.bit_length() * 0.30103) + 1
    return len(value.as_tuple().digits) if isinstance(value, Decimal) else 0


def estimate(vm: Vm, values: Iterable[object]) -> None:
    """Charge one operation on decimals, by its precision; integers among its arguments become decimals first."""
    values = [payload(value) for value in values]
    cost.meets_decimal(vm, *values)
    digits = _precision(values)
    if digits > 100:
        vm.spend(digits >> 2)


def estimate_slow(vm: Vm, values: Iterable[object]) -> None:
    """Charge exp, ln, log10 or a fractional power, whose time grows with the third power of the digits."""
    values = [payload(value) for value in values]
    digits = _precision(values)
    for value in values:
        cost.meets_decimal(vm, value)
        digits = max(digits, _length(value))
    if digits > _MAX_TRANSCENDENTAL:
        raise ValueError(f"exp, ln and powers here have at most {_MAX_TRANSCENDENTAL:,} digits")
    cost.took(vm, 2.5e-11 * digits**3)


def estimate_power(vm: Vm, values: Iterable[object]) -> None:
    """Charge base ** exponent, or pow(base, exponent, modulus); a context may come with them."""
    values = [payload(value) for value in values]
    numbers = [value for value in values if isinstance(value, (int, Decimal))]
    if len(numbers) < 2:
        return
    cost.meets_decimal(vm, *numbers)
    digits = _precision(values)
    base, exponent = numbers[:2]
    size = _length(exponent) if isinstance(exponent, int) else max(exponent.adjusted(), 0) + 1
    if len(numbers) > 2:
        modulus = numbers[2]
        width = _length(modulus) if isinstance(modulus, int) else max(modulus.adjusted(), 0) + 1
        cost.took(vm, 3.33 * size * (3e-7 + 5e-11 * min(width, digits) ** 2))
    elif isinstance(exponent, int) or (exponent.is_finite() and exponent == exponent.to_integral_value()):
        # By repeated squaring, which soon ends when the result is too large or too small
        squarings = 3.33 * min(size, _length(base) + digits + 10)
        cost.took(vm, squarings * min(3e-9 * digits**1.5, 1.4e-7 * digits))
    elif exponent.is_finite():
        estimate_slow(vm, [base, *[value for value in values if isinstance(value, Context)]])


def _method(name: str, *, slow: bool = False, wide: bool = False) -> Native:
    call = getattr(Decimal, name)

    def method(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        if not args:
            return call()  # which says what is missing
        held = payload(args[0])
        if not isinstance(held, Decimal):
            raise TypeError(
                f"descriptor '{name}' for 'decimal.Decimal' objects doesn't apply to a '{vm.class_name(held)}' object"
            )
        if wide:
            _estimate_wide(vm, name, held, args)
        named = kwargs or {}
        given = [*args, *named.values()]
        if slow:
            estimate_slow(vm, given)
        else:
            estimate(vm, given)
        result = call(held, *[_plain(arg) for arg in args[1:]], **{key: _plain(value) for key, value in named.items()})
        return _tuple(vm, result) if name == "as_tuple" else result

    return managed(name, method, module="decimal")


def _estimate_wide(vm: Vm, name: str, value: Decimal, args: Args) -> None:
    if name == "to_eng_string" or (name == "__round__" and len(args) > 1):
        cost.written_out(vm, value)
    elif name == "as_integer_ratio":
        cost.parts(vm, value)
    else:
        cost.whole(vm, value)


def _operator(name: str) -> Native:
    """A method of an operator, which says itself when it is called for something else."""
    call = getattr(Decimal, name)

    def method(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        estimate(vm, args)
        if args and not isinstance(payload(args[0]), Decimal):
            kind = vm.class_name(payload(args[0]))
            raise TypeError(f"descriptor '{name}' requires a 'decimal.Decimal' object but received a '{kind}'")
        return call(*[_plain(arg) for arg in args])

    return managed(name, method)


def _tuple(vm: Vm, found: object) -> object:
    assert isinstance(found, tuple)
    made = Instance(_class(SURFACE.prelude("decimal", "DecimalTuple")))
    made.payload = tuple(found)
    return made


def _class(value: object) -> Class:
    assert isinstance(value, Class)
    return value


def _power(name: str) -> Native:
    call = getattr(Decimal, name)

    def method(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        estimate_power(vm, [*reversed(args[:2]), *args[2:]] if name == "__rpow__" else args)
        return call(*[_plain(arg) for arg in args])

    return managed(name, method)


def _format(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    given = [_plain(arg) for arg in args]
    if len(given) == 2 and isinstance(given[0], Decimal) and isinstance(given[1], str):
        return format_decimal(vm, given[0], given[1])
    call: Callable[..., object] = Decimal.__format__
    return call(given[0], *[None] * (len(given) > 1))  # which says what is missing or wrong


def format_decimal(vm: Vm, value: Decimal, spec: str) -> str:
    """Return format(value, spec); its size is charged before."""
    if spec[-1:] in ("f", "F", "%"):
        cost.written_out(vm, value)
    digits = "".join(char if char.isdecimal() else " " for char in spec)
    vm.charge(sum(int(part[:18]) for part in digits.split()) * 4)
    return format(value, spec)


def _from_float(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    call: Callable[..., object] = Decimal.from_float
    return call(*[_plain(arg) for arg in args[1:]])


def _part(name: str) -> Row:
    return getter(name, lambda vm, args, kwargs: getattr(payload(args[0]), name))


DECIMAL: Final = native_class(
    "Decimal",
    Decimal,
    (),
    [
        *[_method(name) for name in _METHODS.split()],
        *[_method(name, slow=True) for name in _SLOW],
        *[_method(name, wide=True) for name in _WIDE],
        *[_operator(f"__{name}__") for name in _OPERATORS.split()],
        *[native(f"__{name}__", getattr(Decimal, f"__{name}__")) for name in _SIMPLE.split()],
        _power("__pow__"),
        _power("__rpow__"),
        managed("__format__", _format),
        native("__repr__", Decimal.__repr__),
        native("__str__", Decimal.__str__),
        class_method("from_float", _from_float),
        _part("real"),
        _part("imag"),
    ],
    new=_new,
    final=True,
    module="decimal",
)


# Contexts


def checked(context: Context) -> Context:
    """Return a context, or raise ValueError when it allows more than limen does."""
    if context.Emax > MAX_EXPONENT or context.Emin < -MAX_EXPONENT:
        context.Emax, context.Emin = min(context.Emax, MAX_EXPONENT), max(context.Emin, -MAX_EXPONENT)
        raise ValueError(f"exponents here are between -{MAX_EXPONENT:,} and {MAX_EXPONENT:,}")
    if context.prec > MAX_DIGITS:
        context.prec = MAX_DIGITS
        raise ValueError(f"the precision here is at most {MAX_DIGITS:,}")
    return context


def _signal(value: object) -> object:
    """The host's signal for the guest's; for anything else what the host refuses."""
    return next((host for host, cls in EXCEPTIONS.items() if cls is value), _Opaque)


def _signals(value: object) -> object:
    """Signals as the host takes them: for a list of the guest's, for a dictionary, or for those of a context."""
    if type(value) is Instance and value.cls is SURFACE.prelude("decimal", "SignalDict"):
        return dict(_signals_of([value.attrs.get("_context")], value.attrs.get("_kind")))
    held = payload(value)
    if isinstance(held, dict):
        return {_signal(key): bool(on) for key, on in held.items()}
    return [_signal(key) for key in held] if isinstance(held, (list, tuple)) else _plain(held)


def _signals_of(args: Args, kind: object) -> MutableMapping[object, bool]:
    context = _context(args)
    found: MutableMapping[object, bool] = context.traps if kind == "traps" else context.flags  # type: ignore[assignment]
    return found


def _new_context(vm: Vm, cls: Class, args: Args, kwargs: Kwargs) -> object:
    named = dict(zip(_CONTEXT_PARAMETERS, args, strict=False)) | (kwargs or {})
    given = {
        name: _signals(value) if name in ("flags", "traps") and value is not None else payload(value)
        for name, value in named.items()
    }
    return checked(Context(**given))  # type: ignore[arg-type]


def _context_value(name: str) -> Row:
    def read(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        return getattr(payload(args[0]), name)

    def write(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        context = payload(args[0])
        assert isinstance(context, Context)
        setattr(context, name, _plain(args[1]))
        checked(context)
        return None

    return getter(name, read, write)


def _context_signals(name: str) -> Row:
    def read(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        made = Instance(_class(SURFACE.prelude("decimal", "SignalDict")))
        made.attrs["_context"] = args[0]
        made.attrs["_kind"] = name
        return made

    def write(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        setattr(_context(args), name, _signals(args[1]))
        return None

    return getter(name, read, write)


def _context_method(name: str, charge: Callable[[Vm, Iterable[object]], None]) -> Native:
    call = getattr(Context, name)

    def method(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        if not args:
            return call()  # which says what is missing
        held = payload(args[0])
        if not isinstance(held, Context):
            raise TypeError(
                f"descriptor '{name}' for 'decimal.Context' objects doesn't apply to a '{vm.class_name(held)}' object"
            )
        named = kwargs or {}
        charge(vm, [*args, *named.values()])
        return call(held, *[_plain(arg) for arg in args[1:]], **{key: _plain(value) for key, value in named.items()})

    return managed(name, method, module="decimal")


def _create(name: str) -> Native:
    call = getattr(Context, name)

    def method(vm: Vm, args: Args, kwargs: Kwargs) -> object:
        return call(_context(args), *[_source(vm, arg) for arg in args[1:]])

    return managed(name, method)


def _context_repr(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    return repr(payload(args[0]))


CONTEXT: Final = native_class(
    "Context",
    Context,
    (),
    [
        *[_context_method(name, estimate) for name in _CONTEXT_METHODS.split()],
        *[_context_method(name, estimate_slow) for name in _SLOW],
        _context_method("power", estimate_power),
        _create("create_decimal"),
        _create("create_decimal_from_float"),
        managed("__repr__", _context_repr),
        managed("__copy__", lambda vm, args, kwargs: _context(args).copy()),
        *[_context_value(name) for name in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp")],
        _context_signals("flags"),
        _context_signals("traps"),
    ],
    new=_new_context,
    final=True,
    module="decimal",
)


def _context(args: Args) -> Context:
    held = payload(args[0]) if args else None
    if not isinstance(held, Context):
        raise TypeError("argument must be a context")
    return held


def _get_context(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("decimal.getcontext", args, kwargs, 0, 0)
    return vm.own_context()


def _set_context(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    arity("decimal.setcontext", args, kwargs, 1, 1)
    vm.use_context(_context(args))
    return None


def _signal_get(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_signal_get(context, kind, signal)"""
    return _signals_of(args, args[1])[_signal(args[2])]


def _signal_set(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_signal_set(context, kind, signal, value)"""
    _signals_of(args, args[1])[_signal(args[2])] = bool(args[3])
    return None


def _signal_names(vm: Vm, args: Args, kwargs: Kwargs) -> object:
    """_limen_signal_names(context): the guest's classes of its signals, in order."""
    return [EXCEPTIONS[host] for host in _context(args).flags]


def build() -> Module:
    """Return the module."""
    for name, call in (
        ("_limen_get_context", _get_context),
        ("_limen_set_context", _set_context),
        ("_limen_signal_get", _signal_get),
        ("_limen_signal_set", _signal_set),
        ("_limen_signal_names", _signal_names),
    ):
        SURFACE.intrinsics[name] = managed(name, call)
    SURFACE.intrinsics["_limen_context"] = CONTEXT
    functions: dict[str, Callable[..., object]] = {"getcontext": _get_context, "setcontext": _set_context}
    members: dict[str, object] = {name: managed(name, call, module="decimal") for name, call in functions.items()}
    members |= {"Decimal": DECIMAL, "Context": CONTEXT, **SIGNALS}
    members |= {name: getattr(decimal, name) for name in _ROUNDINGS}
    members |= {name: getattr(decimal, name) for name in ("MAX_EMAX", "MAX_PREC", "MIN_EMIN", "MIN_ETINY")}
    members |= {"HAVE_THREADS": True, "HAVE_CONTEXTVAR": True}
    members["localcontext"] = SURFACE.prelude("decimal", "localcontext")
    members["DecimalTuple"] = SURFACE.prelude("decimal", "DecimalTuple")
    return Module("decimal", members)
