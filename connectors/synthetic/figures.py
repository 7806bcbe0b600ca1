"""The published figures that the population follows, each with its publisher.

What is not published (relationship mix by sex, hour of the day, which risk items score) is
chosen by hand where it is drawn, and is no evidence of anything.
"""

from __future__ import annotations

from typing import Final

from connectors.synthetic.draws import Weighted

RESPONDENTS_BY_INCIDENTS: Final = {1: 39_493, 2: 9_099, 3: 3_416, 4: 1_651, 5: 2_086}
"""Distinct respondents of 2019-20 by incidents within the year; the last key means five or more.

Family Violence Reform Implementation Monitor, 1 November 2020 (perpetrator accountability).
"""

INCIDENTS_OF_THE_YEAR: Final = 88_214
"""Family incidents in the year ending June 2020. Crime Statistics Agency Victoria."""

INCIDENTS_FIRST_YEAR: Final = 76_124
"""Family incidents in 2017-18. Crime Statistics Agency Victoria."""

INCIDENTS_LATEST_YEAR: Final = 102_082
"""Family incidents in the year ending September 2024. Crime Statistics Agency Victoria."""

CHILD_PRESENT: Final = 0.3117
"""Incidents of 2018-19 with a child recorded as present. Safe and Equal, 17 September 2019."""

AFFECTED_FEMALE: Final = 61_826 / 82_653
AFFECTED_MALE: Final = 20_691 / 82_653
"""Affected family members of 2018-19 (74.8 % and 25.0 %). Safe and Equal, 17 September 2019,
from the Crime Statistics Agency."""

OFFENCE_RECORDED: Final = 0.51
"""Incidents with an offence recorded, 2022-23 series. Crime Statistics Agency Victoria."""

CHARGED_OF_OFFENCES: Final = 0.59
"""Share of those with a charge laid, 2022-23 series. Crime Statistics Agency Victoria."""

MEDIUM_FROM: Final = 4
HIGH_FROM: Final = 8
"""Score thresholds of the 39-question police tool. ABC News, 17 May 2021."""

RISK_ITEMS: Final = 39
SCORED_ITEMS: Final = 15
"""39 questions (ABC News, 17 May 2021); a score runs from 0 to 15, so 15 of them score."""


def _five_or_more() -> float:
    """The mean of the open class: what the closed classes leave of the year's incidents."""
    closed = sum(times * people for times, people in RESPONDENTS_BY_INCIDENTS.items() if times < 5)
    return (INCIDENTS_OF_THE_YEAR - closed) / RESPONDENTS_BY_INCIDENTS[5]


MEAN_OF_FIVE_OR_MORE: Final = _five_or_more()
INCIDENTS_WITHIN_A_YEAR: Final = Weighted.of(RESPONDENTS_BY_INCIDENTS.items())
