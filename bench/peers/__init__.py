"""The same questions answered in other ways over one Neo4j, each in a process of its own."""
