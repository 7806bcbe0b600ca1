"""What a matter may be opened on, and whom each lets the asker's organisation name, as what.

Not on a request: there the matter is opened by the confirmation of who the subject is (`resolvers.request_acts`).

Each statement is given `evidence`, the asker's `organisation` and `custodian`, the day `now`, `references` and `apart`:
what is held of those from whom the asker's account is kept apart (W10) is no evidence for him, like what is not held.
Rows of [origin, part, party, served, references]: people are named by the origin of the record that the evidence has;
what it is joined to is another matter.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.exclusion import told
from graph.mapping import Edge, Model
from graph.times import OPEN

KNOWN_BY = """COLLECT {
    MATCH (x:PersonRecord {origin: r.origin})
    WHERE x.person_number IS NOT NULL RETURN DISTINCT [x.custodian, x.person_number] }"""
# Whom a referral part reaches: its own person, and who else stands in its report.
BY_REFERRAL = f"""
MATCH (f:Referral {{lineage: $given.evidence}})-[:ARISES_FROM]->(i:Incident)
WHERE f.custodian = $given.organisation AND f.recorded_to = '{OPEN}'
  AND {told("i", "i.custodian", "$given.custodian", "$given.organisation")}
  AND NOT f.id IN $given.apart AND NOT i.id IN $given.apart
RETURN COLLECT {{
  MATCH (i)<-[e:AFFECTED_IN|RESPONDENT_IN|CHILD_IN]-(r:PersonRecord)
  WHERE {told("e", "r.custodian", "$given.custodian", "$given.organisation")}
  RETURN [r.origin, type(e), f.party, EXISTS {{ (r)-[:REFERRED_IN]->(f) }}, {KNOWN_BY}]
}}"""
BY_OWN_FILE = """
UNWIND $given.references AS reference
CALL (reference) {{
  MATCH (r:PersonRecord {{custodian: $given.custodian, person_number: reference}}) RETURN r
  UNION MATCH (r:PersonRecord {{origin: reference}}) WHERE r.custodian = $given.custodian RETURN r
}}
MATCH (r)-[e:{parts}]->(v) WHERE NOT r.id IN $given.apart
WITH DISTINCT r.origin AS origin, reference, type(e) AS part, v.party AS party
RETURN collect([origin, part, party, false, [[$given.custodian, reference]]])"""
# A record of the asker's own organisation, in its latest version: whoever has a part in it.
BY_RECORD = f"""
CALL () {{{{ {{found}} }}}}
WITH v WHERE v.custodian = $given.custodian AND v.recorded_to = '{OPEN}' AND NOT v.id IN $given.apart AND {{while_it}}
RETURN COLLECT {{{{
  MATCH (v)<-[e:{{parts}}]-(r:PersonRecord)
  WHERE {told("e", "r.custodian", "$given.custodian", "$given.organisation")}
    AND {told("r", "r.custodian", "$given.custodian", "$given.organisation")}
  RETURN [r.origin, type(e), null, type(e) IN {{served}}, {KNOWN_BY.replace("{", "{{").replace("}", "}}")}]
}}}}"""
# Of the day of release it is over, of the last day of an order it is not (see authz.circumstances).
GOES_ON = """coalesce(v.in_custody, true) AND NOT coalesce(v.state, '') IN ['COMPLETED', 'CANCELLED']
  AND coalesce(v.until_on >= left($given.now, 10), true)
  AND coalesce(left(v.released_at, 10) > left($given.now, 10), true)"""
# Kind: which records, while they are so, and as what somebody in them is served.
RECORDS: Mapping[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "COURT_FILE": (("CourtFile",), "true", ()),
    "SUPERVISION": (("Supervision", "CustodyEpisode"), GOES_ON, ("SUPERVISED_IN", "HELD_IN")),
    "PROTECTION_REPORT": (("ProtectionReport",), "v.open_now = true", ("CHILD_REPORTED_IN",)),
}


def statements(model: Model) -> dict[str, str]:
    """By the kind of evidence."""
    own_file = BY_OWN_FILE.format(parts="|".join(model.parts()))
    records = {kind: _by_record(model, *record) for kind, record in RECORDS.items()}
    kinds = {"REFERRAL": BY_REFERRAL, "OWN_FILE": own_file, **records}
    return {kind: text.strip() for kind, text in kinds.items()}


def _by_record(model: Model, labels: tuple[str, ...], while_it: str, served: tuple[str, ...]) -> str:
    edges = (edge for label in labels for edge in model.nodes[label].fields.values() if isinstance(edge, Edge))
    parts = "|".join(dict.fromkeys(edge.relationship for edge in edges if edge.standing))
    found = " UNION ".join(f"MATCH (v:{label} {{lineage: $given.evidence}}) RETURN v" for label in labels)
    return BY_RECORD.format(found=found, while_it=while_it, parts=parts, served=list(served))
