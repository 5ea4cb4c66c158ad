"""The reference: runs programs on the CPython of the test run, one forked child each, on behalf of oracle.py."""

from __future__ import annotations

import ast
import asyncio
import builtins
import inspect
import io
import json
import linecache
import os
import select
import signal
import sys
import time
import types
import warnings

from case_tools import TOOLS  # this file runs as a script: its own folder is on the path

TIME_LIMIT = 20  # seconds a program may take


def run(text: str, tools: list[str]) -> dict[str, object]:
    """Run one program; return its stdout, the repr of its last expression and its uncaught exception."""
    warnings.simplefilter("ignore")
    stdout = sys.stdout = io.StringIO()
    main = sys.modules["__main__"] = types.ModuleType("__main__")  # where typing.get_type_hints looks for names
    namespace: dict[str, object] = main.__dict__
    namespace["__builtins__"] = builtins
    namespace.update((name, TOOLS[name]) for name in tools)
    value, error = "None", None
    linecache.cache["<program>"] = (len(text), None, text.splitlines(keepends=True), "<program>")
    try:
        tree = ast.parse(text)
        if tree.body and isinstance(last := tree.body[-1], ast.Expr):
            target = ast.Name("__last_value__", ast.Store())
            tree.body[-1] = ast.fix_missing_locations(ast.copy_location(ast.Assign([target], last.value), last))
        code = compile(tree, "<program>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        result = eval(code, namespace)
        if inspect.iscoroutine(result):
            asyncio.run(result)
        value = repr(namespace.get("__last_value__"))
    except BaseException as exception:
        error = [type(exception).__name__, str(exception)]
    return {"stdout": stdout.getvalue(), "value": value, "error": error}


def run_forked(text: str, tools: list[str]) -> dict[str, object]:
    """Run one program in a child process, so that nothing it changes outlives it."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        signal.alarm(TIME_LIMIT)
        with os.fdopen(writer, "w", encoding="utf-8", errors="surrogatepass") as answer:
            json.dump(run(text, tools), answer)
        os._exit(0)
    os.close(writer)
    parts: list[bytes] = []
    deadline = time.monotonic() + TIME_LIMIT + 1
    while select.select([reader], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(reader, 1 << 16)
        if not part:
            break
        parts.append(part)
    os.close(reader)
    status = os.waitpid(pid, 0)[1]
    if status:
        return {"stdout": "", "value": "None", "error": ["<died>", f"status {status}"]}
    answered: dict[str, object] = json.loads(b"".join(parts))
    return answered


def main() -> None:
    """Answer requests, one JSON document a line: {"text", "tools"} -> {"stdout", "value", "error"}."""
    requests, answers = sys.stdin, sys.stdout
    for line in requests:
        request = json.loads(line)
        answers.write(json.dumps(run_forked(request["text"], request["tools"])) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
