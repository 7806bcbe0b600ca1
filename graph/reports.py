"""Consolidated reports of the Central Information Point: custodians' answers, what was decided of each record, and what
was issued.

    (a:CustodianAnswer {custodian, subject, status, …})-[:TO]->(q)    the last of a custodian is the one that counts
    (d:ReleaseDecision {item, subject, decision, …})-[:ON]->(q)       each stays; the last of an item counts
    (r:ConsolidatedReport {recipient, role, matter, subject, state, tells})-[:ANSWERS]->(q)

`subject` is who was confirmed as the request's subject then: what is of another, confirmed by mistake, stays and counts
no more.

`tells` are the lineages that a report tells of, so that what its recipient may see by it (`via_cip`) is asked of the
graph; `custodians` are those whose they are, `awaits` the look-ups that were not answered when it was issued. The
report itself is sealed in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping

from authz.ledger_raw import Key
from graph.exclusions import WITH_LINEAGE
from graph.times import OPEN

CONNECTOR, CUSTODIAN = "cip_report", "cip"  # as which a report is sealed
NOUNS = ("Incident", "ProtectionReport", "CustodyEpisode", "CourtFile")  # one of each source of a data custodian
REPORT, ANSWER, DECISION = "ConsolidatedReport", "CustodianAnswer", "ReleaseDecision"
ISSUED, CORRECTED, RECALLED = "ISSUED", "CORRECTED", "RECALLED"

ANSWERED = f"""
MATCH (q:InformationRequest {{id: $given.request}})
UNWIND $given.answers AS row
MERGE (a:{ANSWER} {{id: row.lookup}})
SET a += row.said, a.number = coalesce(a.number, row.number), a.told_at = $given.at, a.subject = $given.subject
MERGE (a)-[:TO]->(q)"""
DECIDED = f"""
MATCH (q:InformationRequest {{id: $given.request}})
UNWIND $given.decisions AS row
MERGE (d:{DECISION} {{id: row.id}})
ON CREATE SET d.item = row.item, d.decision = row.decision, d.reason = row.reason, d.note = row.note,
  d.number = row.number, d.by = $given.by, d.at = $given.at, d.subject = $given.subject
MERGE (d)-[:ON]->(q)"""
ISSUE = f"""
MATCH (q:InformationRequest {{id: $given.request}})
OPTIONAL MATCH (before:{REPORT} {{state: '{ISSUED}'}})-[:ANSWERS]->(q)
SET before.state = '{CORRECTED}', before.ended_at = $given.at
WITH DISTINCT q MERGE (r:{REPORT} {{id: $given.report}})
ON CREATE SET r += $given.heading, r.state = '{ISSUED}', r.issued_at = $given.at, r.issued_by = $given.by,
  r.organisation = $given.organisation
MERGE (r)-[:ANSWERS]->(q)"""
# A report that tells of a record that was erased can be opened no more.
ERASED = f"UNWIND $given.reports AS id MATCH (r:{REPORT} {{id: id}}) SET r.erasure = $given.erasure"
TELLING = f"UNWIND $given.lineages AS id MATCH (r:{REPORT}) WHERE id IN r.tells RETURN DISTINCT r.id AS id ORDER BY id"
RECALL = f"""
MATCH (r:{REPORT} {{id: $given.report}}) WHERE r.state <> '{RECALLED}'
SET r.state = '{RECALLED}', r.ended_at = $given.at, r.ended_because = $given.reason"""
WRITES: Mapping[str, tuple[str, ...]] = {
    "recordAnswers": (ANSWERED.strip(),),
    "decideRelease": (DECIDED.strip(),),
    "recallReport": (RECALL.strip(),),
}

# Of a request, reports that are of somebody else than this person and not recalled.
OF_ANOTHER = f"""
RETURN COLLECT {{ MATCH (r:{REPORT})-[:ANSWERS]->(:InformationRequest {{id: $given.request}})
  WHERE r.subject <> $given.person AND r.state <> '{RECALLED}' RETURN r.id ORDER BY r.version }}"""
# What is held of one request, for who works on it: itself, its matter and subject, the answers of custodians and the
# decisions on records of this subject, the reports so far, and the origins that a person stands for: by the acceptance,
# or a reviewer's link.
HELD = f"""
MATCH (q:InformationRequest {{id: $given.request, addressed_to: $given.organisation}}) WHERE q.lodged_at IS NOT NULL
WITH q, head(COLLECT {{ MATCH (m:Matter {{evidence: q.id, kind: 'REQUEST', status: 'OPEN'}})-[:NAMES]->(h:Person)
  RETURN [m.id, h.id] ORDER BY m.id }}) AS open
