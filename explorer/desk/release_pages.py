"""Custodians asked at once, and the records that a report would tell of decided one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.desk import custodians, release
from explorer.desk.at_point import DESK, AtPoint, wrong
from explorer.desk.custodians import Answered
from explorer.desk.request import Asked
from explorer.desk.words import DECISIONS, coded
from explorer.entry.sessions import Session
from explorer.rendering import fields
from resolvers.errors import Fault
from schema.decisions.release import REASONS

MOST_LOOKS = 40  # after so many a page looks again only when it is told to
FIRST, LONGEST = 3, 30  # seconds between two looks


def routes(at: AtPoint) -> list[Route]:
    desk, one = Release(at), f"{DESK}/{{id}}"
    return [
        Route(f"{one}/custodians", at.under_matter(desk.custodians), methods=["GET"]),
        Route(f"{one}/custodians", at.under_matter(desk.ask), methods=["POST"]),
        Route(f"{one}/records", at.under_matter(desk.records), methods=["GET"]),
        Route(f"{one}/records", at.under_matter(desk.decide), methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Release:
    at: AtPoint

    # custodians

    async def custodians(self, request: Request, session: Session, asked: Asked) -> Response:
        return await self._custodians(session, asked, number(request.query_params.get("look", "")))

    async def ask(self, _request: Request, session: Session, asked: Asked) -> Response:
        try:
            heard = await custodians.ask_custodians(self.at.pages.api, session, asked.id)
        except Fault as fault:
            return await self._custodians(session, asked, 0, (), *wrong(fault))
        return await self._custodians(session, asked, 0, heard)

    async def _custodians(
        self, session: Session, asked: Asked, look: int, heard: tuple[Answered, ...] = (), at: int = 200, said: str = ""
    ) -> Response:
        """`look`: how often the page has looked by itself. Where nothing may be told yet, that is said in its place."""
        untold = ""
        try:
            found = await custodians.answers(self.at.pages.api, session, asked.id)
        except Fault as fault:
            found, (_, untold) = custodians.Answers((), 0, awaited=False), wrong(fault)
        again = min(FIRST + look, LONGEST) if found.awaited and look < MOST_LOOKS else 0
        return self.at.page("desk_custodians", session, asked, at, title="Custodians", said=said, heard=heard,
                            found=found, untold=untold, again=again, look=look + 1)  # fmt: skip

    # records

    async def records(self, request: Request, session: Session, asked: Asked) -> Response:
        kept = number(request.query_params.get("kept", ""))
        return await self._records(session, asked, number(request.query_params.get("page", "")), kept=kept)

    async def _records(
        self, session: Session, asked: Asked, page: int, at: int = 200, said: str = "", kept: int = 0, **otherwise: Any
    ) -> Response:
        """`otherwise`: see `release.items`; `kept`: how many decisions were just kept."""
        try:
            told = release.items(await release.told(self.at.pages.api, session, asked.id), page, **otherwise)
        except Fault as fault:
            (at, said), told = wrong(fault), release.items((), 1)
        return self.at.page("desk_records", session, asked, at, title="Records", said=said, told=told, kept=kept,
                            groups=release.GROUPS, decisions=DECISIONS, reasons=coded(REASONS))  # fmt: skip

    async def decide(self, request: Request, session: Session, asked: Asked) -> Response:
        form = await fields(request)
        page = number(form.get("page", ""))
        try:
            kept, decided = await self._decided(session, asked, form)
        except Fault as fault:
            return await self._records(session, asked, page, *wrong(fault), form=form)
        if not kept:
            return await self._records(session, asked, page, 400, decided.said, form=form, wrong=decided.wrong)
        return RedirectResponse(f"{DESK}/{asked.id}/records?page={page}&kept={kept}", 303)

    async def _decided(self, session: Session, asked: Asked, form: Mapping[str, str]) -> tuple[int, release.Decision]:
        api = self.at.pages.api
        found = release.decision(await release.told(api, session, asked.id), form)
        kept = await release.decide(api, session, asked.id, found.given) if found.given else 0
        return kept, found


def number(text: str) -> int:
    """0 where it is none."""
    return int(text) if text.isdecimal() and len(text) < 5 else 0
