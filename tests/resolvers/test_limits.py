"""Bounds on a question: what is just within is answered, what is over is refused before any statement."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from graph.lists import LARGEST_PAGE
from resolvers import limits
from resolvers.limits import MOST_TOKENS
from tests.town import Town, town


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


def deep(levels: int) -> str:
    """A question of so many levels: a person's records are of a person."""
    pairs = (levels - 2) // 2
    inner = "records(first: 1) { person { " * pairs + ("records { id }" if levels % 2 else "id") + " } }" * pairs
    return f'{{ person(id: "x") {{ {inner} }} }}'


def wide(fields: int) -> str:
    names = " ".join(f"a{n}: depth" for n in range(fields - 2))
    return f"{{ limits {{ {names} }} __typename }}"


def roots(count: int) -> str:
    names = " ".join(f"a{n}: limits {{ depth }}" for n in range(count))
    return f"{{ {names} }}"


async def refused(hub: Town, text: str, **variables: Any) -> str:
    await hub.post("mens_service", "{ limits { depth } }")
    hub.statements.clear()
    answer = await hub.post("mens_service", text, "OWN_CASE", **variables)
    assert (answer.status_code, set(answer.json())) == (200, {"errors"})
    assert not hub.statements
    [error] = answer.json()["errors"]
    assert error["extensions"] == {"code": "QUESTION_TOO_LARGE"}
    return str(error["message"])


async def answered(hub: Town, text: str, **variables: Any) -> int:
    answer = (await hub.post("mens_service", text, "OWN_CASE", **variables)).json()
    assert "errors" not in answer, answer
    return int(answer["extensions"]["cost"])


async def test_a_question_may_be_just_so_deep(hub: Town) -> None:
    await answered(hub, deep(limits.MOST_DEEP))
    assert await refused(hub, deep(limits.MOST_DEEP + 1)) == "The question is over 14 levels deep."


@pytest.mark.parametrize("levels", [60, 150])
async def test_a_question_that_is_far_too_deep_is_refused_in_the_same_words(hub: Town, levels: int) -> None:
    assert await refused(hub, deep(levels)) == "The question is over 14 levels deep."


@pytest.mark.parametrize("levels", [400, 800])
async def test_a_text_that_is_nested_beyond_reading_is_refused(hub: Town, levels: int) -> None:
    answer = await hub.post("mens_service", deep(levels), "OWN_CASE")
    assert answer.status_code == 200
    assert answer.json()["errors"][0]["extensions"] == {"code": "GRAPHQL_INVALID"}


async def test_a_question_may_be_just_so_wide(hub: Town) -> None:
    await answered(hub, wide(limits.MOST_FIELDS))
    assert await refused(hub, wide(limits.MOST_FIELDS + 1)) == "The question asks over 600 fields."


async def test_a_question_may_have_just_so_many_roots(hub: Town) -> None:
    await answered(hub, roots(limits.MOST_ALIASES))
    assert await refused(hub, roots(limits.MOST_ALIASES + 1)) == "The question has 31 root fields; at most 30."


def spread(levels: int, body: str) -> str:
    """Fragments of which each spreads the next wherever the body has a dot."""
    made = " ".join(f"fragment F{n} on Person {{ {body.replace('.', f'...F{n + 1}')} }}" for n in range(levels))
    return f'{{ person(id: "x") {{ ...F0 }} }} {made} fragment F{levels} on Person {{ id }}'


async def test_fragments_cannot_make_much_of_a_short_text(hub: Town) -> None:
    twice = "a: records { person { . } } b: records { person { . } }"
    assert await refused(hub, spread(60, twice)) == "The question is over 14 levels deep."
    often = " ".join(f"a{n}: records {{ person {{ . }} }}" for n in range(12))
    assert await refused(hub, spread(5, often)) == "The question asks over 600 fields."


async def test_a_fragment_that_is_spread_again_and_again_is_read_once(hub: Town) -> None:
    assert await answered(hub, spread(60, ". .")) == 2


def costly(first: int) -> str:
    return (
        f"{{ awaiting(first: 500) {{ id }} incidents(first: 249) {{ nodes {{ affected(first: {first}) {{ id }} }} }} }}"
    )


async def test_a_question_may_cost_just_so_much(hub: Town) -> None:
    """The list once, its rows' own list once a row, and each value of it."""
    assert await answered(hub, costly(998)) == 501 + 1 + 249 * (1 + 1 + 998) == 249_502
    assert await answered(hub, costly(999)) == 249_751
    assert await answered(hub, costly(1000)) == limits.MOST_COST
    message = await refused(hub, costly(1001))
    assert message == "The question may cost 250249; at most 250000. Ask for fewer with `first`."


@pytest.mark.parametrize(("first", "cost"), [(None, 21), (3, 4), (1, 2), (0, 2), (-7, 2)])
async def test_the_cost_of_a_list_is_that_of_the_rows_asked(hub: Town, first: int | None, cost: int) -> None:
    given = "" if first is None else f"(first: {first})"
    assert await answered(hub, f"{{ awaiting{given} {{ id }} }}") == cost
    asked = "query($n: Int!) { awaiting(first: $n) { id } }"
    assert first is None or await answered(hub, asked, n=first) == cost


async def test_the_cost_by_a_variable_is_that_of_its_value(hub: Town) -> None:
    text = "query($n: Int!) { incidents(first: $n) { nodes { affected(first: $n) { id } } } }"
    assert await answered(hub, text, n=10) == 1 + 10 * (1 + 1 + 10)
    assert (await refused(hub, text, n=500)).startswith("The question may cost ")


async def test_a_text_may_have_just_so_many_tokens(hub: Town) -> None:
    names = '"x" ' * (MOST_TOKENS - 20)
    just = f"{{ organisations(where: {{name: {{in: [{names}]}}}}) {{ id }} }}"
    assert await answered(hub, just) == 101
    answer = await hub.post("mens_service", f"query {just}")
    assert answer.json()["errors"][0]["extensions"] == {"code": "GRAPHQL_INVALID"}


async def test_the_bounds_are_told(hub: Town) -> None:
    text = "{ limits { depth fields roots cost page body } }"
    assert (await hub.ask("homelessness", text))["limits"] == {
        "depth": limits.MOST_DEEP,
        "fields": limits.MOST_FIELDS,
        "roots": limits.MOST_ALIASES,
        "cost": limits.MOST_COST,
        "page": LARGEST_PAGE,
        "body": limits.MOST_BYTES,
    }


async def test_introspection_of_introspection_is_refused(hub: Town) -> None:
    text = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    answer = await hub.post("homelessness", text)
    assert answer.json()["errors"][0]["extensions"] == {"code": "GRAPHQL_INVALID"}
    assert "data" not in answer.json()
