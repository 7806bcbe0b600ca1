"""What a court did with an order, entered by its registrar: who may, which steps can be, and the file's new version."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import orjson
import pytest

from graph.embedded import Running as Neo4j
from graph.times import OPEN
from tests.town import START, Town, town

RECORD = """mutation($input: OrderOutcomeInput!, $version: Int!) {
  recordOrderOutcome(input: $input, version: $version) { file version state at } }"""
FILES = """query($n: String!) { courtFiles(where: {fileNumber: {eq: $n}}) { nodes { version orders {
  orderNumber state { code } orderKind { code } madeAt endsOn doubts { code }
  steps(orderBy: AT_ASC) { at state { code } possible note } conditionsInFull { text } } } } }"""
FREE_TEXT = """MATCH (f:CourtFile {file_number: $given.file, recorded_to: $given.open})<-[:ON_FILE]-(o:Order)
WHERE o.recorded_to = $given.open
RETURN COLLECT { MATCH (o)-[:CAME_TO]->(s) WHERE s.note IS NOT NULL RETURN s.note } AS notes,
  COLLECT { MATCH (o)-[:HAS_CONDITION]->(c) RETURN c.text } AS conditions"""
REGISTRAR, SERIAL, COURT = "court_registrar", count(1), "magistrates_court"
AT = "2026-06-20T01:00:00Z"


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """One for all: each test has a file of its own."""
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


def row(number: str, version: int = 1, custodian: str = COURT, **order: Any) -> dict[str, Any]:
    """An interim order, served; the court's own system writes times with its offset and fields of its own."""
    steps = [
        {"state": "INTERIM_MADE", "at": "2026-06-01T10:00:00+10:00"},
        {"state": "INTERIM_SERVED", "at": "2026-06-02T10:00:00+10:00", "colour": "blue"},
    ]
    condition = {"code": "NO_CONTACT", "text": "The respondent must not contact her"}
    said = {"number": "A1", "kind": "INTERIM", "state": "INTERIM_SERVED", "made_at": "2026-06-01T10:00:00+10:00",
            "conditions": [condition], "steps": steps}  # fmt: skip
    return {
        "custodian": custodian, "file_number": number, "version": version, "kind": "INTERVENTION_ORDER",
        "opened_on": "2026-05-30", "respondent": {"person_number": f"C-{number}"}, "judicial_list": "SFVC",
        "affected": [{"family_name": "Quill"}], "orders": [said | order],
    }  # fmt: skip


async def sent(hub: Town, *rows: dict[str, Any], custodian: str = COURT) -> list[str]:
    found = await hub.parts.intake.take("courts", [orjson.dumps(one) for one in rows], frozenset({custodian}))
    return [one.outcome for one in found]


@pytest.fixture
async def file(hub: Town) -> str:
    number = f"K{next(SERIAL):05}"
    assert await sent(hub, row(number)) == ["CREATED"]
    return number


def given(file: str, state: str = "FINAL_MADE", **more: Any) -> dict[str, Any]:
    return {"file": file, "order": "A1", "state": state, "at": AT, **more}


async def recording(
    hub: Town, input: dict[str, Any], version: int = 2, role: str = REGISTRAR, purpose: str = "COURT", matter: str = ""
) -> dict[str, Any]:
    return (await hub.post(role, RECORD, purpose, matter, "A test", input=input, version=version)).json()  # type: ignore[no-any-return]


async def recorded(hub: Town, input: dict[str, Any], version: int = 2) -> dict[str, Any]:
    answer = await recording(hub, input, version)
    assert "errors" not in answer, answer
    return answer["data"]["recordOrderOutcome"]  # type: ignore[no-any-return]


async def refused(hub: Town, input: dict[str, Any], version: int = 2, **more: Any) -> tuple[str, str]:
    """Its code and message; and no version was written."""
    text, number = "MATCH (f:CourtFile {file_number: $given.n}) RETURN count(f) AS n", {"n": input["file"]}
    before = await hub.graph(text, number)
    [error] = (await recording(hub, input, version, **more))["errors"]
    assert await hub.graph(text, number) == before
    return error["extensions"]["code"], error["message"]


async def order(hub: Town, file: str) -> tuple[int, dict[str, Any]]:
    """The newest version and its one order, as the court is shown its own."""
    [found] = (await hub.ask(REGISTRAR, FILES, "OWN_CASE", n=file))["courtFiles"]["nodes"]
    [one] = found["orders"]
    return found["version"], one


async def test_only_a_registrar_enters_it_and_only_under_court(hub: Town, file: str) -> None:
    assert (await refused(hub, given(file), purpose="OWN_CASE"))[0] == "NOT_REGISTRAR"
    assert (await refused(hub, given(file), role="police_member"))[0] == "NOT_REGISTRAR"
    assert (await refused(hub, given(file), role="tod_victim_side"))[0] == "NO_PURPOSE"
    assert await recorded(hub, given(file)) == {"file": file, "version": 2, "state": "FINAL_MADE", "at": START}


async def test_a_file_of_another_court_and_one_of_nobody_are_answered_alike(hub: Town, file: str) -> None:
    theirs = f"X{file}"
    assert await sent(hub, row(theirs, custodian="childrens_court"), custodian="childrens_court") == ["CREATED"]
    expected = "FILE_NOT_HELD", "Your court holds no file of this number."
    assert await refused(hub, given(theirs)) == await refused(hub, given("K99999")) == expected
    assert (await refused(hub, given(file, order="B2")))[0] == "ORDER_NOT_HELD"
    assert (await recorded(hub, given(file)))["version"] == 2


