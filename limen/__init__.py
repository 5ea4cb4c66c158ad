"""limen: check, explain and safely run Python that a language model wrote. The public names, loaded when first used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

from limen.version import VERSION

if TYPE_CHECKING:
    from limen.diagnostic import Diagnostic as Diagnostic
    from limen.diagnostic import Edit as Edit
    from limen.diagnostic import Fix as Fix
    from limen.diagnostic import Report as Report
    from limen.diagnostic import Severity as Severity
    from limen.executor.errors import BadSnapshot as BadSnapshot
    from limen.executor.errors import BoundaryError as BoundaryError
    from limen.executor.errors import CannotSave as CannotSave
    from limen.executor.limits import Limits as Limits
    from limen.lockdown import Layer as Layer
    from limen.outcome import CallRecord as CallRecord
    from limen.outcome import Completed as Completed
    from limen.outcome import Crashed as Crashed
    from limen.outcome import LimitReached as LimitReached
    from limen.outcome import Outcome as Outcome
    from limen.outcome import Raised as Raised
    from limen.outcome import Rejected as Rejected
    from limen.outcome import Usage as Usage
    from limen.pipeline.assertion import assert_ok as assert_ok
    from limen.pipeline.extract import Block as Block
    from limen.pipeline.extract import Extracted as Extracted
    from limen.pipeline.extract import extract as extract
    from limen.pipeline.files import Files as Files
    from limen.pipeline.files import files as files
    from limen.pipeline.journal_store import JournalStore as JournalStore
    from limen.pipeline.journal_store import MemoryJournal as MemoryJournal
    from limen.pipeline.journal_store import SqliteJournal as SqliteJournal
    from limen.pipeline.journal_store import StoredCall as StoredCall
    from limen.pipeline.pool import IsolationError as IsolationError
    from limen.pipeline.session import Session as Session
    from limen.pipeline.snapshot_store import SnapshotStore as SnapshotStore
    from limen.pipeline.snapshot_store import SqliteSnapshotStore as SqliteSnapshotStore
    from limen.pipeline.sql_store import SqlJournal as SqlJournal
    from limen.pipeline.sql_store import SqlSnapshotStore as SqlSnapshotStore
    from limen.pipeline.stages import Pipeline as Pipeline
    from limen.pipeline.stages import ProgramError as ProgramError
    from limen.pipeline.stages import check as check
    from limen.pipeline.stages import run as run
    from limen.pipeline.suspended import Suspended as Suspended
    from limen.pipeline.tools import Policy as Policy
    from limen.pipeline.tools import Toolset as Toolset
    from limen.pipeline.tools import UnknownFate as UnknownFate
    from limen.pipeline.tools import tool as tool
    from limen.pipeline.transcript import Attempt as Attempt
    from limen.pipeline.transcript import Message as Message
    from limen.pipeline.transcript import Sizes as Sizes
    from limen.pipeline.transcript import Transcript as Transcript
    from limen.source import Source as Source
    from limen.source import SourceError as SourceError
    from limen.source import Span as Span
    from limen.stubs.from_callables import ToolWarning as ToolWarning
    from limen.stubs.from_schema import tool_from_schema as tool_from_schema

__version__ = VERSION

_HOME: Final = {
    "limen.diagnostic": ("Diagnostic", "Edit", "Fix", "Report", "Severity"),
    "limen.executor.errors": ("BadSnapshot", "BoundaryError", "CannotSave"),
    "limen.executor.limits": ("Limits",),
    "limen.outcome": ("CallRecord", "Completed", "Crashed", "LimitReached", "Outcome", "Raised", "Rejected", "Usage"),
    "limen.pipeline.assertion": ("assert_ok",),
    "limen.pipeline.extract": ("Block", "Extracted", "extract"),
    "limen.pipeline.files": ("Files", "files"),
    "limen.pipeline.journal_store": ("JournalStore", "MemoryJournal", "SqliteJournal", "StoredCall"),
    "limen.lockdown": ("Layer",),
    "limen.pipeline.pool": ("IsolationError",),
    "limen.pipeline.session": ("Session",),
    "limen.pipeline.snapshot_store": ("SnapshotStore", "SqliteSnapshotStore"),
    "limen.pipeline.sql_store": ("SqlJournal", "SqlSnapshotStore"),
    "limen.pipeline.stages": ("Pipeline", "ProgramError", "check", "run"),
    "limen.pipeline.suspended": ("Suspended",),
    "limen.pipeline.tools": ("Policy", "Toolset", "UnknownFate", "tool"),
    "limen.pipeline.transcript": ("Attempt", "Message", "Sizes", "Transcript"),
    "limen.stubs.from_callables": ("ToolWarning",),
    "limen.stubs.from_schema": ("tool_from_schema",),
    "limen.source": ("Source", "SourceError", "Span"),
}
_WHERE: Final = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name from its module (PEP 562)."""
    module = _WHERE.get(name)
    if module is None:
        raise AttributeError(f"module 'limen' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
