"""A transcript on a terminal and as an HTML page; what a model wrote is shown, and steers neither."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.panel import Panel
from rich.rule import Rule
from rich.syntax import Syntax
from rich.text import Text

from limen.feedback import call_line, short

if TYPE_CHECKING:
    from rich.console import RenderableType

    from limen.pipeline.transcript import Attempt, Transcript

_STYLE: Final = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }
pre { font: 13px/1.45 ui-monospace, monospace; padding: .8rem 1rem; overflow-x: auto; background: #f5f5f2; border-radius: 4px; }
section { border-left: 4px solid #b3261e; padding-left: 1rem; margin: 2rem 0; }
section.ok { border-color: #2e7d32; }
h1 { font-size: 1.4rem; white-space: pre-wrap; } h2 { font-size: 1.1rem; }
summary { cursor: pointer; color: #555; }
.unknown { color: #b3261e; font-weight: 600; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1b1b1b; } pre { background: #262626; } summary { color: #aaa; } }
"""
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def terminal_view(transcript: Transcript) -> RenderableType:
    """Return what rich shows of a transcript."""
    parts: list[RenderableType] = [Text(_shown(transcript.task), style="bold")]
    for attempt in transcript.attempts:
        style = "green" if _ok(attempt) else "red"
        parts.append(Rule(f"attempt {attempt.number}: {attempt.title}", style=style))
        if attempt.code:
            parts.append(Syntax(_shown(attempt.code.rstrip()), "python", line_numbers=True, background_color="default"))
        else:
            parts.append(Text(_shown(attempt.answer.rstrip()), style="dim"))
        if attempt.outcome is not None and attempt.outcome.stdout:
            parts.append(Text(_shown(attempt.outcome.stdout.rstrip()), style="cyan"))
        if attempt.feedback:
            parts.append(Panel(Text(_shown(attempt.feedback)), title="feedback", style=style, title_align="left"))
        if attempt.answered_calls:
            parts.append(Text(f"{attempt.answered_calls} of its tool calls answered from the journal", style="dim"))
    if transcript.calls:
        parts.append(Rule("tool calls", style="blue"))
        parts += [Text(call_line(call), style="red" if call.pending else "") for call in transcript.calls]
    parts.append(Rule(style="blue"))
    if transcript.ok:
        parts.append(Text(f"value: {short(transcript.value, 1000)}", style="green"))
    parts.append(Text(transcript.summary, style="bold"))
    return Group(*parts)


def html_page(transcript: Transcript) -> str:
    """Return a transcript as one HTML file without script."""
    calls = "\n".join(
        f"<span class=unknown>{_html(call_line(call))}</span>" if call.pending else _html(call_line(call))
        for call in transcript.calls
    )
    sections = "".join(_section(attempt) for attempt in transcript.attempts)
    value = f"<h2>Value</h2><pre>{_html(short(transcript.value, 4000))}</pre>" if transcript.ok else ""
    prompt = _html(transcript.messages[0]["content"])
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_html(transcript.task[:80])}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{_html(transcript.task)}</h1>
<p>{_html(transcript.summary)}</p>
{value}
{sections}
<h2>Tool calls, each made once</h2>
<pre>{calls or "none"}</pre>
<details><summary>The system prompt</summary><pre>{prompt}</pre></details>
</body>
</html>
"""


def _section(attempt: Attempt) -> str:
    parts = [f"<section{' class=ok' if _ok(attempt) else ''}>"]
    parts.append(f"<h2>Attempt {attempt.number}: {_html(attempt.title)}</h2>")
    if attempt.code:
        parts.append(f"<pre>{_html(attempt.code)}</pre>")
    if attempt.outcome is not None and attempt.outcome.stdout:
        parts.append(f"<p>It printed:</p><pre>{_html(attempt.outcome.stdout)}</pre>")
    if attempt.feedback:
        parts.append(f"<p>Feedback to the model:</p><pre>{_html(attempt.feedback)}</pre>")
    if attempt.answered_calls:
        parts.append(f"<p>{attempt.answered_calls} of its tool calls answered from the journal.</p>")
    parts.append(
        f"<details><summary>The whole answer</summary><pre>{_html(attempt.answer)}</pre></details></section>\n"
    )
    return "\n".join(parts)


def _ok(attempt: Attempt) -> bool:
    return attempt.outcome is not None and attempt.outcome.ok


def _html(text: str) -> str:
    return escape(_shown(text))


def _shown(text: str) -> str:
    """Control characters and lone surrogates as escapes."""
    return "".join(c if c.isprintable() or c in "\n\t" else ascii(c)[1:-1] for c in text)
