"""Where each page is."""

from __future__ import annotations

from starlette.routing import Route

from explorer.asking import Admit, Api
from explorer.corrections import routes as corrections
from explorer.desk import routes as desk
from explorer.entry.sessions import Sessions
from explorer.entry.signing_in import ROOT, Provider, SigningIn
from explorer.matches import routes as matches
from explorer.oversight import routes as oversight
from explorer.pages import Pages
from explorer.people import routes as people
from explorer.policy import routes as policy
from explorer.relations import routes as relations
from explorer.rendering import file
from resolvers.answering import Hub

KINDS = (people, corrections, relations, matches, desk, oversight, policy)  # of work; each has its links and its routes


def routes(hub: Hub, admit: Admit, provider: Provider, public: str, sessions: Sessions | None = None) -> list[Route]:
    """`admit` lets an account in by a session's token; `public` is the hub's address as browsers know it."""
    held = sessions or Sessions()
    signing = SigningIn(provider, held, public)
    pages = Pages(Api(hub, admit), held, signing, [link for kind in KINDS for link in kind.LINKS])
    return [
        Route(f"{ROOT}/static/{{name}}", file),
        Route(f"{ROOT}/sign-in", signing.page),
        Route(f"{ROOT}/sign-in/go", signing.go),
        Route(f"{ROOT}/signed-in", signing.back),
        *(route for kind in KINDS for route in kind.routes(pages)),
    ]
