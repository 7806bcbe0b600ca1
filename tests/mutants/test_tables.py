"""Every cell of the policy beside a copy of it that was typed from the source tables: no cell changes unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from authz.policy_data import Cell, Policy, SearchRow, load
from authz.words import Facet, Level, Position, Purpose, SearchKey, Standing
from tests.judge.fields import NOUN_OF, SHOWN_FROM
from tests.judge.purposes import PURPOSES
from tests.judge.tables import CHILD_UNTIL, COLUMNS, MATRIX, ROLES, WINDOW_MONTHS, column
from tests.mutants.search_table import SEARCHES

POLICY = load()
# Grounds in writing: whoever asks in these purposes, and an auditor; Child Protection asks by its own statute.
WITH_REASON = ("PROTECTION", "CIP_REQUEST", "CISS", "CYFA_STATUTORY", "EVALUATION")
OWN_STATUTE = ("cp_practitioner", "cp_team_manager")


def needs_reason(role: str, purpose: str) -> bool:
    if purpose == "CYFA_STATUTORY" and role in OWN_STATUTE:
        return False
    return purpose in WITH_REASON or (role, purpose) == ("auditor_evaluator", "ADMIN")


def unlike(policy: Policy) -> Iterator[str]:
    """The names of cells that are not as they were typed."""
    yield from _matrix(policy)
    yield from _purposes(policy)
    yield from (f"{f} {s}" for (f, s), name in policy.columns.items() if name != column(f, s))
    yield from (f"search {key}" for key, row in policy.searches.items() if _written(row) != SEARCHES[key])
    yield from _summaries(policy)
    if (policy.settings["protective_window_months"], policy.settings["child_until"]) != (
        str(WINDOW_MONTHS), str(CHILD_UNTIL)):  # fmt: skip
        yield "settings"


def _matrix(policy: Policy) -> Iterator[str]:
    for (role, name), rows in policy.cells.items():
        typed = MATRIX[role][name]
        for cell in rows:
            levels = {str(p): level.name for p, level in cell.levels.items()}
            gates = {str(p): set(cell.gates[p]) for p in Position if cell.levels[p]}
            asked = {p: set(typed.gates[p]) for p, level in typed.levels.items() if level != "N"}
            if levels != typed.levels or gates != asked:
                yield f"{role} {name}"


def _purposes(policy: Policy) -> Iterator[str]:
    for (role, purpose), row in policy.purposes.items():
        typed = PURPOSES[purpose].get(role)
        if typed is None or not row.may:
            if row.may or typed:
                yield f"{role} {purpose}"
            continue
        found = (row.entity_class, row.needs_matter, row.needs_reason, set(row.opens), row.ceiling.name,
                 set(row.columns if row.columns is not None else COLUMNS))  # fmt: skip
        wanted = (typed.entity_class or "none", typed.needs_matter, needs_reason(role, purpose), set(typed.opens),
                  typed.ceiling, set(typed.columns))  # fmt: skip
        if found != wanted:
            yield f"{role} {purpose}"


def _written(row: SearchRow) -> str:
    keys = " ".join(key for key in SearchKey if key in row.keys) or "none"
    yes = {True: "yes", False: "no"}
    return (
        f"{keys} | {row.spelling} {yes[row.past_addresses]} {row.handle} {row.reason} {yes[row.needs_matter]} "
        f"{row.per_hour} {row.addresses_per_hour} {'as_declared' if row.as_declared else 'most_protective'} "
        f"{'at_limit' if row.alert else 'no'}"
    )


MASKED = ("victim_identity", "perpetrator_identity", "child_identity", "linked_third_party")
SUMMED = {
    "risk_assessment": {"Incident.risk_scheme", "Incident.risk_band", "Incident.risk_assessed_on",
                        "RiskAssessment.scheme", "RiskAssessment.level", "RiskAssessment.assessed_on"},
    "orders": {"Order.in_force", "Order.served", "Order.ends_on", "Order.housing_conditions"},
    "narrative": {"Incident.extract", "Charge.extract", "Supervision.extract", "RiskAssessment.extract",
                  "ProtectionReport.extract"},
    "referral_outcome": {"Referral.state"},
    "perpetrator_pattern": {"Person.violence_summary"},
    "criminal_history": {"Person.criminal_summary"},
    "custody": {"Person.custody_summary"},
    "child_protection_history": {"Person.child_protection_summary"},
    "safety_plan": {"Person.safety_plan_summary"},
}  # fmt: skip


def _summaries(policy: Policy) -> Iterator[str]:
    """Fields of nouns; what is declared for later names none."""
    for (name, level), shown in policy.summaries.items():
        fields = {field for field in shown if "." in field}
        typed = {"PersonRecord.initials", "PersonRecord.birth_year"} if level is Level.M and name in MASKED else set()
        typed |= SUMMED.get(name, set()) if level is Level.S else set()
        if level.as_row and fields != typed:
            yield f"summary {name} {level.name}"


def test_every_cell_is_as_it_was_typed() -> None:
    assert list(unlike(POLICY)) == []
    assert len(POLICY.cells) == 315
    assert set(POLICY.searches) == set(SEARCHES)
    assert set(POLICY.purposes) == {(role, purpose) for role in ROLES for purpose in Purpose}


def test_what_is_typed_of_summaries_is_what_the_judge_shows() -> None:
    typed = {f"{NOUN_OF[area]}.{field}" for area, field in SHOWN_FROM}
    masks = {"PersonRecord.initials", "PersonRecord.birth_year"}
    fields = {field for fields in SUMMED.values() for field in fields}
    assert typed == masks | {field for field in fields if not field.startswith("Person.")}


def with_cell(key: tuple[str, str], change: Callable[[Cell], Cell]) -> Policy:
    cells: Mapping[Any, Any] = {**POLICY.cells, key: tuple(change(cell) for cell in POLICY.cells[key])}
    return replace(POLICY, cells=cells)


@pytest.mark.parametrize("role", ROLES)
def test_a_level_or_a_gate_that_is_changed_is_found(role: str) -> None:
    for name in COLUMNS:
        for position in Position:
            held = POLICY.cells[role, name][0]
            for level in set(Level) - {held.levels[position]}:
                raised = {**held.levels, position: level}
                changed = with_cell((role, name), lambda cell, raised=raised: replace(cell, levels=raised))
                assert list(_matrix(changed)) == [f"{role} {name}"]
            for gate in held.gates[position] if held.levels[position] else ():
                fewer = {**held.gates, position: tuple(set(held.gates[position]) - {gate})}
                changed = with_cell((role, name), lambda cell, fewer=fewer: replace(cell, gates=fewer))
                assert list(_matrix(changed)) == [f"{role} {name}"]


def test_a_purpose_that_is_changed_is_found() -> None:
    for key, row in POLICY.purposes.items():
        others = [replace(row, may=not row.may)]
        if row.may:
            others += [replace(row, needs_matter=not row.needs_matter), replace(row, needs_reason=not row.needs_reason),
                       replace(row, opens=frozenset(Position) - row.opens), replace(row, ceiling=Level.M),
                       replace(row, columns=frozenset({"custody"})), replace(row, entity_class="another")]  # fmt: skip
        for other in others:
            assert list(_purposes(replace(POLICY, purposes={**POLICY.purposes, key: other}))) == [" ".join(key)]


def test_a_facet_that_is_led_elsewhere_is_found() -> None:
    for facet in Facet:
        for standing in Standing:
            columns = {**POLICY.columns, (facet, standing): "elsewhere"}
            assert list(unlike(replace(POLICY, columns=columns))) == [f"{facet} {standing}"]


def test_a_search_that_is_changed_is_found() -> None:
    for key, row in POLICY.searches.items():
        others = [replace(row, keys=row.keys ^ {one}) for one in SearchKey]
        others += [replace(row, per_hour=row.per_hour + 1), replace(row, as_declared=not row.as_declared),
                   replace(row, needs_matter=not row.needs_matter), replace(row, alert=not row.alert),
                   replace(row, past_addresses=not row.past_addresses), replace(row, reason="perhaps"),
                   replace(row, addresses_per_hour=row.addresses_per_hour + 1)]  # fmt: skip
        for other in others:
            changed = replace(POLICY, searches={**POLICY.searches, key: other})
            assert list(unlike(changed)) == [f"search {key}"]
