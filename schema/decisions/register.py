"""The register of the sharing schemes: which entry each step of a request leaves, and what is missing in it.

Family Violence Protection (Information Sharing and Risk Management) Regulations 2018 (Vic) regs 9 to 14. An entry is
told to an organisation of its own part: what it asked or told, and what it was asked or told. It holds what both
parties to a request are told; views of a child are those that the reader's own organisation recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from authz.local_days import local_day
from schema import codes
from schema.decisions.request_asked import CHILD, CISS, CYFA, OBTAINED, VIOLENT
from schema.law import Example, Law

REQUEST, INELIGIBLE, DISCLOSURE, VOLUNTARY = "REQUEST", "INELIGIBLE", "DISCLOSURE", "VOLUNTARY"
NOT_HELD, REFUSAL, DISPUTE, WITHDRAWAL = "NOT_HELD", "REFUSAL", "DISPUTE", "WITHDRAWAL"
COMPLAINT, RESOLVED = "COMPLAINT", "COMPLAINT_RESOLVED"
REG_10, REG_11, REG_12, REG_13, REG_14 = (f"reg {n}" for n in range(10, 15))
CONCERN, ADULT = "PERSON_OF_CONCERN", "ADULT"
TELLING = (DISCLOSURE, VOLUNTARY)
REFUSALS = "refusal_reason"
Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A step of a request, or of a complaint. `mine`: the organisation that reads wrote it. `said` are the words that
    the request had then, `views` whether a child's were sought, and what was said of it."""

    id: str
    at: str
    state: str
    organisation: str
    mine: bool = True
    request: str | None = None
    said: Words = field(default_factory=dict)
    asking: str | None = None  # who wrote it
    addressed_to: str | None = None
    code: str | None = None
    reason: str | None = None
    records: Sequence[str] = ()
    items: Sequence[Sequence[str]] = ()  # what was asked item by item: item, outcome, code, what was said
    report: str | None = None
    lacks: Sequence[str] = ()
    views: Sequence[str] | None = None
    received_on: str | None = None
    action: str | None = None
    resolved_on: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """`states`: of the step it is an entry of; `regulations`: what must be kept of it, whoever it is about."""

    code: str
    states: tuple[str, ...]
    means: str
    regulations: tuple[str, ...]


KINDS = (
    Kind(REQUEST, ("SUBMITTED",), "a request was sent, and was eligible", (REG_10,)),
    Kind(INELIGIBLE, ("INELIGIBLE",), "something lacked, and it went nowhere; told to who wrote it alone", ()),
    Kind(DISCLOSURE, ("ANSWERED", "PARTLY_ANSWERED"), "records or a report were told of", (REG_10,)),
    Kind(VOLUNTARY, ("VOLUNTEERED",), "records were told of, and nobody had asked (FVPA ss 144KA, 144LA)", (REG_10,)),
    Kind(NOT_HELD, ("ANSWERED",), "it was answered that nothing is held", (REG_13,)),
    Kind(REFUSAL, ("REFUSED",), "it was refused", (REG_13,)),
    Kind(DISPUTE, ("DISPUTED",), "who asked disputes the answer or the refusal", ()),
    Kind(WITHDRAWAL, ("WITHDRAWN",), "who asked took it back after it was sent", ()),
    Kind(COMPLAINT, ("RECEIVED",), "a complaint was received; told to who received it alone", (REG_14,)),
    Kind(RESOLVED, ("RESOLVED",), "a complaint was resolved; told to who received it alone", (REG_14,)),
)  # fmt: skip
# Of a draft, and of the confirmation of who the subject is, nothing is told yet: they leave no entry.
STATES = frozenset(state for kind in KINDS for state in kind.states)


@dataclass(frozen=True, slots=True)
class Must:
    """What a regulation has kept in entries of these kinds; `absent` says what the hub does not hold of it."""

    regulation: str
    of: tuple[str, ...]
    what: str
    held: Callable[[Event], bool]
    absent: str


def _views(event: Event) -> bool:
    return event.views is not None


def _consent(event: Event) -> bool:
    return event.said["consent"] == OBTAINED or bool(event.said["consent_reason"])


def _reason(event: Event) -> bool:
    return bool(event.reason and event.reason.strip())


def _disclosed(event: Event) -> bool:
    return bool(event.records or event.report or event.items)


def _always(_event: Event) -> bool:
    """It is asked before the step is taken."""
    return True


def _never(_event: Event) -> bool:
    return False


