"""The words of a request: whether each can be so, and how they are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resolvers.errors import Fault, FieldFault
from resolvers.registry_desk import LONGEST_WORDS
from resolvers.request_input import RequestInput
from schema import codes

FACTORS = "risk_factor"
MOST = 20  # factors and reasons of one request
LONGEST = 255


def good(given: RequestInput) -> None:
    """What is wrong with single fields, all at once; what the law asks is said by eligibility."""
    wrong = [*_unknown_factors(given), *_too_many(given), *_too_long(given)]
    if wrong:
        raise Fault("BAD_INPUT", wrong[0].message, wrong[0].path, tuple(wrong))


def _unknown_factors(given: RequestInput) -> Iterator[FieldFault]:
    for place, code in enumerate(given.relevance):
        if not codes.known(FACTORS, code):
            yield FieldFault(("input", "relevance", place), "UNKNOWN_CODE", "Say a code of docs/law/maram-factors.md.")


def _too_many(given: RequestInput) -> Iterator[FieldFault]:
    for name, words in (("relevance", given.relevance), ("urgencyFactors", given.urgency_factors)):
        if len(words) > MOST:
            yield FieldFault(("input", name), "TOO_MANY", f"At most {MOST}.")


def _too_long(given: RequestInput) -> Iterator[FieldFault]:
    """Each text against its most; of a reference the longer half."""
    people = (("subject", given.subject), ("personAtRisk", given.person_at_risk))
    texts = (("groundsForRole", given.grounds_for_role), ("consentReason", given.consent_reason),
             ("question", given.question or ""))  # fmt: skip
    sizes: list[tuple[tuple[str | int, ...], int, int]] = [
        *(((name,), max(len(said.id), len(said.system)), LONGEST) for name, said in people if said),
        *(((name,), len(text), LONGEST_WORDS) for name, text in texts),
        *((("urgencyFactors", place), len(text), LONGEST) for place, text in enumerate(given.urgency_factors)),
    ]
    for path, size, most in sizes:
        if size > most:
            yield FieldFault(("input", *path), "TOO_LONG", f"At most {most} characters.")


def words_of(given: RequestInput, matter: str) -> dict[str, Any]:
    at_risk = given.person_at_risk
    return {
        "scheme": given.scheme.value, "kind": given.kind.value, "purpose": given.purpose.value,
        "system": given.subject.system, "reference": given.subject.id, "role": given.subject_role.value,
        "grounds": given.grounds_for_role, "birth_date": str(given.birth_date) if given.birth_date else None,
        "risk_system": at_risk.system if at_risk else None, "risk_reference": at_risk.id if at_risk else None,
        "urgency": given.urgency.value, "urgency_factors": list(given.urgency_factors),
        "consent": given.consent.value, "consent_reason": given.consent_reason or None,
        "relevance": list(given.relevance), "matter": matter, "question": given.question,
    }  # fmt: skip
