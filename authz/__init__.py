"""Who asks, what they may see, and the ledger of what came in and was told. Knows nothing of GraphQL or Neo4j."""
