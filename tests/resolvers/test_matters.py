"""Nobody opens his own door: matters open on what addresses the organisation, and on nothing else.

Every denied attempt is answered as if it had been permitted; what it opens is nothing.
"""

from __future__ import annotations

import asyncio
import dataclasses
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import orjson
import pytest

from authz.admission import Admitted
from authz.issuing import ISSUER
from authz.requester import Declaration
from authz.words import Purpose
from graph import registry
from graph.embedded import Running as Neo4j
from resolvers.reading import Question
from tests.connectors import rows
from tests.town import START, Town, town

POLICE = "victoria_police"
UNKNOWN = "0" * 26
OPEN = "mutation($input: MatterInput!) { openMatter(input: $input) { id status purpose openedAt } }"
CLOSE = "mutation($m: ID!) { closeMatter(matter: $m) { id status purpose openedAt } }"
CONSENT = """mutation($m: ID!, $person: Reference!, $at: DateTime!, $until: DateTime, $how: String!) {
  recordConsent(matter: $m, person: $person, givenAt: $at, until: $until, how: $how) { id at } }"""
WITHDRAW = "mutation($consent: ID!) { withdrawConsent(consent: $consent) { id at } }"
ESTABLISH = """mutation($m: ID!, $person: Reference!) {
  establishRisk(matter: $m, person: $person, grounds: "Assessed") { id at } }"""
LODGE = """mutation($subject: Reference!) {
  lodgeRequest(input: {subject: $subject, groundsForRole: "Belief", relevance: ["P19"]}) { id state } }"""
SEEN = """query($her: ID!, $him: ID!) { subjects { id } her: person(id: $her) { familyNames }
  him: person(id: $him) { familyNames } history: patternAndHistory(person: $him) { person } }"""
HOUSING = "Client is leaving violence"
SERIAL = itertools.count(1)


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a report of its own, of people of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


@dataclass(frozen=True)
class Case:
    """One report: the numbers that police know the people by, and the hub's ids of them."""

    portal: str
    numbers: dict[str, str]
    ids: dict[str, str]

    def reference(self, who: str) -> dict[str, str]:
        return {"system": POLICE, "id": self.numbers[who]}

    def name(self, who: str, standing: str, system: str = POLICE) -> dict[str, str]:
        return {"system": system, "id": self.numbers[who], "as": standing}

    @property
    def asked(self) -> dict[str, str]:
        return {"her": self.ids["her"], "him": self.ids["him"]}


PARTS = {
    "AFFECTED": ("ORANGE_DOOR", "TOD-LODDON"),
    "RESPONDENT": ("MENS_REFERRAL", "MRS"),
    "CHILD": ("CHILD_PROTECTION", "CPI-LODDON"),
    "HOUSING": ("HOMELESSNESS", "HOMELESS-LODDON"),
}


async def report(hub: Town) -> Case:
    """She is referred to The Orange Door and to housing, he to the men's line, the child to Child Protection."""
    n = next(SERIAL)
    row = rows("ordinary")[0]
    numbers = {"her": f"41{n:06}", "him": f"42{n:06}", "child": f"43{n:06}"}
    row["report"] |= {"portal_id": f"L17-2026-{n:06}", "leap_incident": f"26{n:07}"}
    row["incident"]["place"]["line"] = f"{n} Cooper Street"
    row["affected"] |= {"person_number": numbers["her"], "family_name": f"Brackenbury{n}"}
    row["affected"]["addresses"][0]["line"] = f"{n} Cooper Street"
    row["respondent"] |= {"person_number": numbers["him"], "family_name": f"Tullamore{n}",
                          "worker_cautions": ["DOG", "HALL IS NARROW"]}  # fmt: skip
    row["children"] = {"listed": [{"person_number": numbers["child"], "family_name": f"Brackenbury{n}",
                                   "given_names": "Mika", "birth_date": "2018-09-09", "sex": "FEMALE"}]}  # fmt: skip
    row["referrals"] = {"made": [_part(*part) for part in PARTS.items()]}
    told = await hub.ingest([row])
    assert told["counts"] == {"CREATED": 1}, told
    found = await hub.graph(
        "MATCH (p:Person)-[:KNOWN_AS]->(r:PersonRecord) WHERE r.person_number IN $given.numbers "
        "RETURN r.person_number AS number, p.id AS id",
        {"numbers": list(numbers.values())},
    )
    ids = {row["number"]: row["id"] for row in found}
    return Case(f"L17-2026-{n:06}", numbers, {who: ids[number] for who, number in numbers.items()})


