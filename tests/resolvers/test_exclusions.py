"""Excluded information over HTTP: who marks it, who is still shown it, and that to all others it is not there."""

from __future__ import annotations

from typing import Any

import pytest

from server import running
from tests.connectors import rows
from tests.dump import dump
from tests.resolvers.test_matters import CONSENT, DOOR, MEN, Asks, Case, matter_of
from tests.town import Town, empty

MARK = "mutation($input: ExclusionInput!) { excludeInformation(input: $input) { id at } }"
REVIEW = """mutation($it: ID!, $on: Date!, $to: [ID!]) {
  reviewExclusion(exclusion: $it, reason: "Still so", reviewOn: $on, releasedTo: $to) { id at } }"""
RELEASE = 'mutation($it: ID!) { releaseExclusion(exclusion: $it, reason: "The trial is over") { id } }'
LISTED = """{ exclusionsToReview { id type record field event ground { code label known }
  reason reviewOn overdue releasedTo } }"""
SEEN = """query($i: ID!) { incident(id: $i) { id place { suburb } respondent { contacts { value } } }
  incidents(where: {weaponUsed: {eq: false}}, orderBy: OCCURRED_FROM_ASC) { nodes { id } edges { cursor }
    pageInfo { hasNextPage endCursor } }
  subjects { id familyNames violenceSummary { incidents latestMonth }
    incidentsAsRespondent { id } incidentsAsAffected { id } records { id contacts { value } addresses { line } } } }"""
PHONES = "{ subjects { records { contacts { value } addresses { line } } } }"
REVIEWER, MEMBER, DAY = "police_fv_unit", "police_member", "2026-12-01"
UNKNOWN = "0" * 26


def row_(version: int = 1, **respondent: Any) -> dict[str, Any]:
    """A report with parts for The Orange Door and the men's line; he has a home and a phone of his own."""
    found: dict[str, Any] = rows("ordinary")[0]
    found["report"]["version"] = version
    home = {"purpose": "RESIDENCE", "line": "9 Mill Lane", "suburb": "Mooroopna", "postcode": "3629"}
    found["respondent"] |= {"addresses": [home], "contacts": [{"kind": "PHONE", "value": "0491 570 156"}], **respondent}
    parts = (("AFFECTED", "ORANGE_DOOR", "TOD-LODDON"), ("RESPONDENT", "MENS_REFERRAL", "MRS"))
    found["referrals"] = {"made": [
        {"party": party, "service_type": kind, "service": service, "formal": True, "consent": "NOT_REQUIRED"}
        for party, kind, service in parts]}  # fmt: skip
    return found


@pytest.fixture
async def report(hub: Town) -> str:
    """Its id."""
    told = await hub.ingest([row_()])
    assert told["counts"] == {"CREATED": 1}, told
    return await id_of(hub, "(n:Incident)", "lineage")


async def id_of(hub: Town, pattern: str, key: str = "id") -> str:
    found = await hub.graph(f"MATCH {pattern} RETURN DISTINCT n.{key} AS id")
    [one] = [str(row["id"]) for row in found]
    return one


async def matter(hub: Town, asks: Asks) -> str:
    return await matter_of(hub, Case(row_()["report"]["portal_id"], {}, {}), asks)


async def marking(hub: Town, id: str, type: str = "Incident", who: str = REVIEWER, **more: Any) -> dict[str, Any]:
    given = {"type": type, "id": id, "ground": "CONFIDENTIAL_SOURCE", "reason": "A neighbour told", "reviewOn": DAY}
    answer = await hub.post(who, MARK, "OWN_CASE", input={**given, **more})
    return answer.json()  # type: ignore[no-any-return]


async def marked(hub: Town, id: str, type: str = "Incident", **more: Any) -> str:
    answer = await marking(hub, id, type, **more)
    assert "errors" not in answer, answer
    return str(answer["data"]["excludeInformation"]["id"])


async def listed(hub: Town) -> list[dict[str, Any]]:
    return (await hub.ask(REVIEWER, LISTED, "OWN_CASE"))["exclusionsToReview"]  # type: ignore[no-any-return]


async def seen(hub: Town, asks: Asks, matter: str, id: str) -> Any:
    return await hub.ask(asks.role, SEEN, asks.purpose, matter, i=id)


