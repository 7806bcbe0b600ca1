"""What the scope statement found about one asker's matter: facts, no decision among them.

A person is named by his id; records are what sources say of him; events are what
records have parts in (incidents, orders, charges …); places are addresses.
"""

from __future__ import annotations

from dataclasses import dataclass

from authz.words import Asserted, Standing


@dataclass(frozen=True, slots=True)
class Grant:
    """Which records of a person a naming covers: those of the origins that were his when the matter named
    him, and of an origin joined since only when a reviewer confirmed it. `confirmed`: so is the named one.

    An origin is the person that one source's own key makes of its records; what that key adds later is covered.
    """

    covers: frozenset[str] = frozenset()
    confirmed: bool = True

    def holds(self, record: Record) -> bool:
        return record.origin in self.covers or (self.confirmed and record.confirmed)

    def __or__(self, other: Grant) -> Grant:
        return Grant(self.covers | other.covers, self.confirmed or other.confirmed)


@dataclass(frozen=True, slots=True)
class Naming:
    """One person the matter names; `client` says that this matter serves him."""

    person: str
    standing: Standing
    client: bool
    since: str
    until: str
    grant: Grant = Grant()


@dataclass(frozen=True, slots=True)
class Grounds:
    """A consent, a decision of risk, or being served: of one person, from `since` until `until`."""

    person: str
    since: str
    until: str

    def in_force(self, now: str) -> bool:
        return self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class Assertion:
    """What somebody of the asker's organisation stated of a person, with reasons, and answers for."""

    kind: Asserted
    grounds: Grounds


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A custodian's marking under FVPA s 144C: the organisations that it is released to."""

    released: frozenset[str] = frozenset()


Kept = tuple[tuple[str, Exclusion], ...]
"""Fields of one node that markings keep by themselves."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one source says of one person; `standing` is the one the record gives itself."""

    id: str
    person: str
    custodian: str
    standing: Standing
    exclusion: Exclusion | None
    birth_date: str
    origin: str
    confirmed: bool = True  # never joined to the person by a match, or the match confirmed
    kept: Kept = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What records have parts in. `at` is when it happened; `served` to `state` are an order's, or a supervision's.

    `going_on`: as its source had it then, a report is open, somebody is in custody. `kind` is that of its noun."""

    id: str
    label: str
    custodian: str
    exclusion: Exclusion | None
    current: bool
    at: str
    party: str = ""
    of: str = ""  # the incident that a referral arises from
    served: bool = False
    starts_on: str = ""
    ends_on: str = ""
    state: str = ""
    kept: Kept = ()
    scanned: bool = False  # its text, in this version
    kind: str = ""
    going_on: bool | None = None
    released_at: str = ""
    risk_relevant: bool = False
    via_cip: bool = False  # a report issued to the asker's organisation for this matter tells of it
    extract_readers: frozenset[str] = frozenset()  # roles to which an extract of this version is released


@dataclass(frozen=True, slots=True)
class Part:
    """A record stands in an event as its source said."""

    event: str
    record: str
    person: str
    standing: Standing
    exclusion: Exclusion | None = None
    relationship: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An address under its owner, a record or an event; `guarded`: suppressed for somebody."""

    id: str
    owner: str
    key: str
    suppressed: bool
    guarded: bool
    exclusion: Exclusion | None
    until: str


@dataclass(frozen=True, slots=True)
class Serving:
    """The clients of the asker's account: the parts in their events, where they live, and
    what is held of everyone who stands in those events."""

    clients: tuple[Grounds, ...] = ()
    parts: tuple[Part, ...] = ()
    homes: tuple[tuple[str, str, str], ...] = ()  # person, address key, until
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()  # person, ids of his records and places


@dataclass(frozen=True, slots=True)
class Conflict:
    """A person from whom the asker's account is kept apart, and the ids of all that is held of him, seen or not."""

    person: str
    since: str
    until: str
    ids: tuple[str, ...] = ()

    def in_force(self, now: str) -> bool:
        return self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class Facts:
    """The asker's matter, all whom it reaches in one step, and what walls stand on.

    `kind` is what it was opened on, `until` its last moment, if it has one."""

    organisation: str = ""
    purpose: str = ""
    status: str = ""
    namings: tuple[Naming, ...] = ()
    consents: tuple[Grounds, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    decisions: tuple[Grounds, ...] = ()
    records: tuple[Record, ...] = ()
    events: tuple[Event, ...] = ()
    parts: tuple[Part, ...] = ()
    places: tuple[Place, ...] = ()
    organisation_clients: tuple[Grounds, ...] = ()
    planned: tuple[Grounds, ...] = ()  # contact that the asker's organisation plans with whom the matter names
    serving: Serving = Serving()
    conflicts: tuple[Conflict, ...] = ()
    position: int = 0
    kind: str = ""
    until: str = ""