def _part(party: str, service: tuple[str, str]) -> dict[str, Any]:
    whose = "AFFECTED" if party == "HOUSING" else party
    return {"party": whose, "service_type": service[0], "service": service[1], "formal": True,
            "consent": "NOT_REQUIRED", **({"child": 1} if party == "CHILD" else {})}  # fmt: skip


@dataclass(frozen=True)
class Asks:
    """Who asks, under which purpose, and which part of the report addresses him."""

    role: str
    purpose: str
    party: str
    reason: str = ""


DOOR = Asks("tod_victim_side", "ASSESSMENT", "AFFECTED")
MEN = Asks("mens_service", "ASSESSMENT", "RESPONDENT")
CHILDREN = Asks("cp_practitioner", "CYFA_STATUTORY", "CHILD")
HOUSED = Asks("homelessness", "PROTECTION", "AFFECTED", HOUSING)


async def referral(hub: Town, case: Case, asks: Asks) -> str:
    """The id of the part that awaits him."""
    [mine] = [row for row in await awaiting(hub, case, asks) if row["party"] == asks.party]
    return str(mine["id"])


async def awaiting(hub: Town, case: Case, asks: Asks) -> list[dict[str, str]]:
    text = "query($reference: String) { awaiting(reference: $reference) { id kind party reference } }"
    return (await hub.ask(asks.role, text, "OWN_CASE", reference=case.portal))["awaiting"]  # type: ignore[no-any-return]


async def opening(hub: Town, asks: Asks, evidence: str = "", **given: Any) -> httpx.Response:
    wanted = {"kind": "REFERRAL", "evidence": evidence, **given}
    return await hub.post(asks.role, OPEN, asks.purpose, "", asks.reason, input=wanted)


async def opened(hub: Town, asks: Asks, evidence: str = "", **given: Any) -> str:
    answer = (await opening(hub, asks, evidence, **given)).json()
    assert "errors" not in answer, answer
    return str(answer["data"]["openMatter"]["id"])


async def matter_of(hub: Town, case: Case, asks: Asks, **given: Any) -> str:
    return await opened(hub, asks, await referral(hub, case, asks), **given)


async def names(hub: Town, case: Case, matter: str) -> dict[str, tuple[str, bool]]:
    """Whom the matter names, as what, and whether it serves him: straight from the database."""
    found = await hub.graph(
        "MATCH (:Matter {id: $given.matter})-[k:NAMES]->(p:Person) "
        "RETURN p.id AS id, k.standing AS standing, k.client AS client",
        {"matter": matter},
    )
    who = {id: name for name, id in case.ids.items()}
    return {who[row["id"]]: (row["standing"], row["client"]) for row in found}


async def seen(hub: Town, case: Case, asks: Asks, matter: str) -> dict[str, Any]:
    return await hub.ask(asks.role, SEEN, asks.purpose, matter, asks.reason, **case.asked)  # type: ignore[no-any-return]


NOTHING = {"subjects": [], "her": None, "him": None, "history": None}


# Opening on a referral


@pytest.mark.parametrize("asks", [DOOR, CHILDREN], ids=["affected", "child"])
async def test_a_part_of_her_or_of_a_child_names_both_parties_and_the_children(
    hub: Town, case: Case, asks: Asks
) -> None:
    matter = await matter_of(hub, case, asks)
    serves = {"AFFECTED": "her", "CHILD": "child"}[asks.party]
    standings = {"her": "VICTIM", "him": "ALLEGED", "child": "CHILD"}
    assert await names(hub, case, matter) == {who: (s, who == serves) for who, s in standings.items()}


