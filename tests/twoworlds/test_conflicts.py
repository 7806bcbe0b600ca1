"""W10 in two worlds: whoever is kept from an account is like nobody to it; and the harness sees it when he is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from authz import walls
from graph import conflicts
from tests.judge.askers import asker, pad
from tests.judge.casting import NOW
from tests.judge.judge import Judge
from tests.judge.loading import OPEN, World
from tests.judge.other_world import other_world
from tests.judge.searching import found
from tests.judge.worlds import world
from tests.twoworlds.operations import at_random, by_hand, searches
from tests.twoworlds.telling import Desk, Pair

# Under which purpose, in which world, and somebody whom no matter of his names and who is there for him but for W10.
ROLES = {
    "tod_victim_side": ("ASSESSMENT", 3, "p3"),
    "police_fv_unit": ("OWN_CASE", 5, "p7"),
    "cp_practitioner": ("CYFA_STATUTORY", 5, "p3"),
}
COUNT = 20


def conflicted(role: str, person: str = "") -> World:
    """The asker's account is kept apart from somebody; from another one it was, and from a third it will be."""
    _, seed, usual = ROLES[role]
    here, account, person = world(seed), asker(role).account, person or usual
    spans = ((person, "2026-01-01T00:00:00Z", OPEN), ("p2", "2020-01-01T00:00:00Z", NOW), ("p6", OPEN, OPEN))
    here["accounts"][account]["conflicts"] = [
        {"id": pad(f"k{n}"), "person": pad(p), "since": since, "until": until}
        for n, (p, since, until) in enumerate(spans)
    ]
    return here


def employed(role: str, excepted: str = "") -> World:
    """The same by the asker's organisation, of whom it has in its employ; `excepted` is the account it leaves out."""
    here, who = conflicted(role), asker(role)
    spans = here["accounts"][who.account].pop("conflicts")
    here["organisations"][who.organisation]["conflicts"] = [{**c, "excepted": [excepted or pad("a99")]} for c in spans]
    return here


KINDS = {"BLOCKED": conflicted, "EMPLOYEE": employed}


def pair(role: str, kind: str = "BLOCKED") -> Pair:
    purpose, seed, _ = ROLES[role]
    who, here = asker(role, purpose), KINDS[kind](role)
    worlds = (here, other_world(here, who, NOW, seed, found))
    return Pair(who, worlds, (*by_hand(), *at_random(worlds, seed, COUNT), *searches(worlds, seed, COUNT)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ROLES)
async def test_two_worlds_are_answered_alike(desk: Desk, role: str, kind: str) -> None:
    assert await desk.told_apart(pair(role, kind)) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ROLES)
def test_he_would_be_there_but_for_the_conflict(role: str, kind: str) -> None:
    purpose, seed, person = ROLES[role]
    free, kept = (Judge(here, asker(role, purpose), NOW) for here in (world(seed), KINDS[kind](role)))
    assert pad(person) in free.persons_there()
    assert pad(person) not in kept.persons_there()
    assert kept.persons_there() <= free.persons_there()


def test_a_matter_that_names_him_opens_nothing() -> None:
    who = asker("tod_victim_side", "ASSESSMENT")
    assert Judge(conflicted("tod_victim_side", "p1"), who, NOW).facts.matter is None
    assert Judge(conflicted("tod_victim_side"), who, NOW).facts.matter is not None


def handling(role: str) -> Pair:
    """As if there were no conflict, and with one that excepts his account."""
    purpose, seed, _ = ROLES[role]
    who = asker(role, purpose)
    worlds = (world(seed), employed(role, who.account))
    return Pair(who, worlds, (*by_hand(), *at_random(worlds, seed, COUNT), *searches(worlds, seed, COUNT)))


async def test_whoever_may_handle_it_is_told_what_he_would_be_without_a_conflict(desk: Desk) -> None:
    """His colleague is not."""
    found = handling("tod_victim_side")
    assert await desk.told_apart(found) == []
    assert await desk.tells_apart(replace(found, worlds=(found.worlds[0], employed("tod_victim_side"))))


STATEMENT = conflicts.CONFLICTS
OF_ALL: dict[str, tuple[str, str]] = {
    "conflicts of accounts alone": ("MEMBER_OF*0..1", "MEMBER_OF*0..0"),
    "whoever is excepted from any is bound by none": ("me.id IN coalesce(c.excepted, [])", "size(c.excepted) > 0"),
}


@pytest.mark.parametrize("leak", OF_ALL)
async def test_a_planted_leak_of_an_employee_is_found(desk: Desk, leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert OF_ALL[leak][0] in STATEMENT
    monkeypatch.setattr(conflicts, "CONFLICTS", STATEMENT.replace(*OF_ALL[leak]))
    assert await desk.tells_apart(pair("tod_victim_side", "EMPLOYEE"))


async def test_an_exception_that_is_not_read_is_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = STATEMENT.replace("WHERE NOT me.id IN coalesce(c.excepted, [])", "")
    assert text != STATEMENT
    monkeypatch.setattr(conflicts, "CONFLICTS", text)
    assert await desk.tells_apart(handling("tod_victim_side"))


LEAKS: dict[str, tuple[Any, str, Any]] = {
    "the wall is forgotten": (walls, "kept_apart", lambda *_: frozenset()),
    "what is kept is not taken out": (walls, "without", lambda facts, _ids: facts),
}


@pytest.mark.parametrize("leak", LEAKS)
async def test_a_planted_leak_is_found(desk: Desk, leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*LEAKS[leak])
    assert await desk.tells_apart(pair("tod_victim_side"))
