"""The shapes of root fields: one node by id, a list, a page of nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from authz.verdict import APART, OWN, SUBJECTS, WALLED, there
from graph import cursor, shape, whose
from graph.conditions import TRUE, all_of
from graph.lists import Order, page_size
from graph.mapping import Build, Subject
from graph.planner import Planner
from graph.predicates import Place, in_time
from graph.selection import Selection
from graph.statement import ACCOUNT, AMENDED_FROM, NOW, ORGANISATION, Column, Signed
from graph.times import OPEN

Root = Callable[[Planner, Selection], Column]


def column(planner: Planner, selection: Selection, text: str, build: Signed) -> Column:
    return Column(selection.key, text, build, planner.parameters.take_compared())


def valued(selection: Selection, work: Callable[..., Any]) -> Signed:
    """Each row of stored values as what `work` makes of it."""
    return lambda rows, _key: shape.plain(selection, [work(*row) for row in rows])


def one(label: str) -> Root:
    """A node by the id that GraphQL shows."""

    def plan(planner: Planner, selection: Selection) -> Column:
        planner.at(selection.arguments)
        text, build = _one(planner, label, selection, selection.arguments["id"])
        return column(planner, selection, text, _unsigned(shape.optional(build)))

    return plan


def _one(planner: Planner, label: str, selection: Selection, id: Any) -> tuple[str, Build]:
    place, given = planner.place(label), planner.parameters.add(id)
    if place.node.subject is Subject.LENS:
        found = planner.by_record(place, given)
    else:
        found = f"MATCH (n0:{label} {{{place.node.key}: {given}}}) WHERE {planner.rows(place)}"
    expression, build = planner.record(place, selection)
    return f"last(COLLECT {{ {found} RETURN {expression} }})", build


def worked_out(evidence: tuple[Selection, ...], work: Callable[[Any, str, Mapping[str, Any], str], Any]) -> Root:
    """A value worked out in Python from a fixed selection of the person asked about, as the asker sees it.

    `work` is given the person as that selection (or None), the instant it is asked
    as at, shared facts of the hub, and since when the amendments of 2025 are law.
    """

    def plan(planner: Planner, selection: Selection) -> Column:
        planner.at(selection.arguments)
        as_of, amended = planner.times.as_of, planner.parameters.asking(AMENDED_FROM)
        place = planner.place("Person")
        found = planner.by_record(place, planner.parameters.add(selection.arguments["person"]))
        expression, build = planner.fixed_record(place, Selection("person", "person", {}, evidence))
        text = f"last(COLLECT {{ {found} RETURN [{expression}, {planner.ids_told('[n0]')}] }})"

        def write(found: Any, _key: bytes) -> Any:
            held, at, sources, amended_from = found
            person = None if held is None else whose.built(held[0], held[1], build)
            return shape.plain(selection, work(person, at, sources, amended_from))

        return column(planner, selection, f"[{text}, {as_of}, {SOURCES}, {amended}]", write)

    return plan


# How fresh each source is: the system's own figure, never a person's.
SOURCES = "COLLECT { MATCH (s:Source) WHERE s.id IS NOT NULL RETURN [s.id, s.fresh_as_of] ORDER BY s.id }"


def subjects(planner: Planner, selection: Selection) -> Column:
    """The people whom the asker's matter names, as far as they are there."""
    planner.at(selection.arguments)
    place = planner.place("Person")
    named = f"n0.id IN {planner.parameters.listed(SUBJECTS)}"
    where = all_of([named, planner.rows(place)])
    expression, build = planner.record(place, selection)
    order = f"WITH n0, {planner.person_id(place)} AS id ORDER BY id"
    rows = f"MATCH (n0:Person) WHERE {where} {order} RETURN {expression}"
    return column(planner, selection, f"COLLECT {{ {rows} }}", _unsigned(shape.many(build)))


