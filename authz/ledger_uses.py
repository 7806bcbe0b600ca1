"""On which days of Melbourne an account was used: an entry of the ledger each, found again by account.

It is no command: the graph does not follow it. So it moves no access position, forgets no facts and no look-up, and
waits for no writer of records; the price is that the state of an account is worked out from two stores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, insert, select

from authz.ledger_tables import USES


def noted(connection: Connection, account: str, day: str, seq: int) -> bool:
    """False when this day is there already: another request, or another worker, was first."""
    mine = (USES.c.account == account) & (USES.c.day == day)
    if connection.scalar(select(USES.c.seq).where(mine)) is not None:
        return False
    connection.execute(insert(USES), [{"account": account, "day": day, "seq": seq}])
    return True


def last_days(connection: Connection, accounts: Sequence[str]) -> Mapping[str, str]:
    """Account → the last day; one that was never used is left out."""
    chosen = select(USES.c.account, func.max(USES.c.day)).where(USES.c.account.in_(accounts)).group_by(USES.c.account)
    return {account: day for account, day in connection.execute(chosen)}
