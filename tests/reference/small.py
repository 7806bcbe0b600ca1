"""A small world of which one asker sees nearly all: two reports, L100 and L200, a month apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from graph.database import Database
from resolvers.errors import Fault
from resolvers.reading import Refused
from tests.judge.askers import Asker, asker
from tests.judge.directed import directed_world
from tests.judge.loading import World
from tests.judge.worlds import copy_of
from tests.reference.asking import asked
from tests.reference.comparing import Compared
from tests.reference.worlds import whole

WHO = asker("police_fv_unit", "ASSESSMENT")


def small_world() -> World:
    found = whole(copy_of(directed_world(WHO.role, WHO.purpose, "VICTIM", met=True)))
    for number, incident in enumerate(found["incidents"].values(), 1):
        incident |= {"occurred_from": f"2025-0{number}-10T08:00:00Z", "portal_id": f"L{number}00", "alcohol": True}
    return found


class Asking(Compared):
    """`sent` are the texts sent to Neo4j."""

    def __init__(self, database: Database, world: World, sent: list[str], who: Asker = WHO) -> None:
        super().__init__(database, world, who)
        self.database, self.sent = database, sent

    def by(self, role: str) -> Asking:
        """The same world asked by another role."""
        return Asking(self.database, self.world, self.sent, asker(role))

    async def data(self, text: str, **variables: Any) -> Any:
        """What the hub and the reference both answer."""
        one = await self.one(text, variables)
        assert one.hub == one.reference
        assert one.same, "the order of keys differs"
        return one.hub

    async def told(self, text: str) -> Any:
        """What the hub answers by itself, of which the reference knows nothing."""
        return orjson.loads(await asked(self.hub, self.who, text))["data"]

    async def refused(self, text: str, **variables: Any) -> list[Mapping[str, Any]]:
        """The errors of a refusal that sent nothing."""
        self.sent.clear()
        try:
            await asked(self.hub, self.who, text, variables)
        except Refused as refusal:
            assert self.sent == []
            return refusal.errors
        except Fault as fault:
            assert self.sent == []
            return [fault.formatted()]
        raise AssertionError("answered")
