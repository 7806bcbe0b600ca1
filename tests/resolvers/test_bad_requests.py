"""Requests as they should not be, and what becomes of good ones when the world changes under them. Over HTTP.

The rules: docs/law/request-eligibility.md, docs/requests.md (When something goes wrong).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from starlette.requests import Request
from starlette.responses import Response

from connectors.lookups.asking import Lookups
from connectors.lookups.targets import targets_of
from graph.embedded import Running as Neo4j
from server import Settings, _lookups
from tests.connectors.lookups.asking import custodian
from tests.connectors.lookups.asking import json as answering
from tests.point.desk import ASK, CHECKS, DECIDE, ISSUE, ITEMS, PREVIEW, REPORT
from tests.resolvers.test_conflicts import apart, worker
from tests.resolvers.test_matters import (
    CIP,
    CONSENT,
    DOOR,
    ESTABLISH,
    HOUSED,
    REQUESTING,
    WITHDRAW,
    Asks,
    Case,
    code,
    matter_of,
    report,
    seen,
)
from tests.resolvers.test_requests import ACCEPT, ANSWER, CANDIDATES, DISPUTE, LISTED, LODGE, REFUSE, by
from tests.resolvers.test_requests import WITHDRAW as TAKE_BACK
from tests.town import START, Town, town

CORRECTIONS = "corrections_victoria"
UNIT = Asks("police_fv_unit", "OWN_CASE", "")
HELD = "MATCH (f:CustodyEpisode {custodian: $given.custodian}) RETURN f.lineage AS id"
LATE = "MATCH (a:CustodianAnswer {late: true})-[:TO]->(:InformationRequest {id: $given.id}) RETURN a.status AS status"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def lodged(hub: Town, case: Case, asks: Asks, own: str, **more: Any) -> dict[str, Any]:
    given = {"subject": case.reference("him"), "groundsForRole": "Named in a police report", "relevance": ["P19"],
             **more}  # fmt: skip
    answer = await hub.ask(asks.role, LODGE, asks.purpose, own, asks.reason, given=given)
    found: dict[str, Any] = answer["lodgeRequest"]
    return found


def missing(request: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["code"], one["field"]) for one in request["missing"]]


async def state(hub: Town, asks: Asks, id: str) -> str | None:
    found = (await by(hub, asks, LISTED, id=id))["data"]["requests"]
    return found[0]["state"] if found else None


# What is asked about whom, and by whom


@pytest.mark.parametrize("who", ["her", "child"])
async def test_a_victim_or_a_child_of_the_own_matter_is_no_subject_of_the_point(
    hub: Town, case: Case, who: str
) -> None:
    own = await matter_of(hub, case, REQUESTING)
    wrong = await lodged(hub, case, REQUESTING, own, subject=case.reference(who))
    assert (wrong["state"], missing(wrong)) == ("INELIGIBLE", [("ROLE_GROUNDS_INSUFFICIENT", "subject")])
    assert await state(hub, CIP, wrong["id"]) is None
    named = await lodged(hub, case, REQUESTING, own, subject=case.reference(who), subjectRole="VICTIM",
                         consent="OBTAINED")  # fmt: skip
    assert missing(named) == [("ROLE_GROUNDS_INSUFFICIENT", "subjectRole")]
    good = await lodged(hub, case, REQUESTING, own)
    assert (good["state"], await state(hub, CIP, good["id"])) == ("SUBMITTED", "SUBMITTED")


async def test_a_child_by_the_date_that_is_stated_is_no_subject_of_the_point(hub: Town, case: Case) -> None:
    own = await matter_of(hub, case, REQUESTING)
    wrong = await lodged(hub, case, REQUESTING, own, birthDate="2008-07-02")
    assert (wrong["state"], missing(wrong)) == ("INELIGIBLE", [("ROLE_GROUNDS_INSUFFICIENT", "birthDate")])
    assert (await lodged(hub, case, REQUESTING, own, birthDate="2008-07-01"))["state"] == "SUBMITTED"


async def test_an_entity_that_assesses_no_risk_asks_for_no_assessment(hub: Town, case: Case) -> None:
    own = await matter_of(hub, case, HOUSED)
    given = {"scheme": "FVISS", "addressedTo": "police_fv_unit", "subject": case.reference("her"),
             "subjectRole": "VICTIM", "consent": "OBTAINED"}  # fmt: skip
    wrong = await lodged(hub, case, HOUSED, own, **given, purpose="ASSESSMENT")
    assert (wrong["state"], missing(wrong)) == ("INELIGIBLE", [("NOT_RAE_FOR_ASSESSMENT", "purpose")])
    assert (await lodged(hub, case, HOUSED, own, **given, purpose="PROTECTION"))["state"] == "SUBMITTED"
    declared = await hub.post(HOUSED.role, LODGE, "ASSESSMENT", own, HOUSED.reason, given={
        "subject": case.reference("her"), "scheme": "FVISS", "addressedTo": "police_fv_unit"})  # fmt: skip
    assert code(declared.json()) == "NOT_RAE_FOR_ASSESSMENT"


async def test_protection_waits_until_the_risk_is_established(hub: Town, case: Case) -> None:
    own = await matter_of(hub, case, DOOR)
    given = {"scheme": "FVISS", "addressedTo": "police_fv_unit", "purpose": "PROTECTION", "subjectRole": "PERPETRATOR"}
    wrong = await lodged(hub, case, DOOR, own, **given)
    assert (wrong["state"], missing(wrong)) == ("INELIGIBLE", [("ROLE_GROUNDS_INSUFFICIENT", "purpose")])
    assert await state(hub, UNIT, wrong["id"]) is None
    await hub.ask(DOOR.role, ESTABLISH, DOOR.purpose, own, m=own, person=case.reference("him"))
    alleged = await lodged(hub, case, DOOR, own, **given | {"subjectRole": "ALLEGED"})
    assert missing(alleged) == [("ROLE_GROUNDS_INSUFFICIENT", "purpose")]
    assert (await lodged(hub, case, DOOR, own, **given))["state"] == "SUBMITTED"


async def test_nothing_is_worked_on_before_the_subject_is_confirmed(hub: Town, case: Case) -> None:
    own = await matter_of(hub, case, REQUESTING)
    id = (await lodged(hub, case, REQUESTING, own))["id"]
    for text, given in ((ITEMS, {}), (PREVIEW, {}), (ASK, {}), (ISSUE, {"checklist": dict.fromkeys(CHECKS, True)})):
        answer = await hub.post(CIP.role, text, CIP.purpose, own, CIP.reason, id=id, **given)
        assert code(answer.json()) == "REQUEST_STATE"
    assert await state(hub, CIP, id) == "SUBMITTED"


# Consent that is withdrawn


async def consented(hub: Town, case: Case, own: str) -> str:
    given = {"m": own, "person": case.reference("her"), "at": START, "how": "In person"}
    return str((await hub.ask(DOOR.role, CONSENT, DOOR.purpose, own, **given))["recordConsent"]["id"])


async def test_what_rests_on_a_consent_is_taken_back_with_it_and_nothing_else_is(hub: Town, case: Case) -> None:
    own = await matter_of(hub, case, DOOR)
    first, second = await consented(hub, case, own), await consented(hub, case, own)
    of_her = {"scheme": "FVISS", "addressedTo": "police_fv_unit", "subject": case.reference("her"),
              "subjectRole": "VICTIM", "consent": "OBTAINED"}  # fmt: skip
    threat = {**of_her, "consent": "SERIOUS_THREAT", "consentReason": "He said that he would kill her"}
    asked = {
        "waits": await lodged(hub, case, DOOR, own, **of_her),
        "answered": await lodged(hub, case, DOOR, own, **of_her),
        "by threat": await lodged(hub, case, DOOR, own, **threat),
        "of him": await lodged(hub, case, DOOR, own, scheme="FVISS", addressedTo="police_fv_unit"),
    }
    await by(hub, UNIT, ANSWER, id=asked["answered"]["id"], records=[], none=True)
    other = await matter_of(hub, await report(hub), DOOR)
    await hub.ask(DOOR.role, WITHDRAW, DOOR.purpose, other, consent=second)  # the first still stands
    before = {name: await state(hub, UNIT, one["id"]) for name, one in asked.items()}
    assert before == {"waits": "SUBMITTED", "answered": "ANSWERED", "by threat": "SUBMITTED", "of him": "SUBMITTED"}
    await hub.ask(DOOR.role, WITHDRAW, DOOR.purpose, own, consent=first)
    after = {name: await state(hub, UNIT, one["id"]) for name, one in asked.items()}
    assert after == {**before, "waits": "WITHDRAWN"}
    [told] = (await by(hub, DOOR, LISTED, id=asked["waits"]["id"]))["data"]["requests"]
    assert told["steps"][-1]["reason"] == "The consent that it rested on was withdrawn."
    late = await by(hub, UNIT, ANSWER, id=asked["waits"]["id"], records=[], none=True)
    assert code(late) == "REQUEST_STATE"


async def test_nobody_else_withdraws_a_consent_or_what_rests_on_it(hub: Town, case: Case) -> None:
    own = await matter_of(hub, case, DOOR)
    consent = await consented(hub, case, own)
    asked = await lodged(hub, case, DOOR, own, scheme="FVISS", addressedTo="police_fv_unit", consent="OBTAINED",
                         subject=case.reference("her"), subjectRole="VICTIM")  # fmt: skip
    await hub.ask(HOUSED.role, WITHDRAW, HOUSED.purpose, await matter_of(hub, case, HOUSED), HOUSED.reason,
                  consent=consent)  # fmt: skip
    assert await state(hub, UNIT, asked["id"]) == "SUBMITTED"
    await hub.ask(DOOR.role, WITHDRAW, DOOR.purpose, own, consent=consent)
    assert await state(hub, UNIT, asked["id"]) == "WITHDRAWN"


async def test_what_was_released_stays_as_it_was_told_and_opens_nothing_more(hub: Town, case: Case) -> None:
    own = await matter_of(hub, case, HOUSED)
    given = {"m": own, "person": case.reference("her"), "at": START, "how": "In person"}
    consent = (await hub.ask(HOUSED.role, CONSENT, HOUSED.purpose, own, HOUSED.reason, **given))["recordConsent"]["id"]
    asked = await lodged(hub, case, HOUSED, own, scheme="FVISS", addressedTo="police_fv_unit", purpose="PROTECTION",
                         subject=case.reference("her"), subjectRole="VICTIM", consent="OBTAINED")  # fmt: skip
    [incident] = await hub.graph(
        "MATCH (i:Incident {portal_id: $given.id}) RETURN i.lineage AS id", {"id": case.portal}
    )
    await by(hub, UNIT, ANSWER, id=asked["id"], records=[incident["id"]], none=False)
    assert (await seen(hub, case, HOUSED, own))["her"] is not None
    await hub.ask(HOUSED.role, WITHDRAW, HOUSED.purpose, own, HOUSED.reason, consent=consent)
    [told] = (await by(hub, HOUSED, LISTED, id=asked["id"]))["data"]["requests"]
    assert (told["state"], told["steps"][-1]["records"]) == ("ANSWERED", [incident["id"]])
    assert (await seen(hub, case, HOUSED, own))["her"] is None


# A subject who works where his request is handled (W10)


async def test_who_asks_is_kept_from_a_request_about_himself(hub: Town, case: Case) -> None:
    mine, colleague = await worker(hub, REQUESTING), await worker(hub, REQUESTING)
    own = await matter_of(hub, case, REQUESTING)
    id = (await lodged(hub, case, REQUESTING, own))["id"]
    assert await state(hub, mine, id) == "SUBMITTED"
    await apart(hub, mine, case.reference("him"), "SELF")
    assert await state(hub, mine, id) is None
    for text in (TAKE_BACK, DISPUTE):
        assert code(await by(hub, mine, text, id=id)) == "REQUEST_NOT_HELD"
    assert await state(hub, colleague, id) == "SUBMITTED"
    assert (await by(hub, colleague, TAKE_BACK, id=id))["data"] == {"withdrawRequest": {"state": "WITHDRAWN"}}


async def test_an_analyst_is_kept_from_a_request_about_himself_and_another_works_on_it(hub: Town, case: Case) -> None:
    mine, colleague = await worker(hub, CIP), await worker(hub, CIP)
    own = await matter_of(hub, case, REQUESTING)
    id = (await lodged(hub, case, REQUESTING, own))["id"]
    accepted = (await by(hub, mine, ACCEPT, id=id, person=case.ids["him"]))["data"]["acceptRequest"]["id"]
    asked = (PREVIEW, ITEMS, ASK)
    assert (await hub.ask(mine.role, ITEMS, mine.purpose, accepted, mine.reason, id=id))["reportItems"] != []
    await apart(hub, mine, case.reference("him"), "SELF")
    assert await state(hub, mine, id) is None
    assert (await by(hub, mine, CANDIDATES, id=id))["data"] == {"candidates": []}
    for text in (REFUSE, ACCEPT):
        given = {"person": case.ids["him"]} if text == ACCEPT else {}
        assert code(await by(hub, mine, text, id=id, **given)) == "REQUEST_NOT_HELD"
    for text in asked:
        answer = await hub.post(mine.role, text, mine.purpose, accepted, mine.reason, id=id)
        assert code(answer.json()) == "REQUEST_NOT_HELD"
    asks = (colleague.role, ITEMS, colleague.purpose, accepted, colleague.reason)
    assert (await hub.ask(*asks, id=id))["reportItems"] != []


async def test_who_is_asked_answers_no_request_about_himself(hub: Town, case: Case) -> None:
    mine = await worker(hub, UNIT)
    own = await matter_of(hub, case, DOOR)
    id = (await lodged(hub, case, DOOR, own, scheme="FVISS", addressedTo="police_fv_unit"))["id"]
    assert await state(hub, mine, id) == "SUBMITTED"
    await apart(hub, mine, case.reference("him"), "SELF")
    assert await state(hub, mine, id) is None
    assert code(await by(hub, mine, ANSWER, id=id, records=[], none=True)) == "REQUEST_NOT_HELD"
    assert code(await by(hub, mine, REFUSE, id=id)) == "REQUEST_NOT_HELD"
    done = await by(hub, UNIT, ANSWER, id=id, records=[], none=True)
    assert done["data"]["answerRequest"]["state"] == "ANSWERED"


# What custodians answer


@dataclass
class Corrections:
    """Answers with these people, each in custody, as soon as it may."""

    people: list[dict[str, Any]]
    may: asyncio.Event

    async def answer(self, request: Request) -> Response:
        await self.may.wait()
        question = orjson.loads(await request.body())
        return answering(
            {"lookup": question["lookup"], "status": "ANSWERED", "asAt": START, "records": [*map(_file, self.people)]}
        )


def _file(person: dict[str, Any]) -> dict[str, Any]:
    stay = {"number": f"{person['person_number']}-1", "kind": "REMAND", "from_at": "2026-06-01T00:00:00Z"}
    return {"file": {"version": 1, "as_at": START}, "person": person, "episodes": [stay]}


@dataclass
class AtPoint:
    """A request about him that the Point has confirmed, and who asked it."""

    hub: Town
    case: Case
    id: str
    own: str
    matter: str

    async def ask(self, text: str, **given: Any) -> Any:
        answer = await self.hub.ask(CIP.role, text, CIP.purpose, self.matter, CIP.reason, id=self.id, **given)
        [value] = answer.values()
        return value

    async def released(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = await self.ask(ITEMS)
        if waits := [{"item": one["id"], "decision": "RELEASE"} for one in items if one["why"]]:
            await self.ask(DECIDE, items=waits)
        return items

    async def issue(self) -> Any:
        return await self.ask(ISSUE, kind="FULL", checklist=dict.fromkeys(CHECKS, True))

    async def read(self, report: str) -> Any:
        asks = (REQUESTING.role, REPORT, REQUESTING.purpose, self.own, REQUESTING.reason)
        return (await self.hub.ask(*asks, id=report))["report"]


async def at_point(hub: Town, case: Case) -> AtPoint:
    own = await matter_of(hub, case, REQUESTING)
    id = (await lodged(hub, case, REQUESTING, own))["id"]
    accepted = (await by(hub, CIP, ACCEPT, id=id, person=case.ids["him"]))["data"]["acceptRequest"]["id"]
    return AtPoint(hub, case, id, own, accepted)


@asynccontextmanager
async def asking(
    hub: Town, folder: Path, corrections: Corrections, patch: pytest.MonkeyPatch, seconds: float = 60
) -> AsyncIterator[None]:
    """Corrections Victoria over HTTP, by the hub's own wiring."""
    (folder / "secret").write_text("between-us")
    async with custodian(corrections.answer) as port:
        (folder / "custodians.toml").write_text(
            f'[{CORRECTIONS}]\nurl = "http://127.0.0.1:{port}"\nconnector = "corrections"\nsecret = "secret"\n'
            f"seconds = {seconds}\n"
        )
        settings = Settings(custodians=folder / "custodians.toml")
        targets = targets_of(folder / "custodians.toml")
        async with _lookups(settings, targets, hub.parts.intake, hub.clock) as lookups:
            asked = Lookups.ask
            patch.setattr(Lookups, "ask", lambda _self, *given: asked(lookups, *given))
            yield


