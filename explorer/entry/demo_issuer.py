"""The demo's own OpenID provider: one click signs in as a worker of its registry. Served by `throughline demo` alone.

Codes and proofs as RFC 6749, RFC 7636 (S256) and OpenID Connect Core have them, for one client and one address to come
back to. It asks nobody for a password: whoever reaches it is anybody of the demo.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from authz.connector_scope import CONNECTOR
from authz.issuing import Issuer
from explorer.entry.signing_in import Provider
from explorer.rendering import fields, rendered
from explorer.words import ROLES, called
from schema.decisions.words import named

PATH = "/issuer"
CLIENT = "pages"
LASTS = 12 * 3600
CODE_LASTS = 60.0
TOLD = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")


@dataclass(frozen=True, slots=True)
class Offered:
    """An account of the demo, in words."""

    subject: str
    label: str
    organisation: str


def workers(homes: Mapping[str, str]) -> list[Offered]:
    """Of each role the account that the demo registers by its name; analysts of the information point first."""
    people = sorted((role for role in homes if role != CONNECTOR), key=lambda role: role != "cip_analyst")
    return [Offered(role, called(ROLES, role), named(homes[role])) for role in people]


@dataclass(frozen=True, slots=True)
class Given:
    """What a code stands for."""

    subject: str
    nonce: str
    challenge: str
    until: float


class DemoIssuer:
    """`url` is where this provider is reached; `back` the one address that it sends anybody back to."""

    def __init__(self, issuer: Issuer, hub: str, back: str, offered: Sequence[Offered]) -> None:
        self.issuer, self.url, self.back, self.offered = issuer, f"{hub.rstrip('/')}{PATH}", back, tuple(offered)
        self.secret = secrets.token_urlsafe(32)
        self.codes: dict[str, Given] = {}

    def provider(self) -> Provider:
        return Provider(self.url, CLIENT, self.secret)

    def routes(self) -> list[Route]:
        return [
            Route(f"{PATH}/.well-known/openid-configuration", self._described),
            Route(f"{PATH}/jwks", self._keys),
            Route(f"{PATH}/authorize", self._asked, methods=["GET"]),
            Route(f"{PATH}/authorize", self._chosen, methods=["POST"]),
            Route(f"{PATH}/token", self._token, methods=["POST"]),
        ]

    async def _described(self, _request: Request) -> Response:
        return _json({
            "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"], "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        })  # fmt: skip

    async def _keys(self, _request: Request) -> Response:
        return Response(self.issuer.jwks.read_bytes(), media_type="application/json")

    async def _asked(self, request: Request) -> Response:
        asked = {name: request.query_params.get(name, "") for name in TOLD}
        if not self._good(asked):
            return _json({"error": "invalid_request"}, 400)
        return rendered("demo_issuer", title="Sign in to the demo", offered=self.offered, asked=asked, to=PATH)

    async def _chosen(self, request: Request) -> Response:
        given = await fields(request)
        asked = {name: given.get(name, "") for name in TOLD}
        if not self._good(asked) or given.get("subject") not in {one.subject for one in self.offered}:
            return _json({"error": "invalid_request"}, 400)
        code, now = secrets.token_urlsafe(32), time.monotonic()
        self.codes = {name: one for name, one in self.codes.items() if now < one.until}
        self.codes[code] = Given(given["subject"], asked["nonce"], asked["code_challenge"], now + CODE_LASTS)
        return RedirectResponse(f"{self.back}?{urlencode({'code': code, 'state': asked['state']})}", 303)

    def _good(self, asked: Mapping[str, str]) -> bool:
        known = asked["client_id"] == CLIENT and asked["redirect_uri"] == self.back
        return known and bool(asked["state"] and asked["code_challenge"])

    async def _token(self, request: Request) -> Response:
        given = await fields(request)
        found = self.codes.pop(given.get("code", ""), None)
        if not secrets.compare_digest(request.headers.get("authorization", "").encode(), self._basic().encode()):
            return _json({"error": "invalid_client"}, 401)
        proven = found is not None and found.challenge == _challenge(given.get("code_verifier", ""))
        if found is None or not proven or time.monotonic() > found.until or given.get("redirect_uri") != self.back:
            return _json({"error": "invalid_grant"}, 400)
        access = self.issuer.token(found.subject, client=CLIENT, seconds=LASTS)
        said = self.issuer.id_token(self.url, found.subject, CLIENT, found.nonce)
        return _json({"access_token": access, "id_token": said, "token_type": "Bearer", "expires_in": LASTS})

    def _basic(self) -> str:
        return "Basic " + base64.b64encode(f"{CLIENT}:{self.secret}".encode()).decode()


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def _json(said: Mapping[str, object], status: int = 200) -> Response:
    return Response(orjson.dumps(said), status, media_type="application/json")
