"""The register as it is read: of the asker's own organisation, over days of Victoria.

Whose duty it is to read it was asked before (`listed_for`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from authz.local_days import start_of
from authz.requester import Requester
from authz.words import Purpose
from graph import register, shape
from graph.lists import page_size
from graph.selection import Selection, given_of
from resolvers.apart import apart
from resolvers.errors import Fault
from resolvers.registry_desk import Fetch
from schema.decisions.register import STATES, Event, entry_of

LONGEST_PERIOD = 366  # days that one question reads


@dataclass(frozen=True, slots=True)
class Registered:
    fetch: Fetch

    async def answer(self, selection: Selection, variables: Mapping[str, Any], asker: Requester, now: str) -> Any:
        if asker.purpose is not Purpose.ADMIN:
            raise Fault("PURPOSE_REQUIRED", "The register is read under the purpose ADMIN.")
        given = {name: given_of(value, variables) for name, value in selection.arguments.items()}
        since, until = _period(given["from_"], given["to"])
        asked = {"organisation": asker.organisation, "states": sorted(STATES),
                 "apart": await apart(self.fetch, asker.account.id, now)}  # fmt: skip
        after_at = await self._at(given["after"], asked) if given["after"] else ""
        page = {"since": since, "until": until, "after": given["after"] or "", "after_at": after_at,
                "first": page_size(given["first"])}  # fmt: skip
        rows = await self.fetch(register.PAGE, asked | page)
        return shape.plain(selection, [entry_of(_event(*row)) for row in rows])

    async def _at(self, id: str, asked: Mapping[str, Any]) -> str:
        """An entry of others is no place in one's own register."""
        found = await self.fetch(register.ONE, {**asked, "id": id, "first": 1})
        if not found:
            raise Fault("BAD_CURSOR", "`after` is the id of the last entry that you have.", ("after",))
        return str(found[0][0])


def _period(first: str, last: str) -> tuple[str, str]:
    """Half open, as instants."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if not begin <= end < begin + timedelta(days=LONGEST_PERIOD):
        raise Fault("BAD_INPUT", f"`to` is `from` or a later day, and at most {LONGEST_PERIOD} days are read at once.",
                    ("to",))  # fmt: skip
    return start_of(first), start_of((end + timedelta(days=1)).isoformat())


def _event(at: str, id: str, told: Mapping[str, Any]) -> Event:
    lacks = (one.split("|", 2) for one in told.get("lacks") or ())
    items = (line.split("|", 4) for line in told.get("items") or ())
    listed = {"items": tuple((item, outcome, code, said) for item, outcome, code, _, said in items),
              "records": tuple(told.get("records") or ()),
              "lacks": tuple(f"{field} ({code}): {mend}" for code, field, mend in lacks)}  # fmt: skip
    return Event(**{**told, **listed, "said": told.get("said") or {}, "id": id, "at": at})
