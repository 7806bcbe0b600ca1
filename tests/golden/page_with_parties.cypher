// # Many reports, each with its parties.
// query PageWithParties($first: Int! = 200) {
//   incidents(first: $first) {
//     nodes {
//       id occurredFrom
//       affected { id initials birthYear }
//       respondent { id initials birthYear person { id } }
//       children { id initials }
//     }
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
    LIMIT $given.p6 + 1
  }
  WITH n0, key, id
  ORDER BY key DESC, id
  LIMIT $given.p6 + 1
  RETURN [key, id, [id, key, COLLECT {
    MATCH (n0)<-[en1:AFFECTED_IN]-(n1)
    WHERE (en1.exclusion IS NULL OR n1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND n1.valid_from <= $given.p0
      AND (n1.valid_to IS NULL OR n1.valid_to > $given.p0)
      AND (n1.id IN $given.personrecord_there OR (n1.own IN $given.own_personrecord_there AND NOT n1.id IN $given.walled))
    WITH n1
    ORDER BY n1.lineage
    LIMIT $given.p3
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
    LIMIT $given.p4
    RETURN [n1.lineage,
      CASE WHEN NOT n1.id IN $given.personrecord_initials_kept THEN n1.initials END,
      CASE WHEN NOT n1.id IN $given.personrecord_birth_year_kept THEN n1.birth_year END, last(COLLECT {
      MATCH (n1)<-[kn2:KNOWN_AS]-(n2)
      WHERE kn2.from <= $given.p1
        AND kn2.until > $given.p1
      WITH n2
      ORDER BY n2.id
      LIMIT 1
      RETURN [reduce(j2id = n2.id, j2as IN COLLECT {
        MATCH (n2)
        WHERE n2.joined
        MATCH (n2)<-[j2ass:SAME_AS*0..1]-(j2of)
        WHERE ALL(k IN j2ass
        WHERE k.from <= $given.p1 AND k.until > $given.p1)
          AND EXISTS {
          MATCH (j2:PersonRecord {origin: j2of.id})
          WHERE j2.recorded_from <= $given.p1
            AND j2.recorded_to > $given.p1
            AND j2.valid_from <= $given.p0
            AND (j2.valid_to IS NULL OR j2.valid_to > $given.p0)
            AND (j2.id IN $given.personrecord_there OR (j2.own IN $given.own_personrecord_there AND NOT j2.id IN $given.walled))
        }
        RETURN j2of.id
        ORDER BY j2of.id DESC
      } | j2as), n2.id]
    }), n1.origin]
  }, COLLECT {
    MATCH (n0)<-[en1:CHILD_IN]-(n1)
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
      CASE WHEN NOT n1.id IN $given.personrecord_initials_kept THEN n1.initials END, n1.origin]
  }]]
}, $given.p6]]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p3: 20
// $given.p4: 20
// $given.p5: 20
// $given.p6: the variable $first
// $given.incident_there: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_birth_year_kept: of the verdict
// $given.personrecord_initials_kept: of the verdict
// $given.personrecord_there: of the verdict
// $given.walled: of the verdict
