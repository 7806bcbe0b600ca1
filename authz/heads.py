"""Heads: how many entries a ledger had and their root, at a time, signed by the hub (Ed25519).

A head binds all entries before it: whoever holds one can tell whether a ledger still begins as it did then.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from authz.ledger_store import LedgerUnavailable

DOCUMENT = b"throughline document\n"  # goes before what is signed


@dataclass(frozen=True, slots=True)
class Head:
    """`root` and `signature` in hex, `at` a UTC instant."""

    size: int
    root: str
    at: str
    signature: str = ""

    def signed(self, seed: bytes) -> Head:
        """By the hub's own key."""
        key = Ed25519PrivateKey.from_private_bytes(seed)
        return replace(self, signature=key.sign(self.said()).hex())

    def is_of(self, public: Ed25519PublicKey) -> bool:
        """Did the holder of this key sign it?"""
        try:
            public.verify(bytes.fromhex(self.signature), self.said())
        except (InvalidSignature, ValueError):
            return False
        return True

    def told(self) -> dict[str, Any]:
        return asdict(self)

    def said(self) -> bytes:
        """What is signed, and stamped."""
        return f"throughline ledger head\n{self.size}\n{self.root}\n{self.at}\n".encode()


def sign(seed: bytes, document: bytes) -> str:
    """The hub's signature over a document that it issues, in hex; by the same key, and never taken for a head."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(DOCUMENT + document).hex()


def head_of(said: Any) -> Head | None:
    """From its JSON, read or still as a line; None when it is none."""
    try:
        told = orjson.loads(said) if isinstance(said, bytes) else said
        head = Head(**told)
    except (ValueError, TypeError):
        return None
    texts = (head.root, head.at, head.signature)
    return head if type(head.size) is int and all(isinstance(text, str) for text in texts) else None


def public_key(path: Path) -> Ed25519PublicKey:
    """From a PEM file, as the hub keeps it in its folder of keys."""
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise LedgerUnavailable(f"{path}: no public key of a hub (Ed25519, PEM); tell its heads.pem with --public.")
    return key
