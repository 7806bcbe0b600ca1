"""What a request for information says, in the words of the schemes' forms."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any

import strawberry

from resolvers.references import Reference
from schema import codes
from schema.decisions.enquiries import ITEMS

ID = strawberry.ID


def enum_of(name: str, description: str, members: Iterable[str]) -> Any:
    made: Any = Enum(name, {m: m for m in members})  # type: ignore[misc]
    return strawberry.enum(made, description=description)


Refusal: Any = enum_of(
    "Refusal", "Why a request is refused; docs/law/request-eligibility.md.", codes.codes("refusal_reason")
)
EnquiryItem: Any = enum_of("EnquiryItem", "What may be asked in particular; docs/law/enquiries.md.", ITEMS)


@strawberry.enum(
    description="CIP: the Central Information Point is asked (FVPA 2008 Pt 5A Div 6). FVISS: another entity is "
    "(Div 2, 3 and 5). CISS: for a child (CWSA 2005 Pt 6A). CYFA: Child Protection asks, by protocol (CYFA 2005)."
)
class Scheme(Enum):
    CIP = "CIP"
    FVISS = "FVISS"
    CISS = "CISS"
    CYFA = "CYFA"


@strawberry.enum(description="BRIEF: what is needed within a day. FULL: all.")
class RequestKind(Enum):
    BRIEF = "BRIEF"
    FULL = "FULL"


@strawberry.enum(
    description="ASSESSMENT: to establish or assess a risk. PROTECTION: to manage one that is established. "
    "CHILD_WELLBEING: under CISS and CYFA."
)
class SharedFor(Enum):
    ASSESSMENT = "ASSESSMENT"
    PROTECTION = "PROTECTION"
    CHILD_WELLBEING = "CHILD_WELLBEING"


@strawberry.enum(description="As what the subject is asked about.")
class SubjectRole(Enum):
    ALLEGED = "ALLEGED"
    PERPETRATOR = "PERPETRATOR"
    VICTIM = "VICTIM"
    THIRD_PARTY = "THIRD_PARTY"


@strawberry.enum(description="How urgent it is.")
class Urgency(Enum):
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


@strawberry.enum(
    description="OBTAINED from the person; or not sought for a SERIOUS_THREAT or for a CHILD_RISK, with the reason; "
    "NOT_REQUIRED of somebody believed to use violence, and of a child."
)
class ConsentSaid(Enum):
    OBTAINED = "OBTAINED"
    SERIOUS_THREAT = "SERIOUS_THREAT"
    CHILD_RISK = "CHILD_RISK"
    NOT_REQUIRED = "NOT_REQUIRED"


@strawberry.input(description="A request, in the words of the schemes' forms.")
class RequestInput:
    scheme: Scheme = strawberry.field(default=Scheme.CIP, description="Under which scheme.")
    kind: RequestKind = strawberry.field(default=RequestKind.FULL, description="How much is asked.")
    purpose: SharedFor = strawberry.field(default=SharedFor.ASSESSMENT, description="What for.")
    addressed_to: ID | None = strawberry.field(
        default=None, description="Organisation that is asked; of CIP it is the Central Information Point."
    )
    subject: Reference = strawberry.field(description="Whom it is about.")
    subject_role: SubjectRole = strawberry.field(default=SubjectRole.ALLEGED, description="As what.")
    grounds_for_role: str = strawberry.field(default="", description="On which grounds that is believed.")
    birth_date: date | None = strawberry.field(default=None, description="The subject's date of birth, if you know it.")
    person_at_risk: Reference | None = strawberry.field(
        default=None, description="Who is at risk, of those whom the declared matter names."
    )
    urgency: Urgency = strawberry.field(default=Urgency.MEDIUM, description="How urgent it is.")
    urgency_factors: list[str] = strawberry.field(default_factory=list, description="What makes it urgent.")
    consent: ConsentSaid = strawberry.field(default=ConsentSaid.NOT_REQUIRED, description="The subject's consent.")
    consent_reason: str = strawberry.field(default="", description="Why it was not sought.")
    relevance: list[str] = strawberry.field(
        default_factory=list,
        description="Codes of the risk factors that it is relevant to; docs/law/maram-factors.md.",
    )
    question: str | None = strawberry.field(default=None, description="What is asked in particular, in words.")
    enquiries: list[EnquiryItem] = strawberry.field(
        default_factory=list, description="What is asked in particular, item by item; each is answered by itself."
    )