# A request to the Central Information Point that was sent and has not ended; one of another scheme opens nothing.
REQUEST_WAITS = "q.scheme = 'CIP' AND q.state IN ['SUBMITTED', 'ACCEPTED', 'PARTLY_ANSWERED']"
AWAITING = (
    "COLLECT {{ CALL () {{ MATCH (f:Referral) WHERE f.custodian = {0} AND f.recorded_to = '{1}' "
    "AND NOT f.id IN {4} "
    "RETURN f.lineage AS id, 'REFERRAL' AS kind, f.source_id AS reference, "
    "f.party AS party, f.received_at AS at UNION MATCH (q:InformationRequest {{addressed_to: {0}}}) "
    "WHERE {5} AND NOT EXISTS {{ MATCH (r:PersonRecord {{custodian: q.system, person_number: q.reference}}) "
    "WHERE r.id IN {4} }} "
    "RETURN q.id AS id, 'REQUEST' AS kind, null AS reference, null AS party, q.lodged_at AS at }} "
    "WITH id, kind, reference, party, at WHERE {3}NOT EXISTS {{ "
    "MATCH (m:Matter {{evidence: id}})-[:NAMES]->() WHERE (:Organisation {{id: {0}}})-[:OPENED]->(m) }} "
    "RETURN [id, kind, reference, party, at] ORDER BY at DESC, id LIMIT {2} }}"
)


def awaiting(work: Callable[..., Any]) -> Root:
    """What is addressed to the asker's organisation and has no matter of its own yet that names
    somebody; no person in it. W10: nothing that is of whom the account is kept apart from."""

    def plan(planner: Planner, selection: Selection) -> Column:
        organisation = planner.parameters.add(ORGANISATION)
        limit = planner.parameters.add(selection.arguments["first"], page_size)
        wanted = selection.arguments.get("reference")
        test = "" if wanted is None else f"reference = {planner.parameters.add(wanted)} AND "
        text = AWAITING.format(organisation, OPEN, limit, test, planner.parameters.listed(APART), REQUEST_WAITS)
        return column(planner, selection, text, valued(selection, work))

    return plan


# Of this account alone: what a colleague works on is not told.
MATTERS = (
    "COLLECT {{ MATCH (m:Matter {{account: {0}, status: 'OPEN'}}) "
    "WHERE coalesce(m.until > {3}, true) AND NOT EXISTS {{ MATCH (m)-[:NAMES]->(h:Person) WHERE h.id IN {2} }} "
    "RETURN [m.id, m.status, m.purpose, m.opened_at] ORDER BY m.opened_at DESC, m.id LIMIT {1} }}"
)


def matters(work: Callable[..., Any]) -> Root:
    """The open matters of the asker's account; no person in it. W10: none that names whom it is kept apart from."""

    def plan(planner: Planner, selection: Selection) -> Column:
        account = planner.parameters.add(ACCOUNT)
        limit = planner.parameters.add(selection.arguments["first"], page_size)
        text = MATTERS.format(account, limit, planner.parameters.listed(APART), planner.parameters.add(NOW))
        return column(planner, selection, text, valued(selection, work))

    return plan


def every(label: str) -> Root:
    """All of a kind of reference data, filtered and ordered as asked; the ids are walked by their index."""

    def plan(planner: Planner, selection: Selection) -> Column:
        planner.at(selection.arguments)
        place = planner.place(label)
        tests = planner.listing.filters(place, selection.arguments.get("where"))
        where = all_of([f"n0.{place.node.key} IS NOT NULL", planner.rows(place), *tests])
        listed = planner.listing.nested(place, selection.arguments, distinct=False)
        expression, build = planner.record(place, selection)
        rows = f"MATCH (n0:{label}) WHERE {where} {listed} RETURN {expression}"
        return column(planner, selection, f"COLLECT {{ {rows} }}", _unsigned(shape.many(build)))

    return plan


def page(label: str) -> Root:
    """A Relay connection over what the matter reaches and over own records, in index order."""

    def plan(planner: Planner, selection: Selection) -> Column:
        planner.at(selection.arguments)
        return Paging(planner, label, selection).column()

    return plan


