"""Worlds changed by hand, for tests of single rules."""

from __future__ import annotations

from typing import Any

from tests.judge.askers import Asker, asker, matter_id, pad
from tests.judge.directed import directed_world
from tests.judge.judge import Judge
from tests.judge.loading import World
from tests.judge.worlds import copy_of

P1, P2, P3 = pad("p1"), pad("p2"), pad("p3")
# Record and event "a" are the asker's own, "b" another custodian's.
OWN, OTHERS = pad("r1a"), pad("r1b")
HER_OWN, HERS = pad("r2a"), pad("r2b")
REPORT, OWN_REPORT = pad("ib"), pad("ia")


def made(role: str, purpose: str, standing: str, *, met: bool = True) -> tuple[World, Asker]:
    found = copy_of(directed_world(role, purpose, standing, met=met))
    return found, asker(role, purpose)


def matter_of(world: World, who: Asker) -> dict[str, Any]:
    return world["matters"][matter_id(who.role, who.purpose)]


def name_only(world: World, who: Asker, *people: str, client: bool = False) -> None:
    matter = matter_of(world, who)
    matter["names"] = [{**n, "client": client} for n in matter["names"] if n["person"] in people]


def add_incident(world: World, short: str, **parts: list[str]) -> dict[str, Any]:
    """A report like the other custodian's, with these parts alone."""
    blank: dict[str, list[str]] = {k: [] for k in ("AFFECTED_IN", "RESPONDENT_IN", "CHILD_IN", "OTHER_IN", "AT")}
    world["incidents"][pad(short)] = {**world["incidents"][REPORT], **blank, **parts}
    return world["incidents"][pad(short)]


def levels(judge: Judge, record: str, *facets: str) -> str:
    return "".join(judge.level("records", record, f) for f in facets)