RETURN [q {{.*}}, open[0], open[1],
  COLLECT {{ MATCH (a:{ANSWER} {{subject: open[1]}})-[:TO]->(q) RETURN a {{.*}} ORDER BY a.number }},
  COLLECT {{ MATCH (d:{DECISION} {{subject: open[1]}})-[:ON]->(q) RETURN d {{.*}} ORDER BY d.number }},
  COLLECT {{ MATCH (r:{REPORT})-[:ANSWERS]->(q) RETURN r {{.*}} ORDER BY r.version }},
  COLLECT {{ MATCH (:Matter {{evidence: q.id, kind: 'REQUEST', status: 'OPEN'}})-[:NAMES]->(h:Person)
    MATCH (h) ((a:Person)<-[:OF]-(m:Match WHERE m.state = 'LINKED' AND m.confirmed)-[:OF]->(b:Person)){{0,4}} (o:Person)
    RETURN DISTINCT o.id }}]"""
ACCOUNT = """
MATCH (a:Account {id: $given.account})-[:MEMBER_OF]->(o:Organisation)
RETURN [a.id, a.role, a.duties, a.status, a.agreement, a.custodians, a.active_from, a.scope,
  o.id, o.kind, o.custodian, o.terms, o.until, o.name]"""
# By which numbers and names the subject is known, for look-ups: of each origin that he is believed to be.
KNOWN_BY = f"""
UNWIND $given.people AS id MATCH (p:Person {{id: id}})-[:KNOWN_AS {{until: '{OPEN}'}}]->(r:PersonRecord)
WHERE r.recorded_to = '{OPEN}'
RETURN collect(DISTINCT [r.custodian, r.person_number, r.family_name, r.given_names, r.birth_date])"""
# Of these data custodians, those of whom the hub holds any record: [custodian, noun].
SENDING = (
    "RETURN [pair IN $given.custodians WHERE "
    + " OR ".join(f"(pair[1] = '{noun}' AND EXISTS {{ (:{noun} {{own: pair[0]}}) }})" for noun in NOUNS)
    + " | pair[0]]"
)
OF_LINEAGE = " UNION ".join(f"MATCH (v:{noun}) WHERE v.lineage IN $given.items RETURN v" for noun in WITH_LINEAGE)
# Nodes of these lineages, in every version: [lineage, id, since when the hub holds it, or the extract of it].
VERSIONS = (
    f"RETURN COLLECT {{ CALL () {{ {OF_LINEAGE} }} RETURN [v.lineage, v.id, "
    "CASE WHEN v.extract_at > v.recorded_from THEN v.extract_at ELSE v.recorded_from END] }"
)
# Whose these are.
WHOSE = (
    f"RETURN COLLECT {{ CALL () {{ {OF_LINEAGE} }} "
    "WITH DISTINCT v.custodian AS custodian WHERE custodian IS NOT NULL RETURN custodian ORDER BY custodian }"
)
ANSWERS = f"MATCH (q:InformationRequest {{id: $given.request}}) RETURN COUNT {{ (:{ANSWER})-[:TO]->(q) }}"
# Is it the matter that the request is worked under?
UNDER = "RETURN EXISTS { (:Matter {id: $given.matter, evidence: $given.request, kind: 'REQUEST', status: 'OPEN'}) }"
# Of which lineages the reports tell that stand as issued to the asker's organisation for its matter.
TOLD = f"""MATCH (c:{REPORT} {{matter: $given.matter}})
  WHERE c.recipient = $given.organisation AND c.state = '{ISSUED}'
  UNWIND c.tells AS lineage RETURN DISTINCT lineage"""
# Reports of a recipient, the latest first; `report` is one of them or null.
TO = f"""
RETURN COLLECT {{ MATCH (r:{REPORT})-[:ANSWERS]->(q:InformationRequest)
  WHERE coalesce(r.id = $given.report, true)
    AND ((r.recipient = $given.organisation AND r.role = $given.role) OR r.organisation = $given.organisation)
  RETURN [r {{.*}}, q.id] ORDER BY r.issued_at DESC, r.version DESC, r.id LIMIT $given.first }}"""


def basis(report: str) -> str:
    """Number of the document beside a report: of what both could see when it was drawn, ids alone."""
    return f"{report} basis"


def keys_of(report: str) -> tuple[Key, Key]:
    """Under which a report and its basis are sealed."""
    return (CONNECTOR, CUSTODIAN, report), (CONNECTOR, CUSTODIAN, basis(report))
