"""HTTP of records: one report or NDJSON in, the fate of each row out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from authz.admission import Admitted
from connectors.intake import Intake, IntakeRefused, Outcome, rows_of

Admit = Callable[[Request, str], Awaitable[Admitted]]
STATUS = {"UNKNOWN_CONNECTOR": 404, "CUSTODIAN_NOT_YOURS": 403, "TOO_MANY_ROWS": 413}
KINDS = ("application/json", "application/x-ndjson", "application/ndjson")


def routes(intake: Intake, admit: Admit) -> list[Route]:
    async def ingest(request: Request) -> Response:
        admitted = await admit(request, "ingest")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in KINDS:
            return _refused(415, "UNSUPPORTED_MEDIA_TYPE", f"Send one of {', '.join(KINDS)}.")
        body = await request.body()
        rows = [body] if kind == "application/json" else rows_of(body)
        try:
            connector = request.path_params["connector"]
            outcomes = await intake.take(connector, rows, admitted.account.custodians)
            await admitted.use()
        except IntakeRefused as fault:
            return _refused(STATUS[fault.code], fault.code, fault.message)
        return _json(200, told(outcomes))

    return [Route("/ingest/{connector}", ingest, methods=["POST"])]


def told(outcomes: list[Outcome]) -> dict[str, Any]:
    """Counts by outcome, then each row's; a field that says nothing is left out."""
    counts = Counter(outcome.outcome for outcome in outcomes)
    rows = [{_camel(k): v for k, v in asdict(o).items() if v or k == "index"} for o in outcomes]
    return {"counts": dict(sorted(counts.items())), "outcomes": rows}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _refused(status: int, code: str, message: str) -> Response:
    return _json(status, {"errors": [{"message": message, "extensions": {"code": code}}]})


def _json(status: int, said: Any) -> Response:
    return Response(orjson.dumps(said), status, media_type="application/json")
