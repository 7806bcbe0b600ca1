"""Decisions on what a matter keeps: a view of relations is saved or dropped, a note is written or withdrawn.

Words are sealed like a record, so that no command has them and they can be erased as one is. A matter that is not open
to the asker, and a person whom it does not name or who is not shown to him, are answered as what does not exist.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from authz.keys import new_id
from graph import keeping
from resolvers.apart import apart
from resolvers.errors import Fault
from resolvers.keeping import MOST_NOTES, MOST_VIEWS, NoteInput, SavedViewInput
from resolvers.mutations import Met
from resolvers.records import Path, unfit
from resolvers.references import Recorded
from resolvers.registry_desk import Desk
from resolvers.under_matter import refuse_without_matter, under
from schema.decisions.views import LONGEST, NOT_SHOWN, Saved, saved

LONGEST_NAME, LONGEST_NOTE, LONGEST_REASON = 80, 4_000, 2_000
ADDRESS = ("input", "address")
WRITTEN = (
    "Give address as the page of relations writes it: the person's id, then ? and step, kind, role, agency, from and "
    f"to, by ids, codes and days alone, at most {LONGEST} characters."
)
TOO_MANY_VIEWS = f"address: at most {MOST_VIEWS} views of your own are kept in one matter. Drop one of them first."
TOO_MANY_NOTES = (
    f"text: at most {MOST_NOTES} notes of your own stand in one matter. Withdraw one that is needed no more first."
)


@dataclass(frozen=True, slots=True)
class KeepingActs:
    desk: Desk

    async def save(self, given: SavedViewInput) -> Recorded:
        refuse_without_matter(self.desk.asker)
        name = _words(given.name, ("input", "name"), LONGEST_NAME, lines=False)
        view = await self._view(given.address)
        async with self.desk.following.turn():
            if await self.desk.fetch(keeping.IS_OPEN, await self._given()) is None:
                raise Fault("MATTER_REQUIRED", "Name a matter of your organisation that is open to you.")
            if await self.desk.fetch(keeping.OWN_VIEWS, await self._given()) >= MOST_VIEWS:
                raise unfit(ADDRESS, TOO_MANY_VIEWS)
            said = {"address": view.address, "people": list(view.people), "shared": given.shared}
            return await self._kept("saveView", new_id(), name, said)

    async def drop(self, id: str) -> Recorded:
        refuse_without_matter(self.desk.asker)
        async with self.desk.following.turn():
            if await self.desk.fetch(keeping.OWN_VIEW, {**await self._given(), "id": id}) is None:
                raise Fault("VIEW_NOT_HELD", "No saved view of your own has this id.", ("id",))
            await self.desk.decide("dropView", {"id": id})
        return self._recorded(id)

    async def write(self, given: NoteInput, met: Met) -> Recorded:
        refuse_without_matter(self.desk.asker)
        text = _words(given.text, ("input", "text"), LONGEST_NOTE)
        shown = await met(str(given.person))
        async with self.desk.following.turn():
            named = await self.desk.fetch(keeping.NAMED, {**await self._given(), "person": shown}) if shown else None
            if named is None:
                raise Fault("PERSON_NOT_NAMED", "The declared matter names nobody so.", ("input", "person"))
            if await self.desk.fetch(keeping.OWN_NOTES, await self._given()) >= MOST_NOTES:
                raise unfit(("input", "text"), TOO_MANY_NOTES)
            return await self._kept("writeNote", new_id(), text, {"person": named})

    async def withdraw(self, id: str, reason: str) -> Recorded:
        refuse_without_matter(self.desk.asker)
        words = _words(reason, ("reason",), LONGEST_REASON)
        async with self.desk.following.turn():
            if await self.desk.fetch(keeping.OWN_NOTE, {**await self._given(), "id": id}) is None:
                raise Fault("NOTE_NOT_HELD", "No note of your own that stands has this id.", ("id",))
            return await self._kept("withdrawNote", id, words, {})

    async def _kept(self, kind: str, id: str, words: str, said: dict[str, Any]) -> Recorded:
        """Within the caller's turn: the words sealed, then the command that names their entry."""
        asker, now = self.desk.asker, self.desk.now
        key = keeping.key_of(keeping.VIEW if kind == "saveView" else keeping.NOTE, asker.custodian, id)
        sealed = await self.desk.following.keep_next(key, words.encode(), now)
        of = {"matter": asker.declaration.matter, "role": asker.account.role, "purpose": str(asker.purpose)}
        await self.desk.decide(kind, {**of, **said, "id": id, "sealed": [sealed]})
        return self._recorded(id)

    async def _given(self) -> dict[str, Any]:
        asker, now = self.desk.asker, self.desk.now
        return under(asker, now, await apart(self.desk.fetch, asker.account.id, now))

    async def _view(self, address: str) -> Saved:
        """An agency is a custodian of the registry, so that no other word is in its place."""
        view = saved(address)
        if view is None:
            raise unfit(ADDRESS, WRITTEN)
        agency = view.view.agency
        if agency not in ("", NOT_SHOWN) and not await self.desk.fetch(keeping.IS_CUSTODIAN, {"custodian": agency}):
            raise unfit(ADDRESS, "In address, agency is a custodian of the registry.")
        return view

    def _recorded(self, id: str) -> Recorded:
        return Recorded(id=id, at=self.desk.now)  # type: ignore[arg-type]


def _words(text: str, path: Path, most: int, *, lines: bool = True) -> str:
    """As they are kept; a browser ends its lines in two characters."""
    found = text.replace("\r\n", "\n").strip()
    odd = [one for one in found if unicodedata.category(one) == "Cc" and not (lines and one in "\n\t")]
    if not found or len(found) > most or odd:
        where = "" if lines else " on one line"
        raise unfit(path, f"Give {path[-1]} in words{where}: 1 to {most} characters, no control characters.")
    return found
