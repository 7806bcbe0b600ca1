"""The way of a record: read, kept in the ledger, followed by the graph, compared, told what became of it."""

from __future__ import annotations

import asyncio
import codecs
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from authz.ledger import Ledger
from authz.ledger_entry import Entry
from authz.ledger_received import Receipt, Received
from connectors.linking import Linking
from connectors.registry import Identify, Services
from connectors.relating import Relating
from connectors.sources.faults import Fault
from connectors.sources.reading import Parsed
from connectors.sources.source import Source
from connectors.together import Together
from graph.claims import Claims
from graph.following import Following

MOST_ROWS = 2_000
UNREADABLE = "unreadable "  # begins the source id of a row whose own cannot be read
NOT_YOURS = Fault("", "CUSTODIAN_NOT_YOURS", "is of a custodian that this account does not speak for")


class IntakeRefused(Exception):
    """The whole request is refused; nothing of it was kept."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row, by its place in the request."""

    index: int
    outcome: str
    source_id: str = ""
    version: int = 0
    supersedes: int | None = None
    superseded_by: int | None = None
    faults: list[Mapping[str, str]] = field(default_factory=list)
    unknowns: list[Mapping[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: what it is kept as, and what was new in it."""

    received: Received
    unknowns: list[Mapping[str, str]]


class Intake:
    def __init__(
        self,
        sources: Mapping[str, Source],
        ledger: Ledger,
        following: Following,
        linking: Linking,
        relating: Relating,
        now: Callable[[], str],
    ) -> None:
        self.sources, self.ledger, self.following, self.now = sources, ledger, following, now
        self.linking, self.relating = linking, relating
        self.together = Together(self._keep, MOST_ROWS)

    async def take(self, connector: str, rows: Sequence[bytes], custodians: frozenset[str]) -> list[Outcome]:
        """Acknowledged when durable in the ledger and applied to the graph. A bad row stops none."""
        source = self._source(connector, custodians)
        if len(rows) > MOST_ROWS:
            raise IntakeRefused("TOO_MANY_ROWS", f"At most {MOST_ROWS} rows in one request.")
        at = self.now()
        # In a thread: a large batch must not keep questions waiting.
        read = await asyncio.to_thread(_rows, source, rows, at, custodians)
        receipts = await self.together.kept([row.received for row in read])
        return [_outcome(index, row, receipt) for index, (row, receipt) in enumerate(zip(read, receipts, strict=True))]

    async def _keep(self, records: list[Received]) -> list[Receipt]:
        async with self.following.turn():
            receipts = await self.ledger.receive(records)
            kept = zip(records, receipts, strict=True)
            await self.following.apply([_entry(received, receipt) for received, receipt in kept if receipt.seq])
            await self.settle()
        return receipts

    async def settle(self) -> None:
        """Who is whom, and then who is kin of whom: also of what an earlier end left. It is the caller's turn."""
        await self.linking.settle()
        await self.relating.settle()

    def _source(self, connector: str, custodians: frozenset[str]) -> Source:
        source = self.sources.get(connector)
        if source is None:
            known = ", ".join(self.sources)
            raise IntakeRefused("UNKNOWN_CONNECTOR", f"There is no such connector. Known: {known}.")
        if source.custodians.isdisjoint(custodians):
            named = " or ".join(sorted(source.custodians))
            raise IntakeRefused("CUSTODIAN_NOT_YOURS", f"This account does not speak for {named}.")
        return source


def rows_of(body: bytes) -> list[bytes]:
    """NDJSON, in whatever encoding: one row a line, blank lines passed over."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            body = body.decode("utf-16").encode()
        except UnicodeDecodeError:
            return [body]  # refused as one row, like any other in no known encoding
    return [line for line in body.removeprefix(codecs.BOM_UTF8).splitlines() if line.strip()]


def transform(source: Source, identify: Identify, services: Services) -> Callable[[Entry], Claims]:
    """From a ledger entry to claims: the same for a new record and for one replayed."""

    def claims(entry: Entry) -> Claims:
        parsed = source.read(entry.content)
        assert isinstance(parsed, Parsed)
        return source.claims(
            parsed.row, entry.received_at, identify,
            superseded=entry.superseded, services=services,
        )  # fmt: skip

    return claims


def _rows(source: Source, rows: Sequence[bytes], at: str, custodians: frozenset[str]) -> list[Row]:
    return [_row(source, raw, at, custodians) for raw in rows]


def _row(source: Source, raw: bytes, at: str, custodians: frozenset[str]) -> Row:
    parsed = source.read(raw, received_at=at)
    if isinstance(parsed, Fault):
        return _refused(source, raw, at, custodians, parsed)
    custodian, source_id, version = source.key(parsed.row)
    if custodian not in custodians:
        return _refused(source, raw, at, custodians, NOT_YOURS)
    unknowns: list[Mapping[str, str]] = [
        {"pointer": u.pointer, "kind": str(u.kind), "codeList": u.code_list, "code": u.code} for u in parsed.unknowns
    ]
    return Row(Received(source.name, custodian, source_id, version, raw, at), unknowns)


def _refused(source: Source, raw: bytes, at: str, custodians: frozenset[str], fault: Fault) -> Row:
    """Kept under a custodian whom the sender speaks for: whose it would be may be what cannot be read."""
    faults = tuple({"pointer": f.pointer, "code": f.code, "reason": f.reason} for f in fault.all)
    custodian = min(source.custodians & custodians)
    return Row(Received(source.name, custodian, UNREADABLE + _digest(raw), 0, raw, at, faults), [])


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:32]


def _entry(received: Received, receipt: Receipt) -> Entry:
    assert receipt.seq
    body: dict[str, Any] = {
        "connector": received.connector,
        "at": received.received_at,
        "outcome": receipt.outcome,
        "superseded_by": receipt.superseded_by,
    }
    return Entry(receipt.seq, None, body, received.content)


def _outcome(index: int, row: Row, receipt: Receipt) -> Outcome:
    received = row.received
    known = not received.source_id.startswith(UNREADABLE)
    return Outcome(
        index,
        receipt.outcome,
        received.source_id if known else "",
        received.version,
        receipt.supersedes,
        receipt.superseded_by,
        list(receipt.faults),
        row.unknowns,
    )
