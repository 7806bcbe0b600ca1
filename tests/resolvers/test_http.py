"""HTTP of questions: what a request may look like, what each refusal is, and what no answer ever holds."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import urlencode

import httpx
import orjson
import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import server
from graph.embedded import Running as Neo4j
from resolvers.limits import MOST_BYTES
from resolvers.scalars import LIKE_DATETIME, NO_OFFSET
from resolvers.turnstile import A_WHILE
from tests.connectors import rows
from tests.town import Town, town
from tests.waiting import until

PUBLIC = "{ limits { depth } }"
DEPTH = {"limits": {"depth": 14}}
CANARY = "Wilhelmina Featherstonehaugh"
DATABASE_WORDS = re.compile(r"neo4j|bolt|cypher|match \(|statement|driver|sqlite|sqlalchemy|traceback", re.IGNORECASE)
BY_PURPOSE = {"throughline-purpose": "is=CIP_REQUEST"}
GRAPHQL_JSON = "application/graphql-response+json"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def post(hub: Town, body: Any, **headers: str) -> httpx.Response:
    sent = {**hub.bearer("cip_analyst"), "content-type": "application/json", **headers}
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    return await hub.http.post("/graphql", content=content, headers=sent)


async def get(hub: Town, headers: dict[str, str] | None = None, **asked: str) -> httpx.Response:
    sent = {**hub.bearer("cip_analyst"), **(headers or {})}
    return await hub.http.get(f"/graphql?{urlencode(asked)}", headers=sent)


def fault(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of an answer that is one error of the one shape, without data."""
    said = answer.json()
    assert set(said) == {"errors"}
    assert all(set(error) <= {"message", "extensions", "locations", "path"} for error in said["errors"])
    [code] = {error["extensions"]["code"] for error in said["errors"]}
    return answer.status_code, code


# What a request may look like


async def test_a_public_question_goes_by_get_and_by_post(hub: Town) -> None:
    for answer in (await get(hub, query=PUBLIC), await post(hub, {"query": PUBLIC})):
        assert (answer.status_code, answer.json()["data"]) == (200, DEPTH)


async def test_a_get_may_carry_variables_and_the_name_of_the_operation(hub: Town) -> None:
    text = "query A($yes: Boolean!) { limits { depth @include(if: $yes) } } query B { limits { cost } }"
    answer = await get(hub, query=text, variables='{"yes": true}', operationName="A")
    assert answer.json()["data"] == DEPTH


@pytest.mark.parametrize("how", ["header", "directive"])
async def test_a_question_with_a_purpose_is_refused_by_get(hub: Town, how: str) -> None:
    """Its matter and reason would stand in logs of addresses."""
    text = {"header": PUBLIC, "directive": 'query @purpose(is: OWN_CASE, reason: "r") { matters { id } }'}[how]
    headers = {"throughline-purpose": "is=OWN_CASE"} if how == "header" else {}
    await get(hub, query=PUBLIC)
    hub.statements.clear()
    assert fault(await get(hub, headers, query=text)) == (400, "BAD_REQUEST")
    assert not hub.statements
    assert (await hub.post("cip_analyst", "{ matters { id } }", "OWN_CASE")).json()["data"] == {"matters": []}


async def test_a_mutation_is_refused_by_get_and_nothing_is_decided(hub: Town) -> None:
    held = await hub.parts.ledger.head()
    text = 'mutation { closeMatter(matter: "x") { status } }'
    assert fault(await get(hub, {"throughline-purpose": "is=OWN_CASE"}, query=text)) == (400, "BAD_REQUEST")
    assert fault(await get(hub, query=text)) == (400, "BAD_REQUEST")
    assert await hub.parts.ledger.head() == held