class Paging:
    """Two branches, so that own records are walked in index order and named ones sought by id."""

    def __init__(self, planner: Planner, label: str, selection: Selection) -> None:
        self.planner, self.label, self.selection = planner, label, selection
        self.place = planner.place(label)
        self.arguments = selection.arguments
        self.order = planner.listing.order(self.place, self.arguments["order_by"])
        self.tests = self._tests()

    def column(self) -> Column:
        items = _items(self.selection)
        projections = [self.planner.record(self._row(), item) for item in items]
        limit = self.planner.parameters.add(self.arguments["first"], page_size)
        columns = ["key", "id", *(text for text, _ in projections)]
        rows = (
            f"CALL () {{ {self._listed()} UNION {self._own(limit)} }} WITH n0, key, id "
            f"ORDER BY key {self.order.direction}, id LIMIT {limit} + 1 RETURN [{', '.join(columns)}]"
        )
        build = _connection(self.selection, [b for _, b in projections], self.label, self.order)
        text = f"[COLLECT {{ {rows} }}, {limit}]"
        return column(self.planner, self.selection, text, build)

    def _row(self) -> Place:
        """Sort key and id were read before the branches met: they are not read again."""
        kept = {self.place.node.key: "id", **({self.order.stored: "key"} if self.order.plain else {})}
        return replace(self.place, kept=kept)

    def _told(self) -> str:
        return f"RETURN n0, {self.order.key} AS key, n0.{self.place.node.key} AS id"

    def _listed(self) -> str:
        listed = self.planner.parameters.listed(there(self.label))
        tests = all_of([f"n0.id IN {listed}", *self.tests])
        return f"MATCH (n0:{self.label}) WHERE {tests} {self._told()}"

    def _own(self, limit: str) -> str:
        """The key is one value, so that the index on (own, sort key) gives the order."""
        own = f"{self.planner.parameters.listed(OWN + there(self.label))}[0]"
        walled = self.planner.parameters.listed(WALLED)
        tests = all_of([f"n0.own = {own}", f"NOT n0.id IN {walled}", *self.tests])
        by = f"key {self.order.direction}, id"
        if self.order.plain:
            by = f"n0.own {self.order.direction}, {by}"
        return f"MATCH (n0:{self.label}) WHERE {tests} {self._told()} ORDER BY {by} LIMIT {limit} + 1"

    def _tests(self) -> list[str]:
        planner, place = self.planner, self.place
        found = planner.listing.filters(place, self.arguments.get("where"))
        timed = [*_times(planner, place), *found]
        if self.arguments.get("after") is not None:
            scope = (self.label, self.order.name)

            def read(after: str, mine: bytes) -> list[Any]:
                return cursor.decode(cursor.key_for(mine, *scope), after)

            timed.append(planner.listing.after(self.order, place, self.arguments["after"], read))
        return timed


def _times(planner: Planner, place: Place) -> list[str]:
    """Only the times: that a row is there is told by the branch it came by."""
    found = in_time(place.variable, place.node, planner.times)
    return found if place.node.subject is not Subject.PUBLIC else [TRUE]


def _unsigned(build: Build) -> Signed:
    """An answer without cursors needs no key."""
    return lambda value, _key: build(value)


def _items(selection: Selection) -> list[Selection]:
    """Each selection that shows the nodes of the page: `nodes`, and `node` in `edges`."""
    direct = [s for s in selection.children if s.name == "nodes"]
    inner = [s for edge in selection.children if edge.name == "edges" for s in edge.children]
    return [*direct, *(s for s in inner if s.name == "node")]


def _connection(selection: Selection, builds: list[Build], label: str, order: Order) -> Signed:
    """Cursors are of one noun in one order, whatever else the question asks."""

    def whole(found: Any, mine: bytes) -> dict[str, Any]:
        rows, limit = found
        signing = cursor.key_for(mine, label, order.name)
        page = Page(selection, builds, f"{label}Connection", signing)
        more, rows = len(rows) > limit, rows[:limit]
        return {child.key: page.part(child, rows, more) for child in selection.children}

    return whole


class Page:
    """One page for one asker: its cursors are signed with his key."""

    def __init__(self, selection: Selection, builds: list[Build], name: str, signing: bytes) -> None:
        at = {id(item): place + 2 for place, item in enumerate(_items(selection))}
        self.shows = {item: (place, builds[place - 2]) for item, place in at.items()}
        self.name, self.signing = name, signing

    def part(self, child: Selection, rows: list[Any], more: bool) -> Any:
        match child.name:
            case "nodes":
                return [self._shown(child, row) for row in rows]
            case "edges":
                return [self._edge(child, row) for row in rows]
            case "page_info":
                end = self._sign(rows[-1]) if rows else None
                facts = {"has_next_page": more, "end_cursor": end, "__typename": "PageInfo"}
                return {c.key: facts[c.name] for c in child.children}
        return self.name

    def _shown(self, item: Selection, row: list[Any]) -> Any:
        place, build = self.shows[id(item)]
        return build(row[place])

    def _edge(self, child: Selection, row: list[Any]) -> dict[str, Any]:
        said = {
            "cursor": self._sign(row),
            "__typename": self.name.replace("Connection", "Edge"),
        }
        return {c.key: said.get(c.name) or self._shown(c, row) for c in child.children}

    def _sign(self, row: list[Any]) -> str:
        return cursor.encode(self.signing, row[:2])
