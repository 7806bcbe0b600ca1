"""The harness of two worlds sees each leak that is planted (what it proves of the hub: test_everybody.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from authz import gates, walls
from authz.facts import Grant
from authz.moment import Governing
from authz.words import Facet, Standing
from graph import planner
from graph.conditions import TRUE
from graph.lists import LEAST, OPERATORS, Listing, Order
from graph.mapping import Property
from graph.planner import Planner
from graph.predicates import Place, Policy, known_in_time
from graph.scope import Scope
from tests.twoworlds.telling import Desk, pair

ROLES = {
    "cip_analyst": "CIP_REQUEST",
    "mens_service": "ASSESSMENT",
    "tod_victim_side": "ASSESSMENT",
    "homelessness": "PROTECTION",
}
COUNT = 30


# Leaks


def filter_without_guard(self: Listing, place: Place, name: str, tests: Any) -> Iterator[str]:
    stored = place.node.property(name).stored
    for operator, value in tests.items():
        if value is not None:
            yield OPERATORS[operator].format(f"{place.variable}.{stored}", self.parameters.add(value))


def sort_by_what_is_stored(_self: Listing, place: Place, wanted: str | None) -> Order:
    name, direction = (wanted or f"{place.node.when} DESC").split()
    prop = place.node.property(name)
    key = f"coalesce({place.variable}.{prop.stored}, {LEAST.get(prop.kind, repr(''))})"
    return Order(key, direction, False, prop.stored)


def lens_through_what_is_hidden(self: Planner, source: Place, edge: Any) -> Any:
    target, pattern, passing = STEP(self, source, edge)
    record = self._record_of(source)
    return target, pattern, known_in_time(record.variable, self.times) if edge.lens else passing


STEP = Planner._step
FACTS = Scope.facts


def exclusions_forgotten(self: Scope, found: list[Any]) -> Any:
    facts = FACTS(self, found)
    clear = {n: tuple(replace(x, exclusion=None) for x in getattr(facts, n)) for n in ("records", "events", "places")}
    return replace(facts, **clear)


def every_value(_self: Policy, _place: Place, _field: Property) -> str:
    return TRUE


# Role and seed of a pair of worlds that shows it, by about which question; what is planted where.
LEAKS: dict[str, tuple[str, int, int, tuple[Any, str, Any]]] = {
    "filter": ("cip_analyst", 9, 36, (Listing, "_field", filter_without_guard)),
    "sort": ("cip_analyst", 3, 21, (Listing, "order", sort_by_what_is_stored)),
    "value": ("cip_analyst", 3, 18, (Policy, "condition", every_value)),
    "lens": ("cip_analyst", 9, 2, (Planner, "_step", lens_through_what_is_hidden)),
    "computed value": ("mens_service", 5, 32, (planner, "any_of", lambda _conditions: TRUE)),
    "exclusion": ("cip_analyst", 3, 20, (Scope, "facts", exclusions_forgotten)),
    "kept field": ("cip_analyst", 3, 18, (Policy, "not_kept", lambda *_: TRUE)),
    "kept part": ("cip_analyst", 3, 18, (Planner, "_stands", lambda *_: [])),
    "counter-party": ("mens_service", 9, 0, (walls, "counter_parties", lambda *_: frozenset())),
    "protective standing": ("cip_analyst", 7, 0, (Governing, "standing", lambda _self, _person: Standing.NONE)),
    "suppressed": ("tod_victim_side", 3, 18, (walls, "location_facet", lambda *_a, **_k: Facet.CONTACT)),
    "alleged": ("homelessness", 7, 0, (walls, "alleged_may_be_told", lambda _access: True)),
    "the id of a hidden origin": (
        "mens_service",
        7,
        0,
        (Planner, "person_id", lambda _self, place: f"{place.variable}.id"),
    ),
    "late link": ("mens_service", 9, 1, (Grant, "holds", lambda _self, _record: True)),
}


@pytest.mark.parametrize("leak", LEAKS)
async def test_a_planted_leak_is_found(desk: Desk, leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    role, seed, begin, planted = LEAKS[leak]
    monkeypatch.setattr(*planted)
    reasoned = leak != "suppressed"  # with a reason this role is shown such a place
    assert await desk.tells_apart(pair(role, ROLES[role], seed, COUNT, reasoned=reasoned), begin)


async def test_a_forgotten_consent_is_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    built: dict[str, Callable[..., bool]] = {**gates.BUILT, "consent": lambda _case: True}
    monkeypatch.setattr(gates, "BUILT", built)
    assert await desk.tells_apart(pair("tod_victim_side", "ASSESSMENT", 3, COUNT), 18)
