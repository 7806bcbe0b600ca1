"""The rows of a population sent to the hub over HTTP, each custodian's by its own connector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx
import orjson
from rich.console import Console
from rich.progress import Progress

from authz.issuing import Issuer
from connectors.synthetic.agencies import connector_of
from connectors.synthetic.casework import POLICE, DemoFault
from connectors.synthetic.population import Population
from connectors.synthetic.systems import systems
from connectors.synthetic.written import Written

BATCH = 250
WHAT = {
    "l17": "police reports",
    "courts": "court files",
    "corrections": "Corrections files",
    "child_protection": "reports to Child Protection",
    "risk": "risk assessments",
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """Rows of one custodian by one connector, in the order in which they are handed over."""

    connector: str
    custodian: str
    rows: Sequence[bytes]

    @property
    def batches(self) -> Iterator[Sequence[bytes]]:
        return (self.rows[start : start + BATCH] for start in range(0, len(self.rows), BATCH))


def deliveries(found: Population) -> list[Delivery]:
    """The reports of police first, then what the other systems hold of the same people."""
    police = Delivery("l17", POLICE, [orjson.dumps(report) for report in found.reports])
    return [police, *(each for name, held in systems(found).items() for each in _by_custodian(name, held))]


def _by_custodian(connector: str, held: Sequence[Written]) -> Iterator[Delivery]:
    custodians = dict.fromkeys(row.custodian for row in held)
    for custodian in custodians:
        yield Delivery(connector, custodian, [orjson.dumps(row.row) for row in held if row.custodian == custodian])


async def send(http: httpx.AsyncClient, issuer: Issuer, found: Population, console: Console) -> None:
    """Rows that are held are answered as unchanged."""
    planned = deliveries(found)
    counts = {connector: Counter[str]() for connector in WHAT}
    with Progress(console=console) as progress:
        for connector, what in WHAT.items():
            mine = [delivery for delivery in planned if delivery.connector == connector]
            task = progress.add_task(f"{what[0].upper()}{what[1:]}", total=sum(len(delivery.rows) for delivery in mine))
            for delivery in mine:
                for batch in delivery.batches:
                    counts[connector].update(await _sent(http, issuer, delivery, batch))
                    progress.advance(task, len(batch))
    for connector, count in counts.items():
        said = ", ".join(f"{number} {outcome.lower()}" for outcome, number in sorted(count.items()))
        console.print(f"{count.total()} {WHAT[connector]} sent: {said}.")


async def _sent(http: httpx.AsyncClient, issuer: Issuer, delivery: Delivery, rows: Sequence[bytes]) -> dict[str, int]:
    token = issuer.token(connector_of(delivery.custodian), scope="ingest")
    headers = {"authorization": f"Bearer {token}", "content-type": "application/x-ndjson"}
    answer = await http.post(f"/ingest/{delivery.connector}", content=b"\n".join(rows), headers=headers)
    if answer.status_code != 200:
        said = answer.json()["errors"][0]["message"]
        raise DemoFault(f"The {WHAT[delivery.connector]} of {delivery.custodian} were refused: {said}")
    return dict(answer.json()["counts"])
