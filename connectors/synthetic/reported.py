"""The reports of police as the other systems meet them: what happened in truth beside what was filed of it first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from connectors.synthetic.events import Event
from connectors.synthetic.filing import Filing
from connectors.synthetic.people import Human
from connectors.synthetic.population import Population
from connectors.synthetic.reports import ReportWriter

Fields = dict[str, Any]
SINCE = timedelta(days=730)
"""How far back the other systems hand over what they hold; of the planted people they do it whole."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One report: its first version, never a repeat of another one."""

    filing: Filing
    row: Fields

    @property
    def event(self) -> Event:
        return self.filing.record.event

    @property
    def number(self) -> str:
        return self.filing.portal_id

    @property
    def respondent(self) -> Human:
        return self.event.tie.respondent

    @property
    def affected(self) -> Human:
        return self.event.tie.affected

    @property
    def children(self) -> tuple[Human, ...]:
        """In the order of the report's list."""
        return self.event.tie.minors(self.event.day)


def reported(found: Population) -> tuple[Reported, ...]:
    """In the order in which it happened."""
    return tuple(sorted(_first_versions(found), key=lambda one: (one.event.at, one.number)))


def handed_over(one: Event, until: date) -> bool:
    return bool(one.role) or one.day > until - SINCE


def at_end_of(day: date) -> datetime:
    """The last minute of a day, in standard time; the same day in summer time too."""
    return datetime(day.year, day.month, day.day, 22, 59)


def _first_versions(found: Population) -> Iterator[Reported]:
    writer = ReportWriter(found.seed, found.homes)
    for filing in found.filings:
        if filing.version == 1 and filing.repeats is None:
            yield Reported(filing, writer.row(filing))
