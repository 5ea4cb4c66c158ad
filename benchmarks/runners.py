"""What is compared: each runner turns a program into functions that run it, and lives in a process of its own."""

from __future__ import annotations

import ast
import asyncio
import hashlib
import importlib
import importlib.metadata
import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType
from typing import Any

Run = Callable[[], object]
Tools = Mapping[str, Callable[..., object]]

ALLOWED_MODULES = ["asyncio", "collections", "dataclasses", "json", "math", "re", "statistics"]


class NotPossibleError(Exception):
    """A runner cannot do this at all: no failure of the program."""


class Runner:
    """A way to run programs. Each method prepares what can be prepared, and returns what is then timed."""

    def version(self) -> str:
        """Return what runs, for the head of the table."""
        raise NotImplementedError

    def facts(self) -> dict[str, object]:
        """Return more about this runner: for limen, whether it is compiled, and from which sources."""
        return {}

    def from_source(self, text: str, tools: Tools) -> Run:
        """Source to result, everything included, with a fresh namespace each time."""
        raise NotPossibleError

    def from_code(self, text: str) -> Run:
        """A program without tools that was compiled before, where the runner can; else source to result."""
        return self.from_source(text, {})

    def cached(self, text: str) -> Run:
        """Like `from_code`, for runners that do keep compiled programs."""
        raise NotPossibleError

    def compiling(self, text: str) -> Run:
        """Source to what can be executed."""
        raise NotPossibleError


def _with_result(text: str, name: str) -> ast.Module:
    """Return a program that assigns the value of its last expression to a name."""
    tree = ast.parse(text)
    last = tree.body[-1]
    assert isinstance(last, ast.Expr), "a benchmark ends in an expression"
    assigned = ast.Assign([ast.Name(name, ast.Store())], last.value)
    tree.body[-1] = ast.fix_missing_locations(ast.copy_location(assigned, last))
    return tree


class CPython(Runner):
    """exec() of a program in a fresh namespace: no sandbox, the measure of all others."""

    RESULT = "__result__"

    def version(self) -> str:
        import platform

        return platform.python_version()

    def _code(self, text: str) -> CodeType:
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code: CodeType = compile(_with_result(text, self.RESULT), "<program>", "exec", flags=flags, dont_inherit=True)
        return code

    def _run(self, code: CodeType, tools: Tools) -> object:
        space: dict[str, Any] = {"__name__": "__main__", **tools}
        if code.co_flags & inspect.CO_COROUTINE:
            asyncio.run(eval(code, space))
        else:
            exec(code, space)
        return space[self.RESULT]

    def from_source(self, text: str, tools: Tools) -> Run:
        return lambda: self._run(self._code(text), tools)

    def from_code(self, text: str) -> Run:
        code = self._code(text)
        return lambda: self._run(code, {})

    def cached(self, text: str) -> Run:
        return self.from_code(text)

    def compiling(self, text: str) -> Run:
        return lambda: compile(text, "<program>", "exec", dont_inherit=True)


class Limen(Runner):
    """limen inline and without the gate, metered with its default limits; compiled or plain is up to the process."""

    def __init__(self) -> None:
        from limen import Limits, Pipeline
        from limen.executor.compiler import compile_source
        from limen.executor.host import to_host
        from limen.executor.verifier import verify
        from limen.executor.vm import Vm
        from limen.source import Source

        self.pipeline = Pipeline
        self.source = Source.from_text
        self.compile = compile_source
        self.verify = verify
        self.vm = Vm
        self.limits = Limits()
        self.to_host = to_host

    def version(self) -> str:
        return str(importlib.import_module("limen").__version__)

    def facts(self) -> dict[str, object]:
        package = Path(importlib.import_module("limen").__file__ or "").parent
        digest = hashlib.sha256()
        for path in sorted(package.rglob("*.py")):
            digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
        vm = importlib.import_module("limen.executor.vm").__file__ or ""
        return {"compiled": not vm.endswith(".py"), "sources": digest.hexdigest()[:12]}

    def from_source(self, text: str, tools: Tools) -> Run:
        pipeline = self.pipeline(tools=tools, isolation="inline")

        def run() -> object:
            outcome = pipeline.run(text, check=False)
            if not outcome.ok:
                raise RuntimeError(outcome.feedback())
            return outcome.value

        return run

    def from_code(self, text: str) -> Run:
        code = self.compile(self.source(text))
        self.verify(code)

        def run() -> object:
            vm = self.vm(self.limits)
            step = vm.start(code, {})
            if step.kind != "done":
                shown = vm.format_traceback(step.exception) if step.exception is not None else step.detail
                raise RuntimeError(f"{step.kind} {step.limit} {shown}")
            return self.to_host(step.value)

        return run

    def cached(self, text: str) -> Run:
        return self.from_code(text)

    def compiling(self, text: str) -> Run:
        return lambda: self.verify(self.compile(self.source(text)))


