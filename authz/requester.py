"""Who asks, as the registry knows him, and what he declared with this question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from authz.words import Purpose


@dataclass(frozen=True, slots=True)
class Organisation:
    """An agency of the registry. `custodian` is whose records are its own.

    `classes` maps an entity class (ISE, RAE, CIP_REQUESTER …) to the day it holds
    from, `unknown` counting as the adoption of the policy.
    """

    id: str
    kind: str
    custodian: str
    classes: Mapping[str, str]

    def holds(self, entity_class: str, today: str) -> bool:
        """Prescribed on this day (Family Violence Protection (Information Sharing …) Regulations 2018)."""
        since = self.classes.get(entity_class)
        return since is not None and (since == "unknown" or since <= today)


@dataclass(frozen=True, slots=True)
class Account:
    """One worker or connector. His role and duties are the registry's, never the token's."""

    id: str
    role: str
    duties: frozenset[str]
    organisation: Organisation
    status: str
    agreement: str
    custodians: frozenset[str]


@dataclass(frozen=True, slots=True)
class Declaration:
    """Why this question is asked, and under which matter."""

    purpose: Purpose | None = None
    matter: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Requester:
    """An account with its declaration; `strong` tells that the token says more than one factor."""

    account: Account
    declaration: Declaration
    strong: bool

    @property
    def organisation(self) -> str:
        return self.account.organisation.id

    @property
    def custodian(self) -> str:
        return self.account.organisation.custodian

    @property
    def purpose(self) -> Purpose | None:
        return self.declaration.purpose
