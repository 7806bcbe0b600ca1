"""What an HTTP request shows of its sender, as `authz` reads it."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from authz.binding import thumbprint
from authz.presented import Presented


def presented(request: Request, public: str) -> Presented:
    """`public` is the hub's address as its clients know it: what a request says of it proves nothing."""
    said, path = request.headers.getlist, request.scope["raw_path"].decode("ascii")
    url, proofs = public.rstrip("/") + path, tuple(said("dpop"))
    authorization = ", ".join(said("authorization"))
    return Presented(authorization, request.method, url, proofs, _certificate(request.scope))


def _certificate(scope: Mapping[str, Any]) -> str:
    """Of the ASGI extension `tls` (`resolvers.listening`); a header `Client-Cert` is anybody's."""
    chain = scope.get("extensions", {}).get("tls", {}).get("client_cert_chain", ())
    return thumbprint(ssl.PEM_cert_to_DER_cert(chain[0])) if chain else ""
