"""To ask that a police report be corrected, from the page of a person, at the report that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.corrections import asking
from explorer.desk.at_point import ROLE
from explorer.entry.sessions import Session
from explorer.entry.signing_in import ROOT
from explorer.pages import Link, Pages
from explorer.rendering import fields
from resolvers.errors import Fault, status

LINKS: tuple[Link, ...] = ()  # it is come to from the report alone
NOT_SHOWN = "RECORD_NOT_SHOWN"


def routes(pages: Pages) -> list[Route]:
    desk, at = Correcting(pages), f"{ROOT}/people/{{id}}/reports/{{report}}"
    return [
        Route(at, pages.declared(desk.report), methods=["GET"]),
        Route(at, pages.declared(desk.ask), methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Correcting:
    pages: Pages

    async def report(self, request: Request, session: Session) -> Response:
        return await self._report(request, session, {})

    async def ask(self, request: Request, session: Session) -> Response:
        """What was typed and could not be taken comes again, with what to mend."""
        given = {**dict.fromkeys(asking.LABELS, ""), **await fields(request)}
        if said := asking.to_mend(given):
            return await self._report(request, session, given, 400, said)
        try:
            await asking.ask(self.pages.api, session, request.path_params["report"], given)
        except Fault as fault:
            if fault.code == NOT_SHOWN:
                return await self._report(request, session, {})
            return await self._report(request, session, given, status(fault.code, 400), _said(fault))
        return RedirectResponse(request.scope["path"], 303)

    async def _report(
        self, request: Request, session: Session, given: Mapping[str, str], at: int = 200, said: str = ""
    ) -> Response:
        found = await asking.report(self.pages.api, session, request.path_params["report"])
        if found is None:
            return self.pages.page("no_report", session, 404, title="Not shown", person=request.path_params["id"])
        kept = {name: given.get(name, "") for name in asking.LABELS}
        return self.pages.page("correction", session, at, title="Correction", told=found, given=kept, said=said,
                               labels=asking.LABELS, point=session.role == ROLE,
                               person=request.path_params["id"], report=request.path_params["report"])  # fmt: skip


def _said(fault: Fault) -> str:
    """With the field as the form calls it."""
    of = next((asking.LABELS[name] for name in fault.path if name in asking.LABELS), "")
    return f"{of}: {fault.message}" if of else fault.message
