// # A person, and what each source says of them.
// query PersonWithRecords($id: ID!) {
//   person(id: $id) {
//     familyNames
//     givenNames
//     birthYears
//     records {
//       id custodian receivedAt familyName givenNames initials birthYear sex { label }
//       names { nameType { label } familyName givenNames }
//       contacts { kind { code } value safe }
//       addresses { purpose { code } line suburb }
//     }
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
  RETURN [null, null, null, COLLECT {
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
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled)) THEN n1.custodian END,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled)) THEN n1.received_at END,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.personrecord_family_name_kept THEN n1.family_name END,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.personrecord_given_names_kept THEN n1.given_names END,
      CASE WHEN NOT n1.id IN $given.personrecord_initials_kept THEN n1.initials END,
      CASE WHEN NOT n1.id IN $given.personrecord_birth_year_kept THEN n1.birth_year END,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.personrecord_sex_kept THEN n1.sex END, COLLECT {
      MATCH (n1)-[:NAMED]->(n2)
      WHERE (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled))
        AND (n2.exclusion IS NULL OR coalesce(n2.custodian, n1.custodian) = $given.custodian OR $given.organisation IN n2.released)
      WITH n2
      ORDER BY n2.id
      LIMIT $given.p5
      RETURN [n2.name_type, n2.family_name, n2.given_names]
    }, COLLECT {
      MATCH (n1)-[:REACHED_AT]->(n2)
      WHERE (n1.id IN $given.personrecord_contact_f OR (n1.own IN $given.own_personrecord_contact_f AND NOT n1.id IN $given.walled))
        AND (n2.exclusion IS NULL OR coalesce(n2.custodian, n1.custodian) = $given.custodian OR $given.organisation IN n2.released)
      WITH n2
      ORDER BY n2.id
      LIMIT $given.p6
      RETURN [n2.kind, n2.value, n2.safe]
    }, COLLECT {
      MATCH (n1)-[:LIVES_AT]->(n2)
      WHERE (n2.id IN $given.address_there OR (n2.own IN $given.own_address_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.id
      LIMIT $given.p7
      RETURN [n2.purpose, n2.line, n2.suburb]
    }, n1.origin]
  }, COLLECT {
    MATCH (n0)-[ks0:KNOWN_AS]->(s0)
    WHERE s0.recorded_from <= $given.p1
      AND s0.recorded_to > $given.p1
      AND s0.valid_from <= $given.p0
      AND (s0.valid_to IS NULL OR s0.valid_to > $given.p0)
      AND (s0.id IN $given.personrecord_there OR (s0.own IN $given.own_personrecord_there AND NOT s0.id IN $given.walled))
      AND ks0.from <= $given.p1
      AND ks0.until > $given.p1
    RETURN [
      CASE WHEN (s0.id IN $given.personrecord_identity_f OR (s0.own IN $given.own_personrecord_identity_f AND NOT s0.id IN $given.walled))
      AND NOT s0.id IN $given.personrecord_family_name_kept THEN s0.family_name END,
      CASE WHEN (s0.id IN $given.personrecord_identity_f OR (s0.own IN $given.own_personrecord_identity_f AND NOT s0.id IN $given.walled))
      AND NOT s0.id IN $given.personrecord_given_names_kept THEN s0.given_names END,
      CASE WHEN NOT s0.id IN $given.personrecord_birth_year_kept THEN s0.birth_year END]
  }, n0.id]
})]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: the variable $id
// $given.p4: 20
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p5: 20
// $given.p6: 20
// $given.p7: 20
// $given.address_there: of the verdict
// $given.own_address_there: of the verdict
// $given.own_personrecord_contact_f: of the verdict
// $given.own_personrecord_identity_f: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_birth_year_kept: of the verdict
// $given.personrecord_contact_f: of the verdict
// $given.personrecord_family_name_kept: of the verdict
// $given.personrecord_given_names_kept: of the verdict
// $given.personrecord_identity_f: of the verdict
// $given.personrecord_initials_kept: of the verdict
// $given.personrecord_sex_kept: of the verdict
// $given.personrecord_there: of the verdict
// $given.walled: of the verdict
