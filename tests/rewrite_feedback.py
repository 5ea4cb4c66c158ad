"""Rewrites the files beside the examples that say what limen prints: `python -m tests.rewrite_feedback`, then read the diff."""

from __future__ import annotations

from pathlib import Path

from tests.limen_command import limen_command

EXAMPLES = Path(__file__).parents[1] / "examples"


def answer(program: Path) -> str:
    """Return what `limen run` prints for an example's program."""
    done = limen_command("run", program, "--tools", program.parent / "tools.py")
    if done.returncode != 0:
        raise RuntimeError(f"{program}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def feedback(program: Path) -> str:
    """Return what `limen check --format feedback` prints for a broken program."""
    tools = program.parents[1] / "tools.py"
    done = limen_command("check", program, "--tools", tools, "--format", "feedback")
    if done.returncode != 1:
        raise RuntimeError(f"{program}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Rewrite them all."""
    for program in sorted(EXAMPLES.glob("*/program.py")):
        program.with_suffix(".txt").write_text(answer(program), "utf-8")
    for program in sorted(EXAMPLES.glob("*/broken/*.py")):
        program.with_suffix(".txt").write_text(feedback(program), "utf-8")


if __name__ == "__main__":
    main()
