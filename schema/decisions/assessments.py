"""Assessments of risk as people made them: each with its scheme, level, tool and what the tool cannot tell.

A level belongs to its scheme, its assessor and its day. None is converted, compared or put together with another: the
police band predicts further reports, MARAM levels are professional judgement (MARAM Practice Guides), and ratings that
Child Protection records are of another scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schema.decisions.history import History
from schema.decisions.records import Assessed


@dataclass(frozen=True, slots=True)
class AssessmentListed:
    """One assessment of risk, as it was made."""

    part: Annotated[str, "What the subject is in it: RESPONDENT, AFFECTED or CHILD."]
    on: Annotated[str | None, "Day (YYYY-MM-DD) of the assessment; null: not stated or not shown."]
    scheme: Annotated[str | None, "Code of the scheme that the level belongs to, for example MARAM."]
    level: Annotated[str | None, "Code of the level as it was judged, to be read in its scheme alone."]
    kind: Annotated[str | None, "Code of which assessment it is, for example BRIEF."]
    tool: Annotated[str | None, "Name of the tool that it was made with."]
    tool_version: Annotated[str | None, "Version of that tool, as the assessment states it."]
    tool_limits: Annotated[str | None, "What that tool cannot tell, in words."]
    custodian: Annotated[str | None, "Id of the organisation that answers for the assessment; null: not shown."]
    factors_present: Annotated[
        tuple[str, ...],
        "Codes of the factors found present, told of the subject as respondent alone; empty: none is shown.",
    ]
    evidence: Annotated[tuple[str, ...], "Id of the assessment, the only one of the list."]


def assessments(history: History) -> tuple[AssessmentListed, ...]:
    """The latest first."""
    return tuple(_listed(said) for said in reversed(history.records.assessments))


def _listed(said: Assessed) -> AssessmentListed:
    return AssessmentListed(
        part=said.part,
        on=said.assessed_on,
        scheme=said.scheme,
        level=said.level,
        kind=said.kind,
        tool=said.tool,
        tool_version=said.tool_version,
        tool_limits=said.tool_limits,
        custodian=said.custodian,
        factors_present=said.present,
        evidence=(said.id,),
    )
