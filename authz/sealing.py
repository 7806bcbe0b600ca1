"""Raw records at rest: AES-256-GCM, bound to what names the record."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12  # bytes
NAMES = ("connector", "custodian", "source_id", "version", "content_hash")  # what names a record, in its entry


class Sealing:
    def __init__(self, key: bytes) -> None:
        self.cipher = AESGCM(key)

    def seal(self, content: bytes, *names: str) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self.cipher.encrypt(nonce, content, _bound(names))

    def open(self, sealed: bytes, *names: str) -> bytes:
        """Raises when a byte of it, or of what it is bound to, is another."""
        return self.cipher.decrypt(sealed[:NONCE], sealed[NONCE:], _bound(names))

    def open_record(self, sealed: bytes, said: Mapping[str, Any]) -> bytes:
        """By the entry that says what it is. Raises as `open`."""
        return self.open(sealed, *(str(said[name]) for name in NAMES))


def _bound(names: tuple[str, ...]) -> bytes:
    return "\x1f".join(names).encode()
