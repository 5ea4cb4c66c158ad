"""abc: abstract methods. Classes that derive from ABC are marked; see `_abstract` of builtins.py."""


class ABC:
    __slots__ = ()
    _limen_abc = True

    @classmethod
    def register(cls, subclass):
        _limen_register(cls, subclass)
        return subclass

    @staticmethod
    def _limen_isinstance(cls, value):
        return _check(cls, type(value), value)

    @staticmethod
    def _limen_issubclass(cls, subclass):
        return _check(cls, subclass, _limen_missing)


def _check(cls, subclass, value):
    if _limen_registered(cls, subclass):
        return True
    methods = _limen_own(cls, "_limen_methods")
    if methods is not None:
        return _limen_has_methods(subclass, value, methods)
    kind = _limen_own(cls, "_limen_kind")
    if kind is not None:
        return kind in (_limen_class_attr(subclass, "_limen_kinds") or ()) or _limen_host_kind(subclass, kind)
    hook = getattr(cls, "__subclasshook__", None)
    return hook is not None and hook(subclass) is True


class ABCMeta:
    _limen_metaclass_base = ABC

    @staticmethod
    def _limen_isinstance(cls, value):
        return isinstance(value, type) and _limen_class_attr(value, "_limen_abc") is not None


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


def abstractproperty(fget=None, fset=None, fdel=None, doc=None):
    return property(abstractmethod(fget), fset, fdel, doc)


def abstractclassmethod(function):
    return classmethod(abstractmethod(function))


def abstractstaticmethod(function):
    return staticmethod(abstractmethod(function))




def update_abstractmethods(cls):
    return cls
