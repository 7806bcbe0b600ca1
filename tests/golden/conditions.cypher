// # What a variable leaves in, and what it leaves out.
// query Conditions($id: ID!, $narrative: Boolean!, $brief: Boolean!) {
//   incident(id: $id) {
//     id
//     narrative @include(if: $narrative)
//     children @skip(if: $brief) { id initials }
//     ... @include(if: $brief) { childrenCount }
//   }
// }

RETURN [reduce(at = 0, p IN COLLECT {
  MATCH (l:Ledger {id: 'ledger'})
  RETURN l.position
} | p), last(COLLECT {
  MATCH (n0:Incident {lineage: $given.p3})
  WHERE n0.recorded_from <= $given.p1
    AND n0.recorded_to > $given.p1
    AND n0.occurred_from <= $given.p0
    AND (n0.id IN $given.incident_there OR (n0.own IN $given.own_incident_there AND NOT n0.id IN $given.walled))
  RETURN [n0.lineage,
    CASE WHEN (n0.id IN $given.incident_narrative_f OR (n0.own IN $given.own_incident_narrative_f AND NOT n0.id IN $given.walled))
    AND NOT n0.id IN $given.incident_narrative_kept THEN n0.narrative END, COLLECT {
    MATCH (n0)<-[en1:CHILD_IN]-(n1)
    WHERE (en1.exclusion IS NULL OR n1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND n1.valid_from <= $given.p0
      AND (n1.valid_to IS NULL OR n1.valid_to > $given.p0)
      AND (n1.id IN $given.personrecord_there OR (n1.own IN $given.own_personrecord_there AND NOT n1.id IN $given.walled))
    WITH n1
    ORDER BY n1.lineage
    LIMIT $given.p4
    RETURN [n1.lineage,
      CASE WHEN NOT n1.id IN $given.personrecord_initials_kept THEN n1.initials END, n1.origin]
  }]
})]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: the variable $id
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p4: 20
// $given.incident_narrative_f: of the verdict
// $given.incident_narrative_kept: of the verdict
// $given.incident_there: of the verdict
// $given.own_incident_narrative_f: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_initials_kept: of the verdict
// $given.personrecord_there: of the verdict
// $given.walled: of the verdict
