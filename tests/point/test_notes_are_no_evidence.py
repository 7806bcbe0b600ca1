"""A note and a saved view change no byte of what is told of a person: no list, count, pattern, search or report."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from explorer.people.happened import HAPPENED
from explorer.people.person import ORDERS, PATTERN, WHO
from explorer.relations.met import EXPAND
from graph.embedded import Running as Neo4j
from tests.histories.lived import Asker
from tests.point.desk import ITEMS, PREVIEW, Desk, desk_of
from tests.point.released import MEN
from tests.point.test_after_release import CHANGED, WATCH
from tests.resolvers.test_notes import READ, WRITE
from tests.resolvers.test_saved_views import SAVE

AUDIT = re.compile(rb'"auditId":"\w+"')
SUBJECTS = "{ subjects { id familyNames violenceSummary { incidents } records { id } } matches { id } }"
FIND = """query($name: String!) { findPeople(by: {name: $name, birthDate: "1986-05-17", as: RESPONDENT}) {
  nodes { id score } more } }"""
TEXT = "Strangulation of Garrowan at 4 Cooper Street on 3 March 2026"


@pytest.fixture(scope="module")
async def desk(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with desk_of(neo4j, tmp_path_factory.mktemp("point")) as found:
        yield found


@pytest.fixture(scope="module")
async def report(desk: Desk) -> str:
    """That which the men's service has, whose subject it watches."""
    await desk.released(MEN)
    issued = await desk.issue(MEN)
    await desk.ask(desk.recipients[MEN], WATCH, id=desk.requests[MEN], until="2026-08-01")
    return str(issued["id"])


async def everything(desk: Desk, by: Asker, report: str) -> Mapping[str, bytes]:
    """All that is told of him, as bytes, but for the id that each answer has in the ledger."""
    him, hub = desk.life.any_id("him"), desk.life.hub
    asked: list[tuple[str, dict[str, Any]]] = [
        *((text, {"id": him}) for text in (WHO, PATTERN, ORDERS, HAPPENED)),
        (EXPAND, {"id": him, "kinds": None, "first": 50}), (SUBJECTS, {}), (FIND, {"name": "Garrowan"}),
    ]  # fmt: skip
    if by.role == "cip_analyst":
        asked += [(text, {"id": desk.requests[MEN]}) for text in (PREVIEW, ITEMS)]
    asked.append((CHANGED, {"id": report}))
    found = {}
    for text, given in asked:
        answer = await hub.post(by.role, text, by.purpose, by.matter, by.reason, **given)
        assert "errors" not in answer.json(), answer.text
        found[text] = AUDIT.sub(b"", answer.content)
    return found


@pytest.mark.parametrize("side", ["point", "recipient"])
async def test_no_byte_of_what_is_told_of_a_person_rests_on_a_note(desk: Desk, report: str, side: str) -> None:
    by = desk.points[MEN] if side == "point" else desk.recipients[MEN]
    him = desk.life.any_id("him")
    before = await everything(desk, by, report)
    assert await desk.ask(by, READ, person=him) == []
    await desk.ask(by, WRITE, input={"person": him, "text": TEXT})
    await desk.ask(by, SAVE, input={"name": TEXT, "address": him, "shared": True})
    [note] = await desk.ask(by, READ, person=him)
    assert note["text"] == TEXT
    after = await everything(desk, by, report)
    assert [text for text in before if before[text] != after[text]] == []
    assert not any(TEXT.encode() in told for told in after.values())
