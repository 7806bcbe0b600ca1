// # Fragments by name, inline, with and without a type; a field of one key is merged.
// query Fragments($id: ID!) {
//   incident(id: $id) {
//     ...Facts
//     affected { ...Masked }
//     respondent { ...Masked ... on PersonRecord { familyName } }
//     ... { affected { birthYear } }
//   }
// }
// fragment Facts on Incident { __typename id occurredFrom }
// fragment Masked on PersonRecord { id initials }

RETURN [reduce(at = 0, p IN COLLECT {
  MATCH (l:Ledger {id: 'ledger'})
  RETURN l.position
} | p), last(COLLECT {
  MATCH (n0:Incident {lineage: $given.p3})
  WHERE n0.recorded_from <= $given.p1
    AND n0.recorded_to > $given.p1
    AND n0.occurred_from <= $given.p0
    AND (n0.id IN $given.incident_there OR (n0.own IN $given.own_incident_there AND NOT n0.id IN $given.walled))
  RETURN ['Incident', n0.lineage, n0.occurred_from, COLLECT {
    MATCH (n0)<-[en1:AFFECTED_IN]-(n1)
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
      CASE WHEN NOT n1.id IN $given.personrecord_initials_kept THEN n1.initials END,
      CASE WHEN NOT n1.id IN $given.personrecord_birth_year_kept THEN n1.birth_year END, n1.origin]
  }, COLLECT {
    MATCH (n0)<-[en1:RESPONDENT_IN]-(n1)
    WHERE (en1.exclusion IS NULL OR n1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND n1.valid_from <= $given.p0
      AND (n1.valid_to IS NULL OR n1.valid_to > $given.p0)
      AND (n1.id IN $given.personrecord_there OR (n1.own IN $given.own_personrecord_there AND NOT n1.id IN $given.walled))
    WITH n1
    ORDER BY n1.lineage
    LIMIT $given.p5
    RETURN [n1.lineage,
      CASE WHEN NOT n1.id IN $given.personrecord_initials_kept THEN n1.initials END,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.personrecord_family_name_kept THEN n1.family_name END, n1.origin]
  }]
})]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: the variable $id
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p4: 20
// $given.p5: 20
// $given.incident_there: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_personrecord_identity_f: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_birth_year_kept: of the verdict
// $given.personrecord_family_name_kept: of the verdict
// $given.personrecord_identity_f: of the verdict
// $given.personrecord_initials_kept: of the verdict
// $given.personrecord_there: of the verdict
// $given.walled: of the verdict
