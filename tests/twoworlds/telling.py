"""What one asker is answered in a world, to the byte, with every statement that was sent for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import orjson

from graph.database import Database
from resolvers.answering import Hub
from resolvers.errors import Fault
from resolvers.reading import Refused
from tests.judge.askers import Asker, asker
from tests.judge.casting import NOW
from tests.judge.loading import World
from tests.judge.other_world import other_world
from tests.judge.searching import found
from tests.judge.worlds import world
from tests.reference.asking import asked, hub_of, loaded
from tests.twoworlds.operations import PAGES, at_random, by_hand, searches


@dataclass(frozen=True)
class Pair:
    """Two worlds alike for this asker, and what to ask in both."""

    who: Asker
    worlds: tuple[World, World]
    questions: tuple[str, ...]


@cache
def pair(role: str, purpose: str | None, seed: int, count: int, *, reasoned: bool = True) -> Pair:
    who, here = replace(asker(role, purpose), reasoned=reasoned), world(seed)
    worlds = (here, other_world(here, who, NOW, seed))
    return Pair(who, worlds, (*by_hand(), *at_random(worlds, seed, count)))


@cache
def searched(role: str, purpose: str, seed: int, count: int) -> Pair:
    """Alike also in whom this asker's searches may find."""
    who, here = asker(role, purpose), world(seed)
    worlds = (here, other_world(here, who, NOW, seed, found))
    return Pair(who, worlds, tuple(searches(worlds, seed, count)))


@dataclass
class Desk:
    """The database that both worlds are written into in turn; `sent` is what the hub sent it."""

    database: Database
    sent: list[str] = field(default_factory=list)

    async def told_apart(self, found: Pair) -> list[str]:
        """The questions whose answers, or whose statements, differ between the worlds."""
        return await self._differing(found, (*found.questions, *ORDERS))

    async def tells_apart(self, found: Pair, begin: int = 0) -> bool:
        """Whether any question does: once one does, the rest is not asked. To begin with one that did before saves the
        others, each of which Neo4j would plan anew for what is planted."""
        asking = (*found.questions, *ORDERS)
        asking = (*asking[begin:], *asking[:begin])
        for start in range(0, len(asking), AT_ONCE):
            if await self._differing(found, asking[start : start + AT_ONCE]):
                return True
        return False

    async def _differing(self, found: Pair, asking: Sequence[str]) -> list[str]:
        first, second = [await self._answers(world, found.who, asking) for world in found.worlds]
        return [q for q, a, b in zip(asking, first, second, strict=True) if a != b]

    async def _answers(self, here: World, who: Asker, asking: Sequence[str]) -> list[Any]:
        await loaded(self.database, here)
        hub = hub_of(self.database)
        return [await (self._pages if text in ORDERS else self._answer)(hub, who, text) for text in asking]

    async def _answer(self, hub: Hub, who: Asker, text: str, **variables: Any) -> tuple[bytes, tuple[str, ...]]:
        self.sent.clear()
        try:
            answer = await asked(hub, who, text, variables)
        except Fault as fault:
            answer = orjson.dumps([fault.code, fault.message])
        except Refused as refused:
            raise AssertionError(f"a question of the harness is not valid: {refused.errors}") from None
        return answer, tuple(self.sent)

    async def _pages(self, hub: Hub, who: Asker, text: str) -> Sequence[Any]:
        """Every page, each from the cursor of the one before."""
        pages, after = [], None
        for _ in range(20):
            pages.append(await self._answer(hub, who, text, after=after))
            said = orjson.loads(pages[-1][0])
            after = isinstance(said, dict) and (said["data"]["incidents"] or {})["pageInfo"]["endCursor"]
            if not after:
                break
        return pages


AT_ONCE = 6
ORDERS = tuple(PAGES % order for order in ("OCCURRED_FROM_DESC", "RISK_SCORE_ASC"))
