// # As it was then, and as the hub knew it then: two times in one statement.
// query AtOtherTimes($id: ID!, $then: DateTime!, $known: DateTime!) {
//   then: person(id: $id, asOf: $then) { records { id validFrom } incidentsAsRespondent { id } }
//   known: incident(id: $id, knownAt: $known) { id version receivedAt }
// }

RETURN [reduce(at = 0, p IN COLLECT {
  MATCH (l:Ledger {id: 'ledger'})
  RETURN l.position
} | p), last(COLLECT {
  MATCH (o0:PersonRecord {origin: $given.p3})
  MATCH (n0)-[ko0:KNOWN_AS]->(o0)
  WHERE o0.recorded_from <= $given.p1
    AND o0.recorded_to > $given.p1
    AND o0.valid_from <= $given.p0
    AND (o0.valid_to IS NULL OR o0.valid_to > $given.p0)
    AND (o0.id IN $given.personrecord_there OR (o0.own IN $given.own_personrecord_there AND NOT o0.id IN $given.walled))
    AND ko0.from <= $given.p1
    AND ko0.until > $given.p1
  WITH n0
  LIMIT 1
  RETURN [COLLECT {
    MATCH (n0)-[kn1:KNOWN_AS]->(n1)
    WHERE kn1.from <= $given.p1
      AND kn1.until > $given.p1
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND n1.valid_from <= $given.p0
      AND (n1.valid_to IS NULL OR n1.valid_to > $given.p0)
      AND (n1.id IN $given.personrecord_there OR (n1.own IN $given.own_personrecord_there AND NOT n1.id IN $given.walled))
    WITH n1
    ORDER BY n1.lineage
    LIMIT $given.p4
    RETURN [n1.lineage,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled)) THEN n1.valid_from END, n1.origin]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:RESPONDENT_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND n1.occurred_from <= $given.p0
      AND (n1.id IN $given.incident_there OR (n1.own IN $given.own_incident_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    LIMIT $given.p5
    RETURN [n1.lineage]
  }, n0.id]
}), last(COLLECT {
  MATCH (n0:Incident {lineage: $given.p9})
  WHERE n0.recorded_from <= $given.p7
    AND n0.recorded_to > $given.p7
    AND n0.occurred_from <= $given.p6
    AND (n0.id IN $given.incident_there OR (n0.own IN $given.own_incident_there AND NOT n0.id IN $given.walled))
  RETURN [n0.lineage, n0.version, n0.received_at]
})]

// $given.p0: the variable $then
// $given.p1: of the asking: now
// $given.p2: the variable $then
// $given.p3: the variable $id
// $given.p4: 20
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p5: 20
// $given.p6: of the asking: now
// $given.p7: the variable $known
// $given.p8: of the asking: now
// $given.p9: the variable $id
// $given.incident_there: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_personrecord_identity_f: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_identity_f: of the verdict
// $given.personrecord_there: of the verdict
// $given.walled: of the verdict
