"""Disclosures that wait to be written together: each a search counted, or not, and each told its own fate.

They are written by a thread, and told of it by the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from authz.ledger_store import LedgerUnavailable
from authz.ledger_tables import SEARCHES
from authz.search_budget import Budget, BudgetUsed, Used, since


@dataclass(slots=True)
class Waiting:
    """A disclosure to be written, and who waits for it; `said` is its body as it is kept. `last`: the hour
    has no search by address after it."""

    said: bytes
    body: Mapping[str, Any]
    done: asyncio.Future[bool]
    at: str
    budget: Budget | None
    last: bool = False
    refused: Exception | None = None


def counted(connection: Connection, one: Waiting, seq: int) -> bool:
    """Notes a search; one over its budget is refused, and is no disclosure."""
    if one.budget is None:
        return True
    so_far = used(connection, one.budget.account, one.at)
    if objection := one.budget.objection(so_far):
        one.refused = BudgetUsed(objection)
        return False
    row = {"seq": seq, "at": one.at, "account": one.budget.account, "address": one.budget.by_address}
    connection.execute(insert(SEARCHES), [row])
    one.last = one.budget.by_address and len(so_far.addresses) + 1 == one.budget.addresses
    return True


def used(connection: Connection, account: str, now: str) -> Used:
    mine = (SEARCHES.c.account == account) & (SEARCHES.c.at > since(now))
    chosen = select(SEARCHES.c.at, SEARCHES.c.address).where(mine).order_by(SEARCHES.c.at, SEARCHES.c.seq)
    rows = connection.execute(chosen).all()
    return Used(tuple(row.at for row in rows), tuple(row.at for row in rows if row.address))


def settle(batch: Sequence[Waiting], fault: str = "") -> None:
    """Each caller learns the fate of his own entry; `fault` says why none is kept."""
    for one in batch:
        if one.done.done():
            continue  # who asked has left
        if refused := LedgerUnavailable(fault) if fault else one.refused:
            one.done.set_exception(refused)
            one.done.exception()  # who asked may leave: nobody has to fetch it
        else:
            one.done.set_result(one.last)
