"""Compiles the fields under one root to Cypher expressions, policy included.

    { person(id: "p1") { incidentsAsRespondent(first: 2) { occurredFrom affected { initials } } } }

becomes nested COLLECT subqueries that return lists of values. Every WHERE and every
value asks membership in the lists of the verdict; no role is known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authz.local_days import local_day
from authz.verdict import shown
from authz.words import Level
from graph import shape, told, whose
from graph.conditions import TRUE, all_of, any_of, when
from graph.identity import KNOWN_AS, SAME_AS
from graph.lists import Listing
from graph.mapping import (
    RECORD,
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
from graph.predicates import Place, Policy, Times, believed_then, in_time, known_in_time
from graph.selection import Selection
from graph.statement import NOW, Parameters

Value = tuple[str, Build | None]


def day_of(moment: Any, _key: bytes = b"") -> str | None:
    """The day in Victoria; of no moment none."""
    return None if moment is None else local_day(str(moment))


class Planner:
    """One statement under construction; `times` are those of the root being planned."""

    def __init__(self, model: Model) -> None:
        self.model, self.parts = model, frozenset(model.parts())
        self.parameters = Parameters()
        self.policy = Policy(self.parameters)
        self.listing = Listing(self.policy, self.parameters)
        self.depth = 0
        self.fixed = False
        self.times = Times("", "", "")

    def at(self, arguments: Mapping[str, Any]) -> None:
        """Times choose what is shown, never who may see it."""
        as_of, known_at = (arguments.get(name) for name in ("as_of", "known_at"))
        add, then = self.parameters.add, NOW if as_of is None else as_of
        self.times = Times(add(then), add(NOW if known_at is None else known_at), add(then, day_of))

    def place(self, label: str, variable: str = "n0") -> Place:
        node = self.model.nodes[label]
        return Place(variable, node, variable, node)

    def rows(self, place: Place) -> str:
        if place.node.subject is Subject.LENS:
            return self._has_a_record(place)
        return self.policy.rows(place, self.times)

    def record(self, place: Place, selection: Selection) -> tuple[str, Build]:
        """A node as the list of the values asked for; behind them what is seen through its records, in one walk, and of
        whom it tells."""
        values = [self._value(place, child) for child in selection.children]
        texts = [text for text, _ in values]
        build = shape.record([child.key for child in selection.children], [build for _, build in values])
        fields = ((at, place.node.fields.get(child.name)) for at, child in enumerate(selection.children))
        if seen := {at: field.property for at, field in fields if isinstance(field, Seen)}:
            texts.append(self._seen(place, tuple(seen.values())))
            build = shape.seen(tuple(seen), build)
        if person := told.person_of(place):
            texts.append(person)
            build = told.telling(build)
        return f"[{', '.join(texts)}]", build

    def _value(self, place: Place, child: Selection) -> Value:
        if child.name == "__typename":
            return f"'{place.node.label}'", None
        match place.node.fields[child.name]:
            case Property() as field:
                return self._property(place, field, child)
            case Computed(needs, function):
                texts = [self.policy.shown(place, place.node.property(need)) for need in needs]
                return f"[{', '.join(texts)}]", shape.computed(child, function)
            case Seen():
                return "null", None
            case Gathered() as gathered:
                text = self._gathered(place, gathered)
                return text, shape.gathered(child, gathered.function)
            case Edge() as edge:
                return self._edge(place, edge, child)

    def _property(self, place: Place, field: Property, child: Selection) -> Value:
        """Of a lens the id is all that is stored."""
        if place.node.subject is not Subject.LENS:
            return self.policy.shown(place, field), shape.valued(child, field.shaper) if field.shaper else None
        return (whose.marked(place.variable), whose.told) if self.fixed else (self.person_id(place), None)

    def _edge(self, source: Place, edge: Edge, child: Selection) -> Value:
        self.depth += 1
        target, pattern, passing = self._step(source, edge)
        matching = self.listing.filters(target, child.arguments.get("where"))
        where = all_of([*passing, self._beyond(source, target), *matching])
        rows = self.listing.nested(target, child.arguments, distinct=edge.lens, many=edge.many)
        expression, build = self.record(target, child)
        self.depth -= 1
        collected = f"COLLECT {{ MATCH {pattern} WHERE {where} {rows} RETURN {expression} }}"
        if edge.many:
            return collected, shape.many(build)
        return f"last({collected})", shape.optional(build)  # not `head`: see graph.statements

    def _beyond(self, source: Place, target: Place) -> str:
        """Who is met from a record is there by it."""
        return TRUE if target.node.subject is Subject.LENS and source.node.label == RECORD else self.rows(target)

    def _step(self, source: Place, edge: Edge) -> tuple[Place, str, list[str]]:
        """Crosses an edge: where to, its pattern, and how the record in between is there too."""
        node, variable = self.model.nodes[edge.target], f"n{self.depth}"
        hop = self._hop(edge.relationship, edge.direction, variable, node)
        if edge.lens:
            record = self._record_of(source)
            passing = [
                self.policy.there(record),
                *self._held(record),
                *self._stands(edge.relationship, variable, record),
            ]
            return Place(variable, node, variable, node), f"{self._known_as(source, record)}{hop}", passing
        target = self._part_of(source, node, variable)
        passing = believed_then(variable, self.times) if edge.relationship == KNOWN_AS else []
        passing += self._stands(edge.relationship, variable, target)
        return target, f"({source.variable}){hop}", passing

    def _hop(self, relationship: str, direction: Direction, variable: str, node: Node) -> str:
        """A label is written only where the relationship does not imply it.

        For a node with a label and a test on its id Neo4j may walk the label's whole index, once for each row,
        while its statistics are younger than the data; a node without one can only be reached by the hop.
        """
        label = "" if self.model.implied(relationship, direction) else f":{node.label}"
        name = f"k{variable}" if relationship == KNOWN_AS else f"e{variable}" if relationship in self.parts else ""
        return f"{direction.value.format(f'{name}:{relationship}')}({variable}{label})"

    def _stands(self, relationship: str, variable: str, record: Place) -> list[str]:
        """The part that the hop to this variable walks is not excluded by itself."""
        return [self.policy.stands(f"e{variable}", record.variable)] if relationship in self.parts else []

    def _known_as(self, person: Place, record: Place) -> str:
        return f"({person.variable}){self._hop(KNOWN_AS, Direction.OUT, record.variable, record.node)}"

    def _held(self, record: Place) -> list[str]:
        """The hub held the record then, and believed it to be of this person."""
        return [*known_in_time(record.variable, self.times), *believed_then(record.variable, self.times)]

    def _part_of(self, source: Place, node: Node, variable: str) -> Place:
        """A part is judged by its owner's lists."""
        if node.subject is Subject.PART:
            return Place(variable, node, source.owner, source.owner_node)
        return Place(variable, node, variable, node)

    def _record_of(self, source: Place) -> Place:
        """The records seen through a lens, one variable for each depth."""
        return self.place(RECORD, f"r{self.depth}")

    def _record_there(self, person: Place, letter: str) -> tuple[str, Place, str]:
        """The pattern to a record of his, the record, and that it is there."""
        record = self.place(RECORD, f"{letter}{self.depth}")
        where = all_of([self.policy.rows(record, self.times), *believed_then(record.variable, self.times)])
        return self._known_as(person, record), record, where

    def _has_a_record(self, place: Place) -> str:
        """A person is there when a record of him is."""
        pattern, _, where = self._record_there(place, "h")
        return f"EXISTS {{ MATCH {pattern} WHERE {where} }}"

    def person_id(self, place: Place) -> str:
        """One of the ids that he is known by: the least of the origins of his records that are there.

        The graph's own may be that of a record that this asker may not see, and would tell of it. It is
        looked for only where persons were joined. (`reduce`, since `coalesce` asks lazily: see graph.statements.)
        """
        person, record = place.variable, self.place(RECORD, f"j{self.depth}")
        origin, known = f"{record.variable}of", f"{record.variable}as"
        then = f"ALL(k IN {known}s WHERE k.from <= {self.times.known_at} AND k.until > {self.times.known_at})"
        there = f"EXISTS {{ MATCH ({record.variable}:{RECORD} {{origin: {origin}.id}}) WHERE {self.rows(record)} }}"
        found = (
            f"COLLECT {{ MATCH ({person}) WHERE {person}.joined "
            f"MATCH ({person})<-[{known}s:{SAME_AS}*0..1]-({origin}) WHERE {then} AND {there} "
            f"RETURN {origin}.id ORDER BY {origin}.id DESC }}"
        )
        return f"reduce({record.variable}id = {person}.id, {known} IN {found} | {known})"

    def fixed_record(self, place: Place, selection: Selection) -> tuple[str, Build]:
        """As `record`, of a selection of the hub's own: its people go by `graph.whose`, with `ids_told` beside it."""
        self.fixed = True
        try:
            return self.record(place, selection)
        finally:
            self.fixed = False

    def ids_told(self, people: str) -> str:
        """Rows [the graph's id, the id told] of those joined among these people, and among who stands in an event with
        them: seen or not, since only who is in a row is looked up."""
        parts, other = "|".join(self.model.parts()), self.place("Person", "w1")
        beside = f"(w0)-[:{KNOWN_AS}]->()-[:{parts}]->()<-[:{parts}]-()<-[:{KNOWN_AS}]-(w1)"
        return (
            f"COLLECT {{ UNWIND {people} AS w0 CALL (w0) {{ RETURN w0 AS w1 UNION MATCH {beside} RETURN w1 }} "
            f"WITH DISTINCT w1 WHERE w1.joined RETURN [w1.id, {self.person_id(other)}] }}"
        )

    def by_record(self, person: Place, id: str) -> str:
        """Finds a person by an id of his: any origin of which a record is there."""
        pattern, record, where = self._record_there(person, "o")
        return (
            f"MATCH ({record.variable}:{RECORD} {{origin: {id}}}) MATCH {pattern} WHERE {where} "
            f"WITH {person.variable} LIMIT 1"
        )

    def _seen(self, place: Place, names: tuple[str, ...]) -> str:
        pattern, record, where = self._record_there(place, "s")
        values = ", ".join(self.policy.shown(record, record.node.property(name)) for name in names)
        return f"COLLECT {{ MATCH {pattern} WHERE {where} RETURN [{values}] }}"

    def _gathered(self, place: Place, gathered: Gathered) -> str:
        """Rows for a summary: of nodes shown at least at its level, only what it needs."""
        node, variable = self.model.nodes[gathered.target], f"g{self.depth}"
        record = self._record_of(place)
        hop = self._hop(gathered.relationship, Direction.OUT, variable, node)
        levels = (level for level in (Level.F, Level.S, Level.M) if level >= gathered.level)
        listed = any_of(self.policy.member(variable, shown(node.label, node.facet, level)) for level in levels)
        where = all_of(
            [
                self.policy.there(record),
                *self._held(record),
                *self._stands(gathered.relationship, variable, record),
                *in_time(variable, node, self.times),
                listed,
            ]
        )
        target = self.place(node.label, variable)
        needed = [node.property(name) for name in gathered.needs]
        values = ", ".join(when(self.policy.not_kept(target, p), target.read(p.stored)) for p in needed)
        pattern = f"{self._known_as(place, record)}{hop}"
        return (
            f"COLLECT {{ MATCH {pattern} WHERE {where} WITH DISTINCT {variable} "
            f"ORDER BY {variable}.{node.key} RETURN [{values}] }}"
        )
