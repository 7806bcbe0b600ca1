"""The report before and after it is issued: preview, checklist, the sealed files, recall, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from explorer.desk import issuing, listing
from explorer.desk import request as requests
from explorer.desk.at_point import DESK, AtPoint, is_under, wrong
from explorer.desk.request import Asked
from explorer.desk.words import CHECKLIST
from explorer.entry.sessions import Session
from explorer.rendering import fields
from resolvers import report_http
from resolvers.errors import Fault
from resolvers.report.plain import REPORTS

NO_REASON = "Say why it is recalled, in words."
NO_REPORT = (
    "There is no such report for you; or it is not among the latest, and you work under no matter: go to it from the "
    "page of its request, under the matter of the request."
)
ISSUED_MEANWHILE = (
    "A report was issued on this request since you opened this page. Look at it; issue another one only to correct it."
)


def of_request(at: AtPoint) -> list[Route]:
    reports, one = Reports(at), f"{DESK}/{{id}}"
    return [
        Route(f"{one}/preview", at.under_matter(reports.preview)),
        Route(f"{one}/issue", at.under_matter(reports.checklist), methods=["GET"]),
        Route(f"{one}/issue", at.under_matter(reports.issue), methods=["POST"]),
    ]


def of_reports(at: AtPoint) -> list[Route]:
    reports = Reports(at)
    return [
        Route(f"{DESK}/reports/{{name}}", at.at_desk(reports.report), methods=["GET"]),
        Route(f"{DESK}/reports/{{name}}/recall", at.at_desk(reports.recall), methods=["POST"]),
    ]


@dataclass(frozen=True, slots=True)
class Reports:
    at: AtPoint

    # before it is issued

    async def preview(self, request: Request, session: Session, asked: Asked) -> Response:
        """Of a report that nothing may be told in, that is said."""
        kind, at, said, told = _kind(request.query_params.get("kind", ""), asked), 200, "", ""
        try:
            told = await issuing.preview(self.at.pages.api, session, asked.id, kind)
        except Fault as fault:
            at, said = wrong(fault)
        return self.at.page(
            "desk_preview", session, asked, at, title="Preview", said=said, told=told, kind=kind, kinds=REPORTS
        )

    async def checklist(self, request: Request, session: Session, asked: Asked) -> Response:
        return await self._checklist(session, asked, {"kind": request.query_params.get("kind", "")})

    async def _checklist(
        self, session: Session, asked: Asked, given: Mapping[str, str], at: int = 200, said: str = ""
    ) -> Response:
        waits = await listing.waits(self.at.pages.api, session, asked.id)
        kept = {name: given.get(name, "") for name, *_ in CHECKLIST}
        return self.at.page("desk_issue", session, asked, at, title="Issue", said=said, waits=waits, given=kept,
                            kind=_kind(given.get("kind", ""), asked), kinds=REPORTS, checks=CHECKLIST)  # fmt: skip

    async def issue(self, request: Request, session: Session, asked: Asked) -> Response:
        """Once for one page: who sends it twice does not correct what he has just issued."""
        given = await fields(request)
        if given.get("after") != str(len(asked.reports)):
            return await self._checklist(session, asked, given, 409, ISSUED_MEANWHILE)
        checked = frozenset(name for name, *_ in CHECKLIST if given.get(name))
        kind = _kind(given.get("kind", ""), asked)
        try:
            report = await issuing.issue(self.at.pages.api, session, asked.id, kind, checked)
        except Fault as fault:
            return await self._checklist(session, asked, given, *wrong(fault))
        return RedirectResponse(f"{DESK}/reports/{report}", 303)

    # after it

    async def report(self, request: Request, session: Session) -> Response:
        """A page of it, or the very file that its recipient reads."""
        id, _, form = request.path_params["name"].partition(".")
        if form in report_http.FORMS:
            return await self._file(session, id, form)
        return await self._report(session, id, 200, "")

    async def _file(self, session: Session, id: str, form: str) -> Response:
        found = (await self.at.pages.api.ask(session, report_http.ASKED, id=id)).data["report"]
        return await report_http.written(form, report_http.opened(found))

    async def _report(self, session: Session, id: str, at: int, said: str, reason: str = "") -> Response:
        """`reason`: of a recall that could not be taken."""
        api = self.at.pages.api
        found = await issuing.report(api, session, id)
        asked = await requests.asked(api, session, found.request) if found else None
        if found is None or asked is None:
            return self.at.pages.page("desk_closed", session, 404, title="Not shown", said=NO_REPORT)
        changes = await issuing.changes(api, session, id) if is_under(session, asked) else None
        return self.at.page("desk_report", session, asked, at, title="Report", said=said, told=found, changes=changes,
                            why_recalled=reason)  # fmt: skip

    async def recall(self, request: Request, session: Session) -> Response:
        id, reason = request.path_params["name"], (await fields(request)).get("reason", "").strip()
        if not reason:
            return await self._report(session, id, 400, NO_REASON)
        try:
            await issuing.recall(self.at.pages.api, session, id, reason)
        except Fault as fault:
            return await self._report(session, id, *wrong(fault), reason)
        return RedirectResponse(f"{DESK}/reports/{id}", 303)


def _kind(given: str, asked: Asked) -> str:
    """As it was chosen, or as the request asks it."""
    return given if given in REPORTS else asked.kind