async def test_a_part_of_his_names_him_alone(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, MEN)
    assert await names(hub, case, matter) == {"him": ("ALLEGED", True)}
    found = await seen(hub, case, MEN, matter)
    assert [subject["id"] for subject in found["subjects"]] == [case.ids["him"]]
    assert found["him"]["familyNames"] == [f"Tullamore{int(case.portal[-6:])}"]


async def test_an_opened_matter_is_answered_with_its_id_and_its_purpose(hub: Town, case: Case) -> None:
    answer = (await opening(hub, DOOR, await referral(hub, case, DOOR))).json()["data"]["openMatter"]
    assert len(answer.pop("id")) == 26
    assert answer == {"status": "OPEN", "purpose": "ASSESSMENT", "openedAt": START}


async def evidence(hub: Town, case: Case, kind: str) -> dict[str, Any]:
    """What opens nothing for The Orange Door."""
    mine = await referral(hub, case, DOOR)
    return {
        "unknown": {"evidence": UNKNOWN},
        "none": {"evidence": ""},
        "another organisation's": {"evidence": await referral(hub, case, MEN)},
        "forged": {"evidence": f"{mine[:-1]}{'a' if mine[-1] != 'a' else 'b'}"},
        "in capitals": {"evidence": mine.upper()},
        "a person's id": {"evidence": case.ids["her"]},
        "a number": {"evidence": case.portal},
        "a referral called a court file": {"kind": "COURT_FILE", "evidence": mine},
        "somebody who is not in it": {"evidence": mine, "names": [(await report(hub)).name("him", "RESPONDENT")]},
        "one who is in it, one who is not": {
            "evidence": mine,
            "names": [case.name("her", "AFFECTED"), {"system": POLICE, "id": "1", "as": "RESPONDENT"}],
        },
        "as what she is not": {"evidence": mine, "names": [case.name("her", "RESPONDENT")]},
        "by another system's number": {"evidence": mine, "names": [case.name("her", "AFFECTED", "corrections")]},
        "by an id as a number": {
            "evidence": mine, "names": [{"system": POLICE, "id": case.ids["her"], "as": "AFFECTED"}],
        },
        "nobody": {"evidence": mine, "names": []},
    }[kind]  # fmt: skip


DENIED = ["unknown", "none", "another organisation's", "forged", "in capitals", "a person's id", "a number",
          "a referral called a court file", "somebody who is not in it", "one who is in it, one who is not",
          "as what she is not", "by another system's number", "by an id as a number", "nobody"]  # fmt: skip


@pytest.mark.parametrize("kind", DENIED)
async def test_what_does_not_permit_is_answered_alike_and_opens_nothing(hub: Town, case: Case, kind: str) -> None:
    given = await evidence(hub, case, kind)
    good, good_sent = await watched(hub, case, {"evidence": await referral(hub, case, DOOR)})
    bad, bad_sent = await watched(hub, case, given)
    assert good.status_code == bad.status_code == 200
    assert masked(good) == masked(bad)
    (apart, evidence_asked, *rest), (good_apart, good_asked, *good_rest) = bad_sent, good_sent
    assert (apart, rest) == (good_apart, good_rest)
    assert (evidence_asked == good_asked) is ("kind" not in given)
    matter = bad.json()["data"]["openMatter"]["id"]
    assert await names(hub, case, matter) == {}
    assert await seen(hub, case, DOOR, matter) == NOTHING
    assert await seen(hub, case, DOOR, good.json()["data"]["openMatter"]["id"]) != NOTHING


async def watched(hub: Town, case: Case, given: dict[str, Any]) -> tuple[httpx.Response, list[str]]:
    """The answer, and every statement that it took: of the opening and of the next question."""
    await hub.post(DOOR.role, "{ limits { depth } }")
    hub.statements.clear()
    answer = await opening(hub, DOOR, **given)
    await seen(hub, case, DOOR, answer.json()["data"]["openMatter"]["id"])
    return answer, list(hub.statements)


def masked(answer: httpx.Response) -> dict[str, Any]:
    said = answer.json()
    assert len(said["data"]["openMatter"].pop("id")) == len(said["extensions"].pop("auditId")) == 26
    return said  # type: ignore[no-any-return]


