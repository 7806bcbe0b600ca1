"""How requests were worked on that came to their first end in a stretch of time: who acted when, and nobody's data."""

from __future__ import annotations

from graph.reports import ANSWER, DECISION
from graph.requests import EVENT

# Rows of [scheme, amount, kind of who asked, kind of who was asked, steps, decisions, answers of custodians, records].
WORKED = f"""
MATCH (e:{EVENT}) WHERE e.at >= $given.since AND e.at < $given.until AND e.state IN $given.ends
MATCH (e)-[:OF]->(q:InformationRequest) WHERE q.lodged_at <= e.at AND NOT EXISTS {{
  MATCH (b:{EVENT})-[:OF]->(q) WHERE b.state IN $given.ends AND b.number < e.number }}
MATCH (a:Organisation {{id: q.from}}) MATCH (b:Organisation {{id: q.addressed_to}})
RETURN collect([q.scheme, q.kind, a.kind, b.kind,
  COLLECT {{ MATCH (s:{EVENT})-[:OF]->(q)
    WHERE s.number <= e.number AND s.at >= q.lodged_at AND NOT s.state IN ['DRAFTED', 'INELIGIBLE']
    RETURN [s.at, s.state, s.by, s.organisation] ORDER BY s.number }},
  COLLECT {{ MATCH (d:{DECISION})-[:ON]->(q) WHERE d.at <= e.at
    RETURN [d.at, d.by, q.addressed_to, d.item] ORDER BY d.number }},
  COLLECT {{ MATCH (c:{ANSWER})-[:TO]->(q) WHERE c.asked_at <= e.at
    RETURN [c.custodian, c.asked_at, CASE WHEN c.answered_at <= e.at THEN c.answered_at END,
      c.late OR c.status = $given.overdue] ORDER BY c.number }},
  CASE WHEN e.report IS NULL THEN [] ELSE e.records END])""".strip()
