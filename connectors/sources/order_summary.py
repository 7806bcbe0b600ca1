"""What is told of an order in short, alike whichever source states it: served, what bears on housing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from connectors.sources.document import identifying
from schema.codes import affects_housing
from schema.decisions.order_states import SERVED, UNSERVED


def slot_of(number: str | None, before: Iterable[str | None]) -> tuple[str, str]:
    """Its number, and which of those with that number it is: an application and its order may share one. A version
    that lists them elsewhere still states the same."""
    own = identifying(number) or ""
    return own, str(1 + sum((identifying(other) or "") == own for other in before))


def served(state: str | None, a_service_is_stated: bool) -> bool | None:
    """An order binds once it is served (Family Violence Protection Act 2008 (Vic) ss 30, 123)."""
    if a_service_is_stated or state in SERVED:
        return True
    return False if state in UNSERVED else None


def housing(conditions: Sequence[str] | None) -> list[str] | None:
    if conditions is None:
        return None
    return [condition for condition in conditions if affects_housing(condition)]
