"""A request for information as the rules of eligibility look at it, and what one of them may say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

CIP, FVISS, CISS, CYFA = "CIP", "FVISS", "CISS", "CYFA"
ASSESSMENT, PROTECTION, WELLBEING = "ASSESSMENT", "PROTECTION", "CHILD_WELLBEING"
ALLEGED, PERPETRATOR, VICTIM, CHILD = "ALLEGED", "PERPETRATOR", "VICTIM", "CHILD"
VIOLENT = (ALLEGED, PERPETRATOR)
OBTAINED, SERIOUS_THREAT, CHILD_RISK = "OBTAINED", "SERIOUS_THREAT", "CHILD_RISK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it is made, and what the hub knows of who makes it.

    `kind` and `classes` are those of the requester's organisation on the day, `addressed_kind` and `addressed_classes`
    of whom it is addressed to. `today` is a day of Victoria.
    `named_as`: as what the requester's own matter names the subject, empty if it does not. `established`: a risk
    assessment entity decided in that matter that the risk from the subject is established. `birth_date` (YYYY-MM-DD)
    is what the requester states of the subject: what records say would tell of them.
    `enquiries`: codes of the items that are asked in particular (`schema.decisions.enquiries`). `voluntary`: nobody
    asked; who tells stands for the requester, and is addressed to whom he tells.
    """

    scheme: str
    purpose: str
    role: str
    grounds: str
    classes: frozenset[str]
    addressed_classes: frozenset[str]
    today: str
    kind: str = ""
    addressed_kind: str = ""
    named_as: str = ""
    established: bool = False
    consent: str = ""
    consent_reason: str = ""
    relevance: tuple[str, ...] = ()
    urgency: str = ""
    urgency_factors: tuple[str, ...] = ()
    names_a_child: bool = False
    identified: bool = True
    birth_date: str | None = None
    voluntary: bool = False
    enquiries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """`code` is a reason of refusal, `field` what is to be mended (in the request's own words), `mend` how."""

    code: str
    field: str
    mend: str


Rule = Callable[[Asked], Objection | None]
