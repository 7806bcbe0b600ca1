"""One hidden value varied alone: who may not see it is answered alike to the byte, and who may is told apart."""

from __future__ import annotations

from collections.abc import Callable

from tests.judge.askers import Asker, pad
from tests.judge.byhand import HERS, OTHERS, P1, P2, P3, add_incident, made, name_only
from tests.judge.casting import NOW
from tests.judge.judge import Judge
from tests.judge.loading import World
from tests.judge.seeing import looks, seen
from tests.judge.worlds import copy_of
from tests.twoworlds.telling import Desk, Pair

Change = Callable[[World], object]
# Role, purpose, and what the matter calls its subject; the other side is named too, as the victim.
MEN = ("mens_service", "ASSESSMENT", "ALLEGED")  # serves him: of her a mask, and never where she is
DOOR = ("tod_victim_side", "ASSESSMENT", "ALLEGED")  # has her consent, and does not serve him
POINT = ("cip_analyst", "CIP_REQUEST", "ALLEGED")
NEW_NAME = "Zweig"
OUT = {"exclusion": "CONFIDENTIAL_SOURCE", "released": list[str]()}


def her_name(world: World) -> None:
    """The mask of it stays."""
    world["records"][HERS]["family_name"] = NEW_NAME


def one_more_report(world: World) -> dict[str, object]:
    """Of him against her; it falls between those that are there."""
    report = add_incident(world, "more", RESPONDENT_IN=[OTHERS], AFFECTED_IN=[HERS])
    report.update(lineage=pad("more"), portal_id="L999", AT_ATTENDANCE=[], STATES=[])
    return report


def one_more_excluded(world: World) -> None:
    one_more_report(world).update(OUT)


def asked_by(asking: tuple[str, str, str]) -> tuple[World, Asker]:
    here, who = made(*asking)
    if asking == DOOR:
        name_only(here, who, P1, P2, P3)
    return here, who


def pair(asking: tuple[str, str, str], change: Change, *questions: str, before: Change = lambda _world: None) -> Pair:
    """`before` is done to both worlds."""
    here, who = asked_by(asking)
    before(here)
    there = copy_of(here)
    change(there)
    return Pair(who, (here, there), questions)


def hidden(found: Pair) -> bool:
    """The second reading of the policy sees no difference, so that no answer may have one."""
    here, there = (Judge(world, found.who, NOW) for world in found.worlds)
    return looks(there, seen(here))


async def nothing_tells(desk: Desk, change: Change, *questions: str, **more: Change) -> None:
    """The men's service is not told of the change by any of the questions."""
    await nobody_tells(desk, MEN, change, *questions, **more)


async def nobody_tells(
    desk: Desk, asking: tuple[str, str, str], change: Change, *questions: str, **more: Change
) -> None:
    found = pair(asking, change, *questions, **more)
    assert found.worlds[0] != found.worlds[1]
    assert hidden(found), "the change is one that this asker may see"
    assert await desk.told_apart(found) == []


async def each_tells(desk: Desk, asking: tuple[str, str, str], change: Change, *questions: str, **more: Change) -> None:
    """The twin: every one of the questions would tell whoever may see it."""
    found = pair(asking, change, *questions, **more)
    assert not hidden(found)
    assert [q for q in await desk.told_apart(found) if q in questions] == list(questions)
