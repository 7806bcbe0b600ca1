"""Whom a person is met with, as tables and as a drawing made from them; the address of a view holds no name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.entry.sessions import Session
from explorer.entry.signing_in import ROOT
from explorer.pages import Link, Pages, refuse_elsewhere
from explorer.people.person import withheld
from explorer.relations import keeping
from explorer.relations.met import met
from explorer.relations.picture import picture
from explorer.rendering import fields
from resolvers.errors import Fault, status
from schema.decisions.views import MOST_STEPS, Saved, View, view

LINKS: tuple[Link, ...] = ()
NOTHING: Mapping[str, str] = {"name": "", "shared": ""}


def routes(pages: Pages) -> list[Route]:
    desk = Relations(pages)
    path = f"{ROOT}/people/{{id}}/relations"
    return [
        Route(path, pages.declared(desk.relations)),
        Route(f"{path}/keep", pages.declared(desk.keep), methods=["POST"]),
        Route(f"{path}/drop", pages.declared(desk.drop), methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Relations:
    pages: Pages

    async def relations(self, request: Request, session: Session) -> Response:
        return await self._page(session, request.path_params["id"], view(request.query_params.multi_items()))

    async def _page(
        self, session: Session, id: str, wanted: View, at: int = 200, given: Mapping[str, str] = NOTHING, said: str = ""
    ) -> Response:
        """`given`: what was sent and could not be kept; `said`: what to mend of it."""
        found = await met(self.pages.api, session, id, wanted.steps)
        if found is None:
            return self.pages.page("nobody", session, 404, title="Not shown")
        wanted = replace(wanted, steps=found.steps)
        path, told = f"{ROOT}/people/{id}/relations", picture(found, wanted)
        return self.pages.page(
            "relations", session, 400 if told.filter.mend else at, title="Relations", told=told, view=wanted,
            path=path, address=f"{self.pages.signing.public}{path}?{wanted.query}".rstrip("?"),
            most=MOST_STEPS, root=found.people[found.root], withheld=withheld(found.said),
            kept=await keeping.kept(self.pages.api, session), most_kept=keeping.MOST, given=given, said=said,
        )  # fmt: skip

    # what the matter keeps

    async def keep(self, request: Request, session: Session) -> Response:
        given, id = await fields(request), request.path_params["id"]
        wanted = view(parse_qsl(given.get("query", "")))
        try:
            refuse_elsewhere(session, given)
            await keeping.keep(self.pages.api, session, Saved(id, wanted), given)
        except Fault as fault:
            return await self._page(session, id, wanted, status(fault.code, 400), given, said=fault.message)
        return self._back(id, wanted)

    async def drop(self, request: Request, session: Session) -> Response:
        given, id = await fields(request), request.path_params["id"]
        wanted = view(parse_qsl(given.get("query", "")))
        try:
            refuse_elsewhere(session, given)
            await keeping.drop(self.pages.api, session, given.get("view", ""))
        except Fault as fault:
            return await self._page(session, id, wanted, status(fault.code, 400), said=fault.message)
        return self._back(id, wanted)

    def _back(self, id: str, wanted: View) -> Response:
        return RedirectResponse(f"{keeping.path_of(Saved(id, wanted).address)}#keep", 303)
