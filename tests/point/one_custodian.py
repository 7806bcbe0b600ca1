"""A custodian as a process of its own, which answers look-ups from rows in a file: `python -m tests.point.one_custodian`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import orjson

from connectors.synthetic.custodian import Conduct, Holdings, app
from resolvers.listening import listening, serving

HERE = "127.0.0.1"


async def answer(custodian: str, port: int, rows: Path, secret: str, delay: float, refuse: str) -> None:
    held = Holdings(custodian, tuple(orjson.loads(rows.read_bytes())))
    with listening(HERE, port) as taken:
        print(f"{custodian} at {port}", flush=True)
        await serving(app(held, secret, Conduct(delay, refuse))).serve([taken])


if __name__ == "__main__":
    name, at, file, word, seconds, reason = sys.argv[1:]
    asyncio.run(answer(name, int(at), Path(file), word, float(seconds), reason))
