"""Notes of the matter of a request, as a line for whoever works on it next: how many, and from when the newest is."""

from __future__ import annotations

from dataclasses import dataclass

from authz.requester import Declaration
from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.words import moment
from schema.decisions.words import counted

MOST = 50
SUBJECTS = "query Subjects { subjects { id } }"
NOTES = f"query Noted($id: ID!) {{ notes(person: $id, first: {MOST}) {{ at withdrawnAt }} }}"


@dataclass(frozen=True, slots=True)
class Noted:
    """Of one person; `words` empty: no note stands among the newest."""

    person: str
    words: str


async def noted(api: Api, session: Session, declared: Declaration | None = None) -> tuple[Noted, ...]:
    """Of each whom the matter declared names, which is the request's own."""
    people = (await api.ask(session, SUBJECTS, declared)).data["subjects"]
    return tuple([Noted(one["id"], await _words(api, session, one["id"], declared)) for one in people])


async def _words(api: Api, session: Session, person: str, declared: Declaration | None) -> str:
    """They come the newest first."""
    found = (await api.ask(session, NOTES, declared, id=person)).data["notes"]
    standing = [one["at"] for one in found if one["withdrawnAt"] is None]
    if not standing:
        return ""
    or_more = " or more" if len(found) == MOST else ""
    return f"{counted(len(standing), 'note')}{or_more}, the newest of {moment(standing[0])}"
