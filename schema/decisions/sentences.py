"""The measures in plain English. Each sentence names the records it rests on, and says no more."""

from __future__ import annotations

from collections.abc import Callable

from schema.decisions.answer import PatternAndHistory, Sentence
from schema.decisions.behaviours import BehaviourCount
from schema.decisions.children import ChildExposure
from schema.decisions.escalation import Finding
from schema.decisions.frequency import WindowCount
from schema.decisions.gaps import NO_REPORT
from schema.decisions.moments import WINDOWS, local_date
from schema.decisions.record_sentences import RECORD_SENTENCES
from schema.decisions.repeats import Repeat
from schema.decisions.sameness import SAME_INCIDENT_NUMBER
from schema.decisions.severity import SeverityFinding
from schema.decisions.words import RUNGS, counted, day, listed, upper_first

Sentences = tuple[Sentence, ...]


def no_report(pattern: PatternAndHistory) -> Sentences:
    return () if pattern.reports_shown else (Sentence("frequency", NO_REPORT, ()),)


def no_report_as_respondent(pattern: PatternAndHistory) -> Sentences:
    if not pattern.reports_shown or pattern.frequency[-1].reports:
        return ()
    return (Sentence("frequency", "No police report is shown that names this person as respondent.", ()),)


def attendances(pattern: PatternAndHistory) -> Sentences:
    """ "12 police attendances as respondent (14 reports) since 3 March 2021, 3 of them in ..." """
    life = pattern.frequency[-1]
    if not life.reports:
        return ()
    text = f"{counted(life.attendances, 'police attendance')} as respondent"
    text += f" ({counted(life.reports, 'report')})"
    text += f" since {day(life.first_on)}" if life.first_on else ""
    return (Sentence("frequency", f"{text}{_recent(pattern.frequency)}.", life.evidence),)


def repeats(pattern: PatternAndHistory) -> Sentences:
    """Attendances of several reports together, for they are common; what was filed again or may be one, each."""
    common = [repeat for repeat in pattern.repeats if _is_common(repeat)]
    others = (Sentence("repeats", r.text, r.evidence) for r in pattern.repeats if not _is_common(r))
    if not common:
        return tuple(others)
    held = tuple(report for repeat in common for report in repeat.evidence)
    text = f"{len(held)} of {counted(pattern.reports_shown, 'report')} share a LEAP incident number: they are of"
    text += f" {counted(len(common), 'attendance')}, and each attendance counts once."
    return (Sentence("repeats", text, held), *others)


def recency(pattern: PatternAndHistory) -> Sentences:
    latest = pattern.recency
    if latest.days is None or latest.latest_on is None:
        return ()
    asked = day(local_date(pattern.as_at).isoformat())
    ago = f"{counted(latest.days, 'day')} before {asked}"
    text = f"The latest occurrence as respondent was on {day(latest.latest_on)}, {ago}."
    return (Sentence("recency", text, latest.evidence),)


def severity(pattern: PatternAndHistory) -> Sentences:
    if not pattern.frequency[-1].reports:
        return ()
    highest = _rung("highest_severity", "The highest severity shown", pattern.highest_severity)
    latest = _rung("latest_severity", "The latest severity shown", pattern.latest_severity)
    return highest, latest


def escalation(pattern: PatternAndHistory) -> Sentences:
    """Both reasons, whatever the finding: a reader must see what "not found" rests on."""
    if not pattern.frequency[-1].reports:
        return ()
    words = {
        Finding.FOUND: "Signs of escalation up to the latest attendance",
        Finding.NOT_FOUND: "No sign of escalation in what is shown",
        Finding.NOT_KNOWN: "Whether there is escalation is not known",
        Finding.TOO_FEW: "Too few attendances are shown to tell of escalation",
    }
    found = pattern.escalation
    return (Sentence("escalation", f"{words[found.finding]}: {'; '.join(found.reasons)}.", found.evidence),)


def behaviours(pattern: PatternAndHistory) -> Sentences:
    return tuple(_behaviour(act) for act in pattern.behaviours if act.stated)


def breaches(pattern: PatternAndHistory) -> Sentences:
    """What police recorded; `record_sentences.py` tells what was charged."""
    rows = [row for row in pattern.breaches.by_section if row.reports]
    if not rows:
        return ()
    sections = listed([_section(row.section, row.reports) for row in rows])
    text = f"{counted(pattern.breaches.reports, 'report')} with a contravention recorded: {sections}."
    return (Sentence("breaches", text, pattern.breaches.recorded_evidence),)


def affected(pattern: PatternAndHistory) -> Sentences:
    found = pattern.affected
    if not found.count:
        return ()
    text = f"{_least(found.at_least)}{counted(found.count, 'distinct affected person')}"
    onset = found.persons[-1].first_on
    if onset and found.count > 1:
        text += f", the last of them first affected on {day(onset)}"
        text += _since_previous(found.persons[-1].days_since_previous)
    return (Sentence("affected", f"{text}.", found.evidence),)