async def own(hub: Town, id: str, role: str = MEMBER) -> Any:
    return (await hub.ask(role, "query($i: ID!) { incident(id: $i) { id portalId } }", "OWN_CASE", i=id))["incident"]


def refusal(answer: dict[str, Any]) -> tuple[str, str]:
    [error] = answer["errors"]
    assert answer["data"] is None
    return error["extensions"]["code"], error["message"]


# Who is shown it


async def test_an_excluded_report_is_not_there_but_for_its_custodian_and_whom_it_is_released_to(
    hub: Town, report: str
) -> None:
    door, men = await matter(hub, DOOR), await matter(hub, MEN)
    before = {asks.role: await seen(hub, asks, m, report) for asks, m in ((DOOR, door), (MEN, men))}
    assert all(shown["incident"]["id"] == report for shown in before.values())
    absent = {asks.role: await seen(hub, asks, m, UNKNOWN) for asks, m in ((DOOR, door), (MEN, men))}
    await marked(hub, report, releasedTo=["mens_referral_service"])
    found = await seen(hub, DOOR, door, report)
    assert (found["incident"], found["incidents"]) == (absent[DOOR.role]["incident"], EMPTY)
    assert all(him["incidentsAsRespondent"] == him["incidentsAsAffected"] == [] for him in found["subjects"])
    assert await seen(hub, MEN, men, report) == before[MEN.role]
    assert await own(hub, report) == {"id": report, "portalId": row_()["report"]["portal_id"]}


EMPTY = {"nodes": [], "edges": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}


async def test_it_binds_the_next_request_and_so_does_its_end(hub: Town, report: str) -> None:
    door = await matter(hub, DOOR)
    before = await seen(hub, DOOR, door, report)
    it = await marked(hub, report)
    assert (await seen(hub, DOOR, door, report))["incident"] is None
    await hub.ask(REVIEWER, RELEASE, "OWN_CASE", it=it)
    assert await seen(hub, DOOR, door, report) == before
    assert await listed(hub) == []
    [kept] = await hub.graph("MATCH (x:ExclusionMarking) RETURN x.until AS until, x.ended_because AS why")
    assert kept == {"until": hub.clock.at, "why": "The trial is over"}


async def test_what_a_record_states_is_excluded_by_itself(hub: Town, report: str) -> None:
    """An address and a phone: the record stays, and says less."""
    men = await matter(hub, MEN)
    told = await hub.ask(MEN.role, PHONES, MEN.purpose, men)
    whole = {"contacts": [{"value": "0491 570 156"}], "addresses": [{"line": "9 Mill Lane"}]}
    assert told == {"subjects": [{"records": [whole]}]}
    await marked(hub, await id_of(hub, "(n:Address {line: '9 Mill Lane'})"), "Address")
    assert await hub.ask(MEN.role, PHONES, MEN.purpose, men) == {
        "subjects": [{"records": [{**whole, "addresses": []}]}]
    }
    it = await marked(
        hub, await id_of(hub, "(n:Contact {value: '0491 570 156'})"), "Contact", releasedTo=["orange_door"]
    )
    assert await hub.ask(MEN.role, PHONES, MEN.purpose, men) == {
        "subjects": [{"records": [{"contacts": [], "addresses": []}]}]
    }
    given = {"it": it, "on": DAY, "to": ["mens_referral_service"]}
    await hub.ask(REVIEWER, REVIEW, "OWN_CASE", **given)
    assert await hub.ask(MEN.role, PHONES, MEN.purpose, men) == {
        "subjects": [{"records": [{**whole, "addresses": []}]}]
    }


DAMAGE = """query($i: ID!) { incident(id: $i) { id propertyDamage weaponUsed }
  incidents(where: {propertyDamage: {eq: true}}) { nodes { id } }
  ordered: incidents(orderBy: PROPERTY_DAMAGE_DESC) { nodes { id propertyDamage } } }"""


