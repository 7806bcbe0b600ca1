"""Documents made to cost: each is refused after little work, and who asks honestly meanwhile is answered each time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import graphql.validation.rules.overlapping_fields_can_be_merged as overlapping
import httpx
import pytest
from graphql.language import Lexer

from graph.embedded import Running as Neo4j
from resolvers import documents
from resolvers.limits import MOST_BYTES, MOST_COMMENTS, MOST_COMPARED, MOST_OPERATIONS, MOST_TEXT, MOST_TOKENS
from resolvers.plans import MOST_KEPT_TEXT
from tests.serving import served
from tests.town import Town, town

HONEST = {"query": "{ limits { depth } }"}
MANY = "incidents(first: 1) { nodes { id } } "


def spreading(fragments: int, each: int) -> str:
    """Fragments that spread many of those after them."""
    made = (
        f"fragment F{n} on Incident {{ id {' '.join(f'...F{m}' for m in range(n + 1, min(fragments, n + each)))} }}"
        for n in range(fragments)
    )
    return f"{{ incidents {{ nodes {{ ...F0 }} }} }} {' '.join(made)}"


def operations(count: int) -> str:
    return " ".join(f"query Q{n} {{ ...F }}" for n in range(count)) + " fragment F on Query { limits { depth } }"


BOMBS: dict[str, str] = {
    "one field again and again": f"{{ {MANY * 400} }}",
    "one value again and again": "{ incidents { nodes { " + "id " * 4_900 + "} } }",
    "fragments over fragments": spreading(70, 30),
    "fragments over fragments, deep": spreading(300, 5),
    "fragments over fragments, wide": spreading(120, 18),
    "operations over one fragment": operations(400),
    "comments": "#\n" * 80_000 + "{ limits { depth } }",
    "comments within the text": "#\n" * 20_000 + "{ limits { depth } }",
    "commas": "," * 200_000 + "{ limits { depth } }",
    "a text without end": '{ incident(id: "' + "x" * 200_000 + '") { id } }',
    "escapes": '{ incident(id: "' + "\\u0041" * 30_000 + '") { id } }',
    "lines": '{ incident(id: """' + "\n a" * 60_000 + '""") { id } }',
    "a name without end": "{ " + "x" * 200_000 + " }",
    "tokens": "{ limits { " + "depth " * 30_000 + "} }",
    "directives": "{ limits " + "@include(if: true) " * 700 + "{ depth } }",
    "directives that are none": "{ limits " + "@a " * 2_400 + "{ depth } }",
    "aliases": "{ limits { " + " ".join(f"a{n}: depth" for n in range(1_600)) + " } }",
    "roots": "{ " + " ".join(f"a{n}: limits {{ depth }}" for n in range(700)) + " }",
    "variables": "query(" + " ".join(f"$v{n}: Int" for n in range(1_200)) + ") { limits { depth } }",
    "selections in selections": "{ a " * 10_000,
    "lists in lists": "{ incident(id: " + "[" * 20_000 + ") { id } }",
    "objects in objects": "{ incidents(where: " + "{a: " * 1_200 + "1" + "}" * 1_200 + ") { nodes { id } } }",
    "types in types": "query($x: " + "[" * 4_000 + ") { limits { depth } }",
    "circles": "{ ...A } " + "fragment A on Query { ...B } fragment B on Query { ...A }",
    "introspection in introspection": "{ __schema { types { " + "fields { type { " * 3 + "name " + "} } " * 3 + "} } }",
}  # fmt: skip


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


class Work:
    """Counted where it is done: units of comparison, and tokens read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.compared = self.tokens = 0
        spend, read = overlapping.spend_complexity_budget, Lexer.read_next_token

        def spent(context: overlapping.RuleContext, cost: int) -> None:
            self.compared += cost
            spend(context, cost)

        def token(lexer: Lexer, start: int) -> object:
            self.tokens += 1
            return read(lexer, start)

        monkeypatch.setattr(overlapping, "spend_complexity_budget", spent)
        monkeypatch.setattr(Lexer, "read_next_token", token)


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
async def test_a_bomb_is_refused_after_bounded_work_and_nothing_is_asked_of_the_database(
    hub: Town, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hub.post("mens_service", HONEST["query"])
    hub.statements.clear()
    work = Work(monkeypatch)
    answer = await hub.post("mens_service", text)
    assert answer.json().keys() == {"errors"}
    assert {e["extensions"]["code"] for e in answer.json()["errors"]} <= {"GRAPHQL_INVALID", "QUESTION_TOO_LARGE"}
    assert len(answer.json()["errors"]) <= documents.MOST_FAULTS + 1
    assert len(answer.content) < 4_000
    assert work.compared <= MOST_COMPARED + 1_000
    assert work.tokens <= MOST_TOKENS + MOST_COMMENTS + 2
    assert not hub.statements


async def test_the_count_of_work_sees_it(hub: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the library's own bound a document takes ten times as much."""
    work = Work(monkeypatch)
    monkeypatch.setattr(documents, "MOST_COMPARED", overlapping.MAX_COMPLEXITY_BUDGET)
    await hub.post("mens_service", BOMBS["one field again and again"] + "# not known yet")
    assert work.compared > 5 * MOST_COMPARED
    assert work.tokens > 4_000


LARGE: dict[str, Callable[[int], str]] = {
    "characters": lambda n: "{ limits { depth } }" + " " * (MOST_TEXT - 20 + n),
    "comments": lambda n: "#\n" * (MOST_COMMENTS + n) + "{ limits { depth } }",
    "operations": lambda n: operations(MOST_OPERATIONS + n),
}


@pytest.mark.parametrize("made", LARGE.values(), ids=LARGE.keys())
async def test_a_text_may_be_just_so_large(hub: Town, made: Callable[[int], str]) -> None:
    headers, asked = hub.bearer("mens_service"), {"operationName": "Q0"}
    for more, answered in ((0, True), (1, False)):
        body = {"query": made(more)} | (asked if "Q0" in made(more) else {})
        said = (await hub.http.post("/graphql", json=body, headers=headers)).json()
        assert ("data" in said) is answered, said
        assert answered or said["errors"][0]["extensions"] == {"code": "GRAPHQL_INVALID"}


async def test_what_is_told_of_a_document_that_is_too_much_names_the_mend(hub: Town) -> None:
    for name, told in (
        ("fragments over fragments", documents.INTRICATE),
        ("operations over one fragment", "The document has 400 operations; at most 20. Send it in parts."),
        ("aliases", "The question asks over 600 fields."),
    ):
        [error] = (await hub.post("mens_service", BOMBS[name])).json()["errors"]
        assert error["message"] == told


async def test_an_honest_client_is_answered_all_through_the_bombs(hub: Town) -> None:
    """Each of two attackers sends all there are, and one over the limit of a body; the honest one asks on and on.

    Half a turn each is asked for, no more: a bomb refused at sight is back sooner than an answer, whose entry in the
    ledger is waited for. Were the bombs to hold the hub, the honest client would get one or two answers in all.
    """
    bearer, done, going = hub.bearer("cip_analyst"), 0, True

    async def honest(http: httpx.AsyncClient) -> None:
        nonlocal done
        while going:
            answer = await http.post("/graphql", json=HONEST, headers=bearer)
            assert answer.json()["data"] == {"limits": {"depth": 14}}
            done += 1

    async def attack(http: httpx.AsyncClient, number: int) -> int:
        sent = 0
        for text in [*BOMBS.values(), "x" * MOST_BYTES]:
            answer = await http.post("/graphql", json={"query": f"{text}#{number}"}, headers=hub.bearer("mens_service"))
            assert answer.status_code in (200, 413)
            assert "data" not in answer.json()
            sent += 1
        return sent

    async with (
        served(hub.parts.app) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=120) as http,
    ):
        asking = asyncio.create_task(honest(http))
        sent = await asyncio.gather(*(attack(http, number) for number in range(2)))
        going = False
        await asking
    assert sum(sent) == 2 * (len(BOMBS) + 1)
    assert done >= sent[0] // 2


async def test_what_is_kept_of_documents_is_bounded_by_their_text(hub: Town) -> None:
    kept = hub.parts.hub.plans.documents
    for n in range(20):
        await hub.post("mens_service", "," * 60_000 + f"{{ limits {{ a{n}: depth }} }}")
    assert kept.weight == sum(weight for _, weight in kept.found.values()) <= MOST_KEPT_TEXT
    assert 0 < len(kept.found) < 10
    assert (await hub.post("mens_service", HONEST["query"])).json()["data"] == {"limits": {"depth": 14}}
