"""Records of an answer taken in like any that are sent: the same form, ledger and linking.

A system that answers may write a record with other spaces, or its fields in another order, than the one that sends.
What says the same as the version that is held goes in as the bytes that are held, and is unchanged; another text of a
version would be a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from connectors.intake import Intake, Outcome
from connectors.sources.reading import Parsed
from connectors.sources.source import Source

Take = Callable[[str, Sequence[bytes], frozenset[str]], Awaitable[Sequence[Outcome]]]


@dataclass(frozen=True, slots=True)
class Taking:
    intake: Intake

    async def take(self, connector: str, rows: Sequence[bytes], custodians: frozenset[str]) -> list[Outcome]:
        source = self.intake.sources[connector]
        sent = [await self._as_held(source, row) for row in rows]
        return await self.intake.take(connector, sent, custodians)

    async def _as_held(self, source: Source, row: bytes) -> bytes:
        parsed = source.read(row)
        if not isinstance(parsed, Parsed):
            return row
        custodian, source_id, version = source.key(parsed.row)
        found = await self.intake.ledger.newest(source.name, custodian, source_id, up_to=version)
        if found is None or found[0] != version:
            return row
        return found[1] if _says(source, found[1]) == _says(source, row) else row


def _says(source: Source, row: bytes) -> str:
    """What a row says by its form, in one spelling."""
    parsed = source.read(row)
    assert isinstance(parsed, Parsed)
    return json.dumps(parsed.row.model_dump(), sort_keys=True)
