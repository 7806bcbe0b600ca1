"""Who comes to the desk of the Central Information Point, to which request, and under which matter he works there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from authz.words import Purpose
from explorer.desk import request as requests
from explorer.desk.request import Asked
from explorer.desk.words import in_pages
from explorer.entry.sessions import Session
from explorer.entry.signing_in import ROOT
from explorer.pages import Link, Pages, Serve, Work
from explorer.rendering import fields
from resolvers.errors import Fault, status

ROLE = "cip_analyst"
DESK = f"{ROOT}/desk"
LINKS = (Link(DESK, "Desk of the Point", frozenset({ROLE})),)
NOT_YOURS = "The desk of the Central Information Point is for its analysts. Nothing of it is shown to your role."
OTHER_PURPOSE = (
    "Work at this desk is done in order to ask or answer through the Central Information Point: change your purpose."
)
NO_REQUEST = "There is no such request at your desk. That is not to say that nobody asked."
OnRequest = Callable[[Request, Session, Asked], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class AtPoint:
    """`at_desk` lets in analysts alone, `on_request` to one that is at the desk, `under_matter` who works on it under
    its own matter: what stands above of the matter is then true of what the page asks."""

    pages: Pages

    def at_desk(self, work: Work) -> Serve:
        """Another role is told the same at each address, and nothing is asked for it."""

        async def served(request: Request, session: Session) -> Response:
            if session.role != ROLE:
                return self._closed(session, 403, NOT_YOURS)
            if session.declared is None or session.declared.purpose is not Purpose.CIP_REQUEST:
                return self._closed(session, 409, OTHER_PURPOSE)
            return await work(request, session)

        return self.pages.declared(served)

    def _closed(self, session: Session, at: int, said: str) -> Response:
        return self.pages.page("desk_closed", session, at, title="Not shown", said=said)

    def on_request(self, work: OnRequest) -> Serve:
        async def found(request: Request, session: Session) -> Response:
            asked = await requests.asked(self.pages.api, session, request.path_params["id"])
            if asked is None:
                return self._closed(session, 404, NO_REQUEST)
            return await work(request, session, asked)

        return self.at_desk(found)

    def under_matter(self, work: OnRequest) -> Serve:
        """Whoever works under another matter goes on under this one by a button; what he sent goes with it."""

        async def ready(request: Request, session: Session, asked: Asked) -> Response:
            given = await fields(request) if request.method == "POST" else {}
            if asked.matter and given.get("under") == asked.matter:
                work_under(session, asked.matter)
            if not asked.matter or not is_under(session, asked):
                kept = {name: value for name, value in given.items() if name not in ("form", "under")}
                sent = request.method == "POST"
                return self.page("desk_matter", session, asked, 409, title="Matter of the request",
                                 to=request.scope["path"], kept=kept, sent=sent)  # fmt: skip
            return await work(request, session, asked)

        return self.on_request(ready)

    def page(self, page: str, session: Session, asked: Asked, at: int = 200, **told: Any) -> Response:
        """One of a request."""
        given = {"asked": asked, "under": is_under(session, asked), "said": "", **told}
        return self.pages.page(page, session, at, **given)


def is_under(session: Session, asked: Asked) -> bool:
    return bool(asked.matter) and session.matter == asked.matter


def work_under(session: Session, matter: str) -> None:
    if session.declared is not None:
        session.declared = replace(session.declared, matter=matter)


def wrong(fault: Fault) -> tuple[int, str]:
    """As what a page comes again, and what it says."""
    return status(fault.code, 400), in_pages(fault.message)
