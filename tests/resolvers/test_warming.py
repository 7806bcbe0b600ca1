"""What is planned before anybody asks is what is asked then, by whichever process."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from typing import Any

from graphql.execution.values import VariableValues, get_variable_values

from resolvers.api import SCHEMA
from resolvers.plans import Plans
from resolvers.warming import FIXED, warm
from schema.model import MODEL
from tests.town import START

TEXTS = """
import asyncio, hashlib
from tests.resolvers.test_warming import texts
print([hashlib.sha256(text.encode()).hexdigest() for text in asyncio.run(texts())])
"""


async def texts() -> list[str]:
    found: list[str] = []

    async def run(text: str, _given: dict[str, Any]) -> None:
        found.append(text)

    await warm(Plans(SCHEMA, MODEL), run, START)
    return found


def test_a_fixed_question_has_one_text_whatever_a_client_selects_of_it() -> None:
    plans = Plans(SCHEMA, MODEL)
    asked = "query($id: ID!) { expand(person: $id) { people counts { kind } neighbours { person { initials } } } }"
    document = plans.document(asked)
    operation = document.operation(None)
    assert operation
    values = get_variable_values(plans.schema, operation.variable_definitions or (), {"id": "somebody"})
    assert isinstance(values, VariableValues)
    statement = plans.plan(document, operation, values).statement
    assert statement
    assert statement.text == asyncio.run(texts())[FIXED.index("{ expand(person: $id) { said } }")]


def test_every_process_asks_by_the_same_texts() -> None:
    """Workers share what the supervisor has planned for them; Python orders a set anew in each process."""

    def told(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", TEXTS], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert told("1") == told("2")
