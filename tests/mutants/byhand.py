"""Situations that chance seldom makes: matters of others, and each fact alone that may keep a victim's part alive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.judge.askers import Asker, asker, matter_id, pad
from tests.judge.byhand import HERS, OTHERS, P1, P2, add_incident, made, name_only
from tests.judge.loading import OPEN, World
from tests.judge.worlds import world
from tests.mutants.alike import alike
from tests.mutants.gated import gated

LONG_AGO = "2019-01-01T00:00:00Z"


def foreign() -> Iterator[tuple[World, Asker]]:
    """The matter of another organisation, of another purpose, and a closed one."""
    here, who = world(4), asker("tod_victim_side", "ASSESSMENT")
    for matter in (
        matter_id("specialist_fv", "ASSESSMENT"),
        matter_id("tod_victim_side", "PROTECTION"),
        pad("mclosed"),
    ):
        yield here, replace(who, matter=matter)
    yield here, who
    yield here, replace(asker("tod_victim_side", "OWN_CASE"), matter=matter_id("specialist_fv", "OWN_CASE"))


def subject() -> tuple[World, Asker]:
    """He was a victim long ago and in no report since; nobody hides where he lives."""
    here, who = made("cip_analyst", "CIP_REQUEST", "ALLEGED", met=False)
    name_only(here, who, P1)
    add_incident(here, "old", AFFECTED_IN=[OTHERS])["occurred_from"] = LONG_AGO
    for address in here["addresses"].values():
        address["suppressed"] = False
    return here, who


def governed() -> Iterator[tuple[World, Asker]]:
    yield subject()
    for change in (_lately, _undated, _superseded, _suppressed, _suppressed_once, _ordered, _ordered_once, _unserved,
                   _child, _grown, _of_no_age, _opposed, _one_home, _one_home_once):  # fmt: skip
        here, who = subject()
        change(here, who)
        yield here, who


def _lately(here: World, _who: Asker) -> None:
    here["incidents"][pad("old")]["occurred_from"] = "2026-01-01T00:00:00Z"


def _undated(here: World, _who: Asker) -> None:
    here["incidents"][pad("old")]["occurred_from"] = None


def _superseded(here: World, who: Asker) -> None:
    _lately(here, who)
    here["incidents"][pad("old")]["recorded_to"] = "2026-02-01T00:00:00Z"


def _suppressed(here: World, _who: Asker) -> None:
    here["addresses"][pad("s1b")]["suppressed"] = True
    here["addresses"][pad("s1b")]["valid_to"] = None


def _suppressed_once(here: World, who: Asker) -> None:
    _suppressed(here, who)
    here["addresses"][pad("s1b")]["valid_to"] = "2025-01-01"


def _ordered(here: World, _who: Asker) -> None:
    """An old order that still protects him."""
    here["orders"][pad("protects")] = {
        **here["orders"][pad("ob")], "PROTECTED_BY": [OTHERS], "RESTRAINED_BY": [], "served": True, "state": "FINAL",
        "made_on": LONG_AGO[:10], "starts_on": LONG_AGO[:10], "ends_on": None, "in_force": True,
    }  # fmt: skip


def _ordered_once(here: World, who: Asker) -> None:
    _ordered(here, who)
    here["orders"][pad("protects")] |= {"ends_on": "2020-01-01", "in_force": False}


def _unserved(here: World, who: Asker) -> None:
    _ordered(here, who)
    here["orders"][pad("protects")] |= {"served": False, "in_force": False}


def _child(here: World, who: Asker) -> None:
    _born(here, "2012-05-05")


def _grown(here: World, who: Asker) -> None:
    _born(here, "1990-05-05")


def _of_no_age(here: World, who: Asker) -> None:
    _born(here, None)


def _born(here: World, day: str | None) -> None:
    here["incidents"][pad("old")] |= {"AFFECTED_IN": [], "CHILD_IN": [OTHERS]}
    for record in here["persons"][P1]["records"]:
        here["records"][record]["birth_date"] = day


def _opposed(here: World, who: Asker) -> None:
    here["incidents"][pad("old")]["RESPONDENT_IN"] = [HERS]
    _both_named(here, who)


def _one_home(here: World, who: Asker) -> None:
    _both_named(here, who)
    for address in (pad("a1b"), pad("a2b")):
        here["addresses"][address] |= {"key": pad("kone"), "valid_to": None}


def _one_home_once(here: World, who: Asker) -> None:
    _one_home(here, who)
    here["addresses"][pad("a2b")]["valid_to"] = "2025-01-01"


def _both_named(here: World, who: Asker) -> None:
    """She too, as somebody who uses violence: nobody who is named is a victim by that."""
    matter = here["matters"][matter_id(who.role, who.purpose)]
    matter["names"].append({**matter["names"][0], "person": P2, "origin": P2, "covers": [P2]})


def placed() -> Iterator[tuple[World, Asker]]:
    """A report with a child in it at the home of a woman who consents; and where nobody said what the child wants."""
    for sought in (True, False):
        here, who = made("police_fv_unit", "PROTECTION", "VICTIM")
        here["incidents"][pad("ib")]["CHILD_IN"] = [pad("r3b")]
        if not sought:
            here["matters"][matter_id(who.role, who.purpose)]["assertions"] = []
        yield here, who


def apart() -> Iterator[tuple[World, Asker]]:
    """Somebody from whom the asker's account is kept apart, and who is there for him but for that; and was once."""
    for until in (OPEN, "2026-01-01T00:00:00Z"):
        here, who = world(3), asker("tod_victim_side", "ASSESSMENT")
        conflict = {"id": pad("k1"), "person": pad("p3"), "since": "2025-01-01T00:00:00Z", "until": until}
        here["accounts"][who.account]["conflicts"] = [conflict]
        yield here, who


def by_hand() -> Iterator[tuple[World, Asker]]:
    yield from alike()
    yield from apart()
    yield from foreign()
    yield from governed()
    yield from placed()
    yield from gated()
