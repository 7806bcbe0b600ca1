"""Saved views and notes as GraphQL has them: what workers of one role keep in a matter, apart from its evidence."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import strawberry

from resolvers.references import Recorded
from schema.declare import PAGE_SIZE, answered

ID = strawberry.ID
KEEPING = frozenset({"saved_views", "notes"})
MOST_VIEWS, MOST_NOTES = 50, 200  # of one account that stand in one matter
AMONG = "Told to accounts of your organisation and role that work under the same matter for the same purpose."


@strawberry.type
class SavedView:
    """A view of relations that somebody keeps in the matter. Opened, it shows each reader what he himself may see."""

    id: ID = answered("Give it to dropView.")
    name: str = answered("What its author calls it.")
    address: str = answered("Id of the person that it starts from, then steps and filters, by ids, codes and days.")
    shared: bool = answered("Told to others too; else to its author alone.")
    account: ID = answered("Its author.")
    mine: bool = answered("You are its author.")
    at: datetime = answered("When it was saved.")


@dataclass(frozen=True, slots=True)
class ViewRow:
    id: str
    name: str
    address: str
    shared: bool
    account: str
    mine: bool
    at: str


@strawberry.type
class Note:
    """What a worker noted of a person in the matter. It is no evidence: nothing else reads it."""

    id: ID = answered("Give it to withdrawNote.")
    account: ID = answered("Its author.")
    mine: bool = answered("You are its author.")
    at: datetime = answered("When it was written.")
    text: str | None = answered("What it says; null: it was withdrawn.")
    withdrawn_at: datetime | None = answered("When its author withdrew it; null: it stands.")
    reason: str | None = answered("Why its author withdrew it.")


@dataclass(frozen=True, slots=True)
class NoteRow:
    id: str
    account: str
    mine: bool
    at: str
    text: str | None
    withdrawn_at: str | None
    reason: str | None


@strawberry.type
class KeepingQuery:
    """What can be asked of what a matter keeps."""

    @strawberry.field(
        description="Views of relations that are kept in the declared matter, the newest first: your own, and those "
        f"that are shared. {AMONG} A later page begins behind the view `after`."
    )
    async def saved_views(
        self, info: strawberry.Info, first: int = PAGE_SIZE, after: ID | None = None
    ) -> list[SavedView]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]

    @strawberry.field(
        description="Notes of a person whom the declared matter names, the newest first; no evidence. "
        f"{AMONG} A later page begins behind the note `after`."
    )
    async def notes(
        self, info: strawberry.Info, person: ID, first: int = PAGE_SIZE, after: ID | None = None
    ) -> list[Note]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


@strawberry.input(description="A view of relations, to be kept in the declared matter.")
class SavedViewInput:
    name: str = strawberry.field(description="In your words, on one line, without a person's name: 1 to 80 characters.")
    address: str = strawberry.field(
        description="Id of the person that it starts from, then ? and what the page of relations has behind it: step, "
        "kind, role, agency, from and to, as it writes them."
    )
    shared: bool = strawberry.field(description=f"False: told to you alone. True: {AMONG[0].lower()}{AMONG[1:]}")


@strawberry.input(description="A note on a person whom the declared matter names.")
class NoteInput:
    person: ID = strawberry.field(description="The person's id, as an answer shows it.")
    text: str = strawberry.field(description="In your words: 1 to 4,000 characters.")


Info = strawberry.Info[Any, None]


@strawberry.type
class KeepingMutation:
    """What can be kept in a matter."""

    @strawberry.mutation(
        description=f"Keep a view of relations in the declared matter: at most {MOST_VIEWS} of your own in one matter."
    )
    async def save_view(self, info: Info, input: SavedViewInput) -> Recorded:
        return await info.context.decisions.keeping.save(input)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Drop a saved view of your own: it is told to nobody more.")
    async def drop_view(self, info: Info, id: ID) -> Recorded:
        return await info.context.decisions.keeping.drop(str(id))  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Write a note on a person whom the declared matter names. It is no evidence. At most "
        f"{MOST_NOTES} of your own stand in one matter."
    )
    async def write_note(self, info: Info, input: NoteInput) -> Recorded:
        return await info.context.decisions.keeping.write(input, info.context.met)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Withdraw a note of your own, with a reason: that it was there is still told, its text no more."
    )
    async def withdraw_note(self, info: Info, id: ID, reason: str) -> Recorded:
        return await info.context.decisions.keeping.withdraw(str(id), reason)  # type: ignore[no-any-return]
