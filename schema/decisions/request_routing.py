"""Who at Child Protection handles a request that it is asked, by the state of its own case.

It would tell whether there is a case: it is for Child Protection's own staff, and never for who asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schema.law import Example, Law

BEYOND_INTAKE = ("INVESTIGATION", "SUBSTANTIATED", "NOT_SUBSTANTIATED")


@dataclass(frozen=True, slots=True)
class Report:
    """What routes by one report of the subject. `orders`: first and last day of each; days are YYYY-MM-DD."""

    open_now: bool | None
    investigated: bool | None = None
    outcome: str | None = None
    orders: tuple[tuple[str | None, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    code: str
    when: str
    said: str


OPEN_CASE = Route(
    "OPEN_CASE",
    "a report is open and went beyond intake, or an order for the child holds",
    "A case is open: to its allocated worker, or the team manager.",
)
CURRENT_INTAKE = Route("CURRENT_INTAKE", "a report is open and at intake", "A report is at intake: to intake.")
CLOSED = Route(
    "CLOSED", "reports are held and none is open", "Closed: to the Information Exchange Team, answered in writing."
)
NO_CASE = Route(
    "NO_CASE",
    "no report of the subject is held, by what is believed today of who the subject is",
    "No case is known of the subject: look in your own system first, then answer that nothing is held.",
)
ROUTES = (OPEN_CASE, CURRENT_INTAKE, CLOSED, NO_CASE)
BY_CODE = {route.code: route for route in ROUTES}


def route(reports: Sequence[Report], today: str) -> Route:
    """The first that fits: whoever has a case is its worker's, also while another report is at intake."""
    if not reports:
        return NO_CASE
    if any(_case(report, today) for report in reports):
        return OPEN_CASE
    return CURRENT_INTAKE if any(_open(report) for report in reports) else CLOSED


def _open(report: Report) -> bool:
    """One of which it is not said is open until it came to something."""
    return report.outcome is None if report.open_now is None else report.open_now


def _case(report: Report, today: str) -> bool:
    held = any(made is not None and made <= today and (ends is None or ends >= today) for made, ends in report.orders)
    return held or (_open(report) and (bool(report.investigated) or report.outcome in BEYOND_INTAKE))


def _found(*reports: Report) -> str:
    return route(reports, "2026-07-01").code


LAW = Law(
    name="request-routing",
    title="Requests to Child Protection: who handles one",
    says="Read from top to bottom; the first that fits. It is worked out from Child Protection's own records of the "
    "subject and shown to its own staff alone: to whom asks it would tell whether there is a case.",
    source="Child Protection Manual, procedure 1003, version 16, 1 July 2024: current intake, open case, closed case "
    "(answered in writing). Which fields tell the state, and that no case known is a state of its own, is this "
    "project's reading",
    columns=("State", "When", "To whom"),
    rows=tuple((f"`{one.code}`", one.when, one.said) for one in ROUTES),
    examples=(
        Example("One report, open, not investigated", lambda: _found(Report(True))),
        Example("One report, open, to investigation", lambda: _found(Report(True, outcome="INVESTIGATION"))),
        Example("One closed after investigation, one open at intake",
                lambda: _found(Report(False, True, "SUBSTANTIATED"), Report(True))),
        Example("One closed, and an order made on 1 June 2026 that has no last day",
                lambda: _found(Report(False, True, "SUBSTANTIATED", (("2026-06-01", None),)))),
        Example("One closed, and an order that ended on 30 June 2026",
                lambda: _found(Report(False, True, "SUBSTANTIATED", (("2025-06-01", "2026-06-30"),)))),
        Example("One of which it is not said whether it is open, without an outcome", lambda: _found(Report(None))),
        Example("None", _found),
    ),
    since="2024-07-01",
)  # fmt: skip
