"""The evidence-based risk factors of MARAM, and which of them are serious: `schema/codes/risk_factor.csv`."""

from __future__ import annotations

from schema import codes
from schema.law import Example, Law

FACTORS = "risk_factor"


def serious(factor: str) -> bool:
    """Raises the likelihood of the victim survivor being killed or nearly killed. One in no list is not known to."""
    return codes.of(FACTORS, factor, "serious") == "true"


def _word(factor: str) -> str:
    return "yes" if serious(factor) else "no"


LAW = Law(
    name="maram-factors",
    title="Risk factors of MARAM",
    says="A serious factor raises the likelihood of the victim survivor being killed or nearly killed. It suggests a "
    "level and never makes one: a level is what somebody judged, and is neither computed nor converted from another "
    "scheme.",
    source="MARAM Foundation Knowledge Guide (Victorian Government, 2021), evidence-based risk factors; codes are ours",
    columns=("Code", "Factor", "Group", "Serious"),
    rows=tuple(
        (code, codes.label(FACTORS, code), codes.of(FACTORS, code, "group"), _word(code))
        for code in codes.codes(FACTORS)
    ),
    examples=(
        Example("P05, has ever tried to strangle or choke: serious?", lambda: _word("P05")),
        Example("P19, physical harm: serious?", lambda: _word("P19")),
        Example("a factor in no list: serious?", lambda: _word("X99")),
    ),
)
