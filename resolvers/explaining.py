"""`explainAccess`: which rule decides about a field, what of it is missing, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from strawberry.utils.str_converters import to_camel_case

from authz.access import Access, Comparison
from authz.explaining import explain
from authz.facts import Facts
from authz.moment import Moment
from authz.verdict import Verdict
from authz.words import Facet
from graph import shape
from graph.mapping import Computed, Edge, Field, Gathered, Node, Property, Seen, Subject
from graph.planner import Planner
from graph.roots import column
from graph.selection import Selection, given_of
from graph.statement import Column
from resolvers.errors import Fault
from schema.model import MODEL


def planned(planner: Planner, selection: Selection) -> Column:
    """It reads nothing, and is a column all the same: the matter that it speaks of is then that of this moment."""
    return column(planner, selection, "null", lambda row, _key: row)


def explained(
    selection: Selection, variables: Mapping[str, Any], access: Access, verdict: Verdict, facts: Facts, moment: Moment
) -> dict[str, Any]:
    asked = {name: given_of(value, variables) for name, value in selection.arguments.items()}
    node, name = _named(asked["type"], asked["field"])
    found = Comparison(node.label, name, facet_of(node, node.fields[name]))
    event, person = node.subject is Subject.EVENT, asked["person"] or ""
    told: dict[str, Any] = shape.plain(selection, explain(access, facts, moment, verdict, found, event, person))
    return told


def _named(label: str, field: str) -> tuple[Node, str]:
    """The schema is public: to refuse what is not in it tells nothing."""
    node = MODEL.nodes.get(label)
    if node is None:
        raise Fault(
            "BAD_VARIABLES", f"`type`: there is no type {label!r} of records; docs/data-dictionary.md lists them."
        )
    name = next((name for name in node.fields if field in (name, to_camel_case(name))), None)
    if name is None:
        raise Fault("BAD_VARIABLES", f"`field`: {label} has no field {field!r}; docs/data-dictionary.md lists them.")
    return node, name


def facet_of(node: Node, field: Field) -> Facet:
    """What decides about a field: its own facet, that of where it leads, or that by which its node is there."""
    match field:
        case Property(facet=facet) if facet is not None:
            return facet
        case Edge(target=target):
            return MODEL.nodes[target].facet
        case Seen(property=name):
            return MODEL.nodes["PersonRecord"].property(name).facet or Facet.IDENTITY
        case Property() | Computed() | Gathered():
            return node.facet
