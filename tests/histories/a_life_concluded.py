"""What follows from the life in tests/histories/a_life.py for each role, worked out by hand: ages, orders, words.

Intervals between attendances: 204, 11, 13, 107, 41, 297 and 91 days. Of the five earlier ones the median is 41, of the
last two 194. Only one report says anything of the five acts, and that is strangulation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.histories.a_life import FINAL, FOR_TESS, INTERIM, NOTICE
from tests.histories.a_life_told import ASSAULTS, CHARGES, CHILDREN, CIP, DOOR, MEN, id_of, in_order, shown
from tests.histories.lived import Life

RECEIVED = "2026-07-01T00:00:00Z"
REPORTS = ("mistaken", *ASSAULTS)
WORSE = (
    "severity: the recent attendances reach a higher rung than any earlier one shown",
    "frequency: intervals are not shorter: median of the recent intervals 194 days, of the earlier ones 41 days",
)
# Whole years at least and at most: by the day of birth, or by its year where the role is told no more.
AGES = {
    "jory": {CIP: (9, 10), DOOR: (9, 9), MEN: (9, 10), CHILDREN: (9, 10)},
    "elka": {CIP: (6, 7), DOOR: (6, 6), MEN: (6, 7), CHILDREN: (6, 7)},
    "finn": {CIP: (5, 6), DOOR: (5, 6), MEN: (5, 6), CHILDREN: (6, 6)},
}
WHY = {
    "notice": f"Family violence safety notice {NOTICE} against this person: not in force any more at 10:00 am on 1 "
    f"July 2026, for Interim family violence intervention order {INTERIM}, which takes its place, was served at 7:40 "
    "am on 14 February 2024. By Magistrates' Court and Victoria Police.",
    "interim": f"Interim family violence intervention order {INTERIM} against this person: not in force any more at "
    f"10:00 am on 1 July 2026, for Final family violence intervention order {FINAL}, which takes its place, was served "
    "at 3:20 pm on 8 May 2024. By Magistrates' Court.",
    "final": f"Final family violence intervention order {FINAL} against this person: not in force any more at 10:00 am "
    "on 1 July 2026, for it ended on 5 May 2026. By Magistrates' Court and Victoria Police.",
    "for tess": f"Final family violence intervention order {FOR_TESS} against this person: in force at 10:00 am on 1 "
    "July 2026, for it was served at 11:20 am on 19 January 2026, and it lasts until 18 January 2028. By "
    "Magistrates' Court.",
}
STATEMENTS = {"notice": ["notice", "notice by police"], "interim": ["interim"], "final": ["final", "final by police"],
              "for tess": ["for tess"]}  # fmt: skip
ALL_STATEMENTS = sorted(name for names in STATEMENTS.values() for name in names)
LIMITS = ("Structured professional judgement at one point in time, of what was known then. A level is no score, and no "
          "probability.")  # fmt: skip
NOBODYS: dict[str, Any] = {"part": "RESPONDENT", "scheme": "MARAM", "tool": None, "toolVersion": None,
                           "factorsPresent": []}  # fmt: skip
HIS = {**NOBODYS, "on": "2024-03-15", "level": "ELEVATED", "kind": "PERPETRATOR", "toolLimits": LIMITS,
       "custodian": "mens_referral_service", "evidence": ["his assessment"]}  # fmt: skip
IN_SUM = {**HIS, "kind": None, "toolLimits": None, "custodian": None}  # who made it, and how, is no part of a summary
HERS = {**NOBODYS, "on": "2024-02-20", "level": "SERIOUS", "kind": "COMPREHENSIVE", "tool": "TRAM",
        "toolLimits": LIMITS, "custodian": "orange_door", "evidence": ["her risk"]}  # fmt: skip
ASSESSED = {CIP: [], DOOR: [IN_SUM, HERS], MEN: [HIS], CHILDREN: [HIS, HERS]}
DIFFERENT = f"Statements of order {FINAL} give different days on which it ends"
# Whose records are shown: of what kinds, in words of one and of several; and how the sentence names the custodian.
COURTS = ("notice", "interim", "final", "for tess")
BY_POLICE = ("notice by police", "final by police")
HELD_BY: dict[str | None, tuple[str, list[tuple[str, str, Sequence[str]]]]] = {
    None: ("a custodian that is not shown", [("risk assessment", "risk assessments", ["his assessment"])]),
    "child_protection": (
        "Child Protection", [("report to Child Protection", "reports to Child Protection", ["harm"])]),
    "corrections_victoria": ("Corrections Victoria", [("stay in custody", "stays in custody", ["custody"])]),
    "magistrates_court": (
        "Magistrates' Court",
        [("charge", "charges", CHARGES), ("statement of an order", "statements of orders", COURTS)]),
    "mens_referral_service": (
        "Men's Referral Service", [("risk assessment", "risk assessments", ["his assessment"])]),
    "orange_door": ("The Orange Door", [("risk assessment", "risk assessments", ["her risk"])]),
    "victoria_police": (
        "Victoria Police",
        [("police report", "police reports", REPORTS), ("statement of an order", "statements of orders", BY_POLICE)]),
}  # fmt: skip


def child(life: Life, role: str, who: str) -> dict[str, Any]:
    """One report each; of Elka alone Child Protection has one that has to do with him, and investigated it."""
    name, on = ("second", "2025-12-14") if who == "finn" else ("first", "2024-02-10")
    harm = shown(role, ["harm"]) if who == "elka" else []
    received = "2024-02-12" if harm else None
    least, most = AGES[who][role]
    return {
        "child": id_of(life, role, who), "exposures": 1, "exposuresToSubject": 1, "reports": 1, "kinds": [],
        "respondents": 1, "respondentsAtLeast": False, "firstOn": on, "lastOn": on, "spanDays": 0,
        "ages": [{"on": on, "youngestYears": least, "oldestYears": most, "exact": least == most, "beforeBirth": False,
                  "evidence": [name]}],
        "protectionReports": len(harm), "protectionInvestigated": len(harm), "protectionNotInvestigated": 0,
        "protectionFirstOn": received, "protectionLastOn": received, "protectionEvidence": harm,
        "evidence": [name, *harm],
    }  # fmt: skip


def children(life: Life, role: str) -> Sequence[str]:
    return in_order(life, role, AGES)


def whose(role: str) -> Iterator[tuple[str | None, str, list[tuple[str, str, list[str]]]]]:
    """Custodian, its name, and of each kind what is shown; that of whose assessment there is a summary is not told."""
    for custodian, (name, kinds) in HELD_BY.items():
        if (custodian is None) != (role == DOOR) and custodian in (None, "mens_referral_service"):
            continue
        told = [(one, several, shown(role, names)) for one, several, names in kinds]
        if any(names for _, _, names in told):
            yield custodian, name, [kind for kind in told if kind[2]]
