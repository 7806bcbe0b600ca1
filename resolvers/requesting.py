"""Requests for information under the sharing schemes, as GraphQL has them."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

from authz.local_days import local_day
from authz.words import Facet
from resolvers.enquiring import EnquiryAnswered, ItemAnswer, answered
from resolvers.matching import Because, reasons_of
from resolvers.references import Matter
from resolvers.request_input import (
    ConsentSaid,
    Refusal,
    RequestInput,
    RequestKind,
    Scheme,
    SharedFor,
    SubjectRole,
    Urgency,
    enum_of,
)
from schema.decisions.request_routing import Report, route
from schema.decisions.request_states import BY_CODE
from schema.declare import PAGE_SIZE

ID = strawberry.ID
REQUESTING = frozenset((
    *("requests", "candidates", "withdraw_request", "accept_request", "answer_request", "refuse_request"),
    "dispute_request",
))  # fmt: skip


RequestState: Any = enum_of("RequestState", "Where a request stands; docs/law/request-states.md.", BY_CODE)


@strawberry.type
class Missing:
    """What stands in the way of a request."""

    code: str = strawberry.field(description="A reason of refusal, for programs.")
    field: str = strawberry.field(description="What of the request is to be mended.")
    mend: str = strawberry.field(description="How.")


@strawberry.type
class RequestStep:
    """One step in the life of a request."""

    state: RequestState = strawberry.field(description="What it came to.")
    means: str = strawberry.field(description="What that means.")
    at: datetime = strawberry.field(description="When.")
    organisation: ID = strawberry.field(description="By whom.")
    code: str | None = strawberry.field(description="Of a refusal its reason; NOT_HELD where nothing is held.")
    reason: str | None = strawberry.field(description="In words.")
    records: list[ID] = strawberry.field(description="Records that were told of with this step.")


@strawberry.type
class RequestRoute:
    """Who at Child Protection handles a request, by the state of its own case; docs/law/request-routing.md."""

    code: str = strawberry.field(description="OPEN_CASE, CURRENT_INTAKE, CLOSED or NO_CASE.")
    said: str = strawberry.field(description="To whom it goes, in words.")


@strawberry.type
class InformationRequest:
    """A request for information, as those between whom it is may see it."""

    id: ID = strawberry.field(description="The request.")
    state: RequestState = strawberry.field(description="Where it stands.")
    scheme: Scheme = strawberry.field(description="Under which scheme.")
    kind: RequestKind = strawberry.field(description="How much is asked.")
    purpose: SharedFor = strawberry.field(description="What for.")
    requester: ID = strawberry.field(description="Organisation that asks; of one that is VOLUNTEERED, that tells.")
    addressed_to: ID = strawberry.field(description="Organisation that is asked; of one that is VOLUNTEERED, told.")
    system: str = strawberry.field(description="Whose number the subject is named by.")
    reference: str = strawberry.field(description="The number.")
    subject_role: SubjectRole = strawberry.field(description="As what the subject is asked about.")
    grounds_for_role: str = strawberry.field(description="On which grounds.")
    urgency: Urgency = strawberry.field(description="How urgent it is.")
    urgency_factors: list[str] = strawberry.field(description="What makes it urgent.")
    consent: ConsentSaid = strawberry.field(description="The subject's consent.")
    consent_reason: str | None = strawberry.field(description="Why it was not sought.")
    relevance: list[str] = strawberry.field(description="Codes of the risk factors that it is relevant to.")
    question: str | None = strawberry.field(description="What is asked in particular.")
    enquiries: list[EnquiryAnswered] = strawberry.field(
        description="What is asked item by item, and what became of each."
    )
    matter: ID | None = strawberry.field(
        description="Your own organisation's matter on it: the one that it was asked under, or, where you are asked, "
        "the one that is open on it."
    )
    submitted_at: datetime | None = strawberry.field(description="When it was sent and eligible; null: it was not.")
    due_at: datetime | None = strawberry.field(description="By when it is to be answered.")
    missing: list[Missing] = strawberry.field(description="What stands in its way; told to the requester alone.")
    steps: list[RequestStep] = strawberry.field(description="Its life so far, the first step first.")
    route: RequestRoute | None = strawberry.field(
        description="Of a request to Child Protection, told to its own staff alone: who handles it."
    )


@strawberry.type
class Candidate:
    """Somebody who may be the subject. Which custodian holds what of him is not told."""

    id: ID = strawberry.field(description="Give it to acceptRequest.")
    by: str = strawberry.field(
        description="NUMBER: by the very number of the request. POSSIBLE: a match that nobody decided yet."
    )
    joined: int = strawberry.field(description="How many sources' entries are believed to be him, by links.")
    unconfirmed: int = strawberry.field(description="How many of these links no reviewer has confirmed.")
    also_protected: bool = strawberry.field(
        description="A record has him as one to protect too: see first whether a report has the roles turned round."
    )
    probability: float | None = strawberry.field(description="Of a possible match: how likely it is one person.")
    because: list[Because] = strawberry.field(
        description="Of links and possible matches: what of his identity agrees or differs."
    )


def written(
    q: Mapping[str, Any], mine: bool, steps: list[list[Any]], known: list[list[Any]] | None, now: str
) -> InformationRequest:
    """A request as it is stored, with its steps; `mine`: for who asks. `known`: see `graph.routing`."""
    missing = (one.split("|", 2) for one in q.get("missing") or ()) if mine else ()
    found: dict[str, Any] = {
        "id": q["id"],
        "state": RequestState[q["state"]],
        "scheme": Scheme[q["scheme"]],
        "kind": RequestKind[q["kind"]],
        "purpose": SharedFor[q["purpose"]],
        "requester": q["from"],
        "addressed_to": q["addressed_to"],
        "system": q["system"],
        "reference": q["reference"],
        "subject_role": SubjectRole[q["role"]],
        "grounds_for_role": q["grounds"],
        "urgency": Urgency[q["urgency"]],
        "urgency_factors": q.get("urgency_factors") or [],
        "consent": ConsentSaid[q["consent"]],
        "consent_reason": q.get("consent_reason"),
        "relevance": q.get("relevance") or [],
        "question": q.get("question"),
        "enquiries": answered(q.get("enquiries") or (), [items for *_, items in steps]),
        "matter": q.get("matter" if mine else "opened"),
        "submitted_at": q.get("lodged_at"),
        "due_at": q.get("due_at"),
        "missing": [Missing(code=code, field=field, mend=mend) for code, field, mend in missing],
        "steps": [_step(*step) for step in steps],
        "route": None if mine or known is None else _route(known, local_day(now)),
    }
    return InformationRequest(**found)


def _route(known: list[list[Any]], today: str) -> RequestRoute:
    reports = [
        Report(open_now, investigated, outcome, tuple((made, ends) for made, ends in orders))
        for open_now, investigated, outcome, orders in known
    ]
    found = route(reports, today)
    return RequestRoute(code=found.code, said=found.said)


def _step(
    state: str, at: str, organisation: str, code: str | None, reason: str | None, records: list[str] | None, _items: Any
) -> RequestStep:
    told: Any = {"at": at, "organisation": organisation, "code": code, "reason": reason, "records": records or []}
    return RequestStep(state=RequestState[state], means=BY_CODE[state].means, **told)


def candidate(
    person: str, by: str, origins: int, unconfirmed: int, protected: bool, probability: float | None, because: list[str]
) -> Candidate:
    """What speaks for a home or a way to reach somebody is left out: it may be that of whom he harms."""
    told: Any = reasons_of(because, str(Facet.IDENTITY))
    return Candidate(
        id=ID(person), by=by, joined=origins, unconfirmed=unconfirmed, also_protected=protected,
        probability=probability, because=told,
    )  # fmt: skip


@strawberry.type
class RequestQuery:
    """What can be asked of requests."""

    @strawberry.field(
        description="Requests of your organisation: those that it asked, of your role, and those that ask it; the "
        "latest first."
    )
    async def requests(
        self, info: strawberry.Info, state: RequestState | None = None, id: ID | None = None, first: int = PAGE_SIZE
    ) -> list[InformationRequest]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]

    @strawberry.field(
        description="Who may be the subject of a request addressed to your organisation, with what speaks for each."
    )
    async def candidates(self, info: strawberry.Info, request: ID) -> list[Candidate]:
        return info.context[str(info.path.key)]  # type: ignore[no-any-return]


Info = strawberry.Info[Any, None]


@strawberry.type
class RequestMutation:
    """What can be done of requests."""

    @strawberry.mutation(
        description="Write a request down, or mend one that is not sent yet: it says what is missing, and goes nowhere."
    )
    async def draft_request(self, info: Info, input: RequestInput, request: ID | None = None) -> InformationRequest:
        acts = info.context.decisions.requests
        return await acts.write(input, request and str(request), send=False)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Send a request, or one that was drafted or was not eligible, mended. Eligibility is asked before "
        "anything is searched; one that lacks something is INELIGIBLE and says what."
    )
    async def lodge_request(self, info: Info, input: RequestInput, request: ID | None = None) -> InformationRequest:
        acts = info.context.decisions.requests
        return await acts.write(input, request and str(request), send=True)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Tell another organisation unasked, in the words of a request and with records of your own: it "
        "names them and opens none. What lacks something is INELIGIBLE, is told to nobody, and can be mended."
    )
    async def share_voluntarily(
        self, info: Info, input: RequestInput, said: str, records: list[ID], request: ID | None = None
    ) -> InformationRequest:
        acts, named = info.context.decisions.requests, [str(one) for one in records]
        return await acts.share(input, request and str(request), said, named)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Take a request of your organisation back: what it opened is closed.")
    async def withdraw_request(self, info: Info, request: ID, reason: str) -> InformationRequest:
        return await info.context.decisions.requests.withdraw(str(request), reason)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Confirm who the subject is, of `candidates`, and open the matter that the request is worked under."
    )
    async def accept_request(self, info: Info, request: ID, person: ID, reason: str) -> Matter:
        return await info.context.decisions.requests.accept(str(request), str(person), reason)  # type: ignore[no-any-return]

    @strawberry.mutation(
        description="Answer a request addressed to your organisation: with records of your own, item by item, or that "
        "nothing is held. The Central Information Point answers with a report instead."
    )
    async def answer_request(
        self,
        info: Info,
        request: ID,
        said: str,
        records: list[ID],
        not_held: bool = False,
        items: list[ItemAnswer] | None = None,
    ) -> InformationRequest:
        acts, named = info.context.decisions.requests, [str(one) for one in records]
        return await acts.answer(str(request), said, named, not_held, items or [])  # type: ignore[no-any-return]

    @strawberry.mutation(description="Refuse a request addressed to your organisation, with the reason in writing.")
    async def refuse_request(self, info: Info, request: ID, code: Refusal, reason: str) -> InformationRequest:
        return await info.context.decisions.requests.refuse(str(request), code.value, reason)  # type: ignore[no-any-return]

    @strawberry.mutation(description="Dispute an answer or a refusal, with reasons.")
    async def dispute_request(self, info: Info, request: ID, reason: str) -> InformationRequest:
        return await info.context.decisions.requests.dispute(str(request), reason)  # type: ignore[no-any-return]
