"""Who was told of whom: found again from the disclosures, by account and by person.

It stands beside the entries, as `ledger_uses` does: what it says is in their bodies, and `verified` holds the one
against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Select, insert, select

from authz.ledger_tables import ENTRIES, SUBJECTS, TOLD

Row = Mapping[str, Any]
BY = ("account", "organisation")


class NoSuchEntry(Exception):
    """`after` names no disclosure."""


def registered(connection: Connection, disclosures: Sequence[tuple[int, Row]]) -> None:
    """Numbers and bodies of disclosures, in the transaction that adds their entries."""
    if disclosures:
        connection.execute(insert(TOLD), [told_row(seq, said) for seq, said in disclosures])
    people = [row for seq, said in disclosures for row in subject_rows(seq, said)]
    if people:
        connection.execute(insert(SUBJECTS), people)


def told_row(seq: int, said: Row) -> dict[str, Any]:
    return {"seq": seq, "audit_id": said["auditId"], **{name: said.get(name, "") for name in BY}}


def subject_rows(seq: int, said: Row) -> list[dict[str, Any]]:
    return [{"person": person, "seq": seq} for person in said.get("people", ())]


def by_account(connection: Connection, account: str, after: str, most: int) -> list[Row]:
    """The newest first."""
    return _read(connection, _told().where(TOLD.c.account == account), after, most)


def of_people(
    connection: Connection, people: Iterable[str], organisation: str | None, after: str, most: int
) -> list[Row]:
    """Those that told of any of these, of one organisation's accounts or of all; the newest first."""
    chosen = _told().where(TOLD.c.seq.in_(select(SUBJECTS.c.seq).where(SUBJECTS.c.person.in_(sorted(people)))))
    if organisation is not None:
        chosen = chosen.where(TOLD.c.organisation == organisation)
    return _read(connection, chosen, after, most)


def organisations_told(connection: Connection, people: Iterable[str], since: str) -> list[str]:
    """Those that were told of any of these from that moment on, each once."""
    chosen = _told().where(TOLD.c.seq.in_(select(SUBJECTS.c.seq).where(SUBJECTS.c.person.in_(sorted(people)))))
    found = (orjson.loads(row.body) for row in connection.execute(chosen))
    return sorted({said["organisation"] for said in found if said["at"] >= since})


def seq_of(connection: Connection, audit_id: str) -> int | None:
    """The number of the entry that an answer has in the ledger."""
    return connection.scalar(select(TOLD.c.seq).where(TOLD.c.audit_id == audit_id))


def _told() -> Select[Any]:
    return select(ENTRIES.c.body).join(TOLD, TOLD.c.seq == ENTRIES.c.seq).order_by(ENTRIES.c.seq.desc())


def _read(connection: Connection, chosen: Select[Any], after: str, most: int) -> list[Row]:
    if after:
        seq = seq_of(connection, after)
        if seq is None:
            raise NoSuchEntry
        chosen = chosen.where(ENTRIES.c.seq < seq)
    return [orjson.loads(row.body) for row in connection.execute(chosen.limit(most))]
