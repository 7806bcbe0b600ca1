"""What the hub tells by itself, without a statement: who asks, and the bounds of a question."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import strawberry

from authz.policy_data import Policy
from authz.requester import Requester
from authz.words import Purpose
from graph.lists import LARGEST_PAGE
from resolvers import limits
from schema.declare import answered


@strawberry.type
class PurposeOffered:
    """A purpose that the asker's role may declare."""

    purpose: str = answered("The word to declare.")
    needs_matter: bool = answered("It needs an open matter.")
    needs_reason: bool = answered("It needs a reason in writing.")


@strawberry.type
class WhoAmI:
    """The asker's account."""

    account: strawberry.ID = answered("Id of the account.")
    role: str = answered("Data role: the row of the access matrix.")
    duties: list[str] = answered("Duties beside the data role.")
    organisation: strawberry.ID = answered("Id of the organisation.")
    purposes: list[PurposeOffered] = answered("What the role may declare.")
    scope: list[str] = answered("What a connector reads back of its custodian's records: registerScope.")


@strawberry.type
class Awaiting:
    """A record that addresses the asker's organisation, on which a matter may be opened."""

    id: strawberry.ID = answered("A referral: give it to openMatter as evidence. A request: to acceptRequest.")
    kind: str = answered("REFERRAL or REQUEST.")
    reference: str | None = answered("Number of the report at its source.")
    party: str | None = answered("Whose part a referral is.")
    at: datetime = answered("When it reached the hub.")


@dataclass(frozen=True, slots=True)
class Waits:
    id: str
    kind: str
    reference: str | None
    party: str | None
    at: str


@strawberry.type
class Limits:
    """Bounds on a question, refused before any statement."""

    depth: int = answered("Levels.")
    fields: int = answered("Fields in one operation.")
    roots: int = answered("Root fields in one operation.")
    cost: int = answered("Values that a question may answer with at most.")
    page: int = answered("Rows of a list at most.")
    body: int = answered("Bytes of a request's body.")


@dataclass(frozen=True, slots=True)
class Offered:
    purpose: str
    needs_matter: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Asker:
    account: str
    role: str
    duties: list[str]
    organisation: str
    purposes: list[Offered]
    scope: list[str]


@dataclass(frozen=True, slots=True)
class Bounds:
    depth: int = limits.MOST_DEEP
    fields: int = limits.MOST_FIELDS
    roots: int = limits.MOST_ALIASES
    cost: int = limits.MOST_COST
    page: int = LARGEST_PAGE
    body: int = limits.MOST_BYTES


def who_am_i(policy: Policy, asker: Requester) -> Asker:
    account = asker.account
    rows = ((p, policy.purposes[account.role, p]) for p in Purpose)
    offered = [Offered(p, row.needs_matter, row.needs_reason) for p, row in rows if row.may]
    return Asker(account.id, account.role, sorted(account.duties), asker.organisation, offered, sorted(account.scope))


def bounds(_policy: Policy, _asker: Requester) -> Bounds:
    return Bounds()


TOLD: Mapping[str, Callable[[Policy, Requester], Any]] = {"who_am_i": who_am_i, "limits": bounds}
