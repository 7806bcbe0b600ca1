"""Pattern and history: the entry point. Every measure, its sentences and its gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from schema.decisions.affected import affected_persons
from schema.decisions.answer import PatternAndHistory
from schema.decisions.assessments import assessments
from schema.decisions.behaviours import behaviours, risk_bands
from schema.decisions.breaches import breaches
from schema.decisions.children import children_exposed
from schema.decisions.circumstances import circumstances
from schema.decisions.contradictions import contradictions
from schema.decisions.cross_role import cross_role
from schema.decisions.custodians import custodians
from schema.decisions.escalation import escalation
from schema.decisions.event import Event
from schema.decisions.frequency import frequency, recency
from schema.decisions.gaps import gaps
from schema.decisions.history import History, history, reports
from schema.decisions.orders import orders_named
from schema.decisions.orders_held import orders_held
from schema.decisions.records import Records
from schema.decisions.sentences import sentences
from schema.decisions.severity import EDITION, highest_severity, latest_severity


def pattern_and_history(events: Iterable[Event], as_at: str, records: Records | None = None) -> PatternAndHistory:
    """All that the reports and the other records shown say of one subject as at an instant (UTC text)."""
    shown = tuple(events)
    held = history(shown, as_at, records)
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
        orders_held=orders_held(held),
        circumstances=circumstances(held),
        assessments=assessments(held),
        contradictions=contradictions(held),
        custodians=custodians(held),
        sentences=(),
        gaps=(),
    )
