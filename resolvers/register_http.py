"""HTTP of the register: a stretch of time as a file, CSV or JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.utils.str_converters import to_camel_case

from authz.admission import Admitted
from authz.manifests import NONE, Manifests
from graph.lists import LARGEST_PAGE
from resolvers.answering import Hub
from resolvers.asked_as_any import data_of, refusing
from resolvers.errors import Fault
from resolvers.listed import text_of
from schema.decisions.register import RegisterEntry

Admit = Callable[[Request, str], Awaitable[Admitted]]
COLUMNS = tuple(to_camel_case(field.name) for field in fields(RegisterEntry))
ASKED = f"""query($from: Date!, $to: Date!, $after: ID) {{
  register(from: $from, to: $to, after: $after, first: {LARGEST_PAGE}) {{ {" ".join(COLUMNS)} }} }}"""
FORMS = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}
NAMED = "Ask the register as /register.csv or .json, with ?from= and &to= as days of Victoria."
# What a spreadsheet would work out as a formula, instead of showing it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = Mapping[str, Any]


def routes(hub: Hub, admit: Admit, manifests: Manifests = NONE) -> list[Route]:
    async def register(request: Request) -> Response:
        form, said = request.path_params["form"], request.query_params
        if form not in FORMS or set(said) != {"from", "to"}:
            raise Fault("NOT_FOUND", NAMED)
        admitted = await admit(request, "read")
        text_of({"query": ASKED}, manifests.of(admitted.client))  # a file is no way round what an application may ask
        rows = await _read(hub, request, admitted, {name: said[name] for name in ("from", "to")})
        await admitted.use()
        return _file(form, rows, admitted.account.organisation.id, said["from"], said["to"])

    return [Route("/register.{form}", refusing(register, 403), methods=["GET"])]


async def _read(hub: Hub, request: Request, admitted: Admitted, period: Mapping[str, str]) -> list[Row]:
    """Page by page, with an entry in the ledger for each. Nothing is sent before all is read: half a register would
    pass for a whole one."""
    found: list[Row] = []
    while True:
        given = {**period, "after": found[-1]["id"] if found else None}
        page = (await data_of(hub, request, admitted, ASKED, given))["register"]
        found += page
        if len(page) < LARGEST_PAGE:
            return found


def _file(form: str, rows: Sequence[Row], organisation: str, first: str, last: str) -> Response:
    name = f"register-{organisation}-{first}-{last}.{form}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    said = {"organisation": organisation, "from": first, "to": last, "entries": rows}
    body = orjson.dumps(said) if form == "json" else as_csv(rows).encode()
    return Response(body, headers=headers, media_type=FORMS[form])


def as_csv(rows: Sequence[Row]) -> str:
    """RFC 4180: a header, and a line an entry. What is a list stands in one cell."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[column]) for column in COLUMNS] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> str:
    text = " | ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
