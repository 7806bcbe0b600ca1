"""What is concluded of the life, as four roles are told it, to the last field: how bad, whether worse, whom, orders."""

from __future__ import annotations

from typing import Any

import pytest

from tests.histories.a_life import FINAL, FOR_TESS, INTERIM, NOTICE
from tests.histories.a_life_concluded import (
    ALL_STATEMENTS,
    ASSESSED,
    DIFFERENT,
    RECEIVED,
    STATEMENTS,
    WHY,
    WORSE,
    child,
    children,
    whose,
)
from tests.histories.a_life_told import ASSAULTS, CHARGES, ROLES, history, shown
from tests.histories.lived import Life

FINDING = "severity atLeast on reasons evidence"
CONCLUDED = f"""query($who: ID!) {{ patternAndHistory(person: $who) {{ measures {{
  repeats {{ band }} severityEdition latestSeverity {{ {FINDING} }} highestSeverity {{ {FINDING} }}
  escalation {{ finding severity severityEarlier severityRecent severityEvidence frequency medianDaysEarlier
    medianDaysRecent frequencyEvidence assessed assessedEvidence reasons evidence }}
  behaviours {{ behaviour stated denied notKnown firstOn lastOn evidence }} riskBands {{ band }}
  children {{ count atLeast attendances reports evidence children {{ child exposures exposuresToSubject reports kinds
    respondents respondentsAtLeast firstOn lastOn spanDays
    ages {{ on youngestYears oldestYears exact beforeBirth evidence }} protectionReports protectionInvestigated
    protectionNotInvestigated protectionFirstOn protectionLastOn protectionEvidence evidence }} }}
  orders {{ count atLeast against protecting sideNotKnown evidence orders {{ order kind state number side madeOn endsOn
    firstStatedOn lastStatedOn evidence }} }}
  ordersHeld {{ against protecting inForce evidence orders {{ order kind number side binding madeOn servedOn endsOn
    endsByLawOn custodians sentence evidence }} }}
  circumstances {{ incidents {{ custodyEvidence bailEvidence supervisionEvidence ordersEvidence
    ordersNotKnownEvidence }} }}
  assessments {{ part on scheme level kind tool toolVersion toolLimits custodian factorsPresent evidence }}
  contradictions {{ kind text values {{ says custodian record }} evidence }}
  custodians {{ custodian reports records kinds {{ kind count }} latestReceivedAt evidence }}
  }}
  sources {{ system label status freshAsOf }} }} }}"""


async def measured(life: Life, role: str, *names: str) -> Any:
    measures = (await history(life, role, CONCLUDED))["measures"]
    return {name: measures[name] for name in names}


