"""Who was told of whom, and what waits for a reviewer: what each may read of it, the hub says by role and duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz import auditing, holding
from authz.words import Purpose
from explorer.entry.sessions import Session
from explorer.entry.signing_in import ROOT
from explorer.oversight import told
from explorer.oversight.deciding import BLANK, Kind, page_of
from explorer.oversight.waiting import KINDS
from explorer.pages import Link, Pages
from explorer.rendering import fields
from resolvers.errors import Fault, status

AT = f"{ROOT}/oversight"
LINKS = (Link(AT, "Oversight"),)
AUDITORS = frozenset({"auditor_evaluator"})  # for whom the form is shown; who is answered, the hub decides
WHO = "{ whoAmI { role duties organisation } }"
ORGANISATIONS = "{ organisations(first: 100) { id name } }"
UNDER_ADMIN = "The ledger is read under the purpose ADMIN: change your purpose, and come back."
NOT_AUDITOR = (
    "Who saw a person is told to auditors, and to privacy officers of their own organisation. Ask one of yours."
)
FROM_THE_BEGINNING = "That page was of another purpose, matter or account. Here is the beginning of the list."
NOBODY_NAMED = "Person: give the id that the hub knows the person by."


def routes(pages: Pages) -> list[Route]:
    desk = Oversight(pages)
    return [
        Route(AT, pages.declared(desk.index)),
        Route(f"{AT}/who-saw", pages.declared(desk.who_saw), methods=["GET", "POST"]),
        Route(f"{AT}/mine", pages.declared(desk.mine), methods=["GET", "POST"]),
        *(Route(f"{AT}/{kind.path}", pages.declared(partial(desk.waiting, kind)), methods=["GET"]) for kind in KINDS),
        *(Route(f"{AT}/{kind.path}", pages.declared(partial(desk.decided, kind)), methods=["POST"]) for kind in KINDS),
    ]


@dataclass(frozen=True, slots=True)
class Oversight:
    pages: Pages

    async def index(self, _request: Request, session: Session) -> Response:
        """What there is, and for whom."""
        who = (await self.pages.api.ask(session, WHO)).data["whoAmI"]
        policy, held = self.pages.api.hub.policy, set(who["duties"])
        lists = [(kind, sorted(duties), bool(held & duties))
                 for kind in KINDS for duties in [holding.with_act(policy, kind.act)]]  # fmt: skip
        return self.pages.page("oversight", session, title="Oversight", lists=lists, auditor=who["role"] in AUDITORS,
                               barred=_barred(session))  # fmt: skip

    # who was told

    async def who_saw(self, request: Request, session: Session) -> Response:
        """The person's id comes by a form, so that it is in no address."""
        who = (await self.pages.api.ask(session, WHO)).data["whoAmI"]
        given = await fields(request) if request.method == "POST" else {}
        person, found = given.get("person", "").strip(), None
        if person:
            found = await told.who_saw(self.pages.api, session, person, given.get("after", ""))
        barred = NOT_AUDITOR if who["role"] not in AUDITORS else _barred(session)
        said = NOBODY_NAMED if given and not person else ""
        own = who["organisation"] if auditing.OFFICER in who["duties"] else ""
        return self.pages.page("who_saw", session, 400 if said else 200, title="Who saw a person", person=person,
                               found=found, barred=barred, said=said, own=own)  # fmt: skip

    async def mine(self, request: Request, session: Session) -> Response:
        given = await fields(request) if request.method == "POST" else {}
        barred, found = _barred(session), None
        if not barred:
            found = await told.mine(self.pages.api, session, given.get("after", ""))
        return self.pages.page("mine", session, title="What you were told", found=found, barred=barred)

    # what waits

    async def waiting(self, kind: Kind, request: Request, session: Session) -> Response:
        """A cursor is of one account, purpose and matter: one that is of another begins at the beginning."""
        given = {**BLANK, "after": request.query_params.get("after", "")}
        try:
            return await self._listed(kind, session, given=given)
        except Fault as fault:
            if fault.code != "BAD_CURSOR":
                raise
        return await self._listed(kind, session, 400, said=FROM_THE_BEGINNING)

    async def decided(self, kind: Kind, request: Request, session: Session) -> Response:
        given = {**BLANK, **await fields(request)}
        try:
            choice = kind.chosen(given)
            done = (await self.pages.api.ask(session, choice.text, **choice.given(given))).data["done"]
        except Fault as fault:
            return await self._listed(kind, session, status(fault.code, 400), given, said=fault.message)
        return await self._listed(kind, session, given={**BLANK, "after": given["after"]}, done=choice.done(done))

    async def _listed(
        self, kind: Kind, session: Session, at: int = 200, given: Mapping[str, str] | None = None, said: str = "",
        done: str = "",
    ) -> Response:  # fmt: skip
        """`said` is what to mend of what was `given`; who may not be told the list is told only that."""
        api, given = self.pages.api, given or BLANK
        found = await page_of(kind, api, session, given["after"])
        asks_for_organisations = kind.marks_day and found.items
        organisations = (await api.ask(session, ORGANISATIONS)).data["organisations"] if asks_for_organisations else []
        return self.pages.page("deciding", session, at, title=kind.title, kind=kind, found=found, given=given,
                               said=said, done=done, organisations=organisations)  # fmt: skip


def _barred(session: Session) -> str:
    declared = session.declared
    return "" if declared and declared.purpose is Purpose.ADMIN else UNDER_ADMIN
