"""HTTP of questions: GraphQL over POST, and over GET for what is not personal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz.admission import Admitted
from resolvers import purposes
from resolvers.answering import Hub, Question, Refused
from resolvers.errors import Fault, status

Admit = Callable[[str | None, str], Awaitable[Admitted]]
JSON, GRAPHQL_JSON = "application/json", "application/graphql-response+json"


def routes(hub: Hub, admit: Admit) -> list[Route]:
    async def graphql(request: Request) -> Response:
        media = GRAPHQL_JSON if GRAPHQL_JSON in request.headers.get("accept", "") else JSON
        try:
            admitted = await admit(", ".join(request.headers.getlist("authorization")), "read")
            question = await read(request)
            answer = await hub.ask(question, admitted)
        except Refused as refused:
            body = orjson.dumps({"errors": refused.errors})
            return Response(body, 400 if media == GRAPHQL_JSON else 200, media_type=media)
        except Fault as fault:
            body = orjson.dumps({"errors": [fault.formatted()]})
            return Response(body, _status(fault, media), media_type=media)
        return Response(answer, media_type=media)

    return [Route("/graphql", graphql, methods=["GET", "POST"])]


def _status(fault: Fault, media: str) -> int:
    said = status(fault.code)
    return 400 if said == 200 and media == GRAPHQL_JSON else said


async def read(request: Request) -> Question:
    """The parameters of GraphQL over HTTP, and the purpose of the header."""
    if request.method == "GET":
        said = _of_query(request)
    else:
        said = await _of_body(request)
    text, variables = said.get("query"), said.get("variables")
    variables = {} if variables is None else variables
    if not isinstance(text, str) or not isinstance(variables, dict):
        raise Fault("BAD_REQUEST", "Send `query` as text, and `variables` as an object.")
    name = said.get("operationName")
    if name is not None and not isinstance(name, str):
        raise Fault("BAD_REQUEST", "`operationName` is text.")
    declared = purposes.of_header(", ".join(request.headers.getlist(purposes.HEADER)) or None)
    return Question(text, variables, name, declared, request.method == "GET")


async def _of_body(request: Request) -> Mapping[str, Any]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise Fault("UNSUPPORTED_MEDIA_TYPE", "Send application/json.")
    return _object(await request.body())


def _of_query(request: Request) -> Mapping[str, Any]:
    said: dict[str, Any] = dict(request.query_params)
    if "variables" in said:
        said["variables"] = _object(said["variables"].encode())
    return said


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise Fault("BAD_REQUEST", "The body is not JSON.") from None
    if not isinstance(found, dict):
        raise Fault("BAD_REQUEST", "Send one JSON object.")
    return found
