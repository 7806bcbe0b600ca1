"""Reads of one value straight from Neo4j over Bolt: what the driver would answer, for less work. Writes nothing.

What is asked of the driver behind its public interface stands in `graph/bolt/packing.py` alone.
"""
