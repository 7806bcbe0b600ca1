"""Answers that refuse a whole request: one shape, and what was raised anywhere below as one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
import structlog
from starlette.requests import Request
from starlette.responses import Response

from authz.admission import NotAdmitted
from authz.introspection import ASKED_EVERY, IssuerSilent
from authz.ledger_store import LedgerUnavailable
from authz.public_keys import ALGORITHMS
from authz.tokens import DPOP, TokenMissing, TokenRefused
from graph.database import DatabaseFault, StatementTimedOut
from resolvers.body import TooLarge, TooSlow
from resolvers.errors import status

ALGS = f'algs="{" ".join(ALGORITHMS)}"'
LOG = structlog.get_logger("http")


def refused(code: str, message: str, **headers: str) -> Response:
    """The one shape of an error of a whole request."""
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return said(status(code, 400), body, headers)


def said(at: int, body: Any, headers: Mapping[str, str] | None = None) -> Response:
    return Response(orjson.dumps(body), at, headers, media_type="application/json")


async def _not_admitted(_request: Request, fault: Any) -> Response:
    return refused(fault.code, fault.message)


async def _no_token(_request: Request, fault: Any) -> Response:
    return refused("TOKEN_MISSING", str(fault), **{"www-authenticate": f"Bearer, DPoP {ALGS}"})


async def _bad_token(request: Request, fault: Any) -> Response:
    """RFC 9449 section 7.1: both ways are told, the error beside the one that was tried; never which check failed."""
    by_proof = request.headers["authorization"].lower().startswith(f"{DPOP} ")
    error = 'error="invalid_token"'
    ways = f"Bearer, DPoP {error}, {ALGS}" if by_proof else f"Bearer {error}, DPoP {ALGS}"
    return refused("TOKEN_REFUSED", str(fault), **{"www-authenticate": ways})


async def _issuer_silent(_request: Request, fault: Any) -> Response:
    return refused("ISSUER_UNAVAILABLE", str(fault), **{"retry-after": f"{ASKED_EVERY:.0f}"})


async def _too_large(_request: Request, _fault: Any) -> Response:
    told = "The body is over the limit; ask `limits`, or send it in parts."
    return refused("BODY_TOO_LARGE", told, connection="close")


async def _too_slow(_request: Request, _fault: Any) -> Response:
    return refused("BODY_TOO_SLOW", "The body did not come in time. Send it again, or in parts.", connection="close")


async def _no_database(_request: Request, fault: Any) -> Response:
    code = "TIMED_OUT" if isinstance(fault, StatementTimedOut) else "DATABASE_UNAVAILABLE"
    LOG.error("no database", code=code)
    return refused(code, "The hub cannot answer now. Ask again in a moment, or for less.", **{"retry-after": "5"})


async def _no_ledger(_request: Request, _fault: Any) -> Response:
    LOG.error("no ledger")
    return refused("LEDGER_UNAVAILABLE", "The hub cannot keep its record of this, so it does not answer.")


async def _nothing_here(request: Request, fault: Any) -> Response:
    if fault.status_code == 405:
        return refused("METHOD_NOT_ALLOWED", "This is not asked with that method.", **(fault.headers or {}))
    return refused("NOT_FOUND", "There is nothing here. Questions go to /graphql, records to /ingest/{connector}.")


HANDLERS: Mapping[Any, Any] = {
    NotAdmitted: _not_admitted,
    TokenMissing: _no_token,
    TokenRefused: _bad_token,
    IssuerSilent: _issuer_silent,
    TooLarge: _too_large,
    TooSlow: _too_slow,
    DatabaseFault: _no_database,
    LedgerUnavailable: _no_ledger,
    404: _nothing_here,
    405: _nothing_here,
}
