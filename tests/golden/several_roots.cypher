// # Several questions, one statement.
// query SeveralRoots($id: ID!, $order: ID!) {
//   subjects { id }
//   person(id: $id) { familyNames }
//   order(id: $order) { state { label } restrained { initials } }
//   referrals(first: 5) { nodes { id state { label } of { initials } incident { id } } }
// }

RETURN [reduce(at = 0, p IN COLLECT {
  MATCH (l:Ledger {id: 'ledger'})
  RETURN l.position
} | p), COLLECT {
  MATCH (n0:Person)
  WHERE n0.id IN $given.subjects
    AND EXISTS {
    MATCH (n0)-[kh0:KNOWN_AS]->(h0)
    WHERE h0.recorded_from <= $given.p1
      AND h0.recorded_to > $given.p1
      AND h0.valid_from <= $given.p0
      AND (h0.valid_to IS NULL OR h0.valid_to > $given.p0)
      AND (h0.id IN $given.personrecord_there OR (h0.own IN $given.own_personrecord_there AND NOT h0.id IN $given.walled))
      AND kh0.from <= $given.p1
      AND kh0.until > $given.p1
  }
  WITH n0, reduce(j0id = n0.id, j0as IN COLLECT {
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
  } | j0as) AS id
  ORDER BY id
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
  } | j0as), n0.id]
}, last(COLLECT {
  MATCH (o0:PersonRecord {origin: $given.p6})
  MATCH (n0)-[ko0:KNOWN_AS]->(o0)
  WHERE o0.recorded_from <= $given.p4
    AND o0.recorded_to > $given.p4
    AND o0.valid_from <= $given.p3
    AND (o0.valid_to IS NULL OR o0.valid_to > $given.p3)
    AND (o0.id IN $given.personrecord_there OR (o0.own IN $given.own_personrecord_there AND NOT o0.id IN $given.walled))
    AND ko0.from <= $given.p4
    AND ko0.until > $given.p4
  WITH n0
  LIMIT 1
  RETURN [null, COLLECT {
    MATCH (n0)-[ks0:KNOWN_AS]->(s0)
    WHERE s0.recorded_from <= $given.p4
      AND s0.recorded_to > $given.p4
      AND s0.valid_from <= $given.p3
      AND (s0.valid_to IS NULL OR s0.valid_to > $given.p3)
      AND (s0.id IN $given.personrecord_there OR (s0.own IN $given.own_personrecord_there AND NOT s0.id IN $given.walled))
      AND ks0.from <= $given.p4
      AND ks0.until > $given.p4
    RETURN [
      CASE WHEN (s0.id IN $given.personrecord_identity_f OR (s0.own IN $given.own_personrecord_identity_f AND NOT s0.id IN $given.walled))
      AND NOT s0.id IN $given.personrecord_family_name_kept THEN s0.family_name END]
  }, n0.id]
}), last(COLLECT {
  MATCH (n0:Order {lineage: $given.p10})
  WHERE n0.recorded_from <= $given.p8
    AND n0.recorded_to > $given.p8
    AND coalesce(n0.made_on, '') <= $given.p9
    AND (n0.id IN $given.order_there OR (n0.own IN $given.own_order_there AND NOT n0.id IN $given.walled))
  RETURN [
    CASE WHEN (n0.id IN $given.order_orders_f OR (n0.own IN $given.own_order_orders_f AND NOT n0.id IN $given.walled))
    AND NOT n0.id IN $given.order_state_kept THEN n0.state END, COLLECT {
    MATCH (n0)<-[en1:RESTRAINED_BY]-(n1)
    WHERE (en1.exclusion IS NULL OR n1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p8
      AND n1.recorded_to > $given.p8
      AND n1.valid_from <= $given.p7
      AND (n1.valid_to IS NULL OR n1.valid_to > $given.p7)
      AND (n1.id IN $given.personrecord_there OR (n1.own IN $given.own_personrecord_there AND NOT n1.id IN $given.walled))
    WITH n1
    ORDER BY n1.lineage
    LIMIT $given.p11
    RETURN [
      CASE WHEN NOT n1.id IN $given.personrecord_initials_kept THEN n1.initials END, n1.origin]
  }]
}), [COLLECT {
  CALL () {
    MATCH (n0:Referral)
    WHERE n0.id IN $given.referral_there
      AND n0.recorded_from <= $given.p13
      AND n0.recorded_to > $given.p13
      AND coalesce(n0.referred_at, '') <= $given.p12
    RETURN n0, coalesce(
      CASE WHEN (n0.id IN $given.referral_referral_f OR (n0.own IN $given.own_referral_referral_f AND NOT n0.id IN $given.walled)) THEN n0.referred_at END, '') AS key, n0.lineage AS id
    UNION
    MATCH (n0:Referral)
    WHERE n0.own = $given.own_referral_there[0]
      AND NOT n0.id IN $given.walled
      AND n0.recorded_from <= $given.p13
      AND n0.recorded_to > $given.p13
      AND coalesce(n0.referred_at, '') <= $given.p12
    RETURN n0, coalesce(
      CASE WHEN (n0.id IN $given.referral_referral_f OR (n0.own IN $given.own_referral_referral_f AND NOT n0.id IN $given.walled)) THEN n0.referred_at END, '') AS key, n0.lineage AS id
    ORDER BY key DESC, id
    LIMIT $given.p16 + 1
  }
  WITH n0, key, id
  ORDER BY key DESC, id
  LIMIT $given.p16 + 1
  RETURN [key, id, [id,
    CASE WHEN NOT n0.id IN $given.referral_state_kept THEN n0.state END, COLLECT {
    MATCH (n0)<-[en1:REFERRED_IN]-(n1)
    WHERE (en1.exclusion IS NULL OR n1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p13
      AND n1.recorded_to > $given.p13
      AND n1.valid_from <= $given.p12
      AND (n1.valid_to IS NULL OR n1.valid_to > $given.p12)
      AND (n1.id IN $given.personrecord_there OR (n1.own IN $given.own_personrecord_there AND NOT n1.id IN $given.walled))
    WITH n1
    ORDER BY n1.lineage
    LIMIT $given.p15
    RETURN [
      CASE WHEN NOT n1.id IN $given.personrecord_initials_kept THEN n1.initials END, n1.origin]
  }, last(COLLECT {
    MATCH (n0)-[:ARISES_FROM]->(n1)
    WHERE n1.recorded_from <= $given.p13
      AND n1.recorded_to > $given.p13
      AND n1.occurred_from <= $given.p12
      AND (n1.id IN $given.incident_there OR (n1.own IN $given.own_incident_there AND NOT n1.id IN $given.walled))
    WITH n1
    ORDER BY n1.lineage
    LIMIT 1
    RETURN [n1.lineage]
  })]]
}, $given.p16]]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: of the asking: now
// $given.p4: of the asking: now
// $given.p5: of the asking: now
// $given.p6: the variable $id
// $given.p7: of the asking: now
// $given.p8: of the asking: now
// $given.p9: of the asking: now
// $given.p10: the variable $order
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p11: 20
// $given.p12: of the asking: now
// $given.p13: of the asking: now
// $given.p14: of the asking: now
// $given.p15: 20
// $given.p16: 5
// $given.incident_there: of the verdict
// $given.order_orders_f: of the verdict
// $given.order_state_kept: of the verdict
// $given.order_there: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_order_orders_f: of the verdict
// $given.own_order_there: of the verdict
// $given.own_personrecord_identity_f: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.own_referral_referral_f: of the verdict
// $given.own_referral_there: of the verdict
// $given.personrecord_family_name_kept: of the verdict
// $given.personrecord_identity_f: of the verdict
// $given.personrecord_initials_kept: of the verdict
// $given.personrecord_there: of the verdict
// $given.referral_referral_f: of the verdict
// $given.referral_state_kept: of the verdict
// $given.referral_there: of the verdict
// $given.subjects: of the verdict
// $given.walled: of the verdict