async def test_the_people_to_name_may_be_chosen_from_the_evidence(hub: Town, case: Case) -> None:
    mine = await referral(hub, case, DOOR)
    by_number = await opened(hub, DOOR, mine, names=[case.name("her", "AFFECTED"), case.name("child", "CHILD")])
    assert await names(hub, case, by_number) == {"her": ("VICTIM", True), "child": ("CHILD", False)}
    by_id = {"system": "throughline", "id": case.ids["him"], "as": "RESPONDENT"}
    assert await names(hub, case, await opened(hub, DOOR, mine, names=[by_id])) == {"him": ("ALLEGED", False)}


async def test_his_service_cannot_name_her(hub: Town, case: Case) -> None:
    mine = await referral(hub, case, MEN)
    for who in (case.name("her", "AFFECTED"), case.name("child", "CHILD")):
        matter = await opened(hub, MEN, mine, names=[case.name("him", "RESPONDENT"), who])
        assert await names(hub, case, matter) == {}


@pytest.mark.parametrize(("released", "opens"), [([], False), (["cip"], False), (["orange_door"], True)])
async def test_an_excluded_report_opens_only_for_whom_it_is_released_to(
    hub: Town, case: Case, released: list[str], opens: bool
) -> None:
    mine, given = await referral(hub, case, DOOR), {"id": case.portal, "released": released}
    mark = "MATCH (i:Incident {source_id: $given.id}) SET i.exclusion = 'PRIVILEGE', i.released = $given.released"
    await hub.graph(mark, given)
    assert bool(await names(hub, case, await opened(hub, DOOR, mine))) is opens


# One's own file


POLICING = Asks("police_member", "OWN_CASE", "")


async def test_an_own_file_names_those_in_own_reports_and_opens_own_records_only(hub: Town, case: Case) -> None:
    wanted = [case.name("her", "AFFECTED"), case.name("him", "RESPONDENT")]
    matter = await opened(hub, POLICING, kind="OWN_FILE", names=wanted)
    assert await names(hub, case, matter) == {"her": ("VICTIM", False), "him": ("ALLEGED", False)}
    found = await seen(hub, case, POLICING, matter)
    assert found["her"]["familyNames"] == [f"Brackenbury{int(case.portal[-6:])}"]
    other = Asks("police_member", "ASSESSMENT", "")
    assert (await seen(hub, case, other, matter))["subjects"] == []


@pytest.mark.parametrize(
    ("asks", "system"), [(MEN, POLICE), (MEN, "mens_referral_service"), (POLICING, "corrections_victoria")]
)
async def test_an_own_file_does_not_name_whom_only_others_know(hub: Town, case: Case, asks: Asks, system: str) -> None:
    asks = Asks(asks.role, "OWN_CASE", "")
    matter = await opened(hub, asks, kind="OWN_FILE", names=[case.name("him", "RESPONDENT", system)])
    assert await names(hub, case, matter) == {}
    assert (await seen(hub, case, asks, matter))["subjects"] == []


@pytest.mark.parametrize("purpose", ["ASSESSMENT", "PROTECTION", "COURT"])
async def test_an_own_file_is_for_the_purpose_of_own_cases_alone(hub: Town, case: Case, purpose: str) -> None:
    held = await hub.parts.ledger.after(0, 10_000)
    asks = Asks("police_member", purpose, "", "why")
    answer = (await opening(hub, asks, kind="OWN_FILE", names=[case.name("her", "AFFECTED")])).json()
    assert (answer["data"], code(answer)) == (None, "EVIDENCE_REQUIRED")
    assert await hub.parts.ledger.after(0, 10_000) == held


async def test_an_own_file_says_whom_it_is_about(hub: Town) -> None:
    held = await hub.parts.ledger.after(0, 10_000)
    answer = (await opening(hub, POLICING, kind="OWN_FILE")).json()
    assert (answer["data"], code(answer)) == (None, "BAD_INPUT")
    assert await hub.parts.ledger.after(0, 10_000) == held


def code(answer: dict[str, Any]) -> str:
    [error] = answer["errors"]
    return str(error["extensions"]["code"])


# A matter that opens nothing more, or nothing here


