"""Accounts as GraphQL has them: those of the own organisation, and what may be decided of them and of organisations."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import strawberry

from authz import auditing
from authz.account_state import awake_on, state_of
from authz.local_days import local_day
from authz.policy_data import Policy
from authz.requester import Requester
from graph import accounts, shape
from graph.lists import page_size
from graph.selection import Selection, given_of
from resolvers.registry_desk import Fetch, LastUses
from schema.declare import PAGE_SIZE, answered

ID = strawberry.ID
ACTS = frozenset({"nominate_account", "verify_account", "sign_agreement", "suspend_account", "end_account",
                  "ask_reactivation", "reactivate_account", "register_scope", "change_class",
                  "end_organisation"})  # fmt: skip


@strawberry.type
class AccountListed:
    """An account of the own organisation: who, as what, in which state. Never what it asked."""

    id: ID = answered("Id of the account.")
    subject: str = answered("Subject of its tokens.")
    role: str = answered("Data role.")
    duties: list[str] = answered("Duties beside the data role.")
    state: str = answered("REQUESTED, VERIFIED, ACTIVE, WARNED, DEACTIVATED, SUSPENDED or ENDED, on this day.")
    used_on: date | None = answered("Last day, in Melbourne, on which the hub answered it; none: never.")
    need: str | None = answered("For what it needs access, as its nomination says.")
    reactivation_asked: bool = answered("Somebody asked for its reactivation; an administrator decides.")
    scope: list[str] = answered("What a connector reads back of its custodian's records, as registered.")


@strawberry.type
class AccountMoved:
    """What was decided of an account."""

    account: ID = strawberry.field(description="The account.")
    state: str = strawberry.field(description="Its state now.")
    at: datetime = strawberry.field(description="When.")


@strawberry.type
class OrganisationChanged:
    """What was decided of an organisation."""

    organisation: ID = strawberry.field(description="The organisation.")


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    subject: str
    role: str
    duties: list[str]
    state: str
    used_on: str | None
    need: str | None
    reactivation_asked: bool
    scope: list[str]


@dataclass(frozen=True, slots=True)
class Listing:
    """Where accounts are read, and when each was used last."""

    fetch: Fetch
    last_uses: LastUses
    policy: Policy

    async def answer(self, selection: Selection, variables: Mapping[str, Any], asker: Requester, now: str) -> Any:
        """By id. For whom the audit column shows no users there is no account."""
        if not auditing.reads_users(self.policy, asker, now[:10]):
            return []
        first, after = (given_of(selection.arguments.get(name), variables) for name in ("first", "after"))
        given = {"organisation": asker.organisation, "after": after or "", "first": page_size(first)}
        rows = await self.fetch(accounts.OF_ORGANISATION.strip(), given) or []
        used = await self.last_uses([row[0] for row in rows])
        return shape.plain(selection, [self._row(*row, used.get(row[0], ""), local_day(now)) for row in rows])

    def _row(self, *row: Any) -> Row:
        id, subject, role, duties, status, active_from, need, asked, scope, used_on, today = row
        state = state_of(status, awake_on(active_from, used_on), today, self.policy.settings)
        return Row(id, subject, role, sorted(duties or ()), state, used_on or None, need, asked, scope or [])


@strawberry.type
class AccountQuery:
    """What can be asked of accounts."""

    @strawberry.field(
        description="Accounts of your organisation, by id, for its authority and administrators; `after` is the id of "
        "the last one that you have."
    )
    async def accounts(
        self, info: strawberry.Info, first: int = PAGE_SIZE, after: ID | None = None
    ) -> list[AccountListed]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class AccountMutation:
    """What can be done of accounts and organisations."""

    @strawberry.mutation(
        description="Nominate an account of your organisation: its tokens' subject, what it may hold, and its need."
    )
    async def nominate_account(
        self,
        info: Info,
        subject: str,
        role: str,
        need: str,
        duties: list[str] | None = None,
        organisation: ID | None = None,
    ) -> AccountMoved:
        acts = info.context.decisions.accounts
        return await acts.nominate(organisation, subject, role, duties or [], need)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Verify role and need of an account that another one nominated: say both as you found them."
    )
    async def verify_account(
        self, info: Info, account: ID, role: str, how: str, duties: list[str] | None = None
    ) -> AccountMoved:
        acts = info.context.decisions.accounts
        return await acts.verify(str(account), role, duties or [], how)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Sign the privacy agreement in force: for yourself, or as its authority for a connector."
    )
    async def sign_agreement(self, info: Info, version: str, connector: ID | None = None) -> AccountMoved:
        return await info.context.decisions.accounts.sign(version, connector)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Suspend an account: it is out at its next request.")
    async def suspend_account(self, info: Info, account: ID, reason: str) -> AccountMoved:
        return await info.context.decisions.accounts.suspend(str(account), reason)  # type: ignore[no-any-return]

    @strawberry.mutation(description="End an account, for good: it is out at its next request.")
    async def end_account(self, info: Info, account: ID, reason: str) -> AccountMoved:
        return await info.context.decisions.accounts.end(str(account), reason)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Ask that an account that sleeps or is suspended be reactivated.")
    async def ask_reactivation(self, info: Info, account: ID, reason: str) -> AccountMoved:
        acts = info.context.decisions.accounts
        return await acts.ask_reactivation(str(account), reason)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Reactivate an account for which another one asked it.")
    async def reactivate_account(self, info: Info, account: ID) -> AccountMoved:
        return await info.context.decisions.accounts.reactivate(str(account))  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Register what a connector reads back of its own custodian's records, under OWN_CASE: types of "
        'records with a facet as `@facet` has it, such as "Incident.PATTERN"; in place of what was registered before.'
    )
    async def register_scope(self, info: Info, account: ID, scope: list[str]) -> AccountMoved:
        return await info.context.decisions.accounts.register_scope(str(account), scope)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Say on which days another organisation is of an entity class; both days count.")
    async def change_class(
        self, info: Info, organisation: ID, entity_class: str, since: date | None = None, until: date | None = None
    ) -> OrganisationChanged:
        await info.context.decisions.organisations.change_class(str(organisation), entity_class, since, until)
        return OrganisationChanged(organisation=organisation)

    @strawberry.mutation(description="Say the last day of another organisation: then nobody of it comes in.")
    async def end_organisation(self, info: Info, organisation: ID, until: date) -> OrganisationChanged:
        await info.context.decisions.organisations.end(str(organisation), until)
        return OrganisationChanged(organisation=organisation)
