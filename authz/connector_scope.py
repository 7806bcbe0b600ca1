"""What a connector reads back of its own custodian's records: types and facets, as an administrator registers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from authz.gates import ASKING_THE_FACET
from authz.judgement import Noun
from authz.policy_data import Policy
from authz.words import Facet, Position, Standing

CONNECTOR = "system_connector"


def registrable(policy: Policy, nouns: Mapping[str, Noun], today: str) -> dict[str, frozenset[Facet]]:
    """Types of records, and the facets of each that the policy lets a registered scope open (source table 8a)."""
    opened = {facet for facet in Facet if _opened(policy, facet, today)}
    return {label: frozenset(noun.facets) & opened for label, noun in nouns.items()}


def objection(policy: Policy, nouns: Mapping[str, Noun], scope: Iterable[str], today: str) -> str | None:
    """To one of these: how it is mended."""
    found, asked = registrable(policy, nouns, today), sorted(set(scope))
    for one in asked:
        label, _, facet = one.partition(".")
        if label not in found or facet not in found[label]:
            return f"In scope {one!r} is no type and facet that a connector reads back; there are {_listed(found)}."
        key = f"{label}.{nouns[label].facet}"
        if key not in asked and facet != Facet.SUPPRESSED_LOCATION:
            return f"In scope {one!r} is shown beside {key!r} only: register that too."
    return None


def _opened(policy: Policy, facet: Facet, today: str) -> bool:
    if facet is Facet.PUBLIC:
        return False
    cells = (policy.cell(CONNECTOR, policy.column(facet, standing), today) for standing in Standing)
    return any(ASKING_THE_FACET in cell.gates[Position.OWN] for cell in cells)


def _listed(found: Mapping[str, Iterable[Facet]]) -> str:
    return ", ".join(f"{label}.{facet}" for label in sorted(found) for facet in sorted(found[label]))
