"""Decisions on requests for information: written down, sent, confirmed, answered, refused, taken back, disputed.

FVPA 2008 (Vic) Pt 5A and the Regulations 2018: eligibility is asked before anything is searched, a refusal has its
reason in writing (reg 13), and each step stays for the register (regs 9 to 14). One that is not held, and one of other
organisations, are answered alike.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from authz.keys import new_id
from authz.local_days import local_day
from authz.words import Purpose, Standing
from graph import reports, requests
from graph.conflicts import HUB
from graph.registry import organisation_of
from resolvers import request_form
from resolvers.enquiring import ItemAnswer, all_not_held, good, state_of, stored
from resolvers.errors import Fault
from resolvers.references import Matter, Reference, opened
from resolvers.registry_desk import Desk, in_words
from resolvers.request_input import RequestInput
from resolvers.requesting import InformationRequest, written
from schema.decisions.request_asked import CIP, VIOLENT, Asked
from schema.decisions.request_due import due
from schema.decisions.request_rules import objections
from schema.decisions.request_states import STATES, may_follow, why_not
from schema.model import MODEL

NOT_HELD = "There is no such request for you; `requests` lists them."
POINT = "cip"  # organisation of the Central Information Point, by regulation the Secretary
CANDIDATES = requests.statement_of_candidates(MODEL)
WAITS = [s.code for s in STATES if "WITHDRAWN" in s.then and s.code not in ("DRAFTED", "INELIGIBLE")]
UNCONSENTED = "The consent that it rested on was withdrawn."
SCHEMES: Mapping[str, tuple[Purpose, ...]] = {
    "CIP": (Purpose.CIP_REQUEST,),
    "FVISS": (Purpose.ASSESSMENT, Purpose.PROTECTION),
    "CISS": (Purpose.CISS,),
    "CYFA": (Purpose.CYFA_STATUTORY,),
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
        self._fits(given)
        async with self.desk.following.turn():
            return await self._written(given, request, "SUBMITTED" if send else "DRAFTED")

    async def share(
        self, given: RequestInput, request: str | None, said: str, records: Sequence[str]
    ) -> InformationRequest:
        """FVPA ss 144KA, 144LA: told unasked, in the words of a request. It names records, and opens none."""
        in_words("said", said)
        if given.scheme.value == CIP:
            raise Fault("BAD_INPUT", "The Central Information Point is told when it asks; tell others under FVISS or "
                        "CISS.", ("input", "scheme"))  # fmt: skip
        if not records:
            raise Fault("BAD_INPUT", "Name records of your own.", ("records",))
        self._fits(given)
        async with self.desk.following.turn():
            _all_of(records, await self._own(records))
            return await self._written(given, request, "VOLUNTEERED", said, records)

    async def _written(
        self, given: RequestInput, request: str | None, wanted: str, said: str | None = None,
        records: Sequence[str] = (),
    ) -> InformationRequest:  # fmt: skip
        """What is not eligible goes nowhere: neither its words nor its records are told."""
        addressed = POINT if given.scheme.value == CIP else str(given.addressed_to or "")
        held = await self.mine(request) if request else None
        if held and held["state"] not in ("DRAFTED", "INELIGIBLE"):
            raise Fault("REQUEST_STATE", "It was sent: withdraw it, and ask anew.")
        voluntary = wanted == "VOLUNTEERED"
        missing = objections(await self._asked(given, addressed, voluntary))
        state = "INELIGIBLE" if missing and wanted != "DRAFTED" else wanted
        told = (said, None, records) if state == "VOLUNTEERED" else ()
        id = held["id"] if held else new_id()
        body = {
            "request": id,
            "organisation": self.desk.asker.organisation,
            "role": self.desk.asker.account.role,
            "addressed_to": addressed,
            "said": {**request_form.said_in(given, self.desk.asker.declaration.matter), "voluntary": voluntary},
            **self._moved(state, ["", "DRAFTED", "INELIGIBLE"], *told),
            "missing": [f"{m.code}|{m.field}|{m.mend}" for m in missing],
            "due_at": due(given.kind.value, self.desk.now) if state == "SUBMITTED" else None,
        }
        await self.desk.decide("writeRequest", body)
        return await self._told(id)

    async def withdraw(self, request: str, reason: str) -> InformationRequest:
        return await self._step(request, "WITHDRAWN", reason, mine=True)

    async def dispute(self, request: str, reason: str) -> InformationRequest:
        return await self._step(request, "DISPUTED", reason, mine=True)

    async def unconsented(self, consent: str) -> None:
        """In the turn in which this consent is withdrawn, before it is: what rests on it alone is taken back."""
        given = {"organisation": self.desk.asker.organisation, "consent": consent, "states": WAITS,
                 "violent": VIOLENT, "now": self.desk.now, "apart": []}  # fmt: skip
        for request in await self.desk.fetch(requests.RESTING.strip(), given) or ():
            held = await self.desk.fetch(requests.HELD.strip(), {**given, "request": request})
            await self._move(held, "WITHDRAWN", UNCONSENTED)

    # whom it is addressed to

    async def accept(self, request: str, person: str, reason: str) -> Matter:
        """The matter names whom an analyst confirmed, and nobody else. Of two who are one, the match is decided
        first: `decideMatch`. Of somebody confirmed by mistake every report is recalled before another is confirmed."""
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
            await self._recalled(held, person, reason)
            matter = self._matter(request, person)
            await self.desk.decide("acceptRequest", {**self.step(held, "ACCEPTED", reason), "opened": matter})
        return opened(matter["id"], "OPEN", matter["purpose"], self.desk.now)

    async def answer(
        self, request: str, said: str, records: Sequence[str], not_held: bool, items: Sequence[ItemAnswer] = ()
    ) -> InformationRequest:
        """Records of the asked organisation's own; item by item, where the request asks so; or that nothing is held."""
        in_words("said", said)
        async with self.desk.following.turn():
            held = await self._theirs(request, "ANSWERED")
            if not_held == bool(records or items):
                raise Fault("BAD_INPUT", "Name records of your own, answer items, or say notHeld.", ("records",))
            if records and held["scheme"] == CIP:
                raise Fault("BAD_INPUT", "The Central Information Point answers with a report.", ("records",))
            asked, named = held.get("enquiries") or [], [str(id) for one in items for id in one.records]
            own = await self._own([*records, *named])
            good(items, asked, own)
            _all_of(records, own)
            lines = all_not_held(asked) if not_held else stored(items)
            state = state_of(asked, [*(held["items"] or ()), lines])
            outcome = "NOT_HELD" if not_held else "ANSWERED"
            return await self._move(held, state, said, outcome, list(dict.fromkeys([*records, *named])), lines)

    async def refuse(self, request: str, code: str, reason: str) -> InformationRequest:
        return await self._step(request, "REFUSED", reason, code=code)

    async def candidates(self, request: str) -> list[list[Any]]:
        given = {"request": request, "organisation": self.desk.asker.organisation, "apart": await self.apart()}
        return await self.desk.fetch(CANDIDATES, given) or []

    # what the steps share

    def step(
        self, held: Mapping[str, Any], state: str, reason: str, code: str | None = None, records: Sequence[str] = (),
        items: Sequence[str] = (), report: str | None = None,
    ) -> dict[str, Any]:  # fmt: skip
        """What a step writes, in the caller's turn; refused where it may not follow."""
        in_words("reason", reason)
        if not may_follow(held["state"], state):
            raise Fault("REQUEST_STATE", why_not(held["state"], state))
        return {"request": held["id"], "organisation": self.desk.asker.organisation, "missing": [], "due_at": None,
                "report": report, **self._moved(state, [held["state"]], reason, code, records, items)}  # fmt: skip

    async def _recalled(self, held: Mapping[str, Any], person: str, reason: str) -> None:
        """Whatever was told of somebody else, before it is said anew who the subject is."""
        given = {"request": held["id"], "person": person}
        if held["state"] != "DISPUTED" and await self.desk.fetch(requests.CONFIRMED.strip(), given):
            raise Fault("REQUEST_STATE", "This person is confirmed already: go on, or name another of `candidates`.",
                        ("person",))  # fmt: skip
        for report in await self.desk.fetch(reports.OF_ANOTHER.strip(), given) or ():
            await self.desk.decide("recallReport", {"report": report, "reason": reason})

    async def _step(
        self, request: str, state: str, reason: str, code: str | None = None, *, mine: bool = False
    ) -> InformationRequest:
        async with self.desk.following.turn():
            held = await (self.mine(request) if mine else self._theirs(request, state))
            return await self._move(held, state, reason, code)

    async def _move(
        self, held: Mapping[str, Any], state: str, reason: str, code: str | None = None, records: Sequence[str] = (),
        items: Sequence[str] = (),
    ) -> InformationRequest:  # fmt: skip
        await self.desk.decide("moveRequest", self.step(held, state, reason, code, records, items))
        return await self._told(held["id"])

    def _moved(
        self, state: str, moves_from: list[str], reason: str | None = None, code: str | None = None,
        records: Sequence[str] = (), items: Sequence[str] = (),
    ) -> dict[str, Any]:  # fmt: skip
        return {"state": state, "moves_from": moves_from, "event": new_id(), "reason": reason, "code": code,
                "records": list(records), "items": list(items)}  # fmt: skip

    async def _own(self, records: Sequence[str]) -> dict[str, str]:
        """Of these records those of the asker's organisation, and the kind of each; none of whom he is kept apart."""
        given = {"records": list(records), "custodian": self.desk.asker.custodian, "apart": await self.apart()}
        return dict(await self.desk.fetch(requests.OWN, given) or ())

    def _matter(self, request: str, person: str) -> dict[str, Any]:
        names = [{"person": person, "standing": str(Standing.ALLEGED), "client": False}]
        return {"id": new_id(), "organisation": self.desk.asker.organisation, "purpose": str(Purpose.CIP_REQUEST),
                "kind": "REQUEST", "evidence": request, "account": self.desk.asker.account.id, "names": names,
                "at": self.desk.now}  # fmt: skip

    def _fits(self, given: RequestInput) -> None:
        self._under(given.scheme.value)
        request_form.good(given)

    def _under(self, scheme: str) -> None:
        """A request is made under the purpose of its scheme, so that it rests on the matter of that purpose."""
        declared = self.desk.asker.account.organisation.holds("CIP_REQUESTER", self.desk.now[:10])
        if self.desk.asker.purpose in SCHEMES[scheme] and (scheme != CIP or declared):
            return
        if scheme == CIP:
            raise Fault("NOT_CIP_REQUESTER", "Only a declared CIP requester lodges this, under CIP_REQUEST.")
        wanted = " or ".join(SCHEMES[scheme])
        raise Fault("PURPOSE_REQUIRED", f"A request under {scheme} is made under the purpose {wanted}.")

    async def _asked(self, given: RequestInput, addressed: str, voluntary: bool) -> Asked:
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
            kind=asker.account.organisation.kind, addressed_kind=organisation_of(*row).kind,
            enquiries=tuple(one.value for one in given.enquiries),
            named_as=str(subject["standing"]) if subject else "",
            established=subject is not None and await self._established(subject["ids"]),
            consent=given.consent.value, consent_reason=given.consent_reason,
            relevance=tuple(given.relevance), urgency=given.urgency.value,
            urgency_factors=tuple(given.urgency_factors),
            names_a_child=at_risk is not None and at_risk["standing"] is Standing.CHILD,
            identified=bool(given.subject.id.strip() and given.subject.system.strip()),
            birth_date=str(given.birth_date) if given.birth_date else None, today=local_day(now),
            voluntary=voluntary,
        )  # fmt: skip

    async def _established(self, people: Sequence[str]) -> bool:
        given = {"matter": self.desk.asker.declaration.matter, "people": list(people), "now": self.desk.now}
        return bool(await self.desk.fetch(requests.ESTABLISHED.strip(), given))

    async def _held(self, request: str) -> dict[str, Any]:
        given = {"request": request, "organisation": self.desk.asker.organisation, "apart": await self.apart()}
        held = await self.desk.fetch(requests.HELD.strip(), given)
        if held is None:
            raise _not_held()
        return dict(held)

    async def mine(self, request: str) -> dict[str, Any]:
        """One that the asker's role asked."""
        held = await self._held(request)
        if held["from"] != self.desk.asker.organisation or held["asked_by"] != self.desk.asker.account.role:
            raise _not_held()
        return held

    async def _theirs(self, request: str, state: str) -> dict[str, Any]:
        held = await self._held(request)
        if held["addressed_to"] != self.desk.asker.organisation:
            raise _not_held()
        if not may_follow(held["state"], state):
            raise Fault("REQUEST_STATE", why_not(held["state"], state))
        return held

    async def _told(self, request: str) -> InformationRequest:
        given = {"request": request, "organisation": self.desk.asker.organisation, "now": self.desk.now}
        found = await self.desk.fetch(requests.ONE.strip(), given)
        if found is None:
            raise _not_held()
        return written(*found)


def _not_held() -> Fault:
    return Fault("REQUEST_NOT_HELD", NOT_HELD, ("request",))


def _all_of(records: Sequence[str], own: Mapping[str, str]) -> None:
    if set(records) - set(own):
        raise Fault("RECORD_NOT_HELD", "Each record is one of your organisation's own.", ("records",))


def _classes(organisation: Any, now: str) -> frozenset[str]:
    return frozenset(one for one in organisation.classes if organisation.holds(one, now[:10]))


def _is(named: Mapping[str, Any], person: Reference) -> bool:
    known = [list(reference) for reference in named["references"]]
    return person.id in named["ids"] if person.system == HUB else [person.system, person.id] in known
