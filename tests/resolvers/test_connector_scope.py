"""What a connector reads back over HTTP: its own custodian's records, as far as an administrator registered it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from connectors.synthetic import agencies
from graph.embedded import Running as Neo4j
from tests.resolvers.test_accounts import ADMIN, DESKS, LISTED, NOT_HELD, OA, SUPERVISOR, WHO, posted, register
from tests.resolvers.test_matters import Case, report
from tests.town import Town, town, with_connectors

POLICE, COURT = "system_connector", "connector_of_magistrates_court"
ACCOUNT = "demo-system-connector"
REGISTER = """mutation($account: ID!, $scope: [String!]!) {
  done: registerScope(account: $account, scope: $scope) { account state } }"""
READ = """query($id: ID!) { incident(id: $id) { portalId } incidents { nodes { portalId riskBand { code } narrative
  relationship { code } place { line } affected { familyName sex { code } workplace addresses { line } person { id }
  } } } }"""
WHY = """{ explainAccess(type: "Incident", field: "riskBand") { said ways { position
  conditions { name state nextStep } } } }"""
RECORDED = ["Incident.PATTERN", "PersonRecord.IDENTITY"]
NOTHING = {"incidents": {"nodes": []}, "incident": None}


@pytest.fixture(scope="module")
async def module_hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        for named in (ADMIN, OA, SUPERVISOR):
            organisation, role, duties = DESKS[named]
            await register(found, named, organisation=organisation, role=role, duties=duties)
        await with_connectors(found)
        yield found


@pytest.fixture(scope="module")
async def case(module_hub: Town) -> Case:
    return await report(module_hub)


@pytest.fixture
async def hub(module_hub: Town, case: Case) -> Town:
    """Where no connector has a scope yet."""
    for account in (ACCOUNT, f"demo-{COURT}".replace("_", "-")):
        assert (await registered(module_hub, [], account))["account"] == account
    return module_hub


async def registered(hub: Town, scope: list[str], account: str = ACCOUNT, by: str = ADMIN) -> Any:
    """What was decided, or the code of the refusal."""
    answer = await posted(hub, by, REGISTER, account=account, scope=scope)
    return answer["errors"][0]["extensions"]["code"] if "errors" in answer else answer["data"]["done"]


async def read(hub: Town, case: Case, who: str = POLICE) -> Any:
    [row] = await hub.graph("MATCH (i:Incident {portal_id: $given.id}) RETURN i.lineage AS id", {"id": case.portal})
    return await hub.ask(who, READ, "OWN_CASE", id=row["id"])


async def test_without_a_scope_nothing_is_read_back_and_with_one_what_it_says(hub: Town, case: Case) -> None:
    assert await read(hub, case) == NOTHING
    assert await registered(hub, RECORDED) == {"account": ACCOUNT, "state": "ACTIVE"}
    n = int(case.portal[-6:])
    affected = {"familyName": f"Brackenbury{n}", "sex": {"code": "FEMALE"}, "workplace": None, "addresses": [],
                "person": {"id": case.ids["her"]}}  # fmt: skip
    shown = {"portalId": case.portal, "riskBand": None, "narrative": None, "relationship": None, "place": None,
             "affected": [affected]}  # fmt: skip
    assert await read(hub, case) == {"incidents": {"nodes": [shown]}, "incident": {"portalId": case.portal}}
    assert await registered(hub, [*RECORDED, "Incident.RISK", "Address.CONTACT"]) == {"account": ACCOUNT, "state": "ACTIVE"}  # fmt: skip  # noqa: E501
    [more] = (await read(hub, case))["incidents"]["nodes"]
    assert (more["riskBand"], more["place"], more["narrative"], more["affected"][0]["addresses"]) == (
        {"code": "LOW"}, {"line": f"{n} Cooper Street"}, None, [{"line": f"{n} Cooper Street"}]
    )  # fmt: skip
    await registered(hub, [])
    assert await read(hub, case) == NOTHING  # it binds the next request


async def test_nobody_s_records_but_its_own_custodian_s_are_read_back(hub: Town, case: Case) -> None:
    await registered(hub, RECORDED, f"demo-{COURT}".replace("_", "-"))
    assert await read(hub, case, COURT) == NOTHING
    answer = (await hub.post(POLICE, "{ incidents { nodes { id } } }", "ASSESSMENT")).json()
    assert answer["errors"][0]["extensions"]["code"] == "NOT_RAE_FOR_ASSESSMENT"


@pytest.mark.parametrize(
    ("by", "account", "code"),
    [
        (OA, ACCOUNT, "DUTY_REQUIRED"),
        (SUPERVISOR, ACCOUNT, "DUTY_REQUIRED"),
        (ADMIN, "0" * 26, NOT_HELD),
        (ADMIN, f"id-{ADMIN}", "OWN_ACCOUNT"),
        (ADMIN, agencies.account("police_member", "")["id"], "BAD_INPUT"),
    ],
)
async def test_an_administrator_alone_registers_it_and_for_a_connector_alone(
    hub: Town, by: str, account: str, code: str
) -> None:
    assert await registered(hub, RECORDED, account, by) == code
    assert (await hub.ask(POLICE, "{ whoAmI { scope } }"))["whoAmI"] == {"scope": []}


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (["Incident.NARRATIVE"], "In scope 'Incident.NARRATIVE' is no type and facet that a connector reads back"),
        (["ProtectionReport.REPORTER"], "In scope 'ProtectionReport.REPORTER' is no type and facet"),
        (["SafetyPlan.SAFETY_PLAN"], "In scope 'SafetyPlan.SAFETY_PLAN' is no type and facet"),
        (["Incident"], "In scope 'Incident' is no type and facet"),
        (["Nothing.IDENTITY"], "In scope 'Nothing.IDENTITY' is no type and facet"),
        (["Incident.PUBLIC"], "In scope 'Incident.PUBLIC' is no type and facet"),
        (["Incident.RISK"], "In scope 'Incident.RISK' is shown beside 'Incident.PATTERN' only: register that too."),
    ],
)  # fmt: skip
async def test_a_scope_that_would_open_nothing_is_refused_with_its_mend(hub: Town, scope: list[str], said: str) -> None:
    [error] = (await posted(hub, ADMIN, REGISTER, account=ACCOUNT, scope=scope))["errors"]
    assert (error["extensions"]["code"], error["message"].startswith(said)) == ("BAD_INPUT", True)
    assert (await hub.ask(POLICE, "{ whoAmI { scope } }"))["whoAmI"] == {"scope": []}


async def test_a_connector_is_told_its_scope_and_what_is_missing_and_its_authority_reads_it(hub: Town) -> None:
    told = await hub.ask(POLICE, WHY, "OWN_CASE")
    [way] = told["explainAccess"]["ways"]
    assert way["conditions"] == [{"name": "scope", "state": "NOT_MET", "nextStep":
        "Ask an administrator to register this facet of the record for your connector: registerScope."}]  # fmt: skip
    await registered(hub, ["Incident.RISK", "Incident.PATTERN", "Incident.RISK"])
    assert (await hub.ask(POLICE, "{ whoAmI { scope } }"))["whoAmI"] == {"scope": ["Incident.PATTERN", "Incident.RISK"]}
    [way] = (await hub.ask(POLICE, WHY, "OWN_CASE"))["explainAccess"]["ways"]
    assert [(one["state"], one["nextStep"]) for one in way["conditions"]] == [("MET", None)]
    await register(hub, "authority-of-police", organisation="victoria_police", role="organisational_authority",
                   duties=["organisational_authority"])  # fmt: skip
    listed = (await hub.ask("authority-of-police", LISTED.replace("reactivationAsked", "scope"), "ADMIN"))["accounts"]
    scopes = {one["subject"]: one["scope"] for one in listed}
    assert (scopes[POLICE], scopes["police_member"]) == (["Incident.PATTERN", "Incident.RISK"], [])
    assert (await posted(hub, POLICE, WHO))["data"]["whoAmI"]["role"] == "system_connector"
