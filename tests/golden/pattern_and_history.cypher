// # Worked out in Python from a fixed selection; what is asked of it changes no statement.
// query PatternAndHistory($person: ID!) {
//   patternAndHistory(person: $person) {
//     measures { reportsShown frequency { window reports } highestSeverity { severity } sentences { text evidence } }
//     sources { system status freshAsOf }
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
    ORDER BY n1.lineage
    RETURN [n1.lineage, n1.portal_id,
      CASE WHEN NOT n1.id IN $given.incident_leap_incident_kept THEN n1.leap_incident END,
      CASE WHEN NOT n1.id IN $given.incident_leap_sub_incident_kept THEN n1.leap_sub_incident END,
      CASE WHEN NOT n1.id IN $given.incident_submitted_at_kept THEN n1.submitted_at END,
      CASE WHEN NOT n1.id IN $given.incident_amended_at_kept THEN n1.amended_at END, n1.occurred_from,
      CASE WHEN NOT n1.id IN $given.incident_occurred_to_kept THEN n1.occurred_to END, n1.received_at, n1.custodian,
      CASE WHEN NOT n1.id IN $given.incident_weapon_used_kept THEN n1.weapon_used END,
      CASE WHEN NOT n1.id IN $given.incident_strangulation_kept THEN n1.strangulation END,
      CASE WHEN NOT n1.id IN $given.incident_threat_to_kill_kept THEN n1.threat_to_kill END,
      CASE WHEN NOT n1.id IN $given.incident_sexual_violence_kept THEN n1.sexual_violence END,
      CASE WHEN NOT n1.id IN $given.incident_property_damage_kept THEN n1.property_damage END,
      CASE WHEN NOT n1.id IN $given.incident_children_present_kept THEN n1.children_present END,
      CASE WHEN NOT n1.id IN $given.incident_misidentification_review_kept THEN n1.misidentification_review END,
      CASE WHEN NOT n1.id IN $given.incident_offences_kept THEN n1.offences END,
      CASE WHEN NOT n1.id IN $given.incident_injuries_kept THEN n1.injuries END,
      CASE WHEN ((n1.id IN $given.incident_risk_f OR (n1.own IN $given.own_incident_risk_f AND NOT n1.id IN $given.walled)) OR (n1.id IN $given.incident_risk_s OR (n1.own IN $given.own_incident_risk_s AND NOT n1.id IN $given.walled)))
      AND NOT n1.id IN $given.incident_risk_band_kept THEN n1.risk_band END,
      CASE WHEN NOT n1.id IN $given.incident_location_type_kept THEN n1.location_type END, last(COLLECT {
      MATCH (n1)-[:AT]->(n2)
      WHERE (n2.id IN $given.address_there OR (n2.own IN $given.own_address_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.id
      LIMIT 1
      RETURN [n2.line, n2.suburb]
    }), last(COLLECT {
      MATCH (n1)-[:AT_ATTENDANCE]->(n2)
      WHERE (n1.id IN $given.incident_pattern_f OR (n1.own IN $given.own_incident_pattern_f AND NOT n1.id IN $given.walled))
        AND (n2.exclusion IS NULL OR coalesce(n2.custodian, n1.custodian) = $given.custodian OR $given.organisation IN n2.released)
      WITH n2
      ORDER BY n2.id
      LIMIT 1
      RETURN [n2.id, n2.attended_from, n2.attended_to]
    }), COLLECT {
      MATCH (n1)<-[en2:AFFECTED_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_birth_date_kept THEN n2.birth_date END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END,
        CASE WHEN (n2.id IN $given.personrecord_pattern_f OR (n2.own IN $given.own_personrecord_pattern_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_exposures_kept THEN n2.exposures END, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
    }, COLLECT {
      MATCH (n1)<-[en2:RESPONDENT_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_birth_date_kept THEN n2.birth_date END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END,
        CASE WHEN (n2.id IN $given.personrecord_pattern_f OR (n2.own IN $given.own_personrecord_pattern_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_exposures_kept THEN n2.exposures END, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
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
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_birth_date_kept THEN n2.birth_date END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END,
        CASE WHEN (n2.id IN $given.personrecord_pattern_f OR (n2.own IN $given.own_personrecord_pattern_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_exposures_kept THEN n2.exposures END, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
    }, COLLECT {
      MATCH (n1)-[:STATES]->(n2)
      WHERE n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND coalesce(n2.made_on, '') <= $given.p2
        AND (n2.id IN $given.order_there OR (n2.own IN $given.own_order_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled)) THEN n2.instrument END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_order_number_kept THEN n2.order_number END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled)) THEN n2.made_on END,
        CASE WHEN NOT n2.id IN $given.order_ends_on_kept THEN n2.ends_on END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_order_kind_kept THEN n2.order_kind END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_state_kept THEN n2.state END, COLLECT {
        MATCH (n2)<-[en3:RESTRAINED_BY]-(n3)
        WHERE (en3.exclusion IS NULL OR n3.custodian = $given.custodian OR $given.organisation IN en3.released)
          AND n3.recorded_from <= $given.p1
          AND n3.recorded_to > $given.p1
          AND n3.valid_from <= $given.p0
          AND (n3.valid_to IS NULL OR n3.valid_to > $given.p0)
          AND (n3.id IN $given.personrecord_there OR (n3.own IN $given.own_personrecord_there AND NOT n3.id IN $given.walled))
        WITH n3
        ORDER BY n3.lineage
        RETURN [last(COLLECT {
          MATCH (n3)<-[kn4:KNOWN_AS]-(n4)
          WHERE kn4.from <= $given.p1
            AND kn4.until > $given.p1
          WITH n4
          ORDER BY n4.id
          LIMIT 1
          RETURN [
            CASE WHEN n4.joined THEN '*' + n4.id ELSE n4.id END, n4.id]
        }), n3.origin]
      }, COLLECT {
        MATCH (n2)<-[en3:PROTECTED_BY]-(n3)
        WHERE (en3.exclusion IS NULL OR n3.custodian = $given.custodian OR $given.organisation IN en3.released)
          AND n3.recorded_from <= $given.p1
          AND n3.recorded_to > $given.p1
          AND n3.valid_from <= $given.p0
          AND (n3.valid_to IS NULL OR n3.valid_to > $given.p0)
          AND (n3.id IN $given.personrecord_there OR (n3.own IN $given.own_personrecord_there AND NOT n3.id IN $given.walled))
        WITH n3
        ORDER BY n3.lineage
        RETURN [last(COLLECT {
          MATCH (n3)<-[kn4:KNOWN_AS]-(n4)
          WHERE kn4.from <= $given.p1
            AND kn4.until > $given.p1
          WITH n4
          ORDER BY n4.id
          LIMIT 1
          RETURN [
            CASE WHEN n4.joined THEN '*' + n4.id ELSE n4.id END, n4.id]
        }), n3.origin]
      }]
    }]
  }, COLLECT {
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
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage, n1.portal_id,
      CASE WHEN NOT n1.id IN $given.incident_leap_incident_kept THEN n1.leap_incident END,
      CASE WHEN NOT n1.id IN $given.incident_leap_sub_incident_kept THEN n1.leap_sub_incident END,
      CASE WHEN NOT n1.id IN $given.incident_submitted_at_kept THEN n1.submitted_at END,
      CASE WHEN NOT n1.id IN $given.incident_amended_at_kept THEN n1.amended_at END, n1.occurred_from,
      CASE WHEN NOT n1.id IN $given.incident_occurred_to_kept THEN n1.occurred_to END, n1.received_at, n1.custodian,
      CASE WHEN NOT n1.id IN $given.incident_weapon_used_kept THEN n1.weapon_used END,
      CASE WHEN NOT n1.id IN $given.incident_strangulation_kept THEN n1.strangulation END,
      CASE WHEN NOT n1.id IN $given.incident_threat_to_kill_kept THEN n1.threat_to_kill END,
      CASE WHEN NOT n1.id IN $given.incident_sexual_violence_kept THEN n1.sexual_violence END,
      CASE WHEN NOT n1.id IN $given.incident_property_damage_kept THEN n1.property_damage END,
      CASE WHEN NOT n1.id IN $given.incident_children_present_kept THEN n1.children_present END,
      CASE WHEN NOT n1.id IN $given.incident_misidentification_review_kept THEN n1.misidentification_review END,
      CASE WHEN NOT n1.id IN $given.incident_offences_kept THEN n1.offences END,
      CASE WHEN NOT n1.id IN $given.incident_injuries_kept THEN n1.injuries END,
      CASE WHEN ((n1.id IN $given.incident_risk_f OR (n1.own IN $given.own_incident_risk_f AND NOT n1.id IN $given.walled)) OR (n1.id IN $given.incident_risk_s OR (n1.own IN $given.own_incident_risk_s AND NOT n1.id IN $given.walled)))
      AND NOT n1.id IN $given.incident_risk_band_kept THEN n1.risk_band END,
      CASE WHEN NOT n1.id IN $given.incident_location_type_kept THEN n1.location_type END, last(COLLECT {
      MATCH (n1)-[:AT]->(n2)
      WHERE (n2.id IN $given.address_there OR (n2.own IN $given.own_address_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.id
      LIMIT 1
      RETURN [n2.line, n2.suburb]
    }), last(COLLECT {
      MATCH (n1)-[:AT_ATTENDANCE]->(n2)
      WHERE (n1.id IN $given.incident_pattern_f OR (n1.own IN $given.own_incident_pattern_f AND NOT n1.id IN $given.walled))
        AND (n2.exclusion IS NULL OR coalesce(n2.custodian, n1.custodian) = $given.custodian OR $given.organisation IN n2.released)
      WITH n2
      ORDER BY n2.id
      LIMIT 1
      RETURN [n2.id, n2.attended_from, n2.attended_to]
    }), COLLECT {
      MATCH (n1)<-[en2:AFFECTED_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_birth_date_kept THEN n2.birth_date END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END,
        CASE WHEN (n2.id IN $given.personrecord_pattern_f OR (n2.own IN $given.own_personrecord_pattern_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_exposures_kept THEN n2.exposures END, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
    }, COLLECT {
      MATCH (n1)<-[en2:RESPONDENT_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_birth_date_kept THEN n2.birth_date END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END,
        CASE WHEN (n2.id IN $given.personrecord_pattern_f OR (n2.own IN $given.own_personrecord_pattern_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_exposures_kept THEN n2.exposures END, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
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
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_birth_date_kept THEN n2.birth_date END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END,
        CASE WHEN (n2.id IN $given.personrecord_pattern_f OR (n2.own IN $given.own_personrecord_pattern_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_exposures_kept THEN n2.exposures END, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
    }, COLLECT {
      MATCH (n1)-[:STATES]->(n2)
      WHERE n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND coalesce(n2.made_on, '') <= $given.p2
        AND (n2.id IN $given.order_there OR (n2.own IN $given.own_order_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled)) THEN n2.instrument END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_order_number_kept THEN n2.order_number END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled)) THEN n2.made_on END,
        CASE WHEN NOT n2.id IN $given.order_ends_on_kept THEN n2.ends_on END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_order_kind_kept THEN n2.order_kind END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_state_kept THEN n2.state END, COLLECT {
        MATCH (n2)<-[en3:RESTRAINED_BY]-(n3)
        WHERE (en3.exclusion IS NULL OR n3.custodian = $given.custodian OR $given.organisation IN en3.released)
          AND n3.recorded_from <= $given.p1
          AND n3.recorded_to > $given.p1
          AND n3.valid_from <= $given.p0
          AND (n3.valid_to IS NULL OR n3.valid_to > $given.p0)
          AND (n3.id IN $given.personrecord_there OR (n3.own IN $given.own_personrecord_there AND NOT n3.id IN $given.walled))
        WITH n3
        ORDER BY n3.lineage
        RETURN [last(COLLECT {
          MATCH (n3)<-[kn4:KNOWN_AS]-(n4)
          WHERE kn4.from <= $given.p1
            AND kn4.until > $given.p1
          WITH n4
          ORDER BY n4.id
          LIMIT 1
          RETURN [
            CASE WHEN n4.joined THEN '*' + n4.id ELSE n4.id END, n4.id]
        }), n3.origin]
      }, COLLECT {
        MATCH (n2)<-[en3:PROTECTED_BY]-(n3)
        WHERE (en3.exclusion IS NULL OR n3.custodian = $given.custodian OR $given.organisation IN en3.released)
          AND n3.recorded_from <= $given.p1
          AND n3.recorded_to > $given.p1
          AND n3.valid_from <= $given.p0
          AND (n3.valid_to IS NULL OR n3.valid_to > $given.p0)
          AND (n3.id IN $given.personrecord_there OR (n3.own IN $given.own_personrecord_there AND NOT n3.id IN $given.walled))
        WITH n3
        ORDER BY n3.lineage
        RETURN [last(COLLECT {
          MATCH (n3)<-[kn4:KNOWN_AS]-(n4)
          WHERE kn4.from <= $given.p1
            AND kn4.until > $given.p1
          WITH n4
          ORDER BY n4.id
          LIMIT 1
          RETURN [
            CASE WHEN n4.joined THEN '*' + n4.id ELSE n4.id END, n4.id]
        }), n3.origin]
      }]
    }]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:CHILD_IN]->(n1)
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
    ORDER BY n1.lineage
    RETURN [n1.lineage, n1.portal_id,
      CASE WHEN NOT n1.id IN $given.incident_leap_incident_kept THEN n1.leap_incident END,
      CASE WHEN NOT n1.id IN $given.incident_leap_sub_incident_kept THEN n1.leap_sub_incident END,
      CASE WHEN NOT n1.id IN $given.incident_submitted_at_kept THEN n1.submitted_at END,
      CASE WHEN NOT n1.id IN $given.incident_amended_at_kept THEN n1.amended_at END, n1.occurred_from,
      CASE WHEN NOT n1.id IN $given.incident_occurred_to_kept THEN n1.occurred_to END, n1.received_at, n1.custodian,
      CASE WHEN NOT n1.id IN $given.incident_weapon_used_kept THEN n1.weapon_used END,
      CASE WHEN NOT n1.id IN $given.incident_strangulation_kept THEN n1.strangulation END,
      CASE WHEN NOT n1.id IN $given.incident_threat_to_kill_kept THEN n1.threat_to_kill END,
      CASE WHEN NOT n1.id IN $given.incident_sexual_violence_kept THEN n1.sexual_violence END,
      CASE WHEN NOT n1.id IN $given.incident_property_damage_kept THEN n1.property_damage END,
      CASE WHEN NOT n1.id IN $given.incident_children_present_kept THEN n1.children_present END,
      CASE WHEN NOT n1.id IN $given.incident_misidentification_review_kept THEN n1.misidentification_review END,
      CASE WHEN NOT n1.id IN $given.incident_offences_kept THEN n1.offences END,
      CASE WHEN NOT n1.id IN $given.incident_injuries_kept THEN n1.injuries END,
      CASE WHEN ((n1.id IN $given.incident_risk_f OR (n1.own IN $given.own_incident_risk_f AND NOT n1.id IN $given.walled)) OR (n1.id IN $given.incident_risk_s OR (n1.own IN $given.own_incident_risk_s AND NOT n1.id IN $given.walled)))
      AND NOT n1.id IN $given.incident_risk_band_kept THEN n1.risk_band END,
      CASE WHEN NOT n1.id IN $given.incident_location_type_kept THEN n1.location_type END, last(COLLECT {
      MATCH (n1)-[:AT]->(n2)
      WHERE (n2.id IN $given.address_there OR (n2.own IN $given.own_address_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.id
      LIMIT 1
      RETURN [n2.line, n2.suburb]
    }), last(COLLECT {
      MATCH (n1)-[:AT_ATTENDANCE]->(n2)
      WHERE (n1.id IN $given.incident_pattern_f OR (n1.own IN $given.own_incident_pattern_f AND NOT n1.id IN $given.walled))
        AND (n2.exclusion IS NULL OR coalesce(n2.custodian, n1.custodian) = $given.custodian OR $given.organisation IN n2.released)
      WITH n2
      ORDER BY n2.id
      LIMIT 1
      RETURN [n2.id, n2.attended_from, n2.attended_to]
    }), COLLECT {
      MATCH (n1)<-[en2:AFFECTED_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_birth_date_kept THEN n2.birth_date END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END,
        CASE WHEN (n2.id IN $given.personrecord_pattern_f OR (n2.own IN $given.own_personrecord_pattern_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_exposures_kept THEN n2.exposures END, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
    }, COLLECT {
      MATCH (n1)<-[en2:RESPONDENT_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_birth_date_kept THEN n2.birth_date END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END,
        CASE WHEN (n2.id IN $given.personrecord_pattern_f OR (n2.own IN $given.own_personrecord_pattern_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_exposures_kept THEN n2.exposures END, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
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
      RETURN [n2.lineage,
        CASE WHEN (n2.id IN $given.personrecord_identity_f OR (n2.own IN $given.own_personrecord_identity_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_birth_date_kept THEN n2.birth_date END,
        CASE WHEN NOT n2.id IN $given.personrecord_birth_year_kept THEN n2.birth_year END,
        CASE WHEN (n2.id IN $given.personrecord_pattern_f OR (n2.own IN $given.own_personrecord_pattern_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.personrecord_exposures_kept THEN n2.exposures END, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
    }, COLLECT {
      MATCH (n1)-[:STATES]->(n2)
      WHERE n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND coalesce(n2.made_on, '') <= $given.p2
        AND (n2.id IN $given.order_there OR (n2.own IN $given.own_order_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled)) THEN n2.instrument END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_order_number_kept THEN n2.order_number END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled)) THEN n2.made_on END,
        CASE WHEN NOT n2.id IN $given.order_ends_on_kept THEN n2.ends_on END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_order_kind_kept THEN n2.order_kind END,
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled))
        AND NOT n2.id IN $given.order_state_kept THEN n2.state END, COLLECT {
        MATCH (n2)<-[en3:RESTRAINED_BY]-(n3)
        WHERE (en3.exclusion IS NULL OR n3.custodian = $given.custodian OR $given.organisation IN en3.released)
          AND n3.recorded_from <= $given.p1
          AND n3.recorded_to > $given.p1
          AND n3.valid_from <= $given.p0
          AND (n3.valid_to IS NULL OR n3.valid_to > $given.p0)
          AND (n3.id IN $given.personrecord_there OR (n3.own IN $given.own_personrecord_there AND NOT n3.id IN $given.walled))
        WITH n3
        ORDER BY n3.lineage
        RETURN [last(COLLECT {
          MATCH (n3)<-[kn4:KNOWN_AS]-(n4)
          WHERE kn4.from <= $given.p1
            AND kn4.until > $given.p1
          WITH n4
          ORDER BY n4.id
          LIMIT 1
          RETURN [
            CASE WHEN n4.joined THEN '*' + n4.id ELSE n4.id END, n4.id]
        }), n3.origin]
      }, COLLECT {
        MATCH (n2)<-[en3:PROTECTED_BY]-(n3)
        WHERE (en3.exclusion IS NULL OR n3.custodian = $given.custodian OR $given.organisation IN en3.released)
          AND n3.recorded_from <= $given.p1
          AND n3.recorded_to > $given.p1
          AND n3.valid_from <= $given.p0
          AND (n3.valid_to IS NULL OR n3.valid_to > $given.p0)
          AND (n3.id IN $given.personrecord_there OR (n3.own IN $given.own_personrecord_there AND NOT n3.id IN $given.walled))
        WITH n3
        ORDER BY n3.lineage
        RETURN [last(COLLECT {
          MATCH (n3)<-[kn4:KNOWN_AS]-(n4)
          WHERE kn4.from <= $given.p1
            AND kn4.until > $given.p1
          WITH n4
          ORDER BY n4.id
          LIMIT 1
          RETURN [
            CASE WHEN n4.joined THEN '*' + n4.id ELSE n4.id END, n4.id]
        }), n3.origin]
      }]
    }]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:ACCUSED_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.occurred_at, '') <= $given.p0
      AND (n1.id IN $given.charge_there OR (n1.own IN $given.own_charge_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage, n1.custodian, n1.received_at,
      CASE WHEN NOT n1.id IN $given.charge_leap_incident_kept THEN n1.leap_incident END, n1.occurred_at,
      CASE WHEN NOT n1.id IN $given.charge_charged_on_kept THEN n1.charged_on END,
      CASE WHEN NOT n1.id IN $given.charge_order_number_kept THEN n1.order_number END,
      CASE WHEN NOT n1.id IN $given.charge_outcome_on_kept THEN n1.outcome_on END,
      CASE WHEN NOT n1.id IN $given.charge_on_bail_kept THEN n1.on_bail END,
      CASE WHEN NOT n1.id IN $given.charge_offence_kept THEN n1.offence END,
      CASE WHEN NOT n1.id IN $given.charge_section_kept THEN n1.section END,
      CASE WHEN NOT n1.id IN $given.charge_state_kept THEN n1.state END,
      CASE WHEN NOT n1.id IN $given.charge_outcome_kept THEN n1.outcome END,
      CASE WHEN NOT n1.id IN $given.charge_bail_kept THEN n1.bail END,
      CASE WHEN NOT n1.id IN $given.charge_doubts_kept THEN n1.doubts END, COLLECT {
      MATCH (n1)<-[en2:WRONGED_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
    }, last(COLLECT {
      MATCH (n1)-[:CONTRAVENES]->(n2)
      WHERE n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND coalesce(n2.made_on, '') <= $given.p2
        AND (n2.id IN $given.order_there OR (n2.own IN $given.own_order_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      LIMIT 1
      RETURN [
        CASE WHEN (n2.id IN $given.order_orders_f OR (n2.own IN $given.own_order_orders_f AND NOT n2.id IN $given.walled)) THEN n2.instrument END]
    })]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:WRONGED_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.occurred_at, '') <= $given.p0
      AND (n1.id IN $given.charge_there OR (n1.own IN $given.own_charge_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage, n1.custodian, n1.received_at, n1.occurred_at,
      CASE WHEN NOT n1.id IN $given.charge_charged_on_kept THEN n1.charged_on END,
      CASE WHEN NOT n1.id IN $given.charge_doubts_kept THEN n1.doubts END]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:HELD_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.from_at, '') <= $given.p0
      AND (n1.id IN $given.custodyepisode_there OR (n1.own IN $given.own_custodyepisode_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage, n1.custodian, n1.received_at,
      CASE WHEN NOT n1.id IN $given.custodyepisode_episode_number_kept THEN n1.episode_number END, n1.from_at,
      CASE WHEN NOT n1.id IN $given.custodyepisode_released_at_kept THEN n1.released_at END,
      CASE WHEN NOT n1.id IN $given.custodyepisode_release_expected_on_kept THEN n1.release_expected_on END,
      CASE WHEN NOT n1.id IN $given.custodyepisode_in_custody_kept THEN n1.in_custody END,
      CASE WHEN NOT n1.id IN $given.custodyepisode_kind_kept THEN n1.kind END,
      CASE WHEN NOT n1.id IN $given.custodyepisode_doubts_kept THEN n1.doubts END]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:SUPERVISED_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.from_on, '') <= $given.p2
      AND (n1.id IN $given.supervision_there OR (n1.own IN $given.own_supervision_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage, n1.custodian, n1.received_at, n1.from_on,
      CASE WHEN NOT n1.id IN $given.supervision_until_on_kept THEN n1.until_on END,
      CASE WHEN NOT n1.id IN $given.supervision_kind_kept THEN n1.kind END,
      CASE WHEN NOT n1.id IN $given.supervision_state_kept THEN n1.state END,
      CASE WHEN NOT n1.id IN $given.supervision_compliance_kept THEN n1.compliance END,
      CASE WHEN NOT n1.id IN $given.supervision_doubts_kept THEN n1.doubts END]
  }, COLLECT {
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
      AND NOT n1.id IN $given.order_doubts_kept THEN n1.doubts END, COLLECT {
      MATCH (n1)<-[en2:PROTECTED_BY]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
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
      AND NOT n1.id IN $given.order_doubts_kept THEN n1.doubts END, COLLECT {
      MATCH (n1)<-[en2:RESTRAINED_BY]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
    }]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:ASSESSED_AS_RISK_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.assessed_on, '') <= $given.p2
      AND (n1.id IN $given.riskassessment_there OR (n1.own IN $given.own_riskassessment_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled)) THEN n1.custodian END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled)) THEN n1.received_at END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_tool_kept THEN n1.tool END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_tool_version_kept THEN n1.tool_version END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_tool_limits_kept THEN n1.tool_limits END, n1.assessed_on,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_kind_kept THEN n1.kind END,
      CASE WHEN NOT n1.id IN $given.riskassessment_scheme_kept THEN n1.scheme END,
      CASE WHEN NOT n1.id IN $given.riskassessment_level_kept THEN n1.level END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_doubts_kept THEN n1.doubts END, COLLECT {
      MATCH (n1)-[:OBSERVED]->(n2)
      WHERE (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
        AND (n2.exclusion IS NULL OR coalesce(n2.custodian, n1.custodian) = $given.custodian OR $given.organisation IN n2.released)
      WITH n2
      ORDER BY n2.id
      RETURN [n2.factor, n2.presence]
    }]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:ASSESSED_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.assessed_on, '') <= $given.p2
      AND (n1.id IN $given.riskassessment_there OR (n1.own IN $given.own_riskassessment_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled)) THEN n1.custodian END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled)) THEN n1.received_at END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_tool_kept THEN n1.tool END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_tool_version_kept THEN n1.tool_version END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_tool_limits_kept THEN n1.tool_limits END, n1.assessed_on,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_kind_kept THEN n1.kind END,
      CASE WHEN NOT n1.id IN $given.riskassessment_scheme_kept THEN n1.scheme END,
      CASE WHEN NOT n1.id IN $given.riskassessment_level_kept THEN n1.level END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_doubts_kept THEN n1.doubts END]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:CHILD_ASSESSED_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.assessed_on, '') <= $given.p2
      AND (n1.id IN $given.riskassessment_there OR (n1.own IN $given.own_riskassessment_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled)) THEN n1.custodian END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled)) THEN n1.received_at END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_tool_kept THEN n1.tool END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_tool_version_kept THEN n1.tool_version END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_tool_limits_kept THEN n1.tool_limits END, n1.assessed_on,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_kind_kept THEN n1.kind END,
      CASE WHEN NOT n1.id IN $given.riskassessment_scheme_kept THEN n1.scheme END,
      CASE WHEN NOT n1.id IN $given.riskassessment_level_kept THEN n1.level END,
      CASE WHEN (n1.id IN $given.riskassessment_risk_f OR (n1.own IN $given.own_riskassessment_risk_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.riskassessment_doubts_kept THEN n1.doubts END]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:CHILD_REPORTED_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.received_on, '') <= $given.p2
      AND (n1.id IN $given.protectionreport_there OR (n1.own IN $given.own_protectionreport_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage, n1.custodian, n1.received_at, n1.received_on,
      CASE WHEN NOT n1.id IN $given.protectionreport_investigated_kept THEN n1.investigated END,
      CASE WHEN NOT n1.id IN $given.protectionreport_outcome_kept THEN n1.outcome END,
      CASE WHEN NOT n1.id IN $given.protectionreport_doubts_kept THEN n1.doubts END]
  }, COLLECT {
    MATCH (n0)-[kr1:KNOWN_AS]->(r1)-[en1:RESPONSIBLE_IN]->(n1)
    WHERE (r1.id IN $given.personrecord_there OR (r1.own IN $given.own_personrecord_there AND NOT r1.id IN $given.walled))
      AND r1.recorded_from <= $given.p1
      AND r1.recorded_to > $given.p1
      AND kr1.from <= $given.p1
      AND kr1.until > $given.p1
      AND (en1.exclusion IS NULL OR r1.custodian = $given.custodian OR $given.organisation IN en1.released)
      AND n1.recorded_from <= $given.p1
      AND n1.recorded_to > $given.p1
      AND coalesce(n1.received_on, '') <= $given.p2
      AND (n1.id IN $given.protectionreport_there OR (n1.own IN $given.own_protectionreport_there AND NOT n1.id IN $given.walled))
    WITH DISTINCT n1
    ORDER BY n1.lineage
    RETURN [n1.lineage, n1.custodian, n1.received_at, n1.received_on,
      CASE WHEN NOT n1.id IN $given.protectionreport_investigated_kept THEN n1.investigated END,
      CASE WHEN NOT n1.id IN $given.protectionreport_outcome_kept THEN n1.outcome END,
      CASE WHEN NOT n1.id IN $given.protectionreport_doubts_kept THEN n1.doubts END, COLLECT {
      MATCH (n1)<-[en2:CHILD_REPORTED_IN]-(n2)
      WHERE (en2.exclusion IS NULL OR n2.custodian = $given.custodian OR $given.organisation IN en2.released)
        AND n2.recorded_from <= $given.p1
        AND n2.recorded_to > $given.p1
        AND n2.valid_from <= $given.p0
        AND (n2.valid_to IS NULL OR n2.valid_to > $given.p0)
        AND (n2.id IN $given.personrecord_there OR (n2.own IN $given.own_personrecord_there AND NOT n2.id IN $given.walled))
      WITH n2
      ORDER BY n2.lineage
      RETURN [n2.lineage, last(COLLECT {
        MATCH (n2)<-[kn3:KNOWN_AS]-(n3)
        WHERE kn3.from <= $given.p1
          AND kn3.until > $given.p1
        WITH n3
        ORDER BY n3.id
        LIMIT 1
        RETURN [
          CASE WHEN n3.joined THEN '*' + n3.id ELSE n3.id END, n3.id]
      }), n2.origin]
    }]
  }, COLLECT {
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
    RETURN [n1.lineage,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled)) THEN n1.custodian END,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled)) THEN n1.received_at END,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled)) THEN n1.valid_from END,
      CASE WHEN (n1.id IN $given.personrecord_identity_f OR (n1.own IN $given.own_personrecord_identity_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.personrecord_birth_date_kept THEN n1.birth_date END,
      CASE WHEN (n1.id IN $given.personrecord_custody_f OR (n1.own IN $given.own_personrecord_custody_f AND NOT n1.id IN $given.walled))
      AND NOT n1.id IN $given.personrecord_custody_status_kept THEN n1.custody_status END, n1.origin]
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

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.amended_from: of the asking: amended_from
// $given.p3: the variable $person
// $given.custodian: of the asking: custodian
// $given.organisation: of the asking: organisation
// $given.address_there: of the verdict
// $given.charge_bail_kept: of the verdict
// $given.charge_charged_on_kept: of the verdict
// $given.charge_doubts_kept: of the verdict
// $given.charge_leap_incident_kept: of the verdict
// $given.charge_offence_kept: of the verdict
// $given.charge_on_bail_kept: of the verdict
// $given.charge_order_number_kept: of the verdict
// $given.charge_outcome_kept: of the verdict
// $given.charge_outcome_on_kept: of the verdict
// $given.charge_section_kept: of the verdict
// $given.charge_state_kept: of the verdict
// $given.charge_there: of the verdict
// $given.custodyepisode_doubts_kept: of the verdict
// $given.custodyepisode_episode_number_kept: of the verdict
// $given.custodyepisode_in_custody_kept: of the verdict
// $given.custodyepisode_kind_kept: of the verdict
// $given.custodyepisode_release_expected_on_kept: of the verdict
// $given.custodyepisode_released_at_kept: of the verdict
// $given.custodyepisode_there: of the verdict
// $given.incident_amended_at_kept: of the verdict
// $given.incident_children_present_kept: of the verdict
// $given.incident_injuries_kept: of the verdict
// $given.incident_leap_incident_kept: of the verdict
// $given.incident_leap_sub_incident_kept: of the verdict
// $given.incident_location_type_kept: of the verdict
// $given.incident_misidentification_review_kept: of the verdict
// $given.incident_occurred_to_kept: of the verdict
// $given.incident_offences_kept: of the verdict
// $given.incident_pattern_f: of the verdict
// $given.incident_property_damage_kept: of the verdict
// $given.incident_risk_band_kept: of the verdict
// $given.incident_risk_f: of the verdict
// $given.incident_risk_s: of the verdict
// $given.incident_sexual_violence_kept: of the verdict
// $given.incident_strangulation_kept: of the verdict
// $given.incident_submitted_at_kept: of the verdict
// $given.incident_there: of the verdict
// $given.incident_threat_to_kill_kept: of the verdict
// $given.incident_weapon_used_kept: of the verdict
// $given.order_case_number_kept: of the verdict
// $given.order_court_kept: of the verdict
// $given.order_doubts_kept: of the verdict
// $given.order_ended_at_kept: of the verdict
// $given.order_ends_on_kept: of the verdict
// $given.order_made_at_kept: of the verdict
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
// $given.own_charge_there: of the verdict
// $given.own_custodyepisode_there: of the verdict
// $given.own_incident_pattern_f: of the verdict
// $given.own_incident_risk_f: of the verdict
// $given.own_incident_risk_s: of the verdict
// $given.own_incident_there: of the verdict
// $given.own_order_orders_f: of the verdict
// $given.own_order_there: of the verdict
// $given.own_personrecord_custody_f: of the verdict
// $given.own_personrecord_identity_f: of the verdict
// $given.own_personrecord_pattern_f: of the verdict
// $given.own_personrecord_there: of the verdict
// $given.own_protectionreport_there: of the verdict
// $given.own_riskassessment_risk_f: of the verdict
// $given.own_riskassessment_there: of the verdict
// $given.own_supervision_there: of the verdict
// $given.personrecord_birth_date_kept: of the verdict
// $given.personrecord_birth_year_kept: of the verdict
// $given.personrecord_custody_f: of the verdict
// $given.personrecord_custody_status_kept: of the verdict
// $given.personrecord_exposures_kept: of the verdict
// $given.personrecord_identity_f: of the verdict
// $given.personrecord_pattern_f: of the verdict
// $given.personrecord_there: of the verdict
// $given.protectionreport_doubts_kept: of the verdict
// $given.protectionreport_investigated_kept: of the verdict
// $given.protectionreport_outcome_kept: of the verdict
// $given.protectionreport_there: of the verdict
// $given.riskassessment_doubts_kept: of the verdict
// $given.riskassessment_kind_kept: of the verdict
// $given.riskassessment_level_kept: of the verdict
// $given.riskassessment_risk_f: of the verdict
// $given.riskassessment_scheme_kept: of the verdict
// $given.riskassessment_there: of the verdict
// $given.riskassessment_tool_kept: of the verdict
// $given.riskassessment_tool_limits_kept: of the verdict
// $given.riskassessment_tool_version_kept: of the verdict
// $given.supervision_compliance_kept: of the verdict
// $given.supervision_doubts_kept: of the verdict
// $given.supervision_kind_kept: of the verdict
// $given.supervision_state_kept: of the verdict
// $given.supervision_there: of the verdict
// $given.supervision_until_on_kept: of the verdict
// $given.walled: of the verdict
