"""Signed lists of what an application may ask: nothing else is read, and no list that cannot be relied on is."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from joserfc import jws
from joserfc.jwk import ECKey

import server
from authz.manifests import PUBLIC, TYPE, ManifestFault, Manifests, load, sign
from graph.embedded import Running as Neo4j
from resolvers import plans
from tests.processes import throughline
from tests.town import Town, town

LISTED = "{ limits { depth } }"
DECIDING = 'mutation { closeMatter(matter: "x") { status } }'
DEPTH = {"limits": {"depth": 14}}
LIST: dict[str, Any] = {
    "client_id": "demo",
    "operations": [{"name": "limits", "text": LISTED}, {"name": "close", "text": DECIDING}],
}
UNLISTED = {
    "errors": [
        {
            "message": "This application asks only the operations of its manifest. Send one of them, or its id as "
            "`documentId`; to add one, have the manifest signed anew with `throughline manifest sign`.",
            "extensions": {"code": "OPERATION_NOT_LISTED"},
        }
    ]
}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def signed(folder: Path, said: Any = LIST, name: str = "demo") -> Path:
    """A folder of one manifest; its keys lie in `keys` beside it."""
    manifests, keys = folder / "manifests", folder / "keys"
    for one in (manifests, keys):
        one.mkdir(exist_ok=True)
    file = folder / f"{name}.json"
    file.write_bytes(orjson.dumps(said))
    sign(file, keys, server._objection).rename(manifests / f"{name}.jws")
    return manifests


def read(manifests: Path, all_listed: bool = False) -> Manifests:
    return load(manifests, manifests.parent / "keys" / PUBLIC, server._objection, all_listed)


# Reading them


def test_a_signed_manifest_is_read_as_texts_by_their_hash(tmp_path: Path) -> None:
    found = read(signed(tmp_path))
    assert found.of("demo") == {digest(LISTED): LISTED, digest(DECIDING): DECIDING}
    assert found.of("another") is None


def test_where_all_must_be_listed_an_application_without_a_manifest_may_ask_nothing(tmp_path: Path) -> None:
    found = read(signed(tmp_path), all_listed=True)
    assert found.of("another") == {}
    assert found.of("demo") == {digest(LISTED): LISTED, digest(DECIDING): DECIDING}


def forged(header: dict[str, Any], said: Any, key: ECKey | None = None) -> str:
    return jws.serialize_compact({"alg": "ES256", "typ": TYPE, **header}, orjson.dumps(said), key or stranger())


def stranger() -> ECKey:
    return ECKey.generate_key("P-256", auto_kid=True)


def of(operations: Any) -> dict[str, Any]:
    return {"client_id": "other", "operations": operations}


NO_MANIFEST = "it is no manifest signed by a trusted key; sign it, or take it away."
FAULTY: dict[str, tuple[str, Any, str]] = {
    "not signed": ("other.json", orjson.dumps(LIST), f"other.json: {NO_MANIFEST}"),
    "not signed, whatever it is called": ("other.jws", orjson.dumps(LIST), f"other.jws: {NO_MANIFEST}"),
    "empty": ("other.jws", b"", f"other.jws: {NO_MANIFEST}"),
    "by a stranger": ("other.jws", forged({"kid": "x"}, LIST), f"other.jws: {NO_MANIFEST}"),
    "a file of something else": ("README.md", b"read me", f"README.md: {NO_MANIFEST}"),
}


@pytest.mark.parametrize(("name", "content", "told"), FAULTY.values(), ids=FAULTY.keys())
def test_a_file_that_is_no_signed_manifest_stops_the_reading_by_its_name(
    tmp_path: Path, name: str, content: Any, told: str
) -> None:
    manifests = signed(tmp_path)
    (manifests / name).write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ManifestFault) as fault:
        read(manifests)
    assert str(fault.value) == told
    (manifests / name).unlink()
    assert read(manifests).of("demo")


def own(folder: Path) -> ECKey:
    return ECKey.import_key(orjson.loads((folder / "keys" / "manifests.jwk").read_bytes()))


BROKEN: dict[str, tuple[Any, dict[str, Any], str]] = {
    "of another type": (LIST, {"typ": "at+jwt"}, NO_MANIFEST),
    "a text that is not that of its hash": (
        of([{"name": "a", "text": LISTED, "sha256": digest(DECIDING)}]), {},
        "operations.0: Value error, operation a: its text is not that of its sha256."),
    "an operation that is not of the schema any more": (
        of([{"name": "a", "text": "{ limits { dept } }"}]), {},
        "operation a: Cannot query field 'dept' on type 'Limits'."),
    "an operation that is no GraphQL": (
        of([{"name": "a", "text": "limits"}]), {}, "operation a: Syntax Error: Unexpected Name 'limits'."),
    "no application": ({"operations": []}, {}, "client_id: Field required."),
    "no text": (of([{"name": "a"}]), {}, "operations.0.text: Field required."),
    "something more": ({**of([]), "scope": "all"}, {}, "scope: Extra inputs are not permitted."),
    "a list": ([], {}, ": Input should be a valid dictionary or instance of Manifest."),
    "the application of another": (LIST, {}, "there is another manifest of demo; keep one."),
}  # fmt: skip


@pytest.mark.parametrize(("said", "header", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_a_signed_manifest_that_is_stale_or_faulty_stops_the_reading_by_its_name(
    tmp_path: Path, said: Any, header: dict[str, Any], told: str
) -> None:
    manifests = signed(tmp_path)
    key = own(tmp_path)
    (manifests / "other.jws").write_text(forged({"kid": key.kid, **header}, said, key))
    with pytest.raises(ManifestFault) as fault:
        read(manifests)
    assert str(fault.value) == f"other.jws: {told}"


def test_a_manifest_that_was_changed_is_not_read(tmp_path: Path) -> None:
    manifests = signed(tmp_path)
    header, said, signature = (manifests / "demo.jws").read_text().split(".")
    (manifests / "demo.jws").write_text(f"{header}.{said[:-4]}AAAA.{signature}")
    with pytest.raises(ManifestFault):
        read(manifests)


@pytest.mark.parametrize("keys", [None, b"", b'{"keys": []}', b"[]"])
def test_without_a_key_to_check_by_none_is_read(tmp_path: Path, keys: bytes | None) -> None:
    manifests, public = signed(tmp_path), tmp_path / "keys" / PUBLIC
    public.unlink() if keys is None else public.write_bytes(keys)
    with pytest.raises(ManifestFault, match="no public key to check manifests by; see THROUGHLINE_MANIFEST_KEYS"):
        read(manifests)


# The command


def test_the_command_signs_a_list_beside_it_and_refuses_one_that_cannot_be_asked(tmp_path: Path) -> None:
    state, file = tmp_path / "state", tmp_path / "demo.json"
    file.write_bytes(orjson.dumps(LIST))
    done = throughline(state, "manifest", "sign", str(file))
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, str(tmp_path / "demo.jws"), "")
    (tmp_path / "manifests").mkdir()
    (tmp_path / "demo.jws").rename(tmp_path / "manifests" / "demo.jws")
    found = load(tmp_path / "manifests", state / "keys" / PUBLIC, server._objection, False)
    assert found.of("demo") == {digest(LISTED): LISTED, digest(DECIDING): DECIDING}

    file.write_bytes(orjson.dumps(of([{"name": "a", "text": "{ nothing }"}])))
    done = throughline(state, "manifest", "sign", str(file))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "demo.json: operation a: Cannot query field 'nothing' on type 'Query'.\n"
    assert not (tmp_path / "demo.jws").exists()


def test_a_hub_does_not_start_on_a_manifest_that_is_not_signed(tmp_path: Path) -> None:
    manifests = signed(tmp_path)
    (manifests / "pending.json").write_bytes(b"{}")
    state = tmp_path / "state"
    done = throughline(state, "serve", THROUGHLINE_MANIFESTS=str(manifests),
                       THROUGHLINE_MANIFEST_KEYS=str(tmp_path / "keys" / PUBLIC))  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"pending.json: {NO_MANIFEST}\n"
    assert not (state / "neo4j").exists()


# Over HTTP


class Listed:
    def __init__(self, hub: Town, http: httpx.AsyncClient) -> None:
        self.hub, self.http = hub, http

    async def ask(self, body: Any, client: str = "demo", method: str = "POST") -> httpx.Response:
        headers = {"authorization": f"Bearer {self.hub.issuer.token('cip_analyst', client=client)}"}
        if method == "GET":
            return await self.http.get("/graphql", params=body, headers=headers)
        return await self.http.post("/graphql", json=body, headers=headers)


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture(params=[False, True], ids=["those with a manifest", "all"])
async def listed(hub: Town, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Listed]:
    parts, found = hub.parts, read(signed(tmp_path), request.param)
    told = (server._tokens(parts.settings), parts.database, parts.ledger, parts.following)
    admission = server._admission(parts.hub.policy, *told)
    app = server.create_app(parts.hub, parts.intake, admission, parts.database, parts.settings, hub.clock, found)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://hub") as http:
        yield Listed(hub, http)


def persisted(text: str) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest(text)}}}


GOOD: dict[str, Any] = {
    "by its text": {"query": LISTED},
    "by its id": {"documentId": digest(LISTED)},
    "by its id, with its kind": {"documentId": f"sha256:{digest(LISTED)}"},
    "by its hash": persisted(LISTED),
    "by its text and hash": {"query": LISTED, **persisted(LISTED)},
    "by all of them": {"query": LISTED, "documentId": digest(LISTED), **persisted(LISTED)},
}
OTHER = "{ limits { cost } }"
BAD: dict[str, Any] = {
    "another text": {"query": OTHER},
    "the text with a blank more": {"query": f"{LISTED} "},
    "another hash": persisted(OTHER),
    "another id": {"documentId": digest(OTHER)},
    "another text under a listed hash": {"query": OTHER, **persisted(LISTED)},
    "a listed text under another hash": {"query": LISTED, **persisted(OTHER)},
    "two listed ids": {"documentId": digest(LISTED), **persisted(DECIDING)},
    "the hash in capitals": {"documentId": digest(LISTED).upper()},
    "an id that is a number": {"documentId": 1},
    "a hash that is a list": {"extensions": {"persistedQuery": {"sha256Hash": [digest(LISTED)]}}},
    "a hash that is the whole": {"extensions": {"persistedQuery": digest(OTHER)}},
    "nothing": {},
    "introspection": {"query": "{ __schema { types { name } } }"},
    "no GraphQL": {"query": "limits"},
    "a bomb": {"query": "{ limits { " + "depth " * 20_000 + "} }"},
}


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD.keys())
async def test_a_listed_operation_is_answered(listed: Listed, body: dict[str, Any]) -> None:
    assert (await listed.ask(body)).json()["data"] == DEPTH


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
async def test_anything_else_is_refused_before_it_is_read(
    listed: Listed, body: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    await listed.ask({"query": LISTED})
    listed.hub.statements.clear()
    monkeypatch.setattr(plans, "document_of", read_at_all)
    answer = await listed.ask(body)
    assert (answer.status_code, answer.json()) == (403, UNLISTED)
    assert not listed.hub.statements


def read_at_all(*_given: Any) -> Any:
    raise AssertionError("it was parsed")


async def test_a_listed_decision_goes_its_way_and_by_get_it_is_refused_as_ever(listed: Listed) -> None:
    answer = await listed.ask({"documentId": digest(DECIDING)})
    assert answer.json()["errors"][0]["extensions"] == {"code": "PURPOSE_REQUIRED"}
    answer = await listed.ask({"documentId": digest(DECIDING)}, method="GET")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]) == (400, {"code": "BAD_REQUEST"})


async def test_by_get_a_listed_operation_is_answered_and_another_is_not(listed: Listed) -> None:
    assert (await listed.ask({"documentId": digest(LISTED)}, method="GET")).json()["data"] == DEPTH
    extensions = orjson.dumps(persisted(LISTED)["extensions"]).decode()
    assert (await listed.ask({"extensions": extensions}, method="GET")).json()["data"] == DEPTH
    assert (await listed.ask({"query": OTHER}, method="GET")).json() == UNLISTED


async def test_an_application_without_a_manifest_asks_freely_unless_all_are_to_be_listed(
    listed: Listed, request: pytest.FixtureRequest
) -> None:
    all_listed = request.node.callspec.params["listed"]
    answer = await listed.ask({"query": LISTED}, client="another")
    assert answer.json() == UNLISTED if all_listed else answer.json()["data"] == DEPTH
    answer = await listed.ask({"documentId": digest(LISTED)}, client="another")
    assert answer.json()["errors"][0]["extensions"]["code"] == ("OPERATION_NOT_LISTED" if all_listed else "BAD_REQUEST")


async def test_a_file_of_the_register_is_no_way_round_a_manifest(
    listed: Listed, request: pytest.FixtureRequest
) -> None:
    """An application that may ask freely is told what its account may not."""
    all_listed = request.node.callspec.params["listed"]
    for client, freely in (("demo", False), ("another", not all_listed)):
        headers = {"authorization": f"Bearer {listed.hub.issuer.token('cip_analyst', client=client)}"}
        answer = await listed.http.get("/register.csv?from=2026-07-01&to=2026-07-01", headers=headers)
        wanted = "PURPOSE_REQUIRED" if freely else "OPERATION_NOT_LISTED"
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (403, wanted)
