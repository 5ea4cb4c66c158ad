"""unknown-import: a module that is not here."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from typing import Final

from limen.checker.rule import Finding, Invalid, Rule, Walk, nearest, replacement
from limen.diagnostic import Severity
from limen.executor.surface import SURFACE
from limen.source import Span

_FILES: Final = "there are no files here: ask for a file tool"
_NETWORK: Final = "there is no network here: use one of your tools, or ask for one that fetches"
_MAIL: Final = "no mail can be sent from here: use one of your tools, or ask for one that sends"
_PROCESSES: Final = "no other process can be started from here"
_TABLES: Final = "use lists of dicts, with `csv`, `collections` and `statistics`"
_ARRAYS: Final = "use lists, with `math` and `statistics`"
_INSTEAD: Final = {
    **dict.fromkeys(("os", "pathlib", "shutil", "tempfile", "glob", "fnmatch", "fileinput", "zipfile"), _FILES),
    **dict.fromkeys(("requests", "httpx", "aiohttp", "urllib", "urllib3", "socket", "http", "ssl"), _NETWORK),
    **dict.fromkeys(("smtplib", "imaplib", "email"), _MAIL),
    **dict.fromkeys(("subprocess", "multiprocessing", "signal", "pty"), _PROCESSES),
    **dict.fromkeys(("pandas", "polars"), _TABLES),
    **dict.fromkeys(("numpy", "scipy"), _ARRAYS),
    "bs4": "use `re` or `html` on the text",
    "dateutil": "use `datetime`",
    "pytz": "use `datetime.timezone` or `zoneinfo`",
    "simplejson": "use `json`",
    "orjson": "use `json`",
    "yaml": "use `json`",
    "pickle": "use `json`",
    "sqlite3": "ask for a database tool",
    "regex": "use `re`",
    "pydantic": "use `dataclasses`",
    "attr": "use `dataclasses`",
    "attrs": "use `dataclasses`",
}


def _find(walk: Walk) -> Iterator[Finding]:
    for statement in walk.of(ast.Import):
        for alias in statement.names if not walk.is_optional(statement) else ():
            yield from _judge(alias.name, walk.span(alias), walk)
    for origin in walk.of(ast.ImportFrom):
        absolute = origin.module is not None and not origin.level and origin.module != "__future__"
        if absolute and origin.module is not None and not walk.is_optional(origin):
            start = walk.span(origin)
            line = walk.source.line(start.line)
            column = line.find(origin.module, start.column + 4)
            at = Span(start.line, column, start.line, column + len(origin.module)) if column >= 0 else start
            yield from _judge(origin.module, at, walk)


def _judge(name: str, span: Span, walk: Walk) -> Iterator[Finding]:
    known = SURFACE.module_names(walk.context.tools)
    if name in known or any(other.startswith(f"{name}.") for other in known) or walk.context.is_added(name):
        return
    top = name.split(".", maxsplit=1)[0]
    near = nearest(name, known, 0.75)
    help: str | None
    if name in walk.context.tools:
        message, help = f"`{name}` is one of your tools, not a module", f"call `{name}` without importing it"
    elif top in sys.stdlib_module_names:
        message, help = f"`{name}` is a module of Python that is not here", _INSTEAD.get(top)
    elif near is not None:
        message, help = f"there is no module `{name}`", f"did you mean `{near}`?"
    else:
        message, help = f"`{name}` is not available here: packages cannot be installed", _INSTEAD.get(top)
    if help is None:
        help = f"you can import: {', '.join(known)}"
    place = Span(span.line, span.column, span.line, span.column + len(name))
    written = walk.source.line(span.line)[place.column : place.end_column] == name
    fix = (
        replacement(f"write `{near}`", place, near, safe=False) if near and "did you mean" in help and written else None
    )
    yield Finding(place if written else span, message, help, fix)


RULE: Final = Rule(
    "unknown-import",
    Severity.ERROR,
    "an import of a module that is not here",
    "The import would raise ModuleNotFoundError when the program is already half-way, so it blocks. Part of the standard library is here, and no "
    "other package: nothing can be installed, and there are no files, network or processes but through tools.",
    _find,
    valid=(
        "import math\n",
        "import collections.abc as abc\n",
        "from datetime import date\n",
        "from __future__ import annotations\n",
        "try:\n    import numpy\nexcept ImportError:\n    numpy = None\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from numpy import array\n",
    ),
    invalid=(
        Invalid("import requests\n", ((1, 7, 1, 15),)),
        Invalid("import math, numpy as np\n", ((1, 13, 1, 18),)),
        Invalid("def f():\n    from os.path import join\n", ((2, 9, 2, 16),)),
        Invalid("import colections\n", ((1, 7, 1, 17),), "import collections\n"),
    ),
)