async def test_one_field_is_excluded_and_is_no_filter_nor_order(hub: Town, report: str) -> None:
    door = await matter(hub, DOOR)
    told = {"id": report, "propertyDamage": True, "weaponUsed": False}
    row = {"id": report, "propertyDamage": True}
    before = {"incident": told, "incidents": {"nodes": [{"id": report}]}, "ordered": {"nodes": [row]}}
    assert await hub.ask(DOOR.role, DAMAGE, DOOR.purpose, door, i=report) == before
    it = await marked(hub, report, field="propertyDamage")
    assert await hub.ask(DOOR.role, DAMAGE, DOOR.purpose, door, i=report) == {
        "incident": {**told, "propertyDamage": None},
        "incidents": {"nodes": []},
        "ordered": {"nodes": [{**row, "propertyDamage": None}]},
    }
    assert await hub.ask(MEMBER, DAMAGE, "OWN_CASE", i=report) == before
    assert [(one["type"], one["field"]) for one in await listed(hub)] == [("Incident", "propertyDamage")]
    await hub.ingest([row_(2)])
    assert (await hub.ask(DOOR.role, DAMAGE, DOOR.purpose, door, i=report))["incident"]["propertyDamage"] is None
    await hub.ask(REVIEWER, REVIEW, "OWN_CASE", it=it, on=DAY, to=["orange_door"])
    assert await hub.ask(DOOR.role, DAMAGE, DOOR.purpose, door, i=report) == before


async def test_what_tells_a_field_is_excluded_with_it(hub: Town, report: str) -> None:
    born = "{ subjects { birthYears records { birthDate birthYear ageStated sex { code } } } }"
    men, record = await matter(hub, MEN), await id_of(hub, "(n:PersonRecord {standing: 'ALLEGED'})", "lineage")
    told = {"birthDate": "1975-07-11", "birthYear": 1975, "ageStated": None, "sex": {"code": "MALE"}}
    assert await hub.ask(MEN.role, born, MEN.purpose, men) == {"subjects": [{"birthYears": [1975], "records": [told]}]}
    await marked(hub, record, "PersonRecord", field="birthYear")
    less = {**told, "birthDate": None, "birthYear": None}
    assert await hub.ask(MEN.role, born, MEN.purpose, men) == {"subjects": [{"birthYears": [], "records": [less]}]}


SIDES = """query($i: ID!) { incident(id: $i) { id affected { id } respondent { id } }
  subjects { records { id } incidentsAsRespondent { id } violenceSummary { incidents } } }"""


async def test_a_part_is_excluded_by_itself_from_either_end(hub: Town, report: str) -> None:
    door, men = await matter(hub, DOOR), await matter(hub, MEN)
    given = {"m": door, "person": {"system": "victoria_police", "id": "40023340"}, "at": hub.clock.at}
    await hub.ask(DOOR.role, CONSENT, DOOR.purpose, door, how="In person", **given)
    him = await id_of(hub, "(n:PersonRecord {standing: 'ALLEGED'})", "lineage")
    before = await hub.ask(DOOR.role, SIDES, DOOR.purpose, door, i=report)
    assert [one["id"] for one in before["incident"]["respondent"]] == [him]
    it = await marked(hub, him, "PersonRecord", event=report, releasedTo=["mens_referral_service"])
    after = await hub.ask(DOOR.role, SIDES, DOOR.purpose, door, i=report)
    assert after["incident"] == {**before["incident"], "respondent": []}
    lone = {"records": [{"id": him}], "incidentsAsRespondent": [], "violenceSummary": None}
    assert lone in after["subjects"]
    told = (await hub.ask(MEN.role, SIDES, MEN.purpose, men, i=report))["subjects"]
    assert [one["incidentsAsRespondent"] for one in told] == [[{"id": report}]]
    await hub.ingest([row_(2)])
    assert (await hub.ask(DOOR.role, SIDES, DOOR.purpose, door, i=report))["incident"]["respondent"] == []
    assert [(one["record"], one["event"]) for one in await listed(hub)] == [(him, report)]
    await hub.ask(REVIEWER, RELEASE, "OWN_CASE", it=it)
    assert await hub.ask(DOOR.role, SIDES, DOOR.purpose, door, i=report) == before


