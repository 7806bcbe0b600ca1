"""Section F as police fill it in: 39 answers, a score, a band, sometimes an override.

The items, and which of them score, are not public; these are opaque codes. Thresholds: ABC News,
17 May 2021. That the score runs from 0 to 15 is published as well.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from connectors.synthetic.draws import Draws
from connectors.synthetic.figures import (
    HIGH_FROM,
    MEDIUM_FROM,
    RISK_ITEMS,
    SCORED_ITEMS,
)
from connectors.synthetic.history import Record

_CODES: Final = tuple(f"Q{number:02}" for number in range(1, RISK_ITEMS + 1))
_SCORED: Final = frozenset(_CODES[::2][:SCORED_ITEMS])
_YES_BY_GRAVITY: Final = (0.13, 0.22, 0.33, 0.45, 0.54, 0.66)
_YES_PER_PRIOR: Final = 0.012
_UNKNOWN = 0.07
_NOT_ASKED = 0.015
_OVERRIDDEN = 0.05
_NOT_ASSESSED = 0.01
_HIGHER: Final = {"LOW": "MEDIUM", "MEDIUM": "HIGH"}
_LOWER: Final = {"HIGH": "MEDIUM", "MEDIUM": "LOW"}
_RAISED: Final = (
    "Pattern of escalating reports over recent weeks",
    "Recent separation not reflected in the items",
    "Affected family member unwilling to answer; history known to the unit",
)
_LOWERED: Final = "Respondent in custody at the time of assessment"


def risk(draws: Draws, record: Record, assessed_on: date) -> dict[str, Any]:
    """The band is the threshold's, or that of the override."""
    if draws.chance(_NOT_ASSESSED):
        return {"tool_version": "2019.2", "band": "NOT_ASSESSED"}
    yes = _YES_BY_GRAVITY[record.event.gravity] + _YES_PER_PRIOR * min(record.by_respondent, 20)
    answers = {code: _answer(draws, yes) for code in _CODES}
    score = sum(answers[code] == "YES" for code in _SCORED)
    return {
        "tool_version": "2019.2",
        "items": [{"code": code, "answer": answer} for code, answer in answers.items()],
        "score": score,
        "band": band_of(score),
        "assessed_on": assessed_on.isoformat(),
        **_override(draws, band_of(score)),
    }


def band_of(score: int) -> str:
    if score >= HIGH_FROM:
        return "HIGH"
    return "MEDIUM" if score >= MEDIUM_FROM else "LOW"


def governing_band(risk_section: dict[str, Any]) -> str | None:
    """The override's band where there is one."""
    band: str | None = risk_section.get("override_band") or risk_section.get("band")
    return band


def _answer(draws: Draws, yes: float) -> str:
    at = draws.random.random()
    if at < yes:
        return "YES"
    if at > 1 - _NOT_ASKED:
        return "NOT_ASKED"
    return "UNKNOWN" if at > 1 - _NOT_ASKED - _UNKNOWN else "NO"


def _override(draws: Draws, band: str) -> dict[str, Any]:
    """Most overrides raise the band."""
    if not draws.chance(_OVERRIDDEN):
        return {}
    if band == "HIGH" or (band == "MEDIUM" and draws.chance(0.1)):
        return {"override_band": _LOWER[band], "override_reason": _LOWERED}
    return {"override_band": _HIGHER[band], "override_reason": draws.pick(_RAISED)}
