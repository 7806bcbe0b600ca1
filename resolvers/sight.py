"""What the asker is shown of one thing that he names, as an answer shows it: not held and not shown are one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.lists import LARGEST_PAGE
from graph.selection import Selection

ID = Selection("id", "id")


@dataclass(frozen=True, slots=True)
class Sight:
    """`ask` answers one root by itself."""

    ask: Callable[[Selection], Awaitable[Any]]

    async def match(self, match: str) -> bool:
        """Both of its sides are."""
        return bool(await self._sides("matches", match))

    async def grounds(self, relationship: str) -> list[str] | None:
        """What of it is shown that it rests on; None where not both of its sides are."""
        listed = Selection("statements", "statements", {"first": LARGEST_PAGE}, (ID,))
        found = await self._sides("relationships", relationship, listed)
        return [said["id"] for said in found["statements"]] if found else None

    async def report(self, report: str) -> bool:
        return await self._one("incident", report) is not None

    async def person(self, person: str) -> str | None:
        """By which id he is."""
        return await self._one("person", person)

    async def _one(self, root: str, id: str) -> str | None:
        found = await self.ask(Selection(root, root, {"id": id}, (ID,)))
        return str(found["id"]) if found else None

    async def _sides(self, root: str, id: str, *beside: Selection) -> Mapping[str, Any] | None:
        """What is asked beside, where both sides of it are there for the asker, as they are in an answer."""
        sides = tuple(Selection(side, side, {"first": 1}, (ID,)) for side in ("left", "right"))
        found = await self.ask(Selection(root, root, {"id": id, "first": 1}, (*sides, *beside)))
        return next((one for one in found if one["left"] and one["right"]), None)
