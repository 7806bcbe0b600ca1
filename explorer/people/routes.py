"""The start of work, who is to be worked on, and one person: what every worker does, whatever his role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.entry.sessions import Session
from explorer.entry.signing_in import ROOT
from explorer.oversight.routes import AUDITORS
from explorer.pages import LEFT, Link, Pages, Work, refuse_elsewhere
from explorer.people import notes, person, searching, start
from explorer.people.known_then import known
from explorer.people.notes import Typed
from explorer.rendering import fields
from resolvers.errors import Fault, status
from schema.decisions.views import view

LINKS = (Link(f"{ROOT}/", "Your work"), Link(f"{ROOT}/search", "Search"))
SIGNED_OUT = "You are signed out. Close this window if others use this desk."


def routes(pages: Pages) -> list[Route]:
    desk = Working(pages)
    return [
        Route(f"{ROOT}/left", desk.left),
        Route(f"{ROOT}/here", pages.at_work(desk.here)),
        Route(f"{ROOT}/sign-out", pages.at_work(desk.sign_out), methods=["POST"]),
        Route(f"{ROOT}/start", pages.at_work(desk.start), methods=["GET"]),
        Route(f"{ROOT}/start", pages.at_work(desk.declare), methods=["POST"]),
        Route(f"{ROOT}/start/matter", pages.at_work(desk.choose), methods=["GET"]),
        Route(f"{ROOT}/start/matter", pages.at_work(desk.chosen), methods=["POST"]),
        Route(f"{ROOT}/", pages.declared(desk.home)),
        Route(f"{ROOT}/search", pages.declared(desk.search), methods=["GET", "POST"]),
        Route(f"{ROOT}/people/{{id}}", pages.declared(desk.person)),
        Route(f"{ROOT}/people/{{id}}/notes", pages.declared(desk.noting(notes.write)), methods=["POST"]),
        Route(f"{ROOT}/people/{{id}}/notes/withdraw", pages.declared(desk.noting(notes.withdraw)), methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Working:
    pages: Pages

    async def here(self, _request: Request, _session: Session) -> Response:
        """Somebody reads, though he asks for nothing: the desk is not left."""
        return Response(status_code=204)

    # signing out

    async def left(self, request: Request) -> Response:
        """A desk that counts as left is left: the page says so by itself after the time that the hub waits."""
        return self.pages.signing.out(request, LEFT)

    async def sign_out(self, request: Request, _session: Session) -> Response:
        return self.pages.signing.out(request, SIGNED_OUT)

    # the start of work

    async def start(self, _request: Request, session: Session) -> Response:
        return await self._started(session, {}, "")

    async def _started(self, session: Session, given: Mapping[str, str], said: str) -> Response:
        worker = await start.worker(self.pages.api, session)
        told = {"purpose": given.get("purpose", ""), "why_given": given.get("reason", "")}
        return self.pages.page(
            "start", session, 400 if said else 200, title="Start of work", worker=worker, said=said, **told
        )

    async def declare(self, request: Request, session: Session) -> Response:
        given = await fields(request)
        worker = await start.worker(self.pages.api, session)
        found, said = start.declaration(worker, given)
        if found is None:
            return await self._started(session, given, said)
        session.declared, session.role = found, worker.role
        return RedirectResponse(f"{ROOT}/start/matter", 303)

    async def choose(self, _request: Request, session: Session) -> Response:
        if session.declared is None:
            return RedirectResponse(f"{ROOT}/start", 303)
        worker = await start.worker(self.pages.api, session)
        offered = worker.offered(str(session.declared.purpose))
        found = await start.matters(self.pages.api, session, session.declared)
        return self.pages.page("matter", session, title="Matter", matters=found, offered=offered)

    async def chosen(self, request: Request, session: Session) -> Response:
        """Whether it is this worker's is for the hub to say, at each question."""
        given = await fields(request)
        if session.declared is not None:
            session.declared = replace(session.declared, matter=given.get("matter", ""))
        return RedirectResponse(f"{ROOT}/", 303)

    # the work

    async def home(self, _request: Request, session: Session) -> Response:
        found = await start.subjects(self.pages.api, session) if session.matter else []
        return self.pages.page("home", session, title="Your work", subjects=found)

    async def search(self, request: Request, session: Session) -> Response:
        given = await fields(request) if request.method == "POST" else {}
        found, said = await self._found(session, given) if given else (None, "")
        told = {name: given.get(name, "") for name in searching.FIELDS}
        return self.pages.page(
            "search", session, 400 if said else 200, title="Search", found=found, given=told, said=said
        )

    async def _found(self, session: Session, given: Mapping[str, str]) -> tuple[searching.Found | None, str]:
        """Who was found, or what of the form to mend."""
        if said := searching.to_mend(given):
            return None, said
        try:
            return await searching.find(self.pages.api, session, given), ""
        except Fault as fault:
            if fault.code != "BAD_INPUT":
                raise
            return None, fault.message

    async def person(self, request: Request, session: Session) -> Response:
        return await self._person(request, session, Typed())

    async def _person(self, request: Request, session: Session, typed: Typed, at: int = 200) -> Response:
        api, id = self.pages.api, request.path_params["id"]
        then, wanted = known(request.query_params.get("known", ""), api.now), view(request.query_params.multi_items())
        filtering = wanted.filters or "filter" in request.query_params
        found = await person.person(api, session, id, then, wanted, filtering=filtering)
        if found is None:
            saw = id if session.role in AUDITORS else ""
            return self.pages.page("nobody", session, 404, title="Not shown", saw=saw)
        noted = None if then.day else await notes.notes(api, session, id, request.query_params.get("notes", ""))
        return self.pages.page("person", session, 400 if found.happened.filter.mend else at, title="Person", told=found,
                               view=wanted, opened=filtering, noted=noted, most=notes.MOST, typed=typed)  # fmt: skip

    def noting(self, act: notes.Act) -> Work:
        """What was sent and cannot be kept comes again, with what to mend."""

        async def noted(request: Request, session: Session) -> Response:
            given, id = await fields(request), request.path_params["id"]
            try:
                refuse_elsewhere(session, given)
                await act(self.pages.api, session, id, given)
            except Fault as fault:
                typed = Typed(given.get("text", ""), given.get("note", ""), given.get("reason", ""), fault.message)
                return await self._person(request, session, typed, status(fault.code, 400))
            return RedirectResponse(f"{ROOT}/people/{id}#notes", 303)

        return noted