@pytest.mark.parametrize("role", ROLES)
async def test_how_bad_it_was_and_is(life: Life, role: str) -> None:
    """Of the last, injuries and acts are not told: it may have been worse. What it was is told by the offence."""
    charged = shown(role, ["charge 6"])
    said = ["offence FVPA_123: contravention of an intervention order"]
    assert await measured(life, role, "severityEdition", "latestSeverity", "highestSeverity", "riskBands") == {
        "severityEdition": "2026-11-24",
        "latestSeverity": {
            "severity": "PROPERTY_OR_HARASSMENT", "atLeast": True, "on": "2026-03-15",
            "reasons": [*said, *["charge of contravention of an intervention order"] * len(charged)],
            "evidence": ["breach 6", *charged],
        },
        "highestSeverity": {
            "severity": "STRANGULATION_THREAT_TO_KILL_OR_WEAPON", "atLeast": False, "on": "2025-12-14",
            "reasons": ["strangulation stated"], "evidence": ["second"],
        },
        "riskBands": [],
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
async def test_whether_it_gets_worse(life: Life, role: str) -> None:
    """No assessment asks of escalation: none has observed a factor."""
    all_of_it = sorted([*ASSAULTS, *shown(role, CHARGES)])
    assert (await measured(life, role, "escalation"))["escalation"] == {
        "finding": "FOUND",
        "severity": "FOUND", "severityEarlier": "ASSAULT", "severityRecent": "STRANGULATION_THREAT_TO_KILL_OR_WEAPON",
        "severityEvidence": all_of_it,
        "frequency": "NOT_FOUND", "medianDaysEarlier": 41.0, "medianDaysRecent": 194.0, "frequencyEvidence": all_of_it,
        "assessed": None, "assessedEvidence": [], "reasons": list(WORSE), "evidence": all_of_it,
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
async def test_which_of_the_five_acts_are_stated(life: Life, role: str) -> None:
    nothing: dict[str, Any] = {"stated": 0, "denied": 0, "notKnown": 8, "firstOn": None, "lastOn": None, "evidence": []}
    once = {"stated": 1, "denied": 0, "notKnown": 7, "firstOn": "2025-12-14", "lastOn": "2025-12-14",
            "evidence": ["second"]}  # fmt: skip
    acts = ("THREAT_TO_KILL", "WEAPON_USED", "SEXUAL_VIOLENCE", "PROPERTY_DAMAGE")
    assert (await measured(life, role, "behaviours"))["behaviours"] == [
        {"behaviour": "STRANGULATION", **once},
        *({"behaviour": act, **nothing} for act in acts),
    ]


@pytest.mark.parametrize("role", ROLES)
async def test_what_each_child_was_exposed_to(life: Life, role: str) -> None:
    """Other reports do not say whether children were there."""
    assert (await measured(life, role, "children"))["children"] == {
        "count": 3, "atLeast": True, "attendances": 2, "reports": 2,
        "children": [child(life, role, who) for who in children(life, role)],
        "evidence": ["first", *shown(role, ["harm"]), "second"],
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
async def test_which_orders_police_named(life: Life, role: str) -> None:
    named: list[dict[str, Any]] = [
        {"order": life.instruments["final"], "kind": "FINAL", "state": "FINAL_SERVED", "number": FINAL,
         "side": "AGAINST", "madeOn": "2024-05-06", "endsOn": "2025-05-05", "firstStatedOn": "2024-09-01",
         "lastStatedOn": "2024-09-01", "evidence": ["breach 1"]},
        {"order": life.instruments["notice"], "kind": "FVSN", "state": "NOTICE_SERVED", "number": NOTICE,
         "side": "AGAINST", "madeOn": "2024-02-11", "endsOn": None, "firstStatedOn": "2024-02-10",
         "lastStatedOn": "2024-02-10", "evidence": ["first"]},
    ]  # fmt: skip
    assert (await measured(life, role, "orders"))["orders"] == {
        "count": 2, "atLeast": True, "against": 2, "protecting": 0, "sideNotKnown": 0,
        "orders": sorted(named, key=lambda one: one["order"]), "evidence": ["breach 1", "first"],
    }  # fmt: skip


def held(life: Life, name: str, kind: str, number: str, made: str, served: str, ends: str | None) -> dict[str, Any]:
    return {
        "order": life.instruments[name], "kind": kind, "number": number, "side": "AGAINST",
        "binding": "IN_FORCE" if name == "for tess" else "ENDED", "madeOn": made, "servedOn": served, "endsOn": ends,
        "endsByLawOn": None,
        "custodians": ["magistrates_court", *["victoria_police"] * (len(STATEMENTS[name]) - 1)],
        "sentence": WHY[name], "evidence": STATEMENTS[name],
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
async def test_which_orders_bind_him(life: Life, role: str) -> None:
    """All four roles are told of orders. The court's word of the last day of the final order counts, not police's."""
    assert (await measured(life, role, "ordersHeld"))["ordersHeld"] == {
        "against": 4, "protecting": 0, "inForce": 1, "evidence": ALL_STATEMENTS,
        "orders": [
            held(life, "notice", "FVSN", NOTICE, "2024-02-11", "2024-02-11", None),
            held(life, "interim", "INTERIM", INTERIM, "2024-02-13", "2024-02-14", None),
            held(life, "final", "FINAL", FINAL, "2024-05-06", "2024-05-08", "2026-05-05"),
            held(life, "for tess", "FINAL", FOR_TESS, "2026-01-19", "2026-01-19", "2028-01-18"),
        ],
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
async def test_by_which_statements_he_was_bound_each_time(life: Life, role: str) -> None:
    nothing: dict[str, list[str]] = {"custodyEvidence": [], "bailEvidence": [], "supervisionEvidence": [],
                                     "ordersNotKnownEvidence": []}  # fmt: skip
    bound: list[list[str]] = [[], *[STATEMENTS["final"]] * 6, sorted([*STATEMENTS["final"], "for tess"])]
    found = (await measured(life, role, "circumstances"))["circumstances"]["incidents"]
    assert found == [{**nothing, "ordersEvidence": statements} for statements in bound]


@pytest.mark.parametrize("role", ROLES)
async def test_how_his_risk_was_judged(life: Life, role: str) -> None:
    assert (await measured(life, role, "assessments"))["assessments"] == ASSESSED[role]


@pytest.mark.parametrize("role", ROLES)
async def test_where_records_contradict_one_another(life: Life, role: str) -> None:
    """And nothing was filed again. Custody status is on no report of then."""
    ends = (("it ends on 5 May 2026", "magistrates_court", "final"),
            ("it ends on 5 May 2025", "victoria_police", "final by police"))  # fmt: skip
    assert await measured(life, role, "contradictions", "repeats") == {
        "contradictions": [{
            "kind": "ORDER_DAYS_DIFFER", "text": DIFFERENT, "evidence": ["final", "final by police"],
            "values": [{"says": says, "custodian": whose, "record": life.events[name]} for says, whose, name in ends],
        }],
        "repeats": [],
    }  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
async def test_whose_records_are_shown(life: Life, role: str) -> None:
    assert (await measured(life, role, "custodians"))["custodians"] == [
        {
            "custodian": custodian,
            "reports": len(kinds[0][2]) if custodian == "victoria_police" else 0,
            "records": sum(len(names) for _, _, names in kinds),
            "kinds": [{"kind": one, "count": len(names)} for one, _, names in kinds],
            "latestReceivedAt": RECEIVED if custodian else None,
            "evidence": sorted(name for _, _, names in kinds for name in names),
        }
        for custodian, _, kinds in whose(role)
    ]


@pytest.mark.parametrize("role", ROLES)
async def test_each_system_says_of_when_it_is(life: Life, role: str) -> None:
    labels = {
        "l17": "Victoria Police family violence reports (L17 Portal)",
        "courts": "Magistrates' and Children's Courts: applications, orders, outcomes",
        "corrections": "Corrections Victoria: custody, release, community orders",
        "child_protection": "Child Protection (CRIS): involvement in reports and cases",
        "risk": "TRAM, and other tools of risk assessors: assessments and safety plans",
    }
    answered = {"status": "ANSWERED", "freshAsOf": RECEIVED}
    told = (await history(life, role, CONCLUDED))["sources"]
    assert told == [{"system": system, "label": label, **answered} for system, label in labels.items()]
