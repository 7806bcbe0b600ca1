"""Risk as people judged it, and plans for safety: no level is computed, and no scale is converted."""

from datetime import date, datetime

import strawberry

from authz.words import Facet, Standing
from graph.mapping import Direction, Subject
from schema.declare import code, edge, identifier, node, prop
from schema.extracts import EXTRACT, EXTRACT_READERS
from schema.people import PersonRecord
from schema.values import Code

RISK, PLAN = Facet.RISK, Facet.SAFETY_PLAN
IN = Direction.IN


@node(Subject.PART, RISK)
class RiskObservation:
    """One risk factor as one assessment has it: present, not present, unknown, or not asked."""

    id: strawberry.ID = identifier()
    factor: Code | None = code("The factor.", "risk_factor", RISK)
    serious: bool | None = prop("A serious factor: raised likelihood of being killed or nearly killed.", RISK)
    presence: Code | None = code("What was found; not asked is not the same as unknown.", "factor_presence", RISK)
    first_seen_on: date | None = prop("First known.", RISK)
    last_seen_on: date | None = prop("Last known.", RISK)
    evidence: str | None = prop("What it rests on.", Facet.NARRATIVE)


@node(Subject.EVENT, RISK, key="lineage", versioned=True, when="assessed_on")
class RiskAssessment:
    """One assessment of risk: by whom, with which tool, and the level that the assessor judged."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation that answers for it.", RISK, always=True)
    source: str | None = prop("The system that it came by.", RISK, always=True)
    version: int | None = prop("Version of the assessment.", RISK, always=True)
    received_at: datetime | None = prop("When the hub received this version.", RISK, always=True)
    assessment_number: str | None = prop("Number of the assessment.", RISK)
    kind: Code | None = code("Which assessment of MARAM it is.", "assessment_kind", RISK)
    tool: str | None = prop("Name of the tool.", RISK)
    tool_version: str | None = prop("Version of the tool.", RISK)
    tool_limits: str | None = prop("What the tool cannot tell.", RISK, comparable=False)
    scheme: Code | None = code("The scheme of the level; it is never converted to another.", "risk_scheme", RISK)
    level: Code | None = code("The level, as it was judged.", "risk_level", RISK)
    assessed_on: date | None = prop("When.", RISK)
    self_assessed_level: Code | None = code("What the person assessed thinks.", "risk_level", RISK)
    practice_level: Code | None = code("Practice level of the assessor.", "practice_level", RISK)
    assessor_name: str | None = prop("Who assessed.", RISK)
    rationale: str | None = prop("Why this level.", Facet.NARRATIVE)
    extract: str | None = EXTRACT
    extract_readers: list[str] | None = EXTRACT_READERS
    doubts: list[Code] | None = code("What of the statement contradicts itself.", "record_doubt", RISK)
    observations: list[RiskObservation] = edge("The factors.", "OBSERVED")
    informed_by_number: str | None = prop(
        "Number of an earlier assessment of its custodian that informed it; nothing of that is copied.", RISK
    )
    assessed: list[PersonRecord] = edge(
        "Whose risk was assessed, of an adult.", "ASSESSED_IN", direction=IN, standing=Standing.VICTIM
    )
    child_assessed: list[PersonRecord] = edge(
        "Whose risk was assessed, of a child.", "CHILD_ASSESSED_IN", direction=IN, standing=Standing.CHILD
    )
    respondent: list[PersonRecord] = edge(
        "Who is assessed as using violence.", "ASSESSED_AS_RISK_IN", direction=IN, standing=Standing.ALLEGED
    )


@node(Subject.PART, PLAN)
class SafetyStep:
    """One step of a plan."""

    id: strawberry.ID = identifier()
    kind: Code | None = code("Kind of step.", "safety_step", PLAN)
    text: str | None = prop("The step in words.", PLAN, comparable=False)
    done_on: date | None = prop("When it was done.", PLAN)


@node(Subject.EVENT, PLAN, key="lineage", versioned=True, when="made_on")
class SafetyPlan:
    """A plan for the safety of a person, made with that person."""

    id: strawberry.ID = identifier()
    custodian: str | None = prop("The organisation that answers for it.", PLAN, always=True)
    source: str | None = prop("The system that it came by.", PLAN, always=True)
    version: int | None = prop("Version of the plan.", PLAN, always=True)
    received_at: datetime | None = prop("When the hub received this version.", PLAN, always=True)
    made_on: date | None = prop("When it was made.", PLAN)
    review_on: date | None = prop("When it is to be looked at again.", PLAN)
    state: Code | None = code("Whether it holds.", "plan_state", PLAN)
    steps: list[SafetyStep] = edge("Its steps.", "HAS_STEP")
    assessment: RiskAssessment | None = edge("The assessment that it follows.", "FOLLOWS_ASSESSMENT")
    planned_for: list[PersonRecord] = edge(
        "For whose safety it is, of an adult.", "PLANNED_FOR", direction=IN, standing=Standing.VICTIM
    )
    child_planned_for: list[PersonRecord] = edge(
        "For whose safety it is, of a child.", "CHILD_PLANNED_FOR", direction=IN, standing=Standing.CHILD
    )
