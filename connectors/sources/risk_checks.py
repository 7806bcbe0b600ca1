"""What no single field of an assessment can show to be wrong: refused where it cannot be kept whole, else flagged."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime, timedelta

from authz.local_days import local_day
from connectors.sources.faults import Fault, pointer
from connectors.sources.fields import is_placeholder
from connectors.sources.record_checks import addresses_in_order
from connectors.sources.risk_form import Assessed, Assessment, Observation
from graph.times import instant
from schema.decisions import maram

A_DAY = timedelta(days=1)  # a slow clock, and a time zone left out of account
PERPETRATOR, CHILD = "PERPETRATOR", "CHILD"
CUSTODIANS = frozenset(
    (
        *("orange_door", "specialist_fv_service", "safe_steps", "mens_referral_service", "mens_services"),
        *("victim_support_agency", "child_protection", "ramp"),
    )
)


def faults_in(row: Assessment, received_at: str | None = None) -> tuple[Fault, ...]:
    """`received_at`: when the row came, for what only a clock can show."""
    return tuple(found for check in CHECKS for found in check(row, received_at))


def doubts_in(row: Assessment) -> list[str]:
    """What of it contradicts itself, and is kept as said: codes of `record_doubt`, each once, in order."""
    return list(dict.fromkeys(doubt for check in DOUBTS for doubt in check(row)))


def _custodian(row: Assessment, _at: str | None) -> Iterator[Fault]:
    if row.assessment.custodian not in CUSTODIANS:
        listed = ", ".join(sorted(CUSTODIANS))
        yield Fault(
            "/assessment/custodian", "UNKNOWN_CUSTODIAN", f"is no custodian of this source; send one of {listed}"
        )


def _of_somebody(row: Assessment, _at: str | None) -> Iterator[Fault]:
    """Whose risk it is must be said: who stands beside it says nothing of that."""
    if row.subject is None and row.assessment.kind != PERPETRATOR:
        yield Fault(
            "/subject", "MISSING", "is required; only an assessment of the kind PERPETRATOR is of no such person"
        )
    if row.subject is None and row.respondent is None:
        yield Fault("/respondent", "MISSING", "is required where there is no subject")


def _two_people(row: Assessment, _at: str | None) -> Iterator[Fault]:
    """The same number in both parts would show each the other's whereabouts."""
    if row.subject is None or row.respondent is None:
        return
    for name in ("person_number", "hub_person"):
        mine = getattr(row.subject, name)
        if mine and mine == getattr(row.respondent, name) and not is_placeholder(mine):
            yield Fault(f"/respondent/{name}", "SAME_PERSON", "is the subject's too; an assessment is of two people")


def _in_future(row: Assessment, at: str | None) -> Iterator[Fault]:
    assessed_on = row.assessment.assessed_on
    if at and assessed_on and assessed_on > local_day(instant(datetime.fromisoformat(at) + A_DAY)):
        yield Fault("/assessment/assessed_on", "IN_FUTURE", "is after the assessment was received")


def _born_later(row: Assessment, _at: str | None) -> Iterator[Fault]:
    assessed_on = row.assessment.assessed_on
    for name, party in _people(row):
        if assessed_on and party.birth_date and party.birth_date > assessed_on:
            yield Fault(f"/{name}/birth_date", "BIRTH_AFTER_ASSESSMENT", "is after the assessment")


def _addresses(row: Assessment, _at: str | None) -> Iterator[Fault]:
    yield from addresses_in_order(((name,), party) for name, party in _people(row))


def _plan_numbers(row: Assessment, _at: str | None) -> Iterator[Fault]:
    """Two plans of one number would be one plan with two texts."""
    numbers = ((plan.number, index) for index, plan in enumerate(row.safety_plans) if plan.number)
    for index in _repeated(numbers):
        yield Fault(pointer(("safety_plans", index, "number")), "REPEATED", "is another plan's number too")


def _people(row: Assessment) -> Iterator[tuple[str, Assessed]]:
    yield from ((name, party) for name in ("subject", "respondent") if (party := getattr(row, name)) is not None)


def _repeated(keys: Iterable[tuple[Hashable, int]]) -> Iterator[int]:
    seen: set[Hashable] = set()
    for key, index in keys:
        if key in seen:
            yield index
        seen.add(key)


# What contradicts itself, and is evidence as it stands


def _factor_twice(row: Assessment) -> Iterator[str]:
    answers: dict[str, str | None] = {}
    for seen in row.observations:
        if answers.setdefault(seen.factor, seen.presence) != seen.presence:
            yield "FACTOR_TWICE"


def _level_without_assessor(row: Assessment) -> Iterator[str]:
    if row.assessment.level and not row.assessment.assessor:
        yield "LEVEL_WITHOUT_ASSESSOR"


def _beyond_practice_level(row: Assessment) -> Iterator[str]:
    about = row.assessment
    if maram.may_write(about.practice_level or "", about.kind or "") is False:
        yield "BEYOND_PRACTICE_LEVEL"


def _unknown_not_asked(row: Assessment) -> Iterator[str]:
    if any(seen.presence == maram.UNKNOWN and _not_asked(row, seen) for seen in row.observations):
        yield "UNKNOWN_NOT_ASKED"


def _not_asked(row: Assessment, seen: Observation) -> bool:
    return maram.asks(row.assessment.kind or "", seen.factor) is False


def _level_of_another_scheme(row: Assessment) -> Iterator[str]:
    about = row.assessment
    if about.level and maram.of_scheme(about.scheme or "", about.level) is False:
        yield "LEVEL_OF_ANOTHER_SCHEME"


def _childs_tool(row: Assessment) -> Iterator[str]:
    if row.assessment.kind == CHILD and row.subject is not None and not row.subject.child:
        yield "CHILD_TOOL_OF_ADULT"


def _days_turned_round(row: Assessment) -> Iterator[str]:
    spans = [(seen.first_seen_on, seen.last_seen_on) for seen in row.observations]
    spans += [(plan.made_on, plan.review_on) for plan in row.safety_plans]
    if any(start and end and end < start for start, end in spans):
        yield "ENDS_BEFORE_START"


CHECKS = (_custodian, _of_somebody, _two_people, _in_future, _born_later, _addresses, _plan_numbers)
DOUBTS = (
    _factor_twice,
    _level_without_assessor,
    _beyond_practice_level,
    _unknown_not_asked,
    _level_of_another_scheme,
    _childs_tool,
    _days_turned_round,
)
