// # One report by its id.
// query PointRead($id: ID!) {
//   incident(id: $id) { id portalId occurredFrom riskBand { code label } narrative }
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
  RETURN [n0.lineage, n0.portal_id, n0.occurred_from,
    CASE WHEN ((n0.id IN $given.incident_risk_f OR (n0.own IN $given.own_incident_risk_f AND NOT n0.id IN $given.walled)) OR (n0.id IN $given.incident_risk_s OR (n0.own IN $given.own_incident_risk_s AND NOT n0.id IN $given.walled)))
    AND NOT n0.id IN $given.incident_risk_band_kept THEN n0.risk_band END,
    CASE WHEN (n0.id IN $given.incident_narrative_f OR (n0.own IN $given.own_incident_narrative_f AND NOT n0.id IN $given.walled))
    AND NOT n0.id IN $given.incident_narrative_kept THEN n0.narrative END]
})]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: the variable $id
// $given.incident_narrative_f: of the verdict
// $given.incident_narrative_kept: of the verdict
// $given.incident_risk_band_kept: of the verdict
// $given.incident_risk_f: of the verdict
// $given.incident_risk_s: of the verdict
// $given.incident_there: of the verdict
// $given.own_incident_narrative_f: of the verdict
// $given.own_incident_risk_f: of the verdict
// $given.own_incident_risk_s: of the verdict
// $given.own_incident_there: of the verdict
// $given.walled: of the verdict
