"""What somebody who knows Cypher and this graph would write by hand, with the same tests of time and membership.

Given are the hub's own moments (`p0` is the one asked about and `p2` its day, `p1` the one at which it was known) and
lists, and the variables of the question. Each returns the rows of the hub's one root field, whom they tell of included.
"""

from __future__ import annotations

from collections.abc import Mapping


def _listed(node: str, name: str) -> str:
    own = f"{node}.own IN $given.own_{name} AND NOT {node}.id IN $given.walled"
    return f"({node}.id IN $given.{name} OR ({own}))"


def _held(node: str) -> str:
    return f"{node}.recorded_from <= $given.p1 AND {node}.recorded_to > $given.p1"


def _record(node: str) -> str:
    lasting = f"({node}.valid_to IS NULL OR {node}.valid_to > $given.p0)"
    return f"{_held(node)} AND {node}.valid_from <= $given.p0 AND {lasting} AND {_listed(node, 'personrecord_there')}"


def _report(node: str) -> str:
    return f"{_held(node)} AND {node}.occurred_from <= $given.p0 AND {_listed(node, 'incident_there')}"


def _told(thing: str, record: str) -> str:
    """A part, name or way to reach that no marking keeps from the asker."""
    released = f"{record}.custodian = $given.custodian OR $given.organisation IN {thing}.released"
    return f"({thing}.exclusion IS NULL OR {released})"


def _parties(part: str, values: str) -> str:
    return f"""COLLECT {{ MATCH (i)<-[e:{part}]-(r) WHERE {_record("r")} AND {_told("e", "r")}
      WITH r ORDER BY r.lineage LIMIT 20 RETURN [r.lineage, r.initials{values}, r.origin] }}"""


BELIEVED = "k.from <= $given.p1 AND k.until > $given.p1"
NAMED = _listed("r", "personrecord_identity_f")
# He is asked for by an id of any record of his that is there.
BY_RECORD = f"""MATCH (o:PersonRecord {{origin: $id}})<-[k:KNOWN_AS]-(p) WHERE {BELIEVED} AND {_record("o")}
WITH p LIMIT 1"""
# Who was joined is told by the least id of which a record is there.
JOINED = f"""COLLECT {{ MATCH (p) WHERE p.joined MATCH (p)<-[:SAME_AS*0..1]-(o)
  WHERE EXISTS {{ MATCH (j:PersonRecord {{origin: o.id}}) WHERE {_record("j")} }} RETURN o.id ORDER BY o.id DESC }}"""
ID = f"reduce(known = p.id, one IN {JOINED} | one)"
PERSON_WITH_RECORDS = f"""
{BY_RECORD}
RETURN [null, null, null,
  COLLECT {{ MATCH (p)-[k:KNOWN_AS]->(r) WHERE {BELIEVED} AND {_record("r")}
    WITH r, {NAMED} AS named ORDER BY r.lineage LIMIT 20
    RETURN [r.lineage, CASE WHEN named THEN r.custodian END, CASE WHEN named THEN r.received_at END,
      CASE WHEN named THEN r.family_name END, CASE WHEN named THEN r.given_names END, r.initials, r.birth_year,
      CASE WHEN named THEN r.sex END,
      COLLECT {{ MATCH (r)-[:NAMED]->(n) WHERE named AND {_told("n", "r")}
        WITH n ORDER BY n.id LIMIT 20 RETURN [n.name_type, n.family_name, n.given_names] }},
      COLLECT {{ MATCH (r)-[:REACHED_AT]->(c) WHERE {_listed("r", "personrecord_contact_f")} AND {_told("c", "r")}
        WITH c ORDER BY c.id LIMIT 20 RETURN [c.kind, c.value, c.safe] }},
      COLLECT {{ MATCH (r)-[:LIVES_AT]->(a) WHERE {_listed("a", "address_there")}
        WITH a ORDER BY a.id LIMIT 20 RETURN [a.purpose, a.line, a.suburb] }}, r.origin] }},
  COLLECT {{ MATCH (p)-[k:KNOWN_AS]->(r) WHERE {BELIEVED} AND {_record("r")}
    WITH r, {NAMED} AS named
    RETURN [CASE WHEN named THEN r.family_name END, CASE WHEN named THEN r.given_names END, r.birth_year] }}, p.id]"""

