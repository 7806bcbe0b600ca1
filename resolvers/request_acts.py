"""Decisions on requests for information: written down, sent, confirmed, answered, refused, taken back, disputed.

FVPA 2008 (Vic) Pt 5A and the Regulations 2018: eligibility is asked before anything is searched, a refusal has its
reason in writing (reg 13), and each step stays for the register (regs 9 to 14). One that is not held, and one of other
organisations, are answered alike.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from authz.keys import new_id
from authz.local_days import local_day
from authz.words import Purpose, Standing
from graph import requests
from graph.conflicts import HUB
from graph.registry import organisation_of
from resolvers.errors import Fault, FieldFault
from resolvers.references import Matter, Reference, opened
from resolvers.registry_desk import LONGEST_WORDS, Desk, in_words
from resolvers.request_input import RequestInput
from resolvers.requesting import InformationRequest, written
from schema import codes
from schema.decisions.request_due import due
from schema.decisions.request_rules import CIP, Asked, objections
from schema.decisions.request_states import may_follow, why_not
from schema.model import MODEL

NOT_HELD = "There is no such request for you; `requests` lists them."
POINT = "cip"  # organisation of the Central Information Point, by regulation the Secretary
CANDIDATES = requests.statement_of_candidates(MODEL)
FACTORS = "risk_factor"
MOST = 20  # factors, reasons and people of one request
LONGEST = 255
SCHEMES: Mapping[str, tuple[Purpose, ...]] = {
    "CIP": (Purpose.CIP_REQUEST,),
    "FVISS": (Purpose.ASSESSMENT, Purpose.PROTECTION),
    "CISS": (Purpose.CISS,),
}
Named = Callable[..., Awaitable[list[dict[str, Any]]]]  # whom an open matter of an organisation names
Apart = Callable[[], Awaitable[list[str]]]


@dataclass(frozen=True, slots=True)
class RequestActs:
    desk: Desk
    named: Named
    apart: Apart

    # who asks

    async def write(self, given: RequestInput, request: str | None, *, send: bool) -> InformationRequest:
        """A new one, or the one that was drafted, or sent and was not eligible."""
        self._under(given.scheme.value)
        addressed = POINT if given.scheme.value == CIP else str(given.addressed_to or "")
        _good(given)
        async with self.desk.following.turn():
            held = await self._mine(request) if request else None
            if held and held["state"] not in ("DRAFTED", "INELIGIBLE"):
                raise Fault("REQUEST_STATE", "It was sent: withdraw it, and ask anew.")
            missing = objections(await self._asked(given, addressed))
            state = ("INELIGIBLE" if missing else "SUBMITTED") if send else "DRAFTED"
            id = held["id"] if held else new_id()
            body = {
                "request": id,
                "organisation": self.desk.asker.organisation,
                "role": self.desk.asker.account.role,
                "addressed_to": addressed,
                "said": _said(given, self.desk.asker.declaration.matter),
                **self._moved(state, ["", "DRAFTED", "INELIGIBLE"]),
                "missing": [f"{m.code}|{m.field}|{m.mend}" for m in missing],
                "due_at": due(given.kind.value, self.desk.now) if state == "SUBMITTED" else None,
            }
            await self.desk.decide("writeRequest", body)
            return await self._told(id)

    async def withdraw(self, request: str, reason: str) -> InformationRequest:
        return await self._step(request, "WITHDRAWN", reason, mine=True)

    async def dispute(self, request: str, reason: str) -> InformationRequest:
        return await self._step(request, "DISPUTED", reason, mine=True)

    # whom it is addressed to

    async def accept(self, request: str, person: str, reason: str) -> Matter:
        """The matter names whom an analyst confirmed, and nobody else. Of two who are one, the match is decided
        first: `decideMatch`."""
        in_words("reason", reason)
        if self.desk.asker.purpose is not Purpose.CIP_REQUEST:
            raise Fault(
                "PURPOSE_REQUIRED", "A request is accepted under CIP_REQUEST, at the Central Information Point."
            )
        async with self.desk.following.turn():
            held = await self._theirs(request, "ACCEPTED")
            found = {row[0] for row in await self.candidates(request)}
            if person not in found:
                raise Fault("NOT_A_CANDIDATE", "The person is one of `candidates` of this request.", ("person",))
            matter = self._matter(request, person)
            await self.desk.decide("acceptRequest", {**self.step(held, "ACCEPTED", reason), "opened": matter})
        return opened(matter["id"], "OPEN", matter["purpose"], self.desk.now)

    async def answer(self, request: str, said: str, records: Sequence[str], not_held: bool) -> InformationRequest:
        """Records of the asked organisation's own; or that nothing is held."""
        in_words("said", said)
        async with self.desk.following.turn():
            held = await self._theirs(request, "ANSWERED")
            if not_held == bool(records):
                raise Fault("BAD_INPUT", "Name records of your own, or say notHeld.", ("records",))
            if records and held["scheme"] == CIP:
                raise Fault("BAD_INPUT", "The Central Information Point answers with a report.", ("records",))
            own = await self.desk.fetch(
                requests.OWN, {"records": list(records), "custodian": self.desk.asker.custodian}
            )
            if set(records) - set(own or ()):
                raise Fault("RECORD_NOT_HELD", "Each record is one of your organisation's own.", ("records",))
            return await self._move(held, "ANSWERED", said, "NOT_HELD" if not_held else "ANSWERED", records)

    async def refuse(self, request: str, code: str, reason: str) -> InformationRequest:
        return await self._step(request, "REFUSED", reason, code=code)

    async def candidates(self, request: str) -> list[list[Any]]:
        given = {"request": request, "organisation": self.desk.asker.organisation, "apart": await self.apart()}
        return await self.desk.fetch(CANDIDATES, given) or []

    # what the steps share

    def step(
        self, held: Mapping[str, Any], state: str, reason: str, code: str | None = None, records: Sequence[str] = ()
    ) -> dict[str, Any]:
        """What a step writes, in the caller's turn; refused where it may not follow."""
        in_words("reason", reason)
        if not may_follow(held["state"], state):
            raise Fault("REQUEST_STATE", why_not(held["state"], state))
        return {"request": held["id"], "organisation": self.desk.asker.organisation, "missing": [], "due_at": None,
                **self._moved(state, [held["state"]], reason, code, records)}  # fmt: skip

    async def _step(
        self, request: str, state: str, reason: str, code: str | None = None, *, mine: bool = False
    ) -> InformationRequest:
        async with self.desk.following.turn():
            held = await (self._mine(request) if mine else self._theirs(request, state))
            return await self._move(held, state, reason, code)

    async def _move(
        self, held: Mapping[str, Any], state: str, reason: str, code: str | None = None, records: Sequence[str] = ()
    ) -> InformationRequest:
        await self.desk.decide("moveRequest", self.step(held, state, reason, code, records))
        return await self._told(held["id"])

    def _moved(
        self, state: str, moves_from: list[str], reason: str | None = None, code: str | None = None,
        records: Sequence[str] = (),
    ) -> dict[str, Any]:  # fmt: skip
        return {"state": state, "moves_from": moves_from, "event": new_id(), "reason": reason, "code": code,
                "records": list(records)}  # fmt: skip

    def _matter(self, request: str, person: str) -> dict[str, Any]:
        names = [{"person": person, "standing": str(Standing.ALLEGED), "client": False}]
        return {"id": new_id(), "organisation": self.desk.asker.organisation, "purpose": str(Purpose.CIP_REQUEST),
                "kind": "REQUEST", "evidence": request, "account": self.desk.asker.account.id, "names": names,
                "at": self.desk.now}  # fmt: skip

    def _under(self, scheme: str) -> None:
        """A request is made under the purpose of its scheme, so that it rests on the matter of that purpose."""
        declared = self.desk.asker.account.organisation.holds("CIP_REQUESTER", self.desk.now[:10])
        if self.desk.asker.purpose in SCHEMES[scheme] and (scheme != CIP or declared):
            return
        if scheme == CIP:
            raise Fault("NOT_CIP_REQUESTER", "Only a declared CIP requester lodges this, under CIP_REQUEST.")
        wanted = " or ".join(SCHEMES[scheme])
        raise Fault("PURPOSE_REQUIRED", f"A request under {scheme} is made under the purpose {wanted}.")

    async def _asked(self, given: RequestInput, addressed: str) -> Asked:
        asker, now = self.desk.asker, self.desk.now
        classes = _classes(asker.account.organisation, now)
        row = await self.desk.fetch(requests.ORGANISATION, {"organisation": addressed})
        if row is None or (addressed == POINT) is not (given.scheme.value == CIP):
            raise Fault("BAD_INPUT", "addressedTo is another organisation of the registry; `organisations` lists them.",
                        ("input", "addressedTo"))  # fmt: skip
        named = await self.named(asker.organisation, asker.declaration.matter)
        subject = next((one for one in named if _is(one, given.subject)), None)
        at_risk = next((one for one in named if given.person_at_risk and _is(one, given.person_at_risk)), None)
        return Asked(
            scheme=given.scheme.value, purpose=given.purpose.value, role=given.subject_role.value,
            grounds=given.grounds_for_role, classes=classes,
            addressed_classes=_classes(organisation_of(*row), now),
            named_as=str(subject["standing"]) if subject else "",
            established=subject is not None and await self._established(subject["ids"]),
            consent=given.consent.value, consent_reason=given.consent_reason,
            relevance=tuple(given.relevance), urgency=given.urgency.value,
            urgency_factors=tuple(given.urgency_factors),
            names_a_child=at_risk is not None and at_risk["standing"] is Standing.CHILD,
            identified=bool(given.subject.id.strip() and given.subject.system.strip()),
            birth_date=str(given.birth_date) if given.birth_date else None, today=local_day(now),
        )  # fmt: skip

    async def _established(self, people: Sequence[str]) -> bool:
        given = {"matter": self.desk.asker.declaration.matter, "people": list(people), "now": self.desk.now}
        return bool(await self.desk.fetch(requests.ESTABLISHED.strip(), given))

    async def _held(self, request: str) -> dict[str, Any]:
        given = {"request": request, "organisation": self.desk.asker.organisation}
        held = await self.desk.fetch(requests.HELD.strip(), given)
        if held is None:
            raise Fault("REQUEST_NOT_HELD", NOT_HELD, ("request",))
        return dict(held)

    async def _mine(self, request: str) -> dict[str, Any]:
        held = await self._held(request)
        if held["from"] != self.desk.asker.organisation or held["asked_by"] != self.desk.asker.account.role:
            raise Fault("REQUEST_NOT_HELD", NOT_HELD, ("request",))
        return held

    async def _theirs(self, request: str, state: str) -> dict[str, Any]:
        held = await self._held(request)
        if held["addressed_to"] != self.desk.asker.organisation:
            raise Fault("REQUEST_NOT_HELD", NOT_HELD, ("request",))
        if not may_follow(held["state"], state):
            raise Fault("REQUEST_STATE", why_not(held["state"], state))
        return held

    async def _told(self, request: str) -> InformationRequest:
        given = {"request": request, "organisation": self.desk.asker.organisation}
        found = await self.desk.fetch(requests.ONE.strip(), given)
        if found is None:
            raise Fault("REQUEST_NOT_HELD", NOT_HELD, ("request",))
        return written(*found)


