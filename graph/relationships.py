"""Kin and households before an asker: two origins, what is said of them, and what a reviewer decided of it.

    { relationships(person: "…") { words state left { familyName } statements { incident code { label } } } }

A relationship is there when something that it rests on is shown whole: the report, both people in it and the field
that says it; or the same home in records of both. A decision is told where all that its reviewer was shown is shown
to the asker too; else it is as if nobody had decided, in the filter as in the field. Whoever reviews for the custodian
of all records of both sides knows it by its ids and its state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from authz.words import Facet
from graph.conditions import all_of
from graph.identity import SAME_AS
from graph.kinship import DECISION, PROPOSED, RELATIONSHIP, STATEMENT, lived_in, one_person, overlap
from graph.lists import page_size
from graph.mapping import Edge
from graph.planner import Planner
from graph.predicates import Place
from graph.roots import Root, column
from graph.selection import Selection
from graph.sides import SIDES, Sides
from graph.sides import written as sides_written
from graph.statement import Column
from graph.times import OPEN

TOLD = ("id", "left_origin", "right_origin", "state", "kind", "decided_at")  # `decided_at` of who is told the state
DECIDED = ("kind", "currency", "reason", "decided_by", "decided_at", "state")  # of the last decision that is told
STATED = ("id", "field", "code", "report")
ABOUT = f"MATCH (s:{STATEMENT})-[:ABOUT]->(l)"
STANDS = f"(s.key IS NOT NULL OR EXISTS {{ (s)-[:RESTS_ON]->(:Incident {{recorded_to: '{OPEN}'}}) }})"
Write = Callable[[Selection, Mapping[str, Any]], Any]


def relationships(write: Write) -> Root:
    """`write` is given each: what is TOLD and DECIDED, `left` and `right` as rows of records, and what is STATED."""

    def plan(planner: Planner, selection: Selection) -> Column:
        planner.at({})
        return Asked(planner, selection).column(write)

    return plan


class Asked:
    """The text of one root field."""

    def __init__(self, planner: Planner, selection: Selection) -> None:
        self.planner, self.selection = planner, selection
        self.sides, self.add = Sides(planner, "l"), planner.parameters.add

    def column(self, write: Write) -> Column:
        sides = self.sides.asked(self.selection)
        lists = {child.key: self._statements(child) for child in self.selection.children if child.name == "statements"}
        values = [
            *("l.id", "l.left", "l.right", "state", "CASE WHEN said THEN l.kind END"),
            *("CASE WHEN mine THEN l.decided_at END", "decision"),
            *(text for text, _ in sides.values()),
            *lists.values(),
        ]

        def one(row: list[Any]) -> Any:
            *told, decision = row[: len(TOLD) + 1]
            rest = row[len(TOLD) + 1 :]
            shown = sides_written(sides, rest[: len(sides)])
            shown |= {key: _statements(rows) for key, rows in zip(lists, rest[len(sides) :], strict=True)}
            return write(self.selection, {**_told(told, decision), **shown})

        text = f"COLLECT {{ {self._rows()} RETURN [{', '.join(values)}] }}"
        return column(self.planner, self.selection, text, lambda rows, _key: [one(row) for row in rows])

    def _rows(self) -> str:
        """In the order of their ids: any other would tell of what is hidden."""
        wanted = self.selection.arguments.get("state")
        chosen = "" if wanted is None else f"WHERE state = {self.add(wanted.value)} "
        limit = self.add(self.selection.arguments["first"], page_size)
        state = f"CASE WHEN mine THEN l.state WHEN decision IS NULL THEN '{PROPOSED}' ELSE decision[5] END"
        return (
            f"{self._found()} WITH l, {self._said()} AS said, {self._mine()} AS mine WHERE (said OR mine) "
            f"AND NOT {one_person('l')} WITH l, said, mine, {self._decision()} AS decision "
            f"WITH l, said, mine, decision, {state} AS state {chosen}"
            f"WITH l, said, mine, decision, state ORDER BY l.id LIMIT {limit}"
        )

    def _found(self) -> str:
        """By an id, by a person (any origin that he is believed to be), or all."""
        given = self.selection.arguments
        test = "l.id IS NOT NULL" if given.get("id") is None else f"l.id = {self.add(given['id'])}"
        if given.get("person") is None:
            return f"MATCH (l:{RELATIONSHIP}) WHERE {test}"
        person = self.add(given["person"])
        him = self.planner.by_record(self.planner.place("Person"), person)
        return (
            f"CALL () {{ MATCH (:Person {{id: {person}}})<-[:BETWEEN]-(l:{RELATIONSHIP}) RETURN l UNION "
            f"{him} MATCH (n0)<-[:{SAME_AS}*0..1 {{until: '{OPEN}'}}]-(o:Person)<-[:BETWEEN]-(l:{RELATIONSHIP}) "
            f"RETURN l }} WITH l WHERE {test}"
        )

    # what is shown

    def _said(self) -> str:
        return f"EXISTS {{ {ABOUT} WHERE {self._shown(now=True)} }}"

    def _mine(self) -> str:
        """A proposal waits only while something still says it."""
        return all_of([self.sides.reviewed(), f"(l.state <> '{PROPOSED}' OR EXISTS {{ {ABOUT} WHERE {STANDS} }})"])

    def _decision(self) -> str:
        hidden = f"EXISTS {{ MATCH (d)-[:RESTS_ON]->(s:{STATEMENT}) WHERE NOT {self._shown(now=False)} }}"
        return (
            f"last(COLLECT {{ MATCH (d:{DECISION})-[:ON]->(l) WHERE EXISTS {{ (d)-[:RESTS_ON]->() }} "
            f"AND NOT {hidden} WITH d ORDER BY d.number, d.id "
            f"RETURN [{', '.join(f'd.{name}' for name in DECIDED)}] }})"
        )

    def _shown(self, *, now: bool) -> str:
        """A statement; `now`: its source stands by it still. Never null, so that it can be negated."""
        return f"(EXISTS {{ {self._report(now)} }} OR {self._home(now)})"

    def _report(self, now: bool) -> str:
        """The report, both people in those very parts, and the field: the report's, or that of whom it describes."""
        report, left, right = self.planner.place("Incident", "i"), *map(self.sides.place, SIDES)
        edges = (edge for edge in report.node.fields.values() if isinstance(edge, Edge) and edge.standing)
        parts = "|".join(edge.relationship for edge in edges)
        saying = [f"s.subject IS NULL AND {self._identity(report)}"]
        for place in (left, right):
            says = f"{place.variable}.origin = s.subject AND {place.variable}[s.field] = s.code"
            saying.append(f"{says} AND {self._identity(place)}")
        there = [self._there(place, now) for place in (report, left, right)]
        standing = [self.planner.policy.stands(f"e{v[1]}", v) for v in SIDES.values()]
        return (
            f"MATCH (s)-[:RESTS_ON]->(i:Incident) "
            f"MATCH (i)<-[el:{parts}]-(nl:PersonRecord) WHERE nl.origin = l.left AND type(el) = s.left_part "
            f"MATCH (i)<-[er:{parts}]-(nr:PersonRecord) WHERE nr.origin = l.right AND type(er) = s.right_part AND "
            f"{all_of([*there, *standing])} AND ({' OR '.join(saying)})"
        )

    def _home(self, now: bool) -> str:
        """Records of both give it, at times that may overlap, and the asker is shown the address in both."""
        times = overlap("x[0]", "x[1]", "y[0]", "y[1]")
        left, right = (self._living(side, now) for side in SIDES)
        return f"any(x IN {left} WHERE any(y IN {right} WHERE {times}))"

    def _living(self, side: str, now: bool) -> str:
        """A home that is hidden by now is none, whoever is shown it."""
        record, address = self.sides.place(side), self.planner.place("Address", f"{side[0]}a")
        a = address.variable
        where = all_of([f"{a}.key = s.key", lived_in(a), self._there(record, now), self._there(address, now)])
        return (
            f"COLLECT {{ {self.sides.records(side)} MATCH ({record.variable})-[:LIVES_AT]->({a}:Address) "
            f"WHERE {where} RETURN DISTINCT [{a}.valid_from, {a}.valid_to] }}"
        )

    def _there(self, place: Place, now: bool) -> str:
        return self.planner.rows(place) if now else self.planner.policy.there(place)

    def _identity(self, place: Place) -> str:
        return self.planner.policy.whole(place, Facet.IDENTITY)

    def _statements(self, child: Selection) -> str:
        """Those shown, the latest reports first; of a report the last version that is."""
        limit = self.add(child.arguments["first"], page_size)
        told = "[i.lineage, CASE WHEN s.field = 'relationship' THEN i.relationship_currency END, i.occurred_from]"
        report = f"last(COLLECT {{ {self._report(now=True)} WITH i ORDER BY i.version, i.id RETURN {told} }})"
        return (
            f"COLLECT {{ {ABOUT} WITH s, {report} AS report WHERE report IS NOT NULL OR {self._home(now=True)} "
            f"WITH s, report ORDER BY report[2] DESC, s.id LIMIT {limit} RETURN [s.id, s.field, s.code, report] }}"
        )


def _told(told: list[Any], decision: list[Any] | None) -> dict[str, Any]:
    """A reviewer may have corrected the kind; without one it is what was said."""
    found = dict(zip(TOLD, told, strict=True))
    decided: dict[str, Any] = dict.fromkeys(DECIDED) if decision is None else dict(zip(DECIDED, decision, strict=True))
    return {
        **decided,
        **found,
        "kind": decided["kind"] or found["kind"],
        "decided_at": found["decided_at"] or decided["decided_at"],
    }


def _statements(rows: list[list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(STATED, row, strict=True)) for row in rows]
