"""urllib.parse: in guest Python."""

from __future__ import annotations

from typing import Final

from limen.executor.surface import SURFACE
from limen.executor.values import Module

_NAMES: Final = (
    "DefragResult",
    "ParseResult",
    "SplitResult",
    "parse_qs",
    "parse_qsl",
    "quote",
    "quote_from_bytes",
    "quote_plus",
    "unquote",
    "unquote_plus",
    "unquote_to_bytes",
    "urldefrag",
    "urlencode",
    "urljoin",
    "urlparse",
    "urlsplit",
    "urlunparse",
    "urlunsplit",
    "uses_netloc",
    "uses_params",
    "uses_relative",
)


def build() -> Module:
    """Return the module; its lists are tuples, because all runs share them."""
    return Module("urllib.parse", {name: SURFACE.prelude("urllib_parse", name) for name in _NAMES})
