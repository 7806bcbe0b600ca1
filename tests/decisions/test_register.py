"""Which entry a step leaves, and what is said to be missing: each regulation with what it asks and does not ask."""

from __future__ import annotations

from typing import Any

import pytest

from schema.decisions.register import KINDS, LAW, STATES, Event, entry_of
from schema.decisions.request_states import STATES as OF_REQUESTS

WORDS = {"scheme": "FVISS", "kind": "FULL", "role": "ALLEGED", "consent": "NOT_REQUIRED", "consent_reason": None}
HERS = {"role": "VICTIM", "consent": "OBTAINED"}
UNSAID = {"role": "VICTIM", "consent": "SERIOUS_THREAT"}
MADE = ("ORDER_OUTCOME", "ANSWERED", "", "Final order made")
UNTOLD = ("ORDER_COPY", "REFUSED", "OTHER_LAW", "Not published")
VIEWS, RELIED, TOLD = "Whether the child's views", "Which risk assessment", "Whether the person was told."


def event(state: str, said: dict[str, Any] | None = None, **more: Any) -> Event:
    usual: dict[str, Any] = {"asking": "a", "addressed_to": "b", "reason": "In words", "records": ("r",)}
    return Event(id="e", at="2026-10-03T16:00:00Z", state=state, organisation="a", said={**WORDS, **(said or {})},
                 **{**usual, **more})  # fmt: skip


@pytest.mark.parametrize(
    ("_case", "given", "regulations", "missing"),
    [
        ("of him, by records", event("ANSWERED"), ("reg 10",), []),
        ("nothing was named", event("PARTLY_ANSWERED", records=()), ("reg 10",), ["Which records"]),
        ("a report names it", event("ANSWERED", records=(), report="p"), ("reg 10",), []),
        ("consent of an adult", event("ANSWERED", HERS), ("reg 10", "reg 11"), [TOLD]),
        ("no reason for none", event("ANSWERED", UNSAID), ("reg 10", "reg 11"), ["Why consent", TOLD]),
        ("a reason", event("ANSWERED", {**UNSAID, "consent_reason": "He said when"}), ("reg 10", "reg 11"), [TOLD]),
        ("a child", event("VOLUNTEERED", {"role": "VICTIM"}), ("reg 10", "reg 12"), [VIEWS, RELIED]),
        ("its views", event("ANSWERED", {"role": "VICTIM"}, views=("VIEWS_SOUGHT", "x")), ("reg 10", "reg 12"),
         [RELIED]),
        ("for a child", event("ANSWERED", {**HERS, "scheme": "CISS"}), ("reg 10", "reg 12"), [VIEWS, RELIED]),
        ("asked of a child", event("SUBMITTED", {"role": "VICTIM"}), ("reg 10",), []),
        ("for a child, by its own Act", event("ANSWERED", {**HERS, "scheme": "CYFA"}), ("reg 10", "reg 12"),
         [VIEWS, RELIED]),
        ("an item in words", event("ANSWERED", records=(), items=(MADE,)), ("reg 10",), []),
        ("an item is refused", event("PARTLY_ANSWERED", items=(MADE, UNTOLD)), ("reg 10", "reg 13"), []),
        ("refused", event("REFUSED", HERS, code="NOT_RELEVANT"), ("reg 13",), []),
        ("refused without a reason", event("REFUSED", reason=" "), ("reg 13",), ["The reason in writing."]),
        ("not held", event("ANSWERED", code="NOT_HELD", records=()), ("reg 13",), []),
        ("disputed", event("DISPUTED"), (), []),
        ("taken back", event("WITHDRAWN"), (), []),
    ],
)  # fmt: skip
def test_what_is_kept_and_what_is_missing(_case: str, given: Event, regulations: tuple[str, ...], missing: Any) -> None:
    entry = entry_of(given)
    assert entry.regulations == regulations
    assert len(entry.missing) == len(missing)
    assert all(said.startswith(wanted) for said, wanted in zip(entry.missing, missing, strict=True))


@pytest.mark.parametrize(
    ("voluntary", "mine", "part", "recipient"),
    [(False, True, "ASKED", "a"), (False, False, "WAS_ASKED", "a"), (True, True, "TOLD", "b"),
     (True, False, "WAS_TOLD", "b")],
)  # fmt: skip
def test_who_tells_and_who_is_told(voluntary: bool, mine: bool, part: str, recipient: str) -> None:
    entry = entry_of(event("VOLUNTEERED" if voluntary else "ANSWERED", {"voluntary": voluntary}, mine=mine))
    assert (entry.part, entry.recipient) == (part, recipient)
    assert {entry.recipient, entry.discloser} == {"a", "b"}


def test_what_was_asked_item_by_item_is_kept_with_what_was_said_of_each() -> None:
    entry = entry_of(event("PARTLY_ANSWERED", {"enquiries": ["ORDER_OUTCOME", "ORDER_COPY"]}, items=(MADE, UNTOLD)))
    assert entry.enquiries == ("ORDER_OUTCOME", "ORDER_COPY")
    assert entry.items == (
        "ORDER_OUTCOME: ANSWERED: Final order made",
        "ORDER_COPY: REFUSED (Another law forbids it): Not published",
    )


def test_what_a_request_lacked_is_told_to_who_wrote_it_alone() -> None:
    assert entry_of(event("INELIGIBLE", lacks=("relevance",))).lacks == ("relevance",)
    assert entry_of(event("INELIGIBLE", lacks=("relevance",), mine=False)).lacks == ()


def test_a_day_is_that_of_victoria() -> None:
    """Sixteen hours of UTC on the third of October is three in the morning of the fourth, after the hour left out."""
    assert entry_of(event("SUBMITTED")).day == "2026-10-04"


def test_every_state_has_a_kind_but_a_draft_and_who_the_subject_is() -> None:
    assert {state.code for state in OF_REQUESTS} - STATES == {"DRAFTED", "ACCEPTED"}
    assert STATES - {state.code for state in OF_REQUESTS} == {"RECEIVED", "RESOLVED"}
    assert [row[0] for row in LAW.rows] == [kind.code for kind in KINDS]
