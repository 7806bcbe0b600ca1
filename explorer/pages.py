"""Who comes in to a page, what he must have said before, and what stands on each: the rest of a page is its own."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from authz.admission import NotAdmitted
from authz.tokens import TokenRefused
from explorer.asking import Api
from explorer.entry.sessions import IDLE, Session, Sessions
from explorer.entry.signing_in import COOKIE, ROOT, SigningIn, sent_to_sign_in
from explorer.rendering import fields, rendered
from explorer.words import PURPOSES, called
from resolvers import refusals
from resolvers.asked_as_any import fault_of
from resolvers.errors import Fault, status

# What the hub cannot do now, database and ledger among it: said in its own words, as a page.
FAILURES: Mapping[type[Exception], Any] = {
    kind: tell for kind, tell in refusals.HANDLERS.items() if isinstance(kind, type)
}
Serve = Callable[[Request], Awaitable[Response]]
Work = Callable[[Request, Session], Awaitable[Response]]
LEFT = "You were away, or your sign-in ended. Nothing of your work is left on this desk."
ELSEWHERE = (
    "Not kept: since this page was opened you began to work under another purpose or matter, in this window or another "
    "one. See above under which, and send it again if it belongs there."
)
STALE = "That form was not of this sign-in. Go back to the page and send it again."


@dataclass(frozen=True, slots=True)
class Link:
    """To a kind of work, for those whose work it is; `roles` empty: everybody's. It opens nothing: the hub decides."""

    path: str
    words: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pages:
    """`at_work` lets in whoever is signed in, `declared` whoever has said why he asks."""

    api: Api
    sessions: Sessions
    signing: SigningIn
    links: Sequence[Link]

    # who comes in

    def at_work(self, work: Work) -> Serve:
        async def served(request: Request) -> Response:
            session = self.sessions.of(request.cookies.get(COOKIE, ""))
            if session is None:
                return self.signing.out(request, LEFT) if COOKIE in request.cookies else sent_to_sign_in()
            try:
                if request.method == "POST" and not _of_this(session, await fields(request)):
                    return self.page("problem", session, 403, title="Not sent", said=STALE, code="STALE_FORM")
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

    def page(self, page: str, session: Session, at: int = 200, **told: Any) -> Response:
        """`told` is what its template asks for, `title` among it."""
        declared = session.declared
        why = called(PURPOSES, str(declared.purpose)) if declared else ""
        links = [one for one in self.links if not one.roles or session.role in one.roles]
        reason, matter = (declared.reason, declared.matter) if declared else ("", "")
        return rendered(page, at, form=session.form, worked_under=_under(session), why=why, reason=reason,
                        matter=matter, idle=int(IDLE), links=links, **told)  # fmt: skip

    def _refused(self, session: Session, fault: Fault) -> Response:
        said = fault.message
        return self.page("problem", session, status(fault.code, 400), title="Not answered", said=said, code=fault.code)


def refuse_elsewhere(session: Session, given: Mapping[str, str]) -> None:
    """Windows share one sign-in: what is kept in a matter goes to that of the page that it was sent from."""
    if given.get("under") != _under(session):
        raise Fault("BAD_INPUT", ELSEWHERE)


def _under(session: Session) -> str:
    declared = session.declared
    return f"{declared.purpose} {declared.matter}" if declared else ""


def _of_this(session: Session, given: Mapping[str, str]) -> bool:
    return secrets.compare_digest(given.get("form", "").encode(), session.form.encode())
