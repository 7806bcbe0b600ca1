"""The policy in force, for every worker: of one role, and of two side by side. It tells of nobody's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz.policy_data import Policy
from authz.words import Purpose
from explorer.entry.sessions import Session
from explorer.entry.signing_in import ROOT
from explorer.pages import Link, Pages
from explorer.policy.compared import compared
from explorer.policy.table import ABBREVIATED, TABLE_ALONE, Asker, purposes_of, tabled
from explorer.words import PURPOSES, ROLES, called
from schema.decisions.words import upper_first

LINKS = (Link(f"{ROOT}/policy", "Policy"),)
SIDES = ("first", "second")
MEND = "Choose a role and a purpose from the lists; what was sent is none of them."


def routes(pages: Pages) -> list[Route]:
    reading = PolicyPages(pages)
    return [
        Route(f"{ROOT}/policy", pages.at_work(reading.table)),
        Route(f"{ROOT}/policy/compare", pages.at_work(reading.compare)),
    ]


@dataclass(frozen=True, slots=True)
class PolicyPages:
    pages: Pages

    async def table(self, request: Request, session: Session) -> Response:
        """Of the reader's own role unless another is chosen."""
        asker, said = self._asker(request.query_params, "", Asker(session.role))
        found = tabled(self.policy, asker, self._today)
        more = {"table": found, "purposes_of": tuple(purposes_of(self.policy, asker.role))}
        return self._page("policy", session, "Policy", said, **more)

    async def compare(self, request: Request, session: Session) -> Response:
        own = Asker(session.role)
        asked = [self._asker(request.query_params, f"{side}_", own) for side in SIDES]
        (first, wrong), (second, also) = asked
        found = compared(self.policy, first, second, self._today)
        return self._page("policy_compare", session, "Two roles compared", wrong or also, told=found)

    @property
    def policy(self) -> Policy:
        return self.pages.api.hub.policy

    @property
    def _today(self) -> str:
        return self.pages.api.now[:10]  # as questions are judged

    def _asker(self, given: Mapping[str, str], side: str, otherwise: Asker) -> tuple[Asker, str]:
        """Whom the address names, and what to mend where it names nobody."""
        roles = self.policy.roles
        own = otherwise.role if otherwise.role in roles else roles[0]
        role, purpose = given.get(f"{side}role", own), given.get(f"{side}purpose", "")
        if role not in roles or purpose not in ("", *Purpose):
            return Asker(own), MEND
        return Asker(role, Purpose(purpose) if purpose else None), ""

    def _page(self, page: str, session: Session, title: str, said: str, **told: object) -> Response:
        roles = [(role, called(ROLES, role)) for role in self.policy.roles]
        purposes = [("", upper_first(TABLE_ALONE)), *((str(p), called(PURPOSES, p)) for p in Purpose)]
        return self.pages.page(
            page, session, 400 if said else 200, title=title, said=said, roles=roles, purposes=purposes,
            policy=self.policy, abbreviated=ABBREVIATED, **told,
        )  # fmt: skip
