"""Whose records are shown: by custodian, how many of each kind, and when the latest was received."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from schema.decisions.history import History, evidence
from schema.decisions.records import kinds

POLICE_REPORT = "police report"


@dataclass(frozen=True, slots=True)
class KindShown:
    """How many records of one kind are shown."""

    kind: Annotated[str, "The kind in words, of one record, for example police report."]
    count: Annotated[int, "How many records of it are shown."]


@dataclass(frozen=True, slots=True)
class CustodianReports:
    """What is shown of one custodian's records, never how fresh the custodian's system is."""

    custodian: Annotated[
        str | None, "Id of the organisation that answers for them; null: those of which it is not shown."
    ]
    reports: Annotated[int, "How many police reports are shown, each filing counted."]
    records: Annotated[int, "How many records of all kinds are shown, police reports among them."]
    kinds: Annotated[tuple[KindShown, ...], "The records by kind; a kind of which none is shown is left out."]
    latest_received_at: Annotated[str | None, "When the hub received the latest of them (UTC); null: not shown."]
    evidence: Annotated[tuple[str, ...], "Ids of all these records, police reports first."]


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
