"""What came of the planted people's reports in courts, prisons and services: the same for every seed.

Days are counted back from the end, as in `script.py`. He is held on remand and sentenced after the gravest violence
against his second partner, bailed a day before he strangles the third, and held again as the story ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the charges of one report; `decided` is days before the end, None while that is open."""

    outcome: str
    decided: int | None
    sentence: str = ""
    bail: str = "ON_BAIL"


@dataclass(frozen=True, slots=True)
class Held:
    """A stay in custody, by days before the end; `until` is None while it lasts, `expected` then days after it."""

    kind: str
    since: int
    until: int | None
    release: str = ""
    expected: int | None = None


FINED: Final = Fate("PLEADED_GUILTY", None, "FINE", "SUMMONS")
FINED_AFTER: Final = 60  # days after the report, where nothing else is said
WITHDRAWN: Final = Fate("WITHDRAWN", None, "", "SUMMONS")
OPEN: Final = Fate("", None)
REMANDED: Final = Fate("", None, bail="REMAND")
FATES: Final = {
    800: Fate("PLEADED_GUILTY", 755, "IMPRISONMENT", "REMAND"),
    175: Fate("PROVEN", 130, "CCO"),
    70: OPEN,
    45: REMANDED,
    30: OPEN,
    12: OPEN,
    4: REMANDED,
}
STAYS: Final = {
    800: (Held("REMAND", 799, 755, "COURT"), Held("SENTENCED", 755, 705, "END_OF_SENTENCE")),
    45: (Held("REMAND", 44, 31, "BAIL"),),
    4: (Held("REMAND", 3, None, expected=8),),
}
LAST_ORDER: Final = 12
"""The event of which police state that its order is not served: the court has it served two days before the end."""
SERVED_AT_LAST: Final = 2
SUBSTANTIATED: Final = frozenset({45, 168, 800})
"""Reports of which Child Protection substantiated harm to the children."""
ASSESSED: Final = {
    4: ("AFFECTED", "SERIOUS_IMMEDIATE", ("P09", "P14")),
    70: ("RESPONDENT", "SERIOUS", ("P08",)),
}
"""Who of the report was assessed, the level that the assessor judged, and serious factors that no report of police has:
she tells of stalking and jealousy, he of wanting to die."""
