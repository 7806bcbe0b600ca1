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
  LIMIT $given.p2
  RETURN [n0.id, n0.name, COLLECT {
    MATCH (n0)<-[:WITHIN]-(n1)
    WHERE true
    WITH n1
    ORDER BY n1.id
    LIMIT $given.p3
    RETURN [n1.name]
  }]
}, COLLECT {
  MATCH (n0:Service)
  WHERE n0.id IS NOT NULL
    AND n0.name STARTS
  WITH $given.p6
  WITH n0
  ORDER BY n0.id
  LIMIT $given.p7
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
  LIMIT $given.p10
  RETURN [n0.id, n0.name, n0.kind, n0.classes]
}]

// $given.p0: of the asking: now
// $given.p1: of the asking: now
// $given.p2: 100
// $given.p3: 3
// $given.p4: of the asking: now
// $given.p5: of the asking: now
// $given.p6: 'TOD'
// $given.p7: 100
// $given.p8: of the asking: now
// $given.p9: of the asking: now
// $given.p10: 100
