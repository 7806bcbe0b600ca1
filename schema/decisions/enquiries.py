"""Typed enquiries: what is asked of a request in particular, who holds it, who may ask it, and what answers it.

Whoever answers says of each item whether it is answered, not held or refused. What no law or protocol lets an
organisation ask, or is asked of whom does not hold it, is said before the request is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schema.decisions.request_asked import CISS, CYFA, FVISS, VIOLENT, Asked, Objection, Rule
from schema.law import Example, Law

CHILD_PROTECTION = "child_protection"
SHARING = "Family Violence Protection Act 2008 (Vic) Pt 5A Div 2 and 3 (ss 144KC, 144LC)"
GATHERING = "Children, Youth and Families Act 2005 (Vic), gathering by Child Protection (section not stated)"
PROCEDURE = "Child Protection Manual, procedure 1003"


@dataclass(frozen=True, slots=True)
class Item:
    """`records` are the kinds of record that answer it; none: it is answered in words.

    `located`: an answer could tell where somebody was kept safe. It is answered by yes or no alone.
    """

    code: str
    asks: str
    records: tuple[str, ...] = ()
    located: bool = False


@dataclass(frozen=True, slots=True)
class Enquiry:
    """`of`: kinds of organisation that hold it. `by`: kinds, or entity classes, that may ask it."""

    title: str
    of: tuple[str, ...]
    by: tuple[str, ...]
    schemes: tuple[str, ...]
    authority: str
    items: tuple[Item, ...]


ENQUIRIES = (
    Enquiry(
        "Registrar of the court", ("magistrates_court", "childrens_court"), ("ISE",), (FVISS, CYFA),
        f"{SHARING}; of Child Protection its protocol with the courts (May 2019); {PROCEDURE}",
        (
            Item("ORDER_OUTCOME", "what came of the application for an order", ("CourtFile", "Order")),
            Item("ORDER_COPY", "a copy of the order; the hub holds no papers, so how it comes is said in words",
                 ("CourtFile", "Order")),
            Item("ORDER_CONDITIONS", "all conditions of the order", ("Order",)),
        ),
    ),
    Enquiry(
        "Victoria Police family violence unit", ("police_fv_unit",), ("ISE",), (FVISS, CYFA),
        f"{SHARING}; {PROCEDURE}",
        (Item("POLICE_SAFETY_PLANS", "safety plans that police have made", ("SafetyPlan", "Incident")),),
    ),
    Enquiry(
        "Safe Steps", ("safe_steps",), (CHILD_PROTECTION,), (FVISS, CISS, CYFA), f"{GATHERING}; {PROCEDURE}",
        (
            Item("EMERGENCY_ACCOMMODATION_PAST", "whether emergency accommodation was given before", located=True),
            Item("EMERGENCY_ACCOMMODATION_LIKELY", "whether emergency accommodation is likely", located=True),
        ),
    ),
    Enquiry(
        "Specialist family violence service",
        ("specialist_fv_service", "berry_street_north", "orange_door", "safe_steps", "victim_support_agency"),
        ("ISE",), (FVISS, CISS, CYFA), f"{SHARING}; {PROCEDURE}",
        (
            Item("ASSESSMENT_OUTCOME", "what its assessment came to", ("RiskAssessment",)),
            Item("CURRENT_INVOLVEMENT", "whether and how it works with the person now"),
            Item("SAFETY_PLAN", "the safety plan that it made with the person", ("SafetyPlan",)),
        ),
    ),
    Enquiry(
        "Federal Circuit and Family Court of Australia", ("fcfcoa",), (CHILD_PROTECTION,), (CYFA,),
        f"Protocol 2819 between Child Protection and the court; {GATHERING}",
        (
            Item("PARENTING_ORDERS", "parenting orders"),
            Item("APPLICATIONS_AND_AFFIDAVITS", "applications and affidavits"),
            Item("NEXT_HEARING", "when it is next before the court"),
            Item("PROCEEDINGS_EXIST", "whether there are proceedings"),
            Item("CHILD_IMPACT_REPORT", "the child impact or family report"),
            Item("JUDGMENT", "the judgment"),
            Item("EXPERT_REPORTS", "expert reports"),
            Item("CHILDRENS_LAWYER", "who the independent children's lawyer is"),
            Item("NOTICE_OF_RISK", "the notice of child abuse, family violence or risk"),
        ),
    ),
    Enquiry(
        "Child Protection, for police who apply for an intervention order", (CHILD_PROTECTION,),
        ("victoria_police", "police_fv_unit"), (FVISS,), f"{SHARING}; {PROCEDURE}",
        (
            Item("RISK_ASSESSMENT_RESULTS", "what its risk assessment came to, for an intervention order",
                 ("ProtectionReport", "RiskAssessment")),
        ),
    ),
)  # fmt: skip
ITEMS = {item.code: item for enquiry in ENQUIRIES for item in enquiry.items}
OF_ITEM = {item.code: enquiry for enquiry in ENQUIRIES for item in enquiry.items}


def held_by_whom_is_asked(asked: Asked) -> Objection | None:
    """Protocols and procedure 1003: each item is asked of whom holds it."""
    wrong = [code for code in asked.enquiries if asked.addressed_kind not in OF_ITEM[code].of]
    if not wrong:
        return None
    where = (f"{code}: ask {' or '.join(OF_ITEM[code].of)}" for code in wrong)
    return Objection("NOT_RELEVANT", "enquiries", f"Whom you ask does not hold that. {'; '.join(where)}.")


def asked_by_whom_it_may_be(asked: Asked) -> Objection | None:
    """Protocols, and FVPA Pt 5A: what one organisation may ask another may not."""
    wrong = [code for code in asked.enquiries if not {asked.kind, *asked.classes} & set(OF_ITEM[code].by)]
    if not wrong:
        return None
    who = (f"{code} is asked by {' or '.join(OF_ITEM[code].by)}" for code in wrong)
    return Objection("OTHER_LAW", "enquiries", f"Leave out what is not yours to ask: {'; '.join(who)}.")


def asked_under_its_scheme(asked: Asked) -> Objection | None:
    """Each protocol or division is the law of one scheme."""
    wrong = [code for code in asked.enquiries if asked.scheme not in OF_ITEM[code].schemes]
    if not wrong:
        return None
    under = (f"{code} under {' or '.join(OF_ITEM[code].schemes)}" for code in wrong)
    return Objection("NO_PURPOSE", "enquiries", f"Ask it under its own scheme: {'; '.join(under)}.")


def of_nobody_who_may_look_for_the_place(asked: Asked) -> Objection | None:
    """Where somebody is kept safe is asked about whoever is kept safe, never about who is believed to use violence."""
    if asked.role not in VIOLENT or not any(ITEMS[code].located for code in asked.enquiries):
        return None
    return Objection("ROLE_GROUNDS_INSUFFICIENT", "subjectRole", "Ask about the person who is or was accommodated, not "
                     "about somebody believed to use violence.")  # fmt: skip


RULES: tuple[Rule, ...] = (
    held_by_whom_is_asked,
    asked_by_whom_it_may_be,
    asked_under_its_scheme,
    of_nobody_who_may_look_for_the_place,
)


def _rows() -> Iterator[tuple[str, ...]]:
    for enquiry in ENQUIRIES:
        for item in enquiry.items:
            how = "yes or no, never where" if item.located else ", ".join(item.records) or "in words"
            yield (f"`{item.code}`", f"{enquiry.title}: {item.asks}", ", ".join(enquiry.of), ", ".join(enquiry.by),
                   ", ".join(enquiry.schemes), how, enquiry.authority)  # fmt: skip


def _example(kind: str, classes: str, to: str, scheme: str, *items: str) -> Example:
    asked = Asked(scheme=scheme, purpose="", role="VICTIM", grounds="", classes=frozenset(classes.split()), kind=kind,
                  addressed_classes=frozenset(), addressed_kind=to, today="", enquiries=items)  # fmt: skip
    found = [objection.code for rule in RULES if (objection := rule(asked))]
    return Example(f"{kind} asks {to} under {scheme}: {', '.join(items)}", lambda: ", ".join(found) or "may be asked")


LAW = Law(
    name="enquiries",
    title="Requests for information: what may be asked in particular",
    says="Each item is asked of whom holds it, by whom may ask it, under its scheme; and each is answered by itself: "
    "ANSWERED, NOT_HELD or REFUSED. What was not answered is said to be so. Records that answer an item are of the "
    "kinds named here and the answering organisation's own.",
    source=f"{SHARING}; {GATHERING}; protocol 2819 (Federal Circuit and Family Court of Australia); protocol between "
    f"Child Protection and the courts, May 2019; {PROCEDURE}. Which kinds of organisation hold an item, and that any "
    "information sharing entity may ask where no source says who, is this project's reading",
    columns=("Item", "Asks", "Of", "By", "Scheme", "Answered by", "Authority"),
    rows=tuple(_rows()),
    examples=(
        _example(CHILD_PROTECTION, "ISE RAE CUSTODIAN", "fcfcoa", CYFA, "PARENTING_ORDERS", "NEXT_HEARING"),
        _example("orange_door", "ISE RAE CIP_REQUESTER", "fcfcoa", FVISS, "PARENTING_ORDERS"),
        _example("orange_door", "ISE RAE CIP_REQUESTER", "magistrates_court", FVISS, "ORDER_OUTCOME"),
        _example("orange_door", "ISE RAE CIP_REQUESTER", "magistrates_court", FVISS, "SAFETY_PLAN"),
        _example("mens_services", "ISE RAE", "safe_steps", FVISS, "EMERGENCY_ACCOMMODATION_LIKELY"),
        _example("police_fv_unit", "ISE RAE CUSTODIAN", CHILD_PROTECTION, FVISS, "RISK_ASSESSMENT_RESULTS"),
    ),
)
