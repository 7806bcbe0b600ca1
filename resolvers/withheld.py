"""What an answer leaves out, as far as it may be told: the cells the policy prints N, never a
failed gate, wall or fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from authz.policy_data import Policy
from authz.words import Facet, Standing
from graph.mapping import Computed, Edge, Gathered, Property, Seen
from graph.selection import Selection
from resolvers.explaining import facet_of
from schema.model import MODEL

NOUNS = {
    "incident": "Incident",
    "order": "Order",
    "court_file": "CourtFile",
    "charge": "Charge",
    "custody_episode": "CustodyEpisode",
    "supervision": "Supervision",
    "risk_assessment": "RiskAssessment",
    "safety_plan": "SafetyPlan",
    "protection_report": "ProtectionReport",
    "referral": "Referral",
}
ROOTS = {"person": "Person", "subjects": "Person", **NOUNS, **{f"{root}s": noun for root, noun in NOUNS.items()}}
STANDINGS = tuple(Standing)
Asked = tuple[str, str, Facet]  # path, Noun.field, facet


def tellable(policy: Policy, role: str, today: str, selections: tuple[Selection, ...]) -> list[dict[str, Any]]:
    """Per path of the document: the columns of the field that this role is not shown, whatever the facts are."""
    found = []
    for path, name, facet in _fields(selections):
        columns = _never(policy, role, today, facet)
        if columns:
            found.append({"path": path, "field": name, "columns": columns})
    return found


def names(selections: tuple[Selection, ...]) -> list[str]:
    """The declared fields that a question names, for the ledger."""
    return sorted({name for _, name, _ in _fields(selections)})


def _never(policy: Policy, role: str, today: str, facet: Facet) -> list[dict[str, str]]:
    if facet is Facet.PUBLIC:
        return []
    columns = dict.fromkeys(policy.column(facet, standing) for standing in STANDINGS)
    cells = {column: policy.cell(role, column, today) for column in columns}
    return [
        {"column": column, "level": "N", "basis": cell.basis} for column, cell in cells.items() if cell.printed_none
    ]


def _fields(selections: tuple[Selection, ...]) -> Iterator[Asked]:
    for selection in selections:
        if selection.name in ROOTS:
            yield from _under(ROOTS[selection.name], selection, selection.key)


def _under(noun: str, selection: Selection, path: str) -> Iterator[Asked]:
    fields = MODEL.nodes[noun].fields
    for child in selection.children:
        here = f"{path}.{child.key}"
        if child.name in ("nodes", "edges", "node"):
            yield from _under(noun, child, here)
        elif child.name in fields:
            yield from _field(noun, child, here)


def _field(noun: str, child: Selection, path: str) -> Iterator[Asked]:
    node = MODEL.nodes[noun]
    match node.fields[child.name]:
        case Property(facet=facet) if facet is not None:
            yield path, f"{noun}.{child.name}", facet
        case Edge(target=target):
            yield from _under(target, child, path)
        case Seen() | Computed() | Gathered() as field:
            yield path, f"{noun}.{child.name}", facet_of(node, field)
