"""What the README shows is what the hub does."""

from __future__ import annotations

from connectors.synthetic import casework
from connectors.synthetic.population import Population
from tests.demo.example import answered, held, written
from tests.town import Town


async def test_the_question_its_cypher_and_the_three_answers_are_current(demo_hub: Town, people: Population) -> None:
    asked = await casework.matters(demo_hub.http, demo_hub.issuer, people)
    assert held() == written(await answered(demo_hub, asked)), "run make snapshots"
