"""Whom a person is met with, hop by hop, over what is there for the asker.

    (a)-[:KNOWN_AS]->(record)-[part]->(event)<-[part]-(record)<-[:KNOWN_AS]-(b)
    (a)-[:KNOWN_AS]->(record)-[:LIVES_AT]->(residence) … a residence of the same key … (b)

Every record, part, event and address on the way is there for the asker, at the time asked: a hidden one lengthens no
way and adds to no count. Inside a statement people go by the graph's own ids, which an answer never tells.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from graph import shape, whose
from graph.conditions import all_of
from graph.identity import KNOWN_AS
from graph.lists import page_size
from graph.planner import Planner, day_of
from graph.predicates import Place, believed_then
from graph.roots import SOURCES, Root, column
from graph.selection import Selection, fields
from graph.statement import Column
from graph.times import OPEN

HOME, RESIDENCE = "Address", "RESIDENCE"
MOST_FOLLOWED = 300
MOST_HOPS = 4
MOST_OF_A_FAMILY = 20
DYAD, FAMILY = "DYAD", "FAMILY"
HANDLE = fields("id", "family_names", "given_names", "initials", "birth_years")
Work = Callable[..., Any]


class Reaching:
    """The texts of hops of one root field."""

    def __init__(self, planner: Planner, selection: Selection, kinds: tuple[str, ...] | None = None) -> None:
        planner.at(selection.arguments)
        self.planner, self.arguments = planner, selection.arguments
        every = [*(node.label for node in planner.model.events()), HOME]
        asked = selection.arguments.get("kinds") if kinds is None else kinds
        self.kinds = planner.parameters.add(every if asked is None else asked, _labels)

    def person(self, argument: str, variable: str) -> str:
        """Finds the person that an argument names, as far as he is there."""
        place = self.planner.place("Person", variable)
        found = self.planner.by_record(place, self.planner.parameters.add(self.arguments[argument]))
        return f"COLLECT {{ {found} RETURN {variable} }}"

    def met(self, front: str) -> str:
        """Rows [a, kind, id, part, the other's part, b] of one hop from the people in `front`. They are to be named by
        WITH: Neo4j refuses what is counted inside of UNWIND and of a list."""
        return f"COLLECT {{ UNWIND {front} AS a CALL (a) {{ {self._beside()} UNION {self._at_home()} }} RETURN row }}"

    def handle(self, variable: str) -> tuple[str, Callable[[Any], Any]]:
        """A person as a row of HANDLE."""
        return self.planner.record(self.planner.place("Person", variable), Selection("person", "person", {}, HANDLE))

    def id(self, variable: str) -> str:
        return self.planner.person_id(self.planner.place("Person", variable))

    def _beside(self) -> str:
        parts = "|".join(self.planner.model.parts())
        event = self.planner.policy.event("v", self.planner.model, self.planner.times)
        mine, theirs = self._held("ra"), self._held("rb")
        return (
            f"MATCH (a)-[kra:{KNOWN_AS}]->(ra:PersonRecord) WHERE {mine} "
            f"MATCH (ra)-[ea:{parts}]->(v) WHERE labels(v)[0] IN {self.kinds} AND {event} "
            f"AND {self._stands('ea', 'ra')} "
            f"MATCH (v)<-[eb:{parts}]-(rb:PersonRecord) WHERE {self._stands('eb', 'rb')} "
            f"MATCH (rb)<-[krb:{KNOWN_AS}]-(b:Person) WHERE b <> a AND {theirs} "
            "RETURN DISTINCT [a, labels(v)[0], v.lineage, type(ea), type(eb), b] AS row"
        )

    def _at_home(self) -> str:
        """At one address, on the day that is asked as at: where each of them is shown to live. Several records of the
        other may give that home: it is one, by the least of its ids."""
        x, y = (self.planner.place(HOME, variable) for variable in ("x", "y"))
        there = all_of([self.planner.rows(x), self.planner.rows(y), self._lived_in(x), self._lived_in(y)])
        return (
            f"WITH a WHERE '{HOME}' IN {self.kinds} "
            f"MATCH (a)-[kra:{KNOWN_AS}]->(ra:PersonRecord)-[:LIVES_AT]->(x:{HOME}) WHERE {self._held('ra')} "
            f"MATCH (y:{HOME} {{key: x.key}})<-[:LIVES_AT]-(rb:PersonRecord) WHERE {there} "
            f"MATCH (rb)<-[krb:{KNOWN_AS}]-(b:Person) WHERE b <> a AND {self._held('rb')} "
            f"WITH a, b, x.key AS home, min(y.id) AS id RETURN [a, '{HOME}', id, 'LIVES_AT', 'LIVES_AT', b] AS row"
        )

    def _lived_in(self, address: Place) -> str:
        """A residence, as for kin: nobody lives where he works, learns or fetches his mail."""
        a, day = address.variable, self.planner.times.day
        lasting = f"coalesce({a}.valid_from, '') <= {day} AND coalesce({a}.valid_to, '{OPEN}') >= {day}"
        return f"coalesce({a}.purpose, '{RESIDENCE}') = '{RESIDENCE}' AND {lasting}"

    def _held(self, record: str) -> str:
        place = self.planner.place("PersonRecord", record)
        return all_of([self.planner.rows(place), *believed_then(record, self.planner.times)])

    def _stands(self, part: str, record: str) -> str:
        return self.planner.policy.stands(part, record)


def _labels(kinds: Any, _key: bytes) -> list[str]:
    """The nouns of the kinds asked."""
    return [str(getattr(kind, "value", kind)) for kind in kinds]


def expand(work: Work, kinds: tuple[str, ...] | None = None) -> Root:
    """One hop from a person: counts over all whom it meets, and the first of them. `kinds` where they are fixed."""

    def plan(planner: Planner, selection: Selection) -> Column:
        reaching = Reaching(planner, selection, kinds)
        first = planner.parameters.add(selection.arguments["first"], _most)
        of, build = reaching.handle("n0")
        one, build_one = reaching.handle("q0")
        text = (
            f"last(COLLECT {{ UNWIND {reaching.person('person', 'n0')} AS n0 "
            f"WITH n0, {reaching.met('[n0]')} AS rows WITH n0, COLLECT {{ "
            f"UNWIND rows AS row WITH row[5] AS b, collect(row[1..5]) AS links "
            f"WITH b, links, {reaching.id('b')} AS id RETURN [b, links] ORDER BY size(links) DESC, id }} AS met "
            f"RETURN [{of}, size(met), "
            f"[kind IN {reaching.kinds} | [kind, size([m IN met WHERE any(l IN m[1] WHERE l[0] = kind)])]], "
            f"COLLECT {{ UNWIND met[0..{first}] AS m WITH m[0] AS q0, m[1] AS links RETURN [{one}, links] }}] }})"
        )

        def write(found: Any, _key: bytes) -> Any:
            if found is None:
                return None
            person, people, counts, met = found
            told = [(build_one(row), links) for row, links in met]
            return shape.plain(selection, work(build(person), people, dict(counts), told))

        return column(planner, selection, text, write)

    return plan


def shared(work: Work) -> Root:
    """Whom two people are both met with."""

    def plan(planner: Planner, selection: Selection) -> Column:
        reaching = Reaching(planner, selection)
        one, build = reaching.handle("q0")
        met = "UNWIND {} AS row WITH row[5] AS b, collect(row[1..5]) AS links RETURN [b, links]"
        text = (
            f"last(COLLECT {{ UNWIND {reaching.person('first_person', 'n0')} AS n0 "
            f"UNWIND {reaching.person('second_person', 'm0')} AS m0 "
            f"WITH n0, m0, {reaching.met('[n0]')} AS one, {reaching.met('[m0]')} AS two "
            f"WITH n0, m0, COLLECT {{ {met.format('one')} }} AS mine, COLLECT {{ {met.format('two')} }} AS theirs "
            f"RETURN COLLECT {{ UNWIND mine AS m UNWIND theirs AS t WITH n0, m0, m, t WHERE m[0] = t[0] "
            f"AND NOT m[0] IN [n0, m0] WITH m[0] AS q0, m[1] AS links, t[1] AS others "
            f"WITH q0, links, others, {reaching.id('q0')} AS id ORDER BY id LIMIT {MOST_FOLLOWED} "
            f"RETURN [{one}, links, others] }} }})"
        )

        def write(found: Any, _key: bytes) -> Any:
            if found is None:
                return None
            return shape.plain(selection, work([(build(row), mine, theirs) for row, mine, theirs in found]))

        return column(planner, selection, text, write)

    return plan


def ways(work: Work) -> Root:
    """All that is met within so many hops of a person, from which the shortest ways to another are worked out."""

    def plan(planner: Planner, selection: Selection) -> Column:
        reaching = Reaching(planner, selection)
        hops = planner.parameters.add(selection.arguments["max_hops"], _hops)
        one, build = reaching.handle("q0")
        text = (
            f"last(COLLECT {{ UNWIND {reaching.person('from_person', 'n0')} AS n0 "
            f"UNWIND {reaching.person('to_person', 'm0')} AS m0 WITH n0, m0, [n0] AS seen, [n0] AS front, [] AS rows "
            f"{' '.join(_level(reaching, hops, level) for level in range(1, MOST_HOPS + 1))} "
            f"RETURN [n0.id, m0.id, {hops}, [r IN rows | [r[0].id, r[1], r[2], r[3], r[4], r[5].id]], "
            f"COLLECT {{ UNWIND seen AS q0 RETURN [q0.id, {one}] }}, size(seen) > {MOST_FOLLOWED}] }})"
        )

        def write(found: Any, _key: bytes) -> Any:
            if found is None:
                return None
            start, end, most, rows, people, more = found
            held = dict(people)
            ids = {person: row[0] for person, row in people}
            # Only who is told is built, since the ledger names him; and once, since a row is used up by it.
            person = cache(lambda id: build(held[id]))
            return shape.plain(selection, work(start, end, rows, ids, person, most, more))

        return column(planner, selection, text, write)

    return plan


def lives(asked: tuple[Selection, ...], work: Work) -> Root:
    """A fixed selection of a person, and for a family of all who are met with him; of two people, the other's id."""

    def plan(planner: Planner, selection: Selection) -> Column:
        reaching, of = Reaching(planner, selection), selection.arguments["of"].value
        one, build = planner.fixed_record(planner.place("Person", "q0"), Selection("person", "person", {}, asked))
        met = reaching.met("[n0]") if of == FAMILY else "[]"
        other = f"last(COLLECT {{ UNWIND {reaching.person('other', 'm0')} AS m0 RETURN {reaching.id('m0')} }})"
        first, last = (
            planner.parameters.add(selection.arguments.get(name), day_of) for name in ("first_day", "last_day")
        )
        text = (
            f"[COLLECT {{ UNWIND {reaching.person('person', 'n0')} AS n0 WITH n0, {met} AS rows "
            f"UNWIND [n0] + [row IN rows | row[5]] AS q0 WITH DISTINCT n0, q0, {reaching.id('q0')} AS id "
            f"ORDER BY q0 <> n0, id LIMIT {MOST_OF_A_FAMILY} RETURN [{one}, {planner.ids_told('[q0]')}] }}, "
            f"{other if of == DYAD else 'null'}, {first}, {last}, {SOURCES}]"
        )

        def write(found: Any, _key: bytes) -> Any:
            people, whom, since, until, sources = found
            lives = [whose.built(row, ids, build) for row, ids in people]
            told = work(lives, whom, of == DYAD, since, until, sources)
            return shape.plain(selection, told)

        return column(planner, selection, text, write)

    return plan


def _level(reaching: Reaching, hops: str, level: int) -> str:
    """One hop further, from those who were new in the one before, until the other is met."""
    on = f"CASE WHEN {hops} >= {level} AND NOT m0 IN seen AND size(seen) <= {MOST_FOLLOWED} THEN front ELSE [] END"
    return (
        f"WITH n0, m0, seen, rows, {on} AS going WITH n0, m0, seen, rows, {reaching.met('going')} AS new "
        "WITH n0, m0, seen, rows + new AS rows, COLLECT { UNWIND new AS r WITH DISTINCT r[5] AS b "
        "WHERE NOT b IN seen RETURN b } AS front WITH n0, m0, rows, front, seen + front AS seen"
    )


def _most(first: Any, key: bytes) -> int:
    return min(page_size(first, key), MOST_FOLLOWED)


def _hops(hops: Any, _key: bytes) -> int:
    return max(0, min(int(hops), MOST_HOPS))