@pytest.mark.parametrize("state", ["NOTICE_ISSUED", "APPLIED", "INTERIM_MADE", "FINAL_SERVED"])
async def test_a_step_that_cannot_be_is_refused_with_the_reason(hub: Town, file: str, state: str) -> None:
    code, message = await refused(hub, given(file, state))
    assert code == "IMPOSSIBLE_STEP"
    assert "cannot follow “Interim order served”" in message
    assert (await recorded(hub, given(file, "ADJOURNED")))["state"] == "ADJOURNED"


async def test_what_has_ended_goes_on_no_more(hub: Town, file: str) -> None:
    await recorded(hub, given(file, "WITHDRAWN"))
    code, message = await refused(hub, given(file, "FINAL_MADE"), version=3)
    assert code == "IMPOSSIBLE_STEP"
    assert "what was withdrawn has to be applied for anew" in message


async def test_it_was_done_before_now_and_after_what_was_done_before(hub: Town, file: str) -> None:
    assert (await refused(hub, given(file, at="2026-07-01T00:00:01Z")))[0] == "BAD_INPUT"
    assert (await refused(hub, given(file, at="2026-06-01T23:59:59Z")))[0] == "BAD_INPUT"
    assert (await recorded(hub, given(file, at="2026-06-02T00:00:00Z")))["version"] == 2


@pytest.mark.parametrize(("field", "value"), [("state", "DONE"), ("kind", "DECREE")])
async def test_a_code_of_no_list_is_refused(hub: Town, file: str, field: str, value: str) -> None:
    assert (await refused(hub, given(file) | {field: value}))[0] == "BAD_INPUT"


async def test_the_file_has_a_new_version_and_all_else_of_it_stays(hub: Town, file: str) -> None:
    """Its free text is there, and not told to the registrar: whether he may read it, the policy leaves open."""
    await recorded(hub, given(file, kind="FINAL", endsOn="2027-06-19", note="By consent"))
    assert await order(hub, file) == (2, {
        "orderNumber": "A1", "state": {"code": "FINAL_MADE"}, "orderKind": {"code": "FINAL"},
        "madeAt": "2026-06-01T00:00:00Z",
        "endsOn": "2027-06-19", "doubts": None,
        "steps": [
            {"at": "2026-06-01T00:00:00Z", "state": {"code": "INTERIM_MADE"}, "possible": None, "note": None},
            {"at": "2026-06-02T00:00:00Z", "state": {"code": "INTERIM_SERVED"}, "possible": True, "note": None},
            {"at": AT, "state": {"code": "FINAL_MADE"}, "possible": True, "note": None},
        ],
        "conditionsInFull": [{"text": None}],
    })  # fmt: skip
    free = {"notes": ["By consent"], "conditions": ["The respondent must not contact her"]}
    assert await hub.graph(FREE_TEXT, {"file": file, "open": OPEN}) == [free]
    held = await hub.parts.ledger.newest("courts", COURT, file)
    assert held is not None
    kept = orjson.loads(held[1])
    assert (held[0], kept["judicial_list"], kept["orders"][0]["steps"][1]["colour"]) == (2, "SFVC", "blue")


async def test_what_had_no_day_of_making_is_made_then(hub: Town) -> None:
    number = f"K{next(SERIAL):05}"
    said = row(number, kind="APPLICATION", state="APPLIED", steps=[])
    del said["orders"][0]["made_at"]
    assert await sent(hub, said) == ["CREATED"]
    await recorded(hub, given(number, "INTERIM_MADE", kind="INTERIM"))
    version, order_ = await order(hub, number)
    assert (version, order_["madeAt"], order_["orderKind"], order_["doubts"]) == (2, AT, {"code": "INTERIM"}, None)


async def test_the_version_is_the_one_held_and_one_more(hub: Town, file: str) -> None:
    for version in (1, 3):
        assert await refused(hub, given(file), version=version) == (
            "VERSION_CONFLICT", "Another version is held by now: read it, and send version 2.",
        )  # fmt: skip
    await recorded(hub, given(file))
    assert (await recorded(hub, given(file, "FINAL_SERVED"), version=3))["version"] == 3


async def test_of_two_who_enter_at_once_one_comes_second(hub: Town, file: str) -> None:
    states = ("ADJOURNED", "FINAL_MADE", "WITHDRAWN")
    answers = await asyncio.gather(*(recording(hub, given(file, state)) for state in states))
    errors = [one["errors"][0]["extensions"]["code"] for one in answers if "errors" in one]
    assert len(errors) == 2
    assert set(errors) <= {"VERSION_CONFLICT", "IMPOSSIBLE_STEP"}  # the one that came first may have ended it
    assert (await order(hub, file))[0] == 2


async def test_what_the_register_itself_sends_goes_on_from_there(hub: Town, file: str) -> None:
    await recorded(hub, given(file))
    assert await sent(hub, row(file, 3, state="FINAL_SERVED")) == ["SUPERSEDED"]
    assert (await order(hub, file))[1]["state"] == {"code": "FINAL_SERVED"}
