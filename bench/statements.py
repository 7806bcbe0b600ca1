"""`python -m bench.statements`: the hub in one process beside its bare statement and beside flat statements."""

from __future__ import annotations

import os

import typer
from rich.console import Console

from bench.command import Reports, Rounds, To, on_a_hub
from bench.hub import served
from bench.measuring import measured
from bench.report import LATEST, Report
from server import Settings

ABOUT = """hub: a whole request in this process, token and ledger included, with facts at hand.
first: the same as the first question of a matter. bare: the hub's own statement through the official driver.
flat: so many statements ("of"), one for each list, joined by the client. All four found the same ids."""


async def run(settings: Settings, reports: int, rounds: int, warming: int = 20) -> Report:
    async with served(settings, reports) as hub:
        pages = await measured(hub, rounds, warming)
    return Report(len(os.sched_getaffinity(0)), reports, rounds, pages)


cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def main(
    rounds: Rounds = 60,
    reports: Reports = 3000,
    to: To = LATEST,
) -> None:
    console = Console()
    console.print(f"Starting Neo4j, taking in {reports} reports …")
    report = on_a_hub(lambda settings: run(settings, reports, rounds))
    report.write(to)
    console.print(report.table(), width=90)
    console.print(ABOUT, soft_wrap=True)
    console.print(f"Written to {to}.", soft_wrap=True)


if __name__ == "__main__":
    cli()
