"""The desk of the Central Information Point: its requests, who the subject of one is, and what is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.desk import handed_over, issuing, listing, release_pages, report_pages
from explorer.desk import request as requests
from explorer.desk.at_point import DESK, LINKS, AtPoint, is_under, work_under, wrong
from explorer.desk.request import REFUSALS, Asked
from explorer.desk.words import coded
from explorer.entry.sessions import Session
from explorer.pages import Pages
from explorer.rendering import fields
from resolvers.errors import Fault

STEPS = frozenset({"custodians", "records", "preview", "issue"})
FIELDS = ("person", "reason", "said", "code", "why")
NO_REASON = "Say why, in words: it is kept, and both sides read it."
NOBODY = "Choose one of the candidates."
NO_CODE = "Choose the reason of the refusal."
ONE = f"{DESK}/{{id}}"
Act = Callable[[Session, Asked, Mapping[str, str]], Awaitable[str]]

__all__ = ["LINKS", "routes"]


def routes(pages: Pages) -> list[Route]:
    at = AtPoint(pages)
    point = Point(at)
    return [
        Route(DESK, at.at_desk(point.desk)),
        Route(f"{DESK}/news", at.at_desk(point.news)),
        *report_pages.of_reports(at),
        Route(ONE, at.on_request(point.request), methods=["GET"]),
        Route(f"{ONE}/matter", at.on_request(point.go_on), methods=["POST"]),
        Route(f"{ONE}/accept", at.on_request(point.acting(point.accept)), methods=["POST"]),
        Route(f"{ONE}/refuse", at.on_request(point.acting(point.refuse)), methods=["POST"]),
        Route(f"{ONE}/nothing-held", at.on_request(point.acting(point.nothing_held)), methods=["POST"]),
        *release_pages.routes(at),
        *report_pages.of_request(at),
    ]


@dataclass(frozen=True, slots=True)
class Point:
    at: AtPoint

    # the desk

    async def desk(self, request: Request, session: Session) -> Response:
        looked = request.query_params.get("waits") == "all"
        found = await listing.desk(self.at.pages.api, session, looked_into=looked)
        return self.at.pages.page("desk", session, title="Desk of the Point", told=found, looked=looked)

    async def news(self, _request: Request, session: Session) -> Response:
        found = await listing.news(self.at.pages.api, session)
        return self.at.pages.page("desk_news", session, title="News", told=found)

    # one request

    async def request(self, _request: Request, session: Session, asked: Asked) -> Response:
        return await self._request(session, asked, {}, 200, "")

    async def _request(self, session: Session, asked: Asked, given: Mapping[str, str], at: int, said: str) -> Response:
        """`given`: what was sent and could not be taken; `said`: what to mend."""
        api = self.at.pages.api
        found = await requests.candidates(api, session, asked.id) if "ACCEPTED" in asked.may else ()
        waits = await listing.waits(api, session, asked.id) if is_under(session, asked) else None
        notes = await handed_over.noted(api, session) if is_under(session, asked) else ()
        reports = await issuing.in_short(api, session, asked.reports)
        kept = {name: given.get(name, "") for name in FIELDS}
        return self.at.page("desk_request", session, asked, at, title="Request", said=said, given=kept,
                            candidates=found, refusals=coded(REFUSALS), waits=waits, noted=notes,
                            reports=reports)  # fmt: skip

    async def go_on(self, request: Request, session: Session, asked: Asked) -> Response:
        """Under the matter of this request: the line above says so from here on."""
        to = (await fields(request)).get("to", "").rpartition("/")[2]
        if asked.matter:
            work_under(session, asked.matter)
        return RedirectResponse(f"{DESK}/{asked.id}/{to}" if to in STEPS else f"{DESK}/{asked.id}", 303)

    def acting(self, act: Act) -> Callable[[Request, Session, Asked], Awaitable[Response]]:
        """What was sent and cannot be taken comes again, with what to mend."""

        async def acted(request: Request, session: Session, asked: Asked) -> Response:
            given = await fields(request)
            try:
                said, at = await act(session, asked, given), 400
            except Fault as fault:
                at, said = wrong(fault)
            if said:
                return await self._request(session, asked, given, at, said)
            return RedirectResponse(f"{DESK}/{asked.id}", 303)

        return acted

    async def accept(self, session: Session, asked: Asked, given: Mapping[str, str]) -> str:
        """The matter that opens is worked under from here on."""
        person, reason = given.get("person", ""), given.get("reason", "").strip()
        if not person or not reason:
            return NO_REASON if person else NOBODY
        work_under(session, await requests.accept(self.at.pages.api, session, asked.id, person, reason))
        return ""

    async def refuse(self, session: Session, asked: Asked, given: Mapping[str, str]) -> str:
        code, reason = given.get("code", ""), given.get("why", "").strip()
        if code not in dict(coded(REFUSALS)) or not reason:
            return NO_REASON if code else NO_CODE
        await requests.refuse(self.at.pages.api, session, asked.id, code, reason)
        return ""

    async def nothing_held(self, session: Session, asked: Asked, given: Mapping[str, str]) -> str:
        said = given.get("said", "").strip()
        if not said:
            return NO_REASON
        await requests.nothing_held(self.at.pages.api, session, asked.id, said)
        return ""
