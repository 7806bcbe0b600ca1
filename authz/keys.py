"""The hub's own keys, in a folder that only its user can read. Kept apart from the ledger."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ID_LENGTH = 26  # one length class for every id
SEALING, PUBLIC = "sealing.key", "heads.pem"  # files of the folder


def new_id() -> str:
    """Opaque, of no source key: it is recorded in the ledger, or of the ledger itself."""
    return secrets.token_hex(ID_LENGTH // 2)


@dataclass(frozen=True, slots=True)
class Keys:
    """`ids` makes opaque ids of source keys, `cursors` signs pages, `sealing` seals raw records, `heads` signs
    what the ledger is (Ed25519; the public key lies beside it)."""

    ids: bytes
    cursors: bytes
    sealing: bytes
    heads: bytes

    @staticmethod
    def open(folder: Path) -> Keys:
        """Reads the keys, making those that are missing."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = ("ids", "cursors", "sealing", "heads")
        keys = Keys(*(kept(folder / f"{name}.key", lambda: secrets.token_bytes(32)) for name in names))
        public = public_of(keys.heads)
        kept(folder / PUBLIC, lambda: public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        return keys

    def identify(self, *parts: str) -> str:
        """An id that the same source key always gets, and that tells nothing of it."""
        digest = hmac.digest(self.ids, "\x1f".join(parts).encode(), hashlib.sha256)
        return base64.b32encode(digest).decode().lower()[:ID_LENGTH]


def public_of(seed: bytes) -> Ed25519PublicKey:
    """By which heads are checked."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key()


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """The file's bytes; made once, whole or not at all, readable by its owner only. Of two who make it, the first."""
    if not path.exists():
        made = path.with_suffix(f".{os.getpid()}.new")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(make())
        with suppress(FileExistsError):
            path.hardlink_to(made)
        made.unlink()
    return path.read_bytes()
