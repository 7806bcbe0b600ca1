"""Which fields of a request are wrong, each told with its place, at once, and never with what was sent."""

from __future__ import annotations

from typing import Any

import pytest

from resolvers.errors import Fault
from resolvers.references import Reference
from resolvers.request_form import good
from resolvers.request_input import RequestInput

HIM = Reference(system="victoria_police", id="1")  # type: ignore[call-arg]
CANARY = "canary"


def wrong(**given: Any) -> list[tuple[list[str | int], str, str]]:
    try:
        good(RequestInput(**{"subject": HIM, **given}))
    except Fault as fault:
        return [(list(field.path), field.code, field.message) for field in fault.fields]
    return []


MARAM = "Say a code of docs/law/maram-factors.md."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"relevance": ["P19", CANARY]}, (["input", "relevance", 1], "UNKNOWN_CODE", MARAM)),
        ({"relevance": ["P19"] * 21}, (["input", "relevance"], "TOO_MANY", "At most 20.")),
        ({"urgency_factors": [CANARY] * 21}, (["input", "urgencyFactors"], "TOO_MANY", "At most 20.")),
        ({"urgency_factors": ["", CANARY * 43]},
         (["input", "urgencyFactors", 1], "TOO_LONG", "At most 255 characters.")),
        ({"subject": Reference(system="victoria_police", id="1" * 256)},  # type: ignore[call-arg]
         (["input", "subject"], "TOO_LONG", "At most 255 characters.")),
        ({"person_at_risk": Reference(system="s" * 256, id="1")},  # type: ignore[call-arg]
         (["input", "personAtRisk"], "TOO_LONG", "At most 255 characters.")),
        ({"grounds_for_role": "x" * 2001}, (["input", "groundsForRole"], "TOO_LONG", "At most 2000 characters.")),
        ({"consent_reason": "x" * 2001}, (["input", "consentReason"], "TOO_LONG", "At most 2000 characters.")),
        ({"question": "x" * 2001}, (["input", "question"], "TOO_LONG", "At most 2000 characters.")),
    ],
)  # fmt: skip
def test_a_field_that_is_wrong_is_told_with_its_place(given: dict[str, Any], expected: tuple[Any, ...]) -> None:
    [found] = wrong(**given)
    assert found == expected
    assert CANARY not in found[2]


def test_what_is_as_long_as_it_may_be_is_good() -> None:
    assert wrong(relevance=["P19"] * 20, urgency_factors=["x" * 255] * 20, question="x" * 2000,
                 grounds_for_role="x" * 2000, consent_reason="x" * 2000,
                 subject=Reference(system="s" * 255, id="1" * 255)) == []  # type: ignore[call-arg]  # fmt: skip


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = wrong(relevance=["X9"], question="x" * 2001, urgency_factors=["x" * 256])
    assert [path for path, _, _ in found] == [
        ["input", "relevance", 0], ["input", "question"], ["input", "urgencyFactors", 0]
    ]  # fmt: skip


def test_the_refusal_itself_says_the_first() -> None:
    with pytest.raises(Fault, match="maram-factors") as refused:
        good(RequestInput(subject=HIM, relevance=["X9"], question="x" * 2001))
    assert (refused.value.code, refused.value.path) == ("BAD_INPUT", ("input", "relevance", 0))
