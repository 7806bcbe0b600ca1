"""Who asks, as the registry knows him, and what he declared with this question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from authz.account_state import awake_on
from authz.words import Purpose


@dataclass(frozen=True, slots=True)
class Days:
    """From a day through a day. `unknown` counts as the adoption of the policy; an empty end: none is known."""

    since: str
    until: str = ""

    def hold(self, today: str) -> bool:
        begun = self.since == "unknown" or self.since <= today
        return begun and (not self.until or today <= self.until)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An agency of the registry. `custodian` is whose records are its own.

    `classes` maps an entity class (ISE, RAE, CIP_REQUESTER …) to the days on which it holds.
    `until` is the organisation's own last day; empty: no end is known.
    """

    id: str
    kind: str
    custodian: str
    classes: Mapping[str, Days]
    until: str = ""

    def is_there(self, today: str) -> bool:
        """It has not ended."""
        return not self.until or today <= self.until

    def holds(self, entity_class: str, today: str) -> bool:
        """Prescribed on this day (Family Violence Protection (Information Sharing …) Regulations 2018)."""
        days = self.classes.get(entity_class)
        return days is not None and days.hold(today) and self.is_there(today)


@dataclass(frozen=True, slots=True)
class Account:
    """One worker or connector. His role and duties are the registry's, never the token's.

    `status` is the state of the day of asking (`authz.account_state`); `active_from` and `used_on` are days of
    Melbourne, empty where none is known. `scope`: what a connector reads back, as registered ("Incident.PATTERN").
    """

    id: str
    role: str
    duties: frozenset[str]
    organisation: Organisation
    status: str
    agreement: str
    custodians: frozenset[str]
    active_from: str = ""
    used_on: str = ""
    scope: frozenset[str] = frozenset()

    @property
    def awake_on(self) -> str:
        return awake_on(self.active_from, self.used_on)


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