RISK = f"({_listed('i', 'incident_risk_f')} OR {_listed('i', 'incident_risk_s')})"
HISTORY_PAGE = f"""
{BY_RECORD}
MATCH (p)-[k:KNOWN_AS]->(m)-[e:RESPONDENT_IN]->(i)
WHERE {BELIEVED} AND {_told("e", "m")} AND {_held("m")} AND {_listed("m", "personrecord_there")} AND {_report("i")}
WITH DISTINCT p, i ORDER BY i.occurred_from DESC, i.lineage LIMIT $first
WITH p, [i.lineage, i.occurred_from, i.location_type, i.offences,
  CASE WHEN {RISK} THEN i.risk_band END,
  CASE WHEN {_listed("i", "incident_narrative_f")} THEN i.narrative END,
  {_parties("AFFECTED_IN", f", CASE WHEN {NAMED} THEN r.family_name END, r.birth_year")},
  {_parties("CHILD_IN", ", r.birth_year")},
  COLLECT {{ MATCH (i)-[:STATES]->(o)
    WHERE {_held("o")} AND coalesce(o.made_on, '') <= $given.p2 AND {_listed("o", "order_there")}
    WITH o, {_listed("o", "order_orders_f")} AS whole ORDER BY o.lineage LIMIT 20
    RETURN [o.lineage, CASE WHEN whole THEN o.order_kind END, o.in_force, o.ends_on,
      CASE WHEN whole THEN o.conditions END,
      COLLECT {{ MATCH (o)<-[e:PROTECTED_BY]-(r) WHERE {_record("r")} AND {_told("e", "r")}
        WITH r ORDER BY r.lineage LIMIT 20 RETURN [r.lineage, r.initials, r.origin] }}] }},
  COLLECT {{ MATCH (i)<-[:ARISES_FROM]-(f)
    WHERE {_held("f")} AND coalesce(f.referred_at, '') <= $given.p0 AND {_listed("f", "referral_there")}
    WITH f ORDER BY f.lineage LIMIT 20
    RETURN [f.lineage, CASE WHEN {_listed("f", "referral_referral_f")} THEN f.party END, f.state] }}] AS report
WITH p, collect(report) AS reports RETURN [{ID}, reports, p.id]"""

# A record that is there makes its person there: the person need not be asked for one again.
PERSON = f"""COLLECT {{ MATCH (r)<-[k:KNOWN_AS]-(p) WHERE {BELIEVED}
  RETURN [{ID}, p.id] LIMIT 1 }}"""
PAGE_WITH_PARTIES = f"""
CALL () {{
  MATCH (i:Incident) WHERE i.id IN $given.incident_there AND {_held("i")} AND i.occurred_from <= $given.p0 RETURN i
  UNION
  MATCH (i:Incident) WHERE i.own = $given.own_incident_there[0] AND {_held("i")} AND i.occurred_from <= $given.p0
  RETURN i ORDER BY i.own DESC, i.occurred_from DESC, i.lineage LIMIT $first + 1
}}
WITH i ORDER BY i.occurred_from DESC, i.lineage LIMIT $first + 1
WITH i.occurred_from AS key, i.lineage AS id, [
  {_parties("AFFECTED_IN", ", r.birth_year")},
  {_parties("RESPONDENT_IN", f", r.birth_year, last({PERSON})")},
  {_parties("CHILD_IN", "")}] AS parties
RETURN [collect([key, id, [id, key] + parties]), $first]"""

STATEMENTS: Mapping[str, str] = {
    "person_with_records": PERSON_WITH_RECORDS,
    "history_page": HISTORY_PAGE,
    "page_with_parties": PAGE_WITH_PARTIES,
}