async def test_a_closed_matter_opens_nothing_at_the_next_request(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    assert (await seen(hub, case, DOOR, matter))["her"] is not None
    closed = await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter)
    assert closed["closeMatter"] == {"id": matter, "status": "CLOSED", "purpose": "ASSESSMENT", "openedAt": None}
    assert await seen(hub, case, DOOR, matter) == NOTHING


async def test_a_closed_matter_opens_nothing_to_two_requests_that_come_at_once(hub: Town, case: Case) -> None:
    """The first answer that learns of it must not make the other take its old facts for new."""
    matter = await matter_of(hub, case, DOOR)
    assert (await seen(hub, case, DOOR, matter))["her"] is not None
    await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter)
    both, calls = asyncio.Barrier(2), itertools.count()

    async def fetch(text: str, given: Any) -> Any:
        """Neither statement is sent before both requests have taken what is at hand."""
        if next(calls) < 2:
            await both.wait()
        return await hub.parts.database.value(text, given)

    together = dataclasses.replace(hub.parts.hub, fetch=fetch)
    found = await registry.account(hub.parts.database.value, ISSUER, DOOR.role)
    assert found is not None
    admitted = Admitted(found, strong=True, scopes=frozenset({"read"}))
    question = Question(SEEN, case.asked, declared=Declaration(Purpose.ASSESSMENT, matter))
    answers = await asyncio.gather(*(together.ask(question, admitted) for _ in range(2)))
    assert [orjson.loads(answer)["data"] for answer in answers] == [NOTHING, NOTHING]


@pytest.mark.parametrize("kind", ["foreign", "unknown"])
async def test_what_is_not_his_is_closed_in_words_only(hub: Town, case: Case, kind: str) -> None:
    matter = await matter_of(hub, case, DOOR)
    asked = matter if kind == "foreign" else UNKNOWN
    answer = await hub.ask(MEN.role, CLOSE, MEN.purpose, matter, m=asked)
    assert answer["closeMatter"] == {"id": asked, "status": "CLOSED", "purpose": "ASSESSMENT", "openedAt": None}
    assert (await seen(hub, case, DOOR, matter))["her"] is not None


