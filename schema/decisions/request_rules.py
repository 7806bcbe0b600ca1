"""May this request be answered at all? Asked before anything is searched, and every objection says what mends it.

FVPA 2008 (Vic) s 144A (purposes), Pt 5A Div 2 (assessment: to a risk assessment entity alone), Div 3 (protection: an
established risk), Div 5 (consent, serious threat, risk to a child), Div 6 (ss 144F, 144G: the Central Information Point
answers a declared requester about an adult believed to use violence); CWSA 2005 (Vic) Pt 6A. What is asked in
particular has rules of its own (`schema.decisions.enquiries`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from schema.decisions import enquiries
from schema.decisions.request_asked import (
    ALLEGED,
    ASSESSMENT,
    CHILD,
    CHILD_RISK,
    CIP,
    CISS,
    CYFA,
    FVISS,
    OBTAINED,
    PERPETRATOR,
    PROTECTION,
    SERIOUS_THREAT,
    VICTIM,
    VIOLENT,
    WELLBEING,
    Asked,
    Objection,
    Rule,
)
from schema.law import Example, Law

ADULT = 18  # years, and a request to the Central Information Point is about an adult
FOR_A_CHILD = (CISS, CYFA)


def of_an_information_sharing_entity(asked: Asked) -> Objection | None:
    """s 144D, regs 5 and 6: only prescribed entities ask."""
    if "ISE" in asked.classes:
        return None
    return Objection("NOT_ISE", "requester", "Your organisation is no information sharing entity on this day: its "
                     "authority asks the administrator.")  # fmt: skip


def of_a_declared_requester(asked: Asked) -> Objection | None:
    """s 144G, Ministerial declaration: only declared requesters ask the Central Information Point."""
    if asked.scheme != CIP or "CIP_REQUESTER" in asked.classes:
        return None
    return Objection("NOT_CIP_REQUESTER", "scheme", "Ask the custodian itself under FVISS, or through The Orange Door: "
                     "your organisation is not declared as a requester of the Central Information Point.")  # fmt: skip


def to_an_information_sharing_entity(asked: Asked) -> Objection | None:
    """ss 144KC, 144LC: another information sharing entity is asked; nobody else is told of whom a request is about, but
    whom Child Protection asks in particular by a protocol."""
    by_protocol = asked.scheme == CYFA and asked.enquiries
    if asked.scheme not in (FVISS, CYFA) or by_protocol or "ISE" in asked.addressed_classes:
        return None
    return Objection("NOT_ISE", "addressedTo", "Whom you ask is no information sharing entity on this day, and may "
                     f"neither be told nor tell under {asked.scheme}. Ask one that is.")  # fmt: skip


def in_the_function_of_child_protection(asked: Asked) -> Objection | None:
    """CYFA 2005 (section not stated): Child Protection alone gathers what it believes necessary, by protocol."""
    if asked.scheme != CYFA or asked.kind == enquiries.CHILD_PROTECTION:
        return None
    return Objection("OTHER_LAW", "scheme", "Only Child Protection asks under CYFA. Ask under FVISS or CISS.")


def for_assessment_by_an_assessor(asked: Asked) -> Objection | None:
    """Pt 5A Div 2 (s 144KC): for assessment only a risk assessment entity asks, or is told unasked (s 144KA)."""
    if asked.purpose != ASSESSMENT or "RAE" in (asked.addressed_classes if asked.voluntary else asked.classes):
        return None
    if asked.voluntary:
        return Objection("NOT_RAE_FOR_ASSESSMENT", "addressedTo", "Only a risk assessment entity is told for "
                         "assessment. Tell one, or tell for PROTECTION if the risk is established.")  # fmt: skip
    return Objection("NOT_RAE_FOR_ASSESSMENT", "purpose", "Only a risk assessment entity asks for assessment. Ask for "
                     "PROTECTION, if the risk is established, or refer to a risk assessment entity.")  # fmt: skip


def purpose_of_the_scheme(asked: Asked) -> Objection | None:
    """FVPA s 144A has two purposes; CWSA Pt 6A and the CYFA are for the wellbeing or safety of a child."""
    child = asked.scheme in FOR_A_CHILD
    fits = asked.purpose == WELLBEING if child else asked.purpose in (ASSESSMENT, PROTECTION)
    if fits:
        return None
    wanted = "CHILD_WELLBEING" if child else "ASSESSMENT or PROTECTION"
    return Objection("NO_PURPOSE", "purpose", f"Under {asked.scheme} the purpose is {wanted}.")


def about_somebody_violent(asked: Asked) -> Objection | None:
    """Div 6: the Central Information Point is asked about somebody believed to use violence."""
    if asked.scheme != CIP or asked.role in VIOLENT:
        return None
    return Objection("ROLE_GROUNDS_INSUFFICIENT", "subjectRole", "The Central Information Point is asked "
                     "about somebody believed to use violence. Of a victim survivor ask by FVISS, with "
                     "consent.")  # fmt: skip


def nobody_protected_as_violent(asked: Asked) -> Objection | None:
    """A victim survivor named as the one using violence is refused: misidentification is corrected, not shared."""
    if asked.role not in VIOLENT or asked.named_as not in (VICTIM, CHILD):
        return None
    return Objection("ROLE_GROUNDS_INSUFFICIENT", "subject", "Your own matter names this person as one to protect. If "
                     "a report has the roles the wrong way round, ask its custodian: requestCorrection.")  # fmt: skip


def about_an_adult(asked: Asked) -> Objection | None:
    """Div 6: subjects are adults; an adolescent using violence is asked about by FVISS."""
    if asked.scheme != CIP or not _born_a_child(asked):
        return None
    return Objection("ROLE_GROUNDS_INSUFFICIENT", "birthDate", "By this date the person is under 18. Ask the "
                     "custodians by FVISS or CISS; or mend the date.")  # fmt: skip


def grounds_for_the_role(asked: Asked) -> Objection | None:
    """Form of request: the grounds on which the subject is believed to be what the request says."""
    if asked.grounds.strip():
        return None
    return Objection("ROLE_GROUNDS_INSUFFICIENT", "groundsForRole", "Say in words why you believe that this person is "
                     "what subjectRole says: what was seen, by whom, when.")  # fmt: skip


def protection_from_an_established_risk(asked: Asked) -> Objection | None:
    """Pt 5A Div 3: protection manages a risk that is established; of somebody alleged only an assessor is told."""
    if asked.purpose != PROTECTION or asked.role not in VIOLENT:
        return None
    if asked.role == PERPETRATOR and asked.established:
        return None
    return Objection("ROLE_GROUNDS_INSUFFICIENT", "purpose", "For protection the risk must be established in your "
                     "matter by a risk assessment entity: establishRisk. Until then ask for ASSESSMENT.")  # fmt: skip


def consent_or_a_reason(asked: Asked) -> Objection | None:
    """Div 5 (ss 144NA to 144NC), reg 11: of an adult victim survivor or third party consent is asked; of no child."""
    if asked.role in VIOLENT or asked.scheme in FOR_A_CHILD or asked.consent == OBTAINED or _of_a_child(asked):
        return None
    if asked.consent in (SERIOUS_THREAT, CHILD_RISK) and asked.consent_reason.strip():
        return None
    return Objection("CONSENT_MISSING", "consent", "Ask the person and say OBTAINED; or say SERIOUS_THREAT or "
                     "CHILD_RISK, with the reason in consentReason.")  # fmt: skip


def for_a_child(asked: Asked) -> Objection | None:
    """CWSA Pt 6A, CYFA: it is about the wellbeing or safety of a child or group of children."""
    if asked.scheme not in FOR_A_CHILD or asked.names_a_child:
        return None
    return Objection("NOT_RELEVANT", "personAtRisk", f"Under {asked.scheme} the person at risk is a child whom your "
                     "matter names.")  # fmt: skip


def relevant(asked: Asked) -> Objection | None:
    """s 144A: to what of the risk the information is relevant."""
    if asked.relevance:
        return None
    return Objection("NOT_RELEVANT", "relevance", "Say to which risk factors the information is relevant.")


def urgent_for_a_reason(asked: Asked) -> Objection | None:
    """Form of request: what makes it urgent is said."""
    if asked.urgency != "HIGH" or asked.urgency_factors:
        return None
    return Objection("NOT_RELEVANT", "urgencyFactors", "Say what makes it urgent.")


def about_somebody_in_particular(asked: Asked) -> Objection | None:
    if asked.identified:
        return None
    return Objection("IDENTITY_UNVERIFIED", "subject", "Say a number that a custodian knows the subject by, or the "
                     "hub's id of the person.")  # fmt: skip


RULES: tuple[Rule, ...] = (
    of_an_information_sharing_entity,
    of_a_declared_requester,
    to_an_information_sharing_entity,
    in_the_function_of_child_protection,
    purpose_of_the_scheme,
    for_assessment_by_an_assessor,
    about_somebody_violent,
    nobody_protected_as_violent,
    about_an_adult,
    grounds_for_the_role,
    protection_from_an_established_risk,
    consent_or_a_reason,
    for_a_child,
    relevant,
    urgent_for_a_reason,
    about_somebody_in_particular,
    *enquiries.RULES,
)


def objections(asked: Asked) -> tuple[Objection, ...]:
    """All of them, so that one mending is enough; empty: the request is eligible."""
    return tuple(found for rule in RULES if (found := rule(asked)))


def _of_a_child(asked: Asked) -> bool:
    return asked.named_as == CHILD or _born_a_child(asked)


def _born_a_child(asked: Asked) -> bool:
    """By the date that the requester states; somebody of whom none is stated is taken for an adult."""
    if asked.birth_date is None:
        return False
    day, now = date.fromisoformat(asked.birth_date), date.fromisoformat(asked.today)
    return now.year - day.year - ((now.month, now.day) < (day.month, day.day)) < ADULT


def _example(**told: object) -> Callable[[], str]:
    asked = Asked(**{"scheme": CIP, "purpose": ASSESSMENT, "role": ALLEGED, "grounds": "Three police reports",
                     "classes": frozenset({"ISE", "RAE", "CIP_REQUESTER"}), "relevance": ("P19",),
                     "addressed_classes": frozenset({"ISE"}), "today": "2026-07-01", **told})  # type: ignore[arg-type]  # fmt: skip
    return lambda: ", ".join(o.code for o in objections(asked)) or "eligible"


def _rows() -> Iterator[tuple[str, str]]:
    for rule in RULES:
        words = rule.__name__.replace("_", " ")
        yield words, " ".join((rule.__doc__ or "so that nobody is searched for without a person in mind").split())


LAW = Law(
    name="request-eligibility",
    title="Requests for information: may it be answered at all?",
    says="Every rule is asked, and all that is missing is said at once. Nothing is searched, and no custodian asked, "
    "before all hold.",
    source="Family Violence Protection Act 2008 (Vic) ss 144A, 144F, 144G, 144KC, 144LC, Pt 5A Div 2, 3, 5 and 6; "
    "Child Wellbeing and Safety Act 2005 (Vic) Pt 6A; Regulations 2018 (Vic) regs 5 to 7",
    columns=("Rule", "Source"),
    rows=tuple(_rows()),
    examples=(
        Example("The Orange Door asks the CIP about an alleged perpetrator", _example()),
        Example("the subject is named as a victim in its matter", _example(named_as=VICTIM)),
        Example("protection, and no decision that the risk is established", _example(purpose=PROTECTION)),
        Example("a homelessness service asks for assessment under FVISS",
                _example(scheme=FVISS, classes=frozenset({"ISE"}))),
        Example("about a victim survivor, no consent", _example(scheme=FVISS, role=VICTIM)),
        Example("about a child, no consent", _example(scheme=FVISS, role=VICTIM, named_as=CHILD)),
        Example("under FVISS, of a department that is no information sharing entity",
                _example(scheme=FVISS, addressed_classes=frozenset())),
        Example("the subject is 17", _example(birth_date="2008-07-02")),
    ),
)  # fmt: skip
