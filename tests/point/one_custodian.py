"""A custodian as a process of its own, which answers look-ups from rows in a file."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import orjson

from connectors.synthetic.custodian import Conduct, Holdings, app
from resolvers.listening import listening, serving

HERE = "127.0.0.1"


async def answer(held: Holdings, port: int, secret: str, conduct: Conduct) -> None:
    with listening(HERE, port) as taken:
        print(f"{held.custodian} at {port}", flush=True)
        await serving(app(held, secret, conduct)).serve([taken])


if __name__ == "__main__":
    name, at, file, word, seconds, reason = sys.argv[1:]
    rows = tuple(orjson.loads(Path(file).read_bytes()))
    asyncio.run(answer(Holdings(name, rows), int(at), word, Conduct(float(seconds), reason)))