async def test_a_new_version_is_excluded_as_it_comes(hub: Town, report: str) -> None:
    door, men = await matter(hub, DOOR), await matter(hub, MEN)
    it = await marked(hub, report, releasedTo=["mens_referral_service"])
    home = await marked(hub, await id_of(hub, "(n:Address {line: '9 Mill Lane'})"), "Address")
    again = {"line": "9 Mill La", "suburb": "Mooroopna", "postcode": "3629"}  # written otherwise, and still hidden
    assert (await hub.ingest([row_(2, addresses=[again])]))["counts"] == {"SUPERSEDED": 1}
    assert (await seen(hub, DOOR, door, report))["incident"] is None
    assert (await own(hub, report))["id"] == report
    [record] = (await hub.ask(MEN.role, PHONES, MEN.purpose, men))["subjects"][0]["records"]
    assert record == {"contacts": [{"value": "0491 570 156"}], "addresses": []}
    for marking in (it, home):
        await hub.ask(REVIEWER, RELEASE, "OWN_CASE", it=marking)
    assert (await seen(hub, DOOR, door, report))["incident"]["id"] == report
    [record] = (await hub.ask(MEN.role, PHONES, MEN.purpose, men))["subjects"][0]["records"]
    assert record["addresses"] == [{"line": "9 Mill La"}]


# Who decides


async def test_only_a_reviewer_of_its_custodian_decides_and_others_learn_nothing(hub: Town, report: str) -> None:
    assert refusal(await marking(hub, report, who=MEMBER))[0] == "DUTY_REQUIRED"
    foreign, unknown = [await marking(hub, id, who="cip_analyst") for id in (report, UNKNOWN)]
    assert refusal(foreign) == refusal(unknown)
    assert refusal(foreign)[0] == "RECORD_NOT_HELD"
    assert refusal(await marking(hub, report, "Order")) == refusal(unknown)
    it = await marked(hub, report)
    for text in (RELEASE, REVIEW):
        theirs, none = [(await hub.post("cip_analyst", text, "OWN_CASE", it=i, on=DAY)).json() for i in (it, UNKNOWN)]
        assert refusal(theirs) == refusal(none)
        assert refusal(theirs)[0] == "EXCLUSION_NOT_HELD"
        assert refusal((await hub.post(MEMBER, text, "OWN_CASE", it=it, on=DAY)).json())[0] == "DUTY_REQUIRED"
    assert (await hub.post(MEMBER, LISTED, "OWN_CASE")).json()["errors"][0]["extensions"]["code"] == "DUTY_REQUIRED"
    assert (await hub.ask("cip_analyst", LISTED, "OWN_CASE")) == {"exclusionsToReview": []}
    assert [row["id"] for row in await listed(hub)] == [it]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reviewOn": "2026-07-01"}, "reviewOn is a day after today, and at most 2027-07-02."),
        ({"reviewOn": "2027-07-03"}, "reviewOn is a day after today, and at most 2027-07-02."),
        ({"reason": " "}, "Say reason in words, at most 2000 characters."),
        ({"releasedTo": ["nobody"]}, "releasedTo is organisations of the registry; `organisations` lists them."),
        ({"ground": "WHY"}, "ground is one of ENDANGER_LIFE, PREJUDICE_INVESTIGATION, PREJUDICE_INQUEST, "
         "PREJUDICE_TRIAL, PRIVILEGE, CONFIDENTIAL_SOURCE, COURT_ORDER_OR_LAW, PUBLIC_INTEREST."),
        ({"type": "Address", "field": "line"}, "field, for Address, is left out: it is marked whole."),
        ({"event": UNKNOWN}, "event goes with the type PersonRecord, and without field."),
        ({"type": "Person"}, "type is one of PersonRecord, Incident, Order, Referral, CourtFile, Charge, "
         "CustodyEpisode, Supervision, RiskAssessment, SafetyPlan, ProtectionReport, PersonName, Contact, Address."),
    ],
)  # fmt: skip
async def test_a_marking_has_a_ground_a_reason_and_a_day_on_which_it_is_looked_at(
    hub: Town, report: str, change: dict[str, Any], said: str
) -> None:
    assert refusal(await marking(hub, report, **change)) == ("BAD_INPUT", said)
    assert await hub.graph("MATCH (x:ExclusionMarking) RETURN x.id AS id") == []


