"""When a report is submitted, amended, repeated and delivered: some late, some out of order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from connectors.synthetic.draws import Draws
from connectors.synthetic.history import Record
from connectors.synthetic.repeats import REPEATED, RepeatedAs, some_way

_LATE = 0.04
_AMENDED = 0.03
_TO_REVIEW = timedelta(days=20)
_OVERTAKEN = 0.015  # held up on the way, so that others arrive before it


@dataclass(frozen=True, slots=True)
class Repeat:
    """Which report was filed a second time under another number, and how: the planted truth."""

    first: Filing
    way: RepeatedAs


@dataclass(frozen=True, slots=True)
class Filing:
    """One version of one report. All moments are in standard time (UTC+10)."""

    record: Record
    portal_id: str
    version: int
    submitted_at: datetime
    delivered_at: datetime
    amended_at: datetime | None = None
    review: bool = False  # of who used violence
    repeats: Repeat | None = None


def filings(seed: int, records: Iterable[Record], until: datetime) -> tuple[Filing, ...]:
    """In the order in which they arrive; nothing arrives after `until`."""
    drafts = [_draft(seed, number, record, until) for number, record in enumerate(records)]
    drafts.sort(key=lambda draft: draft.submitted_at)
    firsts = [_numbered(draft, place) for place, draft in enumerate(drafts, 1)]
    amended = [second for first in firsts for second in _amendment(seed, first, until)]
    again = sorted((r for first in firsts for r in _again(seed, first, until)), key=lambda r: r.submitted_at)
    repeated = [_numbered(repeat, place) for place, repeat in enumerate(again, len(firsts) + 1)]
    return tuple(sorted([*firsts, *amended, *repeated], key=_arrival))


def _draft(seed: int, number: int, record: Record, until: datetime) -> Filing:
    draws = Draws.stream(seed, "filing", number)
    at = record.event.at
    submitted = at + timedelta(minutes=draws.between(90, 1200))
    if draws.chance(_LATE) and not record.event.role:
        submitted += timedelta(days=draws.between(3, 60))
    delivered = submitted + timedelta(minutes=draws.between(1, 5))
    if draws.chance(_OVERTAKEN):
        delivered += timedelta(hours=draws.between(6, 100))
    return Filing(record, "", 1, max(at, min(submitted, until)), max(at, min(delivered, until)))


def _numbered(draft: Filing, place: int) -> Filing:
    return replace(draft, portal_id=f"L17-{draft.submitted_at.year}-{place:06}")


def _amendment(seed: int, first: Filing, until: datetime) -> Iterable[Filing]:
    if first.record.event.role == "misidentified":
        yield replace(amended(first, min(until, first.submitted_at + _TO_REVIEW)), review=True)
    draws = Draws.stream(seed, "amendment", first.portal_id)
    if first.record.event.role or not draws.chance(_AMENDED):
        return
    at = first.submitted_at + timedelta(minutes=draws.between(1_500, 43_000))
    if at + timedelta(minutes=5) <= until:
        yield amended(first, at)


def _again(seed: int, first: Filing, until: datetime) -> Iterable[Filing]:
    """Filed again within two weeks; not the reports of the planted stories, which are told as they are."""
    draws = Draws.stream(seed, "repeat", first.portal_id)
    if first.record.event.role or not draws.chance(REPEATED):
        return
    at = first.submitted_at + timedelta(minutes=draws.between(30, 20_000))
    if at + timedelta(minutes=5) <= until:
        delivered = at + timedelta(minutes=draws.between(1, 5))
        yield Filing(first.record, "", 1, at, delivered, repeats=Repeat(first, some_way(draws)))


def amended(first: Filing, at: datetime) -> Filing:
    """The next version, delivered a little later."""
    return replace(first, version=first.version + 1, delivered_at=at + timedelta(minutes=2), amended_at=at)


def _arrival(filing: Filing) -> tuple[datetime, str, int]:
    return filing.delivered_at, filing.portal_id, filing.version
