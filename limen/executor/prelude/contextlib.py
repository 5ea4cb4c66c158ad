"""contextlib."""

from abc import ABC, abstractmethod
from functools import wraps


class AbstractContextManager(ABC):
    _limen_methods = ("__enter__", "__exit__")

    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None


class AbstractAsyncContextManager(ABC):
    _limen_methods = ("__aenter__", "__aexit__")

    async def __aenter__(self):
        return self

    @abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)

        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func = func
        self.args = args
        self.kwds = kwds
        self.__doc__ = getattr(func, "__doc__", None)

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    def __enter__(self):
        del self.args, self.kwds, self.func
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            self.gen.throw(value)
        except StopIteration as error:
            return error is not value
        except RuntimeError as error:
            if error is value:
                error.__traceback__ = traceback
                return False
            if isinstance(value, StopIteration) and error.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            error.__traceback__ = traceback
            return False
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(AsyncContextDecorator, AbstractAsyncContextManager):
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func = func
        self.args = args
        self.kwds = kwds
        self.__doc__ = getattr(func, "__doc__", None)

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)

    async def __aenter__(self):
        del self.args, self.kwds, self.func
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        if typ is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = typ()
        try:
            await self.gen.athrow(value)
        except StopAsyncIteration as error:
            return error is not value
        except RuntimeError as error:
            if error is value:
                error.__traceback__ = traceback
                return False
            if isinstance(value, (StopIteration, StopAsyncIteration)) and error.__cause__ is value:
                value.__traceback__ = traceback
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            error.__traceback__ = traceback
            return False
        raise RuntimeError("generator didn't stop after athrow()")


def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return helper


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class _Redirect(AbstractContextManager):
    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(_limen_redirect(self._stream, self._new_target))
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        _limen_redirect(self._stream, self._old_targets.pop())


class redirect_stdout(_Redirect):
    _stream = "stdout"


class redirect_stderr(_Redirect):
    _stream = "stderr"


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        if isinstance(excinst, BaseExceptionGroup) and _limen_python() >= (3, 12):
            match, rest = excinst.split(self._exceptions)
            if rest is None:
                return True
            raise rest
        return False


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *excinfo):
        pass


def _method(cm, name, other, kind):
    """A special method of a context manager, bound; it is looked up on the class."""
    method = _limen_special(cm, name)
    if method is None:
        title = f"{type(cm).__module__}.{type(cm).__qualname__}"
        raise TypeError(f"{title!r} object does not support the {kind}context manager protocol")
    return method


def _handled():
    import sys

    return sys.exception()


def _chain(error, last, outer):
    """Give an exception that an exit raised the one that was being handled as its context."""
    while True:
        context = error.__context__
        if context is None or context is last:
            return
        if context is outer:
            break
        error = context
    error.__context__ = last


class _ExitStackBase:
    def __init__(self):
        self._exits = []

    def pop_all(self):
        made = type(self)()
        made._exits = self._exits
        self._exits = []
        return made

    def push(self, exit):
        method = _limen_class_attr(type(exit), "__exit__")
        if method is None:
            self._exits.append((True, exit))
        else:
            self._exits.append((True, _limen_special(exit, "__exit__")))
        return exit

    def enter_context(self, cm):
        enter = _method(cm, "__enter__", "__exit__", "")
        leave = _limen_special(cm, "__exit__")
        if leave is None:
            title = f"{type(cm).__module__}.{type(cm).__qualname__}"
            raise TypeError(f"{title!r} object does not support the context manager protocol")
        result = enter()
        self._exits.append((True, leave))
        return result

    def callback(self, callback, /, *args, **kwds):
        def leave(exc_type, exc, tb):
            callback(*args, **kwds)

        leave.__wrapped__ = callback
        self._exits.append((True, leave))
        return callback


class ExitStack(_ExitStackBase, AbstractContextManager):
    def __enter__(self):
        return self

    def __exit__(self, *details):
        exception = details[1]
        received = exception is not None
        outer = _handled()  # what an exit raises has it as its context, unless it was told better
        suppressed = False
        pending = False
        while self._exits:
            is_sync, leave = self._exits.pop()
            try:
                if exception is None:
                    result = leave(None, None, None)
                else:
                    result = leave(type(exception), exception, exception.__traceback__)
                if result and exception is not None:
                    suppressed = True
                    pending = False
                    exception = None
            except BaseException as error:
                if error is not exception:
                    _chain(error, exception, outer)
                pending = True
                exception = error
        if pending:
            context = exception.__context__
            try:
                raise exception  # which sets its context again
            except BaseException:
                exception.__context__ = context
                raise
        return received and suppressed

    def close(self):
        self.__exit__(None, None, None)


class AsyncExitStack(_ExitStackBase, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        enter = _method(cm, "__aenter__", "__aexit__", "asynchronous ")
        leave = _limen_special(cm, "__aexit__")
        if leave is None:
            title = f"{type(cm).__module__}.{type(cm).__qualname__}"
            raise TypeError(f"{title!r} object does not support the asynchronous context manager protocol")
        result = await enter()
        self._exits.append((False, leave))
        return result

    def push_async_exit(self, exit):
        if _limen_class_attr(type(exit), "__aexit__") is None:
            self._exits.append((False, exit))
        else:
            self._exits.append((False, _limen_special(exit, "__aexit__")))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def leave(exc_type, exc, tb):
            await callback(*args, **kwds)

        leave.__wrapped__ = callback
        self._exits.append((False, leave))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        exception = details[1]
        received = exception is not None
        outer = _handled()  # what an exit raises has it as its context, unless it was told better
        suppressed = False
        pending = False
        while self._exits:
            is_sync, leave = self._exits.pop()
            try:
                if exception is None:
                    result = leave(None, None, None)
                else:
                    result = leave(type(exception), exception, exception.__traceback__)
                if not is_sync:
                    result = await result
                if result and exception is not None:
                    suppressed = True
                    pending = False
                    exception = None
            except BaseException as error:
                if error is not exception:
                    _chain(error, exception, outer)
                pending = True
                exception = error
        if pending:
            context = exception.__context__
            try:
                raise exception  # which sets its context again
            except BaseException:
                exception.__context__ = context
                raise
        return received and suppressed
