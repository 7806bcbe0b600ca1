"""Whom a person is met with, as tables and as a drawing made from them; the address of a view holds no name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer.entry.sessions import Session
from explorer.entry.signing_in import ROOT
from explorer.pages import Link, Pages
from explorer.people.person import withheld
from explorer.relations.met import met
from explorer.relations.picture import picture
from schema.decisions.views import MOST_STEPS, to_mend, view

LINKS: tuple[Link, ...] = ()


def routes(pages: Pages) -> list[Route]:
    desk = Relations(pages)
    return [Route(f"{ROOT}/people/{{id}}/relations", pages.declared(desk.relations))]


@dataclass(frozen=True, slots=True)
class Relations:
    pages: Pages

    async def relations(self, request: Request, session: Session) -> Response:
        wanted = view(request.query_params.multi_items())
        id = request.path_params["id"]
        found = await met(self.pages.api, session, id, wanted.steps)
        if found is None:
            return self.pages.page("nobody", session, 404, title="Not shown")
        wanted = replace(wanted, steps=found.steps)
        path, mend = f"{ROOT}/people/{id}/relations", to_mend(wanted)
        return self.pages.page(
            "relations", session, 400 if mend else 200, title="Relations", told=picture(found, wanted), view=wanted,
            path=path, mend=mend, address=f"{self.pages.signing.public}{path}?{wanted.query}".rstrip("?"),
            most=MOST_STEPS, root=found.people[found.root], withheld=withheld(found.said),
        )  # fmt: skip
