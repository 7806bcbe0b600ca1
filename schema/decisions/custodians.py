"""Whose records are shown: by custodian, how many of each kind, and when the latest was received."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schema.decisions.history import History, evidence
from schema.decisions.records import kinds

POLICE_REPORT = "police report"


@dataclass(frozen=True, slots=True)
class KindShown:
    """`kind` in words, of one record; how many are shown."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class CustodianReports:
    """How many police reports of one custodian are shown, how many records of all kinds, and when the latest was
    received (UTC). It is of these records, never how fresh the custodian's system is. None: custodian not shown."""

    custodian: str | None
    reports: int
    records: int
    kinds: tuple[KindShown, ...]
    latest_received_at: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    kind: str
    custodian: str
    received_at: str | None
    id: str


def custodians(history: History) -> tuple[CustodianReports, ...]:
    groups: dict[str, list[_Shown]] = {}
    for record in _shown(history):
        groups.setdefault(record.custodian, []).append(record)
    return tuple(_custodian(name, groups[name]) for name in sorted(groups))


def _shown(history: History) -> Iterator[_Shown]:
    of_reports = {event.incident: event for event in history.shown}
    for id in evidence(history.shown):
        event = of_reports[id]
        yield _Shown(POLICE_REPORT, event.custodian or "", event.received_at, id)
    for kind, records in kinds(history.records):
        yield from (_Shown(kind, r.custodian or "", r.received_at, r.id) for r in records)


def _custodian(name: str, held: list[_Shown]) -> CustodianReports:
    counts: dict[str, set[str]] = {}
    for record in held:
        counts.setdefault(record.kind, set()).add(record.id)
    return CustodianReports(
        custodian=name or None,
        reports=len(counts.get(POLICE_REPORT, ())),
        records=sum(map(len, counts.values())),
        kinds=tuple(KindShown(kind, len(found)) for kind, found in counts.items()),
        latest_received_at=max((record.received_at for record in held if record.received_at), default=None),
        evidence=tuple(dict.fromkeys(record.id for record in held)),
    )
