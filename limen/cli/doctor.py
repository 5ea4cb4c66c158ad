"""limen doctor: what this installation is, and which layers of isolation programs get here."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from limen.cli.arguments import refuse
from limen.version import VERSION

if TYPE_CHECKING:
    from limen.lockdown import Layer


def doctor(
    require: Annotated[
        list[str] | None, typer.Option("--require", metavar="LAYER", help="A layer that has to be there.")
    ] = None,
) -> None:
    """Show version, build, type checker and the layers of isolation.

    Exit code 0 when programs can run here, isolated by what is required; 1 when not; 2 for an unknown layer.
    """
    from limen.cli.main import build
    from limen.lockdown import LAYERS
    from limen.pipeline.pool import IsolationError
    from limen.pipeline.stages import Pipeline

    for name in require or ():
        if name not in LAYERS:
            refuse(f"there is no layer {name!r}", f"the layers are: {', '.join(LAYERS)}")
    print(f"limen {VERSION} ({build()})")
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    print(f"type checker: {_type_checker()}")
    _show_checker_layers()
    try:
        with Pipeline(workers=1) as pipeline:
            layers = pipeline.layers()
    except IsolationError as error:
        print(f"isolation: none; {error}")
        raise typer.Exit(1) from None
    active = [layer for layer in layers if layer.active]
    print(f"isolation: {len(active)} of {len(layers)} layers took effect in a worker")
    _show(layers)
    missing = [layer.name for layer in layers if not layer.active and layer.name in (require or ())]
    if missing:
        print(f"required, and not there: {', '.join(missing)}")
        raise typer.Exit(1)


def _show(layers: Sequence[Layer]) -> None:
    width = max(len(layer.name) for layer in layers)
    for layer in layers:
        state = "yes" if layer.active else f"no: {layer.detail}"
        print(f"  {layer.name:{width}}  {state}")


def _show_checker_layers() -> None:
    from limen.checker.ty_server import CheckerUnavailable
    from limen.checker.type_check import layers

    try:
        found = layers()
    except CheckerUnavailable:
        return  # the line above says so
    print(f"its process: {sum(layer.active for layer in found)} of {len(found)} layers took effect")
    _show(found)


def _type_checker() -> str:
    from limen.checker.ty_server import find_ty

    try:
        found = subprocess.run([find_ty(), "--version"], capture_output=True, encoding="utf-8", timeout=20, check=True)
    except (OSError, subprocess.SubprocessError, RuntimeError) as error:
        return f"not there ({error})"
    return found.stdout.strip()
