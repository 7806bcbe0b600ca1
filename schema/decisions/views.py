"""A view of relations as an address of ids, codes and days: who it starts from, the steps taken, the filters set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

from schema.decisions.associates import HOME, PARTS

ALL, COUNTS = "ALL", "COUNTS"
MOST_STEPS = 30
LONGEST = 2_000  # characters: more than so many steps and every filter take
NOT_SHOWN = "NOT_SHOWN"
ID = re.compile(r"[0-9A-Za-z]{1,40}")
HUB_ID = re.compile(r"[0-9a-z]{26}")
AGENCY = re.compile(r"[a-z0-9_]{1,60}")
# By which kind of record two people are met: the code of it, and its noun.
MET_BY: Mapping[str, str] = {
    "REPORT": "Incident",
    "ORDER": "Order",
    "COURT_FILE": "CourtFile",
    "CHARGE": "Charge",
    "CUSTODY": "CustodyEpisode",
    "SUPERVISION": "Supervision",
    "ASSESSMENT": "RiskAssessment",
    "SAFETY_PLAN": "SafetyPlan",
    "CHILD_PROTECTION": "ProtectionReport",
    "REFERRAL": "Referral",
    "HOME": HOME,
}
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
    def fields(self) -> tuple[tuple[str, str], ...]:
        """As a form has them."""
        told = (*(("step", step.code) for step in self.steps), *(("kind", kind) for kind in self.kinds))
        more = (("role", self.role), ("agency", self.agency), ("from", self.since), ("to", self.until))
        return (*told, *((name, value) for name, value in more if value))

    @property
    def query(self) -> str:
        """The address after its question mark: no name is in it."""
        return urlencode(self.fields)

    def with_code(self, code: str) -> View:
        step = _step(code)
        return replace(self, steps=(*self.steps, step)) if step else self

    @property
    def undone(self) -> View:
        return replace(self, steps=self.steps[:-1])

    @property
    def unfiltered(self) -> View:
        return View(self.steps)

    @property
    def without_steps(self) -> View:
        return replace(self, steps=())


def view(given: Sequence[tuple[str, str]]) -> View:
    """Of an address; what no view of ours holds is left out."""
    said = dict(given)
    steps = dict.fromkeys(filter(None, (_step(value) for name, value in given if name == "step")))
    kinds = [code for code in MET_BY if ("kind", code) in given]
    role = PARTS.get(said.get("role", ""), "")
    agency = said.get("agency", "")
    return View(
        tuple(steps)[:MOST_STEPS], tuple(kinds), ROLES.get(role, ""),
        agency if agency == NOT_SHOWN or AGENCY.fullmatch(agency) else "",
        said.get("from", "").strip()[:40], said.get("to", "").strip()[:40],
    )  # fmt: skip


def _step(code: str) -> Step | None:
    person, _, what = code.rpartition(".")
    return Step(person, what) if ID.fullmatch(person) and what in (*MET_BY, ALL, COUNTS) else None


def to_mend(found: View) -> Mapping[str, str]:
    """By its field, what is wrong with a day."""
    told = {name: f"{words}: write a day as 2026-05-31." for name, words, text in _days(found) if not _is_day(text)}
    if not told and found.since and found.until and found.until < found.since:
        return {"to": "To: a day that is not before From."}
    return told


def _days(found: View) -> Iterable[tuple[str, str, str]]:
    return ("from", "From", found.since), ("to", "To", found.until)


def _is_day(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# As it is saved


@dataclass(frozen=True, slots=True)
class Saved:
    """Who it starts from, and the view."""

    person: str
    view: View

    @property
    def address(self) -> str:
        return f"{self.person}?{self.view.query}".rstrip("?")

    @property
    def people(self) -> tuple[str, ...]:
        """Of whom it has ids."""
        return tuple(dict.fromkeys((self.person, *(step.person for step in self.view.steps))))


def saved(address: str) -> Saved | None:
    """None: it is not written as a view of ours is, to the letter, so that no name and no free text is in one."""
    person, _, query = address.partition("?")
    found = Saved(person, view(parse_qsl(query, keep_blank_values=True)) if len(address) <= LONGEST else View())
    whole = found.address == address and not to_mend(found.view)
    return found if whole and all(HUB_ID.fullmatch(one) for one in found.people) else None
