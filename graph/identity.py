"""Who is believed to be one human being: what stands for it in the graph, and what a decision moves.

A record's *origin* is the person that its source's own key makes of it; it never changes. Belief joins origins:

    (origin)-[:SAME_AS {from, until, decision, confirmed}]->(person)     at most one open, never a chain
    (person)-[:KNOWN_AS {from, until, method, decision, confirmed}]->(record)     follows it

Both are append-only: a decision closes what was open and opens anew, so that what was believed at a time
can be asked for. A person under whom nothing is known any more is an old id: his records tell whose they are now.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.times import OPEN

SAME_AS, KNOWN_AS = "SAME_AS", "KNOWN_AS"
# What records are compared by; no noun, so that no question reaches it. One for all records of an origin that say
# the same. `keys` holds a term for each blocking key and each word of a name, between blanks: a full-text index
# is written four times as fast as a node and an edge for each key would be (so there is no MatchKey node; the
# terms of a key are schema.matching.keys.term's).
DESCRIPTION, DESCRIBED_AS = "Description", "DESCRIBED_AS"
KEYS = "description_keys"
KEYS_INDEX = (
    f"CREATE FULLTEXT INDEX {KEYS} IF NOT EXISTS FOR (n:{DESCRIPTION}) ON EACH [n.keys] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
)


def believed(origin: str, person: str) -> str:
    """The clause from an origin to the person whom it is believed to be now: itself, or the one it was joined to."""
    return (
        f"MATCH ({origin})-[:{SAME_AS}*0..1 {{until: '{OPEN}'}}]->({person}:Person) "
        f"WHERE NOT EXISTS {{ ({person})-[:{SAME_AS} {{until: '{OPEN}'}}]->(:Person) }}"
    )


def origins(person: str, origin: str) -> str:
    """The pattern from a person to all whom he is believed to be, himself among them."""
    return f"({person})<-[:{SAME_AS}*0..1 {{until: '{OPEN}'}}]-({origin}:Person)"


def confirmed(origin: str, person: str) -> str:
    """A reviewer stands for it that the two are one; nobody needs to for what was never apart."""
    joined = f"[:{SAME_AS} {{until: '{OPEN}', confirmed: true}}]"
    return f"({origin} = {person} OR EXISTS {{ ({origin})-{joined}->({person}) }})"


# What a decision moves: `moves` are [{origin, to, decision, confirmed}], worked out when it was decided, so that
# the graph can be built again from them. Back to itself, an origin's records are known as its source said.
CLOSE_JOIN = f"""
UNWIND $given.moves AS move
MATCH (:Person {{id: move.origin}})-[s:SAME_AS {{until: '{OPEN}'}}]->(:Person) SET s.until = $given.at"""
OPEN_JOIN = f"""
UNWIND $given.moves AS move WITH move WHERE move.to <> move.origin
MATCH (h:Person {{id: move.origin}}) MATCH (p:Person {{id: move.to}})
CREATE (h)-[:SAME_AS {{from: $given.at, until: '{OPEN}', decision: move.decision, confirmed: move.confirmed}}]->(p)
SET p.joined = true"""
MOVE_RECORDS = f"""
UNWIND $given.moves AS move
MATCH (r:PersonRecord {{origin: move.origin}})<-[k:KNOWN_AS {{until: '{OPEN}'}}]-(:Person)
MATCH (p:Person {{id: move.to}})
CREATE (p)-[n:KNOWN_AS {{from: $given.at, until: '{OPEN}', method: k.method, decided_by: k.decided_by,
  decision: move.decision, confirmed: move.confirmed}}]->(r)
SET k.until = $given.at"""

# A match is of two origins, whatever was decided of them; each decision on it stays. What was compared is
# fresh no more.
COMPARED = """
UNWIND $given.compared AS id MATCH (d:Description {id: id}) REMOVE d.fresh"""
DECISIONS = """
UNWIND $given.decisions AS row
MATCH (a:Person {id: row.left}) MATCH (b:Person {id: row.right})
MERGE (m:Match {id: row.match}) ON CREATE SET m.left = row.left, m.right = row.right
MERGE (m)-[:OF]->(a) MERGE (m)-[:OF]->(b)
SET m.state = row.state, m.decision = row.id, m.confirmed = row.confirmed, m.rule = row.rule, m.reason = row.reason,
  m.score = row.score, m.probability = row.probability, m.because = row.because, m.safety = row.safety,
  m.second_person = row.second_person, m.decided_by = row.by, m.method = row.method, m.decided_at = $given.at
CREATE (:MatchDecision {id: row.id, state: row.state, rule: row.rule, reason: row.reason, score: row.score,
  probability: row.probability, because: row.because, confirmed: row.confirmed, method: row.method,
  decided_by: row.by, weights: row.weights, decided_at: $given.at})-[:ON]->(m)"""

WRITES: Mapping[str, tuple[str, ...]] = {
    "decideIdentity": tuple(text.strip() for text in (COMPARED, DECISIONS, CLOSE_JOIN, OPEN_JOIN, MOVE_RECORDS)),
}

# A match as it stands.
MATCH = """
MATCH (m:Match {id: $given.match})
RETURN [m.id, m.left, m.right, m.state, m.score, m.probability, m.because, m.safety, m.decided_by, m.decided_at]"""
# All whom a person is believed to be now, by any of these ids.
ORIGINS = f"""
RETURN COLLECT {{
  MATCH (:Person {{id: $given.person}})-[:{SAME_AS}*0..1 {{until: '{OPEN}'}}]->(p:Person)
  MATCH (p)<-[:{SAME_AS}*0..1 {{until: '{OPEN}'}}]-(h:Person)
  WITH DISTINCT h.id AS id RETURN id ORDER BY id }}"""
# Who could be told of both as one: matters that named either while that was believed.
NAMED_MEANWHILE = """
RETURN COLLECT {
  MATCH (o:Organisation)-[:OPENED]->(m:Matter)-[:NAMES]->(h:Person)
  WHERE h.id IN [$given.left, $given.right] AND coalesce(m.closed_at, $given.since) >= $given.since
  WITH DISTINCT o, m ORDER BY o.id, m.id RETURN [o.id, m.id] }"""
