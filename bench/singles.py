"""What is measured once, after the rounds: texts never seen, searches, memory, overload, one report a request."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from typing import Any

import orjson
import psutil

from bench.drive import ANSWERED, Answered, Driver
from bench.hub import BenchFault
from bench.load import Load, Sent, Spent
from bench.peers.fronts import Front
from bench.targets import Figures

SHED = 503
DOCUMENTS, TURN = 100, 10  # texts, and how many of them are asked in a row
LEAST = 40  # the first number that is written in a text
DISCLOSURES = "SELECT body FROM entries WHERE kind = 'DISCLOSURE' AND seq > ?"
NEWEST = "SELECT max(seq) FROM entries"


@dataclass(frozen=True, slots=True)
class Alone:
    """One hub, the file of its ledger, and the loads that it is put under."""

    hub: Front
    ledger: Path
    load: Load

    # documents

    async def cold(self, known: Sent) -> Figures:
        """A text that was never asked, one whose numbers alone were not, and one that is known, in turns."""
        spent = dict.fromkeys(("known", "literals", "cold"), 0.0)
        await Driver(self.hub.url).answered([known] * DOCUMENTS)
        for number in range(0, DOCUMENTS, TURN):
            places = range(number, number + TURN)
            spent["known"] += await self._spent([known] * TURN)
            spent["literals"] += await self._spent([_other(known, place, "") for place in places])
            spent["cold"] += await self._spent([_other(known, 1, f"N{place}") for place in places])
        return {
            "cold document: CPU of the API": (spent["cold"] - spent["known"]) / DOCUMENTS,
            "other literals: CPU of the API over a known text's": spent["literals"] / spent["known"],
        }

    async def _spent(self, asked: Sequence[Sent]) -> float:
        """Milliseconds of CPU of the API."""
        before = Spent.now(self.hub.pid, self.load.java)
        await Driver(self.hub.url).answered(asked)
        after = Spent.now(self.hub.pid, self.load.java)
        return (after.api - before.api) * 1000

    # memory

    def memory(self, asked: Sequence[Sent], most: int) -> Figures:
        """After so many requests, and how much of it came in the latter half."""
        sizes, done = list[float](), 0
        while done < most:
            done += self.load.of("memory", self.hub, asked, 16).requests
            sizes.append(psutil.Process(self.hub.pid).memory_info().rss / 2**20)
        half = sizes[len(sizes) // 2]
        grown = "memory: growth over the latter half of them"
        return {"memory after 100,000 requests": sizes[-1], grown: sizes[-1] - half}

    # overload

    async def overload(self, asked: Sequence[Sent], times: float, seconds: int) -> Figures:
        """So many times what it can, at a rate that does not wait for it."""
        usual = self.load.of("usual", self.hub, asked, 16)
        before = self._kept(NEWEST)[0]
        done = await Driver(self.hub.url).at_rate(cycle(asked), usual.rate * times, seconds)
        told = [one for one in done if one.status == ANSWERED]
        shed = [one for one in done if one.status == SHED]
        return {
            "overload: answers of 503 come within": _p95(shed) if shed else _p95(done),
            "overload: p95 of what is let in over the usual": _p95(told) / usual.p95 if told else None,
            "overload: 503 without Retry-After": sum(not one.again for one in shed) if shed else None,
            "overload: answers without an entry in the ledger": len(_named(told) - self._disclosed(before)),
        }

    def _disclosed(self, after: int) -> set[str]:
        return {orjson.loads(body)["auditId"] for body in self._kept(DISCLOSURES, after)}

    def _kept(self, text: str, *given: int) -> list[Any]:
        """The one column of the ledger's rows."""
        with closing(sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True)) as store:
            return [value for (value,) in store.execute(text, given)]

    # records

    async def reports(self, rows: Sequence[bytes], token: str) -> Figures:
        """Each in a request of its own."""
        headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
        asked = [Sent(row, headers) for row in rows]
        front = replace(self.hub, url=self.hub.url.replace("/graphql", "/ingest/l17"))
        return {"one police report a request": len(asked) / await _timed(Driver(front.url), asked)}


async def _timed(driver: Driver, asked: Sequence[Sent]) -> float:
    loop = asyncio.get_running_loop()
    since = loop.time()
    done = await driver.closed(asked, 16)
    if refused := [one for one in done if one.status != ANSWERED or b'"CREATED"' not in one.body]:
        raise BenchFault(f"A report was answered {refused[0].status}: {refused[0].body[:300].decode()}")
    return loop.time() - since


def _named(answers: Sequence[Answered]) -> set[str]:
    """By the id of the entry that each names."""
    return {orjson.loads(one.body)["extensions"]["auditId"] for one in answers}


def _p95(some: Sequence[Answered]) -> float:
    return quantiles((one.ms for one in some), n=20)[-1] if len(some) > 1 else some[0].ms


def _other(known: Sent, number: int, name: str) -> Sent:
    """The same question with another number written in it, or of another name."""
    said = orjson.loads(known.body)
    text = said["query"].replace("first: $first", f"first: {LEAST + number}").replace("$first: Int!", "")
    head, _, rest = text.partition("(")
    variables = {key: value for key, value in said["variables"].items() if key != "first"}
    return Sent(orjson.dumps({"query": f"{head}{name}({rest}", "variables": variables}), known.headers)
