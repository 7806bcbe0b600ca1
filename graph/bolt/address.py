"""Where a Bolt address leads, and how it is kept private: as the driver reads it."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

PORT = 7687


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int
    tls: ssl.SSLContext | None


def address_of(url: str) -> Address | None:
    """None where it takes more than one connection to one server: routing, a context, another protocol."""
    parts = urlsplit(url)
    if parts.scheme not in TLS or not parts.hostname or parts.username or parts.query or parts.path.strip("/"):
        return None
    return Address(parts.hostname, parts.port or PORT, TLS[parts.scheme]())


def _checked() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # this checks the certificate and the host's name
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    return context


def _any_certificate() -> ssl.SSLContext:
    context = _checked()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


TLS: dict[str, Callable[[], ssl.SSLContext | None]] = {
    "bolt": lambda: None,
    "bolt+s": _checked,
    "bolt+ssc": _any_certificate,
}