BAD_BODIES: dict[str, Any] = {
    "nothing": b"",
    "not JSON": b"{ limits { depth } }",
    "half of JSON": b'{"query": "{ limits',
    "not UTF-8": b'{"query": "\xff"}',
    "a list": [{"query": PUBLIC}],
    "a text": "query",
    "null": None,
    "no query": {"variables": {}},
    "query null": {"query": None},
    "query a list": {"query": [PUBLIC]},
    "variables a text": {"query": PUBLIC, "variables": "{}"},
    "variables a list": {"query": PUBLIC, "variables": []},
    "variables false": {"query": PUBLIC, "variables": False},
    "variables zero": {"query": PUBLIC, "variables": 0},
    "variables an empty text": {"query": PUBLIC, "variables": ""},
    "operation a number": {"query": PUBLIC, "operationName": 1},
    "operation that is not there": {"query": PUBLIC, "operationName": "Other"},
    "two operations, none named": {"query": "query A { limits { depth } } query B { limits { depth } }"},
    "JSON nested without end": b'{"query": ' + b"[" * 5000 + b"]" * 5000 + b"}",
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
async def test_a_body_that_is_no_question_is_refused(hub: Town, body: Any) -> None:
    assert fault(await post(hub, body)) == (400, "BAD_REQUEST")


async def test_null_variables_and_operation_are_as_if_left_out(hub: Town) -> None:
    answer = await post(hub, {"query": PUBLIC, "variables": None, "operationName": None, "extensions": {}})
    assert answer.json()["data"] == DEPTH


@pytest.mark.parametrize("kind", ["text/plain", "application/graphql", "multipart/form-data; boundary=x",
                                  "application/x-www-form-urlencoded", "application/jsonp", ""])  # fmt: skip
async def test_another_content_type_is_refused(hub: Town, kind: str) -> None:
    answer = await post(hub, {"query": PUBLIC}, **{"content-type": kind})
    assert fault(answer) == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_a_content_type_may_have_parameters(hub: Town) -> None:
    answer = await post(hub, {"query": PUBLIC}, **{"content-type": "Application/JSON; charset=utf-8"})
    assert answer.json()["data"] == DEPTH


async def test_a_body_over_the_limit_is_refused_and_one_just_within_is_read(hub: Town) -> None:
    body = orjson.dumps({"query": PUBLIC})
    just = body + b" " * (MOST_BYTES - len(body))
    assert (await post(hub, just)).json()["data"] == DEPTH
    assert fault(await post(hub, just + b" ")) == (413, "BODY_TOO_LARGE")


async def test_a_body_that_comes_without_its_length_is_cut_off_at_the_limit(hub: Town) -> None:
    sent = 0

    async def stream() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * MOST_BYTES:
            sent += 64 * 1024
            yield b" " * 64 * 1024

    headers = {**hub.bearer("cip_analyst"), "content-type": "application/json"}
    answer = await hub.http.post("/graphql", content=stream(), headers=headers)
    assert fault(answer) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/", 404, "NOT_FOUND"),
        ("GET", "/graphql/", 404, "NOT_FOUND"),
        ("POST", "/ingest", 404, "NOT_FOUND"),
        ("GET", "/docs", 404, "NOT_FOUND"),
        ("PUT", "/graphql", 405, "METHOD_NOT_ALLOWED"),
        ("OPTIONS", "/graphql", 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", "/ingest/l17", 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/health/live", 405, "METHOD_NOT_ALLOWED"),
    ],
)
async def test_what_is_not_there_is_told_in_the_one_shape(
    hub: Town, method: str, path: str, status: int, code: str
) -> None:
    answer = await hub.http.request(method, path)
    assert fault(answer) == (status, code)
    assert ("allow" in answer.headers) is (status == 405)


@pytest.mark.parametrize(
    "path", ["/health/live", "/health/ready", "/health/stamped", "/metrics", "/graphql", "/nothing"]
)
async def test_every_answer_is_kept_by_nobody_and_read_as_what_it_says(hub: Town, path: str) -> None:
    answer = await hub.http.get(path)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not {"server", "x-powered-by", "access-control-allow-origin"} & set(answer.headers)


# The document


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{ limit { depth } }", "Cannot query field 'limit' on type 'Query'."),
        ("{ limits { dept } }", "Cannot query field 'dept' on type 'Limits'."),
        ("{ limits(depht: 1) { depth } }", "Unknown argument 'depht' on field 'Query.limits'."),
        ("query @purpos(is: ADMIN) { limits { depth } }", "Unknown directive '@purpos'."),
        ("query($x: Strin) { limits { depth } }", "Unknown type 'Strin'."),
        ("{ incidents(orderBy: OCCURRED) { nodes { id } } }", "This is not a good IncidentOrder."),
        ('{ incidents(where: {custodain: {eq: "x"}}) { nodes { id } } }', "This is not a good IncidentWhere."),
        ("{ incidents(where: {riskScore: 1}) { nodes { id } } }", "This is not a good "),
        ("mutation { openMatter(input: {}) { id } }", "This is not a good MatterInput: it needs kind."),
        ('{ incidents(asOf: "2026-03-01") { nodes { id } } }', NO_OFFSET),
        ("{ limits { } }", "Syntax Error: Expected Name, found '}'."),
        ("{ limits { depth } } more", "Syntax Error: Unexpected Name."),
        ("subscription { limits { depth } }", "The subscription operation is not supported by the schema."),
        ("fragment F on Query { limits { depth } }", "Fragment 'F' is never used."),
        ("{ ...F } fragment F on Query { ...F }", "Cannot spread fragment 'F' within itself."),
    ],
)
async def test_a_document_that_is_not_valid_is_told_its_fault_without_guesses(
    hub: Town, text: str, message: str
) -> None:
    answer = await post(hub, {"query": text})
    assert fault(answer) == (200, "GRAPHQL_INVALID")
    assert any(error["message"].startswith(message) for error in answer.json()["errors"])
    assert "Did you mean" not in answer.text
    assert all(error["locations"] for error in answer.json()["errors"])


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("DateTime", "2026-07-01T10:00:00", f"Variable '$x': {NO_OFFSET}"),
        ("DateTime", "yesterday", f"Variable '$x': {LIKE_DATETIME}"),
        ("DateTime", 5, f"Variable '$x': {LIKE_DATETIME}"),
        ("DateTime", "9999-12-31T23:00:00-05:00", f"Variable '$x': {LIKE_DATETIME}"),
        ("Int!", "5", "Variable '$x': This is not a good Int."),
        ("Int!", 2**31, "Variable '$x': This is not a good Int."),
        ("Int!", None, "Variable '$x': This is not a good Int!."),
        ("ID!", ["a"], "Variable '$x': This is not a good ID."),
        ("IncidentOrder", "LATEST", "Variable '$x': This is not a good IncidentOrder."),
        ("IncidentWhere", {"nobody": 1}, "Variable '$x': This is not a good IncidentWhere."),
        ("IncidentWhere", {"riskScore": {"eq": "1"}}, "Variable '$x' at .riskScore.eq: This is not a good Int."),
    ],
)
async def test_a_variable_that_does_not_fit_is_told_what_was_expected(
    hub: Town, kind: str, value: Any, message: str
) -> None:
    arguments = {"DateTime": "asOf", "Int!": "first", "IncidentOrder": "orderBy", "IncidentWhere": "where"}
    root = f"incidents({arguments.get(kind)}: $x) {{ nodes {{ id }} }}"
    root = "incident(id: $x) { id }" if kind == "ID!" else root
    hub.statements.clear()
    answer = await post(hub, {"query": f"query($x: {kind}) {{ {root} }}", "variables": {"x": value}})
    assert fault(answer) == (200, "BAD_VARIABLES")
    assert [error["message"] for error in answer.json()["errors"]] == [message]
    assert not hub.statements


@pytest.mark.parametrize("after", ["", "x", "é", "AAAA", "A" * 64, "====", "null"])
async def test_a_cursor_that_the_hub_did_not_write_is_refused(hub: Town, after: str) -> None:
    text = "query($after: String) { incidents(after: $after) { nodes { id } } }"
    answer = await hub.post("police_member", text, "OWN_CASE", after=after)
    assert fault(answer) == (200, "BAD_CURSOR")


async def test_a_cursor_is_of_one_asker_and_purpose(hub: Town) -> None:
    await hub.ingest(rows("ordinary") + rows("everything"))
    text = "query($after: String) { incidents(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }"
    first = await hub.ask("police_member", text, "OWN_CASE")
    cursor = first["incidents"]["pageInfo"]["endCursor"]
    second = await hub.ask("police_member", text, "OWN_CASE", after=cursor)
    assert len(first["incidents"]["nodes"]) == len(second["incidents"]["nodes"]) == 1
    assert first["incidents"]["nodes"] != second["incidents"]["nodes"]
    for role, purpose, matter in (("police_fv_unit", "OWN_CASE", ""), ("police_member", "OWN_CASE", "m"),
                                  ("police_member", "ADMIN", "")):  # fmt: skip
        answer = await hub.post(role, text, purpose, matter, after=cursor)
        assert fault(answer) == (200, "BAD_CURSOR")


async def test_a_client_of_graphql_over_http_gets_its_media_type_and_statuses(hub: Town) -> None:
    accept = {"accept": f"{GRAPHQL_JSON}, application/json;q=0.5"}
    cases = [({"query": PUBLIC}, 200), ({"query": "{ nothing }"}, 400), ({"query": "{ subjects { id } }"}, 400)]
    for body, status in cases:
        answer = await post(hub, body, **accept)
        assert (answer.status_code, answer.headers["content-type"]) == (status, GRAPHQL_JSON)
        assert (await post(hub, body)).headers["content-type"] == "application/json"
        assert (await post(hub, body)).status_code == 200


async def test_an_anonymous_caller_gets_no_introspection(hub: Town) -> None:
    for text in ("{ __schema { types { name } } }", '{ __type(name: "Query") { name } }', "{ __typename }"):
        answer = await hub.http.post("/graphql", json={"query": text})
        assert fault(answer) == (401, "TOKEN_MISSING")
    answer = await post(hub, {"query": '{ __type(name: "Query") { name } }'})
    assert answer.json()["data"] == {"__type": {"name": "Query"}}


async def test_introspection_is_asked_by_itself(hub: Town) -> None:
    answer = await post(hub, {"query": "{ limits { depth } __schema { types { name } } }"})
    assert fault(answer) == (400, "BAD_REQUEST")


# What no error holds

NAMES = st.sampled_from(["Wilhelmina Featherstonehaugh", "O'Featherstonehaugh", 'Feather"stonehaugh'])
HELD = st.recursive(NAMES | st.integers(10**6, 10**12), lambda one: st.lists(one, min_size=1, max_size=2)
                    | st.dictionaries(NAMES, one, min_size=1, max_size=2), max_leaves=4)  # fmt: skip
TAKING = {
    "DateTime": "incidents(asOf: $x) { nodes { id } }", "Int!": "incidents(first: $x) { nodes { id } }",
    "IncidentOrder": "incidents(orderBy: $x) { nodes { id } }", "ID!": "incident(id: $x) { id }",
    "IncidentWhere": "incidents(where: $x) { nodes { id } }", "String": "incidents(after: $x) { nodes { id } }",
    "[NameOfNothing!]": "incidents { nodes { id } }",
}  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(TAKING)), HELD)
async def test_no_error_quotes_a_variable(hub: Town, kind: str, value: Any) -> None:
    body = {"query": f"query($x: {kind}) {{ {TAKING[kind]} }}", "variables": {"x": value}}
    answer = await post(hub, body, **{"throughline-purpose": "is=OWN_CASE"})
    quoted = answer.text.lower()
    assert "stonehaugh" not in quoted
    assert not re.search(r"\d{7}", quoted.partition('"extensions":{"cost"')[0])


LITERALS = [
    '{ incidents(first: "%s") { nodes { id } } }',
    '{ incidents(asOf: "%s") { nodes { id } } }',
    '{ incidents(orderBy: "%s") { nodes { id } } }',
    '{ incidents(where: "%s") { nodes { id } } }',
    '{ incidents(where: {custodian: {eq: ["%s"]}}) { nodes { id } } }',
    '{ incident(id: {name: "%s"}) { id } }',
    'query($x: DateTime = "%s") { incidents(asOf: $x) { nodes { id } } }',
    'query @purpose(is: "%s") { incidents { nodes { id } } }',
    '{ incidents "%s" }',
    '"%s"',
    '{ incident(id: """%s""" """%s""") { id } }',
    '{ incident(id: "%s) { id } }',
]


