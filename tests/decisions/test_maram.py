"""MARAM's tables against the Framework, typed by hand: each factor, each kind of assessment, each practice level."""

from __future__ import annotations

import pytest

from schema import codes
from schema.decisions import risk_tools
from schema.decisions.maram import asks, may_write, not_asked, of_scheme, why_not
from schema.decisions.maram_factors import serious
from schema.decisions.risk_tools import limits

# MARAM Foundation Knowledge Guide, evidence-based risk factors; those printed bold, the serious ones, have a star.
GUIDE = """
V01* V02 V03* V04* V05 V06
P01* P02* P03* P04 P05* P06* P07* P08* P09* P10* P11 P12 P13 P14* P15* P16* P17 P18 P19 P20 P21
C01 C02 C03 C04 C05 C06
D01 D02 D03
"""
MARKED = {word.rstrip("*"): word.endswith("*") for word in GUIDE.split()}
BOLD = {"V01", "V03", "V04", "P01", "P02", "P03", "P05", "P06", "P07", "P08", "P09", "P10", "P14", "P15", "P16"}


@pytest.mark.parametrize(("factor", "bold"), MARKED.items())
def test_a_factor_is_serious_where_the_guide_prints_it_bold(factor: str, bold: bool) -> None:
    assert serious(factor) is bold


def test_every_factor_of_the_list_was_looked_up_and_one_of_no_list_is_not_known_to_be_serious() -> None:
    assert codes.codes("risk_factor") == tuple(MARKED)
    assert {factor for factor, bold in MARKED.items() if bold} == BOLD
    assert serious("X99") is False


PERPETRATORS = {f"P{n:02}" for n in range(1, 22)}
CHILDRENS = {"C01", "C02", "C03", "C04", "C05", "C06", "D01", "D02", "D03"}
ASKED = {
    "SCREENING": {"V02", "P01", "P04", "P19", "P20"},
    "BRIEF": BOLD,
    "INTERMEDIATE": set(MARKED),
    "COMPREHENSIVE": set(MARKED),
    "PERPETRATOR": PERPETRATORS,
    "CHILD": CHILDRENS,
}


@pytest.mark.parametrize(("kind", "content"), ASKED.items())
def test_a_kind_asks_its_factors_and_of_the_others_it_was_not_asked(kind: str, content: set[str]) -> None:
    assert {factor for factor in MARKED if asks(kind, factor)} == content
    assert not_asked(kind) == tuple(factor for factor in MARKED if factor not in content)


def test_every_kind_of_the_list_is_typed_here_and_of_one_in_no_list_nothing_is_known() -> None:
    assert codes.codes("assessment_kind") == tuple(ASKED)
    assert (asks("TRIAGE", "P05"), asks("BRIEF", "X99"), not_asked("TRIAGE")) == (None, None, ())


# Responsibilities: COMPREHENSIVE all ten, INTERMEDIATE without 7 and 8, IDENTIFICATION without 3, 4, 7 and 8.
WRITES = [
    ("IDENTIFICATION", "SCREENING", True),
    ("IDENTIFICATION", "BRIEF", False),
    ("IDENTIFICATION", "INTERMEDIATE", False),
    ("IDENTIFICATION", "COMPREHENSIVE", False),
    ("IDENTIFICATION", "PERPETRATOR", False),
    ("IDENTIFICATION", "CHILD", False),
    ("INTERMEDIATE", "SCREENING", True),
    ("INTERMEDIATE", "BRIEF", True),
    ("INTERMEDIATE", "INTERMEDIATE", True),
    ("INTERMEDIATE", "COMPREHENSIVE", False),
    ("INTERMEDIATE", "PERPETRATOR", True),
    ("INTERMEDIATE", "CHILD", True),
    ("COMPREHENSIVE", "SCREENING", True),
    ("COMPREHENSIVE", "BRIEF", True),
    ("COMPREHENSIVE", "INTERMEDIATE", True),
    ("COMPREHENSIVE", "COMPREHENSIVE", True),
    ("COMPREHENSIVE", "PERPETRATOR", True),
    ("COMPREHENSIVE", "CHILD", True),
]


@pytest.mark.parametrize(("level", "kind", "may"), WRITES)
def test_a_practice_level_writes_what_its_responsibilities_hold(level: str, kind: str, may: bool) -> None:
    assert may_write(level, kind) is may


def test_every_practice_level_is_typed_here_and_one_in_no_list_is_not_known() -> None:
    assert set(codes.codes("practice_level")) == {level for level, _, _ in WRITES}
    assert (may_write("EXPERT", "BRIEF"), may_write("COMPREHENSIVE", "TRIAGE")) == (None, None)


def test_why_not_is_said_in_words() -> None:
    assert why_not("IDENTIFICATION", "BRIEF") == (
        "Brief assessment is beyond the practice level IDENTIFICATION, which writes: SCREENING."
    )
    assert why_not("INTERMEDIATE", "COMPREHENSIVE") == (
        "Comprehensive assessment is beyond the practice level INTERMEDIATE, which writes: SCREENING, BRIEF, "
        "INTERMEDIATE, PERPETRATOR, CHILD."
    )


@pytest.mark.parametrize(
    ("scheme", "level", "of"),
    [
        ("MARAM", "AT_RISK", True),
        ("MARAM", "SERIOUS_IMMEDIATE", True),
        ("MARAM", "NO_FV_IDENTIFIED", False),
        ("CP_RECORDED", "NO_FV_IDENTIFIED", True),
        ("CP_RECORDED", "ELEVATED", True),
        ("VP_FVR", "SERIOUS", False),
        ("DASH", "SERIOUS", None),
    ],
)
def test_a_level_is_of_its_scheme(scheme: str, level: str, of: bool | None) -> None:
    assert of_scheme(scheme, level) is of


def test_what_each_tool_cannot_tell() -> None:
    police, marams = limits("VP_FVR") or "", limits("MARAM") or ""
    assert all(said in police for said in ("2013-14", "within 12 months", "same-sex couples", "child perpetrators"))
    assert all(said in marams for said in ("professional judgement", "one point in time", "no score"))
    assert (limits("DASH"), limits(None)) == (None, None)
    assert set(risk_tools.LIMITS) == set(codes.codes("risk_scheme"))
