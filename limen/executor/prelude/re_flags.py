"""re.RegexFlag: apart from re, so that only a program that names a flag waits for enum."""

from enum import KEEP, IntFlag


class RegexFlag(IntFlag, boundary=KEEP):
    __module__ = "re"
    _numeric_repr_ = hex

    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    if _limen_python() < (3, 13):
        TEMPLATE = T = 1
    DEBUG = 128

    def __repr__(self):
        if not self._value_:
            return "re.NOFLAG"
        known = list(self)
        if not known:
            return "re.RegexFlag(%r)" % (self._value_,)
        parts = ["re." + flag._name_ for flag in known]
        rest = self._value_
        for flag in known:
            rest -= flag._value_
        if rest:
            parts.append(hex(rest))
        return "|".join(parts)

    def __str__(self):
        return self.__repr__()

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec) if format_spec else self.__repr__()


# As CPython lists them: in the order of this class, where other flags go by value
RegexFlag._member_names_[:] = [name for name, flag in RegexFlag.__members__.items() if flag._name_ == name]

NOFLAG = RegexFlag.NOFLAG
A = ASCII = RegexFlag.ASCII
I = IGNORECASE = RegexFlag.IGNORECASE
L = LOCALE = RegexFlag.LOCALE
U = UNICODE = RegexFlag.UNICODE
M = MULTILINE = RegexFlag.MULTILINE
S = DOTALL = RegexFlag.DOTALL
X = VERBOSE = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG
