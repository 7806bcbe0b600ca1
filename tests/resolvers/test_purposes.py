"""Where a question says why it is asked: a header or a directive, read strictly, never quoted back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from authz.requester import Declaration
from authz.words import Purpose
from graph.embedded import Running as Neo4j
from resolvers import purposes
from resolvers.errors import Fault
from tests.town import Town, town

MINE = "{ matters { id } }"
CANARY = "Wilhelmina Featherstonehaugh"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def ask(
    hub: Town, text: str, header: str | bytes | None = None, role: str = "homelessness", **variables: Any
) -> httpx.Response:
    headers: list[tuple[str, str | bytes]] = list(hub.bearer(role).items())
    headers += [("throughline-purpose", header)] if header is not None else []
    return await hub.http.post("/graphql", json={"query": text, "variables": variables}, headers=headers)  # type: ignore[arg-type]


async def told(hub: Town) -> dict[str, Any]:
    """What the ledger keeps of the latest answer."""
    return (await hub.parts.ledger.disclosures())[-1]


@pytest.mark.parametrize(
    ("header", "matter", "reason"),
    [
        ("is=ADMIN", "", ""),
        ("is=ADMIN,matter=abc", "abc", ""),
        ('is=ADMIN, matter="7abc", reason="Why%20not"', "7abc", "Why not"),
        ('reason="Z%C3%BCrich %E2%80%94 100%25", is=ADMIN', "", "Zürich — 100%"),
        ('reason="100%", is=ADMIN', "", "100%"),
        ('is="ADMIN"', "", ""),
        ("is=ADMIN;q=1", "", ""),
        ("is=PROTECTION, is=ADMIN", "", ""),
    ],
)
def test_a_header_is_an_rfc_9651_dictionary(header: str, matter: str, reason: str) -> None:
    assert purposes.of_header(header) == Declaration(Purpose.ADMIN, matter, reason)


def test_without_a_header_nothing_is_declared() -> None:
    assert purposes.of_header(None) is None


BAD = [
    "",
    "ADMIN",
    "is",
    "is=",
    "is=ADMIN,",
    'is=ADMIN, matter="abc',
    "is=ADMIN matter=abc",
    "IS=ADMIN",
    "is=admin",
    "is=ADMIN, matter=7abc",
    'is="ADMIN ", reason="x"',
    "is=(ADMIN)",
    "is=(ADMIN PROTECTION)",
    "is=ADMIN, matter=(a b)",
    "is=ADMIN, reason=?1",
    "is=ADMIN, matter=:YWJj:",
    "is=ADMIN, reason=@1659578233",
    "is=ADMIN, matter=1.5",
    'matter="abc"',
    'is=ADMIN, because="x"',
    'is=ADMIN, reason="%FF"',
    "is=ADMIN, reason=" + '"' + "x" * 1001 + '"',
    "is=ADMIN, matter=" + '"' + "x" * 1001 + '"',
    "is=ADMINISTRATION",
    "is=ADMIN, reason=Zürich",
    "is=ADMIN\x00",
]


@pytest.mark.parametrize("header", BAD)
def test_a_header_that_is_not_one_is_refused_by_one_code(header: str) -> None:
    with pytest.raises(Fault) as fault:
        purposes.of_header(header)
    assert fault.value.code == "BAD_PURPOSE"


@pytest.mark.parametrize(
    "header",
    [
        f'is=ADMIN, reason="{CANARY}',
        f'is=ADMIN, "{CANARY}"',
        f'is="{CANARY}"',
        f"is=ADMIN, {CANARY.lower().replace(' ', '-')}=1",
        f'is=ADMIN, reason="{CANARY} {"x" * 1000}"',
    ],
)
async def test_a_refused_header_is_not_quoted_and_nothing_is_asked(hub: Town, header: str) -> None:
    await ask(hub, "{ limits { depth } }")
    hub.statements.clear()
    answer = await ask(hub, MINE, header)
    assert answer.json()["errors"][0]["extensions"] == {"code": "BAD_PURPOSE"}
    assert "featherstone" not in answer.text.lower()
    assert not hub.statements


async def test_a_bad_header_is_refused_even_with_a_public_question(hub: Town) -> None:
    answer = await ask(hub, "{ limits { depth } }", "is=NOTHING")
    assert answer.json()["errors"][0]["message"] == f"The purpose is one of {', '.join(Purpose)}."


async def test_the_ledger_keeps_what_the_header_declared(hub: Town) -> None:
    header = 'is=PROTECTION, matter="m1", reason="Z%C3%BCrich, 24 h"'
    assert (await ask(hub, MINE, header)).json()["data"] == {"matters": []}
    entry = await told(hub)
    assert (entry["purpose"], entry["matter"], entry["reason"]) == ("PROTECTION", "m1", "Zürich, 24 h")


async def test_the_directive_declares_as_the_header_does(hub: Town) -> None:
    text = "query($p: Purpose!, $m: ID, $r: String) @purpose(is: $p, matter: $m, reason: $r) { matters { id } }"
    answer = await ask(hub, text, p="PROTECTION", m="m2", r="Zürich, 24 h")
    assert answer.json()["data"] == {"matters": []}
    entry = await told(hub)
    assert (entry["purpose"], entry["matter"], entry["reason"]) == ("PROTECTION", "m2", "Zürich, 24 h")


async def test_the_directive_declares_for_a_mutation(hub: Town) -> None:
    text = 'mutation @purpose(is: OWN_CASE) { closeMatter(matter: "none") { status } }'
    assert (await ask(hub, text)).json()["data"] == {"closeMatter": {"status": "CLOSED"}}


async def test_a_directive_is_of_its_own_operation(hub: Town) -> None:
    text = "query A @purpose(is: OWN_CASE) { matters { id } } query B { matters { id } }"
    body = {"query": text, "operationName": "B"}
    answer = await hub.http.post("/graphql", json=body, headers=hub.bearer("homelessness"))
    assert answer.json()["errors"][0]["extensions"] == {"code": "PURPOSE_REQUIRED"}
    answer = await hub.http.post("/graphql", json={**body, "operationName": "A"}, headers=hub.bearer("homelessness"))
    assert answer.json()["data"] == {"matters": []}


SAID_TWICE = 'query @purpose(is: PROTECTION, matter: "m", reason: "why") { matters { id } }'


async def test_header_and_directive_may_say_the_same(hub: Town) -> None:
    answer = await ask(hub, SAID_TWICE, 'is=PROTECTION, matter="m", reason="why"')
    assert answer.json()["data"] == {"matters": []}


@pytest.mark.parametrize(
    "header",
    [
        'is=OWN_CASE, matter="m", reason="why"',
        'is=PROTECTION, matter="n", reason="why"',
        'is=PROTECTION, matter="m", reason="because"',
        'is=PROTECTION, matter="m"',
        "is=PROTECTION",
    ],
)
async def test_header_and_directive_that_differ_are_refused(hub: Town, header: str) -> None:
    await ask(hub, "{ limits { depth } }")
    hub.statements.clear()
    answer = await ask(hub, SAID_TWICE, header)
    assert answer.json() == {
        "errors": [
            {
                "message": "Header and @purpose differ; say it once, or the same twice.",
                "extensions": {"code": "BAD_PURPOSE"},
            }
        ]
    }
    assert not hub.statements


async def test_a_header_on_two_lines_is_one_dictionary(hub: Town) -> None:
    lines = [*hub.bearer("homelessness").items(), ("throughline-purpose", "is=PROTECTION"),
             ("throughline-purpose", 'reason="why"')]  # fmt: skip
    answer = await hub.http.post("/graphql", json={"query": MINE}, headers=lines)
    assert answer.json()["data"] == {"matters": []}
    assert (await told(hub))["reason"] == "why"


@pytest.mark.parametrize("where", ["field", "fragment"])
async def test_a_directive_elsewhere_than_on_the_operation_is_refused(hub: Town, where: str) -> None:
    text = {"field": "{ matters @purpose(is: OWN_CASE) { id } }",
            "fragment": "{ ...F } fragment F on Query @purpose(is: OWN_CASE) { matters { id } }"}[where]  # fmt: skip
    assert (await ask(hub, text)).json()["errors"][0]["extensions"] == {"code": "GRAPHQL_INVALID"}


async def test_a_directive_with_an_over_long_reason_is_refused_and_not_quoted(hub: Town) -> None:
    text = "query($r: String) @purpose(is: PROTECTION, reason: $r) { matters { id } }"
    answer = await ask(hub, text, r=CANARY * 40)
    assert answer.json()["errors"][0]["message"] == "The reason is over 1000 characters."
