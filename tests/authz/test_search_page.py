"""docs/search.md says of each role what the policy's table says."""

from __future__ import annotations

import re
from pathlib import Path

from authz.policy_data import SearchRow, load
from authz.words import SearchKey, Spelling, Standing

PAGE = Path(__file__).parents[2] / "docs" / "search.md"
POLICY = load()
SHORT = {SearchKey.NAME_AND_BIRTH: "name with birth date"}


def cell(row: SearchRow) -> str:
    """Keys; then what is exact, sought as declared, own alone, or needs a reason or a matter."""
    if not row.keys:
        return "nothing"
    keys = [SHORT.get(key, str(key)) for key in SearchKey if key in row.keys]
    notes = {
        "exact": row.spelling is Spelling.EXACT,
        "own": row.handle == "own",
        "as": row.as_declared,
        "matter": row.needs_matter,
        "reason": row.reason == "yes",
        "reason for an address": row.reason == "address",
        "past addresses": row.past_addresses,
        "agencies": row.handle == "initials_year_agencies",
        f"{row.per_hour} an hour": True,
    }
    return f"{', '.join(keys)} ({'; '.join(note for note, holds in notes.items() if holds)})"


def lines() -> list[str]:
    """One for each role and cell; standings of one role that read alike share it."""
    found = []
    for role in POLICY.roles:
        said: dict[str, list[str]] = {}
        for standing in Standing:
            said.setdefault(cell(POLICY.searches[role, standing]), []).append(str(standing))
        found += [f"| {role} | {' '.join(standings)} | {text} |" for text, standings in said.items()]
    return found


def test_the_table_of_the_page_is_that_of_the_policy() -> None:
    told = re.findall(r"^\| \w+ \| [A-Z ]+ \| .*\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert told == lines()
