"""The summary for a reader at summary level."""

from __future__ import annotations

import pytest

from schema.decisions.offences import Severity
from schema.decisions.summary import ViolenceSummary, violence_summary
from tests.decisions.events import AS_AT, affected, on, respondent


@pytest.mark.parametrize(("count", "band"), [(1, "1"), (2, "2-4"), (4, "2-4"), (5, "5+"), (9, "5+")])
def test_a_count_is_told_as_a_band(count: int, band: str) -> None:
    events = [respondent(f"r{number}", on("2025-01-01")) for number in range(count)]
    assert violence_summary(events, AS_AT).incidents == band


def test_it_tells_four_words_and_no_more() -> None:
    events = [
        respondent("a", "2025-12-31T13:30:00Z", strangulation=True),
        respondent("b", "2024-01-01T00:00:00Z"),
    ]
    assert violence_summary(events, AS_AT) == ViolenceSummary(
        True, "2-4", "2026-01", Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON
    )


def test_no_report_shown_is_never_no_violence() -> None:
    nothing = ViolenceSummary(None, None, None, None)
    assert violence_summary([], AS_AT) == nothing
    assert violence_summary([affected("a", on("2025-01-01"))], AS_AT) == nothing
    assert violence_summary([respondent("a", "2026-03-02T00:00:00Z")], AS_AT) == nothing
