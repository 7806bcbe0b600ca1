"""What is asked in particular, item by item: an answer never pretends to more than was said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from graph.embedded import Running as Neo4j
from tests.resolvers.test_matters import CHILDREN, DOOR, Asks, Case, code, matter_of, report
from tests.resolvers.test_requests import REFUSE, by
from tests.town import START, Town, town

ITEM = "enquiries { item outcome said code records }"
LODGE = f"""mutation($given: RequestInput!) {{ lodgeRequest(input: $given) {{
  id state missing {{ code field mend }} {ITEM} }} }}"""
ANSWER = f"""mutation($id: ID!, $items: [ItemAnswer!], $records: [ID!]! = [], $none: Boolean! = false) {{
  answerRequest(request: $id, said: "As asked", records: $records, notHeld: $none, items: $items) {{
    state {ITEM} }} }}"""
LISTED = f"query($id: ID) {{ requests(id: $id) {{ state {ITEM} }} }}"
FAMILY_COURT = Asks("family_court", "OWN_CASE", "")
SAFE_STEPS = Asks("safe_steps_worker", "OWN_CASE", "")
UNIT = Asks("police_fv_unit", "OWN_CASE", "")
SILENT: dict[str, Any] = {"said": None, "code": None, "records": []}


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        for role, named, at in (
            ("court_registrar", "family_court", "fcfcoa"), ("specialist_fv", "safe_steps_worker", "safe_steps"),
        ):  # fmt: skip
            account = agencies.account(role, ISSUER, START[:10])
            body = {**account, "id": f"id-{named}", "subject": named, "organisation": at}
            await found.parts.following.command("registerAccount", body, START, "test")
        yield found


async def asked(hub: Town, case: Case, asks: Asks, to: str, scheme: str, items: list[str], **more: Any) -> Any:
    own = await matter_of(hub, case, asks)
    given = {"scheme": scheme, "addressedTo": to, "subject": case.reference("him"), "relevance": ["P19"],
             "groundsForRole": "In a police report", "enquiries": items, **more}  # fmt: skip
    return (await hub.ask(asks.role, LODGE, asks.purpose, own, asks.reason, given=given))["lodgeRequest"]


def of_child(case: Case) -> dict[str, Any]:
    child = case.reference("child")
    return {"purpose": "CHILD_WELLBEING", "subject": child, "subjectRole": "VICTIM", "personAtRisk": child}


async def answer(hub: Town, asks: Asks, id: str, *items: dict[str, Any], **more: Any) -> Any:
    return await by(hub, asks, ANSWER, id=id, items=list(items), **more)


async def told(hub: Town, asks: Asks, id: str) -> Any:
    [found] = (await by(hub, asks, LISTED, id=id))["data"]["requests"]
    return found


async def test_child_protection_asks_the_family_court_and_what_is_not_answered_is_said(hub: Town, case: Case) -> None:
    items = ["PARENTING_ORDERS", "NEXT_HEARING", "NOTICE_OF_RISK"]
    sent = await asked(hub, case, CHILDREN, "fcfcoa", "CYFA", items, **of_child(case))
    assert (sent["state"], sent["missing"]) == ("SUBMITTED", [])
    assert sent["enquiries"] == [{"item": code, "outcome": "NOT_ANSWERED", **SILENT} for code in items]
    first = await answer(
        hub, FAMILY_COURT, sent["id"], {"item": "PARENTING_ORDERS", "outcome": "NOT_HELD"},
        {"item": "NEXT_HEARING", "outcome": "ANSWERED", "said": "9 July 2026, 10 am | Melbourne"},
    )  # fmt: skip
    orders, hearing = {"item": "PARENTING_ORDERS", "outcome": "NOT_HELD", **SILENT}, {
        "item": "NEXT_HEARING", "outcome": "ANSWERED", **SILENT, "said": "9 July 2026, 10 am | Melbourne"
    }  # fmt: skip
    notice = {"item": "NOTICE_OF_RISK", "outcome": "NOT_ANSWERED", **SILENT}
    assert first["data"]["answerRequest"] == {"state": "PARTLY_ANSWERED", "enquiries": [orders, hearing, notice]}
    assert await told(hub, CHILDREN, sent["id"]) == first["data"]["answerRequest"]
    refused = {"item": "NOTICE_OF_RISK", "outcome": "REFUSED", "code": "OTHER_LAW", "said": "Sealed by the judge"}
    second = (await answer(hub, FAMILY_COURT, sent["id"], refused))["data"]["answerRequest"]
    assert second == {"state": "PARTLY_ANSWERED", "enquiries": [orders, hearing, {**SILENT, **refused}]}
    last = {"item": "NOTICE_OF_RISK", "outcome": "ANSWERED", "said": "Filed on 2 June 2026"}
    third = (await answer(hub, FAMILY_COURT, sent["id"], last))["data"]["answerRequest"]
    assert third == {"state": "ANSWERED", "enquiries": [orders, hearing, {**SILENT, **last}]}


async def test_the_family_court_is_asked_by_nobody_else_and_what_to_mend_is_said(hub: Town, case: Case) -> None:
    given = {"scheme": "FVISS", "to": "fcfcoa", "items": ["PARENTING_ORDERS"]}
    sent = await asked(hub, case, DOOR, **given)
    assert (sent["state"], [(m["code"], m["field"]) for m in sent["missing"]]) == ("INELIGIBLE", [
        ("NOT_ISE", "addressedTo"), ("OTHER_LAW", "enquiries"), ("NO_PURPOSE", "enquiries"),
    ])  # fmt: skip
    assert (await by(hub, FAMILY_COURT, LISTED, id=sent["id"]))["data"] == {"requests": []}
    wrong = await asked(hub, await report(hub), DOOR, "police_fv_unit", "FVISS", ["ORDER_OUTCOME"])
    assert [(m["code"], m["mend"]) for m in wrong["missing"]] == [
        ("NOT_RELEVANT", "Whom you ask does not hold that. ORDER_OUTCOME: ask magistrates_court or childrens_court."),
    ]


async def test_a_registrar_of_the_family_court_is_shown_nobody_of_the_hub(hub: Town, case: Case) -> None:
    sent = await asked(hub, case, CHILDREN, "fcfcoa", "CYFA", ["JUDGMENT"], **of_child(case))
    text = "query($id: ID!) { person(id: $id) { familyNames } courtFiles(first: 5) { nodes { id } } }"
    for purpose in ("OWN_CASE", "COURT"):
        for evidence in (sent["id"], "", case.portal):
            opening = "mutation($e: ID) { openMatter(input: {kind: COURT_FILE, evidence: $e}) { id } }"
            opened = await hub.post(FAMILY_COURT.role, opening, purpose, "", "", e=evidence)
            matter = opened.json()["data"]["openMatter"]["id"]
            found = await hub.post(FAMILY_COURT.role, text, purpose, matter, "", id=case.ids["child"])
            assert found.json()["data"] == {"person": None, "courtFiles": {"nodes": []}}, found.text
    for purpose in ("ASSESSMENT", "PROTECTION", "CISS", "CYFA_STATUTORY", "CIP_REQUEST"):
        refused = await hub.post(FAMILY_COURT.role, text, purpose, sent["id"], "why", id=case.ids["child"])
        assert refused.json().get("data") is None


async def test_where_somebody_is_safe_is_answered_by_yes_or_no_alone(hub: Town, case: Case) -> None:
    items = ["EMERGENCY_ACCOMMODATION_PAST", "EMERGENCY_ACCOMMODATION_LIKELY"]
    her = {**of_child(case), "subject": case.reference("her")}
    hers = await asked(hub, case, CHILDREN, "safe_steps", "CYFA", items, **her)
    place = {"item": items[0], "outcome": "ANSWERED", "said": "At the motel in Wattle Street"}
    assert code(await answer(hub, SAFE_STEPS, hers["id"], place)) == "BAD_INPUT"
    given = [{"item": items[0], "outcome": "ANSWERED"}, {"item": items[1], "outcome": "NOT_HELD"}]
    done = (await answer(hub, SAFE_STEPS, hers["id"], *given))["data"]["answerRequest"]
    assert done == {"state": "ANSWERED", "enquiries": [{**one, **SILENT} for one in given]}
    other = await report(hub)
    about_him = {**of_child(other), "subjectRole": "ALLEGED", "subject": other.reference("him")}
    his = await asked(hub, other, CHILDREN, "safe_steps", "CYFA", items, **about_him)
    assert [(m["code"], m["field"]) for m in his["missing"]] == [("ROLE_GROUNDS_INSUFFICIENT", "subjectRole")]


async def test_records_answer_the_item_of_their_kind_and_are_one_s_own(hub: Town, case: Case) -> None:
    sent = await asked(hub, case, DOOR, "police_fv_unit", "FVISS", ["POLICE_SAFETY_PLANS"])
    ids = await hub.graph(
        "MATCH (i:Incident {portal_id: $given.id})<-[:RESPONDENT_IN]-(r) RETURN i.lineage AS incident, "
        "r.lineage AS record", {"id": case.portal},
    )  # fmt: skip
    [found] = ids
    item = {"item": "POLICE_SAFETY_PLANS", "outcome": "ANSWERED"}
    for records in ([found["record"]], ["0" * 26], [found["incident"], found["record"]]):
        assert code(await answer(hub, UNIT, sent["id"], {**item, "records": records})) == "BAD_INPUT"
    done = (await answer(hub, UNIT, sent["id"], {**item, "records": [found["incident"]]}))["data"]["answerRequest"]
    assert done == {"state": "ANSWERED", "enquiries": [{**SILENT, **item, "records": [found["incident"]]}]}


@pytest.mark.parametrize(
    ("items", "path"),
    [
        ([{"item": "ORDER_COPY", "outcome": "NOT_HELD"}], [0, "item"]),
        ([{"item": "ASSESSMENT_OUTCOME", "outcome": "ANSWERED"}], [0, "said"]),
        ([{"item": "ASSESSMENT_OUTCOME", "outcome": "REFUSED", "code": "OTHER_LAW"}], [0, "code"]),
        ([{"item": "ASSESSMENT_OUTCOME", "outcome": "REFUSED", "said": "No"}], [0, "code"]),
        ([{"item": "ASSESSMENT_OUTCOME", "outcome": "NOT_HELD", "code": "OTHER_LAW", "said": "No"}], [0, "code"]),
        ([{"item": "CURRENT_INVOLVEMENT", "outcome": "NOT_HELD"}] * 2, [1, "item"]),
        ([{"item": "CURRENT_INVOLVEMENT", "outcome": "NOT_HELD", "records": ["x"]}], [0, "records"]),
    ],
)
async def test_an_answer_that_says_less_than_it_claims_is_refused_with_its_place(
    hub: Town, case: Case, items: list[dict[str, Any]], path: list[Any]
) -> None:
    wanted = ["ASSESSMENT_OUTCOME", "CURRENT_INVOLVEMENT"]
    sent = await asked(hub, case, CHILDREN, "specialist_fv_service", "CYFA", wanted, **of_child(case))
    service = Asks("specialist_fv", "OWN_CASE", "")
    fault = await answer(hub, service, sent["id"], *items)
    assert fault["errors"][0]["extensions"]["fields"][0]["path"] == ["items", *path]
    assert (await told(hub, service, sent["id"]))["state"] == "SUBMITTED"


async def test_a_refusal_of_everything_is_one_and_nothing_held_answers_every_item(hub: Town, case: Case) -> None:
    wanted = ["ASSESSMENT_OUTCOME", "CURRENT_INVOLVEMENT"]
    service = Asks("specialist_fv", "OWN_CASE", "")
    sent = await asked(hub, case, CHILDREN, "specialist_fv_service", "CYFA", wanted, **of_child(case))
    refused = [{"item": one, "outcome": "REFUSED", "code": "OTHER_LAW", "said": "No"} for one in wanted]
    assert code(await answer(hub, service, sent["id"], *refused)) == "BAD_INPUT"
    assert code(await answer(hub, DOOR, sent["id"], {"item": wanted[0], "outcome": "NOT_HELD"})) == "REQUEST_NOT_HELD"
    done = (await answer(hub, service, sent["id"], none=True))["data"]["answerRequest"]
    assert done == {
        "state": "ANSWERED",
        "enquiries": [{"item": one, "outcome": "NOT_HELD", **SILENT} for one in wanted],
    }
    again = await report(hub)
    other = await asked(hub, again, CHILDREN, "specialist_fv_service", "CYFA", wanted, **of_child(again))
    refusal = (await by(hub, service, REFUSE, id=other["id"]))["data"]["refuseRequest"]
    assert refusal["state"] == "REFUSED"
    found = await told(hub, CHILDREN, other["id"])
    assert {one["outcome"] for one in found["enquiries"]} == {"NOT_ANSWERED"}
