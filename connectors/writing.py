"""What people write at the hub goes the way of any record: by the source's own form, ledger first, then the graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from connectors.intake import Intake, IntakeRefused, Outcome
from connectors.sources.reading import Parsed


@dataclass(frozen=True, slots=True)
class Writing:
    intake: Intake

    async def take(self, connector: str, row: Mapping[str, Any], custodian: str) -> Outcome | None:
        """What became of it; None: the custodian's records do not come by this connector."""
        try:
            [outcome] = await self.intake.take(connector, [orjson.dumps(row)], frozenset({custodian}))
        except IntakeRefused:
            return None
        return outcome

    async def held(self, connector: str, custodian: str, source_id: str) -> tuple[int, dict[str, Any]] | None:
        """The newest version that was taken, and its row: all that was sent, as the form reads it."""
        found = await self.intake.ledger.newest(connector, custodian, source_id)
        if found is None:
            return None
        parsed = self.intake.sources[connector].read(found[1])
        assert isinstance(parsed, Parsed)
        return found[0], parsed.row.model_dump(mode="json", exclude_unset=True)
