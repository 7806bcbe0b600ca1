"""The list of closed cells is current, and the product's own policy agrees with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from authz.access import Access
from authz.gates import BUILT
from authz.policy_data import load
from authz.words import Level, Position, Purpose
from tests.judge.askers import ASKERS
from tests.judge.positions import closed_cells
from tests.judge.tables import BUILT as BUILT_AS_READ
from tests.judge.tables import COLUMNS, ROLES
from tests.walk.closed import PAGE, page

POLICY = load()


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run make snapshots"


def test_the_gates_of_this_version_are_these() -> None:
    assert set(BUILT) == set(BUILT_AS_READ)


def levels(role: str, column: str) -> Iterator[Level]:
    """At every position, under every purpose the role may declare; gates held to hold."""
    seat = ASKERS[role]
    for purpose in Purpose:
        row = POLICY.purposes[role, purpose]
        if row.may and (row.entity_class == "none" or row.entity_class in seat.classes):
            held = "RAE" in seat.classes
            access = Access(POLICY, role, purpose, seat.organisation, seat.custodian, held, "2026-07-01")
            yield from (access.level(column, position) for position in Position)


@pytest.mark.parametrize("role", ROLES)
def test_a_cell_that_is_not_listed_opens_and_one_with_an_unbuilt_gate_does_not(role: str) -> None:
    closed = closed_cells()
    for column in COLUMNS:
        why = closed.get((role, column))
        best = max(levels(role, column))
        if why is None:
            assert best >= Level.M, column
        elif why.startswith(("gates not built", "printed")):
            assert best is Level.N, (column, why)
