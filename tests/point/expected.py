"""What each of three recipients is to read, worked out by hand from the records of tests/histories/a_life.py.

The workers of The Orange Door serve Imogen, and a report mistook her for the one using violence against him: so of him
they are shown the mask (W08), and where he is, not at all. The men's line serves him. Of charges and custody all three
are shown a yes or no alone. The Point reads no other agency's assessment of risk and masks whom he harmed, whom under
CIP_REQUEST no recipient is shown; so neither is in a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ORGANISATION = {"tod_victim_side": "orange_door", "tod_perpetrator_side": "orange_door",
                "mens_service": "mens_referral_service"}  # fmt: skip
REPORTS_SHOWN = 8
COURT, POLICE, PRISONS = "magistrates_court", "victoria_police", "corrections_victoria"
BREACHES = [f"breach {n}" for n in range(1, 7)]
IN_ORDER = ["first", *BREACHES[:5], "second", "breach 6"]
CHRONOLOGY = [
    ("2024-02-10", "Incident", "first", POLICE),
    ("2024-02-11", "Order", "notice", None),  # of the two that say the same, whichever has the first id
    ("2024-02-12", "CourtFile", "file", COURT),
    ("2024-02-13", "Order", "interim", COURT),
    ("2024-05-06", "Order", "final", COURT),
    ("2024-05-06", "Order", "final by police", POLICE),
    ("2024-09-01", "Incident", "breach 1", POLICE),
    ("2024-09-12", "Incident", "breach 2", POLICE),
    ("2024-09-25", "Incident", "breach 3", POLICE),
    ("2025-01-10", "Incident", "breach 4", POLICE),
    ("2025-02-20", "Incident", "breach 5", POLICE),
    ("2025-12-14", "Incident", "second", POLICE),
    ("2025-12-15", "CourtFile", "tess's file", COURT),
    ("2026-01-19", "Order", "for tess", COURT),
    ("2026-03-15", "Incident", "breach 6", POLICE),
]
SUMMARIES = [
    "A charge is not decided yet: yes.",
    "On bail: yes.",
    "Charged with an offence flagged as family violence: yes.",
    "Charged with an offence of violence: no.",
]
FACTORS = [
    ("V04", True, "Signs of escalation in the reports shown", IN_ORDER),
    ("P05", True, "Stated in 1 police report, first on 14 December 2025; not assessed", ["second"]),
    ("P11", False, "Recorded in 6 police reports; not assessed", BREACHES),
    ("P12", False, "Respondent in 8 police reports, first on 10 February 2024; not assessed", IN_ORDER),
]
IN_FORCE = (
    "Final family violence intervention order K25000990/1 against this person: in force at 10:00 am on 1 July 2026, "
    "for it was served at 11:20 am on 19 January 2026, and it lasts until 18 January 2028. By Magistrates' Court."
)
CONDITIONS = [
    ("Must not commit family violence against the protected person.", True),
    ("Must not be at or within 200 metres of a place that is not stated here, the home of the protected person.", True),
]
MASKED = {
    "said": "11 records whose custodian is not shown are believed to be of him.",
    "names": [],
    "births": [("1986", [])],
    "numbers": [],
    "addresses": [],
    "contacts": [],
}
IDENTITY: Mapping[str, Mapping[str, Any]] = {
    "tod_victim_side": MASKED,
    "tod_perpetrator_side": MASKED,
    "mens_service": {
        "said": "11 records of 3 custodians are believed to be of him.",
        "names": [
            ("Silas Garrowan", [COURT, POLICE]),
            ("Sy Hollow (Alias)", [POLICE]),
            ("Silas Garowan", [PRISONS]),  # as Corrections has it
        ],
        "births": [("17 May 1986", [PRISONS, COURT, POLICE])],
        "numbers": [
            ("Victoria Police 50001001", [POLICE]),
            ("Magistrates' Court C-31001", [COURT]),
            ("Corrections Victoria CRN-410077", [PRISONS]),
        ],
        "addresses": [
            ("Residence: Flat 2, 40 Sturt Street, Ballarat, 3350", [POLICE]),
            ("Residence: 5 Mistletoe Court, Ballarat, 3350 from 1 October 2025 until 14 December 2025", [POLICE]),
            ("Residence: 12 Cassinia Street, Ararat, 3377", [POLICE]),
        ],
        "contacts": [("Telephone: 0491 570 006", [PRISONS, COURT, POLICE])],
    },
}
# At once, by the records that the policy clears: those of police, by whose number he was confirmed.
BRIEF_IDENTITY: Mapping[str, Mapping[str, Any]] = {
    **dict.fromkeys(("tod_victim_side", "tod_perpetrator_side"),
                    MASKED | {"said": "8 records whose custodian is not shown are believed to be of him."}),
    "mens_service": {
        "said": "8 records of 1 custodian are believed to be of him.",
        "names": [("Silas Garrowan", [POLICE]), ("Sy Hollow (Alias)", [POLICE])],
        "births": [("17 May 1986", [POLICE])],
        "numbers": [("Victoria Police 50001001", [POLICE])],
        "addresses": IDENTITY["mens_service"]["addresses"],
        "contacts": [("Telephone: 0491 570 006", [POLICE])],
    },
}  # fmt: skip
BRIEF = [("2025-12-14", "Incident", "second", POLICE), ("2026-03-15", "Incident", "breach 6", POLICE)]
BRIEF_FACTORS = [("V04", IN_ORDER), ("P05", ["second"])]
# Earlier by police: the first report, five breaches, a notice and an order. A person must look at two court files,
# three statements of orders and six charges by courts, and a stay in custody; and at the notice as the court states it,
# where that of the two that say the same has the first id.
BRIEF_GAPS = [
    "A brief report tells of what happened since 1 July 2025 and of serious risk factors. Left out here: 8 earlier "
    "records, 2 other factors. Pattern and history count all records. Ask for the full report.",
    "{} records that a person must look at first are not in this report yet. Ask for the full report.",
]
BRIEF_WAITING, BY_POLICE = (12, 13), "notice by police"
SENDS = ("ANSWERED", "By the records that it sends to the hub, last received on 1 July 2026.")
SENDS_NOTHING = ("NOT_ASKED", "It sends no records to the hub and was not asked: ask it by other means.")
NOT_ASKED = {POLICE: SENDS, COURT: SENDS, PRISONS: SENDS, "child_protection": SENDS, "childrens_court": SENDS_NOTHING}
BEFORE = " What it had sent before 1 July 2026 is in this report."
ANNEXES = {  # custodians were asked for the first alone
    "tod_victim_side": {
        **dict.fromkeys((POLICE, COURT), ("ANSWERED", "It was asked, and answered as at")),
        PRISONS: ("TIMED_OUT", f"It was asked, and has not answered in time; an answer may still come.{BEFORE}"),
        "child_protection": ("REFUSED", f"It refused: another law forbids it.{BEFORE}"),
        "childrens_court": ("NOT_HELD", "It was asked, and says that it holds nothing of him."),
    },
    "tod_perpetrator_side": NOT_ASKED,
    "mens_service": NOT_ASKED,
}  # fmt: skip
READ_BACK = {POLICE: {*IN_ORDER, "final by police"}, COURT: set(), PRISONS: set()}
NOT_IN_CUSTODY = "Not in custody, in summary: no date or place is shown."


def named(value: Any, names: Mapping[str, str]) -> Any:
    """Ids of records by their names."""
    if isinstance(value, dict):
        return {key: named(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [named(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def stated(said: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(one["value"], one["custodians"]) for one in said]
