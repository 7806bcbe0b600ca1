// # Worked out in Python from statements on either side of one person.
// query OrdersInForce($person: ID!, $at: DateTime) {
//   ordersInForce(person: $person, asOf: $at) {
//     on inForce notKnown said
//     orders { order binding why sentence side conditions { code text } contradictions { field value evidence } evidence }
//   }
// }

RETURN [reduce(at = 0, p IN COLLECT {
  MATCH (l:Ledger {id: 'ledger'})
  RETURN l.position
} | p), [last(COLLECT {
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
  RETURN [[
    CASE WHEN n0.joined THEN '*' + n0.id ELSE n0.id END, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:RESTRAINED_BY]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.made_on, '') <= $given.p2
      AND (n1.id IN $given.order_there OR (n1.own IN $given.own_order_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled)) THEN n1.instrument END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_order_number_kept THEN n1.order_number END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_case_number_kept THEN n1.case_number END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_court_kept THEN n1.court END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled)) THEN n1.custodian END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_notice_number_kept THEN n1.notice_number END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled)) THEN n1.made_on END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_made_at_kept THEN n1.made_at END,
      CASE WHEN NOT n1.id IN $given.order_served_kept THEN n1.served END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_served_on_kept THEN n1.served_on END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_served_at_kept THEN n1.served_at END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_starts_on_kept THEN n1.starts_on END,
      CASE WHEN NOT n1.id IN $given.order_ends_on_kept THEN n1.ends_on END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_ended_at_kept THEN n1.ended_at END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled)) THEN n1.received_at END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_order_kind_kept THEN n1.order_kind END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_state_kept THEN n1.state END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_conditions_kept THEN n1.conditions END, COLLECT {
      MATCH (n1)-[:HAS_CONDITION]->(n2)
      WHERE (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
        AND (n2.exclusion IS NULL OR coalesce(n2.custodian, n1.custodian) = $given.custodian OR $given.organisation IN n2.released)
      WITH n2
      ORDER BY n2.id
      RETURN [n2.distance_m,
        CASE WHEN (n1.id IN $given.order_narrative_f OR (n1.own IN $given.own_order_narrative_f AND NOT n1.id IN $given.walled)) THEN n2.persons END,
        CASE WHEN (n1.id IN $given.order_narrative_f OR (n1.own IN $given.own_order_narrative_f AND NOT n1.id IN $given.walled)) THEN n2.text END, n2.suspended, n2.from_on, n2.until_on, n2.kind, n2.exceptions, last(COLLECT {
        MATCH (n2)-[:AT]->(n3)
        WHERE (n3.id IN $given.address_there OR (n3.own IN $given.own_address_there AND NOT n3.id IN $given.walled))
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [n3.line, n3.suburb]
      })]
    }]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:PROTECTED_BY]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.made_on, '') <= $given.p2
      AND (n1.id IN $given.order_there OR (n1.own IN $given.own_order_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled)) THEN n1.instrument END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_order_number_kept THEN n1.order_number END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_case_number_kept THEN n1.case_number END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_court_kept THEN n1.court END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled)) THEN n1.custodian END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_notice_number_kept THEN n1.notice_number END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled)) THEN n1.made_on END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_made_at_kept THEN n1.made_at END,
      CASE WHEN NOT n1.id IN $given.order_served_kept THEN n1.served END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_served_on_kept THEN n1.served_on END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_served_at_kept THEN n1.served_at END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_starts_on_kept THEN n1.starts_on END,
      CASE WHEN NOT n1.id IN $given.order_ends_on_kept THEN n1.ends_on END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_ended_at_kept THEN n1.ended_at END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled)) THEN n1.received_at END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_order_kind_kept THEN n1.order_kind END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_state_kept THEN n1.state END,
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_conditions_kept THEN n1.conditions END, COLLECT {
      MATCH (n1)-[:HAS_CONDITION]->(n2)
      WHERE (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
        AND (n2.exclusion IS NULL OR coalesce(n2.custodian, n1.custodian) = $given.custodian OR $given.organisation IN n2.released)
      WITH n2
      ORDER BY n2.id
      RETURN [n2.distance_m,
        CASE WHEN (n1.id IN $given.order_narrative_f OR (n1.own IN $given.own_order_narrative_f AND NOT n1.id IN $given.walled)) THEN n2.persons END,
        CASE WHEN (n1.id IN $given.order_narrative_f OR (n1.own IN $given.own_order_narrative_f AND NOT n1.id IN $given.walled)) THEN n2.text END, n2.suspended, n2.from_on, n2.until_on, n2.kind, n2.exceptions, last(COLLECT {
        MATCH (n2)-[:AT]->(n3)
        WHERE (n3.id IN $given.address_there OR (n3.own IN $given.own_address_there AND NOT n3.id IN $given.walled))
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [n3.line, n3.suburb]
      })]
    }]
  }, n0.id], COLLECT {
    UNWIND [n0] AS w0
    CALL (w0) { RETURN w0 AS w1 UNION MATCH (w0)-[:KNOWN_AS]->()-[:RESPONDENT_IN|AFFECTED_IN|CHILD_IN|RESTRAINED_BY|PROTECTED_BY|REFERRED_IN|RESPONDENT_ON_FILE|ACCUSED_IN|WRONGED_IN|HELD_IN|SUPERVISED_IN|ASSESSED_IN|CHILD_ASSESSED_IN|ASSESSED_AS_RISK_IN|PLANNED_FOR|CHILD_REPORTED_IN|RESPONSIBLE_IN|OTHER_IN|AFFECTED_ON_FILE|CHILD_ON_FILE|OTHER_ON_FILE|NO_CONTACT_WITH|CHILD_PLANNED_FOR|ADULT_VICTIM_IN|HOUSEHOLD_IN|OTHER_CHILD_IN]->()<-[:RESPONDENT_IN|AFFECTED_IN|CHILD_IN|RESTRAINED_BY|PROTECTED_BY|REFERRED_IN|RESPONDENT_ON_FILE|ACCUSED_IN|WRONGED_IN|HELD_IN|SUPERVISED_IN|ASSESSED_IN|CHILD_ASSESSED_IN|ASSESSED_AS_RISK_IN|PLANNED_FOR|CHILD_REPORTED_IN|RESPONSIBLE_IN|OTHER_IN|AFFECTED_ON_FILE|CHILD_ON_FILE|OTHER_ON_FILE|NO_CONTACT_WITH|CHILD_PLANNED_FOR|ADULT_VICTIM_IN|HOUSEHOLD_IN|OTHER_CHILD_IN]-()<-[:KNOWN_AS]-(w1) RETURN w1 }
    WITH DISTINCT w1
    WHERE w1.joined
    RETURN [w1.id, reduce(j0id = w1.id, j0as IN COLLECT {
      MATCH (w1)
      WHERE w1.joined
      MATCH (w1)<-[j0ass:SAME_AS*0..1]-(j0of)
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
    } | j0as)]
  }]
}), $given.p0, COLLECT {
  MATCH (s:Source)
  WHERE s.id IS NOT NULL
  RETURN [s.id, s.fresh_as_of]
  ORDER BY s.id
}, $given.amended_from]]

// $given.p0: the variable $at
// $given.p1: of the asking: now
// $given.p2: the variable $at
// $given.amended_from: of the asking: amended_from
// $given.p3: the variable $person
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.address_there: of the verdict
// $given.order_case_number_kept: of the verdict
// $given.order_conditions_kept: of the verdict
// $given.order_court_kept: of the verdict
// $given.order_ended_at_kept: of the verdict
// $given.order_ends_on_kept: of the verdict
// $given.order_made_at_kept: of the verdict
// $given.order_narrative_f: of the verdict
// $given.order_notice_number_kept: of the verdict
// $given.order_order_kind_kept: of the verdict
// $given.order_order_number_kept: of the verdict
// $given.order_orders_f: of the verdict
// $given.order_served_at_kept: of the verdict
// $given.order_served_kept: of the verdict
// $given.order_served_on_kept: of the verdict
// $given.order_starts_on_kept: of the verdict
// $given.order_state_kept: of the verdict
// $given.order_there: of the verdict
// $given.own_address_there: of the verdict
// $given.own_order_narrative_f: of the verdict
// $given.own_order_orders_f: of the verdict
// $given.own_order_there: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_there: of the verdict
// $given.walled: of the verdict
