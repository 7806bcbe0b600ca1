"""What a graph holds of who is whom now, whatever was believed before: equal prints are equal beliefs."""

from __future__ import annotations

import json

from tests.dump import Run, dump

PAST = ('"MatchDecision"', '"type": "ON"', '"Match"', '"Ledger"', '"Source"')


async def believed(run: Run) -> list[str]:
    """All nodes and edges but the decisions themselves; of what is dated only what is open, and nowhere that
    somebody was ever joined."""
    found = []
    for line in await dump(run):
        dated = '"SAME_AS"' in line or '"KNOWN_AS"' in line
        if any(word in line for word in PAST) or (dated and "9999-12-31" not in line):
            continue
        found.append(_undated(line) if dated else line.replace(', "joined": true', ""))
    return sorted(found)


def _undated(line: str) -> str:
    """When, and by which decision, is the past; that, and to whom, is belief."""
    row = json.loads(line)
    kept = {name: value for name, value in row["held"].items() if name in ("method", "until")}
    return json.dumps({**row, "held": kept}, sort_keys=True)
