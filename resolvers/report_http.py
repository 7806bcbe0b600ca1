"""HTTP of reports: one as a page, on paper, or as the very bytes that were signed."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz.admission import Admitted
from resolvers.answering import Hub
from resolvers.asked_as_any import data_of, refusing
from resolvers.errors import Fault
from resolvers.report.page import page
from resolvers.report.paper import paper
from schema.report_document import content_of
from schema.report_seal import Seal, SealState

Admit = Callable[[Request, str], Awaitable[Admitted]]
ASKED = """query($id: ID!) { report(id: $id) {
  id version state issuedAt sha256 signature closed document } }"""
ISSUER = "Central Information Point"
FORMS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}
NOWHERE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
NONE = Fault("REPORT_NOT_HELD", "There is no report of this id for you; `reports` lists them.")


def routes(hub: Hub, admit: Admit) -> list[Route]:
    async def report(request: Request) -> Response:
        id, _, form = request.path_params["name"].partition(".")
        if form not in FORMS:
            raise Fault("NOT_FOUND", "Ask a report as /reports/ID.html, .pdf or .json.")
        admitted = await admit(request, "read")
        found = opened((await data_of(hub, request, admitted, ASKED, {"id": id}))["report"])
        await admitted.use()
        return await written(form, found)

    return [Route("/reports/{name}", refusing(report, 404), methods=["GET"])]


def opened(found: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """As `ASKED` tells it; a fault where it is none, or may not be opened."""
    if found is None or (found["document"] is None and not found["closed"]):
        raise NONE
    if found["closed"]:
        raise Fault("REPORT_CLOSED", found["closed"])
    return found


def _seal(found: Mapping[str, Any]) -> Seal:
    return Seal(found["id"], found["version"], found["issuedAt"], ISSUER, found["sha256"], found["signature"],
                SealState[found["state"]])  # fmt: skip


async def written(form: str, found: Mapping[str, Any]) -> Response:
    """`form`: one of `FORMS`; `found`: see `opened`."""
    document, seal = found["document"].encode(), _seal(found)
    headers = {"content-disposition": f'inline; filename="report-{seal.report}.{form}"'}
    if form == "json":
        return Response(document, headers=headers, media_type=FORMS[form])
    content = content_of(document)
    if form == "pdf":  # in a thread: to set it takes a second
        return Response(await asyncio.to_thread(paper, content, seal), headers=headers, media_type=FORMS[form])
    nonce = secrets.token_urlsafe(16)
    policy = f"default-src 'none'; style-src 'nonce-{nonce}'; {NOWHERE}"
    text = page(content, seal, nonce)
    return Response(text, headers={**headers, "content-security-policy": policy}, media_type=FORMS[form])
