"""Matters: what is read to decide on opening one, and what a decision writes.

A matter opens only on a record the hub holds that addresses the asker's organisation (`graph.evidence`). It is for one
purpose, and on a referral for those that it was opened for since (`also`): one client matter.
The decision is a ledger command that holds what was resolved, so that the graph can
be built again from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.identity import believed, confirmed, origins
from graph.times import OPEN

Body = Mapping[str, Any]

# A matter of this organisation that is open to this account (W03, W10, W15); for this purpose, when one is told.
OPEN_TO = """
MATCH (:Organisation {id: $given.organisation})-[:OPENED]->(m:Matter {id: $given.matter, status: 'OPEN'})
WHERE coalesce(m.purpose = $given.purpose OR $given.purpose IN coalesce(m.also, []), true)
  AND coalesce(m.only = $given.account, true) AND coalesce(m.until > $given.now, true)
  AND NOT EXISTS { MATCH (m)-[:NAMES]->(x:Person) WHERE x.id IN $given.apart }"""
# Whom it names, and the number that the source of the evidence knows each by: an origin has one, and it stood in the
# evidence that the matter was opened on.
NAMED = f"""{OPEN_TO}
RETURN COLLECT {{
  MATCH (m)-[k:NAMES]->(h:Person) {believed("h", "p")}
  RETURN [h.id, k.standing, [h.id] + coalesce(k.covers, []) + COLLECT {{
    MATCH {origins("p", "o")} WHERE {confirmed("h", "p")} AND {confirmed("o", "p")} RETURN o.id }}, COLLECT {{
    MATCH (x:PersonRecord {{origin: h.id}})
    WHERE x.person_number IS NOT NULL RETURN DISTINCT [x.custodian, x.person_number] }}] }}"""
HELD = """
MATCH (:Organisation {id: $given.organisation})-[:OPENED]->(:Matter)-[:HOLDS]->(c {id: $given.held})
RETURN c.id"""

# What each command writes; `$given` is its body. What only a break-glass has (W15) is null in every other.
OPEN_MATTER = f"""
MATCH (o:Organisation {{id: $given.organisation}})
MERGE (m:Matter {{id: $given.id}})
ON CREATE SET m.purpose = $given.purpose, m.kind = $given.kind, m.account = $given.account,
  m.evidence = $given.evidence, m.status = 'OPEN', m.opened_at = $given.at,
  m.only = $given.only, m.until = $given.until, m.reason = $given.reason, m.review_by = $given.review_by
MERGE (o)-[:OPENED]->(m)
WITH m UNWIND $given.names AS name
MATCH (h:Person {{id: name.person}}) {believed("h", "p")}
WITH m, name, h, COLLECT {{ MATCH {origins("p", "o")} RETURN o.id ORDER BY o.id }} AS covers
MERGE (m)-[k:NAMES]->(h)
ON CREATE SET k.standing = name.standing, k.client = name.client, k.since = $given.at,
  k.until = coalesce($given.until, '{OPEN}'),
  k.covers = covers"""
# For one more purpose: on the same referral, while it names nobody whom that does not let it name so.
ALSO_FOR = """
MATCH (:Organisation {id: $given.organisation})-[:OPENED]->(m:Matter {id: $given.id, status: 'OPEN'})
WHERE m.kind = $given.kind AND m.evidence = $given.evidence AND m.purpose <> $given.purpose
  AND NOT $given.purpose IN coalesce(m.also, []) AND NOT EXISTS {
    MATCH (m)-[k:NAMES]->(h:Person)
    WHERE none(name IN $given.names WHERE name.person = h.id AND name.standing = k.standing) }
SET m.also = coalesce(m.also, []) + $given.purpose"""
CLOSE_MATTER = """
MATCH (:Organisation {id: $given.organisation})-[:OPENED]->(m:Matter {id: $given.matter})
WHERE m.status = 'OPEN' SET m.status = 'CLOSED', m.closed_at = $given.at"""
RECORD_CONSENT = """
MATCH (:Organisation {id: $given.organisation})-[:OPENED]->(m:Matter {id: $given.matter})
MATCH (p:Person {id: $given.person})
MERGE (c:ConsentRecord {id: $given.id})
ON CREATE SET c.given_at = $given.given_at, c.until = $given.until, c.how = $given.how
MERGE (m)-[:HOLDS]->(c) MERGE (c)-[:GIVEN_BY]->(p)"""
WITHDRAW_CONSENT = """
MATCH (c:ConsentRecord {id: $given.consent}) WHERE c.withdrawn_at IS NULL
SET c.withdrawn_at = $given.at"""
RECORD_ASSERTION = """
MATCH (:Organisation {id: $given.organisation})-[:OPENED]->(m:Matter {id: $given.matter})
MATCH (p:Person {id: $given.person})
MERGE (s:Assertion {id: $given.id})
ON CREATE SET s.kind = $given.kind, s.reason = $given.reason, s.account = $given.account, s.since = $given.at,
  s.until = $given.until
MERGE (m)-[:HOLDS]->(s) MERGE (s)-[:ABOUT]->(p)"""
WITHDRAW_ASSERTION = """
MATCH (s:Assertion {id: $given.assertion}) WHERE s.withdrawn_at IS NULL
SET s.withdrawn_at = $given.at"""
PLAN_CONTACT = """
MATCH (:Organisation {id: $given.organisation})-[:OPENED]->(m:Matter {id: $given.matter})
MATCH (p:Person {id: $given.person})
MERGE (c:PlannedContact {id: $given.id})
ON CREATE SET c.organisation = $given.organisation, c.how = $given.how, c.since = $given.at, c.until = $given.until
MERGE (m)-[:HOLDS]->(c) MERGE (c)-[:WITH]->(p)"""
CANCEL_CONTACT = """
MATCH (c:PlannedContact {id: $given.contact}) WHERE c.cancelled_at IS NULL
SET c.cancelled_at = $given.at"""
ESTABLISH_RISK = """
MATCH (m:Matter {id: $given.matter}) MATCH (p:Person {id: $given.person})
MERGE (d:RiskDecision {id: $given.id})
ON CREATE SET d.decided_at = $given.at, d.until = $given.until,
  d.organisation = $given.organisation, d.entity_class = 'RAE', d.grounds = $given.grounds
MERGE (m)-[:DECIDED]->(d) MERGE (d)-[:ABOUT]->(p)"""

WRITES: Mapping[str, tuple[str, ...]] = {
    "openMatter": (OPEN_MATTER.strip(),),
    "extendMatter": (ALSO_FOR.strip(),),
    "closeMatter": (CLOSE_MATTER.strip(),),
    "recordConsent": (RECORD_CONSENT.strip(),),
    "withdrawConsent": (WITHDRAW_CONSENT.strip(),),
    "recordAssertion": (RECORD_ASSERTION.strip(),),
    "withdrawAssertion": (WITHDRAW_ASSERTION.strip(),),
    "planContact": (PLAN_CONTACT.strip(),),
    "cancelContact": (CANCEL_CONTACT.strip(),),
    "establishRisk": (ESTABLISH_RISK.strip(),),
}
