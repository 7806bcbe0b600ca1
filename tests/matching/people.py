"""Descriptions of invented people, by a few words."""

from __future__ import annotations

from typing import Any

from schema.matching.description import Description, describe


def somebody(family: str | None, given: str | None, born: str | None = None, **said: Any) -> Description:
    """One name; anything else by the name that `describe` has for it."""
    return describe(names=[(family, given), *said.pop("aliases", ())], birth_date=born, **said)
