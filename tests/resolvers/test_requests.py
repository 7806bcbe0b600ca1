"""Requests for information: what each side may do, what is missing, and who is told of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.resolvers.test_matters import (
    CIP,
    DOOR,
    POLICE,
    REQUESTING,
    Asks,
    Case,
    code,
    matter_of,
    names,
    report,
)
from tests.town import Town, town

TOLD = """id state scheme kind purpose requester addressedTo system reference subjectRole groundsForRole urgency
  urgencyFactors consent consentReason relevance question matter submittedAt dueAt
  missing { code field mend } steps { state means at organisation code reason records }"""
LODGE = f"mutation($given: RequestInput!, $id: ID) {{ lodgeRequest(input: $given, request: $id) {{ {TOLD} }} }}"
DRAFT = f"mutation($given: RequestInput!, $id: ID) {{ draftRequest(input: $given, request: $id) {{ {TOLD} }} }}"
LISTED = f"query($id: ID) {{ requests(id: $id) {{ {TOLD} }} }}"
CANDIDATES = """query($id: ID!) { candidates(request: $id) {
  id by joined unconfirmed alsoProtected probability because { feature words } } }"""
ACCEPT = """mutation($id: ID!, $person: ID!) {
  acceptRequest(request: $id, person: $person, reason: "The number is his") { id status purpose } }"""
ANSWER = """mutation($id: ID!, $records: [ID!]!, $none: Boolean!) {
  answerRequest(request: $id, said: "As asked", records: $records, notHeld: $none) {
    state steps { state records } } }"""
REFUSE = """mutation($id: ID!) { refuseRequest(request: $id, code: NOT_RELEVANT, reason: "No risk is said") {
  state steps { state code reason } } }"""
WITHDRAW = """mutation($id: ID!) { withdrawRequest(request: $id, reason: "She took it back") { state } }"""
DISPUTE = """mutation($id: ID!) { disputeRequest(request: $id, reason: "It is relevant: he was released") { state } }"""
OWN: dict[str, str] = {}
MEN = Asks("mens_service", "CIP_REQUEST", "RESPONDENT", "Reasonable belief")


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture
def asked(case: Case) -> dict[str, Any]:
    """A request that lacks nothing."""
    return {
        "subject": case.reference("him"),
        "groundsForRole": "Named as respondent in a police report",
        "relevance": ["P19"],
        "urgency": "HIGH",
        "urgencyFactors": ["He was released yesterday"],
        "kind": "BRIEF",
    }


async def lodge(hub: Town, case: Case, given: dict[str, Any], text: str = LODGE, **more: Any) -> dict[str, Any]:
    """Under one matter of the requester, however often."""
    own = OWN.get(case.portal) or OWN.setdefault(case.portal, await matter_of(hub, case, REQUESTING))
    answer = await hub.ask(REQUESTING.role, text, REQUESTING.purpose, own, REQUESTING.reason, given=given, **more)
    found: dict[str, Any] = next(iter(answer.values()))
    return found


async def by(hub: Town, asks: Asks, text: str, **given: Any) -> Any:
    """The answer of an operation without a matter."""
    return (await hub.post(asks.role, text, asks.purpose, "", asks.reason, **given)).json()


async def listed(hub: Town, asks: Asks, id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await by(hub, asks, LISTED, id=id))["data"]["requests"]
    return found


async def test_a_whole_request_is_submitted_and_both_sides_are_told_of_it(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    request = await lodge(hub, case, asked)
    said = {name: value for name, value in asked.items() if name != "subject"}
    assert {name: request[name] for name in said} == said
    assert (request["system"], request["reference"]) == (POLICE, case.reference("him")["id"])
    assert (request["state"], request["missing"]) == ("SUBMITTED", [])
    assert (request["requester"], request["addressedTo"]) == ("orange_door", "cip")
    assert (request["submittedAt"], request["dueAt"]) == ("2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z")
    assert [(step["state"], step["organisation"]) for step in request["steps"]] == [("SUBMITTED", "orange_door")]
    assert await listed(hub, CIP, request["id"]) == [{**request, "matter": None}]
    assert await listed(hub, REQUESTING, request["id"]) == [request]


async def test_what_is_missing_is_said_at_once_nobody_else_is_told_and_it_can_be_mended(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    short = {**asked, "groundsForRole": " ", "relevance": [], "urgencyFactors": [], "purpose": "PROTECTION"}
    request = await lodge(hub, case, short)
    assert (request["state"], request["submittedAt"], request["dueAt"]) == ("INELIGIBLE", None, None)
    assert [(m["code"], m["field"]) for m in request["missing"]] == [
        ("ROLE_GROUNDS_INSUFFICIENT", "groundsForRole"),
        ("ROLE_GROUNDS_INSUFFICIENT", "purpose"),
        ("NOT_RELEVANT", "relevance"),
        ("NOT_RELEVANT", "urgencyFactors"),
    ]
    assert await listed(hub, CIP, request["id"]) == []
    mended = await lodge(hub, case, asked, id=request["id"])
    assert (mended["id"], mended["state"], mended["missing"]) == (request["id"], "SUBMITTED", [])
    assert [step["state"] for step in mended["steps"]] == ["INELIGIBLE", "SUBMITTED"]
    again = await hub.post(REQUESTING.role, LODGE, REQUESTING.purpose, "m", "r", given=asked, id=request["id"])
    assert code(again.json()) == "REQUEST_STATE"


async def test_requests_are_listed_by_where_they_stand(hub: Town, case: Case, asked: dict[str, Any]) -> None:
    id = (await lodge(hub, case, asked))["id"]
    for state, stands in (("ACCEPTED", False), ("SUBMITTED", True)):
        by_word = await by(hub, CIP, f"{{ requests(state: {state}) {{ id }} }}")
        by_variable = await by(hub, CIP, "query($s: RequestState) { requests(state: $s) { id } }", s=state)
        for told in (by_word, by_variable):
            assert (id in {one["id"] for one in told["data"]["requests"]}) is stands


async def test_a_draft_goes_nowhere(hub: Town, case: Case, asked: dict[str, Any]) -> None:
    draft = await lodge(hub, case, {**asked, "relevance": []}, DRAFT)
    assert (draft["state"], [m["field"] for m in draft["missing"]]) == ("DRAFTED", ["relevance"])
    assert await listed(hub, CIP, draft["id"]) == []
    assert await listed(hub, REQUESTING, draft["id"]) == [draft]
    waiting = (await by(hub, CIP, "{ awaiting(first: 100) { id } }"))["data"]["awaiting"]
    assert draft["id"] not in {one["id"] for one in waiting}
    assert code(await by(hub, CIP, ACCEPT, id=draft["id"], person=case.ids["him"])) == "REQUEST_NOT_HELD"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"subjectRole": "VICTIM", "consent": "OBTAINED"}, "subjectRole"),
        ({"birthDate": "2009-01-01"}, "birthDate"),
        ({"subject": {"system": POLICE, "id": " "}}, "subject"),
    ],
)
async def test_a_subject_that_the_point_is_not_asked_about_is_ineligible(
    hub: Town, case: Case, asked: dict[str, Any], given: dict[str, Any], field: str
) -> None:
    request = await lodge(hub, case, {**asked, **given})
    assert (request["state"], [m["field"] for m in request["missing"]]) == ("INELIGIBLE", [field])


async def test_a_victim_of_the_own_matter_is_no_subject(hub: Town, case: Case, asked: dict[str, Any]) -> None:
    request = await lodge(hub, case, {**asked, "subject": case.reference("her")})
    assert [(m["code"], m["field"]) for m in request["missing"]] == [("ROLE_GROUNDS_INSUFFICIENT", "subject")]
    assert "requestCorrection" in request["missing"][0]["mend"]


async def test_another_role_or_organisation_is_told_nothing_and_can_do_nothing(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    id = (await lodge(hub, case, asked))["id"]
    for asks in (MEN, Asks("tod_perpetrator_side", "CIP_REQUEST", "", "why")):
        assert await listed(hub, asks, id) == []
        assert (await by(hub, asks, CANDIDATES, id=id))["data"] == {"candidates": []}
        for text in (WITHDRAW, DISPUTE):
            assert code(await by(hub, asks, text, id=id)) == "REQUEST_NOT_HELD"
        assert code(await by(hub, asks, ACCEPT, id=id, person="x")) == "REQUEST_NOT_HELD"
    for text in (REFUSE,):
        assert code(await by(hub, REQUESTING, text, id=id)) == "REQUEST_NOT_HELD"
    assert code(await by(hub, CIP, WITHDRAW, id=id)) == "REQUEST_NOT_HELD"
    assert code(await by(hub, CIP, WITHDRAW, id="0" * 26)) == "REQUEST_NOT_HELD"
    assert [row["state"] for row in await listed(hub, CIP, id)] == ["SUBMITTED"]


async def test_the_point_confirms_who_he_is_and_its_matter_names_him_alone(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    id = (await lodge(hub, case, asked))["id"]
    found = (await by(hub, CIP, CANDIDATES, id=id))["data"]["candidates"]
    him, *others = found
    assert (him["id"], him["by"], him["joined"], him["alsoProtected"], him["because"]) == (
        case.ids["him"], "NUMBER", 1, False, []
    )  # fmt: skip
    assert {one["by"] for one in others} == {"POSSIBLE"}  # of other reports, alike in all but the number and a name
    assert all(one["probability"] and one["because"] for one in others)
    assert {said["feature"] for one in others for said in one["because"]} <= {"name", "birth", "sex", "reference"}
    other = await report(hub)
    for person in (other.ids["her"], case.ids["her"], case.ids["child"], "0" * 26):
        assert code(await by(hub, CIP, ACCEPT, id=id, person=person)) == "NOT_A_CANDIDATE"
    accepted = (await by(hub, CIP, ACCEPT, id=id, person=case.ids["him"]))["data"]["acceptRequest"]
    assert (accepted["status"], accepted["purpose"]) == ("OPEN", "CIP_REQUEST")
    assert await names(hub, case, accepted["id"]) == {"him": ("ALLEGED", False)}
    [told] = await listed(hub, REQUESTING, id)
    assert [step["state"] for step in told["steps"]] == ["SUBMITTED", "ACCEPTED"]
    assert code(await by(hub, CIP, ACCEPT, id=id, person=case.ids["him"])) == "REQUEST_STATE"


async def test_a_request_is_accepted_in_one_entry_with_the_matter_that_each_side_is_told_as_its_own(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    request = await lodge(hub, case, asked)
    id, (before, _) = request["id"], await hub.parts.ledger.head()
    accepted = (await by(hub, CIP, ACCEPT, id=id, person=case.ids["him"]))["data"]["acceptRequest"]
    written = [entry.command for entry in await hub.parts.ledger.after(before, 10) if entry.command]
    assert written == ["acceptRequest"]  # a hub that dies has both or neither
    [here], [there] = await listed(hub, CIP, id), await listed(hub, REQUESTING, id)
    assert (here["matter"], there["matter"]) == (accepted["id"], request["matter"])
    await by(hub, REQUESTING, WITHDRAW, id=id)
    [after] = await listed(hub, CIP, id)
    assert after["matter"] is None  # what is closed is named to nobody


async def test_what_was_taken_back_opens_nothing_more(hub: Town, case: Case, asked: dict[str, Any]) -> None:
    id = (await lodge(hub, case, asked))["id"]
    accepted = (await by(hub, CIP, ACCEPT, id=id, person=case.ids["him"]))["data"]["acceptRequest"]
    seen = "{ subjects { familyNames } }"
    assert (await hub.ask(CIP.role, seen, CIP.purpose, accepted["id"], CIP.reason))["subjects"] != []
    assert (await by(hub, REQUESTING, WITHDRAW, id=id))["data"] == {"withdrawRequest": {"state": "WITHDRAWN"}}
    assert (await hub.ask(CIP.role, seen, CIP.purpose, accepted["id"], CIP.reason))["subjects"] == []


async def test_to_confirm_the_subject_anew_closes_what_was_opened_before(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    id = (await lodge(hub, case, asked))["id"]
    first = (await by(hub, CIP, ACCEPT, id=id, person=case.ids["him"]))["data"]["acceptRequest"]
    await by(hub, CIP, ANSWER, id=id, records=[], none=True)
    assert (await by(hub, REQUESTING, DISPUTE, id=id))["data"] == {"disputeRequest": {"state": "DISPUTED"}}
    second = (await by(hub, CIP, ACCEPT, id=id, person=case.ids["him"]))["data"]["acceptRequest"]
    seen = "{ subjects { familyNames } }"
    assert (await hub.ask(CIP.role, seen, CIP.purpose, first["id"], CIP.reason))["subjects"] == []
    assert (await hub.ask(CIP.role, seen, CIP.purpose, second["id"], CIP.reason))["subjects"] != []


async def test_a_refusal_has_a_reason_in_writing_and_may_be_disputed(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    id = (await lodge(hub, case, asked))["id"]
    refused = (await by(hub, CIP, REFUSE, id=id))["data"]["refuseRequest"]
    assert refused["steps"][-1] == {"state": "REFUSED", "code": "NOT_RELEVANT", "reason": "No risk is said"}
    [told] = await listed(hub, REQUESTING, id)
    assert (told["state"], told["steps"][-1]["reason"]) == ("REFUSED", "No risk is said")
    assert (await by(hub, REQUESTING, DISPUTE, id=id))["data"] == {"disputeRequest": {"state": "DISPUTED"}}
    accepted = await by(hub, CIP, ACCEPT, id=id, person=case.ids["him"])
    assert accepted["data"]["acceptRequest"]["status"] == "OPEN"


async def test_somebody_of_no_record_is_answered_as_not_held(hub: Town, case: Case, asked: dict[str, Any]) -> None:
    id = (await lodge(hub, case, {**asked, "subject": {"system": POLICE, "id": "no such number"}}))["id"]
    assert (await by(hub, CIP, CANDIDATES, id=id))["data"] == {"candidates": []}
    answered = (await by(hub, CIP, ANSWER, id=id, records=[], none=True))["data"]["answerRequest"]
    assert answered["state"] == "ANSWERED"
    [told] = await listed(hub, REQUESTING, id)
    assert (told["steps"][-1]["code"], told["steps"][-1]["reason"]) == ("NOT_HELD", "As asked")


async def test_another_entity_answers_with_records_of_its_own_alone(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    own = await matter_of(hub, case, DOOR)
    given = {**asked, "scheme": "FVISS", "addressedTo": "police_fv_unit", "question": "Is there a safety plan?"}
    lodged = (await hub.ask(DOOR.role, LODGE, DOOR.purpose, own, DOOR.reason, given=given))["lodgeRequest"]
    assert (lodged["state"], lodged["addressedTo"]) == ("SUBMITTED", "police_fv_unit")
    unit = Asks("police_fv_unit", "OWN_CASE", "")
    assert [row["question"] for row in await listed(hub, unit, lodged["id"])] == ["Is there a safety plan?"]
    [incident] = await hub.graph(
        "MATCH (i:Incident {portal_id: $given.id}) RETURN i.lineage AS id", {"id": case.portal}
    )
    wrong = await by(hub, unit, ANSWER, id=lodged["id"], records=[incident["id"], "0" * 26], none=False)
    assert code(wrong) == "RECORD_NOT_HELD"
    told = (await by(hub, unit, ANSWER, id=lodged["id"], records=[incident["id"]], none=False))["data"]
    assert told["answerRequest"]["steps"][-1] == {"state": "ANSWERED", "records": [incident["id"]]}


async def test_under_another_scheme_nobody_is_a_candidate_and_no_matter_is_opened(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    """The Orange Door may declare CIP_REQUEST, and is no Point: being asked opens nothing of others."""
    asking = Asks("mens_service", "ASSESSMENT", "RESPONDENT")
    own = await matter_of(hub, case, asking)
    given = {**asked, "scheme": "FVISS", "addressedTo": "orange_door"}
    lodged = (await hub.ask(asking.role, LODGE, asking.purpose, own, given=given))["lodgeRequest"]
    assert [row["state"] for row in await listed(hub, REQUESTING, lodged["id"])] == ["SUBMITTED"]
    assert (await by(hub, REQUESTING, CANDIDATES, id=lodged["id"]))["data"] == {"candidates": []}
    assert code(await by(hub, REQUESTING, ACCEPT, id=lodged["id"], person=case.ids["him"])) == "NOT_A_CANDIDATE"
    opened = await hub.graph("MATCH (m:Matter {evidence: $given.id}) RETURN m.id AS id", {"id": lodged["id"]})
    assert (opened, [row["state"] for row in await listed(hub, asking, lodged["id"])]) == ([], ["SUBMITTED"])


async def test_a_scheme_is_asked_under_its_purpose_and_the_place_of_an_unknown_factor_is_told(
    hub: Town, case: Case, asked: dict[str, Any]
) -> None:
    wrong = await hub.post(DOOR.role, LODGE, DOOR.purpose, "m", "", given={**asked, "scheme": "CISS"})
    assert code(wrong.json()) == "PURPOSE_REQUIRED"
    await lodge(hub, case, asked, DRAFT)
    own = OWN[case.portal]
    bad = {**asked, "relevance": ["P19", "X99"]}
    fault = (await hub.post(REQUESTING.role, LODGE, REQUESTING.purpose, own, "why", given=bad)).json()
    assert fault["errors"][0]["extensions"]["fields"] == [
        {"path": ["input", "relevance", 1], "code": "UNKNOWN_CODE",
         "message": "Say a code of docs/law/maram-factors.md."}
    ]  # fmt: skip
