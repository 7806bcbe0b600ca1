"""What each role is told of the life in tests/histories/a_life.py: worked out from docs/policy.md, cell by cell.

- **cip_analyst** (CIP_REQUEST, named: him). Pattern, orders, charges and custody of him: all. Child Protection history:
  all if *consent*, which is not asked of a person using violence. Risk: only the band of police. Others: masked, and
  not where they are. Referrals: a summary (the state). Safety plans: nothing.
- **tod_victim_side** (ASSESSMENT, named: Imogen, who consents, him, and Jory and Elka, whose views were sought).
  Charges and custody only by a report of the Central Information Point (a gate that is closed). Its own assessment and
  plan: all; the men's: a summary. Him it sees masked, and not where he is: by the mistaken report its client used
  violence against him (W08).
- **mens_service** (ASSESSMENT, named: him). Its own assessment of him: all, for it is by the perpetrator-focused tools;
  hers is not. Charges: a closed gate. Custody and Child Protection: a summary. The mistaken report: he is the one
  harmed in it, and has not consented. Whom he harmed: masked (W08).
- **cp_team_manager** (CYFA_STATUTORY, named: Finn, whose views were sought, Tess, him): no adult's consent is asked.
  Charges and custody: a summary. Referrals: a closed gate. Its own reports: all, and the children in them by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tests.histories.lived import Life

CIP, DOOR, MEN, CHILDREN = ROLES = ("cip_analyst", "tod_victim_side", "mens_service", "cp_team_manager")
CHARGES = tuple(f"charge {n}" for n in range(1, 7))
# Records that people have parts in, of which the role is told nothing.
HIDDEN = {
    CIP: {"her risk", "plan", "his assessment", "concern"},
    DOOR: {*CHARGES, "custody", "concern"},
    MEN: {*CHARGES, "custody", "mistaken", "her risk", "plan", "harm", "concern"},
    CHILDREN: {*CHARGES, "custody", "plan"},
}
# Whose records of somebody the role is shown: those that come with a document which it is told, be it in a summary.
SHOWN = {
    CIP: {"him": "police, without a number, court, corrections, child protection",
          "imogen": "police, court, corrections, child protection", "jory": "police, court, child protection",
          "elka": "police, court, child protection", "tess": "police, court", "finn": "police"},
    DOOR: {"him": "police, without a number, court, child protection, door, men",
           "imogen": "police, court, child protection, door", "jory": "police, court, child protection",
           "elka": "police, court, child protection", "tess": "police, court", "finn": "police"},
    MEN: {"him": "police, without a number, court, corrections, child protection, men",
          "imogen": "police, court", "jory": "police, court", "elka": "police, court", "tess": "police, court",
          "finn": "police"},
    CHILDREN: {"him": "police, without a number, court, corrections, child protection, door, men",
               "imogen": "police, court, child protection, door", "jory": "police, court, child protection",
               "elka": "police, court, child protection", "tess": "police, court, child protection",
               "finn": "police, child protection"},
}  # fmt: skip
Names = tuple[list[str], list[str], list[str], list[int]]  # family, given, initials, years of birth
HE: Names = (["Garowan", "Garrowan", "Hollow"], ["Silas", "Sy"], ["S.G.", "S.H."], [1986])
MASKED: dict[str, Names] = {
    "him": ([], [], ["S.G.", "S.H."], [1986]),
    "imogen": ([], [], ["I.P."], [1989]),
    "jory": ([], [], ["J.G."], [2014]),
    "elka": ([], [], ["E.G.", "E.P."], [2017]),
    "tess": ([], [], ["T.W."], [1991]),
    "finn": ([], [], ["F.W."], [2019]),
}
NAMES: dict[str, dict[str, Names]] = {
    CIP: {**MASKED, "him": HE},
    DOOR: {
        **MASKED,
        "imogen": (["Pardalote", "Pardalotte"], ["Imogen"], ["I.P."], [1989]),
        "jory": (["Garrowan"], ["Jory"], ["J.G."], [2014]),
        "elka": (["Garrowan", "Pardalote"], ["Elka"], ["E.G.", "E.P."], [2017]),
    },
    MEN: {**MASKED, "him": HE, "elka": ([], [], ["E.G."], [2017])},
    CHILDREN: {
        **MASKED,
        "him": HE,
        "jory": (["Garrowan"], ["Jory"], ["J.G."], [2014]),
        "elka": (["Pardalote"], ["Elka"], ["E.G.", "E.P."], [2017]),
        "tess": (["Whimbrel"], ["Tess"], ["T.W."], [1991]),
        "finn": (["Whimbrel"], ["Finn"], ["F.W."], [2019]),
    },
}
# Kind, record, part, the other's part; and what is said of it.
Link = tuple[str, str, str, str]
SENTENCES = {
    ("Incident", "RESPONDENT_IN", "AFFECTED_IN"):
        "Respondent in a police report in which the other is affected family member.",
    ("Incident", "AFFECTED_IN", "RESPONDENT_IN"):
        "Affected family member in a police report in which the other is respondent.",
    ("Incident", "RESPONDENT_IN", "CHILD_IN"): "Respondent in a police report in which the other is child.",
    ("Incident", "AFFECTED_IN", "CHILD_IN"):
        "Affected family member in a police report in which the other is child.",
    ("Order", "RESTRAINED_BY", "PROTECTED_BY"): "Person restrained in an order in which the other is person protected.",
    ("Order", "PROTECTED_BY", "RESTRAINED_BY"): "Person protected in an order in which the other is person restrained.",
    ("Order", "PROTECTED_BY", "PROTECTED_BY"): "Person protected in an order in which the other is person protected.",
    ("CourtFile", "RESPONDENT_ON_FILE", "AFFECTED_ON_FILE"):
        "Respondent in a court file in which the other is affected family member.",
    ("CourtFile", "AFFECTED_ON_FILE", "RESPONDENT_ON_FILE"):
        "Affected family member in a court file in which the other is respondent.",
    ("CourtFile", "RESPONDENT_ON_FILE", "CHILD_ON_FILE"): "Respondent in a court file in which the other is child.",
    ("CourtFile", "AFFECTED_ON_FILE", "CHILD_ON_FILE"):
        "Affected family member in a court file in which the other is child.",
    ("Charge", "ACCUSED_IN", "WRONGED_IN"): "Accused in a charge in which the other is person wronged.",
    ("Charge", "WRONGED_IN", "ACCUSED_IN"): "Person wronged in a charge in which the other is accused.",
    ("CustodyEpisode", "HELD_IN", "NO_CONTACT_WITH"):
        "Person held in a stay in custody in which the other is person not to be contacted.",
    ("CustodyEpisode", "NO_CONTACT_WITH", "HELD_IN"):
        "Person not to be contacted in a stay in custody in which the other is person held.",
    ("RiskAssessment", "ASSESSED_AS_RISK_IN", "ASSESSED_IN"):
        "Person assessed as using violence in a risk assessment in which the other is person assessed.",
    ("RiskAssessment", "ASSESSED_IN", "ASSESSED_AS_RISK_IN"):
        "Person assessed in a risk assessment in which the other is person assessed as using violence.",
    ("ProtectionReport", "RESPONSIBLE_IN", "ADULT_VICTIM_IN"):
        "Person assessed as responsible for harm in a report to Child Protection in which the other is adult harmed.",
    ("ProtectionReport", "ADULT_VICTIM_IN", "RESPONSIBLE_IN"):
        "Adult harmed in a report to Child Protection in which the other is person assessed as responsible for harm.",
    ("ProtectionReport", "RESPONSIBLE_IN", "CHILD_REPORTED_IN"):
        "Person assessed as responsible for harm in a report to Child Protection in which the other is child.",
    ("ProtectionReport", "ADULT_VICTIM_IN", "CHILD_REPORTED_IN"):
        "Adult harmed in a report to Child Protection in which the other is child.",
    ("ProtectionReport", "RESPONSIBLE_IN", "OTHER_CHILD_IN"):
        "Person assessed as responsible for harm in a report to Child Protection in which the other is other child.",
    ("ProtectionReport", "ADULT_VICTIM_IN", "OTHER_CHILD_IN"):
        "Adult harmed in a report to Child Protection in which the other is other child.",
    ("ProtectionReport", "HOUSEHOLD_IN", "CHILD_REPORTED_IN"):
        "Member of the household in a report to Child Protection in which the other is child.",
    ("Address", "LIVES_AT", "LIVES_AT"): "Both live or lived at one address.",
}  # fmt: skip
KINDS = ("Incident", "Order", "CourtFile", "Charge", "CustodyEpisode", "RiskAssessment", "ProtectionReport", "Address")
BREACHES = tuple(f"breach {n}" for n in range(1, 6))  # the sixth is against Tess
ASSAULTS = ("first", *BREACHES, "second", "breach 6")
ORDERS = ("notice", "notice by police", "interim", "final")


def shown(role: str, names: Iterable[str]) -> list[str]:
    """Of these, what the role is told of."""
    return [name for name in names if name not in HIDDEN[role]]


def each(kind: str, names: Iterable[str], part: str, other: str) -> list[Link]:
    return [(kind, name, part, other) for name in names]


WITH_IMOGEN = [
    *each("Incident", ("first", *BREACHES), "RESPONDENT_IN", "AFFECTED_IN"),
    ("Incident", "mistaken", "AFFECTED_IN", "RESPONDENT_IN"),
    *each("Order", (*ORDERS, "final by police"), "RESTRAINED_BY", "PROTECTED_BY"),
    ("CourtFile", "file", "RESPONDENT_ON_FILE", "AFFECTED_ON_FILE"),
    *each("Charge", CHARGES[:5], "ACCUSED_IN", "WRONGED_IN"),
    ("CustodyEpisode", "custody", "HELD_IN", "NO_CONTACT_WITH"),
    ("RiskAssessment", "her risk", "ASSESSED_AS_RISK_IN", "ASSESSED_IN"),
    ("ProtectionReport", "harm", "RESPONSIBLE_IN", "ADULT_VICTIM_IN"),
]
WITH_A_CHILD = [
    ("Incident", "first", "RESPONDENT_IN", "CHILD_IN"),
    *each("Order", ORDERS, "RESTRAINED_BY", "PROTECTED_BY"),
    ("CourtFile", "file", "RESPONDENT_ON_FILE", "CHILD_ON_FILE"),
]
WITH_JORY = [*WITH_A_CHILD, ("ProtectionReport", "harm", "RESPONSIBLE_IN", "OTHER_CHILD_IN")]
WITH_ELKA = [*WITH_A_CHILD, ("ProtectionReport", "harm", "RESPONSIBLE_IN", "CHILD_REPORTED_IN")]
WITH_TESS = [
    *each("Incident", ("second", "breach 6"), "RESPONDENT_IN", "AFFECTED_IN"),
    ("Order", "for tess", "RESTRAINED_BY", "PROTECTED_BY"),
    ("CourtFile", "tess's file", "RESPONDENT_ON_FILE", "AFFECTED_ON_FILE"),
    ("Charge", "charge 6", "ACCUSED_IN", "WRONGED_IN"),
]
WITH_FINN = [("Incident", "second", "RESPONDENT_IN", "CHILD_IN")]
BESIDE_HIM = {"imogen": WITH_IMOGEN, "jory": WITH_JORY, "elka": WITH_ELKA, "tess": WITH_TESS, "finn": WITH_FINN}


def turned(links: Iterable[Link]) -> list[Link]:
    """The same, from the other's side."""
    return [(kind, name, other, part) for kind, name, part, other in links]


