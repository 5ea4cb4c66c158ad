"""json: limen's own reports, a list of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from limen.diagnostic import Report


def render(reports: Sequence[tuple[str, Report]]) -> str:
    """Return a JSON object: `ok`, and `reports` as `Report.to_json` writes them."""
    document = {
        "ok": all(report.ok for _, report in reports),
        "reports": [{**msgspec.json.decode(report.to_json(), type=dict), "source": name} for name, report in reports],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
