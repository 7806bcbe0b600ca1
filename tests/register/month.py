"""A month of sharing, played at random over HTTP, with a log of its own of what was done.

Nothing of the product is used to write the log: what an act was, when, by whom, about whom and in which words.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from tests.resolvers.test_matters import CIP, HOUSED, OPEN, Asks, Case, report
from tests.resolvers.test_requests import ACCEPT, DRAFT, LODGE
from tests.town import START, Town

# October 2026: on the fourth the clocks of Melbourne go from two to three, from ten hours ahead of UTC to eleven.
FIRST, LAST = "2026-10-01", "2026-10-31"
BEGIN, END = datetime(2026, 9, 28, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC)
# A second before and at: the first midnight, the hour that is left out, the last midnight.
EDGES = ("2026-09-30T13:59:59Z", "2026-09-30T14:00:00Z", "2026-10-03T13:59:59Z", "2026-10-03T14:00:00Z",
         "2026-10-03T15:59:59Z", "2026-10-03T16:00:00Z", "2026-10-04T12:59:59Z", "2026-10-04T13:00:00Z",
         "2026-10-31T12:59:59Z", "2026-10-31T13:00:00Z")  # fmt: skip
OFFICERS = {
    "orange_door": "officer-door",
    "mens_referral_service": "officer-men",
    "homelessness_service": "officer-housing",
    "child_protection": "officer-children",
    "police_fv_unit": "officer-police",
    "cip": "officer-point",
    "specialist_fv_service": "officer-nobody",
}
PLAN = "Yearly audit"
DOOR = Asks("tod_victim_side", "ASSESSMENT", "AFFECTED", "Reasonable belief")
WELFARE = Asks("tod_victim_side", "CISS", "AFFECTED", "For the safety of the child")
WANTED = Asks("tod_victim_side", "CIP_REQUEST", "AFFECTED", "Reasonable belief")
MEN = Asks("mens_service", "ASSESSMENT", "RESPONDENT", "Reasonable belief")
UNIT = Asks("police_fv_unit", "ASSESSMENT", "", "Reasonable belief")
AT_WORK = {"orange_door": "tod_victim_side", "mens_referral_service": "mens_service",
           "police_fv_unit": "police_fv_unit", "child_protection": "cp_practitioner",
           "homelessness_service": "homelessness"}  # fmt: skip
SHARE = """mutation($given: RequestInput!, $records: [ID!]!) {
  shareVoluntarily(input: $given, said: "You should know", records: $records) { id state } }"""
ANSWER = """mutation($id: ID!, $said: String!, $records: [ID!]!, $none: Boolean!) {
  answerRequest(request: $id, said: $said, records: $records, notHeld: $none) { id state } }"""
REFUSE = """mutation($id: ID!, $code: Refusal!, $why: String!) {
  refuseRequest(request: $id, code: $code, reason: $why) { id state } }"""
WITHDRAW = "mutation($id: ID!, $why: String!) { withdrawRequest(request: $id, reason: $why) { id state } }"
DISPUTE = "mutation($id: ID!, $why: String!) { disputeRequest(request: $id, reason: $why) { id state } }"
ISSUE = """mutation($id: ID!, $all: Checklist!) { issueReport(request: $id, kind: BRIEF, checklist: $all) { id } }"""
CHECKED = dict.fromkeys(("authority", "purpose", "consent", "exclusions", "linkedPersons", "childrensViews"), True)
COMPLAIN = """mutation($on: Date!, $content: String!, $about: ID) {
  recordComplaint(receivedOn: $on, content: $content, about: $about) { id } }"""
RESOLVE = """mutation($id: ID!, $action: String!, $on: Date!) {
  resolveComplaint(complaint: $id, action: $action, resolvedOn: $on) { id resolvedOn } }"""
VIEWS = """mutation($m: ID!, $child: Reference!) { recordAssertion(
  matter: $m, person: $child, kind: VIEWS_SOUGHT, reason: "Wants to stay with an aunt", until: null) { id } }"""
# Cells that a spreadsheet would work out, or that break a line.
QUESTIONS = (None, "Is there a plan?", '=HYPERLINK("http://x")', "-2+3", '@now, "he" said\nand left', "+61 400")


@dataclass
class Asked:
    """A request as the test knows it."""

    id: str
    by: Asks
    asking: str
    asked: str
    given: dict[str, Any]
    child: bool
    matter: str
    state: str = ""
    person: str = ""  # the Point's matter
    accepted: list[str] = field(default_factory=list)  # when


@dataclass
class Month:
    hub: Town
    draw: random.Random
    case: Case
    other: Case
    own: dict[str, str] = field(default_factory=dict)  # organisation → a record of its own
    matters: dict[str, str] = field(default_factory=dict)  # of The Orange Door, by purpose
    requests: list[Asked] = field(default_factory=list)
    complaints: list[dict[str, Any]] = field(default_factory=list)
    log: list[dict[str, Any]] = field(default_factory=list)
    sought: str = ""  # when the child's views were

    # who asks whom, in which words

    def _words(self) -> tuple[Asks, str, dict[str, Any], str]:
        """Who asks, of which organisation, in which words, and what the subject is."""
        him, her, child = (self.case.reference(who) for who in ("him", "her", "child"))
        of_him = {"subject": him, "groundsForRole": "Named in a report", "relevance": ["P19"]}
        of_her = {"subject": her, "subjectRole": "VICTIM", "groundsForRole": "Harmed, she says", "relevance": ["P19"]}
        return self.draw.choice([
            (DOOR, "orange_door", {**of_him, "scheme": "FVISS"}, "concern"),
            (DOOR, "orange_door", {**of_him, "scheme": "FVISS", "subject": self.other.reference("him")}, "concern"),
            (DOOR, "orange_door", {**of_her, "scheme": "FVISS", "consent": "OBTAINED"}, "adult"),
            (DOOR, "orange_door", {**of_her, "scheme": "FVISS", "consent": "SERIOUS_THREAT",
                                   "consentReason": "He said when"}, "adult"),
            (DOOR, "orange_door", {**of_her, "scheme": "FVISS", "subject": child}, "child"),
            (WELFARE, "orange_door", {**of_her, "scheme": "CISS", "purpose": "CHILD_WELLBEING",
                                      "personAtRisk": child}, "child"),
            (MEN, "mens_referral_service", {**of_him, "scheme": "FVISS"}, "concern"),
            (HOUSED, "homelessness_service", {**of_her, "scheme": "FVISS", "purpose": "PROTECTION",
                                              "consent": "OBTAINED"}, "adult"),
            (UNIT, "police_fv_unit", {**of_him, "scheme": "FVISS"}, "concern"),
            *[(WANTED, "orange_door", {**of_him, "scheme": "CIP", "kind": "BRIEF"}, "concern")] * 3,
        ])  # fmt: skip

    async def write(self) -> None:
        """A draft, one that lacks something, one that is sent, or what is told unasked."""
        by, asking, given, subject = self._words()
        given |= {"question": self.draw.choice(QUESTIONS)}
        others = [one for one in AT_WORK if one not in (asking, "homelessness_service")]
        asked = "cip" if given["scheme"] == "CIP" else self.draw.choice(others)
        given |= {} if given["scheme"] == "CIP" else {"addressedTo": asked}
        request = Asked(
            "",
            by,
            asking,
            asked,
            given,
            subject == "child",
            self.matters[by.purpose] if asking == "orange_door" else "none",
        )
        what = self.draw.choice(["draft", "send", "send", "send", "short", "volunteer"])
        if what == "volunteer" and given["scheme"] != "CIP":
            await self._told(request, subject)
        else:
            await self._sent(request, "send" if what == "volunteer" else what, subject)

    async def _told(self, it: Asked, subject: str) -> None:
        records = [self.own[it.asking]]
        found = await self._ask(it.by, SHARE, it.matter, given=it.given, records=records)
        assert found["state"] == "VOLUNTEERED", found
        it.id = found["id"]
        self._log("VOLUNTARY", it, it.asking, subject=subject, said="You should know", records=records)

    async def _sent(self, it: Asked, what: str, subject: str) -> None:
        it.given = given = {**it.given, "relevance": []} if what == "short" else it.given
        text = DRAFT if what == "draft" else LODGE
        more = {"id": it.id} if it.id else {}
        found = await self._ask(it.by, text, it.matter, given=given, **more)
        it.id, it.state = found["id"], {"draft": "DRAFTED", "short": "INELIGIBLE", "send": "SUBMITTED"}[what]
        assert found["state"] == it.state, found
        if it not in self.requests:
            self.requests.append(it)
        if what == "short":
            self._log("INELIGIBLE", it, it.asking, subject=subject)
        if what == "send":
            self._log("REQUEST", it, it.asking, subject=subject)

    # what comes after

    async def step(self) -> None:
        may = {
            "DRAFTED": [self._mend, self._withdraw], "INELIGIBLE": [self._mend, self._mend, self._withdraw],
            "SUBMITTED": [self._answer, self._answer, self._answer, self._refuse, self._withdraw],
            "ACCEPTED": [self._issue, self._issue, self._refuse, self._withdraw],
            "ANSWERED": [self._dispute], "PARTLY_ANSWERED": [self._dispute, self._issue], "REFUSED": [self._dispute],
            "DISPUTED": [self._answer, self._refuse], "WITHDRAWN": [],
        }  # fmt: skip
        open_ = [one for one in self.requests if may[one.state]]
        if not open_:
            return await self.write()
        it = self.draw.choice(open_)
        await self.draw.choice(may[it.state])(it)
        return None

    async def _mend(self, it: Asked) -> None:
        """In other words: the entry of the time before keeps its own."""
        it.given = {**it.given, "relevance": ["P19"], "question": "Asked anew"}
        await self._sent(it, "send", _subject(it))

    async def _withdraw(self, it: Asked) -> None:
        sent = it.state != "DRAFTED" or any(row["request"] == it.id for row in self.log)
        await self._ask(it.by, WITHDRAW, it.matter, id=it.id, why="Not needed")
        alone = it.state in ("DRAFTED", "INELIGIBLE")
        it.state = "WITHDRAWN"
        if sent:
            self._log("WITHDRAWAL", it, it.asking, said="Not needed", alone=alone)

    async def _dispute(self, it: Asked) -> None:
        await self._ask(it.by, DISPUTE, it.matter, id=it.id, why="It is relevant")
        it.state = "DISPUTED"
        self._log("DISPUTE", it, it.asking, said="It is relevant")

    async def _answer(self, it: Asked) -> None:
        if it.asked == "cip" and self.draw.random() < 0.6:
            accepted = await self._ask(CIP, ACCEPT, "", id=it.id, person=self.case.ids["him"])
            it.state, it.person = "ACCEPTED", accepted["id"]
            it.accepted.append(self.hub.clock.at)
            return
        none = it.asked == "cip" or self.draw.random() < 0.4
        records = [] if none else [self.own[it.asked]]
        said = "Nothing is held" if none else "As asked"
        await self._ask(self._worker(it), ANSWER, "", id=it.id, said=said, records=records, none=none)
        it.state = "ANSWERED"
        self._log("NOT_HELD" if none else "DISCLOSURE", it, it.asked, said=said, records=records)

    async def _refuse(self, it: Asked) -> None:
        code = self.draw.choice(["NOT_RELEVANT", "EXCLUDED"])
        await self._ask(self._worker(it), REFUSE, "", id=it.id, code=code, why="@home: a reason")
        it.state = "REFUSED"
        self._log("REFUSAL", it, it.asked, said="@home: a reason", code=code)

    async def _issue(self, it: Asked) -> None:
        issued = await self._ask(CIP, ISSUE, it.person, id=it.id, all=CHECKED)
        rows = await self.hub.graph("MATCH (q:InformationRequest {id: $given.id}) RETURN q.state AS state",
                                    {"id": it.id})  # fmt: skip
        it.state = rows[0]["state"]
        assert it.state in ("ANSWERED", "PARTLY_ANSWERED")
        told = await self.hub.graph("MATCH (r:ConsolidatedReport {id: $given.id}) RETURN r.tells AS tells",
                                    {"id": issued["id"]})  # fmt: skip
        self._log("DISCLOSURE", it, "cip", said=f"Report {issued['id']}", report=issued["id"], records=told[0]["tells"])

    # complaints

    async def complain(self) -> None:
        known = [row for row in self.log if row["request"] and row["kind"] != "INELIGIBLE"]
        row = self.draw.choice(known) if known and self.draw.random() < 0.7 else None
        organisation = self.draw.choice([row["asking"], row["asked"]]) if row else self.draw.choice([*OFFICERS])
        about = (row["report"] or row["request"]) if row else None
        day = (self._now - timedelta(days=self.draw.randint(1, 9))).date().isoformat()
        given = {"on": day, "content": "It was told to the wrong place", "about": about}
        found = await self._officer(organisation, COMPLAIN, **given)
        entry = {"kind": "COMPLAINT", "at": self.hub.clock.at, "organisation": organisation, "received": day,
                 "request": row["request"] if row else None, "report": row["report"] if row else None,
                 "subject_of": row["it"] if row else None, "id": found["id"]}  # fmt: skip
        self.complaints.append(entry)

    async def resolve(self) -> None:
        waiting = [one for one in self.complaints if one["kind"] == "COMPLAINT" and not one.get("done")]
        if not waiting:
            return await self.complain()
        one = self.draw.choice(waiting)
        day = self._now.date().isoformat()
        await self._officer(one["organisation"], RESOLVE, id=one["id"], action="Said sorry", on=day)
        one["done"] = True
        more = {"kind": "COMPLAINT_RESOLVED", "at": self.hub.clock.at, "action": "Said sorry", "resolved": day}
        self.complaints.append({**one, **more})
        return None

    async def views(self) -> None:
        if not self.sought:
            for by in (DOOR, WELFARE):
                matter = self.matters[by.purpose]
                await self._ask(by, VIEWS, matter, m=matter, child=self.case.reference("child"))
            self.sought = self.hub.clock.at

    # how

    @property
    def _now(self) -> datetime:
        return datetime.fromisoformat(self.hub.clock.at)

    def _worker(self, it: Asked) -> Asks:
        return CIP if it.asked == "cip" else Asks(AT_WORK[it.asked], "OWN_CASE", "")

    async def _ask(self, by: Asks, text: str, matter: str, **given: Any) -> Any:
        found = await self.hub.ask(by.role, text, by.purpose, matter, by.reason, **given)
        return next(iter(found.values()))

    async def _officer(self, organisation: str, text: str, **given: Any) -> Any:
        found = await self.hub.ask(OFFICERS[organisation], text, "ADMIN", "", PLAN, **given)
        return next(iter(found.values()))

    def _log(self, kind: str, it: Asked, by: str, **more: Any) -> None:
        row = {"kind": kind, "at": self.hub.clock.at, "request": it.id, "by": by, "asking": it.asking,
               "asked": it.asked, "given": dict(it.given), "subject": _subject(it), "it": it, "report": None,
               "records": [], "state": it.state, "voluntary": kind == "VOLUNTARY",
               "sought": bool(self.sought) and it.child}  # fmt: skip
        self.log.append(row | more)


def _subject(it: Asked) -> str:
    if it.child:
        return "child"
    return "adult" if it.given.get("subjectRole") == "VICTIM" else "concern"


async def officer(hub: Town, named: str, organisation: str) -> None:
    """A privacy officer, active from now on."""
    body = {**agencies.account("auditor_evaluator", ISSUER, hub.clock.at[:10]), "id": f"id-{named}", "subject": named}
    body |= {"organisation": organisation, "duties": ["privacy_officer"]}
    await hub.parts.following.command("registerAccount", body, hub.clock.at, "test")
    await hub.parts.ledger.use(body["id"], hub.clock.at[:10], hub.clock.at)


async def begun(hub: Town, seed: int) -> Month:
    """At the end of September: whoever works here was active meanwhile."""
    hub.clock.at = START
    case, other = await report(hub), await report(hub)
    await hub.moved_to(BEGIN.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for organisation, named in OFFICERS.items():
        await officer(hub, named, organisation)
    month = Month(hub, random.Random(seed), case, other)
    rows = await hub.graph(
        "MATCH (f:Referral) WHERE f.source_id STARTS WITH $given.portal "
        "RETURN f.custodian AS whose, min(f.lineage) AS id UNION "
        "MATCH (i:Incident {portal_id: $given.portal}) RETURN 'police_fv_unit' AS whose, i.lineage AS id",
        {"portal": case.portal},
    )
    month.own = {row["whose"]: row["id"] for row in rows}
    waiting = await hub.ask(DOOR.role, "query($r: String) { awaiting(reference: $r) { id party } }", "OWN_CASE",
                            r=case.portal)  # fmt: skip
    [mine] = [row["id"] for row in waiting["awaiting"] if row["party"] == "AFFECTED"]
    for by in (DOOR, WELFARE, WANTED):
        opened = await hub.ask(by.role, OPEN, by.purpose, "", by.reason, input={"kind": "REFERRAL", "evidence": mine})
        month.matters[by.purpose] = opened["openMatter"]["id"]
    return month


async def played(hub: Town, seed: int, acts: int) -> Month:
    """Each act at a moment of its own."""
    month = await begun(hub, seed)
    span = int((END - BEGIN).total_seconds())
    moments = {(BEGIN + timedelta(seconds=month.draw.randrange(1, span))).strftime("%Y-%m-%dT%H:%M:%SZ")
               for _ in range(acts)} | set(EDGES)  # fmt: skip
    for at in sorted(moments):
        hub.clock.at = at
        act: Callable[[], Any] = month.draw.choice(
            [month.write] * 4 + [month.step] * 7 + [month.complain, month.resolve, month.views]
        )
        await act()
    hub.clock.at = END.strftime("%Y-%m-%dT%H:%M:%SZ")
    return month
