"""`throughline query` and `throughline schema`: a client of the hub, and its SDL."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import httpx
import orjson
import typer

from resolvers.api import API


def print_schema() -> str:
    return str(API)


def purpose_header(purpose: str, matter: str, reason: str) -> str:
    """As `Throughline-Purpose` is written."""
    parts = [f"is={purpose}"]
    parts += [f'matter="{matter}"'] if matter else []
    parts += [f'reason="{quote(reason)}"'] if reason else []
    return ", ".join(parts)


def ask_file(hub: str, token: str, file: Path, purpose: str, matter: str, reason: str) -> None:
    headers = {"authorization": f"Bearer {token}"}
    if purpose:
        headers["throughline-purpose"] = purpose_header(purpose, matter, reason)
    body = {"query": file.read_text()}
    # The hub is on this machine: a proxy is not asked, and is not given the token.
    answer = httpx.post(f"{hub}/graphql", json=body, headers=headers, timeout=60, trust_env=False)
    try:
        said = answer.json()
    except ValueError:
        typer.echo(f"What answers at {hub} is no hub; tell the hub's --port.", err=True)
        raise SystemExit(1) from None
    typer.echo(orjson.dumps(said, option=orjson.OPT_INDENT_2).decode())
    if answer.status_code != 200 or "errors" in said:
        raise SystemExit(1)
