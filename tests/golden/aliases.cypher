// # One field asked three times, each in its own way.
// query Aliases($id: ID!) {
//   person(id: $id) {
//     first: incidentsAsRespondent(first: 1, orderBy: OCCURRED_FROM_ASC) { when: occurredFrom }
//     last: incidentsAsRespondent(first: 1, orderBy: OCCURRED_FROM_DESC) { when: occurredFrom }
//     armed: incidentsAsRespondent(where: { weaponUsed: { eq: true } }) { id }
//   }
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
    ORDER BY n1.occurred_from ASC, n1.lineage
    LIMIT $given.p4
    RETURN [n1.occurred_from]
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
    ORDER BY n1.occurred_from DESC, n1.lineage
    LIMIT $given.p5
    RETURN [n1.occurred_from]
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
      AND n1.weapon_used = $given.p6
      AND NOT n1.id IN $given.incident_weapon_used_kept
    WITH DISTINCT n1
    ORDER BY n1.lineage
    LIMIT $given.p7
    RETURN [n1.lineage]
  }, n0.id]
})]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: the variable $id
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p4: 1
// $given.p5: 1
// $given.p6: True
// $given.p7: 20
// $given.incident_there: of the verdict
// $given.incident_weapon_used_kept: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_there: of the verdict
// $given.walled: of the verdict
