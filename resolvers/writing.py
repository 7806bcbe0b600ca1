"""Assessments of risk that people write at the hub, as GraphQL has them."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from datetime import date, datetime
from typing import Any

import strawberry

from resolvers.references import Reference
from schema import codes

ID = strawberry.ID
WRITTEN_CODES = {
    "kind": "assessment_kind",
    "scheme": "risk_scheme",
    "level": "risk_level",
    "self_assessed_level": "risk_level",
    "practice_level": "practice_level",
}


def _one_of(code_list: str) -> str:
    return f"One of {', '.join(codes.codes(code_list))}."


@strawberry.input(description="One risk factor: what was found of it, and what that rests on.")
class ObservationInput:
    factor: str = strawberry.field(description="Code of the factor; see docs/law/maram-factors.md.")
    presence: str = strawberry.field(description=_one_of("factor_presence"))
    first_seen_on: date | None = strawberry.field(default=None, description="First known.")
    last_seen_on: date | None = strawberry.field(default=None, description="Last known.")
    evidence: str | None = strawberry.field(default=None, description="What it rests on.")


@strawberry.input(description="One step of a plan.")
class SafetyStepInput:
    kind: str = strawberry.field(description=_one_of("safety_step"))
    text: str | None = strawberry.field(default=None, description="The step in words.")
    done_on: date | None = strawberry.field(default=None, description="When it was done.")


@strawberry.input(description="A plan for the safety of the person assessed, made with that person.")
class SafetyPlanInput:
    number: str | None = strawberry.field(default=None, description="Your own number of the plan.")
    made_on: date | None = strawberry.field(default=None, description="When it was made.")
    review_on: date | None = strawberry.field(default=None, description="When it is to be looked at again.")
    state: str = strawberry.field(default="CURRENT", description=_one_of("plan_state"))
    steps: list[SafetyStepInput] = strawberry.field(default_factory=list, description="Its steps.")


@strawberry.input(description="One assessment of one person's risk. A child's risk is assessed in one of its own.")
class AssessmentInput:
    person: Reference = strawberry.field(
        description="Whose risk it is, of those whom the declared matter names; of a perpetrator-focused assessment, "
        "who is assessed as using violence."
    )
    respondent: Reference | None = strawberry.field(
        default=None, description="Who is assessed as using violence, of those whom the matter names."
    )
    number: str | None = strawberry.field(
        default=None, description="Your organisation's number of the assessment; the hub gives one unless told."
    )
    kind: str = strawberry.field(description=_one_of("assessment_kind"))
    scheme: str = strawberry.field(default="MARAM", description=_one_of("risk_scheme"))
    level: str | None = strawberry.field(
        default=None, description=f"The level as you judge it; none is computed. {_one_of('risk_level')}"
    )
    self_assessed_level: str | None = strawberry.field(default=None, description="What the person assessed thinks.")
    assessed_on: date = strawberry.field(description="When.")
    assessor: str = strawberry.field(description="Who judged.")
    practice_level: str = strawberry.field(description=f"Of the assessor. {_one_of('practice_level')}")
    tool: str | None = strawberry.field(default=None, description="Name of the tool.")
    tool_version: str | None = strawberry.field(default=None, description="Version of the tool.")
    rationale: str | None = strawberry.field(default=None, description="Why this level.")
    informed_by: str | None = strawberry.field(
        default=None, description="Number of an earlier assessment of your organisation that informed it."
    )
    observations: list[ObservationInput] = strawberry.field(default_factory=list, description="The factors.")
    safety_plans: list[SafetyPlanInput] = strawberry.field(default_factory=list, description="Plans that follow.")


@strawberry.type
class WrittenAssessment:
    """An assessment that was written, as a record of your organisation."""

    id: ID = strawberry.field(description="The assessment; `riskAssessment` shows it.")
    number: str = strawberry.field(description="Your organisation's number of it.")
    version: int = strawberry.field(description="Its version.")
    at: datetime = strawberry.field(description="When the hub received it.")


Info = strawberry.Info[Any, None]


@strawberry.type
class WritingMutation:
    """What can be written."""

    @strawberry.mutation(
        description="Write an assessment of a person whom the declared matter names: for a risk assessment entity, "
        "under ASSESSMENT, as far as the assessor's practice level goes. It is a record of your organisation like any "
        "other. The same key again is answered again, and written once; `version` is the one held and one more."
    )
    async def write_assessment(
        self, info: Info, input: AssessmentInput, idempotency_key: str, version: int
    ) -> WrittenAssessment:
        writing = info.context.decisions.writing
        return await writing.write(input, idempotency_key, version)  # type: ignore[no-any-return]
