"""The property graph: how nouns sit in it, the only Cypher there is, and the database it runs on."""
