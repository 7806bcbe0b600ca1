"""Slots of the people that a row lists: the same in whatever order it lists them, and in its next version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from connectors.sources.document import identifying
from connectors.sources.people import Party
from connectors.sources.person_claims import described


def slots(kind: str, parties: Sequence[Party]) -> list[str]:
    """By the source's own number of the person, else by name and birth; of those who are alike, each is counted."""
    found = [""] * len(parties)
    seen: Counter[str] = Counter()
    for index in sorted(range(len(parties)), key=lambda index: repr(parties[index])):
        key = _key(parties[index])
        seen[key] += 1
        found[index] = f"{kind} {key} {seen[key]}"
    return found


def _key(party: Party) -> str:
    number = identifying(party.person_number)
    return f"number {number}" if number else f"described {'|'.join(described(party))}"
