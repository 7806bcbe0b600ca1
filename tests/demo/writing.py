"""Writes what only a running hub can say: the three whole answers, and the README's example."""

from __future__ import annotations

import tempfile
from pathlib import Path

import orjson
from rich.console import Console

from connectors.synthetic import demo
from connectors.synthetic.population import population
from graph.embedded import Embedded, Memory
from tests.conftest import LIBRARY
from tests.demo.conftest import REPORTS, keyed
from tests.demo.example import answered, write, written
from tests.town import town, with_connectors

ANSWERS = Path(__file__).with_name("answers")


async def main() -> None:
    people = population(7, REPORTS, until=demo.UNTIL)
    with tempfile.TemporaryDirectory() as folder:
        state = keyed(Path(folder))
        async with Embedded(state, LIBRARY, Memory(heap=900, cache=512)) as neo4j, town(neo4j, state) as hub:
            await with_connectors(hub)
            await demo.send(hub.http, hub.issuer, people, Console(quiet=True))
            answers = await demo.answered(hub.http, hub.issuer, people)
            write(written(await answered(hub, list(answers))))
    ANSWERS.mkdir(exist_ok=True)
    for one, answer in answers.items():
        said = {"data": answer["data"], "withheld": answer["extensions"]["withheld"]}
        (ANSWERS / f"{one.role}.json").write_bytes(orjson.dumps(said, option=orjson.OPT_INDENT_2) + b"\n")