MUSTS = (
    Must(REG_10, (REQUEST, *TELLING), "who asked or was told, of what, and when", _always, ""),
    Must(REG_10, TELLING, "what was disclosed, and when", _disclosed, "Which records were disclosed."),
    Must(REG_11, TELLING, "consent, or the reason why it was not sought", _consent, "Why consent was not sought."),
    Must(REG_11, TELLING, "whether the person was told", _never, "Whether the person was told."),
    Must(REG_12, TELLING, "the views of the child, or why they were not sought", _views,
         "Whether the child's views were sought, or why not: recordAssertion keeps it in a matter, and each "
         "organisation is told of its own matters alone."),
    Must(REG_12, TELLING, "the risk assessment or safety plan that was relied on", _never,
         "Which risk assessment or safety plan was relied on."),
    Must(REG_13, (REFUSAL, NOT_HELD), "the reason, in writing", _reason, "The reason in writing."),
    Must(REG_14, (COMPLAINT, RESOLVED), "the complaint and its date; what was done, and when it was resolved", _always,
         ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One entry of the register: a step of a request that your organisation is a party to, or a complaint to it."""

    id: Annotated[str, "The entry; give it as `after` for what comes behind it."]
    at: Annotated[str, "Instant (UTC)."]
    day: Annotated[str, "The same as a day of Victoria."]
    kind: Annotated[str, "What it is an entry of; docs/law/register.md."]
    part: Annotated[str, "Your organisation's: ASKED, WAS_ASKED, TOLD or WAS_TOLD; RECEIVED: a complaint."]
    regulations: Annotated[tuple[str, ...], "Of the Regulations 2018 (Vic): under which it is kept."]
    request: Annotated[str | None, "Id of the request, or of what was told unasked."]
    by: Annotated[str, "Id of the organisation whose act it was."]
    recipient: Annotated[str | None, "Id of the organisation that asks, or was told unasked."]
    discloser: Annotated[str | None, "Id of the organisation that is asked, or told unasked."]
    scheme: Annotated[str | None, "FVISS, CISS, CIP or CYFA."]
    amount: Annotated[str | None, "How much was asked: BRIEF or FULL."]
    purpose: Annotated[str | None, "What for."]
    system: Annotated[str | None, "Whose number the subject is named by."]
    reference: Annotated[str | None, "The number."]
    subject_role: Annotated[str | None, "As what the subject is asked about."]
    subject_is: Annotated[str | None, "PERSON_OF_CONCERN; ADULT, of whom consent is said; or CHILD."]
    grounds: Annotated[str | None, "On which grounds that was believed."]
    relevance: Annotated[tuple[str, ...], "Codes of the risk factors that it was relevant to."]
    question: Annotated[str | None, "What was asked in particular."]
    enquiries: Annotated[tuple[str, ...], "Codes of what was asked item by item; docs/law/enquiries.md."]
    items: Annotated[tuple[str, ...], "What this step said of each, in words."]
    consent: Annotated[str | None, "What was said of consent."]
    consent_reason: Annotated[str | None, "Why it was not sought."]
    views: Annotated[str | None, "VIEWS_SOUGHT or VIEWS_NOT_SOUGHT, of a child, as your own matter had it then."]
    views_reason: Annotated[str | None, "What was said of it."]
    records: Annotated[tuple[str, ...], "Ids of the records that were told of."]
    report: Annotated[str | None, "Id of the report that was issued, or that a complaint is about."]
    code: Annotated[str | None, "Code of a refusal; NOT_HELD where nothing is held."]
    code_label: Annotated[str | None, "The same in words."]
    reason: Annotated[str | None, "The reason, the answer or the complaint in writing."]
    lacks: Annotated[tuple[str, ...], "What one that was not eligible lacked."]
    received_on: Annotated[str | None, "Day on which a complaint was received."]
    action: Annotated[str | None, "What was done about a complaint."]
    resolved_on: Annotated[str | None, "Day on which it was resolved."]
    missing: Annotated[tuple[str, ...], "What the regulations have kept of it and the hub does not hold."]


def kind_of(event: Event) -> Kind:
    """An answer that names nothing is one that nothing is held."""
    found = [kind for kind in KINDS if event.state in kind.states]
    return found[-1] if event.code == NOT_HELD else found[0]


def subject_of(said: Words) -> str | None:
    """By what both parties are told: under FVISS no consent is asked of a child alone, and CISS and CYFA are
    for a child."""
    if not said:
        return None
    if said["role"] in VIOLENT:
        return CONCERN
    return CHILD if said["scheme"] in (CISS, CYFA) or said["consent"] == "NOT_REQUIRED" else ADULT


def regulations_of(event: Event) -> tuple[str, ...]:
    kind = kind_of(event)
    more = {ADULT: (REG_11,), CHILD: (REG_12,)}.get(subject_of(event.said) or "", ())
    refused = (REG_13,) if any(outcome == "REFUSED" for _, outcome, *_ in event.items) else ()
    return (*kind.regulations, *more, *refused) if kind.code in TELLING else kind.regulations


def missing_of(event: Event) -> tuple[str, ...]:
    """What must be kept of it, and the hub does not hold."""
    kind, by = kind_of(event).code, regulations_of(event)
    owed = (must for must in MUSTS if must.regulation in by and kind in must.of)
    return tuple(must.absent for must in owed if not must.held(event))


def entry_of(event: Event) -> RegisterEntry:
    said, kind = event.said, kind_of(event)
    recipient, discloser = event.asking, event.addressed_to
    if said.get("voluntary"):
        recipient, discloser = discloser, recipient
    views, views_reason = event.views or (None, None)
    code = event.code if kind.regulations == (REG_13,) else None
    return RegisterEntry(
        id=event.id, at=event.at, day=local_day(event.at), kind=kind.code, part=_part(event),
        regulations=regulations_of(event), request=event.request, by=event.organisation, recipient=recipient,
        discloser=discloser, scheme=said.get("scheme"), amount=said.get("kind"), purpose=said.get("purpose"),
        system=said.get("system"), reference=said.get("reference"), subject_role=said.get("role"),
        subject_is=subject_of(said), grounds=said.get("grounds"), relevance=tuple(said.get("relevance") or ()),
        question=said.get("question"), enquiries=tuple(said.get("enquiries") or ()),
        items=tuple(_item(*item) for item in event.items), consent=said.get("consent"),
        consent_reason=said.get("consent_reason"),
        views=views, views_reason=views_reason, records=tuple(event.records), report=event.report,
        code=code, code_label=codes.label(REFUSALS, code) if code else None,
        reason=event.reason, lacks=tuple(event.lacks) if event.mine else (), received_on=event.received_on,
        action=event.action, resolved_on=event.resolved_on, missing=missing_of(event),
    )  # fmt: skip


def _item(item: str, outcome: str, code: str, said: str) -> str:
    because = f" ({codes.label(REFUSALS, code)})" if code else ""
    return f"{item}: {outcome}{because}{f': {said}' if said else ''}"


def _part(event: Event) -> str:
    if not event.said:
        return "RECEIVED"
    told = "TOLD" if event.said.get("voluntary") else "ASKED"
    return told if event.mine else f"WAS_{told}"


def _example(state: str, **more: Any) -> Callable[[], str]:
    said = {"scheme": "FVISS", "role": "ALLEGED", "consent": "NOT_REQUIRED", "consent_reason": None, **more}
    event = Event(id="e", at="2026-07-01T00:00:00Z", state=state, organisation="o", said=said, reason="In words",
                  records=("r",) if state != "REFUSED" else (), code=more.get("code"))  # fmt: skip
    return lambda: "; ".join((kind_of(event).code, ", ".join(regulations_of(event)), *missing_of(event)))


def _rows() -> Iterator[tuple[str, ...]]:
    about = {REG_11: " (an adult primary or linked person)", REG_12: " (a child)"}
    for kind in KINDS:
        kept = [f"{m.regulation}{about.get(m.regulation, '')}: {m.what}" for m in MUSTS if kind.code in m.of]
        yield kind.code, ", ".join(kind.states), kind.means, "; ".join(kept) or "nothing; it is kept all the same"


LAW = Law(
    name="register",
    title="The register: what is kept of each step",
    says="Each step of a request, and each complaint, leaves one entry. What must be kept and is not held is said. "
    "Somebody of whom no consent is asked under FVISS, and whoever is protected under CISS or CYFA, is taken for a "
    "child; of somebody believed to use violence neither consent nor views are asked. Where an item is refused, the "
    "answer is a refusal of that item too.",
    source="Family Violence Protection (Information Sharing and Risk Management) Regulations 2018 (Vic) regs 9 to 14; "
    "the kinds of entries are our own reading",
    columns=("Entry", "Of the state", "Means", "What must be kept"),
    rows=tuple(_rows()),
    examples=(
        Example("a request about an alleged perpetrator is answered with a record", _example("ANSWERED")),
        Example("about a victim survivor who consents", _example("ANSWERED", role="VICTIM", consent="OBTAINED")),
        Example("about a child", _example("ANSWERED", role="VICTIM")),
        Example("nothing is held", _example("ANSWERED", code="NOT_HELD")),
        Example("a request is refused", _example("REFUSED", code="NOT_RELEVANT")),
    ),
)
