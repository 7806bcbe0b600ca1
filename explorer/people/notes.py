"""Notes of the matter on one person, beside what records tell of him: no evidence, and on no printed page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.words import moment

MOST = 50
NOTES = f"""query Notes($id: ID!, $after: ID) {{ notes(person: $id, first: {MOST}, after: $after) {{
  id account mine at text withdrawnAt reason }} }}"""
WRITE = "mutation Write($input: NoteInput!) { writeNote(input: $input) { id } }"
WITHDRAW = "mutation Withdraw($id: ID!, $reason: String!) { withdrawNote(id: $id, reason: $reason) { id } }"
Act = Callable[[Api, Session, str, Mapping[str, str]], Awaitable[None]]  # of which person, and what was sent


@dataclass(frozen=True, slots=True)
class Note:
    """`text` empty: it was withdrawn, `withdrawn`, for `reason`."""

    id: str
    account: str
    on: str
    mine: bool
    text: str
    withdrawn: str
    reason: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and could not be kept, of which note, and what to mend."""

    text: str = ""
    note: str = ""
    reason: str = ""
    said: str = ""


async def notes(api: Api, session: Session, person: str, after: str) -> tuple[Note, ...] | None:
    """The newest, or from behind one. None: no matter is chosen, which would keep them."""
    if not session.matter:
        return None
    told = (await api.ask(session, NOTES, id=person, after=after or None)).data["notes"]
    return tuple(map(_note, told))


async def write(api: Api, session: Session, person: str, given: Mapping[str, str]) -> None:
    await api.ask(session, WRITE, input={"person": person, "text": given.get("text", "")})


async def withdraw(api: Api, session: Session, _person: str, given: Mapping[str, str]) -> None:
    await api.ask(session, WITHDRAW, id=given.get("note", ""), reason=given.get("reason", ""))


def _note(said: Mapping[str, Any]) -> Note:
    withdrawn = moment(said["withdrawnAt"]) if said["withdrawnAt"] else ""
    return Note(said["id"], said["account"], moment(said["at"]), said["mine"], said["text"] or "", withdrawn,
                said["reason"] or "")  # fmt: skip
