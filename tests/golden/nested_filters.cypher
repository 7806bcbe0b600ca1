// # Filters below a person: among values, in a range, by a text.
// query NestedFilters($id: ID!, $numbers: [String!], $from: DateTime, $to: DateTime, $letters: String!) {
//   person(id: $id) {
//     incidentsAsAffected(
//       where: {
//         portalId: { in: $numbers }
//         occurredFrom: { gte: $from, lt: $to }
//         offences: { has: "0213" }
//         childrenCount: { gt: 0 }
//       }
//       orderBy: CHILDREN_COUNT_DESC
//       first: 5
//     ) {
//       id
//       respondent(where: { familyName: { startsWith: $letters }, birthYear: { lte: 1990 } }) { id familyName }
//       place { suburb }
//     }
//     records(where: { receivedAt: { lt: $to } }) { id addresses(where: { suburb: { contains: $letters } }) { suburb } }
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
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:AFFECTED_IN]->(n1)
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
      AND n1.portal_id IN $given.p4
      AND n1.occurred_from >= $given.p5
      AND n1.occurred_from < $given.p6
      AND $given.p7 IN n1.offences
      AND NOT n1.id IN $given.incident_offences_kept
      AND n1.children_count > $given.p8
      AND NOT n1.id IN $given.incident_children_count_kept
    WITH DISTINCT n1
    ORDER BY coalesce(
      CASE WHEN NOT n1.id IN $given.incident_children_count_kept THEN n1.children_count END, -9223372036854775808) DESC, n1.lineage
    LIMIT $given.p9
    RETURN [n1.lineage, COLLECT {
      MATCH (n1)<-[en2:RESPONDENT_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
        AND n2.family_name STARTS
      WITH $given.p10
        AND (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_family_name_kept
        AND n2.birth_year <= $given.p11
        AND NOT n2.id IN $given.personrecord_birth_year_kept
      WITH n2
      ORDER BY n2.lineage
      LIMIT $given.p12
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_family_name_kept THEN n2.family_name END, n2.origin]
    }, last(COLLECT {
      MATCH (n1)-[:AT]->(n2)
      WHERE (n2.id IN $given.address_there OR (n2.own IN $given.own_address_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.id
      LIMIT 1
      RETURN [n2.suburb]
    })]
  }, COLLECT {
    MATCH (n0)-[kn1:KNOWN_AS]->(n1)
    WHERE kn1.from <= $given.p1
      AND kn1.until > $given.p1
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND n1.valid_from <= $given.p0
      AND (n1.valid_to IS NULL OR n1.valid_to > $given.p0)
      AND (n1.id IN $given.personrecord_there OR (n1.own IN $given.own_personrecord_there AND NOT n1.id IN $given.walled))
      AND n1.received_at < $given.p13
      AND (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled))
    WITH n1
    ORDER BY n1.lineage
    LIMIT $given.p14
    RETURN [n1.lineage, COLLECT {
      MATCH (n1)-[:LIVES_AT]->(n2)
      WHERE (n2.id IN $given.address_there OR (n2.own IN $given.own_address_there AND NOT n2.id IN $given.walled))
        AND n2.suburb CONTAINS $given.p15
        AND (n2.id IN $given.address_contact_f OR (n2.own IN $given.own_address_contact_f AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.id
      LIMIT $given.p16
      RETURN [n2.suburb]
    }, n1.origin]
  }, n0.id]
})]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: the variable $id
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p4: the variable $numbers
// $given.p5: the variable $from
// $given.p6: the variable $to
// $given.p7: '0213'
// $given.p8: 0
// $given.p9: 5
// $given.p10: the variable $letters
// $given.p11: 1990
// $given.p12: 20
// $given.p13: the variable $to
// $given.p14: 20
// $given.p15: the variable $letters
// $given.p16: 20
// $given.address_contact_f: of the verdict
// $given.address_there: of the verdict
// $given.incident_children_count_kept: of the verdict
// $given.incident_offences_kept: of the verdict
// $given.incident_there: of the verdict
// $given.own_address_contact_f: of the verdict
// $given.own_address_there: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_personrecord_identity_f: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_birth_year_kept: of the verdict
// $given.personrecord_family_name_kept: of the verdict
// $given.personrecord_identity_f: of the verdict
// $given.personrecord_there: of the verdict
// $given.walled: of the verdict