class Monty(Runner):
    """pydantic-monty: a worker process of its own, a fresh session for each run, without its type check."""

    def __init__(self) -> None:
        self.package = importlib.import_module("pydantic_monty")
        self.pool = self.package.Monty().__enter__()
        self.loop = asyncio.new_event_loop()
        self.async_pool: Any = None

    def version(self) -> str:
        return importlib.metadata.version("pydantic-monty")

    def from_source(self, text: str, tools: Tools) -> Run:
        if any(inspect.iscoroutinefunction(tool) for tool in tools.values()):
            return lambda: self.loop.run_until_complete(self._run_async(text, tools))

        def run() -> object:
            with self.pool.checkout() as session:
                return session.feed_run(text, external_lookup=dict(tools))

        return run

    async def _run_async(self, text: str, tools: Tools) -> object:
        if self.async_pool is None:
            self.async_pool = await self.package.AsyncMonty().__aenter__()
        async with self.async_pool.checkout() as session:
            return await session.feed_run(text, external_lookup=dict(tools))


class Restricted(Runner):
    """RestrictedPython with its usual guards: a filter before CPython, without limits."""

    RESULT = "benchmark_result"

    def __init__(self) -> None:
        package = importlib.import_module("RestrictedPython")
        guards = importlib.import_module("RestrictedPython.Guards")
        reads = importlib.import_module("RestrictedPython.Eval")
        self.translate = package.compile_restricted
        plain: tuple[type | Callable[..., object], ...] = (all, any, dict, enumerate, filter, frozenset, iter, list)
        plain = (*plain, map, max, min, next, object, reversed, set, sorted, sum, super)
        plain = (*plain, property, staticmethod, classmethod, type)
        builtins = {**package.safe_builtins, **package.limited_builtins}
        builtins |= {function.__name__: function for function in plain} | {"range": range, "__import__": self._import}
        self.namespace: dict[str, object] = {
            "__builtins__": builtins,
            "__name__": "__main__",
            "__metaclass__": self._class,
            "_getattr_": guards.safer_getattr,
            "_getitem_": reads.default_guarded_getitem,
            "_getiter_": reads.default_guarded_getiter,
            "_iter_unpack_sequence_": guards.guarded_iter_unpack_sequence,
            "_unpack_sequence_": guards.guarded_unpack_sequence,
            "_write_": guards.full_write_guard,
            "_inplacevar_": self._in_place,
            "_apply_": lambda function, *args, **kwargs: function(*args, **kwargs),
        }

    @staticmethod
    def _import(name: str, *rest: Any) -> object:
        if name not in ALLOWED_MODULES:
            raise ImportError(name)
        return __import__(name, *rest)

    @staticmethod
    def _class(name: str, bases: tuple[type, ...], members: dict[str, object]) -> type:
        """A class of the program, whose instances it may write to."""
        return type(name, bases, {**members, "_guarded_writes": True})

    @staticmethod
    def _in_place(operator: str, left: Any, right: Any) -> object:
        match operator:
            case "+=":
                left += right
            case "-=":
                left -= right
            case "*=":
                left *= right
            case "//=":
                left //= right
            case "^=":
                left ^= right
            case _:
                raise NotImplementedError(operator)
        return left

    def version(self) -> str:
        return importlib.metadata.version("RestrictedPython")

    def _run(self, code: CodeType, tools: Tools) -> object:
        space = {**self.namespace, **tools}
        exec(code, space)
        return space[self.RESULT]

    def _code(self, text: str) -> CodeType:
        code: CodeType = self.translate(_with_result(text, self.RESULT), "<program>", "exec")
        return code

    def from_source(self, text: str, tools: Tools) -> Run:
        return lambda: self._run(self._code(text), tools)

    def from_code(self, text: str) -> Run:
        code = self._code(text)
        return lambda: self._run(code, {})

    def cached(self, text: str) -> Run:
        return self.from_code(text)

    def compiling(self, text: str) -> Run:
        return lambda: self.translate(text, "<program>", "exec")


class Smolagents(Runner):
    """smolagents' LocalPythonExecutor with its own limits: it walks the syntax tree."""

    def __init__(self) -> None:
        self.executor = importlib.import_module("smolagents.local_python_executor").LocalPythonExecutor

    def version(self) -> str:
        return importlib.metadata.version("smolagents")

    def from_source(self, text: str, tools: Tools) -> Run:
        def run() -> object:
            executor = self.executor(ALLOWED_MODULES)
            executor.send_tools(dict(tools))
            output: object = executor(text).output
            return output

        return run


RUNNERS: dict[str, Callable[[], Runner]] = {
    "CPython": CPython,
    "limen": Limen,
    "limen, pure": Limen,
    "monty": Monty,
    "RestrictedPython": Restricted,
    "smolagents": Smolagents,
}
