"""Look-up on arrival: who may be whom, by what records say; and what stands between two of them.

Two statements of fixed text. The first finds, by keys alone, whom each new description may be of; the
second is asked only of the few pairs that are likely enough.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.identity import KEYS, believed, origins
from graph.mapping import Model
from graph.times import OPEN

MOST_FRESH, MOST_NEAR, MOST_TOLD = 150, 40, 24
KIN = "KIN"  # how a relationship stands among the decisions: it was confirmed, so the two are two people
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]

# A description that is new, and the descriptions that share most keys with it. Rare keys count for more (the index
# weighs them so), and the number is bounded.
NEAR = f"""
MATCH (f:Description {{fresh: true}}) WITH f ORDER BY f.id LIMIT $given.fresh
CALL (f) {{
  CALL db.index.fulltext.queryNodes('{KEYS}', f.keys, {{limit: $given.near}}) YIELD node AS d
  WITH d WHERE d.origin <> f.origin RETURN collect([d.origin, d.said]) AS near
}}
RETURN collect([f.id, f.origin, f.said, near])""".strip()

# All that is said of anybody, without whose it is.
ALL = "MATCH (d:Description) RETURN d.said AS said"
# The persons of two origins: what is said of each; do they meet in an event, is one protected and the other violent,
# is a home of theirs suppressed, what was decided of any of their origins.
BETWEEN = """
UNWIND $given.pairs AS pair
MATCH (h:Person {{id: pair[0]}}) {believed_p}
MATCH (g:Person {{id: pair[1]}}) {believed_q}
RETURN collect([pair, {person_p}, {person_q},
  EXISTS {{ MATCH (p)-[:KNOWN_AS {{until: '{open}'}}]->(a)-[:{parts}]->(v)
    MATCH (v)<-[:{parts}]-(b)<-[:KNOWN_AS {{until: '{open}'}}]-(q) WHERE a <> b }},
  ({protected_p} AND {violent_q}) OR ({protected_q} AND {violent_p}), {child_p} OR {child_q}, {hidden_p} OR {hidden_q},
  {matches_p}, {matches_q}])"""
PERSON = (
    "[{0}.id, COLLECT {{ MATCH {1} RETURN o.id }}, COLLECT {{ MATCH {1} MATCH (d:Description {{origin: o.id}}) "
    "WITH d ORDER BY d.id LIMIT $given.told RETURN d.said }}]"
)
MATCHES = (
    "COLLECT {{ MATCH {0} MATCH (o)<-[:OF]-(m:Match)-[:OF]->(x:Person) WHERE x <> o "
    "RETURN DISTINCT [m.id, m.left, m.right, m.state, m.score, m.decision, m.confirmed] AS stands UNION "
    "MATCH {0} MATCH (o)<-[:BETWEEN]-(l:Relationship {{state: 'CONFIRMED'}}) "
    f"RETURN DISTINCT [l.id, l.left, l.right, '{KIN}', 0.0, '', true] AS stands }}}}"
)
HAS_PART = "EXISTS {{ ({0})-[:KNOWN_AS {{until: '{2}'}}]->(:PersonRecord)-[:{1}]->() }}"
HIDDEN = (
    "EXISTS {{ MATCH ({0})-[:KNOWN_AS {{until: '{1}'}}]->(:PersonRecord)-[:LIVES_AT]->(home:Address) "
    "WHERE home.suppressed OR home.guarded }}"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A person: his origins, and what is said of him, each as `schema.matching.description` writes it."""

    person: str
    origins: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A new description, by its id and origin, what it says, and what those say that share keys with it."""

    description: str
    origin: str
    said: str
    near: tuple[tuple[str, str], ...]  # origin, what it says


@dataclass(frozen=True, slots=True)
class Matched:
    """A decision that stands between two origins: a match, or that they are kin."""

    id: str
    left: str
    right: str
    state: str
    score: float
    decision: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between two persons, whatever their descriptions say."""

    same_event: bool
    crossing: bool  # one is recorded as protected, the other as using violence
    child: bool
    suppressed: bool
    matches: tuple[Matched, ...]  # of any origin of either
    matches_between: tuple[Matched, ...]  # of an origin of the one with an origin of the other

    @property
    def links(self) -> tuple[Matched, ...]:
        """Those that hold."""
        return tuple(match for match in self.matches if match.state == "LINKED")


@dataclass(frozen=True, slots=True)
class Met:
    """Two origins, the persons that they are believed to be now, and what stands between these."""

    origins: tuple[str, str]
    left: Known
    right: Known
    stands: Between


class Candidates:
    """The two statements, and their rows as values."""

    def __init__(self, fetch: Fetch, model: Model) -> None:
        self.fetch = fetch
        parts = model.parts()
        protected = "|".join(r for r, s in parts.items() if s.protected and r != "REFERRED_IN")
        violent = "|".join(r for r, s in parts.items() if s.uses_violence)
        child = "|".join(r for r, s in parts.items() if s == "CHILD")
        told = {"believed_p": believed("h", "p"), "believed_q": believed("g", "q")}
        for v in "pq":
            told |= {
                f"protected_{v}": HAS_PART.format(v, protected, OPEN),
                f"violent_{v}": HAS_PART.format(v, violent, OPEN),
                f"child_{v}": HAS_PART.format(v, child, OPEN),
                f"hidden_{v}": HIDDEN.format(v, OPEN),
                f"person_{v}": PERSON.format(v, origins(v, "o")),
                f"matches_{v}": MATCHES.format(origins(v, "o")),
            }
        met = "|".join(r for r in parts if r != "REFERRED_IN")
        self.text = BETWEEN.format(open=OPEN, parts=met, **told).strip()

    async def near(self) -> list[Near]:
        """Descriptions that nobody compared yet, at most MOST_FRESH."""
        rows = await self.fetch(NEAR, {"fresh": MOST_FRESH, "near": MOST_NEAR}) or []
        return [Near(d, o, said, tuple((x, s) for x, s in near)) for d, o, said, near in rows]

    async def between(self, pairs: Sequence[tuple[str, str]]) -> list[Met]:
        """For origins, of whoever they are believed to be now."""
        if not pairs:
            return []
        rows = await self.fetch(self.text, {"pairs": [list(pair) for pair in pairs], "told": MOST_TOLD})
        return [Met((a, b), _known(*p), _known(*q), _between(*rest)) for (a, b), p, q, *rest in rows]


def _known(person: str, all_of_them: list[str], said: list[str]) -> Known:
    return Known(person, tuple(all_of_them), tuple(said))


def _between(
    same_event: bool,
    crossing: bool,
    child: bool,
    suppressed: bool,
    of_p: list[Any],
    of_q: list[Any],
) -> Between:
    matches = {row[0]: _matched(*row) for row in [*of_p, *of_q]}
    both = {row[0] for row in of_p} & {row[0] for row in of_q}
    between = tuple(match for id, match in matches.items() if id in both)
    return Between(same_event, crossing, child, suppressed, tuple(matches.values()), between)


def _matched(id: str, left: str, right: str, state: str, score: float, decision: str, confirmed: bool) -> Matched:
    return Matched(id, left, right, state, score, decision, confirmed)
