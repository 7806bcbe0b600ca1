"""Decisions on watches: the role that asked the Central Information Point goes on to be told of the subject.

FVPA 2008 (Vic) Pt 5A Div 6: the Point may give new or updated information about a person on whom a request was made. It
is given for the requester's own open matter alone, until a day that he says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from authz.keys import new_id
from authz.local_days import local_day
from graph import watches
from graph.scopes import Scopes
from resolvers.errors import Fault
from resolvers.registry_desk import Desk
from resolvers.request_acts import RequestActs
from resolvers.under_matter import is_open
from resolvers.watching import Watch
from schema.decisions.request_asked import CIP
from schema.decisions.request_states import WATCHED

LONGEST = "watch_days"  # setting of the policy


@dataclass(frozen=True, slots=True)
class WatchActs:
    desk: Desk
    requests: RequestActs
    scopes: Scopes

    async def begin(self, request: str, until: str) -> Watch:
        async with self.desk.following.turn():
            held = await self.requests.mine(request)
            if held["scheme"] != CIP or held["state"] not in WATCHED:
                states = ", ".join(sorted(WATCHED))
                raise Fault("REQUEST_STATE", f"Only a request to the Central Information Point is watched: {states}.")
            await self._under(held["matter"])
            self._good(until)
            await self.desk.decide("watchSubject", {"request": request, "watch": new_id(), "until": until})
        return _told(request, until)

    async def end(self, request: str) -> Watch:
        async with self.desk.following.turn():
            await self.requests.mine(request)
            if await self.desk.fetch(watches.STANDING.strip(), {"request": request, "today": ""}) is None:
                raise Fault("WATCH_NOT_HELD", "Nobody watches the subject of this request.", ("request",))
            await self.desk.decide("endWatch", {"request": request})
        return _told(request, None)

    async def _under(self, matter: str) -> None:
        asker = self.desk.asker
        mine = asker.declaration.matter == matter
        if not mine or not await is_open(self.scopes, self.desk.policy, asker, self.desk.now):
            raise Fault("MATTER_REQUIRED", "Name the matter of the request with CIP_REQUEST, while it is open.")

    def _good(self, until: str) -> None:
        today = date.fromisoformat(local_day(self.desk.now))
        last = today + timedelta(days=int(self.desk.policy.settings[LONGEST]))
        if not today < date.fromisoformat(until) <= last:
            raise Fault("BAD_INPUT", f"until is a day after today, and at most {last}.", ("until",))


def _told(request: str, until: str | None) -> Watch:
    told: Any = {"request": request, "until": until}
    return Watch(**told)
