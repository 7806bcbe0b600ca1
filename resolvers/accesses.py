"""Who was told of whom, as the ledger keeps it: one's own acts, and for an auditor those of others."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import strawberry

from authz import auditing
from authz.ledger_register import NoSuchEntry
from authz.policy_data import Policy
from authz.requester import Requester
from authz.words import Purpose
from graph import shape
from graph.identity import ORIGINS
from graph.lists import page_size
from graph.selection import Selection, given_of
from resolvers.errors import Fault
from resolvers.registry_desk import Fetch
from schema.declare import PAGE_SIZE, answered

ID = strawberry.ID
READ = frozenset({"my_accesses", "who_saw"})
DECISION = "ANSWERED, or the code of the error that was told."
POLICY = "Version of the policy that it was judged by."
AFTER = "`after` is the auditId of the last one that you have."


class Register(Protocol):
    """The ledger, as far as it tells who was told."""

    async def acts(self, account: str, after: str, most: int) -> list[dict[str, Any]]: ...
    async def saw(
        self, people: Sequence[str], organisation: str | None, after: str, most: int
    ) -> list[dict[str, Any]]: ...


@strawberry.type
class OwnAct:
    """An answer that you were given; of whom it told is not said."""

    audit_id: ID = answered("Id of the answer's entry in the ledger: its `extensions.auditId`.")
    at: datetime = answered("When.")
    role: str = answered("Your data role then.")
    purpose: str | None = answered("The purpose that you declared.")
    fields: list[str] = answered("The fields that you asked.")
    decision: str = answered(DECISION)
    policy: str = answered(POLICY)


@strawberry.type
class Disclosure:
    """An answer that told of the person, or was given on a matter that names him; no value of it."""

    audit_id: ID = answered("Id of the answer's entry in the ledger: its `extensions.auditId`.")
    at: datetime = answered("When.")
    account: ID = answered("Account that was answered.")
    organisation: ID = answered("Its organisation.")
    role: str = answered("Its data role then.")
    purpose: str | None = answered("The purpose that it declared.")
    matter: ID | None = answered("The matter that it named.")
    fields: list[str] = answered("The fields that it asked.")
    decision: str = answered(DECISION)
    policy: str = answered(POLICY)
    searched_by: list[str] | None = answered("The kinds of keys that it searched by, where it was a search.")


@dataclass(frozen=True, slots=True)
class Act:
    audit_id: str
    at: str
    account: str
    organisation: str
    role: str
    purpose: str | None
    matter: str | None
    fields: list[str]
    decision: str
    policy: str
    searched_by: list[str] | None


@dataclass(frozen=True, slots=True)
class Accesses:
    """`fetch` tells by which ids a person is held."""

    fetch: Fetch
    register: Register
    policy: Policy

    async def answer(self, selection: Selection, variables: Mapping[str, Any], asker: Requester, now: str) -> Any:
        """A refusal rests on the policy alone: an empty list would say that nobody saw him."""
        if asker.purpose is not Purpose.ADMIN:
            raise Fault("PURPOSE_REQUIRED", "The ledger is read under the purpose ADMIN.")
        given = {name: given_of(value, variables) for name, value in selection.arguments.items()}
        read = self._own if selection.name == "my_accesses" else self._of_person
        try:
            found = await read(asker, given, now[:10])
        except NoSuchEntry:
            raise Fault("BAD_CURSOR", f"There is no such answer in the ledger. {AFTER}", ("after",)) from None
        return shape.plain(selection, [_act(said) for said in found])

    async def _own(self, asker: Requester, given: Mapping[str, Any], today: str) -> list[dict[str, Any]]:
        if not auditing.reads_own(self.policy, asker, today):
            raise Fault("DUTY_REQUIRED", "Your role reads nothing of the ledger.")
        return await self.register.acts(asker.account.id, given["after"] or "", page_size(given["first"]))

    async def _of_person(self, asker: Requester, given: Mapping[str, Any], today: str) -> list[dict[str, Any]]:
        if not auditing.reads_all(self.policy, asker, today):
            raise Fault("DUTY_REQUIRED", "Who saw a person is told to auditors and privacy officers. Ask one of yours.")
        people = await self.fetch(ORIGINS.strip(), {"person": given["person"]}) or [given["person"]]
        organisation = auditing.organisation_of(asker)
        return await self.register.saw(people, organisation, given["after"] or "", page_size(given["first"]))


def _act(said: Mapping[str, Any]) -> Act:
    return Act(
        said["auditId"], said["at"], said["account"], said["organisation"], said["role"], said["purpose"],
        said["matter"] or None, list(said["fields"]), said["decision"], said["policy"],
        said.get("search", {}).get("keys"),
    )  # fmt: skip


@strawberry.type
class AccessQuery:
    """What can be asked of the ledger."""

    @strawberry.field(description=f"What you were told, the newest first, under the purpose ADMIN. {AFTER}")
    async def my_accesses(self, info: strawberry.Info, first: int = PAGE_SIZE, after: ID | None = None) -> list[OwnAct]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]

    @strawberry.field(
        description="Who was told of a person, the newest first: for auditors, and for privacy officers of their own "
        f"organisation, under the purpose ADMIN. Reading it is itself kept. {AFTER}"
    )
    async def who_saw(
        self, info: strawberry.Info, person: ID, first: int = PAGE_SIZE, after: ID | None = None
    ) -> list[Disclosure]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]
