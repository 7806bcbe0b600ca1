"""What is not known: read beside every count, because a count of what is shown is a least count."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from schema.decisions.ages import born
from schema.decisions.answer import Gap
from schema.decisions.behaviours import BEHAVIOURS
from schema.decisions.children import unnamed_children
from schema.decisions.event import Child, Event, Part
from schema.decisions.history import History, evidence, reports
from schema.decisions.kinds_not_shown import kinds_not_shown
from schema.decisions.moments import began, known_by
from schema.decisions.offences import offence
from schema.decisions.records import ids
from schema.decisions.severity import judge, known_injury
from schema.decisions.words import counted, listed

NO_REPORT = "No police report is shown. This does not mean that there is no history."


def no_report(shown: tuple[Event, ...], held: History) -> Gap | None:
    return None if held.events else Gap("NO_REPORT_SHOWN", NO_REPORT, 0, ())


def after_as_at(shown: tuple[Event, ...], held: History) -> Gap | None:
    late = [event for event in shown if (began(event) or "") > held.as_at]
    return _gap("AFTER_AS_AT", late, "of events after the date asked about: not counted")


def time_unknown(shown: tuple[Event, ...], held: History) -> Gap | None:
    undated = [e for e in shown if began(e) is None and not known_by(e, held.as_at)]
    return _gap("TIME_NOT_KNOWN", undated, "without a date by which to place them in time: not counted")


def undated(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.events if began(event) is None]
    return _gap("OCCURRENCE_NOT_SHOWN", found, "without a date: counted over all the time shown only")


def attendance(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.events if event.attendance is None]
    words = "with no attendance shown: each counts as its own, so attendances may be fewer"
    return _gap("ATTENDANCE_NOT_SHOWN", found, words)


def offences(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.of(Part.RESPONDENT) if event.offences is None]
    return _gap("OFFENCES_NOT_SHOWN", found, "with offences not stated or not shown")


def offence_codes(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.of(Part.RESPONDENT) if _unknown_codes(event)]
    codes = listed(sorted({code for event in found for code in _unknown_codes(event)}))
    return _gap("OFFENCE_CODE_UNKNOWN", found, f"with an offence code that is not known ({codes})")


def acts(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [e for e in held.of(Part.RESPONDENT) if any(act(e) is None for act in BEHAVIOURS)]
    missing = [act for act in BEHAVIOURS if any(act(event) is None for event in found)]
    names = listed([act.__name__.replace("_", " ") for act in missing])
    return _gap("ACTS_NOT_SHOWN", found, f"with one or more acts not stated or not shown: {names}")


def injuries(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.of(Part.RESPONDENT) if not known_injury(event)]
    return _gap("INJURIES_NOT_KNOWN", found, "with injuries not shown, or in a code that is not known")


def severity(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.of(Part.RESPONDENT) if judge(event).floor is None]
    return _gap("SEVERITY_NOT_KNOWN", found, "with severity not known")


def affected(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.of(Part.RESPONDENT) if event.affected is None]
    return _gap("AFFECTED_NOT_SHOWN", found, "with the affected persons not shown")


def children(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.events if unnamed_children(event) is not False]
    return _gap("CHILDREN_NOT_SHOWN", found, "with no answer shown on which children were there, if any")


def exposure_kinds(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [e for e in held.events if any(not child.exposures for child in e.children or ())]
    return _gap(
        "EXPOSURE_NOT_STATED",
        found,
        "with a child named and the kind of exposure not stated or not shown",
    )


def child_ages(shown: tuple[Event, ...], held: History) -> Gap | None:
    named: dict[str, list[Child]] = {}
    for child in (child for event in held.events for child in event.children or ()):
        named.setdefault(child.person, []).append(child)
    missing = {person for person, naming in named.items() if born(naming) is None}
    found = [e for e in held.events if any(c.person in missing for c in e.children or ())]
    text = f"{counted(len(missing), 'child')} with age not shown."
    return Gap("CHILD_AGES", text, len(missing), evidence(found)) if missing else None


def respondents(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.events if event.children and event.respondents is None]
    return _gap("RESPONDENTS_NOT_SHOWN", found, "with a child named and the respondent not shown")


def orders(shown: tuple[Event, ...], held: History) -> Gap | None:
    found = [event for event in held.events if event.orders is None]
    return _gap("ORDERS_NOT_SHOWN", found, "with orders not stated or not shown")


def bail(shown: tuple[Event, ...], held: History) -> Gap | None:
    """No record gives the days of bail, so that who was on bail when rests on what is said of the charge now."""
    bailed = [charge for charge in held.records.charges if charge.accused and charge.on_bail]
    text = f"{counted(len(bailed), 'charge')} on bail, with the days of bail not shown: bail is taken to last until the"
    return Gap("BAIL_DAYS_NOT_SHOWN", f"{text} outcome.", len(bailed), ids(bailed)) if bailed else None


GAPS: tuple[Callable[[tuple[Event, ...], History], Gap | None], ...] = (
    no_report,
    after_as_at,
    time_unknown,
    undated,
    attendance,
    offences,
    offence_codes,
    acts,
    injuries,
    severity,
    affected,
    children,
    exposure_kinds,
    child_ages,
    respondents,
    orders,
    bail,
)


def gaps(shown: Iterable[Event], held: History) -> tuple[Gap, ...]:
    """`shown`: all, also those of after the instant; `held`: the history they make."""
    events = tuple(shown)
    told = (gap for rule in GAPS if (gap := rule(events, held)) is not None)
    return (*told, *kinds_not_shown(held))


def _gap(code: str, events: list[Event], words: str) -> Gap | None:
    count = reports(events)
    if not count:
        return None
    return Gap(code, f"{counted(count, 'police report')} {words}.", count, evidence(events))


def _unknown_codes(event: Event) -> tuple[str, ...]:
    return tuple(code for code in event.offences or () if offence(code) is None)
