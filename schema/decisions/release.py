"""What of a report a person must decide before it is issued, and what a brief one leaves out.

FVPA 2008 (Vic) s 144C, Pt 5A Div 6; Family Violence Information Sharing Guidelines: a report whose roles are in doubt,
or whose record contradicts itself, is looked at by a person before it is told. What no rule here names is cleared by
the access policy alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from schema import codes
from schema.decisions.report import ReportContent, ReportGap
from schema.decisions.timeline import TimelineEntry, how_many
from schema.decisions.words import counted, day, lower_first
from schema.law import Example, Law

REASONS = "release_reason"
RELEASE, MASK, WITHHOLD = "RELEASE", "MASK", "WITHHOLD"
BACK = {MASK: ("MASKED", "told in summary at most"), WITHHOLD: ("WITHHELD", "withheld")}
BRIEF_YEARS = 1
BRIEF_GAP = "BRIEF"  # code of the gap that a brief report says of itself
NOT_REVIEWED = "NOT_REVIEWED"  # code of the gap that counts what nobody has decided yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What of one record bears on its release, as the information point sees it."""

    correction_open: bool = False
    roles_under_review: bool = False
    contradicts_itself: bool = False
    subject_affected: bool = False  # the subject is recorded in it as one to protect
    unconfirmed: bool = False  # it is the subject's by a link that no reviewer has confirmed


RULES: tuple[tuple[str, str, Callable[[Flags], bool]], ...] = (
    ("CORRECTION_OPEN", "Its custodian is asked to correct who used violence in it.", lambda f: f.correction_open),
    ("ROLES_UNDER_REVIEW", "Who used violence in it is under review.", lambda f: f.roles_under_review),
    ("SUBJECT_AFFECTED", "The subject stands in it as one to protect: see whether the roles are turned round.",
     lambda f: f.subject_affected),
    ("CONTRADICTS_ITSELF", "The record contradicts itself.", lambda f: f.contradicts_itself),
    ("LINK_NOT_CONFIRMED", "It is his by a link that no reviewer has confirmed.", lambda f: f.unconfirmed),
)  # fmt: skip
WORDS = {code: words for code, words, _ in RULES}


def to_decide(flags: Flags) -> tuple[str, ...]:
    """Why a person decides on it; empty: the policy clears it."""
    return tuple(code for code, _, holds in RULES if holds(flags))


def withheld(decisions: Mapping[str, tuple[str, str]], undecided: int) -> tuple[ReportGap, ...]:
    """What was held back on review, by reason, as far as a reason may be told. `decisions`: item → decision, reason."""
    back = Counter(decided for decided in decisions.values() if decided[0] in BACK and _may_be_told(decided[1]))
    gaps = [_held_back(*decided, count) for decided, count in sorted(back.items())]
    if undecided:
        waits = f"{counted(undecided, 'record')} that a person must look at first {'is' if undecided == 1 else 'are'}"
        gaps.append(ReportGap(NOT_REVIEWED, f"{waits} not in this report yet. Ask for the full report."))
    return tuple(gaps)


def _may_be_told(reason: str) -> bool:
    return codes.of(REASONS, reason, "told") == "true"


def _held_back(decision: str, reason: str, count: int) -> ReportGap:
    code, how = BACK[decision]
    words = codes.label(REASONS, reason)
    return ReportGap(code, f"{counted(count, 'record')} {how} on review: {lower_first(words)}.")


def brief(content: ReportContent, today: str) -> ReportContent:
    """What is needed within a day: the last year of the chronology, undated records, serious factors alone; what is
    left out is counted. `today` is a day of Victoria."""
    since = _years_before(today, BRIEF_YEARS)
    chronology = content.chronology
    late = _late(chronology.entries, since)
    factors = tuple(factor for factor in content.factors if factor.serious)
    left = len(chronology.entries) - len(late), len(content.factors) - len(factors)
    return replace(
        content,
        chronology=replace(chronology, entries=late, said=how_many(late, chronology.undated)),
        factors=factors,
        annexes=tuple(replace(annex, entries=_late(annex.entries, since)) for annex in content.annexes),
        gaps=(ReportGap(BRIEF_GAP, _left_out(since, *left)), *content.gaps),
    )


def _left_out(since: str, records: int, factors: int) -> str:
    return (
        f"A brief report tells of what happened since {day(since)} and of serious risk factors. Left out here: "
        f"{counted(records, 'earlier record')}, {counted(factors, 'other factor')}. Pattern and history count all "
        "records. Ask for the full report."
    )


def _late(entries: Iterable[TimelineEntry], since: str) -> tuple[TimelineEntry, ...]:
    return tuple(entry for entry in entries if _is_late(entry, since))


def _is_late(entry: TimelineEntry, since: str) -> bool:
    return max(entry.on or since, entry.until_on or "") >= since


def _years_before(today: str, years: int) -> str:
    found = date.fromisoformat(today)
    day_of = 28 if (found.month, found.day) == (2, 29) else found.day
    return found.replace(year=found.year - years, day=day_of).isoformat()


def _example(flags: Iterable[str]) -> Callable[[], str]:
    return lambda: ", ".join(to_decide(Flags(**dict.fromkeys(flags, True)))) or "cleared by the policy"


LAW = Law(
    name="report-release",
    title="Consolidated reports: what a person decides before release",
    says="What the access policy shows both the Central Information Point and the recipient is cleared, unless one of "
    "these holds of it: then a person decides whether it is released, masked or withheld, with a reason. A full report "
    "waits for all of them; a brief one is issued without what nobody has decided, and says so.",
    source="Family Violence Protection Act 2008 (Vic) s 144C and Pt 5A Div 6; Family Violence Information Sharing "
    "Guidelines (misidentification); the rules are our own reading",
    columns=("Code", "A person decides because"),
    rows=tuple((code, words) for code, words, _ in RULES),
    examples=(
        Example("a police report with the subject as respondent alone", _example(())),
        Example("one that police are asked to correct", _example(["correction_open"])),
        Example("one in which the subject is the affected person", _example(["subject_affected"])),
    ),
)
