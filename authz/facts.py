"""What the scope statement found about one asker's matter: facts, no decision among them.

A person is named by his id; records are what sources say of him; events are what
records have parts in (incidents, orders, referrals); places are addresses.
"""

from __future__ import annotations

from dataclasses import dataclass

from authz.words import Standing


@dataclass(frozen=True, slots=True)
class Naming:
    """One person the matter names; `client` says that this matter serves him."""

    person: str
    standing: Standing
    client: bool
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """A consent, a decision of risk, or being served: of one person, from `since` until `until`."""

    person: str
    since: str
    until: str

    def in_force(self, now: str) -> bool:
        return self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class Record:
    """What one source says of one person; `standing` is the one the record gives itself."""

    id: str
    person: str
    custodian: str
    standing: Standing
    excluded: bool
    birth_date: str
    linked_at: str
    method: str

    def known_by(self, since: str) -> bool:
        """A grant covers what was known when it named the person, and what one source's own
        key adds later; any other later link must be confirmed first."""
        return self.linked_at <= since or self.method == "SOURCE_KEY"


@dataclass(frozen=True, slots=True)
class Event:
    """An incident, order or referral. `at` is when it happened; the last four are an order's."""

    id: str
    label: str
    custodian: str
    excluded: bool
    current: bool
    at: str
    party: str = ""
    of: str = ""  # the incident that a referral arises from
    served: bool = False
    starts_on: str = ""
    ends_on: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A record stands in an event as its source said."""

    event: str
    record: str
    person: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Place:
    """An address under its owner, a record or an event; `guarded`: suppressed for somebody."""

    id: str
    owner: str
    key: str
    suppressed: bool
    guarded: bool
    excluded: bool
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
class Facts:
    """The asker's matter, all whom it reaches in one step, and what walls stand on."""

    organisation: str = ""
    purpose: str = ""
    status: str = ""
    namings: tuple[Naming, ...] = ()
    consents: tuple[Grounds, ...] = ()
    decisions: tuple[Grounds, ...] = ()
    records: tuple[Record, ...] = ()
    events: tuple[Event, ...] = ()
    parts: tuple[Part, ...] = ()
    places: tuple[Place, ...] = ()
    organisation_clients: tuple[Grounds, ...] = ()
    serving: Serving = Serving()
    position: int = 0
