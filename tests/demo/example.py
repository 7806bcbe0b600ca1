"""The README's example: one small question, the Cypher it becomes, and what three roles are answered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from connectors.synthetic.casework import Asked, Worker
from connectors.synthetic.demo import AS_OF
from tests.readable import readable
from tests.snapshots import statement_of
from tests.town import Town

README = Path(__file__).parents[2] / "README.md"
QUESTION = """query($asOf: DateTime) {
  subjects(asOf: $asOf) {
    familyNames
    incidentsAsRespondent(first: 1, orderBy: OCCURRED_FROM_DESC) {
      occurredFrom
      riskBand { label }
      affected { familyName initials contacts { value } }
    }
  }
}"""
BEGIN, END = "<!-- example -->", "<!-- end of example -->"


def cypher() -> str:
    return readable(statement_of(QUESTION, {"asOf": AS_OF}).text)


async def answered(hub: Town, asked: list[Asked]) -> Mapping[str, Any]:
    """By label of the role: the data of its answer."""
    found = {}
    for one in asked:
        worker = Worker(hub.http, one.role, hub.issuer.token(one.role))
        told = await worker.ask(QUESTION, one.purpose, {"asOf": AS_OF}, one.matter, one.reason)
        found[f"{one.label}, {one.purpose}"] = told["data"]
    return found


def written(answers: Mapping[str, Any]) -> str:
    """The part of the README between its two marks."""
    parts = ["```graphql", QUESTION, "```", "", "becomes one statement, the same for every role:", "",
             "```cypher", cypher(), "```"]  # fmt: skip
    for label, data in answers.items():
        parts += ["", f"{label}:", "", "```json", _json(data), "```"]
    return "\n".join(parts)


def _json(data: Any) -> str:
    return orjson.dumps(data, option=orjson.OPT_INDENT_2).decode()


def held() -> str:
    """As the README has it now."""
    return README.read_text().split(BEGIN)[1].split(END)[0].strip()


def write(text: str) -> None:
    before, _, rest = README.read_text().partition(BEGIN)
    README.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}")
