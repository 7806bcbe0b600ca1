"""What gates ask of a matter's other records: each reason alone for which it does not hold shuts what it opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.judge.askers import Asker, pad
from tests.judge.byhand import HER_OWN, made
from tests.judge.loading import World
from tests.mutants.battery import Cell, situation
from tests.mutants.gated import (
    DECLARED,
    REPORT,
    STAY,
    SUPERVISION,
    TOLD,
    UNREGISTERED,
    Change,
    declared,
    held,
    registered,
    reported,
    supervised,
    told,
    undeclared,
)

CHARGE, STAYED = ("charges", pad("gchb"), "CRIMINAL"), ("episodes", pad("gepb"), "CUSTODY")
MASKED, PATTERN = ("records", HER_OWN, "IDENTITY"), ("incidents", pad("ia"), "PATTERN")


@pytest.mark.parametrize(
    ("make", "changes", "cell", "levels"),
    [
        (supervised, SUPERVISION, MASKED, "M MMNNNNNNN"),
        (held, STAY, MASKED, "M MMNNM"),
        (reported, REPORT, PATTERN, "F NNNNFNN"),  # a custodian keeps nothing from himself
        (told, TOLD, CHARGE, "S NNNNSNNS"),
        (told, TOLD, STAYED, "S NNNSNNNS"),
        (declared, DECLARED, CHARGE, "S SSS"),
        (undeclared, DECLARED, CHARGE, "N SSS"),  # what came by no report passes
    ],
)
def test_a_gate_opens_by_what_is_held_now_of_whom_the_matter_names(
    make: Callable[[], tuple[World, Asker]], changes: tuple[Change, ...], cell: Cell, levels: str
) -> None:
    found = [situation(*make())]
    for change in changes:
        here, who = make()
        change(here, who)
        found.append(situation(here, who))
    assert "".join(one.levels[cell] for one in found) == levels.replace(" ", "")
    assert [list(one.differences()) for one in found] == [[]] * len(found)


@pytest.mark.parametrize(("letter", "levels"), [("b", "NNN"), ("a", "FNN")])
def test_a_registrar_reads_the_text_of_what_is_on_his_own_court_s_file_alone(letter: str, levels: str) -> None:
    asked = (("charges", f"gch{letter}"), ("assessments", f"gas{letter}"), ("incidents", f"i{letter}"))
    found = situation(*made("court_registrar", "COURT", "VICTIM"))
    assert "".join(found.levels[area, pad(name), "NARRATIVE"] for area, name in asked) == levels
    assert list(found.differences()) == []


def test_a_connector_reads_back_the_types_and_facets_of_its_scope_and_of_its_own_custodian_alone() -> None:
    asked = (("records", "r1a", "IDENTITY"), ("records", "r1a", "CONTACT"), ("addresses", "a1a", "CONTACT"),
             ("addresses", "s1a", "SUPPRESSED_LOCATION"), ("incidents", "ia", "PATTERN"),
             ("incidents", "ia", "IDENTITY"), ("orders", "oa", "ORDERS"),
             ("incidents", "ia", "NARRATIVE"), ("records", "r1b", "IDENTITY"),
             ("incidents", "ib", "PATTERN"))  # fmt: skip
    found = [situation(*registered()), *(situation(*narrow(registered())) for narrow in UNREGISTERED)]
    levels = ["".join(one.levels[area, pad(name), facet] for area, name, facet in asked) for one in found]
    assert levels == [
        "FFFFFFFNNN",
        "FNFFFFFNNN",
        "NFNNFFFNNN",  # without who it is no record is there, nor where it says that he lives
        "FFNFFFFNNN",
        "FFFNFFFNNN",
        "FFFFFNFNNN",
        "FFFFFFNNNN",
        "NNNNNNNNNN",
    ]
    assert [list(one.differences()) for one in found] == [[]] * len(found)
