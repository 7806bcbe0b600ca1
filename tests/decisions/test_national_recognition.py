"""Recognised everywhere from 25 November 2017: what was made then or since, and what had not ended by then."""

from __future__ import annotations

import pytest

from schema.decisions.national_recognition import recognised_nationally


@pytest.mark.parametrize(("kind", "made_on", "last_day", "over", "recognised"), [
    ("FINAL", "2017-11-25", None, False, True),
    ("INTERIM", "2026-01-01", "2026-02-01", True, True),
    ("FVSN", "2017-11-25", "2017-11-25", True, True),
    ("FINAL", "2017-11-24", "2017-11-24", True, False),
    ("FINAL", "2017-11-24", "2017-11-25", True, True),
    ("FINAL", "2017-11-24", None, False, True),
    ("FINAL", "2017-11-24", None, True, None),
    ("FINAL", None, None, False, None),
    ("APPLICATION", "2026-01-01", None, False, False),
    ("OTHER", "2026-01-01", None, False, None),
    (None, "2026-01-01", None, False, None),
])  # fmt: skip
def test_which_orders_every_state_enforces(
    kind: str | None, made_on: str | None, last_day: str | None, over: bool, recognised: bool | None
) -> None:
    assert recognised_nationally(kind, made_on, last_day, over) is recognised
