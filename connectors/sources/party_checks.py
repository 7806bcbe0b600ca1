"""What of a party no source can mean: an address that ends before it begins, one person on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.sources.faults import Fault, pointer
from connectors.sources.fields import is_placeholder
from connectors.sources.people import Party

Place = tuple[int | str, ...]


def in_order(start: str | None, end: str | None, at: Place) -> Iterator[Fault]:
    if start and end and end < start:
        yield Fault(pointer(at), "END_BEFORE_START", "is before its start")


def address_faults(parties: Iterable[tuple[Place, Party]]) -> Iterator[Fault]:
    for place, party in parties:
        for index, held in enumerate(party.addresses):
            yield from in_order(held.valid_from, held.valid_to, (*place, "addresses", index, "valid_to"))


def same_person(one: Party, other: Party) -> bool:
    """The same number on both sides would show each party the other's whereabouts."""
    number = one.person_number
    return bool(number) and number == other.person_number and not is_placeholder(number or "")
