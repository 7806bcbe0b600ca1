"""Assessments of risk as people made them: each with its scheme, level, tool and what the tool cannot tell.

A level belongs to its scheme, its assessor and its day. None is converted, compared or put together with another: the
police band predicts further reports, MARAM levels are professional judgement (MARAM Practice Guides), and ratings that
Child Protection records are of another scale.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema.decisions.history import History
from schema.decisions.records import Assessed


@dataclass(frozen=True, slots=True)
class AssessmentListed:
    """One assessment. `part` is what the subject is in it: RESPONDENT, AFFECTED or CHILD. Factors are codes."""

    part: str
    on: str | None  # YYYY-MM-DD
    scheme: str | None
    level: str | None
    kind: str | None
    tool: str | None
    tool_version: str | None
    tool_limits: str | None
    custodian: str | None
    factors_present: tuple[str, ...]
    evidence: tuple[str, ...]


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
