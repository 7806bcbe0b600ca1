"""`throughline db`: the embedded database of a state folder by itself."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.embedded import Embedded, end
from graph.library import VERSION
from graph.remembered import remember

db_app = typer.Typer(no_args_is_help=True, help="The embedded Neo4j of this state folder.")


def _embedded(context: typer.Context, *, kept: bool = False) -> Embedded:
    settings: Any = context.obj
    return Embedded(settings.state, settings.neo4j_library, told=_progress, kept=kept)


def _progress(done: int, wanted: int) -> None:
    if done == wanted or done % 20 == 0:
        typer.echo(f"Neo4j: {done} of {wanted} jars at hand", err=True)


@db_app.command()
def prepare(context: typer.Context) -> None:
    """Fetch Neo4j's jars, and let Java remember their classes: every later start takes about half the time."""
    typer.echo(asyncio.run(remember(_embedded(context).library, _progress)))


@db_app.command()
def start(context: typer.Context) -> None:
    """Start it, and leave it running; a hub of the same folder uses it."""

    async def work() -> None:
        async with _embedded(context, kept=True) as running:
            typer.echo(running.url)

    asyncio.run(work())


@db_app.command()
def stop(context: typer.Context) -> None:
    """Stop it."""
    found = _embedded(context).process()
    if found is None:
        typer.echo("It does not run.")
        return
    end(found.pid)
    typer.echo("Stopped.")


@db_app.command()
def status(context: typer.Context) -> None:
    """Does it run, where, and how large is it?"""
    embedded = _embedded(context)
    found = embedded.process()
    said = {
        "running": found is not None,
        "pid": found.pid if found else None,
        "url": f"bolt://127.0.0.1:{found.port}" if found else None,
        "version": VERSION,
        "megabytes": _size(embedded.home) // (1024 * 1024),
    }
    plain = "\n".join(f"{name}: {value}" for name, value in said.items())
    typer.echo(json.dumps(said) if context.obj.json_output else plain)


@db_app.command()
def reset(context: typer.Context, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Delete its data; the ledger stays, and the next start builds the graph again from it."""
    if not yes:
        typer.confirm("Delete the graph of this state folder?", abort=True)
    _embedded(context).reset()
    typer.echo("Deleted.")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
