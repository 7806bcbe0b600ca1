"""Watches: the role that asked the Central Information Point goes on to be told of the subject of its request.

    (w:Watch {since, until, by, ended_at})-[:OF]->(q:InformationRequest)      one of a request stands

`until` is its last day. It ends with that day, and in what is asked of it as the matter of the request closes or the
requester is none any more: no job ends it. What is withdrawn or refused ends it for good.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.reports import ISSUED, REPORT

WATCH = "Watch"
BEGIN = f"""
MATCH (q:InformationRequest {{id: $given.request}})
OPTIONAL MATCH (before:{WATCH})-[:OF]->(q) WHERE before.ended_at IS NULL
SET before.ended_at = $given.at
WITH DISTINCT q MERGE (w:{WATCH} {{id: $given.watch}})
ON CREATE SET w.since = $given.at, w.until = $given.until, w.by = $given.by
MERGE (w)-[:OF]->(q)"""
END = f"""
MATCH (w:{WATCH})-[:OF]->(:InformationRequest {{id: $given.request}}) WHERE w.ended_at IS NULL
SET w.ended_at = $given.at"""
# In the step of a request: what was taken back or refused is watched no more.
END_WITH_REQUEST = END.replace("IS NULL", "IS NULL AND $given.state IN ['WITHDRAWN', 'REFUSED']")
WRITES: Mapping[str, tuple[str, ...]] = {"watchSubject": (BEGIN.strip(),), "endWatch": (END.strip(),)}

# Until which day; nothing where none stands.
STANDING = f"""
MATCH (w:{WATCH})-[:OF]->(:InformationRequest {{id: $given.request}})
WHERE w.ended_at IS NULL AND w.until >= $given.today RETURN w.until LIMIT 1"""
# Of those that an organisation answers: the request, the matter that it is worked under, the day, and the report that
# stands; the oldest watch first. None whose subject the account is kept apart from (W10).
STAND = f"""
RETURN COLLECT {{ MATCH (w:{WATCH})-[:OF]->(q:InformationRequest {{addressed_to: $given.organisation}})
  WHERE w.ended_at IS NULL AND w.until >= $given.today AND EXISTS {{ (:Matter {{id: q.matter, status: 'OPEN'}}) }}
  MATCH (m:Matter {{evidence: q.id, kind: 'REQUEST', status: 'OPEN'}})
  WHERE NOT EXISTS {{ MATCH (m)-[:NAMES]->(h:Person) WHERE h.id IN $given.apart }}
  MATCH (r:{REPORT} {{state: '{ISSUED}'}})-[:ANSWERS]->(q)
  RETURN [q {{.*}}, m.id, w.until, r {{.*}}] ORDER BY w.since, q.id LIMIT $given.first }}"""
# Under which matter a request is worked.
WORKED_UNDER = "MATCH (m:Matter {evidence: $given.request, kind: 'REQUEST', status: 'OPEN'}) RETURN m.id LIMIT 1"
