"""Many requests at once at one hub: each lived by a client of its own, who knows what he was told and nothing more.

What a client does is drawn from the number of its request. A call that fails, since the hub died or was busy, is no
answer: the client looks up where its request stands, and goes on from there.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.point.clients import MOST_TRIES, PATIENCE, Client, NoAnswer, Refused, Requester
from tests.point.desk import ASK, CHECKS, DECIDE, ISSUE, ITEMS
from tests.resolvers.test_requests import ACCEPT, ANSWER, CANDIDATES, LODGE, REFUSE, WITHDRAW

MINE = "{ requests(first: 500) { id state question } }"
WHERE = "query($id: ID!) { requests(id: $id) { state matter steps { state code reason } } }"
# How a request is to end, and how often.
ENDS = (*("FULL",) * 5, *("BRIEF",) * 3, "BRIEF, THEN FULL", "REFUSED", "REFUSED AT ONCE", "WITHDRAWN",
        "WITHDRAWN AT ONCE", "NOT HELD")  # fmt: skip
DECISIONS = (
    *(("RELEASE", None),) * 6,
    ("MASK", "NEEDS_CHECK"),
    ("WITHHOLD", "ENDANGERS"),
    ("WITHHOLD", "OTHER_PERSON"),
)


@dataclass
class Life:
    """One request. `issued`: reports that this client was told of, with their hashes."""

    number: int
    of: Requester
    client: Client
    seed: int
    request: str = ""
    matter: str = ""
    issued: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.draw = random.Random(f"{self.seed} {self.number}")
        self.end = self.draw.choice(ENDS)

    @property
    def word(self) -> str:
        return f"request {self.number} of {self.seed}"

    async def lived(self) -> None:
        """Until it has ended as it was to."""
        for _ in range(MOST_TRIES):
            try:
                if await self._on():
                    return
            except NoAnswer:
                await asyncio.sleep(PATIENCE)
        raise AssertionError(f"{self.word} does not end: {dict(self.client.place.failed)}")

    async def _on(self) -> bool:
        """One look, and the next act; whether there is none."""
        if not self.request:
            await self._lodge()
        [held] = await self.client.ask("cip_analyst", WHERE, id=self.request)
        self.matter = held["matter"] or ""
        match held["state"]:
            case "SUBMITTED":
                await self._begin()
            case "ACCEPTED":
                await self._work()
            case "PARTLY_ANSWERED" if self.end == "BRIEF, THEN FULL" and len(self._reports(held)) < 2:
                await self._issue("FULL")
            case _:
                return True
        return False

    def _reports(self, held: Mapping[str, Any]) -> list[str]:
        return [step["reason"] for step in held["steps"] if step["code"] == "REPORT"]

    async def _lodge(self) -> None:
        """Whoever was not told whether it was sent finds it by its own words, and sends it once."""
        mine = await self.client.ask(self.of.role, MINE)
        found = [one["id"] for one in mine if one["question"] == self.word]
        if not found:
            given = {"subject": {"system": "victoria_police", "id": self.of.number}, "relevance": ["P19"],
                     "groundsForRole": "Named as respondent in a police report", "question": self.word}  # fmt: skip
            sent = await self.client.ask(self.of.role, LODGE, self.of.matter, given=given)
            assert sent["state"] == "SUBMITTED", sent
            found = [sent["id"]]
        [self.request] = found

    async def _begin(self) -> None:
        match self.end:
            case "WITHDRAWN AT ONCE":
                await self.client.ask(self.of.role, WITHDRAW, id=self.request)
            case "REFUSED AT ONCE":
                await self.client.ask("cip_analyst", REFUSE, id=self.request)
            case "NOT HELD":
                await self.client.ask("cip_analyst", ANSWER, id=self.request, records=[], none=True)
            case _:
                found = await self.client.ask("cip_analyst", CANDIDATES, id=self.request)
                [him] = [one["id"] for one in found if one["by"] == "NUMBER"]
                await self.client.ask("cip_analyst", ACCEPT, id=self.request, person=him)

    async def _work(self) -> None:
        if self.draw.random() < 0.8:
            await self._at_point(ASK)
        match self.end:
            case "WITHDRAWN":
                await self.client.ask(self.of.role, WITHDRAW, id=self.request)
            case "REFUSED":
                await self.client.ask("cip_analyst", REFUSE, id=self.request)
            case _:
                await self._issue("BRIEF" if self.end.startswith("BRIEF") else "FULL")

    async def _issue(self, kind: str) -> None:
        """Where nothing may be told, it is refused with its reason; what came meanwhile is decided too."""
        try:
            waits = [one["id"] for one in await self._at_point(ITEMS) if one["why"] and not one["decision"]]
            if waits:
                made = {id: self.draw.choice(DECISIONS) for id in waits}
                items = [{"item": id, "decision": done, "reason": why} for id, (done, why) in made.items()]
                await self._at_point(DECIDE, items=items)
            told = await self._at_point(ISSUE, kind=kind, checklist=dict.fromkeys(CHECKS, True))
            self.issued[told["id"]] = told["sha256"]
        except Refused as refused:
            if refused.code == "ITEMS_UNDECIDED":
                return
            if refused.code != "NOTHING_TO_TELL":
                raise
            await self.client.ask("cip_analyst", REFUSE, id=self.request)

    async def _at_point(self, text: str, **given: Any) -> Any:
        return await self.client.ask("cip_analyst", text, self.matter, id=self.request, **given)
