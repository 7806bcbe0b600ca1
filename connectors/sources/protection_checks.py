"""What no single field of a report can show to be wrong: no day of receipt, a number of the child that is somebody
else's too. Days that contradict each other are no fault: they are stored and flagged."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.sources.faults import Fault
from connectors.sources.protection_form import ProtectionReportRow
from connectors.sources.record_checks import Placed, addresses_in_order, born_late, in_future, same_person
from schema.decisions.moments import start_of
from schema.decisions.protection_records import received_day


def faults_in(row: ProtectionReportRow, received_at: str | None = None) -> tuple[Fault, ...]:
    """`received_at`: when the row came, for what only a clock can show."""
    future = _in_future(row, received_at) if received_at else ()
    return (*future, *(found for check in CHECKS for found in check(row)))


def _in_future(row: ProtectionReportRow, received_at: str) -> Iterator[Fault]:
    report = row.report
    if report.received_at:
        yield from in_future(report.received_at, received_at, ("report", "received_at"))
    if report.received_on:
        yield from in_future(start_of(report.received_on), received_at, ("report", "received_on"))


def _receipt(row: ProtectionReportRow) -> Iterator[Fault]:
    if not _received_day(row):
        yield Fault("/report/received_on", "MISSING", "is required where /report/received_at is left out")


def _people(row: ProtectionReportRow) -> Iterator[Fault]:
    yield from addresses_in_order([(("child",), row.child), *_others(row)])
    yield from same_person(row.child, _others(row), "the child")


def _births(row: ProtectionReportRow) -> Iterator[Fault]:
    """A child may be born after a report about it or about another one."""
    adults = (placed for placed in _others(row) if placed[0][0] != "other_children")
    if day := _received_day(row):
        yield from born_late(adults, day)


def _received_day(row: ProtectionReportRow) -> str | None:
    return received_day(row.report.received_on, row.report.received_at)


def _others(row: ProtectionReportRow) -> list[Placed]:
    lists = {
        "responsible": row.responsible,
        "adult_victims": row.adult_victims,
        "household": row.household,
        "other_children": row.other_children,
    }
    return [((name, index), party) for name, parties in lists.items() for index, party in enumerate(parties)]


CHECKS = (_receipt, _people, _births)
