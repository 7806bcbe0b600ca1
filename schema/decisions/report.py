"""What a consolidated report of the Central Information Point holds, section by section.

FVPA 2008 (Vic) Pt 5A Div 6 (ss 144F, 144G): the Central Information Point answers a declared requester about somebody
believed to use violence, from what five custodians hold. Every statement names the records it rests on and the
organisations that answer for them. Ids are those of the hub, days are of Victoria (YYYY-MM-DD), instants UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from schema.decisions.answer import PatternAndHistory
from schema.decisions.orders_in_force import OrdersInForce
from schema.decisions.timeline import Timeline, TimelineEntry


@dataclass(frozen=True, slots=True)
class Heading:
    """For whom it was made, why, and as what was known when."""

    request: Annotated[str, "Id of the request that it answers."]
    kind: Annotated[str, "BRIEF, what is needed within a day, or FULL."]
    recipient: Annotated[str, "Id of the organisation that it is for."]
    recipient_name: Annotated[str, "Its name."]
    role: Annotated[str, "Role that may read this version."]
    matter: Annotated[str, "Matter of the recipient that it is for."]
    purpose: Annotated[str, "Purpose that it is shared for: ASSESSMENT or PROTECTION."]
    authority: Annotated[str, "Act and section that it is shared under."]
    as_at: Annotated[str, "Instant (UTC) as at which all is told."]
    known_at: Annotated[str, "Instant (UTC) as known at which: what the hub took in later is not in it."]
    policy: Annotated[str, "Version of the access policy that decided what is in it."]
    rules: Annotated[str, "Edition of the rules by which pattern and history are worked out."]
    caveat: Annotated[str, "How it is to be handled."]


@dataclass(frozen=True, slots=True)
class Said:
    """A value, who states it, and by which records."""

    value: Annotated[str, "The value in words."]
    custodians: Annotated[tuple[str, ...], "Ids of the organisations whose records state it; empty: not shown."]
    evidence: Annotated[tuple[str, ...], "Ids of these records."]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who he is, as each record says it. What is stated differently stands side by side."""

    said: Annotated[str, "How the records were found to be of one person, in words."]
    names: Annotated[tuple[Said, ...], "Names and aliases; the one stated by most records first."]
    births: Annotated[tuple[Said, ...], "Dates or years of birth."]
    numbers: Annotated[tuple[Said, ...], "Numbers that custodians know him by."]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where he is said to be. An address of somebody protected is never here."""

    custody: Annotated[str, "Whether he is in custody, and since or until when, in words."]
    custody_evidence: Annotated[tuple[str, ...], "Ids of the records that this rests on."]
    addresses: Annotated[tuple[Said, ...], "Addresses stated of him, the latest first, each with its days."]
    contacts: Annotated[tuple[Said, ...], "Ways to reach him that records state."]


@dataclass(frozen=True, slots=True)
class Factor:
    """One MARAM factor, as assessments found it. What one found present and another absent stands side by side."""

    code: Annotated[str, "Code of the factor, for example P19."]
    label: Annotated[str, "The factor in plain English."]
    serious: Annotated[bool, "MARAM marks it as an indicator of serious risk."]
    present: Annotated[
        tuple[Said, ...], "Assessments that found it present, the latest first; then what reports speak of unassessed."
    ]
    absent: Annotated[tuple[Said, ...], "Assessments that found it absent, the latest first."]


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """A child or another affected person, masked."""

    part: Annotated[str, "AFFECTED or CHILD."]
    mask: Annotated[str, "Initials and year of birth, as far as they are shown."]
    said: Annotated[str, "In how many records, from when to when, in words."]
    evidence: Annotated[tuple[str, ...], "Ids of these records."]


@dataclass(frozen=True, slots=True)
class Annex:
    """What one custodian answered."""

    custodian: Annotated[str, "Id of the organisation."]
    name: Annotated[str, "Its name."]
    status: Annotated[str, "ANSWERED, REFUSED, TIMED_OUT, NOT_HELD, NOT_ASKED or NOT_TOLD: what may not be told."]
    said: Annotated[str, "The same in words, with what may be told of a refusal, and what to do."]
    as_at: Annotated[str | None, "Instant (UTC) as at which it answered; null: it did not."]
    entries: Annotated[tuple[TimelineEntry, ...], "Its records that this report tells of, in the order of their days."]


@dataclass(frozen=True, slots=True)
class ReportGap:
    """What this report does not tell, or cannot."""

    code: Annotated[str, "Which gap it is, for programs."]
    text: Annotated[str, "The same in a plain English sentence, with the next step where there is one."]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """One consolidated report, as one recipient may read it."""

    heading: Annotated[Heading, "For whom, why, and as known when."]
    identity: Annotated[Identity, "Who he is."]
    whereabouts: Annotated[Whereabouts, "Where he is said to be, and whether he is in custody."]
    summaries: Annotated[tuple[Said, ...], "What is shown in a yes or no alone, so that no record can be named."]
    orders: Annotated[OrdersInForce, "Which notices and orders bind, with their conditions in plain words."]
    chronology: Annotated[Timeline, "What happened, of all custodians, in order."]
    pattern: Annotated[PatternAndHistory, "Pattern and history of violence, with sentences, evidence and gaps."]
    factors: Annotated[tuple[Factor, ...], "Risk by MARAM factor, indicators of serious risk first."]
    others: Annotated[tuple[OtherPerson, ...], "Children and other affected persons, masked."]
    annexes: Annotated[tuple[Annex, ...], "Each custodian's answer, asked or not."]
    gaps: Annotated[tuple[ReportGap, ...], "What is not told, and why, as far as that may be told."]
