"""What one assessment claims, as nodes and edges: a pure function of the row and when it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from authz.local_days import start_of
from connectors.sources.document import Document, Identify, claims_of, fields, stated
from connectors.sources.person_claims import Claim, Part, person_claims, record_id
from connectors.sources.risk_checks import doubts_in
from connectors.sources.risk_form import Assessment, Observation, Plan
from graph.claims import Claims, EdgeClaim, NodeClaim
from schema import codes
from schema.decisions import maram
from schema.decisions.maram_factors import FACTORS, serious
from schema.decisions.risk_tools import limits

NAME = "risk"
ASSESSMENT = (
    *("kind", "tool", "tool_version", "scheme", "level", "assessed_on", "self_assessed_level", "practice_level"),
    *("rationale", "written_by"),
)
SEEN = ("factor", "presence", "first_seen_on", "last_seen_on", "evidence")
PLAN, STEP = ("made_on", "review_on", "state"), ("kind", "text", "done_on")
RESPONDENT = "respondent"
Slot = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssessmentDocument(Document):
    row: Assessment

    @property
    def node(self) -> str:
        return self.id("assessment")


def claims(
    row: Assessment,
    received_at: str,
    identify: Identify,
    *,
    superseded: bool = False,
    services: Mapping[str, str] | None = None,
) -> Claims:
    """`superseded`: a newer version is already there. Nothing of an assessment is addressed to a service."""
    about = row.assessment
    # Numbers are a custodian's own: two of them may give the same one.
    named = f"{about.custodian} {about.number}"
    at = received_at if about.assessed_on is None else start_of(about.assessed_on)
    document = AssessmentDocument(
        NAME, about.custodian, named, about.version, at, received_at, identify, superseded, row
    )
    return claims_of(_claims(document))


def parts(row: Assessment) -> tuple[Part, ...]:
    """Whose risk it is, and who is assessed as using violence: those whom the row has."""
    found = []
    if row.subject is not None:
        standing, relationship = ("CHILD", "CHILD_ASSESSED_IN") if row.subject.child else ("VICTIM", "ASSESSED_IN")
        # An adult's record and a child's are never versions of one another.
        slot = standing.lower()
        found.append(Part(slot, ("subject",), standing, relationship, row.subject, row.subject.hub_person or ""))
    if row.respondent is not None:
        hub_person = row.respondent.hub_person or ""
        found.append(Part(RESPONDENT, (RESPONDENT,), "ALLEGED", "ASSESSED_AS_RISK_IN", row.respondent, hub_person))
    return tuple(found)


def _claims(document: AssessmentDocument) -> Iterator[Claim]:
    yield NodeClaim("RiskAssessment", document.node, _assessment(document))
    for part in parts(document.row):
        yield from person_claims(document, part)
        record = record_id(document, part.slot)
        yield EdgeClaim(part.relationship, "PersonRecord", record, "RiskAssessment", document.node)
    yield from _observations(document)
    for index, plan in enumerate(document.row.safety_plans):
        yield from _plan(document, plan, (plan.number or str(index + 1),))


def _assessment(document: AssessmentDocument) -> dict[str, Any]:
    about = document.row.assessment
    return stated(
        {
            **document.provenance(document.lineage("assessment"), own=document.custodian),
            **fields(about, ASSESSMENT),
            "assessment_number": about.number,
            "assessor_name": about.assessor,
            "informed_by_number": about.informed_by,
            "tool_limits": limits(about.scheme),
            "doubts": doubts_in(document.row) or None,
        }
    )


def _observations(document: AssessmentDocument) -> Iterator[Claim]:
    """What was observed; and of what this kind of assessment does not ask, that it was not asked (MARAM practice
    guides): left out, it would read as not known."""
    seen: dict[str, int] = {}
    for observation in document.row.observations:
        factor = observation.factor
        seen[factor] = seen.get(factor, 0) + 1
        yield from _observed(document, _answer(document, observation), (factor, str(seen[factor])))
    for factor in maram.not_asked(document.row.assessment.kind or ""):
        if factor not in seen:
            yield from _observed(document, {"factor": factor, "presence": maram.NOT_ASKED}, (factor, "1"))


def _answer(document: AssessmentDocument, observation: Observation) -> dict[str, Any]:
    said = fields(observation, SEEN)
    not_asked = maram.asks(document.row.assessment.kind or "", observation.factor) is False
    return {"presence": maram.NOT_ASKED, **said} if not_asked else said


def _observed(document: AssessmentDocument, said: Mapping[str, Any], slot: Slot) -> Iterator[Claim]:
    factor = said["factor"]
    known = serious(factor) if codes.known(FACTORS, factor) else None
    node = NodeClaim("RiskObservation", document.id("observation", *slot), stated({**said, "serious": known}))
    yield node
    yield EdgeClaim("OBSERVED", "RiskAssessment", document.node, "RiskObservation", node.id)


def _plan(document: AssessmentDocument, plan: Plan, slot: Slot) -> Iterator[Claim]:
    lineage = document.lineage("safety plan", *slot)
    node = NodeClaim(
        "SafetyPlan",
        document.id("safety plan", *slot),
        {**document.provenance(lineage, own=document.custodian), **fields(plan, PLAN)},
    )
    yield node
    yield EdgeClaim("FOLLOWS_ASSESSMENT", "SafetyPlan", node.id, "RiskAssessment", document.node)
    for part in parts(document.row):
        if part.slot != RESPONDENT:
            relationship = "CHILD_PLANNED_FOR" if part.standing == "CHILD" else "PLANNED_FOR"
            yield EdgeClaim(relationship, "PersonRecord", record_id(document, part.slot), "SafetyPlan", node.id)
    for index, step in enumerate(plan.steps, start=1):
        id = document.id("safety step", *slot, str(index))
        yield NodeClaim("SafetyStep", id, fields(step, STEP))
        yield EdgeClaim("HAS_STEP", "SafetyPlan", node.id, "SafetyStep", id)
