"""Complaints about sharing that an organisation receives (Regulations 2018 (Vic) reg 14): received, and resolved.

A complaint is the organisation's own: no other party to the request is told of it. Who complains is not kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from authz.keys import new_id
from authz.local_days import local_day
from graph import register
from resolvers.errors import Fault
from resolvers.registering import Complaint
from resolvers.registry_desk import Desk, in_words

NOT_ABOUT = "There is no such request or report of your organisation; `register` lists them."
NOT_HELD = "There is no such complaint to your organisation that is open."


@dataclass(frozen=True, slots=True)
class ComplaintActs:
    desk: Desk
    apart: Callable[[], Awaitable[list[str]]]

    async def record(self, received_on: str, content: str, about: str | None) -> Complaint:
        self.desk.may("recordComplaint")
        in_words("content", content)
        self._past("receivedOn", received_on)
        async with self.desk.following.turn():
            request, report = await self._about(about) if about else (None, None)
            body = {"complaint": new_id(), "organisation": self.desk.asker.organisation, "received_on": received_on,
                    "content": content, "request": request, "report": report}  # fmt: skip
            await self.desk.decide("recordComplaint", body)
        return _told(str(body["complaint"]), request, report, received_on, None)

    async def resolve(self, complaint: str, action: str, resolved_on: str) -> Complaint:
        self.desk.may("resolveComplaint")
        in_words("action", action)
        self._past("resolvedOn", resolved_on)
        async with self.desk.following.turn():
            given = {"complaint": complaint, "organisation": self.desk.asker.organisation, "apart": await self.apart()}
            found = await self.desk.fetch(register.COMPLAINED.strip(), given)
            if found is None or found[1]:
                raise Fault("COMPLAINT_NOT_HELD", NOT_HELD, ("complaint",))
            received_on, _, request, report = found
            if resolved_on < received_on:
                raise Fault("BAD_INPUT", f"It was received on {received_on}: it is resolved then or later.",
                            ("resolvedOn",))  # fmt: skip
            body = {"complaint": complaint, "action": action, "resolved_on": resolved_on, "resolution": new_id()}
            await self.desk.decide("resolveComplaint", body)
        return _told(complaint, request, report, received_on, resolved_on)

    async def _about(self, about: str) -> tuple[str, str | None]:
        given = {"about": about, "organisation": self.desk.asker.organisation, "apart": await self.apart()}
        found = await self.desk.fetch(register.OF.strip(), given)
        if found is None:
            raise Fault("REQUEST_NOT_HELD", NOT_ABOUT, ("about",))
        return str(found[0]), found[1]

    def _past(self, field: str, day: str) -> None:
        if day > local_day(self.desk.now):
            raise Fault("BAD_INPUT", "Say a day that is not to come.", (field,))


def _told(id: str, request: str | None, report: str | None, received_on: str, resolved_on: str | None) -> Complaint:
    return Complaint(id=id, request=request, report=report, received_on=received_on, resolved_on=resolved_on)  # type: ignore[arg-type]
