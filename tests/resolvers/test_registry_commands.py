"""How a registry begins: organisations and the first two administrators, on the operator's machine."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from authz.issuing import ISSUER
from graph.database import Database
from graph.embedded import Running as Neo4j
from resolvers.registry_commands import RegistryFault, add_administrator, add_organisation
from tests.processes import beside, throughline
from tests.town import START, Town, empty, town

ADMIN = "mutation($v: String!) { signAgreement(version: $v) { state } }"
NOMINATE = """mutation { nominateAccount(subject: "authority", role: "organisational_authority",
  duties: ["organisational_authority"], need: "Of the agency", organisation: "orange_door") { account state } }"""
VERIFY = """mutation($account: ID!) { verifyAccount(account: $account, role: "organisational_authority",
  duties: ["organisational_authority"], how: "Letter of the agency") { state } }"""


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


def parts(hub: Town) -> tuple[Any, ...]:
    found = hub.parts
    return found.database.value, found.ledger.last_uses, found.following, found.hub.policy, hub.clock()


async def added(hub: Town, id: str, kind: str, name: str = "An agency") -> None:
    fetch, _, following, policy, now = parts(hub)
    await add_organisation(fetch, following, policy, now, id, kind, name)


async def test_two_administrators_are_made_and_make_the_rest_by_four_eyes(hub: Town) -> None:
    for subject in ("first", "second"):
        await add_administrator(*parts(hub), ISSUER, subject, "fsv")
        assert (await hub.post(subject, "{ limits { depth } }")).status_code == 403  # he has not signed
        assert await hub.ask(subject, ADMIN, "ADMIN", v="2026-1") == {"signAgreement": {"state": "ACTIVE"}}
    with pytest.raises(RegistryFault, match="2 administrators can come in"):
        await add_administrator(*parts(hub), ISSUER, "third", "djcs")
    made = (await hub.ask("first", NOMINATE, "ADMIN"))["nominateAccount"]["account"]
    refused = (await hub.post("first", VERIFY, "ADMIN", account=made)).json()
    assert refused["errors"][0]["extensions"]["code"] == "SECOND_PERSON_REQUIRED"
    assert await hub.ask("second", VERIFY, "ADMIN", account=made) == {"verifyAccount": {"state": "VERIFIED"}}
    hub.clock.at = "2026-09-15T00:00:00Z"  # both sleep: the operator begins again
    assert (await hub.post("first", "{ limits { depth } }")).status_code == 403
    await add_administrator(*parts(hub), ISSUER, "third", "djcs")
    hub.clock.at = START


@pytest.mark.parametrize(
    ("organisation", "said"), [("nowhere", "There is no organisation nowhere"), ("police_fv_unit", "--organisation: ")]
)
async def test_an_administrator_is_of_an_organisation_that_may_have_one(
    hub: Town, organisation: str, said: str
) -> None:
    before = await hub.parts.ledger.head()
    with pytest.raises(RegistryFault, match=said):
        await add_administrator(*parts(hub), ISSUER, "nobody", organisation)
    assert await hub.parts.ledger.head() == before


async def test_an_organisation_has_the_classes_of_its_kind(hub: Town) -> None:
    await added(hub, "refuge_one", "specialist_fv_service")
    found = await hub.ask("cip_analyst", '{ organisations(where: {id: {eq: "refuge_one"}}) { name kind classes } }')
    assert found["organisations"] == [{"name": "An agency", "kind": "specialist_fv_service", "classes": ["ISE", "RAE"]}]


@pytest.mark.parametrize(
    ("id", "kind", "name"),
    [("fsv", "fsv", "Again"), ("new", "police", "N"), ("a b", "fsv", "N"), ("", "fsv", "N"), ("new", "fsv", " ")],
)
async def test_what_is_no_new_organisation_is_refused(hub: Town, id: str, kind: str, name: str) -> None:
    before = await hub.parts.ledger.head()
    with pytest.raises(RegistryFault):
        await added(hub, id, kind, name)
    assert await hub.parts.ledger.head() == before


async def test_the_commands_begin_a_registry(neo4j: Neo4j, tmp_path: Path) -> None:
    """After the tests of the hub above: the graph is emptied for a ledger of its own."""
    told = beside(neo4j)
    database = Database(neo4j.url, neo4j.user, neo4j.password)
    await empty(database)
    state = tmp_path / "state"
    first = throughline(state, "organisation", "add", "fsv", "--kind", "fsv", "--name", "FSV", **told)
    assert (first.returncode, first.stdout) == (0, "fsv\n"), first.stderr
    second = throughline(state, "account", "administrator", "--organisation", "fsv", "--subject", "ada", **told)
    assert second.returncode == 0, second.stderr
    [row] = await database.run("MATCH (a:Account)-[:MEMBER_OF]->(o) RETURN a.id AS id, a.status AS status, o.id AS of")
    assert row == {"id": second.stdout.strip(), "status": "VERIFIED", "of": "fsv"}
    again = throughline(state, "account", "administrator", "--organisation", "none", "--subject", "bo", **told)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == "There is no organisation none: add it first.\n"
    await database.close()


def test_beside_a_hub_that_serves_nothing_is_begun(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = throughline(
            tmp_path / "state", "--port", port, "organisation", "add", "fsv", "--kind", "fsv", "--name", "F"
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert port in done.stderr
    assert not (tmp_path / "state").exists()
