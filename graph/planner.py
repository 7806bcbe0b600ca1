"""Compiles the fields under one root to Cypher expressions, policy included.

    { person(id: "p1") { incidentsAsRespondent(first: 2) { occurredFrom affected { initials } } } }

becomes nested COLLECT subqueries that return lists of values. Every WHERE and every
value asks membership in the lists of the verdict; no role is known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authz.verdict import shown
from authz.words import Level
from graph import shape
from graph.conditions import all_of, any_of
from graph.lists import Listing
from graph.mapping import (
    Build,
    Computed,
    Direction,
    Edge,
    Gathered,
    Model,
    Node,
    Property,
    Seen,
    Subject,
)
from graph.predicates import Place, Policy, Times, in_time, known_in_time
from graph.selection import Selection
from graph.statement import NOW, Parameters

RECORD = "PersonRecord"
Value = tuple[str, Build | None]


class Planner:
    """One statement under construction; `times` are those of the root being planned."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.parameters = Parameters()
        self.policy = Policy(self.parameters)
        self.listing = Listing(self.policy, self.parameters)
        self.depth = 0
        self.times = Times("", "")

    def at(self, arguments: Mapping[str, Any]) -> None:
        """Times choose what is shown, never who may see it."""
        as_of, known_at = (arguments.get(name) for name in ("as_of", "known_at"))
        add = self.parameters.add
        self.times = Times(add(NOW if as_of is None else as_of), add(NOW if known_at is None else known_at))

    def place(self, label: str, variable: str = "n0") -> Place:
        node = self.model.nodes[label]
        return Place(variable, node, variable, node)

    def rows(self, place: Place) -> str:
        if place.node.subject is Subject.LENS:
            return self._has_a_record(place)
        return self.policy.rows(place, self.times)

    def record(self, place: Place, selection: Selection) -> tuple[str, Build]:
        """A node as the list of the values asked for."""
        values = [self._value(place, child) for child in selection.children]
        keys = [child.key for child in selection.children]
        expression = ", ".join(text for text, _ in values)
        return f"[{expression}]", shape.record(keys, [build for _, build in values])

    def _value(self, place: Place, child: Selection) -> Value:
        if child.name == "__typename":
            return f"'{place.node.label}'", None
        match place.node.fields[child.name]:
            case Property() as field:
                build = shape.valued(child, field.shaper) if field.shaper else None
                return self.policy.shown(place, field), build
            case Computed(needs, function):
                texts = [self._value(place, Selection(need, need))[0] for need in needs]
                return f"[{', '.join(texts)}]", shape.computed(child, function)
            case Seen(name):
                return self._seen(place, name), None
            case Gathered() as gathered:
                text = self._gathered(place, gathered)
                return text, shape.gathered(child, gathered.function)
            case Edge() as edge:
                return self._edge(place, edge, child)

    def _edge(self, source: Place, edge: Edge, child: Selection) -> Value:
        self.depth += 1
        target, pattern, passing = self._step(source, edge)
        matching = self.listing.filters(target, child.arguments.get("where"))
        where = all_of([*passing, self.rows(target), *matching])
        rows = self.listing.nested(target, child.arguments, distinct=edge.lens)
        expression, build = self.record(target, child)
        self.depth -= 1
        collected = f"COLLECT {{ MATCH {pattern} WHERE {where} {rows} RETURN {expression} }}"
        if edge.many:
            return collected, shape.many(build)
        return f"head({collected})", shape.optional(build)

    def _step(self, source: Place, edge: Edge) -> tuple[Place, str, list[str]]:
        """Crosses an edge: where to, its pattern, and how the record in between is there too."""
        node, variable = self.model.nodes[edge.target], f"n{self.depth}"
        end = f"({variable}:{node.label})"
        hop = edge.direction.value.format(edge.relationship)
        if edge.lens:
            record = self._record_of(source)
            pattern = f"({source.variable})-[:KNOWN_AS]->({record.variable}:{RECORD}){hop}{end}"
            passing = [self.policy.there(record), *known_in_time(record.variable, self.times)]
            return Place(variable, node, variable, node), pattern, passing
        target = self._part_of(source, node, variable)
        return target, f"({source.variable}){hop}{end}", []

    def _part_of(self, source: Place, node: Node, variable: str) -> Place:
        """A part is judged by its owner's lists."""
        if node.subject is Subject.PART:
            return Place(variable, node, source.owner, source.owner_node)
        return Place(variable, node, variable, node)

    def _record_of(self, source: Place) -> Place:
        """The records seen through a lens, one variable for each depth."""
        return self.place(RECORD, f"r{self.depth}")

    def _has_a_record(self, place: Place) -> str:
        """A person is there when a record of him is."""
        record = self.place(RECORD, f"h{self.depth}")
        where = self.policy.rows(record, self.times)
        hop = f"({place.variable})-[:KNOWN_AS]->({record.variable}:{RECORD})"
        return f"EXISTS {{ MATCH {hop} WHERE {where} }}"

    def _seen(self, place: Place, name: str) -> str:
        record, value = self.place(RECORD, f"s{self.depth}"), f"v{self.depth}"
        where = self.policy.rows(record, self.times)
        text = self.policy.shown(record, record.node.property(name))
        match = f"MATCH ({place.variable})-[:KNOWN_AS]->({record.variable}:{RECORD}) WHERE {where}"
        return (
            f"COLLECT {{ {match} WITH DISTINCT {text} AS {value} "
            f"WHERE {value} IS NOT NULL RETURN {value} ORDER BY {value} }}"
        )

    def _gathered(self, place: Place, gathered: Gathered) -> str:
        """Rows for a summary: of nodes shown at least at its level, only what it needs."""
        node, variable = self.model.nodes[gathered.target], f"g{self.depth}"
        record = self._record_of(place)
        hop = Direction.OUT.value.format(gathered.relationship)
        levels = (level for level in (Level.F, Level.S, Level.M) if level >= gathered.level)
        listed = any_of(self.policy.member(variable, shown(node.label, node.facet, level)) for level in levels)
        where = all_of(
            [
                self.policy.there(record),
                *known_in_time(record.variable, self.times),
                *in_time(variable, node, self.times),
                listed,
            ]
        )
        values = ", ".join(f"{variable}.{node.property(name).stored}" for name in gathered.needs)
        pattern = f"({place.variable})-[:KNOWN_AS]->({record.variable}:{RECORD}){hop}({variable}:{node.label})"
        return (
            f"COLLECT {{ MATCH {pattern} WHERE {where} WITH DISTINCT {variable} "
            f"ORDER BY {variable}.{node.key} RETURN [{values}] }}"
        )
