"""The action, the pre-commit hooks and what docs/ci.md says to paste, in a scratch repository."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import limen
from tests.cli.test_gate import git

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = [
    line.strip().removeprefix("- ")
    for language, block in BLOCKS
    if language in ("sh", "yaml")
    for line in block.splitlines()
    if line.strip().removeprefix("- ").startswith("limen check")
]
PRE_COMMIT = os.environ.get("LIMEN_TEST_PRE_COMMIT") or shutil.which("pre-commit")
TOOLS = "def price(sku: str) -> float:\n    return 1.0\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with one good program and one bad one, beside a `limen` command in bin."""
    command = tmp_path / "temp" / "limen" / "bin" / "limen"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m limen "$@"\n', "utf-8")
    command.chmod(0o755)
    project = tmp_path / "project"
    (project / "programs").mkdir(parents=True)
    (project / "tools.py").write_text(TOOLS, "utf-8")
    (project / "programs" / "good.py").write_text("x = 1\nx\n", "utf-8")
    git(project, "init")
    git(project, "add", ".")
    git(project, "commit", "-m", "one")
    (project / "programs" / "bad one.py").write_text("price(article='A')  # type: ignore\n", "utf-8")
    git(project, "add", ".")
    git(project, "commit", "-m", "two")
    return project


def environment(project: Path) -> dict[str, str]:
    """The variables of a runner, with that `limen` on the path."""
    temp = project.parent / "temp"
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PATH": f"{temp / 'limen' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(limen.__file__).parents[1]),
        "RUNNER_TEMP": str(temp),
        "PRE_COMMIT_HOME": str(temp / "pre-commit"),
        "HOME": str(temp),
    }


def bash(project: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as a runner does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=project,
        env=environment(project) | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 5


def test_the_commands_of_the_page(project: Path) -> None:
    codes = [bash(project, line).returncode for line in COMMANDS]
    assert 2 not in codes
    assert (project / "limen-baseline.json").exists()
    assert (project / "gl-code-quality-report.json").exists()


def test_the_configuration_of_the_page(project: Path) -> None:
    text = next(block for language, block in BLOCKS if language == "toml")
    assert tomllib.loads(text)
    (project / "pyproject.toml").write_text(text, "utf-8")
    bash(project, "limen check programs --write-baseline")
    done = bash(project, "limen check programs")
    assert done.returncode == 0, done


# GitHub


def step(**given: str) -> tuple[str, dict[str, str]]:
    """Return the script of the action's last step, and its variables with the inputs that are given."""
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: action.yml cannot be read")
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert given.keys() <= action["inputs"].keys()
    values = {name: given.get(name, declared["default"]) for name, declared in action["inputs"].items()}
    last = action["runs"]["steps"][-1]
    assert "${{" not in last["run"]  # what is given must not become part of a script
    variables = {
        name: values[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) }}", text)[1]]  # type: ignore[index]
        for name, text in last["env"].items()
    }
    return last["run"], variables


def run_action(project: Path, **given: str) -> subprocess.CompletedProcess[str]:
    script, variables = step(**given)
    return bash(project, script, **variables)


def test_the_action_annotates(project: Path) -> None:
    done = run_action(project, paths="programs\ntools.py\n", tools="tools.py", changed="HEAD~1")
    assert done.returncode == 1, done
    assert done.stdout.startswith("::error file=programs/bad one.py,line=1,")
    assert run_action(project, paths="programs", changed="HEAD").returncode == 0
    assert run_action(project, paths="$(touch hit)\n; touch hit").returncode == 2
    assert not (project / "hit").exists()


def test_the_action_writes_sarif(project: Path) -> None:
    done = run_action(project, paths="programs", format="sarif", output="limen.sarif")
    assert done.returncode == 1
    assert '"2.1.0"' in (project / "limen.sarif").read_text("utf-8")


def test_the_workflows_of_the_page_use_inputs_that_exist() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    used = [
        entry
        for language, block in BLOCKS
        if language == "yaml" and "jobs:" in block
        for entry in yaml.safe_load(block)["jobs"]["check"]["steps"]
        if entry["uses"].startswith("OWNER/limen@")
    ]
    assert len(used) == 2
    for entry in used:
        step(**entry["with"])


# pre-commit


@pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not installed: the hooks were not run")
@pytest.mark.parametrize("hook", ["limen-check", "limen-fix"])
def test_the_hook_is_run_by_pre_commit(project: Path, hook: str) -> None:
    """With the manifest as it is; only the language is another, so that nothing is downloaded and built."""
    assert PRE_COMMIT is not None
    hooks = project.parent / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    git(hooks, "init")
    git(hooks, "add", ".")
    git(hooks, "commit", "-m", "hooks")
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=hooks, capture_output=True, encoding="utf-8", check=True, timeout=60
    ).stdout.strip()
    text = next(block for language, block in BLOCKS if language == "yaml" and "repos:" in block)
    text = text.replace("https://HOST/OWNER/limen", str(hooks)).replace("REVISION", revision)
    text = text.replace("- id: limen-check\n", f"- id: {hook}\n        language: system\n")
    (project / ".pre-commit-config.yaml").write_text(text, "utf-8")
    (project / "pyproject.toml").write_text('[tool.limen]\ntools = "tools.py"\n', "utf-8")
    git(project, "add", ".")
    done = bash(project, f"{shlex.quote(PRE_COMMIT)} run --all-files")
    assert done.returncode == 1, done
    assert "Failed" in done.stdout
    changed = (project / "programs" / "bad one.py").read_text("utf-8")
    if hook == "limen-check":
        assert "has no parameter `article`" in done.stdout
        assert "type: ignore" in changed
    else:
        assert "files were modified by this hook" in done.stdout
        assert changed == "price(sku='A')\n"
    (project / "programs" / "bad one.py").write_text("price(sku='A')\n", "utf-8")
    git(project, "add", ".")
    done = bash(project, f"{shlex.quote(PRE_COMMIT)} run --all-files")
    assert done.returncode == 0, done
    assert "Passed" in done.stdout
