"""Which proofs of a key were used (RFC 9449 section 11.1): beside the ledger, for all workers and the next start.

It is no part of the tree, and forgets what is too old to be taken.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, text

from authz.ledger_tables import PROOFS

USE = text("INSERT INTO proofs (mark, until) VALUES (:mark, :until) ON CONFLICT DO NOTHING")


def first_use(connection: Connection, mark: bytes, now: int, until: int) -> bool:
    """False when it was used before. Of two workers that are sent one proof at once, the second waits for the first."""
    # What another worker is forgetting is left to it: two that wait for each other's rows would both fail.
    old = select(PROOFS.c.mark).where(PROOFS.c.until <= now).with_for_update(skip_locked=True)
    connection.execute(delete(PROOFS).where(PROOFS.c.mark.in_(old)))
    return bool(connection.execute(USE, {"mark": mark, "until": until}).rowcount)
