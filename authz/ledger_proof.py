"""A proof that one entry is in the ledger of which a head was signed: checked with the hub's public key alone."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from sqlalchemy import Engine, select

from authz.heads import Head
from authz.ledger_register import seq_of
from authz.ledger_store import LedgerUnavailable, transaction
from authz.ledger_tables import ENTRIES, NEWEST_HEAD, leaf_of
from authz.merkle import included, inclusion_proof

Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class Signed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    size: int
    root: Hash
    at: str
    signature: str


class Proof(BaseModel):
    """`path` is the inclusion proof of RFC 9162 2.1.3.1. `body` is the entry's own text, or left out: then the proof
    is of whatever has this leaf hash."""

    model_config = ConfigDict(extra="forbid", strict=True)
    seq: int
    kind: str
    body: str | None = None
    leaf: Hash
    path: list[Hash]
    head: Signed

    def objection(self, public: Ed25519PublicKey) -> str | None:
        """Why it proves nothing; None: the entry was there when the head was signed."""
        if not Head(**self.head.model_dump()).is_of(public):
            return "head: it is not signed by this key"
        if self.body is not None and leaf_of(self.seq, self.kind, self.body.encode()).hex() != self.leaf:
            return "body: it is not the entry of this leaf"
        path, root = [bytes.fromhex(step) for step in self.path], bytes.fromhex(self.head.root)
        if not included(bytes.fromhex(self.leaf), self.seq - 1, self.head.size, path, root):
            return "path: it does not lead from the leaf to the head's root"
        return None


def proof_of(said: bytes) -> Proof:
    try:
        return Proof.model_validate(orjson.loads(said))
    except ValidationError as fault:
        error = fault.errors()[0]
        raise LedgerUnavailable(f"The proof's {'.'.join(map(str, error['loc']))}: {error['msg']}.") from None
    except ValueError:
        raise LedgerUnavailable("The proof is not JSON, as `throughline ledger prove` prints it.") from None


def newest_head(engine: Engine) -> Head:
    with transaction(engine) as connection:
        found = connection.execute(NEWEST_HEAD).one_or_none()
    if found is None:
        raise LedgerUnavailable("No head of this ledger is signed yet: a hub that serves it signs one at its start.")
    return Head(*found)


def proved(engine: Engine, named: str, with_body: bool) -> Proof:
    """By the newest head. Reads the leaf hashes of all entries under it: 32 bytes each."""
    head, seq = newest_head(engine), _number(engine, named)
    if not 0 < seq <= head.size:
        raise LedgerUnavailable(f"Entry {seq} is not under the newest head, which is of {head.size} entries.")
    chosen = select(ENTRIES.c.leaf).where(ENTRIES.c.seq <= head.size).order_by(ENTRIES.c.seq)
    with transaction(engine) as connection:
        leaves = list(connection.execute(chosen).scalars())
        entry = connection.execute(select(ENTRIES).where(ENTRIES.c.seq == seq)).one_or_none()
    if entry is None or len(leaves) != head.size:
        raise LedgerUnavailable("The ledger is not whole: `throughline ledger verify` names the place.")
    path = [step.hex() for step in inclusion_proof(leaves, seq - 1)]
    body = entry.body.decode() if with_body else None
    said: dict[str, Any] = {"seq": seq, "kind": entry.kind, "body": body, "leaf": entry.leaf.hex(), "path": path}
    return Proof(**said, head=Signed(**head.told()))


def _number(engine: Engine, named: str) -> int:
    """Of an entry that is named by its number, or by the auditId of the answer that it is of."""
    with transaction(engine) as connection:
        seq = seq_of(connection, named)
    if seq is None and not named.isdecimal():
        raise LedgerUnavailable("No entry is of this answer: tell its `auditId` whole, or the number of an entry.")
    return int(named) if seq is None else seq
