"""`python -m bench.person_page`: the page of a person beside the answers that it is made of, in interleaved rounds.

Both go through the whole way of a request in one process: token, account, facts, statements, ledger; the page with its
drawing and its mark-up. Its weight is told with every file that a browser without a cache would fetch for it.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

import httpx
import typer
from rich.console import Console
from starlette.applications import Starlette

from authz.issuing import ISSUER
from authz.requester import Declaration
from authz.words import Purpose
from bench.command import FOLDER, Reports, Rounds, To, keep, on_a_hub
from bench.hub import BenchFault, Served, served
from bench.measuring import timed
from connectors.synthetic.casework import Asked
from explorer.entry.sessions import Sessions
from explorer.entry.signing_in import COOKIE, ROOT, Provider
from explorer.people.happened import HAPPENED
from explorer.people.person import ORDERS, PATTERN, WHO
from explorer.people.standing import BESIDE, STANDS
from server import Settings

LATEST = FOLDER / "person_page.json"
SLOWER, HEAVIER = 1.3, 150_000  # bounds: over the answers; bytes
FILE = re.compile(r'(?:src|href)="(/explorer/static/[^"]+)"')
PUBLIC = "http://localhost"


@dataclass(frozen=True, slots=True)
class Weighed:
    """Medians in milliseconds, and bytes."""

    role: str
    rounds: int
    page: float
    answers: float
    records: int
    html: int
    files: int

    @property
    def ratio(self) -> float:
        return self.page / self.answers

    @property
    def within(self) -> bool:
        return self.ratio <= SLOWER and self.html + self.files <= HEAVIER

    def data(self) -> dict[str, Any]:
        return {**asdict(self), "page_over_answers": self.ratio, "bounds": {"ratio": SLOWER, "bytes": HEAVIER}}


@asynccontextmanager
async def at_work(hub: Served, case: Asked) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in with the token that questions are asked with, under the same declaration."""
    sessions = Sessions()
    name = sessions.begin(hub.tokens[case.role], 3600)
    sessions.held[name].declared = Declaration(Purpose(case.purpose), case.matter, case.reason)
    app = Starlette(routes=hub.parts.pages(Provider(ISSUER, "pages", ""), sessions))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC, timeout=180) as client:
        client.cookies.set(COOKIE, name, path=ROOT)
        yield client


async def weighed(hub: Served, role: str, rounds: int, warming: int = 10) -> Weighed:
    case = hub.cases[role]
    async with at_work(hub, case) as client:

        async def page() -> str:
            answer = await client.get(f"{ROOT}/people/{hub.subject}")
            if answer.status_code != 200:
                raise BenchFault(f"The page answered {answer.status_code}.")
            return answer.text

        async def answers() -> None:
            for text in (WHO, PATTERN, ORDERS, HAPPENED, STANDS, BESIDE):
                await hub.ask(case, text, {"id": hub.subject})

        taken: dict[str, list[float]] = {"page": [], "answers": []}
        for number in range(warming + rounds):
            for name, way in (("page", page), ("answers", answers)):
                took = await timed(way)
                if number >= warming:
                    taken[name].append(took)
        html = await page()
        files = [len((await client.get(name)).content) for name in sorted(set(FILE.findall(html)))]
        medians = {name: median(times) for name, times in taken.items()}
        return Weighed(
            role, rounds, **medians, records=html.count('<tr id="r'), html=len(html.encode()), files=sum(files)
        )


async def run(settings: Settings, reports: int, rounds: int) -> list[Weighed]:
    async with served(settings, reports) as hub:
        return [await weighed(hub, case.role, rounds) for case in hub.cases.values() if case.matter]


cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def main(
    rounds: Rounds = 40,
    reports: Reports = 3000,
    to: To = LATEST,
) -> None:
    console = Console()
    found = on_a_hub(lambda settings: run(settings, reports, rounds))
    keep([one.data() for one in found], to)
    for one in found:
        weight = f"{one.records} records, {one.html:,} bytes of page and {one.files:,} of files (bound {HEAVIER:,})"
        slower = f"{one.ratio:.2f} of the time of its answers (bound {SLOWER})"
        console.print(f"{one.role}: {slower}; {weight}.", soft_wrap=True)
    console.print(f"Written to {to}.")
    if not all(one.within for one in found):
        raise typer.Exit(1)


if __name__ == "__main__":
    cli()
