"""What each of three recipients is to read, worked out by hand from the records of tests/histories/a_life.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ORGANISATION = {"tod_victim_side": "orange_door", "tod_perpetrator_side": "orange_door",
                "mens_service": "mens_referral_service"}  # fmt: skip
WAITING = {"notice", "file", "interim", "final", "tess's file", "for tess"}
REPORTS_SHOWN = 8
CONTENT: Mapping[str, Mapping[str, Any]] = {"tod_victim_side": {}, "tod_perpetrator_side": {}, "mens_service": {}}


def named(value: Any, names: Mapping[str, str]) -> Any:
    """Ids of records by their names."""
    if isinstance(value, dict):
        return {key: named(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [named(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value
