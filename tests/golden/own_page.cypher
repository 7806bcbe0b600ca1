// # A flat list in the order of the index.
// query OwnPage {
//   incidents(first: 50) { nodes { id occurredFrom } }
// }

RETURN [reduce(at = 0, p IN COLLECT {
  MATCH (l:Ledger {id: 'ledger'})
  RETURN l.position
} | p), [COLLECT {
  CALL () {
    MATCH (n0:Incident)
    WHERE n0.id IN $given.incident_there
      AND n0.recorded_from <= $given.p1
      AND n0.recorded_to > $given.p1
      AND n0.occurred_from <= $given.p0
    RETURN n0, n0.occurred_from AS key, n0.lineage AS id
    UNION
    MATCH (n0:Incident)
    WHERE n0.own = $given.own_incident_there[0]
      AND NOT n0.id IN $given.walled
      AND n0.recorded_from <= $given.p1
      AND n0.recorded_to > $given.p1
      AND n0.occurred_from <= $given.p0
    RETURN n0, n0.occurred_from AS key, n0.lineage AS id
    ORDER BY n0.own DESC, key DESC, id
    LIMIT $given.p3 + 1
  }
  WITH n0, key, id
  ORDER BY key DESC, id
  LIMIT $given.p3 + 1
  RETURN [key, id, [id, key]]
}, $given.p3]]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: 50
// $given.incident_there: of the verdict
// $given.own_incident_there: of the verdict
// $given.walled: of the verdict
