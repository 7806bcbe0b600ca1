"""Who reads the register and keeps complaints, and what is told unasked: denied first, each with what is permitted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from connectors.synthetic import agencies
from connectors.synthetic.casework import declared
from graph.embedded import Running as Neo4j
from tests.graph.test_erasing import rebuilt
from tests.register.month import COMPLAIN, PLAN, RESOLVE, officer
from tests.resolvers.test_conflicts import apart, worker
from tests.resolvers.test_matters import DOOR, HOUSED, Asks, Case, code, matter_of, opening
from tests.resolvers.test_requests import (
    ANSWER,
    CANDIDATES,
    DISPUTE,
    LODGE,
    REFUSE,
    TOLD,
    WITHDRAW,
    by,
    listed,
)
from tests.town import Town, town

REGISTER = """query($from: Date!, $to: Date!, $after: ID) { register(
  from: $from, to: $to, after: $after, first: 500) {
  id kind part request subjectIs regulations records reason receivedOn action resolvedOn missing } }"""
SHARE = f"""mutation($given: RequestInput!, $records: [ID!]!, $id: ID) {{
  shareVoluntarily(input: $given, said: "She says so", records: $records, request: $id) {{ {TOLD} }} }}"""
DAY = {"from": "2026-07-01", "to": "2026-07-01"}
OTHERS = [role for role in agencies.HOMES if role != "system_connector"]
UNIT = Asks("police_fv_unit", "OWN_CASE", "")
AT_DOOR = Asks("tod_victim_side", "OWN_CASE", "")


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        for named, organisation in (("door", "orange_door"), ("unit", "police_fv_unit"), ("men", "mens_services")):
            await officer(found, f"officer-{named}", organisation)
        yield found


@pytest.fixture
def given(case: Case) -> dict[str, Any]:
    """Of him, to an assessor, by an entity that is none: lawful unasked, and not when asked."""
    return {"scheme": "FVISS", "purpose": "ASSESSMENT", "addressedTo": "orange_door", "relevance": ["P19"],
            "subject": case.reference("him"), "groundsForRole": "Our client told us"}  # fmt: skip


async def read(hub: Town, who: str, purpose: str = "ADMIN", **period: Any) -> Any:
    return (await hub.post(who, REGISTER, purpose, "", PLAN, **{**DAY, **period})).json()


async def entries(hub: Town, who: str, request: str | None) -> list[dict[str, Any]]:
    return [entry for entry in (await read(hub, who))["data"]["register"] if entry["request"] == request]


async def file(hub: Town, who: str, path: str, purpose: str = "ADMIN") -> Any:
    headers = {**hub.bearer(who), "throughline-purpose": declared(purpose, "", PLAN)}
    return await hub.http.get(path, headers=headers)


async def lodged(hub: Town, case: Case) -> str:
    own = await matter_of(hub, case, DOOR)
    asked = {"scheme": "FVISS", "addressedTo": "police_fv_unit", "subject": case.reference("him"),
             "groundsForRole": "Named in a report", "relevance": ["P19"]}  # fmt: skip
    found = await hub.ask(DOOR.role, LODGE, DOOR.purpose, own, DOOR.reason, given=asked)
    return str(found["lodgeRequest"]["id"])


async def own_record(hub: Town, case: Case, custodian: str) -> str:
    found = await hub.graph(
        "MATCH (f:Referral {custodian: $given.whose}) WHERE f.source_id STARTS WITH $given.portal "
        "RETURN f.lineage AS id ORDER BY id",
        {"whose": custodian, "portal": case.portal},
    )
    return str(found[0]["id"])


# The register


@pytest.mark.parametrize("role", OTHERS)
async def test_nobody_reads_it_without_the_duty_not_an_auditor_either(hub: Town, case: Case, role: str) -> None:
    await lodged(hub, case)
    assert code(await read(hub, role)) == "DUTY_REQUIRED"
    for form in ("csv", "json"):
        answer = await file(hub, role, f"/register.{form}?from=2026-07-01&to=2026-07-01")
        assert (answer.status_code, code(answer.json())) == (403, "DUTY_REQUIRED")


async def test_it_is_read_under_the_purpose_admin_alone(hub: Town) -> None:
    assert code(await read(hub, "officer-door", "EVALUATION")) == "PURPOSE_REQUIRED"
    answer = await file(hub, "officer-door", "/register.csv?from=2026-07-01&to=2026-07-01", "EVALUATION")
    assert (answer.status_code, code(answer.json())) == (403, "PURPOSE_REQUIRED")
    bare = await hub.http.get("/register.csv?from=2026-07-01&to=2026-07-01", headers=hub.bearer("officer-door"))
    assert (bare.status_code, code(bare.json())) == (403, "PURPOSE_REQUIRED")
    nobody = await hub.http.get("/register.csv?from=2026-07-01&to=2026-07-01")
    assert nobody.status_code == 401


@pytest.mark.parametrize(
    "path",
    ["/register.xlsx?from=2026-07-01&to=2026-07-01", "/register.csv", "/register.csv?from=2026-07-01",
     "/register.csv?from=2026-07-01&to=2026-07-01&organisation=cip"],
)  # fmt: skip
async def test_a_file_that_is_not_there_says_how_it_is_asked(hub: Town, path: str) -> None:
    answer = await file(hub, "officer-door", path)
    assert (answer.status_code, code(answer.json())) == (404, "NOT_FOUND")
    assert "?from=" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(("first", "last"), [("2026-07-02", "2026-07-01"), ("2025-06-30", "2026-07-01")])
async def test_a_period_is_a_day_or_more_and_a_year_at_most(hub: Town, first: str, last: str) -> None:
    assert code(await read(hub, "officer-door", **{"from": first, "to": last})) == "BAD_INPUT"
    assert "errors" not in await read(hub, "officer-door", **{"from": "2025-07-01", "to": "2026-07-01"})


async def test_an_officer_is_told_of_his_organisation_s_part_and_reading_it_is_kept(hub: Town, case: Case) -> None:
    id = await lodged(hub, case)
    assert await entries(hub, "officer-men", id) == []
    [asked], [was] = [await entries(hub, who, id) for who in ("officer-door", "officer-unit")]
    assert (asked["kind"], asked["part"]) == ("REQUEST", "ASKED")
    assert {**asked, "part": "WAS_ASKED"} == was
    before = len(await hub.parts.ledger.disclosures())
    await file(hub, "officer-door", "/register.csv?from=2026-07-01&to=2026-07-01")
    kept = (await hub.parts.ledger.disclosures())[before:]
    assert [(one["account"], one["reason"], one["decision"]) for one in kept] == [("id-officer-door", PLAN, "ANSWERED")]


# Complaints


@pytest.mark.parametrize("role", OTHERS)
async def test_nobody_else_keeps_a_complaint(hub: Town, role: str) -> None:
    for text, said in ((COMPLAIN, {"on": "2026-07-01", "content": "x"}),
                       (RESOLVE, {"id": "0" * 26, "action": "x", "on": "2026-07-01"})):  # fmt: skip
        assert code((await hub.post(role, text, "ADMIN", "", PLAN, **said)).json()) == "DUTY_REQUIRED"
    assert await hub.graph("MATCH (c:Complaint {content: 'x'}) RETURN c.id AS id") == []


async def complained(hub: Town, who: str, text: str = COMPLAIN, purpose: str = "ADMIN", **said: Any) -> Any:
    usual = {"on": "2026-06-30", "content": "It came to her address"} if text == COMPLAIN else {"on": "2026-07-01"}
    return (await hub.post(who, text, purpose, "", PLAN, **{**usual, **said})).json()


async def test_a_complaint_is_about_a_request_of_the_own_organisation(hub: Town, case: Case) -> None:
    id = await lodged(hub, case)
    refused, unknown = [await complained(hub, "officer-men", about=about) for about in (id, "0" * 26)]
    assert refused["errors"] == unknown["errors"]
    assert code(refused) == "REQUEST_NOT_HELD"
    assert code(await complained(hub, "officer-door", purpose="EVALUATION", about=id)) == "PURPOSE_REQUIRED"
    for wrong in ({"on": "2026-07-02"}, {"content": " "}):
        assert code(await complained(hub, "officer-door", about=id, **wrong)) == "BAD_INPUT"
    found = (await complained(hub, "officer-door", about=id))["data"]["recordComplaint"]
    [told] = [one for one in await entries(hub, "officer-door", id) if one["id"] == found["id"]]
    assert (told["kind"], told["receivedOn"]) == ("COMPLAINT", "2026-06-30")
    assert [one["kind"] for one in await entries(hub, "officer-unit", id)] == ["REQUEST"]  # the other party is not told


async def test_a_complaint_is_resolved_once_by_its_own_organisation(hub: Town) -> None:
    id = (await complained(hub, "officer-door"))["data"]["recordComplaint"]["id"]
    act = {"id": id, "action": "Put right"}
    assert code(await complained(hub, "officer-unit", RESOLVE, **act)) == "COMPLAINT_NOT_HELD"
    for wrong in ({"on": "2026-06-29"}, {"on": "2026-07-02"}, {"action": ""}):
        assert code(await complained(hub, "officer-door", RESOLVE, **{**act, **wrong})) == "BAD_INPUT"
    done = (await complained(hub, "officer-door", RESOLVE, **act))["data"]["resolveComplaint"]
    assert done == {"id": id, "resolvedOn": "2026-07-01"}
    assert code(await complained(hub, "officer-door", RESOLVE, **act)) == "COMPLAINT_NOT_HELD"
    told = {entry["kind"]: entry for entry in await entries(hub, "officer-door", None) if entry["reason"]}
    assert (told["COMPLAINT_RESOLVED"]["action"], told["COMPLAINT_RESOLVED"]["resolvedOn"]) == (
        "Put right",
        "2026-07-01",
    )


# Told unasked


async def shared(hub: Town, case: Case, given: dict[str, Any], **more: Any) -> Any:
    records = [await own_record(hub, case, "homelessness_service")]
    matter = await matter_of(hub, case, HOUSED) if "id" not in more else "m"
    said = {"records": records, **more}
    return (await hub.post(HOUSED.role, SHARE, HOUSED.purpose, matter, HOUSED.reason, given=given, **said)).json()


async def test_only_records_of_one_s_own_are_told_of_and_the_point_is_not_told_unasked(
    hub: Town, case: Case, given: dict[str, Any]
) -> None:
    foreign = await own_record(hub, case, "orange_door")
    for records, said in (([foreign], "RECORD_NOT_HELD"), (["0" * 26], "RECORD_NOT_HELD"), ([], "BAD_INPUT")):
        assert code(await shared(hub, case, given, records=records, id=None)) == said
    point = {**given, "scheme": "CIP", "addressedTo": None}
    assert code(await shared(hub, case, point, id=None)) == "BAD_INPUT"
    assert await hub.graph("MATCH (q:InformationRequest {reference: $given.id}) RETURN q.id AS id",
                           {"id": case.numbers["him"]}) == []  # fmt: skip


async def test_who_is_kept_apart_from_him_tells_nobody_of_a_record_of_his(
    hub: Town, case: Case, given: dict[str, Any]
) -> None:
    """W10: such a record is answered as one that is not held."""
    record = (await hub.graph("MATCH (i:Incident {portal_id: $given.id}) RETURN i.lineage AS id",
                              {"id": case.portal}))[0]["id"]  # fmt: skip
    kin = await worker(hub, Asks("police_fv_unit", "ASSESSMENT", "", "Believed"))
    answers = []
    for before in (True, False):
        if not before:
            await apart(hub, kin, case.reference("him"), "KIN")
        said = await hub.post(kin.role, SHARE, kin.purpose, "none", kin.reason, given=given, records=[record])
        answers.append(said.json())
    assert answers[0]["data"]["shareVoluntarily"]["state"] == "VOLUNTEERED"
    assert code(answers[1]) == "RECORD_NOT_HELD"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"addressedTo": "corrections_victoria"}, "addressedTo"),  # no risk assessment entity (s 144KA)
        ({"purpose": "PROTECTION"}, "purpose"),  # no risk is established of somebody alleged
        ({"relevance": []}, "relevance"),
        ({"groundsForRole": " "}, "groundsForRole"),
        ({"subjectRole": "VICTIM"}, "consent"),
    ],
)
async def test_what_the_law_lets_nobody_tell_is_told_to_nobody_and_can_be_mended(
    hub: Town, case: Case, given: dict[str, Any], wrong: dict[str, Any], field: str
) -> None:
    short = (await shared(hub, case, {**given, **wrong}))["data"]["shareVoluntarily"]
    assert (short["state"], [one["field"] for one in short["missing"]]) == ("INELIGIBLE", [field])
    assert [step["records"] for step in short["steps"]] == [[]]
    assert await listed(hub, AT_DOOR, short["id"]) == []
    mended = (await shared(hub, case, given, id=short["id"]))["data"]["shareVoluntarily"]
    assert (mended["id"], mended["state"]) == (short["id"], "VOLUNTEERED")


async def test_what_was_told_unasked_is_told_to_both_opens_nothing_and_is_over(
    hub: Town, case: Case, given: dict[str, Any]
) -> None:
    records = [await own_record(hub, case, "homelessness_service")]
    told = (await shared(hub, case, given))["data"]["shareVoluntarily"]
    assert (told["state"], told["requester"], told["addressedTo"]) == (
        "VOLUNTEERED",
        "homelessness_service",
        "orange_door",
    )
    [step] = told["steps"]
    assert (step["state"], step["records"], step["reason"]) == ("VOLUNTEERED", records, "She says so")
    assert await listed(hub, AT_DOOR, told["id"]) == [{**told, "matter": None}]
    assert (await by(hub, AT_DOOR, CANDIDATES, id=told["id"]))["data"] == {"candidates": []}
    assert code((await opening(hub, DOOR, told["id"], kind="REQUEST")).json()) == "BAD_VARIABLES"
    assert await hub.graph("MATCH (m:Matter {evidence: $given.id}) RETURN m.id", {"id": told["id"]}) == []
    for text, more in ((REFUSE, {}), (ANSWER, {"records": [], "none": True})):
        assert code(await by(hub, AT_DOOR, text, id=told["id"], **more)) == "REQUEST_STATE"
    for text in (WITHDRAW, DISPUTE):
        answer = await hub.post(HOUSED.role, text, HOUSED.purpose, "", HOUSED.reason, id=told["id"])
        assert code(answer.json()) == "REQUEST_STATE"
    [entry] = await entries(hub, "officer-door", told["id"])
    assert (entry["kind"], entry["part"], entry["records"]) == ("VOLUNTARY", "WAS_TOLD", records)
    assert entry["regulations"] == ["reg 10"]


async def test_a_graph_that_is_built_again_has_the_same_register(hub: Town, case: Case, given: dict[str, Any]) -> None:
    await shared(hub, case, {**given, "relevance": []})
    await lodged(hub, case)
    id = (await complained(hub, "officer-door"))["data"]["recordComplaint"]["id"]
    await complained(hub, "officer-door", RESOLVE, id=id, action="Put right")
    await rebuilt(hub)
