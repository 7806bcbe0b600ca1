"""`python -m bench`: hub and peers over HTTP in interleaved rounds, each target with its figure, and the report.

Ends with 1 when a target is missed and `bench/accepted.py` does not say why it may be.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench.command import FOLDER, quiet
from bench.stand import Size
from bench.suite import Asked, run
from bench.written import Report

cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def settings(told: list[str]) -> dict[str, str]:
    """`NAME=VALUE` each."""
    found = dict(one.partition("=")[::2] for one in told)
    if wrong := [name for name in found if not name.startswith("THROUGHLINE_") or not found[name]]:
        raise typer.BadParameter(f"{wrong[0]}: tell THROUGHLINE_NAME=VALUE; docs/settings.md lists them.")
    return found


@cli.command()
def main(
    rounds: Annotated[int, typer.Option(min=1, help="Rounds, after one that warms.")] = 5,
    reports: Annotated[int, typer.Option(min=1_000, help="Synthetic police reports.")] = 10_000,
    times: Annotated[int, typer.Option(min=2, help="The same graph so many times over beside it.")] = 10,
    seconds: Annotated[int, typer.Option(min=1, help="Of each load.")] = 1,
    requests: Annotated[int, typer.Option(min=1_000, help="Over which memory is watched.")] = 100_000,
    overload: Annotated[int, typer.Option(min=5, help="Seconds of three times what the hub can.")] = 60,
    second: Annotated[
        list[str] | None, typer.Option(help="NAME=VALUE: a second hub beside the first, with this setting.")
    ] = None,
    to: Annotated[Path, typer.Option(help="Folder of the report.")] = FOLDER,
) -> None:
    quiet()
    console = Console()
    asked = Asked(Size(reports), rounds, seconds, requests, overload, times=times, second=settings(second or []))
    with tempfile.TemporaryDirectory() as state:
        done = asyncio.run(run(Path(state) / "hub", asked, lambda text: console.print(text, soft_wrap=True)))
    report = Report(asked, done)
    report.write(to)
    console.print(report.targets(), width=120)
    console.print(f"Written to {to}.", soft_wrap=True)
    if report.failed:
        raise typer.Exit(1)


if __name__ == "__main__":
    cli()
