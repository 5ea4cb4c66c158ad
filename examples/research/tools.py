"""The tools of a researcher: search and fetch over a small folder of web pages, nothing of the network."""

from __future__ import annotations

import asyncio
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypedDict

import limen

PAGES = Path(__file__).parent / "data"
SITE = "https://pages.example/"


class PageKind(StrEnum):
    """The format of a page's text."""

    HTML = "html"
    MARKDOWN = "markdown"


class Hit(TypedDict):
    """One search result; `score` is the number of words of the query that the page has."""

    url: str
    title: str
    score: int


@dataclass(frozen=True)
class Page:
    """A page as it was stored: `text` is HTML or Markdown, see `kind`."""

    url: str
    title: str
    kind: PageKind
    published: datetime.date
    text: str


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    return found.group(1) if found else ""


def _load(path: Path) -> Page:
    text = path.read_text("utf-8")
    html = path.suffix == ".html"
    title = _first(r"<title>(.*?)</title>" if html else r"^title: (.*)$", text)
    date = _first(r'name="date" content="(.*?)"' if html else r"^date: (.*)$", text)
    kind = PageKind.HTML if html else PageKind.MARKDOWN
    return Page(SITE + path.name, title, kind, datetime.date.fromisoformat(date), text)


@limen.tool
async def search(query: str, limit: int = 3) -> list[Hit]:
    """Return the pages that share words with the query, best first, at most `limit`."""
    await asyncio.sleep(0.01)
    words = set(re.findall(r"\w+", query.lower()))
    hits: list[Hit] = []
    for page in map(_load, sorted(PAGES.iterdir())):
        score = len(words & set(re.findall(r"\w+", page.text.lower())))
        if score:
            hits.append({"url": page.url, "title": page.title, "score": score})
    return sorted(hits, key=lambda hit: (-hit["score"], hit["url"]))[:limit]


@limen.tool
async def fetch(url: str) -> Page:
    """Return the page at a URL that `search` gave; LookupError when there is none."""
    await asyncio.sleep(0.01)
    for path in sorted(PAGES.iterdir()):
        if SITE + path.name == url:
            return _load(path)
    raise LookupError(f"no page at {url}")