def id_of(life: Life, role: str, who: str) -> str:
    """The least of the ids that those have whose records of him the role is shown."""
    return min(life.origins[who][source] for source in SHOWN[role][who].split(", "))


def named(life: Life, role: str, who: str) -> dict[str, Any]:
    family, given, initials, years = NAMES[role][who]
    return {"id": id_of(life, role, who), "familyNames": family, "givenNames": given, "initials": initials,
            "birthYears": years}  # fmt: skip


def told(life: Life, role: str, links: Iterable[Link], hidden: Iterable[str] = ()) -> list[dict[str, str]]:
    """Of these, the records that the role is told of, by kind and id."""
    kept = [link for link in links if link[1] not in HIDDEN[role] | set(hidden)]
    found = [(KINDS.index(kind), life.events.get(name, name), kind, part, other) for kind, name, part, other in kept]
    return [{"kind": kind, "id": id, "part": part, "otherPart": other, "said": SENTENCES[kind, part, other]}
            for _, id, kind, part, other in sorted(found)]  # fmt: skip


def in_order(life: Life, role: str, people: Iterable[str]) -> Sequence[str]:
    return sorted(people, key=lambda who: id_of(life, role, who))


async def history(life: Life, role: str, text: str) -> Any:
    """The pattern and history that this question tells of him, its evidence by name."""
    return evidence_named(life, (await life.ask(role, text, who=life.any_id("him")))["patternAndHistory"])


def evidence_named(life: Life, value: Any) -> Any:
    """With the names of records for their ids, and these in one order: that of evidence says nothing."""
    if isinstance(value, dict):
        return {key: sorted(life.names[id] for id in held) if key.lower().endswith("evidence")
                else evidence_named(life, held) for key, held in value.items()}  # fmt: skip
    return [evidence_named(life, one) for one in value] if isinstance(value, list) else value
