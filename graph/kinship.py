"""Who is kin of whom and who shares a home: what stands for it in the graph, and what a decision writes.

Of two different human beings, by their origins, and apart from identity: no lens walks it and nothing is joined by it.

    (l:Relationship {left, right, kind, state})-[:BETWEEN]->(origin)            left is the `kind` of right
    (s:RelationshipStatement)-[:ABOUT]->(l)                                     what it rests on, one of two:
        (s {field, code, subject})-[:RESTS_ON]->(each version of one report)    a field says it of two parts
        (s {key})                                                               records of both give one home
    (d:RelationshipDecision)-[:ON]->(l)                                         each stays; the last one holds
    (d)-[:RESTS_ON]->(s)                                                        what its reviewer was shown

A home is kept by its key, and not by two records: which records say it is asked anew for each asker, so that it
does not depend on one that he may not see.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.identity import KNOWN_AS, SAME_AS
from graph.times import OPEN

RELATIONSHIP, STATEMENT, DECISION = "Relationship", "RelationshipStatement", "RelationshipDecision"
PROPOSED, CONFIRMED, REFUSED = "PROPOSED", "CONFIRMED", "REFUSED"


def lived_in(address: str) -> str:
    """A residence that may be told: no refuge, no school, and hidden by nobody (W07)."""
    return (
        f"{address}.key IS NOT NULL AND coalesce({address}.purpose, 'RESIDENCE') = 'RESIDENCE' "
        f"AND NOT coalesce({address}.suppressed, false) AND NOT coalesce({address}.guarded, true) "
        f"AND {address}.exclusion IS NULL"
    )


def overlap(*ends: str) -> str:
    """First and last day of the one, then of the other; a day that is not stated may be any."""
    began, ended, other_began, other_ended = ends
    return (
        f"coalesce({began}, '') <= coalesce({other_ended}, '9999') "
        f"AND coalesce({other_began}, '') <= coalesce({ended}, '9999')"
    )


def one_person(link: str) -> str:
    """Its two origins are believed to be one human being: then it is no tie of two."""
    joined = f"[:{SAME_AS}*0..1 {{until: '{OPEN}'}}]"
    return f"EXISTS {{ (:Person {{id: {link}.left}})-{joined}->(:Person)<-{joined}-(:Person {{id: {link}.right}}) }}"


# What is new, with what its report says of it and of the other parties, and where it lives.
NEW = f"""
MATCH (r:PersonRecord {{fresh: true}}) WITH r ORDER BY r.id LIMIT $given.most
RETURN collect([r.id, r.origin, COLLECT {{
    MATCH (r)-[mine:RESPONDENT_IN|CHILD_IN|OTHER_IN]->(i:Incident)
    MATCH (i)<-[theirs:AFFECTED_IN|RESPONDENT_IN]-(party:PersonRecord)
    WHERE i.recorded_to = '{OPEN}' AND party.origin <> r.origin
    RETURN [i.id, i.lineage, type(mine), type(theirs), party.origin,
      i.relationship, i.living_together, r.relation_to_affected, r.relation_to_respondent]
    ORDER BY i.id, party.id }}, COLLECT {{
    MATCH (r)-[:LIVES_AT]->(a:Address) WHERE r.recorded_to = '{OPEN}' AND {lived_in("a")}
    RETURN [a.key, a.line, a.suburb, a.postcode] ORDER BY a.id }}])""".strip()

# Who live where somebody new does, at times that may overlap. Of two who are perhaps one human being that is asked
# first; and where more origins live than one household has, as in a motel, nobody is said to share it with anybody.
HOMES = f"""
UNWIND $given.keys AS key
WITH key WHERE COUNT {{
    MATCH (:Address {{key: key}})<-[:LIVES_AT]-(r:PersonRecord) RETURN DISTINCT r.origin }} <= $given.most
  AND NOT EXISTS {{ (:Address {{key: key, purpose: 'REFUGE'}}) }}
WITH key, COLLECT {{
    MATCH (a:Address {{key: key}})<-[:LIVES_AT]-(r:PersonRecord)<-[:{KNOWN_AS} {{until: '{OPEN}'}}]-(p:Person)
    WHERE r.recorded_to = '{OPEN}' AND {lived_in("a")}
    RETURN DISTINCT [p.id, r.origin, a.valid_from, a.valid_to, coalesce(r.fresh, false)] }} AS living
UNWIND living AS one UNWIND living AS other
WITH key, one, other WHERE one[4] AND one[0] <> other[0] AND {overlap("one[2]", "one[3]", "other[2]", "other[3]")}
  AND NOT EXISTS {{
    MATCH (:Person {{id: one[1]}})<-[:OF]-(m:Match)-[:OF]->(:Person {{id: other[1]}})
    WHERE m.state IN ['POSSIBLE', 'PROPOSED'] AND m.rule IN $given.perhaps_one }}
WITH DISTINCT one[1] AS one, other[1] AS other, key ORDER BY key, one, other
RETURN collect([one, other, key])""".strip()

# What a command writes; `$given` is its body.
COMPARED = """
UNWIND $given.compared AS id MATCH (r:PersonRecord {id: id}) REMOVE r.fresh"""
PROPOSE = f"""
UNWIND $given.statements AS row
MATCH (a:Person {{id: row.left}}) MATCH (b:Person {{id: row.right}})
MERGE (l:{RELATIONSHIP} {{id: row.relationship}})
ON CREATE SET l.left = row.left, l.right = row.right, l.kind = row.kind, l.state = '{PROPOSED}',
  l.decided_at = $given.at
MERGE (l)-[:BETWEEN]->(a) MERGE (l)-[:BETWEEN]->(b)
MERGE (s:{STATEMENT} {{id: row.id}})
ON CREATE SET s.field = row.field, s.code = row.code, s.subject = row.subject, s.key = row.key,
  s.left_part = row.left_part, s.right_part = row.right_part
MERGE (s)-[:ABOUT]->(l)"""
REST = f"""
UNWIND $given.statements AS row
MATCH (s:{STATEMENT} {{id: row.id}}) MATCH (i:Incident {{id: row.incident}}) MERGE (s)-[:RESTS_ON]->(i)"""
DECIDE = f"""
MATCH (l:{RELATIONSHIP} {{id: $given.relationship}})
SET l.state = $given.state, l.decided_at = $given.at
MERGE (d:{DECISION} {{id: $given.id}})
ON CREATE SET d.number = $given.number, d.state = $given.state, d.kind = $given.kind, d.currency = $given.currency,
  d.reason = $given.reason, d.decided_by = $given.by, d.decided_at = $given.at
MERGE (d)-[:ON]->(l)
WITH d UNWIND $given.rests_on AS id MATCH (s:{STATEMENT} {{id: id}}) MERGE (d)-[:RESTS_ON]->(s)"""
WRITES: Mapping[str, tuple[str, ...]] = {
    "proposeRelationships": tuple(text.strip() for text in (COMPARED, PROPOSE, REST)),
    "decideRelationship": (DECIDE.strip(),),
}

# A relationship as it stands: how often it was decided, and whether its two sides are believed to be one person.
HELD = f"""
MATCH (l:{RELATIONSHIP} {{id: $given.relationship}})
RETURN [l.id, COUNT {{ (:{DECISION})-[:ON]->(l) }}, {one_person("l")}]""".strip()
