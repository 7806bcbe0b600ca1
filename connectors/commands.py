"""`throughline ingest`, `connector` and `identity`: clients of the hub, what it expects, and how well it matches."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.progress import track

from connectors.evaluating import show_evaluation
from connectors.intake import rows_of
from connectors.lookups import form as lookup_form
from connectors.registry import SOURCES
from schema.matching.description import of_text
from schema.matching.training import train
from schema.matching.weights import load, save

BATCH = 200
connector_app = typer.Typer(no_args_is_help=True, help="What the connectors expect.")
identity_app = typer.Typer(no_args_is_help=True, help="The weights that people are matched by, and how good they are.")


@connector_app.command()
def spec(name: str) -> None:
    """Print the JSON Schema of a connector's row."""
    if name not in SOURCES:
        typer.echo(f"There is no connector {name}. Known: {', '.join(SOURCES)}.", err=True)
        raise SystemExit(2)
    typer.echo(json.dumps(SOURCES[name].spec(), indent=2))


@connector_app.command()
def lookup() -> None:
    """Print the JSON Schemas of a look-up: the question, and the answer."""
    typer.echo(json.dumps(lookup_form.spec(), indent=2))


@identity_app.command()
def evaluate(
    context: typer.Context,
    people: Annotated[int, typer.Option(help="How many invented people are recorded.", min=100)] = 40_000,
    out: Annotated[Path | None, typer.Option(help="Folder for the report and the threshold curve.")] = None,
    weights: Annotated[Path | None, typer.Option(help="Weights of `train`; those at work unless told.")] = None,
) -> None:
    """Match a population whose truth is known; precision and recall, by group. Needs the extra `identity`."""
    settings: Any = context.obj
    show_evaluation(context.meta["seed"], people, out, settings.json_output, load(weights or settings.weights))


def keep_weights(texts: list[str], out: Path) -> None:
    """Learns the weights from what is held, nobody saying who is whom, and keeps them in a file."""
    found = train(list(map(of_text, texts)))
    save(found, out)
    typer.echo(f"Weights {found.version} of {found.records} descriptions: {out}. Serve with THROUGHLINE_WEIGHTS={out}.")


def ingest_file(hub: str, token: str, connector: str, file: Path, as_json: bool) -> None:
    """Sends the file in parts; prints the counts, what was refused, and what was new."""
    rows = rows_of(file.read_bytes())
    console = Console(stderr=True)
    parts = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    outcomes: list[dict[str, Any]] = []
    # The hub is on this machine: a proxy is not asked, and is not given the token.
    with httpx.Client(base_url=hub, timeout=120, trust_env=False) as client:
        for number, part in enumerate(track(parts, "Sending", console=console)):
            for outcome in _send(client, token, connector, part):
                outcomes.append({**outcome, "index": number * BATCH + outcome["index"]})
    typer.echo(json.dumps(outcomes) if as_json else "\n".join(said(outcomes)))


def _send(client: httpx.Client, token: str, connector: str, rows: list[bytes]) -> list[dict[str, Any]]:
    headers = {"authorization": f"Bearer {token}", "content-type": "application/x-ndjson"}
    answer = client.post(f"/ingest/{connector}", content=b"\n".join(rows), headers=headers)
    if answer.status_code != 200:
        typer.echo(_refusal(answer), err=True)
        raise SystemExit(1)
    found: list[dict[str, Any]] = answer.json()["outcomes"]
    return found


def _refusal(answer: httpx.Response) -> str:
    """In the hub's words, if it is a hub that answered."""
    try:
        return str(answer.json()["errors"][0]["message"])
    except (ValueError, LookupError, TypeError):
        return f"What answers at {answer.url.copy_with(path='/')} is no hub; tell the hub's --port."


def said(outcomes: list[dict[str, Any]]) -> Iterator[str]:
    """In words: the counts, then each refused row, then every unknown once with its count."""
    for outcome, count in sorted(Counter(o["outcome"] for o in outcomes).items()):
        yield f"{count} {outcome.lower()}"
    for outcome in outcomes:
        for fault in outcome.get("faults", ()):
            yield f"row {outcome['index'] + 1} {fault['pointer']}: {fault['reason']} ({fault['code']})"
    unknowns = Counter(
        (u["kind"], u.get("codeList") or u["pointer"], u.get("code", ""))
        for o in outcomes
        for u in o.get("unknowns", ())
    )
    for (kind, where, code), count in sorted(unknowns.items()):
        yield f"unknown {kind.lower()} {where} {code}".rstrip() + f": {count}"
