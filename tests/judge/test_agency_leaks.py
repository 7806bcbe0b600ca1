"""Second worlds are sharp in what agencies hold: a judge with one of these rules forgotten tells them apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.askers import Asker, asker, pad
from tests.judge.byhand import HERS, OTHERS, P1, made, name_only
from tests.judge.casting import NOW
from tests.judge.judge import Judge
from tests.judge.leaks import LEAKS
from tests.judge.loading import OPEN, World
from tests.judge.other_world import other_world
from tests.judge.seeing import seen
from tests.judge.worlds import copy_of, world

ASKING = (
    (2, "corrections_officer", "PROTECTION"),
    (2, "cp_practitioner", "CYFA_STATUTORY"),
    (3, "tod_perpetrator_side", "ASSESSMENT"),
    (5, "specialist_fv", "ASSESSMENT"),
    (7, "tod_victim_side", "ASSESSMENT"),
    (5, "cip_analyst", "CIP_REQUEST"),
)
Pair = tuple[World, World, Asker]


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    asked = [(world(seed), asker(role, purpose), seed) for seed, role, purpose in ASKING]
    asked.append((kept_apart(), asker("tod_victim_side", "ASSESSMENT"), 3))
    return [on_a_list(), *((here, other_world(here, who, NOW, seed), who) for here, who, seed in asked)]


def kept_apart() -> World:
    here, account = world(3), asker("tod_victim_side").account
    conflict = {"id": pad("k1"), "person": pad("p3"), "since": "2026-01-01T00:00:00Z", "until": OPEN}
    here["accounts"][account]["conflicts"] = [conflict]
    return here


def on_a_list() -> Pair:
    """She who is supervised may not contact him: where he lives is another place in the second world."""
    here, who = made("cip_analyst", "CIP_REQUEST", "ALLEGED", met=False)
    name_only(here, who, P1)
    supervision = {"NO_CONTACT_WITH": [OTHERS], "SUPERVISED_IN": [HERS], "from_on": "2026-01-01"}
    here["supervisions"][pad("gsub")] |= supervision
    there = copy_of(here)
    there["addresses"][pad("a1b")]["line"] = "1 Elsewhere Rd"
    return here, there, who


@pytest.mark.parametrize("leak", LEAKS)
def test_a_forgotten_rule_is_found(leak: str, pairs: list[Pair], monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, planted = LEAKS[leak]
    (monkeypatch.setitem if isinstance(where, dict) else monkeypatch.setattr)(where, name, planted)
    assert any(told_apart(*pair) for pair in pairs)


def test_with_every_rule_kept_nothing_is_found(pairs: list[Pair]) -> None:
    assert not any(told_apart(*pair) for pair in pairs)


def told_apart(here: Any, there: Any, who: Asker) -> bool:
    first, second = (seen(Judge(found, who, NOW)) for found in (here, there))
    return any(first[part] != second[part] for part in ("nodes", "edges", "persons"))
