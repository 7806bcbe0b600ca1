"""Second worlds are sharp: a judge with one rule forgotten tells them apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.askers import Asker, asker
from tests.judge.casting import NOW
from tests.judge.cells import Cells
from tests.judge.facts import Facts
from tests.judge.judge import Judge
from tests.judge.other_world import other_world
from tests.judge.people import People
from tests.judge.places import Places
from tests.judge.seeing import seen
from tests.judge.worlds import world

ASKING = (
    (1, "mens_service", "ASSESSMENT"),
    (9, "mens_service", "ASSESSMENT"),
    (1, "police_fv_unit", "PROTECTION"),
    (1, "cp_team_manager", "CYFA_STATUTORY"),
    (1, "tod_victim_side", "CIP_REQUEST"),
    (3, "cip_analyst", "CIP_REQUEST"),
)
# What is forgotten, and what stands in its place.
LEAKS: dict[str, tuple[type, str, Any]] = {
    "exclusion": (Facts, "excluded", lambda *_: False),
    "consent": (Cells, "_consent", lambda *_: True),
    "alleged": (Cells, "_alleged_wall", lambda *_: False),
    "suppressed": (Places, "facet_of_address", lambda *_: "CONTACT"),
    "counter-party": (People, "_counter_party", lambda self, person, facet, level: level),
    "protective standing": (Facts, "_governing", lambda *_: None),
    "late link": (Facts, "granted", lambda self, r: self.person_of.get(r) in self.names),
    "purpose": (Cells, "_ceiling", lambda *_: "F"),
}


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Any, Any, Asker]]:
    asked = [(world(seed), asker(role, purpose), seed) for seed, role, purpose in ASKING]
    return [(here, other_world(here, who, NOW, seed), who) for here, who, seed in asked]


@pytest.mark.parametrize("leak", LEAKS)
def test_a_forgotten_rule_is_found(
    leak: str, pairs: list[tuple[Any, Any, Asker]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*LEAKS[leak])
    assert any(_told_apart(here, there, who) for here, there, who in pairs)


def test_with_every_rule_kept_nothing_is_found(pairs: list[tuple[Any, Any, Asker]]) -> None:
    assert not any(_told_apart(here, there, who) for here, there, who in pairs)


def _told_apart(here: Any, there: Any, who: Asker) -> bool:
    first, second = (seen(Judge(found, who, NOW)) for found in (here, there))
    return any(first[part] != second[part] for part in ("nodes", "edges", "persons"))
