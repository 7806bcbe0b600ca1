"""What is held of an assessment that somebody is about to write, and who it is of."""

from __future__ import annotations

# Each version: its number, the mark of the request that wrote it, lineage, when it came, and whose risk it is of; of
# one without such a person, who is assessed as using violence.
VERSIONS = """
MATCH (a:RiskAssessment {assessment_number: $given.number}) WHERE a.custodian = $given.custodian
WITH a, COLLECT { MATCH (a)<-[:ASSESSED_IN|CHILD_ASSESSED_IN]-(r:PersonRecord) RETURN r.origin } AS subjects,
  COLLECT { MATCH (a)<-[:ASSESSED_AS_RISK_IN]-(r:PersonRecord) RETURN r.origin } AS respondents
ORDER BY a.version
RETURN collect([a.version, a.written_by, a.lineage, a.received_at,
  CASE WHEN size(subjects) > 0 THEN subjects ELSE respondents END])"""
