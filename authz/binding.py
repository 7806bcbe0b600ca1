"""What a token is bound to (`cnf`, RFC 7800): a key (RFC 9449), a certificate (RFC 8705), or both."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import Any

KEY, CERTIFICATE = "jkt", "x5t#S256"
THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}")  # SHA-256 in base64url


@dataclass(frozen=True, slots=True)
class Binding:
    """Thumbprints of what the sender must prove to hold; empty ones bind to nothing."""

    key: str = ""
    certificate: str = ""


def binding_of(cnf: Any) -> Binding:
    """A ValueError where it is bound in a way that the hub cannot check: it then passes as nothing."""
    if not isinstance(cnf, dict) or not cnf or not cnf.keys() <= {KEY, CERTIFICATE}:
        raise ValueError
    if not all(isinstance(value, str) and THUMBPRINT.fullmatch(value) for value in cnf.values()):
        raise ValueError
    return Binding(cnf.get(KEY, ""), cnf.get(CERTIFICATE, ""))


def thumbprint(content: bytes) -> str:
    """Of a certificate in DER (RFC 8705 section 3.1), or of a token (`ath`, RFC 9449 section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
