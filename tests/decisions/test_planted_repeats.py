"""Repeats planted among invented reports, and what is found of them: nothing false is linked, little is missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import combinations

import pytest

from connectors.sources.document import identifying
from connectors.sources.l17_form import Report
from connectors.synthetic.filing import Filing
from connectors.synthetic.population import Population, party_slots, population
from connectors.synthetic.repeats import RepeatedAs
from schema.decisions.event import Child, Event, OrderStated, Part
from schema.decisions.history import history
from schema.decisions.repeats import Repeat, RepeatBand
from schema.decisions.sameness import RepeatKind
from tests.connectors import taken

UNTIL = date(2026, 6, 30)
AS_AT = "2026-07-01T00:00:00Z"
Pairs = set[frozenset[str]]


@pytest.fixture(scope="module")
def people() -> Population:
    return population(23, 3_000, until=UNTIL)


@pytest.fixture(scope="module")
def found(people: Population) -> list[Repeat]:
    """Of every respondent and affected person, the parties being known for who they are."""
    rows = zip(people.filings, people.reports, strict=True)
    current = {filing.portal_id: (filing, taken(row)) for filing, row in rows}  # the last version wins
    parts: dict[str, list[Event]] = {}
    for filing, report in current.values():
        tie = filing.record.event.tie
        parts.setdefault(tie.respondent.key, []).append(event(filing, report, Part.RESPONDENT))
        parts.setdefault(tie.affected.key, []).append(event(filing, report, Part.AFFECTED))
    return [repeat for events in parts.values() for repeat in history(events, AS_AT).repeats]


def event(filing: Filing, report: Report, part: Part) -> Event:
    """All that a report shows, as the hub would hand it to an asker who sees everything."""
    who = {slot: human.key for slot, human in party_slots(filing.record.event)}
    about, told = report.report, report.incident
    number = identifying(about.leap_incident)
    return Event(
        incident=about.portal_id,
        part=part,
        portal_id=about.portal_id,
        incident_number=number,
        sub_incident=identifying(about.leap_sub_incident),
        attendance=number or about.portal_id,
        submitted_at=about.submitted_at,
        amended_at=about.amended_at,
        attended_from=told.attended_from,
        attended_to=told.attended_to,
        occurred_from=told.occurred_from,
        occurred_to=told.occurred_to,
        received_at=about.submitted_at,
        custodian="victoria_police",
        location_type=told.location_type,
        place_line=told.place.line if told.place else None,
        suburb=told.place.suburb if told.place else None,
        offences=tuple(told.offences or ()),
        strangulation=told.strangulation,
        weapon_used=told.weapon_used,
        injuries=told.injuries,
        risk_band=report.risk.band,
        affected=(who["affected"],),
        respondents=(who["respondent"],),
        children=tuple(Child(person=who[slot]) for slot in who if slot.startswith("child")),
        children_present=told.children_present,
        orders=tuple(OrderStated(order=order.number, kind=order.kind, state=order.state) for order in report.orders),
    )


def attendance_of(people: Population) -> dict[str, int]:
    """Which attendance a report is truly of."""
    return {filing.portal_id: filing.record.event.attendance for filing in people.filings}


def pairs(repeats: Iterable[Repeat]) -> Pairs:
    return {frozenset(pair) for repeat in repeats for pair in combinations(repeat.evidence, 2)}


def of_band(found: list[Repeat], band: RepeatBand) -> Pairs:
    return pairs(repeat for repeat in found if repeat.band is band)


def test_nothing_false_is_linked(people: Population, found: list[Repeat]) -> None:
    truth = attendance_of(people)
    linked = of_band(found, RepeatBand.LINKED)
    assert len(linked) > 40
    assert [pair for pair in linked if len({truth[report] for report in pair}) > 1] == []
    again = pairs(repeat for repeat in found if repeat.kind is RepeatKind.SAME_REPORT)
    resent = (RepeatedAs.FILED_AGAIN, RepeatedAs.NUMBERS_LOST)
    assert again <= {frozenset((repeat, of)) for repeat, (of, way) in people.repeats.items() if way in resent}


def test_what_was_planted_is_linked_or_flagged(people: Population, found: list[Repeat]) -> None:
    linked, flagged = of_band(found, RepeatBand.LINKED), of_band(found, RepeatBand.FLAGGED)
    bands: Counter[tuple[RepeatedAs, str]] = Counter()
    for repeat, (of, way) in people.repeats.items():
        pair = frozenset((repeat, of))
        bands[way, "LINKED" if pair in linked else "FLAGGED" if pair in flagged else "MISSED"] += 1
    print(dict(bands))
    assert len(people.repeats) > 30
    assert {way for way, _ in bands} == set(RepeatedAs)
    assert sum(count for (_, band), count in bands.items() if band == "MISSED") <= len(people.repeats) * 0.05
    assert bands[RepeatedAs.FILED_AGAIN, "LINKED"] == sum(
        w is RepeatedAs.FILED_AGAIN for _, w in people.repeats.values()
    )
    second = (RepeatedAs.SECOND_NUMBER, RepeatedAs.MISTYPED_NUMBER)
    assert [way for way, band in bands if way in second and band == "LINKED"] == []


def test_little_is_flagged_that_is_not_of_one_attendance(people: Population, found: list[Repeat]) -> None:
    truth = attendance_of(people)
    flagged = of_band(found, RepeatBand.FLAGGED)
    false = [pair for pair in flagged if len({truth[report] for report in pair}) > 1]
    print(f"{len(false)} of {len(flagged)} pairs flagged are of two attendances")
    assert len(false) <= len(flagged) * 0.15
