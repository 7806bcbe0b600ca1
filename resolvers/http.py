"""HTTP of questions: GraphQL over POST, and over GET for what is not personal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz.admission import Admitted
from authz.manifests import NONE, Manifests
from resolvers import purposes
from resolvers.answering import Hub
from resolvers.errors import AGAIN, Fault, status
from resolvers.listed import text_of
from resolvers.reading import Question, Refused
from resolvers.turning_away import GRAPHQL_JSON, JSON, may_decide

Admit = Callable[[Request, str], Awaitable[Admitted]]
PARTS = (("variables", dict, "an object"), ("operationName", str, "text"), ("extensions", dict, "an object"))


def routes(hub: Hub, admit: Admit, manifests: Manifests = NONE) -> list[Route]:
    async def graphql(request: Request) -> Response:
        media = GRAPHQL_JSON if GRAPHQL_JSON in request.headers.get("accept", "") else JSON
        try:
            if hub.turnstile.full and not may_decide(await request.body()):
                hub.turnstile.refuse_where_full()
            admitted = await admit(request, "read")
            question = await read(request, manifests.of(admitted.client))
            answer = await hub.ask(question, admitted)
            await admitted.use()
        except Refused as refused:
            body = orjson.dumps({"errors": refused.errors})
            return Response(body, 400 if media == GRAPHQL_JSON else 200, media_type=media)
        except Fault as fault:
            body = orjson.dumps({"errors": [fault.formatted()]})
            return Response(body, _status(fault, media), AGAIN.get(fault.code), media_type=media)
        return Response(answer, media_type=media)

    return [Route("/graphql", graphql, methods=["GET", "POST"])]


def _status(fault: Fault, media: str) -> int:
    said = status(fault.code)
    return 400 if said == 200 and media == GRAPHQL_JSON else said


async def read(request: Request, listed: Mapping[str, str] | None = None) -> Question:
    """The parameters of GraphQL over HTTP, and the purpose of the header."""
    by_get = request.method == "GET"
    said = _of_query(request) if by_get else await _of_body(request)
    for name, kind, told in PARTS:
        if said.get(name) is not None and not isinstance(said[name], kind):
            raise Fault("BAD_REQUEST", f"`{name}` is {told}.")
    declared = purposes.of_header(", ".join(request.headers.getlist(purposes.HEADER)) or None)
    return Question(text_of(said, listed), said.get("variables") or {}, said.get("operationName"), declared, by_get)


async def _of_body(request: Request) -> Mapping[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise Fault("UNSUPPORTED_MEDIA_TYPE", "Send application/json.")
    return _object(await request.body())


def _of_query(request: Request) -> Mapping[str, Any]:
    said: dict[str, Any] = dict(request.query_params)
    return said | {name: _object(said[name].encode()) for name in ("variables", "extensions") if name in said}


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise Fault("BAD_REQUEST", "The body is not JSON.") from None
    if not isinstance(found, dict):
        raise Fault("BAD_REQUEST", "Send one JSON object.")
    return found
