"""Notices: what became of reports, worked out for whom it concerns when he asks, and what was acknowledged of them.

    (k:Acknowledgement {id, by, at})      of one notice, by a role of an organisation

No notice is stored. Its id is its moment, its kind and the report of its reader that it is about, so that ids are in
the order of time: a later page is of lesser ids. W10: of nobody from whom the account is kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.exclusions import WITH_LINEAGE
from graph.reports import ANSWER, CORRECTED, ISSUED, RECALLED, REPORT

ACKNOWLEDGEMENT = "Acknowledgement"
ACKNOWLEDGE = f"""
MERGE (k:{ACKNOWLEDGEMENT} {{id: $given.notice + ' ' + $given.organisation + ' ' + $given.role}})
ON CREATE SET k.by = $given.by, k.at = $given.at"""
WRITES: Mapping[str, tuple[str, ...]] = {"acknowledgeNotice": (ACKNOWLEDGE.strip(),)}


def _id(at: str, kind: str, report: str) -> str:
    return f"{at} + ' {kind} ' + {report}.id"


def _acknowledged(notice: str, organisation: str, role: str) -> str:
    return f"EXISTS {{ (:{ACKNOWLEDGEMENT} {{id: {notice} + ' ' + {organisation} + ' ' + {role}}}) }}"


ENDED = f"IN ['{CORRECTED}', '{RECALLED}']"
# A report that tells of some of the same records as another one, of another request, and was issued before that ended.
SHARES = (
    "any(id IN ended.tells WHERE id IN stands.tells) AND stands.erasure IS NULL AND "
    "NOT EXISTS { (ended)-[:ANSWERS]->()<-[:ANSWERS]-(stands) }"
)
# A late answer, of which the annex of a new report would tell: `awaits` are those that a report was issued without.
MAY_BE_TOLD = "(a.status = 'ANSWERED' OR (a.may_be_told AND a.status IN ['REFUSED', 'NOT_HELD']))"
PAGE = "coalesce(id = $given.notice, true) AND coalesce(id < $given.after, true)"
# Of the reports of a role of an organisation, under matters that are open to this account:
# [id, kind, at, report, request, the report that stands in its place, acknowledged, records, recipient, purpose].
OF_ROLE = f"""
RETURN COLLECT {{
  MATCH (r:{REPORT} {{recipient: $given.organisation}})-[:ANSWERS]->(q:InformationRequest) WHERE r.role = $given.role
  MATCH (:Organisation {{id: $given.organisation}})-[:OPENED]->(m:Matter {{id: r.matter, status: 'OPEN'}})
  WHERE coalesce(m.until > $given.now, true)
    AND NOT EXISTS {{ MATCH (m)-[:NAMES]->(h:Person) WHERE h.id IN $given.apart }}
  CALL (r, q) {{
    MATCH (r) WHERE r.state {ENDED} RETURN 'REPORT_' + r.state AS kind, r.ended_at AS at
    UNION MATCH (e:Erasure {{id: r.erasure}}) RETURN 'REPORT_CLOSED' AS kind, e.decided_at AS at
    UNION MATCH (a:{ANSWER})-[:TO]->(q) WHERE r.state = '{ISSUED}' AND r.erasure IS NULL AND a.id IN r.awaits
      AND {MAY_BE_TOLD} RETURN 'LATE_ANSWER' AS kind, coalesce(a.answered_at, a.told_at) AS at
    UNION WITH r AS stands MATCH (ended:{REPORT})
      WHERE stands.state = '{ISSUED}' AND ended.ended_at >= stands.issued_at AND {SHARES}
      RETURN 'SHARED_RECORDS' AS kind, ended.ended_at AS at }}
  WITH r, q, kind, at, at + ' ' + kind + ' ' + r.id AS id WHERE {PAGE}
  RETURN [id, kind, at, r.id, q.id, CASE kind WHEN 'REPORT_CORRECTED' THEN head(COLLECT {{
      MATCH (s:{REPORT} {{state: '{ISSUED}', recipient: r.recipient}})-[:ANSWERS]->(q)
      WHERE s.role = r.role AND s.erasure IS NULL RETURN s.id }}) END,
    {_acknowledged("id", "$given.organisation", "$given.role")}, [], null, null]
  ORDER BY id DESC LIMIT $given.first }}"""
OWN = " UNION ".join(
    f"MATCH (v:{noun}) WHERE v.lineage IN r.tells AND v.custodian = $given.custodian RETURN v" for noun in WITH_LINEAGE
)
# Read back to a custodian: which of its own records a report tells of, to which organisation it went and what for.
OF_CUSTODIAN = f"""
RETURN COLLECT {{
  MATCH (r:{REPORT})-[:ANSWERS]->(q:InformationRequest) WHERE $given.custodian IN r.custodians
  WITH r, q, {_id("r.issued_at", "RECORDS_TOLD", "r")} AS id WHERE {PAGE}
  WITH r, q, id, COLLECT {{ CALL (r) {{ {OWN} }} RETURN DISTINCT [v.lineage, v.id IN $given.apart] }} AS own
  WHERE size(own) > 0 AND none(one IN own WHERE one[1])
  RETURN [id, 'RECORDS_TOLD', r.issued_at, r.id, null, null,
    {_acknowledged("id", "$given.organisation", "$given.role")}, [one IN own | one[0]], r.recipient, q.purpose]
  ORDER BY id DESC LIMIT $given.first }}"""
# Who has not acknowledged that a report was corrected, recalled or closed: its recipient, and those of reports that
# tell of some of its records: [organisation, role].
UNACKNOWLEDGED = f"""
MATCH (ended:{REPORT} {{id: $given.report}})
RETURN COLLECT {{
  CALL (ended) {{
    MATCH (ended) WHERE ended.state {ENDED}
    RETURN ended AS to, ended.ended_at + ' REPORT_' + ended.state + ' ' + ended.id AS id
    UNION MATCH (e:Erasure {{id: ended.erasure}})
    RETURN ended AS to, {_id("e.decided_at", "REPORT_CLOSED", "ended")} AS id
    UNION MATCH (stands:{REPORT} {{state: '{ISSUED}'}})
    WHERE ended.state {ENDED} AND ended.ended_at >= stands.issued_at AND {SHARES}
    RETURN stands AS to, {_id("ended.ended_at", "SHARED_RECORDS", "stands")} AS id }}
  WITH to, id WHERE NOT {_acknowledged("id", "to.recipient", "to.role")}
  WITH DISTINCT to.recipient AS recipient, to.role AS role
  RETURN [recipient, role] ORDER BY recipient, role }}"""
