"""No role is safe because it is shown nothing: one lawful question of each is answered to the last field."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import orjson
import pytest

from graph.database import Database
from graph.embedded import Running as Neo4j
from tests.judge.askers import asker
from tests.judge.directed import directed_world
from tests.judge.fields import AREA_OF, FACET_OF
from tests.judge.loading import World
from tests.judge.nouns import VERSIONED
from tests.judge.tables import ROLES
from tests.reference.asking import asked, database_of, hub_of, loaded
from tests.walk.everything import camel, raw
from tests.walk.test_every_cell import Appearances, appearances
from tests.walk.useful import ASKING, SHOWN, VALUES

PURPOSES = {
    "auditor_evaluator": ["EVALUATION", "ADMIN"],
    "organisational_authority": ["ADMIN"],
}
WHO = "{ whoAmI { role organisation purposes { purpose } } organisations(first: 100) { id } }"


@pytest.fixture(scope="module")
async def database(neo4j: Neo4j) -> AsyncIterator[Database]:
    async with database_of(neo4j) as found:
        yield found


@pytest.mark.parametrize("role", ASKING)
async def test_each_role_is_answered_with_every_field_that_it_works_with(database: Database, role: str) -> None:
    purpose, standing = ASKING[role]
    here = directed_world(role, purpose, standing, met=True)
    await loaded(database, here)
    found = set(told(here, await appearances(database, asker(role, purpose))))
    fields = {(noun, field) for noun, _, field in found}
    typed = {(noun, field) for noun, rows in SHOWN.items() for roles, names in rows
             if roles == "all" or role in roles.split() for field in names.split()}  # fmt: skip
    assert typed - fields == set()
    assert len(found) >= VALUES[role]


def told(here: World, found: Appearances) -> Iterator[tuple[str, str, str]]:
    """Noun, node and field of each value in the answers; it is the one that is held."""
    for noun, area in AREA_OF.items():
        for name, thing in here[area].items():
            shown = found.get((noun, thing["lineage"] if area in VERSIONED else name), [])
            for field in FACET_OF.get(area, ()):
                values = [raw(v) for one in shown if (v := one.get(camel(field))) is not None]
                if thing.get(field) is not None and values:
                    assert set(map(repr, values)) == {repr(thing[field])}, (noun, name, field)
                    yield noun, name, camel(field)


@pytest.mark.parametrize("role", PURPOSES)
async def test_who_reads_no_record_is_told_what_he_may_do_and_who_is_who(database: Database, role: str) -> None:
    here = directed_world(role, PURPOSES[role][0], "ALLEGED", met=True)
    await loaded(database, here)
    answer = orjson.loads(await asked(hub_of(database), asker(role), WHO))["data"]
    assert answer["whoAmI"]["role"] == role
    assert answer["whoAmI"]["organisation"] == asker(role).organisation
    assert sorted(p["purpose"] for p in answer["whoAmI"]["purposes"]) == sorted(PURPOSES[role])
    assert {one["id"] for one in answer["organisations"]} == set(here["organisations"])


def test_every_role_is_asked_for() -> None:
    assert set(ASKING) | set(PURPOSES) == set(ROLES)
    assert set(VALUES) == set(ASKING)
    workers = [count for role, count in VALUES.items() if role != "system_connector"]  # which reads its own records
    assert sum(workers) / (898 * len(workers)) > 0.57
