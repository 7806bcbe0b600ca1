"""What may go wrong between the hub and Neo4j, beside what Neo4j itself says (`neo4j.exceptions.Neo4jError`).

OSError
  Lost         the connection is gone, or makes no sense: it is never used again
CannotSpeak    who answers there does not speak this Bolt: the driver may
TooMuch        the answer is larger than any that is wanted
NotOneValue    an answer came, and it is no plain value of one row
"""

from __future__ import annotations


class Lost(ConnectionError):
    """Nothing is known of what was asked last."""


class CannotSpeak(Exception):
    """There is no version that both sides speak."""


class TooMuch(Exception):
    """Not read to its end."""


class NotOneValue(Exception):
    """A node, a moment, a second row: what the hub never asks for, and does not guess at."""
