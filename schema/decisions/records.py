"""What goes in beside police reports: records of other custodians that concern the subject, as the asker sees them.

`None` is "not shown or not stated". Instants are UTC text, days are of Victoria (YYYY-MM-DD). Ids are those shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from schema.decisions.moments import local_date
from schema.decisions.order_statement import Statement

NOT_SUSTAINED = ("NOT_GUILTY", "DISMISSED", "WITHDRAWN", "STRUCK_OUT")
PROVEN = ("PROVEN", "PLEADED_GUILTY")
COURTS = ("magistrates_court", "childrens_court")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What every record has; `doubts` are codes of what in it contradicts itself."""

    id: str
    custodian: str | None = None
    received_at: str | None = None
    doubts: tuple[str, ...] | None = None

    @property
    def since(self) -> str | None:
        """The instant or the day from which it tells of something."""
        return self.received_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge(Held):
    """`accused`: the subject is charged; else it is of what was done to the subject. `order` is the id that all
    statements of the order contravened share; `against` whom the conduct was done to."""

    accused: bool = True
    incident_number: str | None = None  # LEAP's
    offence: str | None = None
    section: str | None = None
    occurred_at: str | None = None
    charged_on: str | None = None
    order: str | None = None
    order_number: str | None = None
    state: str | None = None
    outcome: str | None = None
    outcome_on: str | None = None
    bail: str | None = None
    on_bail: bool | None = None
    against: tuple[str, ...] | None = None

    @property
    def since(self) -> str | None:
        return self.occurred_at or self.charged_on or self.received_at

    @property
    def sustained(self) -> bool:
        """Not withdrawn, and not decided in favour of the accused: it may still be proved, or was."""
        return self.outcome not in NOT_SUSTAINED and self.state != "WITHDRAWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay(Held):
    """A stay in custody."""

    number: str | None = None
    kind: str | None = None
    from_at: str | None = None
    released_at: str | None = None
    release_expected_on: str | None = None
    in_custody: bool | None = None  # when the file was sent

    @property
    def since(self) -> str | None:
        return self.from_at or self.received_at

    def holds(self, moment: str) -> bool:
        """Held at that moment for certain: a stay without an end is known until its file was received."""
        until = self.released_at or (self.received_at if self.in_custody else None)
        return self.from_at is not None and until is not None and self.from_at <= moment < until


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervised(Held):
    """An order served in the community, or parole."""

    kind: str | None = None
    from_on: str | None = None
    until_on: str | None = None
    state: str | None = None
    compliance: str | None = None

    @property
    def since(self) -> str | None:
        return self.from_on or self.received_at

    def holds(self, day: str) -> bool:
        """One that was completed or cancelled on a day that is not stated may have ended before any day."""
        if self.from_on is None or day < self.from_on:
            return False
        return day <= self.until_on if self.until_on else self.state in ("CURRENT", "BREACHED")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed(Held):
    """An assessment of risk. `part`: RESPONDENT, AFFECTED or CHILD, as what the subject is in it. `present` and
    `absent` are factors that it found, and found not to be there."""

    part: str
    kind: str | None = None
    tool: str | None = None
    tool_version: str | None = None
    tool_limits: str | None = None
    scheme: str | None = None
    level: str | None = None
    assessed_on: str | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()

    @property
    def since(self) -> str | None:
        return self.assessed_on or self.received_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Held):
    """A report to Child Protection. `responsible`: the subject is assessed as responsible for harm; else the subject
    is the child. `children`: persons."""

    responsible: bool
    children: tuple[str, ...] = ()
    received_on: str | None = None
    investigated: bool | None = None
    outcome: str | None = None

    @property
    def since(self) -> str | None:
        return self.received_on or self.received_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Described(Held):
    """What one source says of the subject as a person, and from when."""

    valid_from: str | None = None
    birth_date: str | None = None
    custody_status: str | None = None

    @property
    def since(self) -> str | None:
        return self.valid_from or self.received_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All that is shown of one subject beside police reports. `amended_from`: since when the amendments of 2025 are
    law (`editions.py`)."""

    charges: tuple[Charge, ...] = ()
    stays: tuple[Stay, ...] = ()
    supervisions: tuple[Supervised, ...] = ()
    orders: tuple[Statement, ...] = ()
    assessments: tuple[Assessed, ...] = ()
    protection: tuple[Reported, ...] = ()
    described: tuple[Described, ...] = ()
    amended_from: str = "unknown"


H = TypeVar("H", bound=Held)


def known(records: Records, as_at: str) -> Records:
    """Those that tell of something before the instant, each once, in one order whatever the order of the rows."""
    return Records(
        charges=_begun(records.charges, as_at),
        stays=_begun(records.stays, as_at),
        supervisions=_begun(records.supervisions, as_at),
        orders=_made(records.orders, as_at),
        assessments=_begun(records.assessments, as_at),
        protection=_begun(records.protection, as_at),
        described=_begun(records.described, as_at),
        amended_from=records.amended_from,
    )


def kinds(records: Records) -> tuple[tuple[str, tuple[Held | Statement, ...]], ...]:
    """Each kind in words, and its records."""
    return (
        ("charge", records.charges),
        ("stay in custody", records.stays),
        ("supervision", records.supervisions),
        ("statement of an order", records.orders),
        ("risk assessment", records.assessments),
        ("report to Child Protection", records.protection),
    )


def day_of(moment: str) -> str:
    """The day in Victoria of an instant; a day is its own."""
    return moment if len(moment) == len("YYYY-MM-DD") else local_date(moment).isoformat()


def ids(*groups: Iterable[Held | Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record.id for group in groups for record in group))


def _begun(records: tuple[H, ...], as_at: str) -> tuple[H, ...]:
    held = {record for record in records if _before(record.since, as_at)}
    return tuple(sorted(held, key=lambda record: (record.since or "", record.id)))


def _before(since: str | None, as_at: str) -> bool:
    if since is None:
        return False
    return since <= as_at if len(since) > len("YYYY-MM-DD") else since <= day_of(as_at)


def _made(orders: tuple[Statement, ...], as_at: str) -> tuple[Statement, ...]:
    held = {said for said in orders if (said.made_on or said.heard_on) <= day_of(as_at)}
    return tuple(sorted(held, key=lambda said: (said.made_on or said.heard_on, said.id)))
