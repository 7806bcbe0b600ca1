"""Who at Child Protection handles a request: procedure 1003, each state by hand, and days at their edges."""

from __future__ import annotations

import pytest

from schema.decisions.request_routing import LAW, ROUTES, Report, route

TODAY = "2026-07-01"
INTAKE, CASE = Report(True), Report(True, investigated=True)
CLOSED = Report(False, True, "SUBSTANTIATED")


def ordered(made: str | None, ends: str | None) -> Report:
    return Report(False, True, "SUBSTANTIATED", ((made, ends),))


@pytest.mark.parametrize(
    ("reports", "code"),
    [
        ([], "NO_CASE"),
        ([INTAKE], "CURRENT_INTAKE"),
        ([Report(True, False, "REFERRED")], "CURRENT_INTAKE"),
        ([CASE], "OPEN_CASE"),
        ([Report(True, None, "INVESTIGATION")], "OPEN_CASE"),
        ([CLOSED], "CLOSED"),
        ([Report(False)], "CLOSED"),
        ([CLOSED, INTAKE], "CURRENT_INTAKE"),
        ([INTAKE, CASE], "OPEN_CASE"),
        ([Report(None)], "CURRENT_INTAKE"),
        ([Report(None, outcome="CLOSED")], "CLOSED"),
        ([ordered("2026-07-01", None)], "OPEN_CASE"),
        ([ordered("2025-01-01", "2026-07-01")], "OPEN_CASE"),
        ([ordered("2025-01-01", "2026-06-30")], "CLOSED"),
        ([ordered("2026-07-02", None)], "CLOSED"),
        ([ordered(None, None)], "CLOSED"),
    ],
)
def test_it_goes_by_the_state_of_the_case(reports: list[Report], code: str) -> None:
    assert route(reports, TODAY).code == code
    assert route(reports[::-1], TODAY).code == code


def test_each_state_has_a_row_and_says_to_whom() -> None:
    assert [row[0] for row in LAW.rows] == [f"`{one.code}`" for one in ROUTES]
    said = {one.code: one.said for one in ROUTES}
    assert "allocated worker, or the team manager" in said["OPEN_CASE"]
    assert "to intake" in said["CURRENT_INTAKE"]
    assert "Information Exchange Team, answered in writing" in said["CLOSED"]
