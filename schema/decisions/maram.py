"""MARAM as tables: what each kind of assessment asks, and which practice level may write it.

Family Violence Multi-Agency Risk Assessment and Management Framework (MARAM), approved under FVPA 2008 s 189, and its
practice guides. A level of risk is structured professional judgement: nothing here computes one, and nothing maps one
scheme's levels or scores to another's. No function of this project may.
"""

from __future__ import annotations

from collections.abc import Mapping

from schema import codes
from schema.decisions.maram_factors import FACTORS, serious
from schema.law import Example, Law

KINDS, PRACTICE_LEVELS = "assessment_kind", "practice_level"
NOT_ASKED, UNKNOWN = "NOT_ASKED", "UNKNOWN"


def _in_groups(*groups: str) -> frozenset[str]:
    return frozenset(factor for factor in codes.codes(FACTORS) if codes.of(FACTORS, factor, "group") in groups)


ALL = frozenset(codes.codes(FACTORS))
SERIOUS = frozenset(factor for factor in ALL if serious(factor))
CONTENT: Mapping[str, frozenset[str]] = {
    "SCREENING": frozenset({"V02", "P01", "P04", "P19", "P20"}),
    "BRIEF": SERIOUS,
    "INTERMEDIATE": ALL,
    "COMPREHENSIVE": ALL,
    "PERPETRATOR": _in_groups("PERPETRATOR"),
    "CHILD": _in_groups("CHILD", "CIRCUMSTANCES"),
}
WHAT: Mapping[str, str] = {
    "SCREENING": "what its questions are about: afraid, controlled or put down, threatened, hurt",
    "BRIEF": "the serious factors alone",
    "INTERMEDIATE": "every factor",
    "COMPREHENSIVE": "every factor",
    "PERPETRATOR": "behaviour of the person using violence",
    "CHILD": "factors of a child and a child's circumstances; and how the child was exposed",
}
SOURCES: Mapping[str, str] = {
    "SCREENING": "Responsibility 2, screening tool; which factor a question is about is our reading",
    "BRIEF": "Responsibility 3, Appendix 5",
    "INTERMEDIATE": "Responsibility 3, Appendices 6 and 8",
    "COMPREHENSIVE": "Responsibility 7",
    "PERPETRATOR": "guides on working with people who use violence; which factors is our reading",
    "CHILD": "Responsibility 3, Appendix 7",
}
MAY_WRITE: Mapping[str, frozenset[str]] = {
    "IDENTIFICATION": frozenset({"SCREENING"}),
    "INTERMEDIATE": frozenset(CONTENT) - {"COMPREHENSIVE"},
    "COMPREHENSIVE": frozenset(CONTENT),
}
OF_MARAM = frozenset({"AT_RISK", "ELEVATED", "SERIOUS", "SERIOUS_IMMEDIATE"})
LEVELS: Mapping[str, frozenset[str]] = {
    "MARAM": OF_MARAM,
    "CP_RECORDED": OF_MARAM | {"NO_FV_IDENTIFIED"},
    "VP_FVR": frozenset(),
}
"""The levels that each scheme has; police give a score and a band, and no level."""


def asked(kind: str) -> frozenset[str] | None:
    """The factors that this kind of assessment asks. None: it is a kind that MARAM does not have."""
    return CONTENT.get(kind)


def asks(kind: str, factor: str) -> bool | None:
    """None where the kind or the factor is in no list: it is not known."""
    content = asked(kind)
    return None if content is None or factor not in ALL else factor in content


def not_asked(kind: str) -> tuple[str, ...]:
    """In the list's order: of these an assessment says that they were not asked, and never that they are unknown."""
    return tuple(factor for factor in codes.codes(FACTORS) if asks(kind, factor) is False)


def may_write(level: str, kind: str) -> bool | None:
    """May somebody of this practice level make this kind of assessment? None: the level or the kind is in no list."""
    return kind in MAY_WRITE[level] if level in MAY_WRITE and kind in CONTENT else None


def why_not(level: str, kind: str) -> str:
    """In words, for one that the level may not write."""
    may = ", ".join(k for k in codes.codes(KINDS) if k in MAY_WRITE.get(level, ()))
    return f"{codes.label(KINDS, kind)} is beyond the practice level {level}, which writes: {may or 'nothing'}."


def of_scheme(scheme: str, level: str) -> bool | None:
    """Is it a level of that scheme? None: the scheme is in no list."""
    return level in LEVELS[scheme] if scheme in LEVELS else None


def _word(found: bool | None) -> str:
    return {True: "yes", False: "no", None: "not known"}[found]


LAW = Law(
    name="maram-assessments",
    title="Assessments of MARAM: what each asks, and who makes it",
    says="A factor that a kind of assessment does not ask is NOT_ASKED in it, never UNKNOWN: nobody asked, so nobody "
    "could know. A child's risk is assessed by itself, in an assessment of the child. Of the ten responsibilities a "
    "practice level of COMPREHENSIVE has all, INTERMEDIATE all but 7 and 8, IDENTIFICATION all but 3, 4, 7 and 8; what "
    "it may write follows from that.",
    source="MARAM practice guides (Victorian Government): Responsibilities 2, 3 and 7; the ten responsibilities of the "
    "Framework",
    columns=("Kind", "Asks", "Factors", "Written by", "Source"),
    rows=tuple(
        (
            kind,
            WHAT[kind],
            "all" if content == ALL else " ".join(c for c in codes.codes(FACTORS) if c in content),
            ", ".join(level for level in codes.codes(PRACTICE_LEVELS) if kind in MAY_WRITE[level]),
            SOURCES[kind],
        )
        for kind, content in CONTENT.items()
    ),
    examples=(
        Example("BRIEF, P19 physical harm: asked?", lambda: _word(asks("BRIEF", "P19"))),
        Example("IDENTIFICATION writes SCREENING?", lambda: _word(may_write("IDENTIFICATION", "SCREENING"))),
        Example("INTERMEDIATE writes COMPREHENSIVE?", lambda: _word(may_write("INTERMEDIATE", "COMPREHENSIVE"))),
        Example("INTERMEDIATE writes COMPREHENSIVE, in words", lambda: why_not("INTERMEDIATE", "COMPREHENSIVE")),
    ),
)
