"""Pattern and history of the life as four roles are told it: breaches, whom, how often, roles turned round; by hand.

He broke the order on 1, 12 and 25 September 2024: on the 25th two others lie in the 28 days before (s 125A); on 20
February 2025 none does, for 10 January is 41 days away. A charge is of the occasion whose LEAP number it bears.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.histories.a_life import FINAL, FOR_TESS
from tests.histories.a_life_told import (
    ASSAULTS,
    BREACHES,
    CHARGES,
    MEN,
    ROLES,
    history,
    id_of,
    in_order,
    shown,
)
from tests.histories.lived import Life

COUNTED = "occasions recorded charged firstOn lastOn evidence"
MEASURES = f"""query($who: ID!) {{ patternAndHistory(person: $who) {{ person measures {{ asAt reportsShown
  frequency {{ window opensAfter closesAt attendances reports firstOn evidence }} recency {{ days latestOn evidence }}
  breaches {{ attendances reports charges occasions occasionsRecorded occasionsCharged occasionsBoth
    bySection {{ section attendances reports charges chargesProven chargesNotSustained firstOn lastOn evidence }}
    byOrder {{ about id number {COUNTED} }} byPerson {{ about id number {COUNTED} }}
    persistentCandidates {{ on occasions limbs evidence }} recordedEvidence chargedEvidence evidence }}
  affected {{ count atLeast evidence persons {{ person attendances reports firstOn lastOn charges daysSincePrevious
    evidence }} }}
  crossRole {{ affectedAttendances affectedReports affectedEvidence childReports childEvidence mutualAttendances
    mutualEvidence reviews reviewsEvidence wrongedCharges wrongedEvidence crossedOrders crossedEvidence }}
  circumstances {{ attendances inCustody onBail underSupervision underOrder orderNotKnown
    incidents {{ on inCustody onBail underSupervision ordersInForce ordersNotKnown evidence }} }} }} }} }}"""
AT = "2026-07-01T00:00:00Z"
AGAINST_IMOGEN = list(BREACHES)
ALL = [*AGAINST_IMOGEN, "breach 6"]


async def measured(life: Life, role: str) -> Any:
    told = await history(life, role, MEASURES)
    assert told["person"] == id_of(life, role, "him")
    return told["measures"]


def charged(role: str, reports: list[str]) -> list[str]:
    """Of these reports, the charges that the role is told."""
    return [c for c in shown(role, CHARGES) if c.replace("charge", "breach") in reports]


def occasions(role: str, about: str, id: str, number: str | None, reports: list[str], days: tuple[str, str]) -> Any:
    charges = charged(role, reports)
    return {"about": about, "id": id, "number": number, "occasions": len(reports), "recorded": len(reports),
            "charged": len(charges), "firstOn": days[0], "lastOn": days[1],
            "evidence": sorted(reports + charges)}  # fmt: skip


FIRST, LAST, LAST_OF_HER = "2024-09-01", "2026-03-15", "2025-02-20"


@pytest.mark.parametrize("role", ROLES)
async def test_breaches(life: Life, role: str) -> None:
    """Which order it was of, charges say, and the first report alone: who is told of no charge counts one of it."""
    found = (await measured(life, role))["breaches"]
    charges = shown(role, CHARGES)
    told = sorted(ALL + charges)
    of_final = AGAINST_IMOGEN if charges else ["breach 1"]
    orders = [(life.instruments["final"], FINAL, of_final, (FIRST, LAST_OF_HER if charges else FIRST))]
    if charges:
        orders.append((life.instruments["for tess"], FOR_TESS, ["breach 6"], (LAST, LAST)))
    of_whom = {"imogen": (AGAINST_IMOGEN, (FIRST, LAST_OF_HER)), "tess": (["breach 6"], (LAST, LAST))}
    three = AGAINST_IMOGEN[:3]
    assert found == {
        "attendances": 6, "reports": 6, "charges": len(charges), "occasions": 6, "occasionsRecorded": 6,
        "occasionsCharged": len(charges), "occasionsBoth": len(charges),
        "bySection": [{
            "section": "123", "attendances": 6, "reports": 6, "charges": len(charges),
            "chargesProven": 5 if charges else 0, "chargesNotSustained": 0, "firstOn": FIRST, "lastOn": LAST,
            "evidence": told,
        }],
        "byOrder": [occasions(role, "ORDER", *order) for order in sorted(orders)],
        "byPerson": [occasions(role, "PERSON", id_of(life, role, who), None, *of_whom[who])
                     for who in in_order(life, role, of_whom)],
        "persistentCandidates": [{
            "on": "2024-09-25", "occasions": 3, "limbs": ["SAME_PERSON", "SAME_ORDER"] if charges else ["SAME_PERSON"],
            "evidence": sorted(three + charged(role, three)),
        }],
        "recordedEvidence": ALL, "chargedEvidence": charges, "evidence": told,
    }  # fmt: skip


def affected(life: Life, role: str, who: str, reports: list[str], days: tuple[str, str], since: int | None) -> Any:
    charges = charged(role, reports)
    return {"person": id_of(life, role, who), "attendances": len(reports), "reports": len(reports),
            "firstOn": days[0], "lastOn": days[1], "charges": len(charges), "daysSincePrevious": since,
            "evidence": sorted(reports + charges)}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
async def test_whom_he_harmed_one_after_the_other(life: Life, role: str) -> None:
    """From 20 February to 14 December 2025 it is 297 days."""
    found = (await measured(life, role))["affected"]
    hers, tesss = ["first", *AGAINST_IMOGEN], ["second", "breach 6"]
    assert found == {
        "count": 2,
        "atLeast": False,
        "persons": [
            affected(life, role, "imogen", hers, ("2024-02-10", LAST_OF_HER), None),
            affected(life, role, "tess", tesss, ("2025-12-14", LAST), 297),
        ],
        "evidence": sorted([*ASSAULTS, *shown(role, CHARGES)]),
    }


WINDOWS = [
    ("LAST_28_DAYS", "2026-06-03T00:00:00Z", []),
    ("LAST_90_DAYS", "2026-04-01T23:00:00Z", []),  # by the clock of Melbourne, which was an hour on
    ("LAST_12_MONTHS", "2025-07-01T00:00:00Z", ["second", "breach 6"]),
    ("LAST_5_YEARS", "2021-07-01T00:00:00Z", list(ASSAULTS)),
    ("LIFE", None, list(ASSAULTS)),
]


@pytest.mark.parametrize("role", ROLES)
async def test_how_often_and_how_long_ago(life: Life, role: str) -> None:
    """The mistaken report has him as the one harmed, so it counts in none."""
    found = await measured(life, role)
    assert (found["asAt"], found["reportsShown"]) == (AT, 8 if role == MEN else 9)
    days = {"first": "2024-02-10", "second": "2025-12-14"}
    assert found["frequency"] == [
        {"window": window, "opensAfter": opens, "closesAt": AT, "attendances": len(reports), "reports": len(reports),
         "firstOn": days[reports[0]] if reports else None, "evidence": sorted(reports)}
        for window, opens, reports in WINDOWS
    ]  # fmt: skip
    assert found["recency"] == {"days": 108, "latestOn": LAST, "evidence": ["breach 6"]}


@pytest.mark.parametrize("role", ROLES)
async def test_that_roles_are_turned_round_once_and_under_review(life: Life, role: str) -> None:
    turned = [] if role == MEN else ["mistaken"]
    assert (await measured(life, role))["crossRole"] == {
        "affectedAttendances": len(turned), "affectedReports": len(turned), "affectedEvidence": turned,
        "childReports": 0, "childEvidence": [], "mutualAttendances": 0, "mutualEvidence": [],
        "reviews": len(turned), "reviewsEvidence": turned, "wrongedCharges": 0, "wrongedEvidence": [],
        "crossedOrders": 0, "crossedEvidence": [],
    }  # fmt: skip


# The last day of the final order was 5 May 2026, and Tess's was served in January: on 15 March two bound him.
BOUND = {"first": 0, **dict.fromkeys(AGAINST_IMOGEN, 1), "second": 1, "breach 6": 2}
DAYS = ("2024-02-10", "2024-09-01", "2024-09-12", "2024-09-25", "2025-01-10", "2025-02-20", "2025-12-14", "2026-03-15")


@pytest.mark.parametrize("role", ROLES)
async def test_what_bound_him_each_time(life: Life, role: str) -> None:
    """He was remanded the day after the fifth breach, and is on bail for the sixth only since: no report is of then."""
    assert (await measured(life, role))["circumstances"] == {
        "attendances": 8, "inCustody": 0, "onBail": 0, "underSupervision": 0, "underOrder": 7, "orderNotKnown": 0,
        "incidents": [
            {"on": on, "inCustody": None, "onBail": None, "underSupervision": None, "ordersInForce": BOUND[name],
             "ordersNotKnown": 0, "evidence": [name]}
            for on, name in zip(DAYS, ASSAULTS, strict=True)
        ],
    }  # fmt: skip
