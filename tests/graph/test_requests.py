"""What a request opens, by the text of the statements: nothing while it is not sent, and once it has ended."""

from __future__ import annotations

import re

from graph import evidence
from graph.requests import CLOSE
from graph.roots import REQUEST_WAITS
from schema.decisions.request_states import BY_CODE
from schema.model import MODEL
from tests.snapshots import statement_of

OPENS = {"SUBMITTED", "ACCEPTED", "PARTLY_ANSWERED"}


def states(text: str) -> set[str]:
    return set(re.findall(r"'([A-Z_]+)'", text)) & set(BY_CODE)


def test_nobody_opens_a_matter_on_a_request_but_by_the_confirmation() -> None:
    assert "REQUEST" not in evidence.statements(MODEL)


def test_what_awaits_the_point_was_sent_to_it_and_has_not_ended() -> None:
    """A draft, and one that is not eligible, goes nowhere: not even its id."""
    assert states(REQUEST_WAITS) == OPENS
    assert "q.scheme = 'CIP'" in REQUEST_WAITS
    assert f"WHERE {REQUEST_WAITS} AND" in statement_of("{ awaiting { id } }", {}).text


def test_what_ends_a_request_or_confirms_its_subject_anew_closes_what_was_opened() -> None:
    assert states(CLOSE) == {"ACCEPTED", "WITHDRAWN", "REFUSED"}


def test_the_point_is_told_of_those_alone_that_were_sent() -> None:
    for text in ("{ requests { id } }", '{ candidates(request: "x") { id } }'):
        assert "lodged_at IS NOT NULL" in statement_of(text, {}).text
    assert "WHERE violent AND" in statement_of('{ candidates(request: "x") { id } }', {}).text
