"""`throughline token`: an access token of the demo's own issuer."""

from __future__ import annotations

from pathlib import Path

import typer

from authz.issuing import Issuer


def print_token(keys: Path, subject: str, scope: str, seconds: int) -> None:
    """The token alone, so that a shell can take it."""
    typer.echo(issuer_of(keys).token(subject, scope=scope, seconds=seconds))


def issuer_of(keys: Path) -> Issuer:
    return Issuer.open(keys / "issuer")
