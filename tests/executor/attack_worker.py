"""Runs the attacks of some kinds one after the other, and writes a line of JSON for each: `python -m tests.executor.attack_worker ISOLATION FILE KIND...`"""

from __future__ import annotations

import io
import json
import resource
import sys
import time
from pathlib import Path

import limen
from limen.source import Source, SourceError

LIMITS = limen.Limits(seconds=2.0, memory=256 * 2**20)


def tool(value: object = None) -> object:
    """Give back what was given."""
    return value


def program_of(attack: dict[str, object]) -> bytes | str:
    """Return the text of an attack; one that is too large to be stored is an expression that makes it."""
    made = attack.get("source_expr")
    text = eval(made) if isinstance(made, str) else attack["code"]
    assert isinstance(text, str)
    return text.encode() if attack.get("as_bytes") else text


def attempt(attack: dict[str, object], pipeline: limen.Pipeline) -> dict[str, object]:
    """Run one attack without the gate; what is of kind `gate` goes through the gate instead."""
    written = sys.stdout
    sys.stdout = io.StringIO()  # the host's own output: nothing of the guest's may get there
    start = time.perf_counter()
    try:
        text = program_of(attack)
        source = Source.from_bytes(text) if isinstance(text, bytes) else Source.from_text(text)
        if attack["kind"] == "gate":
            report = pipeline.check(source)
            ended, detail, output = "ok" if report.ok else "rejected", report.feedback(300), ""
        else:
            outcome = pipeline.run(source, check=False)
            ended, detail, output = type(outcome).__name__, outcome.feedback(300), outcome.stdout
    except SourceError as error:
        ended, detail, output = "SourceError", str(error), ""
    except BaseException as error:
        ended, detail, output = f"escaped {type(error).__name__}", str(error)[:300], ""
    finally:
        leaked, sys.stdout = sys.stdout.getvalue(), written
    return {
        "id": attack["id"],
        "ended": ended,
        "detail": detail,
        "output": output[:2000] + leaked[:2000],
        "seconds": time.perf_counter() - start,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def main() -> None:
    """Run the attacks of the kinds that the command line names."""
    isolation, file, *kinds = sys.argv[1:]
    without, having = (limen.Pipeline(tools, LIMITS, isolation, workers=1) for tools in ([], [tool]))
    for line in Path(file).read_text("utf-8").splitlines():
        attack = json.loads(line)
        version = tuple(int(part) for part in str(attack.get("min_python", "3.0")).split("."))
        if attack["kind"] in kinds and sys.version_info >= version:
            print(json.dumps({"id": attack["id"], "started": True}), flush=True)
            print(json.dumps(attempt(attack, having if attack.get("tools") else without)), flush=True)


if __name__ == "__main__":
    main()
