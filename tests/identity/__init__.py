"""People recorded more than once: what is joined, by whom, and what comes of undoing it; over HTTP, on real Neo4j."""
