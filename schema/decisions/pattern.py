"""Pattern and history: the entry point. Every measure, its sentences and its gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from schema.decisions.affected import affected_persons
from schema.decisions.answer import CustodianReports, PatternAndHistory
from schema.decisions.behaviours import behaviours, risk_bands
from schema.decisions.breaches import breaches
from schema.decisions.children import children_exposed
from schema.decisions.cross_role import cross_role
from schema.decisions.escalation import escalation
from schema.decisions.event import Event
from schema.decisions.frequency import frequency, recency
from schema.decisions.gaps import gaps
from schema.decisions.history import History, evidence, history, reports
from schema.decisions.orders import orders_named
from schema.decisions.sentences import sentences
from schema.decisions.severity import EDITION, highest_severity, latest_severity


def pattern_and_history(events: Iterable[Event], as_at: str) -> PatternAndHistory:
    """All that the reports shown say of one subject as at an instant (UTC text)."""
    shown = tuple(events)
    held = history(shown, as_at)
    with_gaps = replace(_measures(held), gaps=gaps(shown, held))
    return replace(with_gaps, sentences=sentences(with_gaps))


def _measures(held: History) -> PatternAndHistory:
    return PatternAndHistory(
        as_at=held.as_at,
        reports_shown=reports(held.shown),
        repeats=held.repeats,
        frequency=frequency(held),
        recency=recency(held),
        severity_edition=EDITION,
        latest_severity=latest_severity(held),
        highest_severity=highest_severity(held),
        escalation=escalation(held),
        behaviours=behaviours(held),
        risk_bands=risk_bands(held),
        breaches=breaches(held),
        affected=affected_persons(held),
        children=children_exposed(held),
        cross_role=cross_role(held),
        orders=orders_named(held),
        custodians=_custodians(held),
        sentences=(),
        gaps=(),
    )


def _custodians(held: History) -> tuple[CustodianReports, ...]:
    groups: dict[str, list[Event]] = {}
    for event in held.shown:
        groups.setdefault(event.custodian or "", []).append(event)
    return tuple(
        CustodianReports(name or None, reports(group), _latest_received(group), evidence(group))
        for name, group in sorted(groups.items())
    )


def _latest_received(events: list[Event]) -> str | None:
    return max((event.received_at for event in events if event.received_at), default=None)
