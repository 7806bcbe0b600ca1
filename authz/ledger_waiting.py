"""Disclosures that wait to be written together: each a search counted, or not, and each told its own fate."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

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


async def counted(connection: AsyncConnection, one: Waiting, seq: int) -> bool:
    """Notes a search; one over its budget is refused, and is no disclosure."""
    if one.budget is None:
        return True
    so_far = await used(connection, one.budget.account, one.at)
    if objection := one.budget.objection(so_far):
        _refuse(one, BudgetUsed(objection))
        return False
    row = {"seq": seq, "at": one.at, "account": one.budget.account, "address": one.budget.by_address}
    await connection.execute(insert(SEARCHES), [row])
    one.last = one.budget.by_address and len(so_far.addresses) + 1 == one.budget.addresses
    return True


async def used(connection: AsyncConnection, account: str, now: str) -> Used:
    mine = (SEARCHES.c.account == account) & (SEARCHES.c.at > since(now))
    chosen = select(SEARCHES.c.at, SEARCHES.c.address).where(mine).order_by(SEARCHES.c.at, SEARCHES.c.seq)
    rows = (await connection.execute(chosen)).all()
    return Used(tuple(row.at for row in rows), tuple(row.at for row in rows if row.address))


def settle(batch: Sequence[Waiting], fault: BaseException | None) -> None:
    """Each caller learns the fate of his own entry."""
    for one in batch:
        if one.done.done():
            continue
        if fault is None:
            one.done.set_result(one.last)
        else:
            _refuse(one, LedgerUnavailable("The ledger cannot be written."))


def _refuse(one: Waiting, fault: Exception) -> None:
    if not one.done.done():
        one.done.set_exception(fault)
        one.done.exception()  # who asked may have left: nobody has to fetch it
