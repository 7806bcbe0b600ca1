"""The planner on the database against graphql-core over the judge: the same bytes, for every asker in every world."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from graph.database import Database
from graph.embedded import Running as Neo4j
from graph.lists import Listing
from graph.planner import Planner
from graph.predicates import Policy
from resolvers.api import SCHEMA
from resolvers.plans import Plans
from schema.model import MODEL
from tests.judge.askers import ASKERS, Asker, asker, pad
from tests.judge.byhand import P1, P2, made
from tests.judge.directed import directed_world
from tests.judge.tables import ROLES
from tests.judge.worlds import copy_of
from tests.mutants.gated import TOLD, told
from tests.reference.asking import database_of, loaded
from tests.reference.comparing import Answered, Compared
from tests.reference.operations import Operation, operations, pool
from tests.reference.worlds import whole, world

WORLDS = (1, 2, 3, 4, 5, 6)
ASKING = ("police_fv_unit", "cip_analyst", "tod_victim_side", "mens_service", "homelessness")
EACH = 15
POOL = pool(20)
LONG = range(100, 120)


@pytest.fixture(scope="module")
async def database(neo4j: Neo4j) -> AsyncIterator[Database]:
    async with database_of(neo4j) as found:
        yield found


def asked_in(seed: int) -> list[Operation]:
    return [POOL[(seed * 7 + number) % len(POOL)] for number in range(EACH)]


def asker_in(seed: int, role: str) -> Asker:
    """Another purpose in each world; own cases now and then without a matter."""
    purposes = ASKERS[role].purposes
    purpose = purposes[seed % len(purposes)]
    return asker(role, purpose, matter=purpose != "OWN_CASE" or seed % 2 == 0)


async def compared(database: Database, seed: int, roles: Sequence[str], asked: Sequence[Operation]) -> list[Answered]:
    """Each role under its first purpose, and every other question under another purpose as well."""
    found = world(seed)
    await loaded(database, found)
    plain = [(asker(role), asked) for role in roles]
    other = [(asker_in(seed, role), asked[::2]) for role in roles]
    return [one for who, mine in (*plain, *other) for one in await Compared(database, found, who).all(mine, seed)]


def different(found: Sequence[Answered]) -> list[tuple[Any, ...]]:
    return [(one.role, one.text, one.variables, one.hub, one.reference) for one in found if not one.same]


@pytest.mark.parametrize("seed", WORLDS)
async def test_the_hub_answers_with_the_bytes_of_the_reference(database: Database, seed: int) -> None:
    found = await compared(database, seed, ASKING, asked_in(seed))
    assert different(found) == []
    assert len(found) >= len(ASKING) * EACH
    # The questions meet something: else equal answers would prove little.
    assert sum(one.values > 5 for one in found) > len(found) / 10


async def test_read_past_the_driver_it_answers_with_the_same_bytes(neo4j: Neo4j) -> None:
    async with database_of(neo4j, direct=True) as database:
        found = await compared(database, WORLDS[1], ASKING, asked_in(WORLDS[1]))
        assert different(found) == []
        assert database.past_driver
        assert database.direct
        assert database.direct.all


@pytest.mark.soak
@pytest.mark.parametrize("seed", LONG)
async def test_every_role_is_answered_with_the_bytes_of_the_reference(database: Database, seed: int) -> None:
    assert different(await compared(database, seed, ROLES, operations(seed, 40))) == []


PLACES = """query($suburb: String!) { subjects { records {
  addresses(orderBy: SUBURB_DESC) { id suburb suppressed }
  by: addresses(where: {suburb: {eq: $suburb}}) { id }
  among: addresses(where: {suburb: {in: ["Nowhere", $suburb]}}) { id }
  marked: addresses(where: {suppressed: {eq: true}}) { id } } } }"""


async def test_a_suppressed_place_is_shown_to_its_own_service_and_never_matches_a_filter(database: Database) -> None:
    who = replace(asker("specialist_fv", "ASSESSMENT"), reasoned=False)
    found = whole(copy_of(directed_world(who.role, who.purpose, "VICTIM", met=True)))
    await loaded(database, found)
    hidden = next(a for a in found["addresses"].values() if a["suppressed"])
    one = await Compared(database, found, who).one(PLACES, {"suburb": hidden["suburb"]})
    assert different([one]) == []
    records = [record for person in one.hub["subjects"] for record in person["records"]]
    shown = {a["id"] for record in records for a in record["addresses"] if a["suppressed"]}
    assert len(shown) == 1
    assert not shown & {a["id"] for r in records for key in ("by", "among", "marked") for a in r[key]}


@pytest.mark.parametrize("serves", [True, False])
async def test_without_a_matter_whoever_serves_him_comes_upon_no_own_file_of_hers(
    database: Database, serves: bool
) -> None:
    found, _ = made("court_registrar", "OWN_CASE", "ALLEGED")
    for matter in found["matters"].values():
        for naming in matter["names"]:
            naming["client"] = naming["client"] and serves
    await loaded(database, whole(found))
    alone = asker("court_registrar", "OWN_CASE", matter=False)
    one = await Compared(database, found, alone).one("query($id: ID!) { person(id: $id) { id } }", {"id": P2})
    assert different([one]) == []
    assert one.hub == {"person": None if serves else {"id": P2}}


SUMMED = "{ subjects { id criminalSummary { chargePending } custodySummary { inCustody } } }"


async def test_a_summary_opens_by_a_report_that_stands_and_by_no_other(database: Database) -> None:
    """Issued; then recalled, corrected, of another organisation, of other records, none, of another matter."""
    answered = []
    for change in (None, *TOLD):
        found, who = told()
        for area, part in (("charges", "ACCUSED_IN"), ("episodes", "HELD_IN")):
            found[area][pad(f"g{area[:2]}a")][part] = []  # of his own service there is nothing
        if change:
            change(found, who)
        await loaded(database, whole(found))
        answered.append(await Compared(database, found, who).one(SUMMED, {}))
    assert different(answered) == []
    him = [next(p for p in one.hub["subjects"] if p["id"] == P1) for one in answered]
    charged, held = (["-S"[p[name] is not None] for p in him] for name in ("criminalSummary", "custodySummary"))
    assert ("".join(charged), "".join(held)) == ("S----S--S", "S---S---S")


FLAGS = """query($after: String) { incidents(orderBy: PETS_HARMED_ASC, first: 2, after: $after) {
  edges { cursor node { id petsHarmed } } pageInfo { hasNextPage endCursor } } }"""


async def test_what_is_not_known_comes_before_no_and_before_yes_over_all_pages(database: Database) -> None:
    found = world(1)
    await loaded(database, found)
    asking, flags = Compared(database, found, asker("police_fv_unit")), list[Any]()
    told: dict[str, Any] = {"hasNextPage": True, "endCursor": None}
    while told["hasNextPage"]:
        one = await asking.one(FLAGS, {"after": told["endCursor"]})
        assert different([one]) == []
        flags += [edge["node"]["petsHarmed"] for edge in one.hub["incidents"]["edges"]]
        told = one.hub["incidents"]["pageInfo"]
    assert set(flags) == {None, False, True}
    assert flags == sorted(flags, key=lambda flag: -1 if flag is None else int(flag))


async def test_a_cursor_of_another_asker_is_refused_by_both(database: Database) -> None:
    found = world(1)
    await loaded(database, found)
    mine = Compared(database, found, asker("police_fv_unit"))
    theirs = Compared(database, found, asker("tod_victim_side"))
    cursor = (await theirs.one(FLAGS, {})).hub["incidents"]["pageInfo"]["endCursor"]
    one = await mine.one(FLAGS, {"after": cursor})
    assert (one.hub, one.reference) == ("BAD_CURSOR", "BAD_CURSOR")


async def test_a_comparison_that_a_role_is_never_shown_is_refused_by_both(database: Database) -> None:
    found = world(1)
    await loaded(database, found)
    text = "{ subjects { incidentsAsRespondent(where: {safetyPlanMade: {eq: true}}) { id } } }"
    one = await Compared(database, found, asker("mens_service")).one(text, {})
    assert (one.hub, one.reference) == ("NOT_COMPARABLE", "NOT_COMPARABLE")
    other = await Compared(database, found, asker("police_fv_unit")).one(text, {})
    assert different([other]) == []
    assert isinstance(other.hub, dict)


STEP = Planner._step
# What a planner could forget, and what would stand in its place.
FORGOTTEN: dict[str, tuple[type, str, Any]] = {
    "who is there": (Policy, "there", lambda self, place: "true"),
    "what is shown": (Policy, "condition", lambda self, place, field: "true"),
    "when it was known": (Policy, "rows", lambda self, place, times: self.there(place)),
    "what matches": (Listing, "filters", lambda self, place, wanted: []),
    "what leads": (Planner, "_step", lambda self, source, edge: (*STEP(self, source, edge)[:2], [])),
}


@pytest.mark.parametrize("rule", FORGOTTEN)
async def test_a_planner_that_forgets_a_rule_is_found(
    database: Database, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*FORGOTTEN[rule])
    plans = Plans(SCHEMA, MODEL)
    for found in map(world, (2, 5)):
        await loaded(database, found)
        for role in ("mens_service", "cip_analyst"):  # each under its first purpose
            asking = Compared(database, found, asker(role), plans)
            for asked in POOL:
                [one] = await asking.all([asked], 2)
                if not one.same:
                    return
    raise AssertionError(f"nothing differs without {rule}")
