"""GraphQL answered slowly and plainly: graphql-core over the worlds of the judge, with no planner, path or Cypher."""
