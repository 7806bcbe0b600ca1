// # Whom the matter names, and a summary of their use of violence.
// query Subjects {
//   subjects {
//     id
//     initials
//     violenceSummary { everUsedViolence incidents latestMonth highestSeverity }
//     ordersProtecting(first: 3) { state { label } endsOn }
//   }
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
  } | j0as), null, COLLECT {
    MATCH (n0)-[kr0:KNOWN_AS]->(r0)-[eg0:RESPONDENT_IN]->(g0)
    WHERE (r0.id IN $given.personrecord_there OR (r0.own IN $given.own_personrecord_there AND NOT r0.id IN $given.walled))
      AND r0.recorded_from <= $given.p1
      AND r0.recorded_to > $given.p1
      AND kr0.from <= $given.p1
      AND kr0.until > $given.p1
      AND (eg0.exclusion IS NULL OR r0.custodian = $given.custodian OR $given.organisation IN eg0.released)
      AND g0.recorded_from <= $given.p1
      AND g0.recorded_to > $given.p1
      AND g0.occurred_from <= $given.p0
      AND ((g0.id IN $given.incident_pattern_f OR (g0.own IN $given.own_incident_pattern_f AND NOT g0.id IN $given.walled)) OR (g0.id IN $given.incident_pattern_s OR (g0.own IN $given.own_incident_pattern_s AND NOT g0.id IN $given.walled)))
    WITH DISTINCT g0
    ORDER BY g0.lineage
    RETURN [g0.lineage, g0.custodian,
      CASE WHEN NOT g0.id IN $given.incident_leap_incident_kept THEN g0.leap_incident END,
      CASE WHEN NOT g0.id IN $given.incident_leap_sub_incident_kept THEN g0.leap_sub_incident END,
      CASE WHEN NOT g0.id IN $given.incident_submitted_at_kept THEN g0.submitted_at END,
      CASE WHEN NOT g0.id IN $given.incident_amended_at_kept THEN g0.amended_at END, g0.received_at, g0.occurred_from,
      CASE WHEN NOT g0.id IN $given.incident_offences_kept THEN g0.offences END,
      CASE WHEN NOT g0.id IN $given.incident_weapon_used_kept THEN g0.weapon_used END,
      CASE WHEN NOT g0.id IN $given.incident_strangulation_kept THEN g0.strangulation END,
      CASE WHEN NOT g0.id IN $given.incident_threat_to_kill_kept THEN g0.threat_to_kill END,
      CASE WHEN NOT g0.id IN $given.incident_sexual_violence_kept THEN g0.sexual_violence END,
      CASE WHEN NOT g0.id IN $given.incident_property_damage_kept THEN g0.property_damage END,
      CASE WHEN NOT g0.id IN $given.incident_injuries_kept THEN g0.injuries END]
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
    LIMIT $given.p3
    RETURN [
      CASE WHEN (n1.id IN $given.order_orders_f OR (n1.own IN $given.own_order_orders_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.order_state_kept THEN n1.state END,
      CASE WHEN NOT n1.id IN $given.order_ends_on_kept THEN n1.ends_on END]
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
      CASE WHEN NOT s0.id IN $given.personrecord_initials_kept THEN s0.initials END]
  }, n0.id]
}]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.p3: 3
// $given.incident_amended_at_kept: of the verdict
// $given.incident_injuries_kept: of the verdict
// $given.incident_leap_incident_kept: of the verdict
// $given.incident_leap_sub_incident_kept: of the verdict
// $given.incident_offences_kept: of the verdict
// $given.incident_pattern_f: of the verdict
// $given.incident_pattern_s: of the verdict
// $given.incident_property_damage_kept: of the verdict
// $given.incident_sexual_violence_kept: of the verdict
// $given.incident_strangulation_kept: of the verdict
// $given.incident_submitted_at_kept: of the verdict
// $given.incident_threat_to_kill_kept: of the verdict
// $given.incident_weapon_used_kept: of the verdict
// $given.order_ends_on_kept: of the verdict
// $given.order_orders_f: of the verdict
// $given.order_state_kept: of the verdict
// $given.order_there: of the verdict
// $given.own_incident_pattern_f: of the verdict
// $given.own_incident_pattern_s: of the verdict
// $given.own_order_orders_f: of the verdict
// $given.own_order_there: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.personrecord_initials_kept: of the verdict
// $given.personrecord_there: of the verdict
// $given.subjects: of the verdict
// $given.walled: of the verdict
