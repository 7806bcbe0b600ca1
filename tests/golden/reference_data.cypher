// # Reference data needs no purpose.
// {
//   areas(orderBy: NAME_ASC) { id name lgas(first: 3) { name } }
//   services(where: { name: { startsWith: "TOD" } }) { id organisation { name } area { name } }
//   organisations { id name kind classes }
// }

RETURN [reduce(at = 0, p IN COLLECT {
  MATCH (l:Ledger {id: 'ledger'})
  RETURN l.position
} | p), COLLECT {
  MATCH (n0:Area)
  WHERE n0.id IS NOT NULL
  WITH n0
  ORDER BY n0.name ASC, n0.id
  LIMIT $given.p3
  RETURN [n0.id, n0.name, COLLECT {
    MATCH (n0)<-[:WITHIN]-(n1)
    WHERE true
    WITH n1
    ORDER BY n1.id
    LIMIT $given.p4
    RETURN [n1.name]
  }]
}, COLLECT {
  MATCH (n0:Service)
  WHERE n0.id IS NOT NULL
    AND n0.name STARTS
  WITH $given.p8
  WITH n0
  ORDER BY n0.id
  LIMIT $given.p9
  RETURN [n0.id, last(COLLECT {
    MATCH (n0)<-[:RUNS]-(n1)
    WHERE true
    WITH n1
    ORDER BY n1.id
    LIMIT 1
    RETURN [n1.name]
  }), last(COLLECT {
    MATCH (n0)-[:SERVES]->(n1)
    WHERE true
    WITH n1
    ORDER BY n1.id
    LIMIT 1
    RETURN [n1.name]
  })]
}, COLLECT {
  MATCH (n0:Organisation)
  WHERE n0.id IS NOT NULL
  WITH n0
  ORDER BY n0.id
  LIMIT $given.p13
  RETURN [n0.id, n0.name, n0.kind, n0.classes]
}]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: of the asking: now
// $given.p3: 100
// $given.p4: 3
// $given.p5: of the asking: now
// $given.p6: of the asking: now
// $given.p7: of the asking: now
// $given.p8: 'TOD'
// $given.p9: 100
// $given.p10: of the asking: now
// $given.p11: of the asking: now
// $given.p12: of the asking: now
// $given.p13: 100
