"""Which reports are one, counted slowly and apart from the code under test, from the rules in docs/law.

Every pair is asked, and sets that share a linked pair are merged until none is left to merge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from schema.decisions.event import Event

Related = Callable[[Event, Event], bool]


def attendances(reports: list[Event]) -> list[set[str]]:
    """The reports of each attendance, by id."""
    return [_ids(part) for whole in _merged(reports, _linked) for part in _of_one_number(whole, _linked)]


def filed_again(reports: list[Event]) -> list[set[str]]:
    """The reports that are one report: links that lead to two numbers are no more than the number itself."""
    mixed = {e.incident for whole in _merged(reports, _linked) if len(_numbers(whole)) > 1 for e in whole}

    def related(one: Event, other: Event) -> bool:
        alike = one.incident_number is not None and one.incident_number == other.incident_number
        return _one_report(one, other) and (alike or one.incident not in mixed)

    return [_ids(part) for part in _merged(reports, related)]


def flagged(reports: list[Event]) -> set[frozenset[str]]:
    """Pairs that may be of one attendance; of a report filed again only the one filed last is asked."""
    held = attendances(reports)
    last = {max(ids, key=lambda i: _filed(reports, i)) for ids in filed_again(reports)}
    asked = [event for event in reports if event.incident in last]
    apart = [(a, b) for a in asked for b in asked if not any({a.incident, b.incident} <= ids for ids in held)]
    return {frozenset((a.incident, b.incident)) for a, b in apart if _maybe(a, b)}


def _merged(reports: Iterable[Event], related: Related) -> list[list[Event]]:
    return _again([[event] for event in reports], related)


def _again(sets: list[list[Event]], related: Related) -> list[list[Event]]:
    for one in sets:
        for other in sets:
            if one is not other and any(related(a, b) for a in one for b in other):
                return _again([s for s in sets if s is not one and s is not other] + [one + other], related)
    return sets


def _of_one_number(whole: list[Event], linked: Related) -> list[list[Event]]:
    if len(_numbers(whole)) < 2:
        return [whole]
    return _merged(whole, lambda a, b: a.incident_number is not None and a.incident_number == b.incident_number)


def _numbers(events: list[Event]) -> set[str]:
    return {event.incident_number for event in events if event.incident_number}


def _ids(events: list[Event]) -> set[str]:
    return {event.incident for event in events}


def _linked(one: Event, other: Event) -> bool:
    return (one.attendance is not None and one.attendance == other.attendance) or _one_report(one, other)


def _one_report(one: Event, other: Event) -> bool:
    return _same_sub_incident(one, other) or _same_content(one, other)


def _same_sub_incident(one: Event, other: Event) -> bool:
    if one.sub_incident is None or one.sub_incident != other.sub_incident or one.custodian != other.custodian:
        return False
    if _parties(one) != _parties(other):
        return False
    if one.incident_number and one.incident_number == other.incident_number:
        return True
    return _day(one) is not None and _day(one) == _day(other)


def _same_content(one: Event, other: Event) -> bool:
    """The fields that the tests vary, by name."""
    names = """custodian occurred_from occurred_to attended_from attended_to location_type place_line suburb weapon_used
               strangulation threat_to_kill sexual_violence property_damage injuries risk_band affected respondents
               children_present"""
    if _parties(one) is None or one.occurred_from is None or (one.occurred_to, one.attended_from) == (None, None):
        return False
    lists = all(_as_set(getattr(one, n)) == _as_set(getattr(other, n)) for n in ("offences", "children"))
    orders = _orders(one) == _orders(other)
    return lists and orders and all(getattr(one, name) == getattr(other, name) for name in names.split())


def _as_set(values: tuple[object, ...] | None) -> object:
    return values and sorted(map(str, values))


def _orders(event: Event) -> object:
    said = [(o.kind, o.state, o.number, o.made_on, o.ends_on, o.side) for o in event.orders or ()]
    return event.orders is not None, sorted(map(str, said))


def _parties(event: Event) -> set[str] | None:
    return {*event.affected, *event.respondents} if event.affected and event.respondents else None


def _day(event: Event) -> str | None:
    start = event.occurred_from or event.occurred_to
    return (
        datetime.fromisoformat(start).astimezone(ZoneInfo("Australia/Melbourne")).date().isoformat() if start else None
    )


def _filed(reports: list[Event], incident: str) -> tuple[str, str]:
    [event] = [event for event in reports if event.incident == incident]
    said = [at for at in (event.submitted_at, event.amended_at) if at]
    return (max(said) if said else event.received_at or ""), incident


def _maybe(one: Event, other: Event) -> bool:
    if _parties(one) is None or _parties(one) != _parties(other):
        return False
    for name in ("custodian", "location_type", "suburb"):
        if None not in (getattr(one, name), getattr(other, name)) and getattr(one, name) != getattr(other, name):
            return False
    return _at_once(one, other) or (_two_hours(one, other) and _numbers_may_be_one(one, other))


def _at_once(one: Event, other: Event) -> bool:
    if one.attended_from and other.attended_from:
        first, second = sorted((one, other), key=lambda event: str(event.attended_from))
        return str(second.attended_from) <= (first.attended_to or str(first.attended_from))
    return one.occurred_from is not None and one.occurred_from == other.occurred_from


def _two_hours(one: Event, other: Event) -> bool:
    starts = [event.occurred_from or event.occurred_to for event in (one, other)]
    if None in starts:
        return False
    early, late = sorted(datetime.fromisoformat(str(start)) for start in starts)
    return (late - early).total_seconds() <= 7200


def _numbers_may_be_one(one: Event, other: Event) -> bool:
    """One sign wrong, left out or exchanged with the next: tried sign by sign."""
    mine, theirs = one.incident_number, other.incident_number
    if mine is None or theirs is None or mine == theirs:
        return True
    return theirs in _mistyped(mine) or mine in _mistyped(theirs)


def _mistyped(number: str) -> set[str]:
    left_out = {number[:i] + number[i + 1 :] for i in range(len(number))}
    wrong = {number[:i] + digit + number[i + 1 :] for i in range(len(number)) for digit in "0123456789"}
    pairs = range(len(number) - 1)
    return left_out | wrong | {number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in pairs}
