// # A page of reports: filtered, ordered, behind a cursor.
// query PageOfIncidents($after: String, $since: DateTime) {
//   incidents(
//     where: { occurredFrom: { gte: $since }, weaponUsed: { eq: true } }
//     orderBy: OCCURRED_FROM_ASC
//     first: 10
//     after: $after
//   ) {
//     edges { cursor node { id occurredFrom weapons { label } } }
//     pageInfo { hasNextPage endCursor }
//   }
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
      AND n0.occurred_from >= $given.p3
      AND n0.weapon_used = $given.p4
      AND NOT n0.id IN $given.incident_weapon_used_kept
      AND n0.occurred_from >= $given.p5[0]
      AND NOT (n0.occurred_from = $given.p5[0] AND n0.lineage <= $given.p5[1])
    RETURN n0, n0.occurred_from AS key, n0.lineage AS id
    UNION
    MATCH (n0:Incident)
    WHERE n0.own = $given.own_incident_there[0]
      AND NOT n0.id IN $given.walled
      AND n0.recorded_from <= $given.p1
      AND n0.recorded_to > $given.p1
      AND n0.occurred_from <= $given.p0
      AND n0.occurred_from >= $given.p3
      AND n0.weapon_used = $given.p4
      AND NOT n0.id IN $given.incident_weapon_used_kept
      AND n0.occurred_from >= $given.p5[0]
      AND NOT (n0.occurred_from = $given.p5[0] AND n0.lineage <= $given.p5[1])
    RETURN n0, n0.occurred_from AS key, n0.lineage AS id
    ORDER BY n0.own ASC, key ASC, id
    LIMIT $given.p6 + 1
  }
  WITH n0, key, id
  ORDER BY key ASC, id
  LIMIT $given.p6 + 1
  RETURN [key, id, [id, key,
    CASE WHEN NOT n0.id IN $given.incident_weapons_kept THEN n0.weapons END]]
}, $given.p6]]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: the variable $since
// $given.p4: True
// $given.p5: the variable $after
// $given.p6: 10
// $given.incident_there: of the verdict
// $given.incident_weapon_used_kept: of the verdict
// $given.incident_weapons_kept: of the verdict
// $given.own_incident_there: of the verdict
// $given.walled: of the verdict
