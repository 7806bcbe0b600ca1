"""What a matter keeps, as it is read: by the role and under the purpose that it was kept under, while the matter is
open to who asks. A colleague of another role may be shown less than the author was, and words can carry that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authz.requester import Requester
from graph import keeping, shape
from graph.lists import page_size
from graph.selection import Selection, given_of
from resolvers.apart import Fetch, apart
from resolvers.errors import Fault
from resolvers.keeping import NoteRow, ViewRow
from resolvers.mutations import Met
from resolvers.under_matter import refuse_without_matter, under

Row = list[Any]


@dataclass(frozen=True, slots=True)
class Keeping:
    """`met` tells by which id a person is shown; `people` is given the ids of those whom an answer tells of."""

    fetch: Fetch
    met: Met
    people: set[str]

    async def answer(self, selection: Selection, variables: Mapping[str, Any], asker: Requester, now: str) -> Any:
        refuse_without_matter(asker)
        given = {name: given_of(value, variables) for name, value in selection.arguments.items()}
        kept = under(asker, now, await apart(self.fetch, asker.account.id, now))
        kept |= {"first": page_size(given["first"]), "after": given["after"]}
        mine = asker.account.id
        if selection.name == "saved_views":
            return shape.plain(selection, [self._view(mine, *row) for row in await self._rows(keeping.VIEWS, kept)])
        shown = await self.met(given["person"])
        rows = await self._rows(keeping.NOTES, {**kept, "person": shown}) if shown else []
        self.people.update([shown] if shown and rows else [])
        return shape.plain(selection, [_note(mine, *row) for row in rows])

    async def _rows(self, text: str, given: Mapping[str, Any]) -> list[Row]:
        found: list[Row] | None = await self.fetch(text.strip(), given)
        if found is None and given["after"] is not None:
            raise Fault("BAD_CURSOR", "`after` is the id of the last one that you have.", ("after",))
        return found or []

    def _view(
        self, me: str, id: str, name: str, address: str, shared: bool, by: str, at: str, people: list[str]
    ) -> ViewRow:  # fmt: skip
        self.people.update(people)
        return ViewRow(id, name, address, shared, by, by == me, at)


def _note(me: str, id: str, by: str, at: str, text: str | None, withdrawn: str | None, reason: str | None) -> NoteRow:
    return NoteRow(id, by, by == me, at, text, withdrawn, reason)
