// # The latest reports in which a person is the respondent, with parties, orders and referrals.
// query HistoryPage($id: ID!, $first: Int! = 40) {
//   person(id: $id) {
//     id
//     incidentsAsRespondent(first: $first, orderBy: OCCURRED_FROM_DESC) {
//       id occurredFrom locationType { label } offences { label } riskBand { label } narrative
//       affected { id initials familyName birthYear }
//       children { id initials birthYear }
//       orders { id orderKind { label } inForce endsOn conditions { label } protected { id initials } }
//       referrals { id party { label } state { label } }
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
  RETURN [reduce(j0id = n0.id, j0as IN COLLECT {
    MATCH (n0)
    WHERE n0.joined
    MATCH (n0)<-[j0ass:SAME_AS*0..1]-(j0of)
    WHERE ALL(k IN j0ass
    WHERE k.from <= $given.p1 AND k.until > $given.p1)
      AND EXISTS {
      MATCH (j0:PersonRecord {origin: j0of.id})
      WHERE j0.recorded_from <= $given.p1
        AND j0.recorded_to > $given.p1
        AND j0.valid_from <= $given.p0
        AND (j0.valid_to IS NULL OR j0.valid_to > $given.p0)
        AND (j0.id IN $given.personrecord_there OR (j0.own IN $given.own_personrecord_there AND NOT j0.id IN $given.walled))
    }
    RETURN j0of.id
    ORDER BY j0of.id DESC
  } | j0as), COLLECT {
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
    LIMIT $given.p4
    RETURN [n1.lineage, n1.occurred_from,
      CASE WHEN NOT n1.id IN $given.incident_location_type_kept THEN n1.location_type END,
      CASE WHEN NOT n1.id IN $given.incident_offences_kept THEN n1.offences END,
      CASE WHEN ((n1.id IN $given.incident_risk_f OR (n1.own IN $given.own_incident_risk_f AND NOT n1.id IN $given.walled)) OR (n1.id IN $given.incident_risk_s OR (n1.own IN $given.own_incident_risk_s AND NOT n1.id IN $given.walled)))
      AND NOT n1.id IN $given.incident_risk_band_kept THEN n1.risk_band END,
      CASE WHEN (n1.id IN $given.incident_narrative_f OR (n1.own IN $given.own_incident_narrative_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.incident_narrative_kept THEN n1.narrative END, COLLECT {
      MATCH (n1)<-[en2:AFFECTED_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      LIMIT $given.p5
      RETURN [n2.lineage,
        CASE WHEN NOT n2.id IN $given.personrecord_initials_kept THEN n2.initials END,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_family_name_kept THEN n2.family_name END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END, n2.origin]
    }, COLLECT {
      MATCH (n1)<-[en2:CHILD_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      LIMIT $given.p6
      RETURN [n2.lineage,
        CASE WHEN NOT n2.id IN $given.personrecord_initials_kept THEN n2.initials END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END, n2.origin]
    }, COLLECT {
      MATCH (n1)-[:STATES]->(n2)
      WHERE n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND coalesce(n2.made_on, '') <= $given.p2
        AND (n2.id IN $given.order_there OR (n2.own IN $given.own_order_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      LIMIT $given.p7
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_order_kind_kept THEN n2.order_kind END,
        CASE WHEN NOT n2.id IN $given.order_in_force_kept THEN n2.in_force END,
        CASE WHEN NOT n2.id IN $given.order_ends_on_kept THEN n2.ends_on END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_conditions_kept THEN n2.conditions END, COLLECT {
        MATCH (n2)<-[en3:PROTECTED_BY]-(n3)
        WHERE (en3.exclusion IS NULL OR n3.custodian = $given.custodian OR $given.organisation IN en3.released)
          AND n3.recorded_from <= $given.p1
          AND n3.recorded_to > $given.p1
          AND n3.valid_from <= $given.p0
          AND (n3.valid_to IS NULL OR n3.valid_to > $given.p0)
          AND (n3.id IN $given.personrecord_there OR (n3.own IN $given.own_personrecord_there AND NOT n3.id IN $given.walled))
        WITH n3
        ORDER BY n3.lineage
        LIMIT $given.p8
        RETURN [n3.lineage,
          CASE WHEN NOT n3.id IN $given.personrecord_initials_kept THEN n3.initials END, n3.origin]
      }]
    }, COLLECT {
      MATCH (n1)<-[:ARISES_FROM]-(n2)
      WHERE n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND coalesce(n2.referred_at, '') <= $given.p0
        AND (n2.id IN $given.referral_there OR (n2.own IN $given.own_referral_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      LIMIT $given.p9
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.referral_referral_f OR (n2.own IN $given.own_referral_referral_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.referral_party_kept THEN n2.party END,
        CASE WHEN NOT n2.id IN $given.referral_state_kept THEN n2.state END]
    }]
  }, n0.id]
})]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: the variable $id
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p4: the variable $first
// $given.p5: 20
// $given.p6: 20
// $given.p7: 20
// $given.p8: 20
// $given.p9: 20
// $given.incident_location_type_kept: of the verdict
// $given.incident_narrative_f: of the verdict
// $given.incident_narrative_kept: of the verdict
// $given.incident_offences_kept: of the verdict
// $given.incident_risk_band_kept: of the verdict
// $given.incident_risk_f: of the verdict
// $given.incident_risk_s: of the verdict
// $given.incident_there: of the verdict
// $given.order_conditions_kept: of the verdict
// $given.order_ends_on_kept: of the verdict
// $given.order_in_force_kept: of the verdict
// $given.order_order_kind_kept: of the verdict
// $given.order_orders_f: of the verdict
// $given.order_there: of the verdict
// $given.own_incident_narrative_f: of the verdict
// $given.own_incident_risk_f: of the verdict
// $given.own_incident_risk_s: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_order_orders_f: of the verdict
// $given.own_order_there: of the verdict
// $given.own_personrecord_identity_f: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.own_referral_referral_f: of the verdict
// $given.own_referral_there: of the verdict
// $given.personrecord_birth_year_kept: of the verdict
// $given.personrecord_family_name_kept: of the verdict
// $given.personrecord_identity_f: of the verdict
// $given.personrecord_initials_kept: of the verdict
// $given.personrecord_there: of the verdict
// $given.referral_party_kept: of the verdict
// $given.referral_referral_f: of the verdict
// $given.referral_state_kept: of the verdict
// $given.referral_there: of the verdict
// $given.walled: of the verdict