def _classes(organisation: Any, now: str) -> frozenset[str]:
    return frozenset(one for one in organisation.classes if organisation.holds(one, now[:10]))


def _is(named: Mapping[str, Any], person: Reference) -> bool:
    known = [list(reference) for reference in named["references"]]
    return person.id in named["ids"] if person.system == HUB else [person.system, person.id] in known


def _good(given: RequestInput) -> None:
    """What is wrong with single fields, all at once; what the law asks is said by eligibility."""
    wrong = [*_unknown_factors(given), *_too_many(given), *_too_long(given)]
    if wrong:
        raise Fault("BAD_INPUT", wrong[0].message, wrong[0].path, tuple(wrong))


def _unknown_factors(given: RequestInput) -> Iterator[FieldFault]:
    for place, code in enumerate(given.relevance):
        if not codes.known(FACTORS, code):
            yield FieldFault(("input", "relevance", place), "UNKNOWN_CODE", "Say a code of docs/law/maram-factors.md.")


def _too_many(given: RequestInput) -> Iterator[FieldFault]:
    for name, words in (("relevance", given.relevance), ("urgencyFactors", given.urgency_factors)):
        if len(words) > MOST:
            yield FieldFault(("input", name), "TOO_MANY", f"At most {MOST}.")


def _too_long(given: RequestInput) -> Iterator[FieldFault]:
    """Each text against its most; of a reference the longer half."""
    people = (("subject", given.subject), ("personAtRisk", given.person_at_risk))
    texts = (("groundsForRole", given.grounds_for_role), ("consentReason", given.consent_reason),
             ("question", given.question or ""))  # fmt: skip
    sizes: list[tuple[tuple[str | int, ...], int, int]] = [
        *(((name,), max(len(said.id), len(said.system)), LONGEST) for name, said in people if said),
        *(((name,), len(text), LONGEST_WORDS) for name, text in texts),
        *((("urgencyFactors", place), len(text), LONGEST) for place, text in enumerate(given.urgency_factors)),
    ]
    for path, size, most in sizes:
        if size > most:
            yield FieldFault(("input", *path), "TOO_LONG", f"At most {most} characters.")


def _said(given: RequestInput, matter: str) -> dict[str, Any]:
    at_risk = given.person_at_risk
    return {
        "scheme": given.scheme.value, "kind": given.kind.value, "purpose": given.purpose.value,
        "system": given.subject.system, "reference": given.subject.id, "role": given.subject_role.value,
        "grounds": given.grounds_for_role, "birth_date": str(given.birth_date) if given.birth_date else None,
        "risk_system": at_risk.system if at_risk else None, "risk_reference": at_risk.id if at_risk else None,
        "urgency": given.urgency.value, "urgency_factors": list(given.urgency_factors),
        "consent": given.consent.value, "consent_reason": given.consent_reason or None,
        "relevance": list(given.relevance), "matter": matter, "question": given.question,
    }  # fmt: skip
