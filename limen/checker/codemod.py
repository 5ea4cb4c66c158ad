"""Fixes that move or remove code: libcst codemods, which keep comments and formatting, turned into edits.

libcst is imported here only, and only when there is something to fix: the import takes 0.3 s, parsing as long as all the rules together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from limen.diagnostic import Edit, Fix
from limen.source import Source, Span

if TYPE_CHECKING:
    import libcst


def remove_statements(source: Source, spans: Collection[Span], message: str) -> Fix | None:
    """Return the fix that removes the statements that start at `spans`; None when libcst cannot read the program."""
    starts = {(span.line, span.column) for span in spans}

    def visit(module: libcst.MetadataWrapper) -> libcst.Module:
        import libcst
        from libcst.metadata import PositionProvider

        positions = module.resolve(PositionProvider)

        class Remover(libcst.CSTTransformer):
            def on_leave(
                self, original_node: libcst.CSTNodeT, updated_node: libcst.CSTNodeT
            ) -> libcst.CSTNodeT | libcst.RemovalSentinel:
                if not isinstance(original_node, (libcst.BaseSmallStatement, libcst.BaseCompoundStatement)):
                    return updated_node
                start = positions[original_node].start
                return libcst.RemoveFromParent() if (start.line, start.column) in starts else updated_node

        return module.module.visit(Remover())

    return _edited(source, visit, message)


def _edited(source: Source, visit: Callable[[libcst.MetadataWrapper], libcst.Module], message: str) -> Fix | None:
    import libcst

    text = "\n".join(source.lines)
    try:
        wrapper = libcst.MetadataWrapper(libcst.parse_module(text), unsafe_skip_copy=True)
        changed = visit(wrapper).code
    except (libcst.ParserSyntaxError, RecursionError, ValueError):
        return None
    return Fix(message, (smallest_edit(source, changed),))


def smallest_edit(source: Source, changed: str) -> Edit:
    """Return the edit of whole lines that makes `changed` of the text of `source`."""
    before, after = list(source.lines), changed.split("\n")
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    last = len(before) - end
    lines = after[start : len(after) - end]
    if last < len(before):  # up to the start of the first line that stays
        return Edit(Span(start + 1, 0, last + 1, 0), "".join(f"{line}\n" for line in lines))
    return Edit(Span(start + 1, 0, len(before), len(before[-1])), "\n".join(lines))
