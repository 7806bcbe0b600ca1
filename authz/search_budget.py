"""How often one account may search in an hour. The hour rolls, and is counted from the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
INSTANT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Used:
    """When this account searched in the hour before now, oldest first; `addresses`: by an address."""

    searches: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """How often this account may search in an hour, by the widest row that is searched."""

    account: str
    searches: int
    addresses: int
    by_address: bool

    def objection(self, used: Used) -> str | None:
        return objection(used, self.searches, self.addresses, self.by_address)


class BudgetUsed(Exception):
    """More searches than may be in an hour; the message says when one more may be."""


def since(now: str) -> str:
    """Searches later than this count."""
    return (datetime.strptime(now, INSTANT) - HOUR).strftime(INSTANT)  # noqa: DTZ007 - all instants are UTC


def objection(used: Used, searches: int, addresses: int, by_address: bool) -> str | None:
    """To one more search, by so many that may be in an hour."""
    found = over(used.searches, searches)
    if by_address:
        found = found or over(used.addresses, addresses, "searches by address")
    return found


def over(used: tuple[str, ...], most: int, what: str = "searches") -> str | None:
    """When there are as many as may be in an hour: so, and when one more may be."""
    if len(used) < most or not most:
        return None if most else f"No {what} are allowed."
    at = datetime.strptime(used[len(used) - most], INSTANT) + HOUR  # noqa: DTZ007
    return f"The {most} {what} of this hour are used; again at {at.strftime('%H:%M:%S')} UTC."
