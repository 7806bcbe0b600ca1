"""Another policy on the matters that are open: counted as the hub would show it, and nothing that is not open."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from authz import policy_data
from authz.words import Facet, Level, Purpose
from graph.embedded import Running as Neo4j
from graph.rehearsal import Moved, Rehearsal, rehearse
from graph.scope import Scope
from schema.model import MODEL
from tests.authz.test_policy_data import changed
from tests.resolvers.test_matters import CLOSE, DOOR, SEEN, matter_of, report
from tests.town import START, Town, town

POLICY = policy_data.load()


@pytest.fixture(scope="module")
async def hub(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with town(neo4j, tmp_path_factory.mktemp("hub")) as found:
        yield found


async def rehearsed(hub: Town, new: policy_data.Policy) -> Rehearsal:
    return await rehearse(hub.parts.database.value, Scope(MODEL), MODEL.nouns(), POLICY, new, START)


def without(role: str, *columns: str) -> Callable[[list[dict[str, str]]], None]:
    """Nothing of these columns of whom a matter names."""

    def change(rows: list[dict[str, str]]) -> None:
        for row in rows:
            if row["role"] == role and row["column"] in columns:
                row["named"] = "N"

    return change


async def test_what_is_open_now_is_judged_by_both_policies(hub: Town, tmp_path: Path) -> None:
    assert (await rehearsed(hub, POLICY)).asked == 0

    case = await report(hub)
    matter = await matter_of(hub, case, DOOR)
    shown = await hub.ask(DOOR.role, SEEN, DOOR.purpose, matter, **case.asked)
    assert shown["him"]["familyNames"] != []
    again = await rehearsed(hub, POLICY)
    assert (again.asked, again.moved) == (2, {})  # the two sides of The Orange Door

    narrower = policy_data.load(changed(tmp_path, "matrix.csv", without(DOOR.role, "perpetrator_identity")))
    found = (await rehearsed(hub, narrower)).moved
    lost = Moved(DOOR.role, Purpose.ASSESSMENT, "PersonRecord", Facet.IDENTITY, Level.F, Level.N)
    assert found[lost] == 1  # his record, and neither hers nor the child's
    assert {(moved.role, moved.now) for moved in found} == {(DOOR.role, Level.N)}
    assert "Incident" in {moved.noun for moved in found}  # nothing leads to his reports any more

    await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter)
    assert (await rehearsed(hub, narrower)).asked == 0


async def test_a_role_that_the_new_policy_does_not_know_is_shown_nothing_by_it(hub: Town, tmp_path: Path) -> None:
    matter = await matter_of(hub, await report(hub), DOOR)

    def forget(name: str) -> None:
        there = tmp_path / "policy" / name
        lines = [line for line in there.read_text().splitlines(keepends=True) if not line.startswith(DOOR.role)]
        there.write_text("".join(lines))

    def disown(name: str) -> None:
        """No kind of organisation has the role, and no duty is held with it."""
        there = tmp_path / "policy" / name
        there.write_text(re.sub(rf"\b{DOOR.role}\b ?", "", there.read_text()))

    changed(tmp_path, "matrix.csv", lambda rows: None)
    for name in ("matrix.csv", "purposes.csv", "search.csv"):
        forget(name)
    for name in ("organisations.csv", "duties.csv"):
        disown(name)
    found = await rehearsed(hub, policy_data.load(tmp_path / "policy"))
    assert {moved.now for moved in found.moved} == {Level.N}
    assert {moved.facet for moved in found.moved} >= {Facet.IDENTITY, Facet.PATTERN}
    await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter)
