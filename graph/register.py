"""The register of the sharing schemes: the steps of requests and the complaints that one organisation is told of.

    (c:Complaint {organisation, received_on, content, request, report, action, resolved_on})     its own alone

A party is told of its own part: who wrote a request, of each step; whom it is addressed to, from when it was sent. W10:
nothing about anybody from whom the account is kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.conflicts import HUB
from graph.requests import EVENT

COMPLAINT = "Complaint"
WORDS = ("scheme", "kind", "purpose", "system", "reference", "role", "grounds", "relevance", "question", "consent",
         "consent_reason", "voluntary", "enquiries")  # fmt: skip
SAID = ", ".join(f".{word}" for word in WORDS)
# Whom a request in the words of `s` names: its subject, and who is at risk.
NAMED = "[[s.system, s.reference], [s.risk_system, s.risk_reference]]"
NOT_APART = f"""NOT (s.reference IN $given.apart OR coalesce(s.risk_reference, '') IN $given.apart OR EXISTS {{
    UNWIND {NAMED} AS named
    MATCH (r:PersonRecord {{custodian: named[0], person_number: named[1]}}) WHERE r.id IN $given.apart }})"""
OWN = """MATCH (q:InformationRequest {from: $given.organisation}) RETURN q
    UNION MATCH (q:InformationRequest {addressed_to: $given.organisation}) WHERE q.lodged_at IS NOT NULL RETURN q"""
# What was last recorded of a child's views, of those whom the request names, in the matter it was written under.
VIEWS = f"""head(COLLECT {{
      MATCH (:Matter {{id: s.matter}})-[:HOLDS]->(v:Assertion)-[:ABOUT]->(h:Person)
      WHERE mine AND v.kind IN ['VIEWS_SOUGHT', 'VIEWS_NOT_SOUGHT'] AND v.since <= at
        AND coalesce(v.withdrawn_at > at, true) AND (coalesce(['{HUB}', h.id] IN {NAMED}, false) OR EXISTS {{
          UNWIND {NAMED} AS named
          MATCH (:PersonRecord {{custodian: named[0], person_number: named[1], origin: h.id}}) }})
      RETURN [v.kind, v.reason] ORDER BY v.since DESC, v.id LIMIT 1 }})"""


def _rows(which: str) -> str:
    """[at, id, what is told of it], by time; `which` bounds `at` and `id`."""
    return f"""
CALL () {{
  CALL () {{ {OWN} }}
  WITH q, q.from = $given.organisation AS mine MATCH (e:{EVENT})-[:OF]->(q)
  WITH q, mine, e, e.at AS at, e.id AS id, CASE WHEN e.scheme IS NULL THEN q ELSE e END AS s
  WHERE {which} AND e.state IN $given.states AND (mine OR e.state <> 'INELIGIBLE')
    AND (e.state <> 'WITHDRAWN' OR EXISTS {{
      MATCH (b:{EVENT})-[:OF]->(q) WHERE b.state IN ['SUBMITTED', 'INELIGIBLE'] }})
    AND {NOT_APART}
  RETURN at, id, {{state: e.state, mine: mine, request: q.id, organisation: e.organisation, asking: q.from,
    addressed_to: coalesce(e.addressed_to, q.addressed_to), code: e.code, reason: e.reason, records: e.records,
    items: e.items, report: e.report, lacks: e.missing, said: s {{{SAID}}}, views: {VIEWS}}} AS told
  UNION ALL
  MATCH (c:{COMPLAINT} {{organisation: $given.organisation}})
  OPTIONAL MATCH (s:InformationRequest {{id: c.request}})
  WITH c, s WHERE s IS NULL OR {NOT_APART}
  UNWIND [[c.at, c.id, 'RECEIVED'], [c.resolved_at, c.resolution, 'RESOLVED']] AS step
  WITH c, step[0] AS at, step[1] AS id, step[2] AS state WHERE {which}
  RETURN at, id, {{state: state, mine: true, request: c.request, organisation: c.organisation, report: c.report,
    reason: c.content, received_on: c.received_on,
    action: CASE WHEN state = 'RESOLVED' THEN c.action END,
    resolved_on: CASE WHEN state = 'RESOLVED' THEN c.resolved_on END}} AS told }}
WITH at, id, told ORDER BY at, id LIMIT $given.first RETURN collect([at, id, told])""".strip()


PAGE = _rows(
    "at >= $given.since AND at < $given.until "
    "AND (at > $given.after_at OR (at = $given.after_at AND id > $given.after))"
)
"""Of a stretch of time, what comes behind the entry that was had last."""
ONE = _rows("id = $given.id")

RECORD = f"""
MERGE (c:{COMPLAINT} {{id: $given.complaint}})
ON CREATE SET c.organisation = $given.organisation, c.received_on = $given.received_on, c.content = $given.content,
  c.request = $given.request, c.report = $given.report, c.at = $given.at, c.by = $given.by"""
RESOLVE = f"""
MATCH (c:{COMPLAINT} {{id: $given.complaint}}) WHERE c.resolved_at IS NULL
SET c.action = $given.action, c.resolved_on = $given.resolved_on, c.resolved_at = $given.at,
  c.resolved_by = $given.by, c.resolution = $given.resolution"""
WRITES: Mapping[str, tuple[str, ...]] = {
    "recordComplaint": (RECORD.strip(),),
    "resolveComplaint": (RESOLVE.strip(),),
}
# The request that a complaint is about, by its own id or that of a report on it, where the organisation is told of it.
OF = f"""
CALL () {{
  MATCH (q:InformationRequest {{id: $given.about}}) RETURN q, null AS report
  UNION MATCH (r:ConsolidatedReport {{id: $given.about}})-[:ANSWERS]->(q:InformationRequest)
    WHERE r.recipient = $given.organisation OR r.organisation = $given.organisation RETURN q, r.id AS report }}
WITH q, q AS s, report
WHERE (q.from = $given.organisation OR (q.addressed_to = $given.organisation AND q.lodged_at IS NOT NULL))
  AND {NOT_APART}
RETURN [q.id, report]"""
# One of the organisation's own: [received_on, resolved_at, request, report].
COMPLAINED = f"""
MATCH (c:{COMPLAINT} {{id: $given.complaint, organisation: $given.organisation}})
OPTIONAL MATCH (s:InformationRequest {{id: c.request}})
WITH c, s WHERE s IS NULL OR {NOT_APART}
RETURN [c.received_on, c.resolved_at, c.request, c.report]"""
