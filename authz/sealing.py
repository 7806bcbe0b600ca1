"""Raw records at rest: each under a key of its own, which the hub's key wraps. Both AES-256-GCM, both bound to what
names the record.

Whoever takes the wrapped key away has erased the record: nobody opens it any more, not with the hub's key either.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12  # bytes
OWN_KEY = 256  # bits
NAMES = ("connector", "custodian", "source_id", "version", "content_hash")  # what names a record, in its entry


class Sealed(NamedTuple):
    """A record under its own key, and that key wrapped. They are kept apart."""

    content: bytes
    wrapped: bytes


class Sealing:
    def __init__(self, key: bytes) -> None:
        self.cipher = AESGCM(key)

    def seal(self, content: bytes, *names: str) -> Sealed:
        own = AESGCM.generate_key(OWN_KEY)
        return Sealed(_encrypted(AESGCM(own), content, names), _encrypted(self.cipher, own, names))

    def open(self, sealed: Sealed, *names: str) -> bytes:
        """Raises when a byte of it, of its key, or of what both are bound to, is another."""
        own = _decrypted(self.cipher, sealed.wrapped, names)
        return _decrypted(AESGCM(own), sealed.content, names)

    def open_record(self, sealed: Sealed, said: Mapping[str, Any]) -> bytes:
        """By the entry that says what it is. Raises as `open`."""
        return self.open(sealed, *(str(said[name]) for name in NAMES))


def _encrypted(cipher: AESGCM, told: bytes, names: tuple[str, ...]) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, told, _bound(names))


def _decrypted(cipher: AESGCM, kept: bytes, names: tuple[str, ...]) -> bytes:
    return cipher.decrypt(kept[:NONCE], kept[NONCE:], _bound(names))


def _bound(names: tuple[str, ...]) -> bytes:
    return "\x1f".join(names).encode()