def children(pattern: PatternAndHistory) -> Sentences:
    found = pattern.children
    told = tuple(_child(child) for child in found.children)
    if not found.reports:
        return told
    text = f"Children were named or present in {counted(found.reports, 'report')}"
    text += f" of {counted(found.attendances, 'attendance')}."
    return (Sentence("children", text, found.evidence), *told)


def cross_role(pattern: PatternAndHistory) -> Sentences:
    found, said = pattern.cross_role, []
    if found.affected_reports:
        text = f"Named as affected in {counted(found.affected_reports, 'report')}."
        said.append(Sentence("cross_role", text, found.affected_evidence))
    if found.mutual_attendances:
        text = f"Both respondent and affected in {counted(found.mutual_attendances, 'attendance')}:"
        text += " a sign that who needs protection may have been misidentified."
        said.append(Sentence("cross_role", text, found.mutual_evidence))
    return tuple(said)


def orders(pattern: PatternAndHistory) -> Sentences:
    found = pattern.orders
    if not found.count:
        return ()
    text = f"{_least(found.at_least)}{counted(found.count, 'order')} named in police reports: "
    text += f"{found.against} against this person, {found.protecting} protecting this person"
    text += f", {found.side_not_known} with the side not shown." if found.side_not_known else "."
    return (Sentence("orders", text, found.evidence),)


SENTENCES: tuple[Callable[[PatternAndHistory], Sentences], ...] = (
    no_report,
    no_report_as_respondent,
    attendances,
    repeats,
    recency,
    severity,
    escalation,
    behaviours,
    breaches,
    affected,
    children,
    cross_role,
    orders,
    *RECORD_SENTENCES,
)


def sentences(pattern: PatternAndHistory) -> Sentences:
    return tuple(sentence for rule in SENTENCES for sentence in rule(pattern))


def _is_common(repeat: Repeat) -> bool:
    return repeat.rules == (SAME_INCIDENT_NUMBER.id,)


def _recent(windows: tuple[WindowCount, ...]) -> str:
    """The narrowest window that holds any, so that the reader meets the most recent first."""
    named = zip(WINDOWS[:-1], windows[:-1], strict=True)
    held = next(((window, count) for window, count in named if count.attendances), None)
    return f", {held[1].attendances} of them in {held[0].words}" if held else ""


def _rung(about: str, subject: str, found: SeverityFinding) -> Sentence:
    if found.severity is None:
        return Sentence(about, f"{subject} is not known.", found.evidence)
    least = "at least " if found.at_least else ""
    when = f" ({day(found.on)})" if found.on else ""
    reasons = upper_first("; ".join(found.reasons))
    return Sentence(about, f"{subject}: {least}{RUNGS[found.severity]}{when}. {reasons}.", found.evidence)


def _behaviour(act: BehaviourCount) -> Sentence:
    name = act.behaviour.replace("_", " ").capitalize()
    when = f", first on {day(act.first_on)}" if act.first_on else ""
    when += f", last on {day(act.last_on)}" if act.last_on else ""
    unknown = f" (not known in {act.not_known})" if act.not_known else ""
    text = f"{name} stated in {counted(act.stated, 'report')}{when}{unknown}."
    return Sentence("behaviours", text, act.evidence)


def _section(section: str, count: int) -> str:
    words = "of an order, section not stated" if section == "ORDER" else f"section {section}"
    return f"{words} in {counted(count, 'report')}"


def _since_previous(days: int | None) -> str:
    if days is None:
        return ""
    if days <= 0:
        return ", while the person before was still being affected"
    return f", {counted(days, 'day')} after the last date of the person before"


def _child(child: ChildExposure) -> Sentence:
    if not child.exposures:
        return Sentence("children", f"{_protection(child)}.", child.evidence)
    text = f"One child exposed in {counted(child.exposures, 'attendance')}"
    if child.first_on and child.last_on and child.span_days:
        text += f" from {day(child.first_on)} to {day(child.last_on)}"
    told = f"; {lowered}" if (lowered := _protection(child).replace("One child is", "that child is")) else ""
    return Sentence("children", f"{text}{_ages(child)}{told}.", child.evidence)


def _protection(child: ChildExposure) -> str:
    if not child.protection_reports:
        return ""
    text = f"One child is named in {counted(child.protection_reports, 'report')} to Child Protection"
    known = child.protection_investigated + child.protection_not_investigated
    if not known:
        return f"{text}, with investigation not shown"
    return f"{text}, of which {child.protection_investigated} {_were(child.protection_investigated)} investigated"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _ages(child: ChildExposure) -> str:
    """Bounds over the exposures after birth; "about" as soon as one of them is not exact."""
    known = [found for found in child.ages if not found.before_birth]
    low = min((found.youngest_years for found in known if found.youngest_years is not None), default=None)
    high = max((found.oldest_years for found in known if found.oldest_years is not None), default=None)
    if low is None or high is None:
        return ""
    about = "" if all(found.exact for found in known) else "about "
    return f", aged {about}{low}" + (f" to {high}" if high != low else "")


def _least(at_least: bool) -> str:
    return "At least " if at_least else ""
