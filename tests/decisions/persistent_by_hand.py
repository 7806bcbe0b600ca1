"""Persistent contravention by hand: s 125A read clause by clause, slowly, sharing no code with what it judges.

The clock of Melbourne is typed here: ten hours before UTC, eleven from the first Sunday of October to the first Sunday
of April (2 am standard time).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from schema.decisions.event import Event, Side
from schema.decisions.order_statement import Statement
from schema.decisions.records import Charge

CONTRAVENTIONS = ("1531", "FVPA_37", "FVPA_123", "FVPA_123A")  # of the codes that the histories are made of
LOST = ("NOT_GUILTY", "DISMISSED", "WITHDRAWN", "STRUCK_OUT")
# (first, last) instants of eleven hours, UTC
SUMMERS = (("2025-10-04T16:00:00Z", "2026-04-04T16:00:00Z"), ("2026-10-03T16:00:00Z", "2027-04-03T16:00:00Z"))
Key = tuple[str, ...]


def candidates(events: list[Event], charges: list[Charge], orders: list[Statement]) -> set[tuple[Key, Key]]:
    """The ids of the current occasion, and those of the others that make it a candidate."""
    groups = _groups(events, charges)
    found = set()
    for current in groups:
        others = [
            g
            for g in groups
            if g is not current and _preceding(_at(g), _at(current)) and _in_relation(g, current, orders)
        ]
        if len(others) >= 2:
            found.add((_ids([current]), _ids(others)))
    return found


Group = list[Event | Charge]


def _groups(events: list[Event], charges: list[Charge]) -> list[Group]:
    """One number, one occasion; without a number, one moment (of several at that moment, that of the lowest id)."""
    groups: list[Group] = []
    for event in events:
        if any(code in CONTRAVENTIONS for code in event.offences or ()):
            _put(
                groups, event, lambda g, e=event: any(isinstance(x, Event) and x.attendance == e.attendance for x in g)
            )
    standing = [c for c in charges if c.section in CONTRAVENTIONS and c.outcome not in LOST]
    for charge in [c for c in standing if c.incident_number]:
        _put(groups, charge, lambda g, c=charge: any(x.incident_number == c.incident_number for x in g))
    for charge in [c for c in standing if not c.incident_number]:
        _put(groups, charge, lambda g, c=charge: _at(g) == c.occurred_at)
    return groups


def _put(groups: list[Group], item: Event | Charge, belongs: Callable[[Group], bool]) -> None:
    mine = [group for group in groups if belongs(group)]
    if mine:
        min(mine, key=lambda group: _ids([group])[0]).append(item)
    else:
        groups.append([item])


def _at(group: Group) -> str:
    return max(str(x.occurred_from if isinstance(x, Event) else x.occurred_at) for x in group)


def _ids(groups: list[Group]) -> Key:
    return tuple(sorted(x.incident if isinstance(x, Event) else x.id for g in groups for x in g))


def _preceding(other: str, current: str) -> bool:
    """Section 125A(2)(b): within a period of 28 days immediately preceding the conduct."""
    return _opening(current) <= other < current


@cache
def _opening(current: str) -> str:
    return _first_time_the_clock_said(_clock(current) - timedelta(days=28))


def _clock(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=None) + timedelta(hours=_hours(moment))


def _hours(moment: str) -> int:
    return 11 if any(first <= moment < last for first, last in SUMMERS) else 10


def _first_time_the_clock_said(wall: datetime) -> str:
    """A time that the clock skipped is counted on from before the skip."""
    for hours in (11, 10):
        moment = (wall - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
        if _hours(moment) == hours:
            return moment
    return (wall - timedelta(hours=10)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _in_relation(one: Group, other: Group, orders: list[Statement]) -> bool:
    if _persons(one) & _persons(other):  # (i) the same protected person
        return True
    mine, theirs = _orders(one), _orders(other)
    if mine & theirs:  # (ii) the same notice or order
        return True
    made = {(o.notice_number, o.order) for o in orders if o.notice_number}
    notices = {(o.number, o.order) for o in orders if o.kind == "FVSN"}
    pairs = {(notice, order) for number, order in made for same, notice in notices if same == number}
    return any((a, b) in pairs or (b, a) in pairs for a in mine for b in theirs)  # (iii) a notice and its order


def _persons(group: Group) -> set[str]:
    return {p for x in group for p in (x.affected if isinstance(x, Event) else x.against) or ()}


def _orders(group: Group) -> set[str]:
    stated = {
        s.order for x in group if isinstance(x, Event) for s in x.orders or () if s.side is Side.AGAINST and s.order
    }
    return stated | {x.order for x in group if isinstance(x, Charge) and x.order}
