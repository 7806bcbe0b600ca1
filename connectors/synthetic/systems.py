"""What the other systems hold of a population, by connector: rows in the order in which they are handed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from connectors.synthetic.assessments import assessments
from connectors.synthetic.cases import cases
from connectors.synthetic.corrections_files import corrections_files
from connectors.synthetic.court_files import court_files
from connectors.synthetic.draws import Draws
from connectors.synthetic.oddities import with_oddities
from connectors.synthetic.population import Population
from connectors.synthetic.protection_reports import protection_reports
from connectors.synthetic.reported import reported
from connectors.synthetic.written import Written

_HELD_UP = 0.2  # of the rows, which come last, an older version after a newer one among them


def systems(found: Population) -> Mapping[str, tuple[Written, ...]]:
    """Of the very lives that police report of; the reports themselves are `found.reports`."""
    reports = reported(found)
    charged = cases(found, reports)
    held: Mapping[str, Callable[[], list[Written]]] = {
        "courts": lambda: court_files(found, reports, charged),
        "corrections": lambda: corrections_files(found, charged),
        "child_protection": lambda: protection_reports(found, reports),
        "risk": lambda: assessments(found, reports),
    }
    return {name: _delivered(found, name, write()) for name, write in held.items()}


def _delivered(found: Population, connector: str, rows: Sequence[Written]) -> tuple[Written, ...]:
    odd = with_oddities(found.seed, connector, rows)
    draws = Draws.stream(found.seed, "delivery", connector)
    late = [replace(row, at=row.at + timedelta(days=4000)) if draws.chance(_HELD_UP) else row for row in odd]
    arrivals = sorted(zip(late, odd, strict=True), key=lambda pair: (pair[0].at, pair[1].document))
    return tuple(row for _, row in arrivals)
