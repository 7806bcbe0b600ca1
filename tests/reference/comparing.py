"""The hub and the reference asked the same in one world: where their bytes differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from graph.cursor import encode, key_for
from graph.database import Database
from resolvers.answering import Hub
from resolvers.errors import Fault
from resolvers.plans import Plans
from tests.judge.askers import Asker
from tests.judge.casting import NOW
from tests.judge.judge import Judge
from tests.judge.loading import World
from tests.reference.arguments import Words
from tests.reference.asking import PLANS, asked, hub_of
from tests.reference.executor import Reference
from tests.reference.operations import Operation


@dataclass(frozen=True, slots=True)
class Answered:
    """One question, and what the two said: data, or the code of a refusal."""

    role: str
    text: str
    variables: Mapping[str, Any]
    hub: Any
    reference: Any

    @property
    def same(self) -> bool:
        return orjson.dumps(self.hub) == orjson.dumps(self.reference)

    @property
    def values(self) -> int:
        """How many values the answer shows that are not null."""
        return sum(1 for _ in _values(self.hub)) if isinstance(self.hub, dict) else 0


class Compared:
    """One asker in one world that is loaded."""

    def __init__(self, database: Database, world: World, who: Asker, plans: Plans = PLANS) -> None:
        self.who, self.world = who, world
        self.hub = hub_of(database, plans=plans)
        self.reference = Reference(Judge(world, who, NOW))

    async def all(self, questions: Iterable[Operation], seed: int) -> list[Answered]:
        words = Words(self.world, self._cursor)
        return [await self.one(question.text, question.given(seed, words)) for question in questions]

    async def one(self, text: str, variables: Mapping[str, Any]) -> Answered:
        said = await answered(self.hub, self.who, text, variables)
        return Answered(self.who.role, text, variables, said, await self.reference.answer(text, variables))

    def _cursor(self, listed: str, values: list[Any]) -> str:
        """As this asker would have got it from an earlier page; `listed` is a noun and an order."""
        noun, _, order = listed.partition(" ")
        return encode(key_for(self.reference.mine, noun, order), values)


async def answered(hub: Hub, who: Asker, text: str, variables: Mapping[str, Any]) -> Any:
    try:
        return orjson.loads(await asked(hub, who, text, variables))["data"]
    except Fault as refusal:
        return refusal.code


def _values(data: Any) -> Iterator[Any]:
    match data:
        case dict():
            yield from (found for value in data.values() for found in _values(value))
        case list():
            yield from (found for value in data for found in _values(value))
        case None:
            return
        case _:
            yield data
