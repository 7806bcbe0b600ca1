"""The start of work: why, in which words, and under which matter. It stays in sight on every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from authz.requester import Declaration
from authz.words import Purpose
from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.words import PURPOSES, ROLES, called, moment

WHO = "{ whoAmI { role organisation purposes { purpose needsMatter needsReason } } }"
MATTERS = "{ matters(first: 100) { id status purpose openedAt } }"
SUBJECTS = """{ subjects { id familyNames givenNames initials birthYears
  violenceSummary { incidents latestMonth } } }"""
LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Offered:
    """A purpose that the role may declare."""

    code: str
    words: str
    needs_matter: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Worker:
    role: str
    organisation: str
    purposes: tuple[Offered, ...]

    @property
    def words(self) -> str:
        return called(ROLES, self.role)

    def offered(self, code: str) -> Offered | None:
        return next((one for one in self.purposes if one.code == code), None)


@dataclass(frozen=True, slots=True)
class OpenMatter:
    id: str
    opened: str


async def worker(api: Api, session: Session) -> Worker:
    said = (await api.ask(session, WHO, Declaration())).data["whoAmI"]
    found = (Offered(one["purpose"], called(PURPOSES, one["purpose"]), one["needsMatter"], one["needsReason"])
             for one in said["purposes"])  # fmt: skip
    return Worker(said["role"], said["organisation"], tuple(found))


async def matters(api: Api, session: Session, declared: Declaration) -> tuple[OpenMatter, ...]:
    """The worker's own that are open under the purpose declared, the newest first."""
    found = (await api.ask(session, MATTERS, replace(declared, matter=""))).data["matters"]
    mine = [one for one in found if one["status"] == "OPEN" and one["purpose"] == declared.purpose]
    mine.sort(key=lambda one: one["openedAt"] or "", reverse=True)
    return tuple(OpenMatter(one["id"], moment(one["openedAt"]) if one["openedAt"] else "not told") for one in mine)


async def subjects(api: Api, session: Session) -> list[Mapping[str, Any]]:
    return list((await api.ask(session, SUBJECTS)).data["subjects"])


def declaration(worker: Worker, given: Mapping[str, str]) -> tuple[Declaration | None, str]:
    """What was declared, or what to mend."""
    offered, reason = worker.offered(given.get("purpose", "")), given.get("reason", "").strip()
    if offered is None:
        return None, "Choose one of the purposes that your role may work for."
    if offered.needs_reason and not reason:
        return None, "This purpose needs a reason in writing: fill in Reason. It is kept with every question."
    if len(reason) > LONGEST_REASON:
        return None, f"Reason: at most {LONGEST_REASON} characters."
    return Declaration(Purpose(offered.code), "", reason), ""