async def test_a_marking_that_nobody_looked_at_anew_is_overdue_and_opens_nothing(hub: Town, report: str) -> None:
    door, it = await matter(hub, DOOR), await marked(hub, report, releasedTo=["cip"])
    told = {
        "id": it, "type": "Incident", "record": report, "field": None, "event": None, 
        "reason": "A neighbour told", "reviewOn": DAY,
        "overdue": False,
        "ground": {"code": "CONFIDENTIAL_SOURCE", "known": True,
                   "label": "It might tell or let somebody find out who a confidential source is"},
        "releasedTo": ["cip"],
    }  # fmt: skip
    assert await listed(hub) == [told]
    await hub.moved_to("2026-12-02T00:00:00Z")
    assert await listed(hub) == [{**told, "overdue": True}]
    assert (await seen(hub, DOOR, door, report))["incident"] is None
    done = await hub.ask(REVIEWER, REVIEW, "OWN_CASE", it=it, on="2027-06-01")
    [now] = await listed(hub)
    assert now == {**told, "id": done["reviewExclusion"]["id"], "reason": "Still so", "reviewOn": "2027-06-01"}
    kept = await hub.graph("MATCH (:ExclusionMarking)-[:FOLLOWS]->(x) RETURN x.id AS id, x.until AS until")
    assert kept == [{"id": it, "until": "2026-12-02T00:00:00Z"}]


async def test_a_graph_built_again_has_the_same_markings_on_the_same_nodes(hub: Town, report: str) -> None:
    it = await marked(hub, report, releasedTo=["cip"])
    await marked(hub, await id_of(hub, "(n:Address {line: '9 Mill Lane'})"), "Address")
    await hub.ingest([row_(2)])
    await hub.ask(REVIEWER, REVIEW, "OWN_CASE", it=it, on=DAY, to=[])
    over = await marked(
        hub, await id_of(hub, "(n:Contact {value: '0491 570 110'}) WITH n ORDER BY n.id LIMIT 1"), "Contact"
    )
    await hub.ask(REVIEWER, RELEASE, "OWN_CASE", it=over)
    await marked(hub, report, field="narrative", releasedTo=["cip", "orange_door"])
    her = await id_of(hub, "(n:PersonRecord {standing: 'VICTIM'})", "lineage")
    await marked(hub, her, "PersonRecord", event=report, releasedTo=["cip"])
    await hub.ask(REVIEWER, SCAN, "OWN_CASE", i=report, v=2)
    before = await dump(hub.graph)
    await empty(hub.parts.database)
    async with running(hub.parts.settings, clock=hub.clock):
        assert await dump(hub.graph) == before


# Scans of free text

SCAN = "mutation($i: ID!, $v: Int!) { markScanned(record: $i, version: $v) { record version at } }"
TEXT = "query($i: ID!) { incident(id: $i) { id narrative } }"


async def test_a_narrative_is_shown_when_its_custodian_looked_through_this_version(hub: Town, report: str) -> None:
    door = await matter(hub, DOOR)
    words = row_()["incident"]["narrative"]

    async def read() -> Any:
        return (await hub.ask(DOOR.role, TEXT, DOOR.purpose, door, i=report))["incident"]

    assert await read() == {"id": report, "narrative": None}
    foreign, unknown = [(await hub.post("cip_analyst", SCAN, "OWN_CASE", i=i, v=1)).json() for i in (report, UNKNOWN)]
    assert refusal(foreign) == refusal(unknown)
    assert refusal(foreign)[0] == "RECORD_NOT_HELD"
    assert refusal((await hub.post(MEMBER, SCAN, "OWN_CASE", i=report, v=1)).json())[0] == "DUTY_REQUIRED"
    assert refusal((await hub.post(REVIEWER, SCAN, "OWN_CASE", i=report, v=2)).json())[0] == "RECORD_NOT_HELD"
    assert await read() == {"id": report, "narrative": None}
    told = await hub.ask(REVIEWER, SCAN, "OWN_CASE", i=report, v=1)
    assert told == {"markScanned": {"record": report, "version": 1, "at": hub.clock.at}}
    assert await read() == {"id": report, "narrative": words}
    await hub.ingest([row_(2)])
    assert await read() == {"id": report, "narrative": None}  # nobody looked through the new version
    await hub.ask(REVIEWER, SCAN, "OWN_CASE", i=report, v=2)
    await marked(hub, report, field="narrative")
    assert await read() == {"id": report, "narrative": None}
