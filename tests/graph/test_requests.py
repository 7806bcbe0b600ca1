"""What a request opens, by the text of the statements: nothing while it is not sent, and once it has ended."""

from __future__ import annotations

import re

from graph.evidence import BY_REQUEST, REQUEST_WAITS
from graph.requests import CLOSE
from schema.decisions.request_states import BY_CODE
from tests.snapshots import statement_of

OPENS = {"SUBMITTED", "ACCEPTED", "PARTLY_ANSWERED"}


def states(text: str) -> set[str]:
    return set(re.findall(r"'([A-Z_]+)'", text)) & set(BY_CODE)


def test_a_matter_is_opened_on_one_that_was_sent_to_the_point_and_waits() -> None:
    assert states(REQUEST_WAITS) == OPENS
    assert "q.scheme = 'CIP'" in REQUEST_WAITS
    assert f"WHERE {REQUEST_WAITS}" in BY_REQUEST


def test_what_awaits_is_what_a_matter_is_opened_on() -> None:
    """A draft, and one that is not eligible, goes nowhere: not even its id."""
    assert f"WHERE {REQUEST_WAITS} AND" in statement_of("{ awaiting { id } }", {}).text


def test_what_ends_a_request_or_confirms_its_subject_anew_closes_what_was_opened() -> None:
    assert states(CLOSE) == {"ACCEPTED", "WITHDRAWN", "REFUSED"}


def test_the_point_is_told_of_those_alone_that_were_sent() -> None:
    for text in ("{ requests { id } }", '{ candidates(request: "x") { id } }'):
        assert "lodged_at IS NOT NULL" in statement_of(text, {}).text
    assert "WHERE violent AND" in statement_of('{ candidates(request: "x") { id } }', {}).text
