"""What is served as a file is asked like any question: the same checks, and the same entry in the ledger."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from authz.admission import Admitted
from resolvers import purposes, refusals
from resolvers.answering import Hub
from resolvers.errors import AGAIN, Fault, status
from resolvers.reading import Question, Refused

Serve = Callable[[Request], Awaitable[Response]]


async def data_of(hub: Hub, request: Request, admitted: Admitted, text: str, given: Mapping[str, Any]) -> Any:
    """Of an answer without errors; the first error is the fault. The purpose comes in the request's own header."""
    declared = purposes.of_header(", ".join(request.headers.getlist(purposes.HEADER)) or None)
    said = orjson.loads(await hub.ask(Question(text, given, None, declared), admitted))
    if said.get("errors"):
        raise fault_of(said["errors"][0])
    return said["data"]


def fault_of(error: Mapping[str, Any]) -> Fault:
    """An error as GraphQL has it, raised again."""
    return Fault(error["extensions"]["code"], error["message"])


def refusing(serve: Serve, otherwise: int) -> Serve:
    """What refuses is answered as GraphQL answers it; `otherwise`: status of a code that has none of its own."""

    async def answered(request: Request) -> Response:
        try:
            return await serve(request)
        except Refused as refused:
            return refusals.said(400, {"errors": refused.errors})
        except Fault as fault:
            said = {"errors": [fault.formatted()]}
            return refusals.said(status(fault.code, otherwise), said, AGAIN.get(fault.code))

    return answered