@pytest.mark.parametrize("text", LITERALS)
async def test_no_error_quotes_a_text_of_the_document(hub: Town, text: str) -> None:
    answer = await post(hub, {"query": text.replace("%s", CANARY)})
    assert fault(answer) == (200, "GRAPHQL_INVALID")
    assert "featherstone" not in answer.text.lower()


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        (
            "mutation($x: String!) { lodgeRequest(input: {subject: {system: $x, id: $x}, groundsForRole: $x}) { id } }",
            {"x": CANARY * 99},
        ),
        ("mutation($x: ID!) { openMatter(input: {kind: OWN_FILE, evidence: $x}) { id } }", {"x": CANARY}),
        ("query($x: String!) { incidents(after: $x) { nodes { id } } }", {"x": CANARY}),
    ],
)
async def test_no_refusal_of_a_decision_quotes_what_was_sent(hub: Town, text: str, variables: dict[str, str]) -> None:
    answer = await hub.post("tod_victim_side", text, "OWN_CASE", "m", CANARY, **variables)
    assert answer.json()["errors"]
    assert "featherstone" not in answer.text.lower()


# When the hub itself fails


class Unforeseen(Exception):
    """Nobody catches it by name."""


@pytest.fixture
def listening(capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Any:
    """Everything that the hub writes at its most talkative, as it is set up to serve."""

    @contextmanager
    def listen() -> Iterator[Any]:
        before, level = structlog.get_config(), logging.getLogger().level
        server._logging("debug")
        yield lambda: "".join([*capsys.readouterr(), caplog.text])
        structlog.configure(**before)
        logging.getLogger().setLevel(level)

    return listen


def broken(*_given: Any, **_named: Any) -> Any:
    raise Unforeseen(f"it was about {CANARY}")


QUESTION = "{ incidents { nodes { id } } }"
DECISION = 'mutation { closeMatter(matter: "x") { status } }'


@pytest.mark.parametrize(
    ("part", "name", "text"),
    [
        ("scopes", "fetch", QUESTION),
        ("plans", "document", QUESTION),
        ("ledger", "disclose", QUESTION),
        ("ledger", "command", DECISION),
    ],
)
async def test_an_unforeseen_failure_is_told_without_a_word_of_it(
    hub: Town, monkeypatch: pytest.MonkeyPatch, listening: Any, part: str, name: str, text: str
) -> None:
    monkeypatch.setattr(getattr(hub.parts.hub, part), name, broken)
    with listening() as logged:
        answer = await hub.post("police_member", text, "OWN_CASE", "a matter of its own")
        said = logged()
    assert fault(answer) == (500, "INTERNAL")
    assert answer.json()["errors"][0]["message"] == "The hub failed. Nothing was told."
    assert '"kind": "Unforeseen"' in said
    assert '"status": 500' in said
    for written in (answer.text, said):
        assert "featherstone" not in written.lower()
        assert "Traceback" not in written


async def test_a_log_line_names_the_route_and_never_the_path_the_query_or_the_body(hub: Town, listening: Any) -> None:
    with listening() as logged:
        await hub.post("police_member", QUESTION, "OWN_CASE", "m-4711", CANARY, name=CANARY)
        await hub.http.get(f"/people/{CANARY}?name={CANARY}")
        await hub.http.post(f"/ingest/{CANARY}", content=CANARY, headers=hub.bearer("system_connector", "ingest"))
        said = logged()
    assert said.count('"event": "answered"') == 3
    assert '"route": "/graphql"' in said
    assert '"route": "/ingest/{connector}"' in said
    assert '"route": "none"' in said
    assert not re.search("featherstone|4711|incidents|bearer", said, re.IGNORECASE)


@asynccontextmanager
async def wire(url: str) -> AsyncIterator[tuple[str, Any]]:
    """A line to the database that can be cut: what runs over it is broken, nobody new gets through."""
    host, _, port = url.removeprefix("bolt://").partition(":")
    open_now: set[asyncio.StreamWriter] = set()

    async def through(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while said := await reader.read(65536):
            writer.write(said)
        writer.close()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(host, int(port))
        open_now.update((writer, back))
        await asyncio.gather(through(reader, back), through(there, writer), return_exceptions=True)

    listening = await asyncio.start_server(accept, "127.0.0.1", 0)

    def cut() -> None:
        listening.close()
        for writer in open_now:
            writer.transport.abort()

    yield f"bolt://127.0.0.1:{listening.sockets[0].getsockname()[1]}", cut
    cut()


async def test_a_database_that_is_gone_is_told_without_a_word_of_it(
    neo4j: Neo4j, hub: Town, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with wire(neo4j.url) as (url, cut):
        other = server.Settings(state=tmp_path_factory.mktemp("wired"), neo4j_url=url, neo4j_user=neo4j.user,
                                neo4j_password=neo4j.password, jwks=str(hub.issuer.jwks),
                                public_url="http://hub")  # fmt: skip
        async with server.running(other, clock=hub.clock) as parts:
            transport = httpx.ASGITransport(app=parts.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://hub") as http:
                wired = dataclasses.replace(hub, http=http, parts=parts)
                assert (await post(wired, {"query": PUBLIC})).status_code == 200
                assert (await http.get("/health/ready")).status_code == 200
                cut()
                answers = [await wired.post("cip_analyst", "{ areas { id } }"),
                           await wired.post("cip_analyst", "{ matters { id } }", "OWN_CASE"),
                           await wired.post("police_member", PUBLIC)]  # fmt: skip
                assert (await http.get("/health/ready")).status_code == 503
                assert (await http.get("/health/live")).status_code == 200
    for answer in answers:
        assert fault(answer) == (503, "DATABASE_UNAVAILABLE")
        assert answer.headers["retry-after"] == "5"
        assert not DATABASE_WORDS.search(answer.text)


async def test_a_statement_that_takes_too_long_is_told_to_ask_for_less(
    hub: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "UNWIND range(1, 2000000000) AS n WITH n WHERE n % 7 = 9 RETURN count(n)"
    monkeypatch.setattr("graph.database.READ_SECONDS", 0.05)

    async def fetch(_text: str, given: Any) -> Any:
        return await hub.parts.database.value(slow, given)

    monkeypatch.setattr(hub.parts.hub.scopes, "fetch", fetch)
    answer = await hub.post("police_member", QUESTION, "OWN_CASE", "another matter")
    assert fault(answer) == (503, "TIMED_OUT")
    assert not DATABASE_WORDS.search(answer.text)


async def test_who_asks_where_a_queue_has_stood_is_told_to_come_again_and_nothing_is_asked_for_him(hub: Town) -> None:
    turnstile = hub.parts.hub.turnstile
    async with contextlib.AsyncExitStack() as answering:
        for _ in range(turnstile.at_once):
            await answering.enter_async_context(turnstile.turn())
        waiting = [asyncio.create_task(post(hub, {"query": PUBLIC})) for _ in range(turnstile.standing)]
        await until(lambda: len(turnstile.waiting) == turnstile.standing)
        turnstile.since -= 2 * A_WHILE
        hub.statements.clear()
        answer = await post(hub, {"query": "{ matters { id } }"}, **BY_PURPOSE)
        assert fault(answer) == (503, "OVERLOADED")
        assert answer.headers["retry-after"] == "1"
        filed = await hub.http.get("/reports/none.json", headers={**hub.bearer("cip_analyst"), **BY_PURPOSE})
        assert (fault(filed), filed.headers["retry-after"]) == ((503, "OVERLOADED"), "1")
        assert not [text for text in hub.statements if "Matter" in text]
        nobody = await hub.http.post("/graphql", json={"query": "{ matters { id } }"})
        assert fault(nobody) == (503, "OVERLOADED")  # his token is not looked at either
        commented = await post(hub, {"query": "{ matters { id } } # mutation"}, **BY_PURPOSE)
        assert fault(commented) == (503, "OVERLOADED")
        decided = await post(hub, {"query": 'mutation { closeMatter(matter: "none") { status } }'})
        assert fault(decided)[1] != "OVERLOADED"
    assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {200}
    assert (await post(hub, {"query": PUBLIC})).json()["data"] == DEPTH
