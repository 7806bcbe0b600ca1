"""What can be done: each a decision, a ledger command, and the graph following it.

An unknown reference and one that is not permitted are answered alike.
"""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

import strawberry

from authz.requester import Requester
from authz.words import Asserted
from resolvers.accounts import AccountMutation
from resolvers.break_glass import BreakGlassMutation
from resolvers.conflicts import ConflictMutation
from resolvers.correcting import CorrectionMutation
from resolvers.erasing import ErasureMutation
from resolvers.excluding import ExclusionMutation
from resolvers.keeping import KeepingMutation
from resolvers.noticing import NoticeMutation
from resolvers.outcomes import OutcomeMutation
from resolvers.references import Matter, Recorded, Reference
from resolvers.registering import RegisterMutation
from resolvers.reporting import ReportMutation
from resolvers.requesting import RequestMutation
from resolvers.watching import WatchMutation
from resolvers.writing import WritingMutation

Command = Callable[[str, Mapping[str, Any], str, str], Awaitable[None]]  # kind, body, when, by whom
Shown = Callable[[str], Awaitable[bool]]  # is the asker shown this report?
Met = Callable[[str], Awaitable[str | None]]  # by which id the asker is shown this person; None: he is not
Sees = Callable[[str], Awaitable[bool]]  # is the asker shown both sides of this match?
# What the asker is shown that this relationship rests on; None when he is not shown both of its sides.
Grounds = Callable[[str], Awaitable[list[str] | None]]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a reviewer says of a relationship; `kind` and `currency` where what was said is to be corrected."""

    relationship: str
    holds: bool
    reason: str
    kind: str | None = None
    currency: str | None = None


@strawberry.enum(
    description="The record that addresses the asker's organisation, or one of its own: COURT_FILE; SUPERVISION, a "
    "supervision or stay in custody that has not ended; PROTECTION_REPORT, one that is open; OWN_FILE, any. On a "
    "request `acceptRequest` opens the matter."
)
class Evidence(Enum):
    REFERRAL = "REFERRAL"
    COURT_FILE = "COURT_FILE"
    SUPERVISION = "SUPERVISION"
    PROTECTION_REPORT = "PROTECTION_REPORT"
    OWN_FILE = "OWN_FILE"


@strawberry.enum(description="As what a person stands in the evidence.")
class NamedAs(Enum):
    AFFECTED = "VICTIM"
    RESPONDENT = "ALLEGED"
    CHILD = "CHILD"
    OTHER = "LINKED"


@strawberry.enum(
    description="What is stated of a person whom a matter names. SERIOUS_THREAT, CHILD_RISK: it stands for an adult's "
    "consent, until a day that you say. VIEWS_SOUGHT, VIEWS_NOT_SOUGHT: of a child, with what was said, or why not."
)
class Assertion(Enum):
    SERIOUS_THREAT = Asserted.SERIOUS_THREAT
    CHILD_RISK = Asserted.CHILD_RISK
    VIEWS_SOUGHT = Asserted.VIEWS_SOUGHT
    VIEWS_NOT_SOUGHT = Asserted.VIEWS_NOT_SOUGHT


@strawberry.input(description="A person the matter is to name.")
class Name:
    system: str = strawberry.field(description="As in Reference.")
    id: str = strawberry.field(description="The number.")
    as_: NamedAs = strawberry.field(name="as", description="As what the evidence has him.")


@strawberry.input(description="Why a matter is opened.")
class MatterInput:
    kind: Evidence = strawberry.field(description="Kind of evidence.")
    evidence: strawberry.ID | None = strawberry.field(
        default=None, description="Its id, as `awaiting` or a list of its noun has it; none for an own file."
    )
    names: list[Name] | None = strawberry.field(
        default=None, description="Whom to name; all whom the evidence permits unless told."
    )
    matter: strawberry.ID | None = strawberry.field(
        default=None,
        description="A matter of yours that is open on the same referral: it is then for this purpose too, and no "
        "other one is opened. Consent, assertions and decisions of it hold for each of its purposes.",
    )


@strawberry.type(description="Who could be told of two people as one.")
class Recipient:
    organisation: strawberry.ID = strawberry.field(description="The organisation.")
    matter: strawberry.ID = strawberry.field(description="Its matter that named one of them.")


@strawberry.type(description="What a reviewer decided of a match.")
class Decided:
    id: strawberry.ID = strawberry.field(description="The match.")
    state: str = strawberry.field(description="POSSIBLE, PROPOSED, LINKED or NOT_SAME.")
    decided_at: datetime = strawberry.field(description="When.")
    recipients: list[Recipient] = strawberry.field(
        description="When a link is undone: whose matters named either meanwhile, so that they can be told."
    )


@strawberry.type(description="What a reviewer decided of a relationship.")
class Ruled:
    id: strawberry.ID = strawberry.field(description="The relationship.")
    state: str = strawberry.field(description="CONFIRMED or REFUSED.")
    decided_at: datetime = strawberry.field(description="When.")


class Decisions(Protocol):
    """What the hub does of a decision; `resolvers.deciding` is the one that does."""

    command: Command

    async def open_matter(self, kind: str, evidence: str, names: list[Any] | None, matter: str = "") -> Matter: ...
    async def close_matter(self, matter: str) -> Matter: ...
    async def record_consent(
        self, matter: str, person: Reference, given_at: str, until: str | None, how: str
    ) -> Recorded: ...
    async def withdraw_consent(self, consent: str) -> Recorded: ...
    async def record_assertion(
        self, matter: str, person: Reference, kind: Any, reason: str, until: str | None
    ) -> Recorded: ...
    async def withdraw_assertion(self, assertion: str) -> Recorded: ...
    async def plan_contact(self, matter: str, person: Reference, until: str, how: str) -> Recorded: ...
    async def cancel_contact(self, contact: str) -> Recorded: ...
    async def establish_risk(self, matter: str, person: Reference, grounds: str, until: str | None) -> Recorded: ...
    async def decide_match(self, match: str, same: bool, reason: str, checked: bool, sees: Sees) -> Decided: ...
    async def decide_relationship(self, ruling: Ruling, grounds: Grounds) -> Ruled: ...


class Asking(Protocol):
    """One request: who asks, and what may be decided for him."""

    asker: Requester
    decisions: Decisions
    sees: Sees
    grounds: Grounds
    shown: Shown
    met: Met


Info = strawberry.Info[Any, None]


@strawberry.type
class Mutation(
    AccountMutation,
    ConflictMutation,
    BreakGlassMutation,
    ExclusionMutation,
    WritingMutation,
    CorrectionMutation,
    ErasureMutation,
    OutcomeMutation,
    RequestMutation,
    ReportMutation,
    WatchMutation,
    NoticeMutation,
    RegisterMutation,
    KeepingMutation,
):
    """What can be done."""

    @strawberry.mutation(description="Open a matter on a record that addresses your organisation.")
    async def open_matter(self, info: Info, input: MatterInput) -> Matter:
        names = None if input.names is None else list(input.names)
        decisions, evidence = info.context.decisions, str(input.evidence or "")
        return await decisions.open_matter(input.kind.value, evidence, names, str(input.matter or ""))  # type: ignore[no-any-return]

    @strawberry.mutation(description="Close a matter of your organisation: it opens nothing more.")
    async def close_matter(self, info: Info, matter: strawberry.ID) -> Matter:
        return await info.context.decisions.close_matter(str(matter))  # type: ignore[no-any-return]

    @strawberry.mutation(description="Record that a person named by the matter consents to share.")
    async def record_consent(
        self,
        info: Info,
        matter: strawberry.ID,
        person: Reference,
        given_at: datetime,
        how: str,
        until: datetime | None = None,
    ) -> Recorded:
        decisions = info.context.decisions
        return await decisions.record_consent(str(matter), person, given_at, until, how)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Record that a consent is withdrawn: it binds at once.")
    async def withdraw_consent(self, info: Info, consent: strawberry.ID) -> Recorded:
        return await info.context.decisions.withdraw_consent(str(consent))  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="State, with your reason, what stands in for an adult's consent, or of a child's views."
    )
    async def record_assertion(
        self,
        info: Info,
        matter: strawberry.ID,
        person: Reference,
        kind: Assertion,
        reason: str,
        until: datetime | None = None,
    ) -> Recorded:
        decisions = info.context.decisions
        return await decisions.record_assertion(str(matter), person, kind.value, reason, until)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Withdraw an assertion: it binds at once.")
    async def withdraw_assertion(self, info: Info, assertion: strawberry.ID) -> Recorded:
        return await info.context.decisions.withdraw_assertion(str(assertion))  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Record that your organisation plans contact with a person named by the matter: until then its "
        "workers are told what to beware of."
    )
    async def plan_contact(
        self, info: Info, matter: strawberry.ID, person: Reference, until: datetime, how: str
    ) -> Recorded:
        return await info.context.decisions.plan_contact(str(matter), person, until, how)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Record that a planned contact is not to take place, or has: it binds at once.")
    async def cancel_contact(self, info: Info, contact: strawberry.ID) -> Recorded:
        return await info.context.decisions.cancel_contact(str(contact))  # type: ignore[no-any-return]

    @strawberry.mutation(description="A risk assessment entity decides that the risk from a person is established.")
    async def establish_risk(
        self,
        info: Info,
        matter: strawberry.ID,
        person: Reference,
        grounds: str,
        until: datetime | None = None,
    ) -> Recorded:
        return await info.context.decisions.establish_risk(str(matter), person, grounds, until)  # type: ignore[no-any-return]

    @strawberry.mutation(description="A reviewer decides that two origins are one person, or two; also to undo a link.")
    async def decide_match(
        self, info: Info, match: strawberry.ID, same: bool, reason: str, addresses_checked: bool = False
    ) -> Decided:
        context = info.context
        return await context.decisions.decide_match(str(match), same, reason, addresses_checked, context.sees)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="A reviewer decides whether two people are kin, partners or one household; also to undo it."
    )
    async def decide_relationship(
        self,
        info: Info,
        relationship: strawberry.ID,
        holds: bool,
        reason: str,
        kind: str | None = None,
        currency: str | None = None,
    ) -> Ruled:
        context, ruling = info.context, Ruling(str(relationship), holds, reason, kind, currency)
        return await context.decisions.decide_relationship(ruling, context.grounds)  # type: ignore[no-any-return]
