"""Clients of a hub that may die under them: a call that tells nothing may have been done."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from connectors.synthetic.casework import declared
from tests.histories.her_story import AWAITING, OPEN
from tests.processes import Serving

BELIEF = "Reasonable belief from a police report"
AGAIN = frozenset({"BUSY", "OVERLOADED", "TIMED_OUT", "LEDGER_UNAVAILABLE", "DATABASE_UNAVAILABLE"})
PATIENCE = 0.2  # seconds between two tries
MOST_TRIES = 900
# Which part of a report addresses the organisation of which roles.
PARTS = {"AFFECTED": ("tod_victim_side", "tod_perpetrator_side"), "RESPONDENT": ("mens_service",)}


@dataclass
class Place:
    """The hub as clients find it; another one after it was killed. `failed`: what calls were lost by, counted."""

    hub: Serving
    failed: Counter[str] = field(default_factory=Counter)
    acts: int = 0  # how many were acknowledged
    done: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def acknowledged(self) -> None:
        async with self.done:
            self.acts += 1
            self.done.notify_all()

    async def reached(self, acts: int) -> None:
        async with self.done:
            await self.done.wait_for(lambda: self.acts >= acts)


@dataclass(frozen=True)
class Requester:
    """A role with a matter on somebody whom police know by this number."""

    role: str
    number: str
    matter: str


class NoAnswer(Exception):
    """The call told nothing: it may have been done."""


@dataclass
class Client:
    place: Place
    http: httpx.AsyncClient

    async def ask(self, role: str, text: str, matter: str = "", reason: str = BELIEF, **given: Any) -> Any:
        """The value of the one root field; a fault of the operation as its code."""
        hub = self.place.hub
        headers = {**hub.bearer(role, "read write"), "throughline-purpose": declared("CIP_REQUEST", matter, reason)}
        try:
            answer = await self.http.post(
                f"{hub.url}/graphql", json={"query": text, "variables": given}, headers=headers
            )
        except httpx.TransportError as fault:
            self.place.failed[type(fault).__name__] += 1
            raise NoAnswer from None
        said = answer.json()
        if errors := said.get("errors"):
            code = errors[0]["extensions"]["code"]
            if code in AGAIN:
                self.place.failed[code] += 1
                raise NoAnswer
            raise Refused(code, errors[0]["message"])
        if text.startswith("mutation"):
            await self.place.acknowledged()
        [value] = said["data"].values()
        return value

    async def surely(self, role: str, text: str, matter: str = "", **given: Any) -> Any:
        """A question, until it is answered."""
        for _ in range(MOST_TRIES):
            try:
                return await self.ask(role, text, matter, **given)
            except NoAnswer:
                await asyncio.sleep(PATIENCE)
        raise AssertionError(f"nobody answers: {dict(self.place.failed)}")


class Refused(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


async def requesters(client: Client, subjects: Mapping[str, str]) -> list[Requester]:
    """Of each role a matter on each report (its id → the number of whom it is about), by the part addressed to it."""
    made = []
    for portal, number in subjects.items():
        for party, roles in PARTS.items():
            waiting = await client.surely(roles[0], AWAITING, reference=portal)
            evidence = next(one["id"] for one in waiting if one["party"] == party)
            for role in roles:
                opened = await client.surely(role, OPEN, kind="REFERRAL", evidence=evidence)
                made.append(Requester(role, number, opened["id"]))
    return made
