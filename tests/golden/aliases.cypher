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
  MATCH (n0:Person {id: $given.p2})
  WHERE EXISTS {
    MATCH (n0)-[:KNOWN_AS]->(h0)
    WHERE h0.recorded_from <= $given.p1
      AND h0.recorded_to > $given.p1
      AND h0.valid_from <= $given.p0
      AND (h0.valid_to IS NULL OR h0.valid_to > $given.p0)
      AND (h0.id IN $given.personrecord_there OR (h0.own IN $given.own_personrecord_there AND NOT h0.id IN $given.walled))
  }
  RETURN [COLLECT {
    MATCH (n0)-[:KNOWN_AS]->(r1)-[:RESPONDENT_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND n1.occurred_from <= $given.p0
      AND (n1.id IN $given.incident_there OR (n1.own IN $given.own_incident_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.occurred_from ASC, n1.lineage
    LIMIT $given.p3
    RETURN [n1.occurred_from]
  }, COLLECT {
    MATCH (n0)-[:KNOWN_AS]->(r1)-[:RESPONDENT_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND n1.occurred_from <= $given.p0
      AND (n1.id IN $given.incident_there OR (n1.own IN $given.own_incident_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.occurred_from DESC, n1.lineage
    LIMIT $given.p4
    RETURN [n1.occurred_from]
  }, COLLECT {
    MATCH (n0)-[:KNOWN_AS]->(r1)-[:RESPONDENT_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND n1.occurred_from <= $given.p0
      AND (n1.id IN $given.incident_there OR (n1.own IN $given.own_incident_there AND NOT n1.id IN $given.walled))
      AND n1.weapon_used = $given.p5
    WITH DISTINCT n1
    ORDER BY n1.lineage
    LIMIT $given.p6
    RETURN [n1.lineage]
  }]
})]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: the variable $id
// $given.p3: 1
// $given.p4: 1
// $given.p5: True
// $given.p6: 20
// $given.incident_there: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_there: of the verdict
// $given.walled: of the verdict
