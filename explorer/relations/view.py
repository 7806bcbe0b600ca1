"""A view of relations: the steps taken and the filters set, as an address that holds ids, codes and days alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from explorer.words import day_of
from schema.decisions.associates import HOME, PARTS, THINGS, things
from schema.decisions.words import upper_first

ALL, COUNTS = "ALL", "COUNTS"
MOST_STEPS = 30
NOT_SHOWN = "NOT_SHOWN"
ID = re.compile(r"[0-9A-Za-z]{1,40}")
AGENCY = re.compile(r"[a-z0-9_]{1,60}")
# Who stands so is recorded as using violence, or answers to a court for it: an arrow comes from him.
USING = frozenset({"RESPONDENT_IN", "RESPONDENT_ON_FILE", "RESTRAINED_BY", "ACCUSED_IN", "HELD_IN", "SUPERVISED_IN",
                   "ASSESSED_AS_RISK_IN", "RESPONSIBLE_IN"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """Of records: `code` asks for it, `noun` is how it is answered, `field` lists it by ids, `on` is its day."""

    code: str
    noun: str
    field: str
    on: str
    colour: str
    dashes: str = ""

    @property
    def words(self) -> str:
        """ "Police reports", "Stays in custody" """
        return upper_first(things(2, THINGS[self.noun])[2:])

    def counted(self, records: int) -> str:
        return things(records, THINGS[self.noun])


KINDS = (
    Kind("REPORT", "Incident", "incidents", "occurredFrom", "#9b1c1c"),
    Kind("ORDER", "Order", "orders", "madeOn", "#0a4f8a"),
    Kind("COURT_FILE", "CourtFile", "courtFiles", "openedOn", "#0a4f8a", "8 4"),
    Kind("CHARGE", "Charge", "charges", "occurredAt", "#7a3e00", "2 4"),
    Kind("CUSTODY", "CustodyEpisode", "custodyEpisodes", "fromAt", "#5b2a86"),
    Kind("SUPERVISION", "Supervision", "supervisions", "fromOn", "#5b2a86", "8 4"),
    Kind("ASSESSMENT", "RiskAssessment", "riskAssessments", "assessedOn", "#1d6b3a"),
    Kind("SAFETY_PLAN", "SafetyPlan", "safetyPlans", "madeOn", "#1d6b3a", "8 4"),
    Kind("CHILD_PROTECTION", "ProtectionReport", "protectionReports", "receivedOn", "#a0195b"),
    Kind("REFERRAL", "Referral", "referrals", "referredAt", "#4f4f4f", "2 4"),
    Kind("HOME", HOME, "", "", "#4f4f4f"),
)
BY_CODE: Mapping[str, Kind] = {kind.code: kind for kind in KINDS}
BY_NOUN: Mapping[str, Kind] = {kind.noun: kind for kind in KINDS}
# One part for each word: several parts are called alike.
ROLES: Mapping[str, str] = {words: part for part, words in reversed(PARTS.items())}


@dataclass(frozen=True, slots=True)
class Step:
    """Of one person: all whom he is met with, those by one kind of record, or no more than how many there are."""

    person: str
    what: str

    @property
    def code(self) -> str:
        return f"{self.person}.{self.what}"


@dataclass(frozen=True, slots=True)
class View:
    """`role` is one of the parts that are called alike; days are as they were typed."""

    steps: tuple[Step, ...] = ()
    kinds: tuple[str, ...] = ()
    role: str = ""
    agency: str = ""
    since: str = ""
    until: str = ""

    @property
    def filters(self) -> bool:
        return bool(self.kinds or self.role or self.agency or self.since or self.until)

    @property
    def query(self) -> str:
        """The address after its question mark: no name is in it."""
        told = [*(("step", step.code) for step in self.steps), *(("kind", kind) for kind in self.kinds)]
        more = (("role", self.role), ("agency", self.agency), ("from", self.since), ("to", self.until))
        return urlencode([*told, *((name, value) for name, value in more if value)])

    def with_code(self, code: str) -> View:
        step = _step(code)
        return replace(self, steps=(*self.steps, step)) if step else self

    @property
    def undone(self) -> View:
        return replace(self, steps=self.steps[:-1])

    @property
    def unfiltered(self) -> View:
        return View(self.steps)


def view(given: Sequence[tuple[str, str]]) -> View:
    """Of an address; what no view of ours holds is left out."""
    said = dict(given)
    steps = dict.fromkeys(filter(None, (_step(value) for name, value in given if name == "step")))
    kinds = [kind.code for kind in KINDS if ("kind", kind.code) in given]
    role = PARTS.get(said.get("role", ""), "")
    agency = said.get("agency", "")
    return View(
        tuple(steps)[:MOST_STEPS], tuple(kinds), ROLES.get(role, ""),
        agency if agency == NOT_SHOWN or AGENCY.fullmatch(agency) else "",
        said.get("from", "").strip()[:40], said.get("to", "").strip()[:40],
    )  # fmt: skip


def _step(code: str) -> Step | None:
    person, _, what = code.rpartition(".")
    return Step(person, what) if ID.fullmatch(person) and what in (*BY_CODE, ALL, COUNTS) else None


def to_mend(found: View) -> Mapping[str, str]:
    """By its field, what is wrong with a day."""
    told = {name: f"{words}: write a day as 2026-05-31." for name, words, text in _days(found) if not _is_day(text)}
    if not told and found.since and found.until and found.until < found.since:
        return {"to": "To: a day that is not before From."}
    return told


def _days(found: View) -> Iterable[tuple[str, str, str]]:
    return ("from", "From", found.since), ("to", "To", found.until)


def _is_day(text: str) -> bool:
    found = day_of(text)
    return not text or (found is not None and found.isoformat() == text)
