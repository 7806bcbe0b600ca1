"""The page for asking by hand: of the demo alone, from this host alone, with headers that work."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from connectors.synthetic.casework import Asked, offers
from graph.embedded import Running as Neo4j
from resolvers.graphiql import page as pages
from resolvers.graphiql.page import FILES, Page
from tests.town import Town, town

QUESTION = "query($n: Int!) { whoAmI { role } matters(first: $n) { id } }"
REASON = 'Zürich, "24 h"'
HELD = [Asked("homelessness", "Homelessness service worker", "PROTECTION", "m-1", REASON),
        Asked("cip_analyst", "CIP analyst", "CIP_REQUEST", "m-2", "Request lodged")]  # fmt: skip
# What makes a browser ask a host: nothing of it may name one.
ASKS = re.compile(
    r"""@import|\burl\(\s*["']?(?:https?:)?//|\b(?:fetch|importScripts|import|open|WebSocket|EventSource|Worker)"""
    r"""\(\s*["'`](?:https?|wss?):|\.(?:src|href|action)\s*=\s*["'`](?:https?:)?//""",
    re.VERBOSE,
)


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture
def page(hub: Town) -> Iterator[Page]:
    """As the demo puts it before its hub."""
    plain = list(hub.parts.app.routes)
    made = Page(hub.issuer.token)
    hub.parts.app.routes.extend(made.routes())
    yield made
    hub.parts.app.router.routes[:] = plain


@pytest.mark.parametrize("path", ["/graphiql", "/graphiql/offers", "/graphiql/page.js"])
async def test_a_plain_hub_has_no_page(hub: Town, path: str) -> None:
    answer = await hub.http.get(path, headers=hub.bearer("cip_analyst"))
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}


@pytest.mark.parametrize("name", FILES)
async def test_each_file_is_served_under_a_policy_that_names_no_other_host(hub: Town, page: Page, name: str) -> None:
    answer = await hub.http.get(f"/graphiql/{name}".rstrip("/"))
    assert answer.status_code == 200
    assert answer.content == FILES[name].read_bytes()
    policy = answer.headers["content-security-policy"]
    said = {words[0]: set(words[1:]) for words in (part.split() for part in policy.split(";"))}
    assert said["default-src"] == {"'none'"}
    assert said["frame-ancestors"] == {"'none'"}
    assert said["script-src"] == said["connect-src"] == {"'self'"}
    assert set().union(*said.values()) <= {"'none'", "'self'", "'unsafe-inline'", "data:"}
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", FILES.values(), ids=lambda path: path.name)
def test_no_file_makes_a_browser_ask_another_host(path: Path) -> None:
    assert not [match.group(0) for match in ASKS.finditer(path.read_text(encoding="utf-8"))]


def test_the_search_for_other_hosts_finds_them() -> None:
    for text in ('@import "x.css"', "url(https://host/x)", 'url("//host/x")', 'fetch("https://host")',
                 "new WebSocket(`wss://host`)", 's.src = "//host/x.js"', "import('https://host/x')"):  # fmt: skip
        assert ASKS.search(text)


class Loads(HTMLParser):
    """Every address that the page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if name in ("src", "href", "action", "srcset")]


def test_the_page_loads_its_own_files_alone() -> None:
    loads = Loads()
    loads.feed(FILES[""].read_text())
    assert {f"/graphiql/{name}" for name in FILES if name} == set(loads.found)


@pytest.mark.parametrize("name", ["nothing.js", "..%2Fpage.py", "page.py", "%2Fetc%2Fpasswd", "package.json"])
async def test_no_other_file_is_served(hub: Town, page: Page, name: str) -> None:
    answer = await hub.http.get(f"/graphiql/{name}")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["extensions"] == {"code": "NOT_FOUND"}


async def test_an_offer_holds_headers_that_work(hub: Town, page: Page) -> None:
    assert page.offer(offers(HELD, QUESTION, lambda _one: {"n": 3}))
    told: list[dict[str, Any]] = (await hub.http.get("/graphiql/offers")).json()
    assert [offer["label"] for offer in told] == [one.label for one in HELD]
    for one, offer in zip(HELD, told, strict=True):
        body = {"query": offer["query"], "variables": offer["variables"]}
        answer = await hub.http.post("/graphql", json=body, headers=offer["headers"])
        assert answer.json()["data"] == {"whoAmI": {"role": one.role}, "matters": []}
        entry = (await hub.parts.ledger.disclosures())[-1]
        assert (entry["purpose"], entry["matter"], entry["reason"]) == (one.purpose, one.matter, one.reason)


async def test_before_the_demo_has_its_matters_nothing_is_offered(hub: Town, page: Page) -> None:
    assert (await hub.http.get("/graphiql/offers")).json() == []


def test_without_its_files_there_is_no_page_and_the_demo_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pages, "FILES", {**FILES, "react.js": tmp_path / "react.js"})
    made = Page(lambda role: role)
    assert made.routes() == []
    assert made.offer([]) is False
