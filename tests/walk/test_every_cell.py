"""All roles by all fields: a denied case each, and its twin through a matter wherever one can be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import orjson
import pytest

from graph.database import Database
from graph.embedded import Running as Neo4j
from graph.mapping import Edge, Subject
from resolvers.answering import Hub
from resolvers.api import SCHEMA
from resolvers.errors import Fault
from schema.model import MODEL
from tests.judge.askers import Asker
from tests.judge.fields import ALWAYS, AREA_OF, FACET_OF, NOUN_OF
from tests.judge.loading import World
from tests.judge.nouns import VERSIONED
from tests.judge.tables import ROLES
from tests.judge.walk import Case, cases_of
from tests.reference.asking import asked, database_of, hub_of, loaded
from tests.walk.everything import PATHS, ROOTS, Node, camel, nodes, questions, raw, value

Appearances = dict[Node, list[dict[str, Any]]]


@pytest.fixture(scope="module")
async def database(neo4j: Neo4j) -> AsyncIterator[Database]:
    async with database_of(neo4j) as found:
        yield found


@pytest.mark.parametrize("role", ROLES)
async def test_every_field_is_shown_or_withheld_as_the_tables_say(database: Database, role: str) -> None:
    checked = 0
    for world, who, mine in grouped(cases_of(role)):
        await loaded(database, world)
        found = await appearances(database, who)
        checked += len([check(found, world, case) for case in mine])
    assert checked == len(cases_of(role)) > 90


def grouped(cases: Sequence[Case]) -> list[tuple[World, Asker, list[Case]]]:
    groups: dict[tuple[int, Asker], list[Case]] = {}
    for case in cases:
        groups.setdefault((id(case.world), case.asker), []).append(case)
    return [(mine[0].world, who, mine) for (_, who), mine in groups.items()]


async def appearances(database: Database, who: Asker) -> Appearances:
    """Every node in the answers to all questions, wherever it appears."""
    hub, found = hub_of(database), Appearances()
    for text in questions():
        for node, values in nodes(await data(hub, who, text)):
            found.setdefault(node, []).append(values)
    return found


async def data(hub: Hub, who: Asker, text: str) -> Any:
    """A purpose that needs a matter is refused without one: nothing is answered."""
    try:
        return orjson.loads(await asked(hub, who, text))["data"]
    except Fault as fault:
        if (fault.code, who.matter) == ("MATTER_REQUIRED", None):
            return None
        raise


def check(found: Appearances, world: World, case: Case) -> None:
    thing = world[AREA_OF[case.noun]][case.id]
    shown_id = thing["lineage"] if AREA_OF[case.noun] in VERSIONED else case.id
    name = camel(case.field)
    values = [raw(values[name]) for values in found.get((case.noun, shown_id), []) if name in values]
    told = f"{case.role} {case.purpose} {case.noun}.{case.field} of {case.id}"
    if case.shown:
        assert values, f"{told} is nowhere to be seen"
        assert set(map(repr, values)) == {repr(thing[case.field])}, told
    else:
        assert set(map(repr, values)) <= {"None"}, told


@pytest.mark.parametrize("area", FACET_OF)
def test_the_judge_knows_every_field_that_the_schema_has(area: str) -> None:
    """A new field must be judged a second time, from the tables, before it is answered."""
    kind: Any = SCHEMA.type_map[NOUN_OF[area]]
    said = {camel(name) for name in ALWAYS}
    values = {name for name, field in kind.fields.items() if value(name, field.type)}
    assert values - said == {camel(name) for name in FACET_OF[area]} - said


def test_the_questions_go_every_path_of_the_nouns() -> None:
    """But back from what belongs to a report, and what a report leads to: that is asked by itself."""
    beside = {"Incident": {"orders", "referrals"}, "Attendance": {"incidents"}}
    public = {node.label for node in MODEL.nodes.values() if node.subject is Subject.PUBLIC}
    paths = {label: {camel(name) for name, field in node.fields.items() if isinstance(field, Edge)}
             for label, node in MODEL.nodes.items() if label not in public}  # fmt: skip
    asked = {label: set(PATHS.get(label, "").split()) | beside.get(label, set()) for label in paths}
    assert paths == asked
    assert set(ROOTS.values()) == {node.label for node in MODEL.nodes.values() if node.subject is Subject.EVENT}
