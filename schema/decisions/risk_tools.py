"""What a tool of risk assessment cannot tell: text that stands beside its score or level, by the scheme of that."""

from __future__ import annotations

from collections.abc import Mapping

from schema import codes
from schema.law import Example, Law

LIMITS: Mapping[str, str] = {
    "VP_FVR": "Made of Victorian police reports of 2013-14. Tells how likely further reports to police are within 12 "
    "months, not how severe violence would be. Predicts less well for same-sex couples and for child perpetrators.",
    "MARAM": "Structured professional judgement at one point in time, of what was known then. A level is no score, and "
    "no probability.",
    "CP_RECORDED": "Recorded by Child Protection at intake, of what was reported then. A rating is no score, and no "
    "probability.",
}
SOURCES: Mapping[str, str] = {
    "VP_FVR": "McEwan, Shea and Ogloff, The development of the VP-SAFvR, Criminal Justice and Behavior 46(4), 2019",
    "MARAM": "MARAM practice guides, Responsibilities 3 and 7",
    "CP_RECORDED": "Child Protection Manual, procedure 1003 (intake), version 16, 1 July 2024",
}


def limits(scheme: str | None) -> str | None:
    """None: nothing is known of a tool whose scheme is not stated, or in no list."""
    return LIMITS.get(scheme or "")


LAW = Law(
    name="risk-tools",
    title="What a tool of risk assessment cannot tell",
    says="This text stands beside every level or score of the scheme (`RiskAssessment.toolLimits`). Schemes are never "
    "converted: no table here, or anywhere, gives for a level of one the level of another.",
    source="as each row says",
    columns=("Scheme", "Of", "Limits", "Source"),
    rows=tuple((scheme, codes.label("risk_scheme", scheme), said, SOURCES[scheme]) for scheme, said in LIMITS.items()),
    examples=(Example("a scheme in no list", lambda: limits("OTHER")),),
)
