"""`throughline ledger`: is it whole, what was signed of it, and is an entry in it? Offline, and writing nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from sqlalchemy import Engine

from authz.heads import public_key
from authz.keys import PUBLIC, SEALING
from authz.ledger_proof import newest_head, proof_of, proved
from authz.ledger_store import engine_of
from authz.ledger_verify import MOST_TOLD, Flaw, Found, verified
from authz.sealing import Sealing
from authz.stamping import authority_of
from authz.witness import Witness

ledger_app = typer.Typer(no_args_is_help=True, help="What came in, what was decided and what was told: is it whole?")
Public = Annotated[Path | None, typer.Option(help="The hub's public key, heads.pem; that of this hub unless told.")]
SAID = {
    "ALTERED": "the entry is not the one that was hashed",
    "MISSING": "there is no entry",
    "RECORD": "the raw record beside the entry, or its key, is missing, altered, or of another one",
    "UNERASED": "an entry says that this record was erased, and its key is there",
    "FORKED": "an entry is not the one of which a head was signed",
    "CUT": "a head was signed of entries that are not there",
    "STAMP": "the stamp of this head is not of it, not by the authority, or from before the head",
    "FORGED": "the head of this size is not signed by the hub's key",
}
T = TypeVar("T")


@ledger_app.command()
def verify(
    context: typer.Context,
    proof: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Or one entry, by its proof.")] = None,
    public: Public = None,
) -> None:
    """Check every entry, raw record and head; name the first places that are wrong, and fail."""
    key = public_key(public or context.obj.key_folder / PUBLIC)
    if proof:
        _one(proof_of(proof.read_bytes()).objection(key))
        return
    sealing = context.obj.key_folder / SEALING
    opener = Sealing(sealing.read_bytes()) if sealing.exists() else None
    lines = list(Witness(context.obj.witness).heads()) if context.obj.witness else []
    witnessed = [head for head in lines if head]
    roots = context.obj.stamps_roots
    stamps = authority_of(context.obj.stamps, roots).saw if roots else None
    found = _read(context, lambda engine: verified(engine, key, opener, witnessed, stamps))
    _tell(found, context.obj.json_output, {"witnessed": len(witnessed), "unreadable": len(lines) - len(witnessed)})


def _one(objection: str | None) -> None:
    if objection:
        typer.echo(f"The proof does not hold: {objection}.")
        raise typer.Exit(1)
    typer.echo("The entry was in the ledger when the head was signed.")


def _tell(found: Found, as_json: bool, witness: dict[str, int]) -> None:
    said = {**found.told(), **witness}
    if as_json:
        typer.echo(json.dumps(said))
    else:
        wrong = [f"wrong: {_worded(flaw)}" for flaw in found.flaws[:MOST_TOLD]] or ["wrong: nothing"]
        counts = [f"{name}: {value}" for name, value in said.items() if name != "wrong"]
        typer.echo("\n".join(counts + wrong))
    if found.flaws:
        raise typer.Exit(1)


def _worded(flaw: Flaw) -> str:
    where = f"entry {flaw.seq}" if flaw.seq == flaw.through else f"entries {flaw.seq} to {flaw.through}"
    return f"{where}: {SAID[flaw.kind]} ({flaw.kind})"


@ledger_app.command()
def head(context: typer.Context) -> None:
    """Print the newest signed head."""
    typer.echo(json.dumps(_read(context, newest_head).told()))


@ledger_app.command()
def prove(
    context: typer.Context,
    entry_or_answer: Annotated[str, typer.Argument(help="The entry's number, from 1, or the auditId of an answer.")],
    entry: Annotated[
        bool, typer.Option("--entry", help="With the entry's text: a decision's may name people.")
    ] = False,
) -> None:
    """Print a proof that this entry is in the ledger, for `verify --proof`."""
    typer.echo(_read(context, lambda engine: proved(engine, entry_or_answer, entry)).model_dump_json(exclude_none=True))


def _read(context: typer.Context, work: Callable[[Engine], T]) -> T:
    engine = engine_of(context.obj.ledger, reading=True)
    try:
        return work(engine)
    finally:
        engine.dispose()
