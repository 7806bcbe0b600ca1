"""Signing in to the pages by OpenID Connect, code flow with PKCE, as a client of the issuer whose tokens the hub takes.

The browser gets a cookie with a random name; the token stays here. Where another site sends the browser back, a strict
cookie would not come along: the sign-in has one of its own, good for that one request, and the page that answers it
goes on by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from explorer.entry.sessions import Sessions
from explorer.rendering import rendered

ROOT = "/explorer"
BACK = f"{ROOT}/signed-in"
COOKIE, FLOW = "throughline_pages", "throughline_sign_in"
SCOPE = "openid read write"
LEAST_LIFE = 60  # seconds of a token of which the issuer does not say how long it is good
FAILED = "You were not signed in: {}. Try again, or ask whoever looks after your organisation's accounts."


@dataclass(frozen=True, slots=True)
class Provider:
    """Where workers sign in: `url` is the issuer's as its own description says it; `secret` is the pages' own."""

    url: str
    client: str
    secret: str
    transport: Any = None  # another way to reach it, for tests


class SigningIn:
    """`public` is the hub's address as browsers know it."""

    def __init__(self, provider: Provider, sessions: Sessions, public: str) -> None:
        self.sessions, self.public = sessions, public.rstrip("/")
        reached = {"transport": provider.transport} if provider.transport else {}
        known: Any = OAuth()
        self.client: Any = known.register(
            "issuer",
            client_id=provider.client,
            client_secret=provider.secret,
            server_metadata_url=f"{provider.url.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": SCOPE, "code_challenge_method": "S256", "trust_env": False, **reached},
        )

    async def page(self, request: Request) -> Response:
        """Where one begins and ends; nobody is sent on unasked, so that signing out lasts."""
        return rendered("sign_in", title="Sign in", said="")

    async def go(self, request: Request) -> Response:
        name, flow = self.sessions.set_out()
        request.scope["session"] = flow.kept
        try:
            found: Response = await self.client.authorize_redirect(request, f"{self.public}{BACK}")
        except (AuthlibBaseError, OSError, ValueError) as fault:
            return self._failed(fault)
        self._cookie(found, FLOW, name, BACK, "lax")
        return found

    async def back(self, request: Request) -> Response:
        flow = self.sessions.come_back(request.cookies.get(FLOW, ""))
        if flow is None:
            return self._failed(ValueError("the sign-in was not begun here, or too long ago"))
        request.scope["session"] = flow.kept
        try:
            token = await self.client.authorize_access_token(request)
        except (AuthlibBaseError, OSError, ValueError, TypeError, KeyError) as fault:
            return self._failed(fault)
        if not token.get("userinfo"):
            return self._failed(ValueError("the issuer did not say who signed in"))
        name = self.sessions.begin(str(token["access_token"]), float(token.get("expires_in") or LEAST_LIFE))
        answer = rendered("signed_in", title="Signed in", to=f"{ROOT}/")
        self._cookie(answer, COOKIE, name, ROOT, "strict")
        answer.delete_cookie(FLOW, path=BACK)
        return answer

    def out(self, request: Request, said: str) -> Response:
        """Ended here; the issuer's own session is the issuer's to end."""
        self.sessions.end(request.cookies.get(COOKIE, ""))
        answer = rendered("sign_in", title="Sign in", said=said)
        answer.delete_cookie(COOKIE, path=ROOT)
        answer.headers["clear-site-data"] = '"cache", "storage"'
        return answer

    def _failed(self, fault: Exception) -> Response:
        """Only our own words, and an error code of the protocol: what an issuer writes is nobody's to show."""
        told = getattr(fault, "error", "") or (str(fault) if type(fault) is ValueError else "the issuer did not answer")
        return rendered("sign_in", 400, title="Sign in", said=FAILED.format(str(told).replace("_", " ")))

    def _cookie(self, answer: Response, name: str, value: str, path: str, site: Any) -> None:
        secure = self.public.startswith("https://")
        answer.set_cookie(name, value, path=path, secure=secure, httponly=True, samesite=site)


def sent_to_sign_in() -> Response:
    return RedirectResponse(f"{ROOT}/sign-in", 303)
