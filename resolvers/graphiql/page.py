"""The page, its files, and what each role of the demo may ask with one click."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from resolvers.commands import purpose_header

FOLDER = Path(__file__).parent
MODULES = FOLDER / "node_modules"  # by `make setup`, from the lock beside it
FILES: Mapping[str, Path] = {
    "": FOLDER / "page.html",
    "page.js": FOLDER / "page.js",
    "page.css": FOLDER / "page.css",
    "react.js": MODULES / "react" / "umd" / "react.production.min.js",
    "react-dom.js": MODULES / "react-dom" / "umd" / "react-dom.production.min.js",
    "graphiql.js": MODULES / "graphiql" / "graphiql.min.js",
    "graphiql.css": MODULES / "graphiql" / "graphiql.min.css",
}
# Its style is set by script; nothing is asked of another host.
CONTENT = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; " \
    "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'"  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """A role with its matter, and the question to begin with."""

    label: str
    role: str
    purpose: str
    matter: str
    reason: str
    question: str
    variables: Mapping[str, Any]


class Page:
    """`token` signs for a role of the demo; the offers are known once its matters are open."""

    def __init__(self, token: Callable[[str], str]) -> None:
        self.token = token
        self.offers: list[Offer] = []

    @property
    def installed(self) -> bool:
        return all(path.exists() for path in FILES.values())

    def offer(self, offers: Sequence[Offer]) -> bool:
        """False when the page has not been installed."""
        self.offers = list(offers)
        return self.installed

    def routes(self) -> list[Route]:
        if not self.installed:
            return []
        return [
            Route("/graphiql", _file),
            Route("/graphiql/offers", self._offered),
            Route("/graphiql/{name}", _file),
        ]

    async def _offered(self, _request: Request) -> Response:
        return Response(orjson.dumps([self._said(o) for o in self.offers]), media_type="application/json")

    def _said(self, offer: Offer) -> dict[str, Any]:
        return {
            "label": offer.label,
            "headers": {
                "authorization": f"Bearer {self.token(offer.role)}",
                "throughline-purpose": purpose_header(offer.purpose, offer.matter, offer.reason),
            },
            "query": offer.question,
            "variables": offer.variables,
        }


async def _file(request: Request) -> Response:
    path = FILES.get(request.path_params.get("name", ""))
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, headers={"content-security-policy": CONTENT})