async def test_a_foreign_matter_is_answered_as_one_that_is_not_there(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    await hub.post(MEN.role, "{ limits { depth } }")
    answers = []
    for asked in (matter, UNKNOWN):
        hub.statements.clear()
        answer = (await hub.post(MEN.role, SEEN, MEN.purpose, asked, **case.asked)).json()
        answer["extensions"].pop("auditId")
        answers.append((answer, list(hub.statements)))
    assert answers[0] == answers[1]
    assert answers[0][0]["data"] == NOTHING


async def test_a_matter_for_one_purpose_opens_nothing_for_another(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    assert await seen(hub, case, Asks(DOOR.role, "PROTECTION", "", "why"), matter) == NOTHING


async def test_a_person_whom_the_matter_does_not_name_is_not_there(hub: Town, case: Case) -> None:
    matter, stranger = await matter_of(hub, case, DOOR), await report(hub)
    assert await seen(hub, stranger, DOOR, matter) == {
        "subjects": [{"id": id} for id in sorted(case.ids.values())], "her": None, "him": None, "history": None,
    }  # fmt: skip


# Consent


async def consenting(hub: Town, asks: Asks, matter: str, person: dict[str, str], **given: Any) -> httpx.Response:
    said = {"at": hub.clock.at, "how": "In person, at intake", **given}
    return await hub.post(asks.role, CONSENT, asks.purpose, matter, asks.reason, person=person,
                          m=matter, **said)  # fmt: skip


async def test_consent_binds_from_the_next_request_until_it_is_withdrawn(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, HOUSED)
    assert (await seen(hub, case, HOUSED, matter))["her"] is None
    recorded = await consenting(hub, HOUSED, matter, case.reference("her"))
    consent = recorded.json()["data"]["recordConsent"]
    assert consent == {"id": consent["id"], "at": START}
    assert (await seen(hub, case, HOUSED, matter))["her"] is not None
    withdrawn = await hub.ask(HOUSED.role, WITHDRAW, HOUSED.purpose, matter, HOUSING, consent=consent["id"])
    assert withdrawn["withdrawConsent"] == consent
    assert (await seen(hub, case, HOUSED, matter))["her"] is None


async def test_consent_ends_when_its_time_is_up(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, HOUSED)
    await consenting(hub, HOUSED, matter, case.reference("her"), until="2026-07-02T00:00:00Z")
    assert (await seen(hub, case, HOUSED, matter))["her"] is not None
    try:
        hub.clock.at = "2026-07-02T00:00:00Z"
        assert (await seen(hub, case, HOUSED, matter))["her"] is None
    finally:
        hub.clock.at = START


@pytest.mark.parametrize("who", ["child", "him of another report", "nobody", "her by another system"])
async def test_consent_of_whom_the_matter_does_not_name_as_an_adult_is_not_written(
    hub: Town, case: Case, who: str
) -> None:
    matter, other = await matter_of(hub, case, HOUSED), await report(hub)
    person = {
        "child": case.reference("child"),
        "him of another report": other.reference("him"),
        "nobody": {"system": POLICE, "id": "1"},
        "her by another system": {"system": "corrections", "id": case.numbers["her"]},
    }[who]
    answer = (await consenting(hub, HOUSED, matter, person)).json()
    assert answer["data"]["recordConsent"]["at"] == START
    assert await held(hub, matter) == []
    assert (await seen(hub, case, HOUSED, matter))["her"] is None


async def held(hub: Town, matter: str) -> list[Any]:
    text = "MATCH (:Matter {id: $given.matter})-[:HOLDS|DECIDED]->(c) RETURN c.id AS id"
    return await hub.graph(text, {"matter": matter})


async def test_consent_is_not_written_into_a_matter_of_another_organisation(hub: Town, case: Case) -> None:
    theirs = await matter_of(hub, case, HOUSED)
    answer = (await consenting(hub, MEN, theirs, case.reference("her"))).json()
    assert answer["data"]["recordConsent"]["at"] == START
    assert await held(hub, theirs) == []


async def test_nobody_withdraws_the_consent_that_another_organisation_holds(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, HOUSED)
    consent = (await consenting(hub, HOUSED, matter, case.reference("her"))).json()["data"]["recordConsent"]["id"]
    for asked in (consent, UNKNOWN):
        answer = await hub.ask(MEN.role, WITHDRAW, MEN.purpose, matter, consent=asked)
        assert answer["withdrawConsent"] == {"id": asked, "at": START}
    assert (await seen(hub, case, HOUSED, matter))["her"] is not None


@pytest.mark.parametrize(
    "given", [{"at": "2026-07-01T00:00:01Z"}, {"how": "   "}, {"how": "x" * 2001}], ids=["later", "blank", "long"]
)
async def test_consent_that_cannot_be_so_is_refused_and_not_written(
    hub: Town, case: Case, given: dict[str, str]
) -> None:
    matter = await matter_of(hub, case, HOUSED)
    answer = (await consenting(hub, HOUSED, matter, case.reference("her"), **given)).json()
    assert (answer["data"], code(answer)) == (None, "BAD_INPUT")
    assert await held(hub, matter) == []


# Established risk


async def establishing(hub: Town, asks: Asks, own: str, matter: str, person: dict[str, str]) -> dict[str, Any]:
    answer = await hub.post(asks.role, ESTABLISH, asks.purpose, own, asks.reason, m=matter, person=person)
    return answer.json()  # type: ignore[no-any-return]


async def test_a_risk_assessment_entity_establishes_risk_from_its_own_matter_about_him(hub: Town, case: Case) -> None:
    housing, own = await matter_of(hub, case, HOUSED), await matter_of(hub, case, DOOR)
    await consenting(hub, HOUSED, housing, case.reference("her"))
    assert (await seen(hub, case, HOUSED, housing))["him"] is None
    answer = await establishing(hub, DOOR, own, housing, case.reference("him"))
    assert answer["data"]["establishRisk"]["at"] == START
    assert len(await held(hub, housing)) == 2
    assert (await seen(hub, case, HOUSED, housing))["him"] is not None


@pytest.mark.parametrize(
    "asks", [HOUSED, Asks("tod_victim_side", "PROTECTION", "", "why"), Asks("cp_practitioner", "CYFA_STATUTORY", "")]
)
async def test_nobody_else_and_under_no_other_purpose_establishes_risk(hub: Town, case: Case, asks: Asks) -> None:
    housing = await matter_of(hub, case, HOUSED)
    answer = await establishing(hub, asks, housing, housing, case.reference("him"))
    assert (answer["data"], code(answer)) == (None, "NOT_RAE_FOR_ASSESSMENT")
    assert await held(hub, housing) == []


@pytest.mark.parametrize("kind", ["none", "the other's", "about another", "for another purpose", "own file", "closed"])
async def test_without_a_matter_of_its_own_about_him_for_assessment_no_risk_is_written(
    hub: Town, case: Case, kind: str
) -> None:
    housing = await matter_of(hub, case, HOUSED)
    asks = POLICING if kind == "own file" else DOOR
    own = {
        "none": lambda: quick(UNKNOWN),
        "the other's": lambda: quick(housing),
        "about another": lambda: about_another(hub),
        "for another purpose": lambda: matter_of(hub, case, Asks(DOOR.role, "PROTECTION", "AFFECTED", "why")),
        "own file": lambda: opened(hub, POLICING, kind="OWN_FILE", names=[case.name("him", "RESPONDENT")]),
        "closed": lambda: closed(hub, case),
    }[kind]
    asks = Asks(asks.role, "ASSESSMENT", "")
    answer = await establishing(hub, asks, await own(), housing, case.reference("him"))
    assert answer["data"]["establishRisk"]["at"] == START
    assert await held(hub, housing) == []


async def quick(matter: str) -> str:
    return matter


async def about_another(hub: Town) -> str:
    return await matter_of(hub, await report(hub), DOOR)


async def closed(hub: Town, case: Case) -> str:
    matter = await matter_of(hub, case, DOOR)
    await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter)
    return matter


async def test_risk_is_established_of_whom_the_matter_has_as_respondent_alone(hub: Town, case: Case) -> None:
    housing, own = await matter_of(hub, case, HOUSED), await matter_of(hub, case, DOOR)
    await establishing(hub, DOOR, own, housing, case.reference("her"))
    await establishing(hub, DOOR, own, housing, case.reference("child"))
    assert await held(hub, housing) == []


# Requests to the Central Information Point

REQUESTING = Asks("tod_victim_side", "CIP_REQUEST", "AFFECTED", "Reasonable belief")
CIP = Asks("cip_analyst", "CIP_REQUEST", "", "Request lodged")


async def lodged(hub: Town, case: Case, person: dict[str, str]) -> str:
    own = await matter_of(hub, case, REQUESTING)
    answer = await hub.ask(REQUESTING.role, LODGE, REQUESTING.purpose, own, REQUESTING.reason, subject=person)
    return str(answer["lodgeRequest"]["id"])


async def test_a_request_that_was_lodged_awaits_the_point(hub: Town, case: Case) -> None:
    request = await lodged(hub, case, case.reference("him"))
    text = "{ awaiting { id kind reference party } }"
    waiting = (await hub.ask(CIP.role, text, CIP.purpose, "", CIP.reason))["awaiting"]
    assert {"id": request, "kind": "REQUEST", "reference": None, "party": None} in waiting


@pytest.mark.parametrize("asks", [CIP, REQUESTING, Asks("mens_service", "CIP_REQUEST", "", "Belief")])
async def test_on_a_request_nobody_opens_a_matter_but_by_confirming_the_subject(
    hub: Town, case: Case, asks: Asks
) -> None:
    """Whoever it names was confirmed as its subject: `acceptRequest`, in test_requests.py."""
    request = await lodged(hub, case, case.reference("him"))
    refused = (await opening(hub, asks, request, kind="REQUEST")).json()
    assert (refused.get("data"), code(refused)) == (None, "BAD_VARIABLES")
    [[count]] = [list(row.values()) for row in await hub.graph(
        "MATCH (m:Matter {evidence: $given.id}) RETURN count(m) AS count", {"id": request})]  # fmt: skip
    assert count == 0
    for kind in ("REFERRAL", "COURT_FILE", "SUPERVISION", "PROTECTION_REPORT"):
        assert await names(hub, case, await opened(hub, asks, request, kind=kind)) == {}


async def test_the_point_opens_on_nothing_else(hub: Town, case: Case) -> None:
    assert await names(hub, case, await opened(hub, CIP, await referral(hub, case, DOOR))) == {}


@pytest.mark.parametrize(
    "asks",
    [
        HOUSED,
        DOOR,
        CIP,
        Asks("specialist_fv", "PROTECTION", "", "why"),
        Asks("cp_practitioner", "CYFA_STATUTORY", ""),
        Asks("police_member", "ASSESSMENT", ""),
    ],
    ids=lambda asks: f"{asks.role}-{asks.purpose}",
)
async def test_only_a_declared_requester_lodges_a_request_and_under_its_purpose(
    hub: Town, case: Case, asks: Asks
) -> None:
    before = await requests(hub)
    answer = (await hub.post(asks.role, LODGE, asks.purpose, "m", asks.reason, subject=case.reference("him"))).json()
    assert (answer["data"], code(answer)) == (None, "NOT_CIP_REQUESTER")
    assert await requests(hub) == before


async def requests(hub: Town) -> list[Any]:
    return await hub.graph("MATCH (q:InformationRequest) RETURN count(q) AS count")


# What awaits, and what is open


async def test_each_organisation_is_told_what_awaits_it_and_nothing_that_awaits_another(hub: Town, case: Case) -> None:
    for asks in (DOOR, MEN, CHILDREN, HOUSED):
        assert [(row["party"], row["reference"]) for row in await awaiting(hub, case, asks)] == [
            (asks.party, case.portal)
        ]
    for role in ("police_member", "cip_analyst", "court_registrar", "specialist_fv"):
        assert await awaiting(hub, case, Asks(role, "OWN_CASE", "")) == []


async def test_what_has_a_matter_awaits_no_more(hub: Town, case: Case) -> None:
    await matter_of(hub, case, DOOR)
    assert await awaiting(hub, case, DOOR) == []
    assert len(await awaiting(hub, case, MEN)) == 1


async def test_what_another_organisation_tries_to_open_on_still_awaits(hub: Town, case: Case) -> None:
    """Otherwise one could take a referral out of another's sight by its id."""
    mine = await referral(hub, case, DOOR)
    await opened(hub, MEN, mine)
    assert [row["id"] for row in await awaiting(hub, case, DOOR)] == [mine]


async def test_what_was_opened_in_vain_still_awaits(hub: Town, case: Case) -> None:
    mine = await referral(hub, case, DOOR)
    await opened(hub, DOOR, mine, names=[])
    assert [row["id"] for row in await awaiting(hub, case, DOOR)] == [mine]


async def test_matters_are_those_of_the_account_that_are_open(hub: Town, case: Case) -> None:
    text = "{ matters(first: 500) { id status purpose openedAt } }"
    matter = await matter_of(hub, case, DOOR)
    mine = {"id": matter, "status": "OPEN", "purpose": "ASSESSMENT", "openedAt": START}
    assert mine in (await hub.ask(DOOR.role, text, "OWN_CASE"))["matters"]
    for role in ("tod_perpetrator_side", "mens_service", "police_member"):
        assert mine not in (await hub.ask(role, text, "OWN_CASE"))["matters"]
    await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter)
    assert mine not in (await hub.ask(DOOR.role, text, "OWN_CASE"))["matters"]


async def test_every_decision_is_in_the_ledger_with_who_took_it(hub: Town, case: Case) -> None:
    before = len(await hub.parts.ledger.after(0, 10_000))
    matter = await matter_of(hub, case, DOOR)
    [entry] = (await hub.parts.ledger.after(0, 10_000))[before:]
    assert (entry.command, entry.body["id"], entry.body["account"]) == ("openMatter", matter, "demo-tod-victim-side")
    assert {name["standing"] for name in entry.body["names"]} == {"VICTIM", "ALLEGED", "CHILD"}