def him(case: Case, **otherwise: Any) -> dict[str, Any]:
    n = int(case.portal[-6:])
    return {"person_number": f"21{n:05}", "family_name": f"Tullamore{n}", "given_names": "Callum",
            "birth_date": "1975-07-11", "sex": "MALE", **otherwise}  # fmt: skip


async def test_what_comes_after_the_release_changes_no_report_and_is_in_the_next(
    hub: Town, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point, corrections = await at_point(hub, case), Corrections([him(case)], asyncio.Event())
    async with asking(hub, tmp_path, corrections, monkeypatch, seconds=0.2):
        told = {one["custodian"]: one["status"] for one in await point.ask(ASK)}
        assert told[CORRECTIONS] == "TIMED_OUT"
        await point.released()
        first = await point.issue()
        before = await point.read(first["id"])
        assert await state(hub, REQUESTING, point.id) == "PARTLY_ANSWERED"
        corrections.may.set()
        await _late(hub, point.id)
    after = await point.read(first["id"])
    assert (after["state"], after["sha256"], after["content"]) == ("ISSUED", first["sha256"], before["content"])
    assert _annex(after["content"])["said"].startswith("It was asked, and has not answered in time")
    assert _annex(await point.ask(PREVIEW, kind="FULL"))["said"].endswith("It answered after its time.")
    assert await state(hub, REQUESTING, point.id) == "PARTLY_ANSWERED"
    await point.released()
    second = await point.issue()
    assert (second["version"], (await point.read(first["id"]))["state"]) == (2, "CORRECTED")
    assert _annex((await point.read(second["id"]))["content"])["status"] == "ANSWERED"


async def _late(hub: Town, request: str) -> None:
    for _ in range(600):
        if await hub.graph(LATE, {"id": request}):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("no late answer came")


def _annex(content: dict[str, Any]) -> dict[str, Any]:
    [found] = [one for one in content["annexes"] if one["custodian"] == CORRECTIONS]
    return dict(found)


async def test_an_answer_about_somebody_else_is_not_taken_and_its_custodian_is_told_of_as_not_told(
    hub: Town, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point, stranger = await at_point(hub, case), {"family_name": "Wagtail", "given_names": "Otto"}
    people = [him(case), him(case, **stranger, person_number="2999999", birth_date="1990-01-01")]
    corrections = Corrections(people, asyncio.Event())
    corrections.may.set()
    before = await hub.graph(HELD, {"custodian": CORRECTIONS})
    async with asking(hub, tmp_path, corrections, monkeypatch):
        [told] = [one for one in await point.ask(ASK) if one["custodian"] == CORRECTIONS]
    assert (told["status"], told["new"]) == ("FAILED", 0)
    assert await hub.graph(HELD, {"custodian": CORRECTIONS}) == before
    content = await point.ask(PREVIEW, kind="BRIEF")
    assert _annex(content)["status"] == "NOT_TOLD"
    assert "Wagtail" not in str(content)


async def test_a_namesake_is_taken_in_as_himself_and_never_told_as_the_subject(
    hub: Town, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is alike and no date: enough to be taken in, not to be him."""
    point, namesake = await at_point(hub, case), him(case)
    del namesake["birth_date"]
    corrections = Corrections([namesake], asyncio.Event())
    corrections.may.set()
    before = [one["id"] for one in await point.ask(ITEMS)]
    async with asking(hub, tmp_path, corrections, monkeypatch):
        [told] = [one for one in await point.ask(ASK) if one["custodian"] == CORRECTIONS]
    assert (told["status"], told["new"]) == ("ANSWERED", 1)
    held = {row["id"] for row in await hub.graph(HELD, {"custodian": CORRECTIONS})}
    assert [one["id"] for one in await point.released()] == before
    content = (await point.read((await point.issue())["id"]))["content"]
    told_of = {entry["id"] for entry in (*content["chronology"]["entries"], *content["chronology"]["undated"])}
    assert told_of == set(before)
    assert not held & told_of
    assert content["whereabouts"]["custody"] is None or "In custody" not in content["whereabouts"]["custody"]
