"""What no single field of a report can show to be wrong: times that contradict each other,
one person in both roles, a reference to nobody."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime, timedelta

from authz.local_days import local_day
from connectors.sources.faults import Fault, pointer
from connectors.sources.l17_form import OrderStatement, Report
from connectors.sources.l17_parts import parts
from connectors.sources.party_checks import Place, address_faults, in_order, same_person
from connectors.sources.people import Party
from graph.times import instant

A_SLOW_CLOCK = timedelta(days=1)  # and a time zone left out of account


def faults_in(report: Report, received_at: str | None = None) -> tuple[Fault, ...]:
    """`received_at`: when the row came, for what only a clock can show."""
    future = _in_future(report, received_at) if received_at else ()
    return (*future, *(found for check in CHECKS for found in check(report)))


def _parties(report: Report) -> Iterator[tuple[Place, Party]]:
    return ((part.place, part.party) for part in parts(report))


def _in_future(report: Report, received_at: str) -> Iterator[Fault]:
    latest = instant(datetime.fromisoformat(received_at) + A_SLOW_CLOCK)
    if report.incident.occurred_from > latest:
        yield Fault("/incident/occurred_from", "IN_FUTURE", "is after the report was received")


def _times_of_the_incident(report: Report) -> Iterator[Fault]:
    told, about = report.incident, report.report
    yield from in_order(told.occurred_from, told.occurred_to, ("incident", "occurred_to"))
    yield from in_order(told.attended_from, told.attended_to, ("incident", "attended_to"))
    yield from in_order(about.created_at, about.submitted_at, ("report", "submitted_at"))
    if about.submitted_at and about.submitted_at < told.occurred_from:
        yield Fault(
            "/report/submitted_at",
            "SUBMITTED_BEFORE_OCCURRED",
            "is before /incident/occurred_from; a report follows what it reports",
        )


def _births(report: Report) -> Iterator[Fault]:
    for place, party in _parties(report):
        # A child of the report may be born between the incident and its reporting.
        latest = _latest(report) if place[0] == "children" else report.incident.occurred_from
        day = local_day(latest)
        if party.birth_date and party.birth_date > day:
            yield _born_late((*place, "birth_date"))
        if party.birth_year and party.birth_year > date.fromisoformat(day).year:
            yield _born_late((*place, "birth_year"))


def _latest(report: Report) -> str:
    told, about = report.incident, report.report
    moments = (told.occurred_from, told.occurred_to, told.reported_at, about.submitted_at)
    return max(moment for moment in moments if moment)


def _addresses(report: Report) -> Iterator[Fault]:
    yield from address_faults(_parties(report))
    if where := report.incident.place:
        yield from in_order(where.valid_from, where.valid_to, ("incident", "place", "valid_to"))


def _orders(report: Report) -> Iterator[Fault]:
    for index, order in enumerate(report.orders):
        at: Place = ("orders", index)
        yield from in_order(order.starts_on, order.ends_on, (*at, "ends_on"))
        yield from in_order(order.made_on, order.ends_on, (*at, "ends_on"))
        yield from in_order(order.made_on, order.served_on, (*at, "served_on"))
        yield from _listed(report, _protected(order, at))


def _referrals(report: Report) -> Iterator[Fault]:
    made = report.referrals.made
    at: Place = ("referrals", "made")
    yield from _listed(report, ((n.child, (*at, i, "child")) for i, n in enumerate(made)))
    keys = (((n.slot, n.service_type), (*at, i)) for i, n in enumerate(made))
    yield from _repeated(keys, "is a second referral of one party to one kind of service")


def _risk_items(report: Report) -> Iterator[Fault]:
    items = enumerate(report.risk.items or ())
    keys = ((item.code, ("risk", "items", index)) for index, item in items)
    yield from _repeated(keys, "answers an item of the form a second time")


def _two_people(report: Report) -> Iterator[Fault]:
    if same_person(report.affected, report.respondent):
        yield Fault(
            "/respondent/person_number",
            "SAME_PERSON",
            "is the affected family member's too; a report is of two people",
        )


def _protected(order: OrderStatement, at: Place) -> Iterator[tuple[int, Place]]:
    for index, child in enumerate(order.protected_children or ()):
        yield child, (*at, "protected_children", index)


def _listed(report: Report, named: Iterable[tuple[int | None, Place]]) -> Iterator[Fault]:
    for child, place in named:
        if child and child > len(report.children.listed):
            yield Fault(pointer(place), "NO_SUCH_CHILD", "names a child that is not listed")


def _repeated(keys: Iterable[tuple[Hashable, Place]], reason: str) -> Iterator[Fault]:
    seen: set[Hashable] = set()
    for key, place in keys:
        if key in seen:
            yield Fault(pointer(place), "REPEATED", reason)
        seen.add(key)


def _born_late(at: Place) -> Fault:
    return Fault(pointer(at), "BIRTH_AFTER_INCIDENT", "is after the incident")


CHECKS = (
    _times_of_the_incident,
    _births,
    _addresses,
    _orders,
    _referrals,
    _risk_items,
    _two_people,
)
