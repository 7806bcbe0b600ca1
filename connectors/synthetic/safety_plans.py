"""Plans for safety: steps in words that name no place and nobody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from connectors.synthetic.draws import Draws

Fields = dict[str, Any]
STEPS: Final = {
    "SAFE_PLACE": "Knows where to go at any hour",
    "EMERGENCY_CONTACT": "Calls triple zero; a friend is the second call",
    "CODE_WORD": "A word is agreed with a friend",
    "DOCUMENTS": "Copies of papers are kept elsewhere",
    "TECHNOLOGY": "Location sharing is off and passwords are new",
    "COURT": "Is met at the door of the court",
}
_REVIEW: Final = timedelta(days=28)


def safety_plan(draws: Draws, number: str, day: date) -> Fields:
    kinds = draws.some(tuple(STEPS), draws.between(2, 4))
    return {
        "number": number,
        "made_on": day.isoformat(),
        "review_on": (day + _REVIEW).isoformat(),
        "state": "CURRENT",
        "steps": [{"kind": kind, "text": STEPS[kind]} for kind in kinds],
    }
