"""Checks that every source's rows ask for: times in order, births, one number of two people, a reference to nobody."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime, timedelta

from connectors.sources.document import identifying
from connectors.sources.faults import Fault, pointer
from connectors.sources.people import Party
from graph.times import instant

A_SLOW_CLOCK = timedelta(days=1)  # and a time zone left out of account
Place = tuple[int | str, ...]
Placed = tuple[Place, Party]  # a person, and where the row has it


def in_future(moment: str, received_at: str, at: Place) -> Iterator[Fault]:
    """`received_at`: when the row came."""
    if moment > instant(datetime.fromisoformat(received_at) + A_SLOW_CLOCK):
        yield Fault(pointer(at), "IN_FUTURE", "is after the report was received")


def in_order(start: str | None, end: str | None, at: Place) -> Iterator[Fault]:
    if start and end and end < start:
        yield Fault(pointer(at), "END_BEFORE_START", "is before its start")


def addresses_in_order(parties: Iterable[Placed]) -> Iterator[Fault]:
    for place, party in parties:
        for index, held in enumerate(party.addresses):
            yield from in_order(held.valid_from, held.valid_to, (*place, "addresses", index, "valid_to"))


def born_after(party: Party, place: Place, day: str) -> Iterator[Place]:
    """Where a birth later than this day is stated."""
    if party.birth_date and party.birth_date > day:
        yield (*place, "birth_date")
    if party.birth_year and party.birth_year > date.fromisoformat(day).year:
        yield (*place, "birth_year")


def born_late(parties: Iterable[Placed], day: str) -> Iterator[Fault]:
    """Nobody is recorded before his birth."""
    for place, party in parties:
        for at in born_after(party, place, day):
            yield Fault(pointer(at), "BIRTH_AFTER_RECORD", "is after the day that the record tells of")


def same_person(one: Party, others: Iterable[Placed], role: str) -> Iterator[Fault]:
    """The same number in both roles would show each of them the other's whereabouts."""
    number = identifying(one.person_number)
    for place, other in others:
        if number and number == other.person_number:
            at = pointer((*place, "person_number"))
            yield Fault(at, "SAME_PERSON", f"is {role}'s too; a report is of two people")


def repeated(keys: Iterable[tuple[Hashable, Place]], reason: str) -> Iterator[Fault]:
    seen: set[Hashable] = set()
    for key, place in keys:
        if key in seen:
            yield Fault(pointer(place), "REPEATED", reason)
        seen.add(key)
