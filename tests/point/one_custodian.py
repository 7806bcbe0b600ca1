"""A custodian as a process of its own, which answers look-ups from rows in a file: all alike, or each as it comes."""

from __future__ import annotations

import asyncio
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from connectors.synthetic.custodian import Conduct, Holdings, Misconduct, app
from resolvers.listening import listening, serving

HERE = "127.0.0.1"
# Seconds within which an answer comes in time are told in the file of custodians: the last of these is beyond them.
DELAYS = (0.0, 0.0, 0.05, 0.2, 0.6, 2.5)
BAD = (Misconduct.DROPS, Misconduct.GARBAGE, Misconduct.ERROR, Misconduct.NOT_HELD)


@dataclass
class Moody:
    """Each look-up meets another delay, and one in three a refusal or a fault."""

    held: Holdings
    secret: str
    draw: random.Random = field(default_factory=random.Random)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await app(self.held, self.secret, self._conduct())(scope, receive, send)

    def _conduct(self) -> Conduct:
        delay, lot = self.draw.choice(DELAYS), self.draw.random()
        refuse = "OTHER_LAW" if lot < 0.1 else ""
        return Conduct(delay, refuse, self.draw.choice(BAD) if 0.1 <= lot < 0.35 else None)


def conducted(held: Holdings, word: str, seconds: str, reason: str, seed: str = "") -> ASGIApp:
    if seed:
        return Moody(held, word, random.Random(f"{held.custodian} {seed}"))
    return app(held, word, Conduct(float(seconds), reason))


async def answer(answering: ASGIApp, custodian: str, port: int) -> None:
    with listening(HERE, port) as taken:
        print(f"{custodian} at {port}", flush=True)
        await serving(answering).serve([taken])


if __name__ == "__main__":
    name, at, file, *rest = sys.argv[1:]
    rows = tuple(orjson.loads(Path(file).read_bytes()))
    asyncio.run(answer(conducted(Holdings(name, rows), *rest), name, int(at)))
