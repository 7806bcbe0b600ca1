"""The judge against itself: reasoning over positions, walking all cells, and second worlds."""

from __future__ import annotations

import pytest

from tests.judge.askers import ASKERS, asker, pad
from tests.judge.casting import NOW
from tests.judge.fields import FACET_OF, NOUN_OF
from tests.judge.judge import Judge
from tests.judge.loading import statements
from tests.judge.other_world import other_world
from tests.judge.positions import closed_cells, facets_of
from tests.judge.seeing import seen
from tests.judge.tables import COLUMNS, MATRIX, ROLES
from tests.judge.walk import cases, never
from tests.judge.worlds import world

ALL = {
    (role, NOUN_OF[area], field, facet)
    for role in ROLES
    for area, fields in FACET_OF.items()
    for field in fields
    for facet in facets_of(NOUN_OF[area], field)
}

WHOLE_ROWS = ("auditor_evaluator", "organisational_authority")


def test_every_role_has_every_column() -> None:
    assert {role: tuple(row) for role, row in MATRIX.items()} == dict.fromkeys(ROLES, COLUMNS)
    assert tuple(ASKERS) == ROLES


def test_every_field_of_every_role_is_denied_somewhere() -> None:
    denied = {(c.role, c.noun, c.field, c.facet) for c in cases() if not c.shown}
    assert denied == ALL


def test_what_the_tables_can_open_is_shown_somewhere_and_nothing_else() -> None:
    shown = {(c.role, c.noun, c.field, c.facet) for c in cases() if c.shown}
    assert shown == ALL - never()


def test_cells_with_a_gate_not_built_stay_closed() -> None:
    closed = closed_cells()
    assert closed["police_member", "reporter_identity"] == "gates not built: protective_intervener"
    assert ("police_fv_unit", "suppressed_location") not in closed
    assert closed["court_registrar", "victim_contact"] == "gates not built: service_only"
    assert not {("court_registrar", "narrative"), ("cip_analyst", "narrative")} & closed.keys()
    assert closed["cip_analyst", "victim_contact"] == "printed: no row"
    assert ("specialist_fv", "suppressed_location") not in closed
    assert [role for role in ROLES if (role, "worker_safety") in closed] == ["cip_analyst", *WHOLE_ROWS]
    assert all((role, column) in closed for role in WHOLE_ROWS for column in COLUMNS)


def test_worlds_are_the_same_by_seed() -> None:
    assert world(7) == world(7)
    assert list(statements(world(7))) == list(statements(world(7)))
    assert world(7) != world(8)


def test_every_id_has_one_length() -> None:
    found = world(3)
    areas = [a for a in found if a != "organisations"]
    assert {len(name) for area in areas for name in found[area]} == {len(pad(""))}


@pytest.mark.parametrize("role", ROLES)
def test_a_second_world_looks_the_same_and_is_another(role: str) -> None:
    here, who = world(1), asker(role)
    there = other_world(here, who, NOW, 1)
    assert seen(Judge(there, who, NOW)) == seen(Judge(here, who, NOW))
    for area in ("records", "incidents", "addresses", "referrals"):
        changed = [n for n, x in here[area].items() if there[area].get(n) != x]
        assert len(changed) >= len(here[area]) / 3, area


def test_a_second_world_is_the_same_by_seed() -> None:
    who = asker("tod_victim_side")
    first, second = (other_world(world(2), who, NOW, 5) for _ in range(2))
    assert first == second
    assert [list(x) for x in first.values()] == [list(x) for x in second.values()]


def test_random_worlds_show_and_hide() -> None:
    """Each practice role meets something in full and something masked or absent."""
    for role in ("police_fv_unit", "tod_victim_side", "specialist_fv", "mens_service"):
        found = [Judge(world(seed), asker(role), NOW) for seed in range(1, 6)]
        met = {j.level("records", r, "IDENTITY") for j in found for r in j.world["records"]}
        assert met == {"F", "M", "N"}, role
