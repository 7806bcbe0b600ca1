"""Where each page is, who comes in, and what he must have said before."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from authz.admission import NotAdmitted
from authz.tokens import TokenRefused
from explorer import person, searching, start
from explorer.asking import Admit, Api
from explorer.rendering import fields, file, rendered
from explorer.sessions import IDLE, Session, Sessions
from explorer.signing_in import COOKIE, ROOT, Provider, SigningIn, sent_to_sign_in
from explorer.words import PURPOSES, called
from resolvers import refusals
from resolvers.answering import Hub
from resolvers.asked_as_any import fault_of
from resolvers.errors import Fault, status

# What the hub cannot do now, database and ledger among it: said in its own words, as a page.
FAILURES: Mapping[type[Exception], Any] = {
    kind: tell for kind, tell in refusals.HANDLERS.items() if isinstance(kind, type)
}
Serve = Callable[[Request], Awaitable[Response]]
Work = Callable[[Request, Session], Awaitable[Response]]
SIGNED_OUT = "You are signed out. Close this window if others use this desk."
LEFT = "You were away, or your sign-in ended. Nothing of your work is left on this desk."
STALE = "That form was not of this sign-in. Go back to the page and send it again."


def routes(hub: Hub, admit: Admit, provider: Provider, public: str, sessions: Sessions | None = None) -> list[Route]:
    """`admit` lets an account in by a session's token; `public` is the hub's address as browsers know it."""
    held = sessions or Sessions()
    desk = Pages(Api(hub, admit), held, SigningIn(provider, held, public))
    signing = desk.signing
    return [
        Route(f"{ROOT}/static/{{name}}", file),
        Route(f"{ROOT}/sign-in", signing.page),
        Route(f"{ROOT}/sign-in/go", signing.go),
        Route(f"{ROOT}/signed-in", signing.back),
        Route(f"{ROOT}/left", desk.left),
        Route(f"{ROOT}/here", desk.at_work(desk.here)),
        Route(f"{ROOT}/sign-out", desk.at_work(desk.sign_out), methods=["POST"]),
        Route(f"{ROOT}/start", desk.at_work(desk.start), methods=["GET"]),
        Route(f"{ROOT}/start", desk.at_work(desk.declare), methods=["POST"]),
        Route(f"{ROOT}/start/matter", desk.at_work(desk.choose), methods=["GET"]),
        Route(f"{ROOT}/start/matter", desk.at_work(desk.chosen), methods=["POST"]),
        Route(f"{ROOT}/", desk.declared(desk.home)),
        Route(f"{ROOT}/search", desk.declared(desk.search), methods=["GET", "POST"]),
        Route(f"{ROOT}/people/{{id}}", desk.declared(desk.person)),
    ]


@dataclass(frozen=True, slots=True)
class Pages:
    """`at_work` lets in whoever is signed in, `declared` whoever has said why he asks."""

    api: Api
    sessions: Sessions
    signing: SigningIn

    # who comes in

    def at_work(self, work: Work) -> Serve:
        async def served(request: Request) -> Response:
            session = self.sessions.of(request.cookies.get(COOKIE, ""))
            if session is None:
                return self.signing.out(request, LEFT) if COOKIE in request.cookies else sent_to_sign_in()
            try:
                if request.method == "POST" and not _of_this(session, await fields(request)):
                    return self._page("problem", session, 403, title="Not sent", said=STALE, code="STALE_FORM")
                return await work(request, session)
            except (NotAdmitted, TokenRefused) as fault:
                return self.signing.out(request, str(getattr(fault, "message", "")) or LEFT)
            except Fault as fault:
                return self._refused(session, fault)
            except tuple(FAILURES) as fault:
                tell = next(tell for kind, tell in FAILURES.items() if isinstance(fault, kind))
                return self._refused(session, fault_of(orjson.loads((await tell(request, fault)).body)["errors"][0]))

        return served

    def declared(self, work: Work) -> Serve:
        async def ready(request: Request, session: Session) -> Response:
            return await work(request, session) if session.declared else RedirectResponse(f"{ROOT}/start", 303)

        return self.at_work(ready)

    def _page(self, page: str, session: Session, at: int = 200, **told: Any) -> Response:
        declared = session.declared
        why = called(PURPOSES, str(declared.purpose)) if declared else ""
        return rendered(page, at, form=session.form, why=why, reason=declared.reason if declared else "",
                        matter=declared.matter if declared else "", idle=int(IDLE), **told)  # fmt: skip

    def _refused(self, session: Session, fault: Fault) -> Response:
        said = fault.message
        return self._page("problem", session, status(fault.code, 400), title="Not answered", said=said, code=fault.code)

    async def here(self, _request: Request, _session: Session) -> Response:
        """Somebody reads, though he asks for nothing: the desk is not left."""
        return Response(status_code=204)

    # signing out

    async def left(self, request: Request) -> Response:
        """A desk that counts as left is left: the page says so by itself after the time that the hub waits."""
        return self.signing.out(request, LEFT)

    async def sign_out(self, request: Request, _session: Session) -> Response:
        return self.signing.out(request, SIGNED_OUT)

    # the start of work

    async def start(self, _request: Request, session: Session) -> Response:
        return await self._started(session, {}, "")

    async def _started(self, session: Session, given: Mapping[str, str], said: str) -> Response:
        worker = await start.worker(self.api, session)
        told = {"purpose": given.get("purpose", ""), "why_given": given.get("reason", "")}
        return self._page(
            "start", session, 400 if said else 200, title="Start of work", worker=worker, said=said, **told
        )

    async def declare(self, request: Request, session: Session) -> Response:
        given = await fields(request)
        found, said = start.declaration(await start.worker(self.api, session), given)
        if found is None:
            return await self._started(session, given, said)
        session.declared = found
        return RedirectResponse(f"{ROOT}/start/matter", 303)

    async def choose(self, _request: Request, session: Session) -> Response:
        if session.declared is None:
            return RedirectResponse(f"{ROOT}/start", 303)
        worker = await start.worker(self.api, session)
        offered = worker.offered(str(session.declared.purpose))
        found = await start.matters(self.api, session, session.declared)
        return self._page("matter", session, title="Matter", matters=found, offered=offered)

    async def chosen(self, request: Request, session: Session) -> Response:
        """Whether it is this worker's is for the hub to say, at each question."""
        given = await fields(request)
        if session.declared is not None:
            session.declared = replace(session.declared, matter=given.get("matter", ""))
        return RedirectResponse(f"{ROOT}/", 303)

    # the work

    async def home(self, _request: Request, session: Session) -> Response:
        found = await start.subjects(self.api, session) if session.declared and session.declared.matter else []
        return self._page("home", session, title="Your work", subjects=found)

    async def search(self, request: Request, session: Session) -> Response:
        given = await fields(request) if request.method == "POST" else {}
        found = await searching.find(self.api, session, given) if searching.wanted(given) else None
        told = {name: given.get(name, "") for name in searching.FIELDS}
        said = "Fill in at least one field." if given and found is None else ""
        return self._page("search", session, title="Search", found=found, given=told, said=said)

    async def person(self, request: Request, session: Session) -> Response:
        found = await person.person(self.api, session, request.path_params["id"])
        if found is None:
            return self._page("nobody", session, 404, title="Not shown")
        return self._page("person", session, title="Person", told=found)


def _of_this(session: Session, given: Mapping[str, str]) -> bool:
    return secrets.compare_digest(given.get("form", "").encode(), session.form.encode())
