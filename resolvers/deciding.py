"""Decisions for one asker: what is read, what is decided, and the command that holds it.

Nobody opens his own door. A matter opens on a record that addresses the asker's
organisation; what he states himself opens his own records only. A reference that is
unknown and one that is not permitted are answered alike: the matter opens nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from authz.keys import new_id
from authz.words import PROTECTIVE_ORDER, Asserted, Purpose, Standing
from graph import evidence, matters
from graph.candidates import Candidates
from graph.conflicts import HUB
from graph.scope import standing_of
from graph.times import OPEN
from resolvers.account_acts import AccountActs
from resolvers.apart import apart
from resolvers.complaint_acts import ComplaintActs
from resolvers.conflict_acts import ConflictActs
from resolvers.correction_acts import CorrectionActs, Told
from resolvers.erasure_acts import Erasable, ErasureActs
from resolvers.errors import Fault
from resolvers.exclusion_acts import ExclusionActs
from resolvers.glass_acts import GlassActs
from resolvers.keeping_acts import KeepingActs
from resolvers.kin_reviewing import KinReviewing
from resolvers.mutations import (
    Command,
    Decided,
    Grounds,
    Name,
    Ruled,
    Ruling,
    Sees,
)
from resolvers.notice_reading import NoticeActs
from resolvers.organisation_acts import OrganisationActs
from resolvers.outcome_acts import OutcomeActs
from resolvers.records import Records
from resolvers.references import Matter, Recorded, Reference, opened
from resolvers.registry_desk import Desk
from resolvers.report_acts import Issuing, ReportActs
from resolvers.report_desk import ReportDesk
from resolvers.report_drafting import Drafting
from resolvers.request_acts import RequestActs
from resolvers.reviewing import Reviewing
from resolvers.watch_acts import WatchActs
from resolvers.writing_acts import Named, WritingActs
from schema.model import MODEL

PARTS, EVIDENCE = MODEL.parts(), evidence.statements(MODEL)
ADULTS = (Standing.VICTIM, Standing.LINKED, Standing.ALLEGED)
PROTECTED = (Standing.VICTIM, Standing.LINKED, Standing.CHILD)
LONGEST_TEXT = 2_000
Fetch = Callable[[str, Mapping[str, Any]], Awaitable[Any]]


class Deciding:
    def __init__(
        self,
        fetch: Fetch,
        candidates: Candidates,
        desk: Desk,
        records: Records,
        erasable: Erasable,
        told: Told,
        issuing: Issuing,
    ) -> None:
        following, asker, now = desk.following, desk.asker, desk.now
        self.fetch, self.asker, self.now = fetch, asker, now
        self.command: Command = following.command
        self.reviewing = Reviewing(fetch, candidates, following, asker, now)
        self.accounts, self.organisations = AccountActs(desk), OrganisationActs(desk)
        self.exclusions, self.corrections = ExclusionActs(desk), CorrectionActs(desk, told)
        self.erasures = ErasureActs(desk, erasable)
        self.conflicts, self.glass = ConflictActs(desk), GlassActs(desk, self._apart)
        self.writing = WritingActs(desk, self._assessed, records)
        self.outcomes = OutcomeActs(desk, records)
        self.requests = RequestActs(desk, self._named_in, self._apart)
        self.complaints = ComplaintActs(desk, self._apart)
        drafting = Drafting(fetch, issuing.scopes, desk.policy, asker, now)
        self.reports = ReportActs(desk, ReportDesk(drafting), self.requests, issuing)
        self.notices = NoticeActs(desk)
        self.watches = WatchActs(desk, self.requests, issuing.scopes)
        self.keeping = KeepingActs(desk)
        self.kin_reviewing = KinReviewing(fetch, following, asker, now)

    async def open_matter(self, kind: str, evidence: str, names: list[Name] | None, matter: str = "") -> Matter:
        """A new one, or one that is open on the same referral, for this purpose too."""
        if kind == "OWN_FILE" and self.asker.purpose is not Purpose.OWN_CASE:
            raise Fault("EVIDENCE_REQUIRED", "An own file opens own records only: declare OWN_CASE.")
        if kind == "OWN_FILE" and not names:
            raise Fault("BAD_INPUT", "Say in `names` whom the own file is about.", ("input", "names"))
        if matter and kind != "REFERRAL":
            raise Fault("BAD_INPUT", "Only a matter on a referral is for several purposes.", ("input", "matter"))
        permitted = await self._permitted(kind, evidence, names)
        body = {
            "id": matter or new_id(),
            "organisation": self.asker.organisation,
            "purpose": str(self.asker.purpose),
            "kind": kind,
            "evidence": evidence,
            "account": self.asker.account.id,
            "names": _named(permitted, names),
            "at": self.now,
        }
        await self._do("extendMatter" if matter else "openMatter", body)
        return opened(str(body["id"]), "OPEN", str(body["purpose"]), self.now)

    async def close_matter(self, matter: str) -> Matter:
        body = {"organisation": self.asker.organisation, "matter": matter, "at": self.now}
        await self._do("closeMatter", body)
        return Matter(id=matter, status="CLOSED", purpose=str(self.asker.purpose), opened_at=None)  # type: ignore[arg-type]

    async def record_consent(
        self, matter: str, person: Reference, given_at: str, until: str | None, how: str
    ) -> Recorded:
        """FVPA Pt 5A Div 5: a consent, of an adult, to this organisation, for this matter."""
        _short("how", how)
        if given_at > self.now:
            raise Fault("BAD_INPUT", "A consent is recorded after it was given.", ("givenAt",))
        named = await self._named_in(self.asker.organisation, matter)
        found = _found(named, person, ADULTS)
        extra = {"given_at": given_at, "until": until or OPEN, "how": how}
        return await self._recorded("recordConsent", matter, found, extra)

    async def withdraw_consent(self, consent: str) -> Recorded:
        """It binds at once; what was asked on it alone, and is not answered yet, is taken back with it."""
        held = await self._own(consent)
        async with self.requests.desk.following.turn():
            await self.requests.unconsented(consent)
            await self.requests.desk.decide("withdrawConsent", {"consent": held})
        return Recorded(id=consent, at=self.now)  # type: ignore[arg-type]

    async def record_assertion(
        self, matter: str, person: Reference, kind: Asserted, reason: str, until: str | None
    ) -> Recorded:
        """FVPA Pt 5A Div 5, Regulations 2018 reg 11 and 12: the author, his reason and until when it stands."""
        _short("reason", reason)
        if until is None and not kind.of_views:
            raise Fault("BAD_INPUT", "Say until when it stands; then it is to be assessed again.", ("until",))
        if until is not None and until <= self.now:
            raise Fault("BAD_INPUT", "It is to stand until a later time than now.", ("until",))
        named = await self._named_in(self.asker.organisation, matter)
        found = _found(named, person, (Standing.CHILD,) if kind.of_views else PROTECTED)
        extra = {"kind": str(kind), "reason": reason, "until": until or OPEN, "account": self.asker.account.id}
        return await self._recorded("recordAssertion", matter, found, extra)

    async def withdraw_assertion(self, assertion: str) -> Recorded:
        await self._do("withdrawAssertion", {"assertion": await self._own(assertion), "at": self.now})
        return Recorded(id=assertion, at=self.now)  # type: ignore[arg-type]

    async def plan_contact(self, matter: str, person: Reference, until: str, how: str) -> Recorded:
        """Source table 8, WorkerSafetyAlert: whoever is to meet a person is told what to beware of, until then."""
        _short("how", how)
        if until <= self.now:
            raise Fault("BAD_INPUT", "Say until when the contact is planned: a later time than now.", ("until",))
        named = await self._named_in(self.asker.organisation, matter)
        found = _found(named, person, tuple(Standing))
        return await self._recorded("planContact", matter, found, {"until": until, "how": how})

    async def cancel_contact(self, contact: str) -> Recorded:
        await self._do("cancelContact", {"contact": await self._own(contact), "at": self.now})
        return Recorded(id=contact, at=self.now)  # type: ignore[arg-type]

    async def establish_risk(self, matter: str, person: Reference, grounds: str, until: str | None) -> Recorded:
        """FVPA s 144A, Div 2: a risk assessment entity, in its own matter about the same person."""
        _short("grounds", grounds)
        held = self.asker.account.organisation
        if self.asker.purpose is not Purpose.ASSESSMENT or not held.holds("RAE", self.now[:10]):
            raise Fault("NOT_RAE_FOR_ASSESSMENT", "Only a risk assessment entity decides this, under ASSESSMENT.")
        own = await self._named_in(self.asker.organisation, self.asker.declaration.matter, str(Purpose.ASSESSMENT))
        found = _found(own, person, (Standing.ALLEGED,))
        extra = {"until": until or OPEN, "grounds": grounds}
        return await self._recorded("establishRisk", matter, found, extra)

    async def decide_match(self, match: str, same: bool, reason: str, checked: bool, sees: Sees) -> Decided:
        return await self.reviewing.decide(match, same, reason, checked, sees)

    async def decide_relationship(self, ruling: Ruling, grounds: Grounds) -> Ruled:
        return await self.kin_reviewing.decide(ruling, grounds)

    async def _permitted(self, kind: str, evidence: str, names: list[Name] | None) -> list[dict[str, Any]]:
        """Whom the evidence lets this organisation name, and as what."""
        given = {
            "evidence": evidence,
            "organisation": self.asker.organisation,
            "custodian": self.asker.custodian,
            "references": [name.id for name in names or () if name.system in (self.asker.custodian, HUB)],
            "apart": await self._apart(),
            "now": self.now,
        }
        rows = await self.fetch(EVIDENCE[kind], given) or []
        permitted = [
            {"person": p, "standing": standing_of(PARTS, part, party), "client": mine, "ids": [p], "references": refs}
            for p, part, party, mine, refs in rows
            if kind != "REFERRAL" or party in ("AFFECTED", "CHILD") or PARTS[part] is Standing.ALLEGED
        ]
        return sorted(permitted, key=_most_protected)

    async def _named_in(self, organisation: str, matter: str, purpose: str | None = None) -> list[dict[str, Any]]:
        """Whom an open matter of the organisation names; of this purpose, when one is told."""
        given = {"organisation": organisation, "matter": matter, "purpose": purpose, "now": self.now,
                 "account": self.asker.account.id, "apart": await self._apart()}  # fmt: skip
        rows = await self.fetch(matters.NAMED.strip(), given) or []
        return [{"person": p, "standing": Standing(s), "ids": ids, "references": refs} for p, s, ids, refs in rows]

    async def _assessed(self, person: Reference) -> Named | None:
        """Whom the declared matter names by this reference."""
        own = await self._named_in(self.asker.organisation, self.asker.declaration.matter, str(Purpose.ASSESSMENT))
        found = next((named for named in own if _is(named, person)), None)
        return Named(found["person"], found["standing"], found["ids"]) if found else None

    async def _apart(self) -> list[str]:
        return await apart(self.fetch, self.asker.account.id, self.now)

    async def _recorded(self, kind: str, matter: str, person: str, extra: Mapping[str, Any]) -> Recorded:
        id = new_id()
        body = {"id": id, "organisation": self.asker.organisation, "matter": matter,
                "person": person, "at": self.now, **extra}  # fmt: skip
        await self._do(kind, body)
        return Recorded(id=id, at=self.now)  # type: ignore[arg-type]

    async def _own(self, id: str) -> str:
        """The id, or nothing: one of another organisation is answered alike, and stands."""
        held = await self.fetch(matters.HELD.strip(), {"organisation": self.asker.organisation, "held": id})
        return str(held or "")

    async def _do(self, kind: str, body: Mapping[str, Any]) -> None:
        await self.command(kind, body, self.now, self.asker.account.id)


def _most_protected(person: Mapping[str, Any]) -> tuple[int, bool]:
    """First: whoever has two parts in the evidence is named by the one that protects him more."""
    return PROTECTIVE_ORDER.index(person["standing"]), not person["client"]


def _named(permitted: Sequence[Mapping[str, Any]], names: list[Name] | None) -> list[dict[str, Any]]:
    """All whom the evidence permits, or those asked; one that is not permitted, and nothing opens."""
    if names is None:
        return [_naming(person) for person in permitted]
    chosen = [_chosen(permitted, name) for name in names]
    return [_naming(person) for person in chosen if person] if all(chosen) else []


def _chosen(permitted: Sequence[Mapping[str, Any]], name: Name) -> Mapping[str, Any] | None:
    standing = Standing(name.as_.value)
    mine = (p for p in permitted if p["standing"] is standing and _is(p, name))
    return next(mine, None)


def _is(person: Mapping[str, Any], reference: Name | Reference) -> bool:
    if reference.system == HUB:
        return reference.id in person["ids"]
    return [reference.system, reference.id] in [list(ref) for ref in person["references"]]


def _found(named: Sequence[Mapping[str, Any]], person: Reference, standings: tuple[Standing, ...]) -> str:
    """The id, or nothing that any node has: what is not permitted writes nothing."""
    mine = (p["person"] for p in named if p["standing"] in standings and _is(p, person))
    return str(next(mine, ""))


def _naming(person: Mapping[str, Any]) -> dict[str, Any]:
    return {"person": person["person"], "standing": str(person["standing"]), "client": person["client"]}


def _short(field: str, text: str) -> None:
    if not text.strip():
        raise Fault("BAD_INPUT", f"Say {field} in words.", (field,))
    if len(text) > LONGEST_TEXT:
        raise Fault("BAD_INPUT", f"{field} is over {LONGEST_TEXT} characters.", (field,))
