"""The property graph: how nouns sit in it, the only Cypher there is, and the database it runs on."""

from graph import unneeded as unneeded  # before anything else of this folder takes in the driver
