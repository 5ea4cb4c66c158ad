"""The process of one runner: reads requests from stdin, one JSON a line, and answers with times and results."""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from pathlib import Path
from time import perf_counter

sys.path.append(str(Path(__file__).parents[1]))  # last: limen comes from where this process was told to find it

from benchmarks.runners import RUNNERS, NotPossibleError, Run, Runner, Tools


def tools_of(names: list[str]) -> Tools:
    """Return tools by name."""
    return {name: getattr(importlib.import_module("benchmarks.agents.tools"), name) for name in names}


def prepared(runner: Runner, mode: str, text: str, tools: list[str]) -> Run:
    """Return what a request wants to have timed."""
    if mode == "source":
        return runner.from_source(text, tools_of(tools))
    return {"code": runner.from_code, "cached": runner.cached, "compile": runner.compiling}[mode](text)


def main(name: str) -> None:
    """Answer until stdin ends; what programs print goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    runner = RUNNERS[name]()
    hello: dict[str, object] = {"version": runner.version(), **runner.facts()}
    print(json.dumps(hello), file=answers, flush=True)
    run: Run | None = None
    for line in sys.stdin:
        request = json.loads(line)
        answer: dict[str, object]
        try:
            if "text" in request:
                run = None
                run = prepared(runner, request["mode"], request["text"], request.get("tools", []))
                begin = perf_counter()
                value = run()
                answer = {"seconds": perf_counter() - begin}
                answer["value"] = None if request["mode"] == "compile" else repr(value)
                value = None
            else:
                assert run is not None
                count = request["count"]
                gc.collect()
                run()  # the other processes had the caches
                begin = perf_counter()
                for _ in range(count):
                    run()
                answer = {"seconds": (perf_counter() - begin) / count}
        except NotPossibleError:
            answer = {"error": ""}
        except BaseException as error:
            answer = {"error": f"{type(error).__name__}: {error}"[:400]}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
