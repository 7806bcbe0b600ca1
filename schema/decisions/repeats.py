"""Reports that repeat others. What is linked counts once, what is flagged counts apart; both are told.

Worked out from the reports given and nothing else, so it is as right at any instant as they are, and
a report that is not shown changes nothing. Links make whole groups: if A is one with B and B with C,
so is A with C, unless a group would hold two LEAP incident numbers: then only reports that state one
and the same number stay linked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Annotated

from schema.decisions.event import Event
from schema.decisions.moments import began, local_date
from schema.decisions.sameness import LINKS, Flag, Link, RepeatKind, flags, people, span
from schema.decisions.words import counted, day, listed
from schema.groups import groups

Reports = Mapping[str, Event]  # by report id, oldest first; one event of each
Linked = tuple[str, str, Link]
Flagged = tuple[str, str, Flag]
Groups = Mapping[str, frozenset[str]]


class RepeatBand(StrEnum):
    """LINKED: counted once. FLAGGED: counted apart, to be checked with police."""

    LINKED = "LINKED"
    FLAGGED = "FLAGGED"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Reports that are, or may be, of one attendance, or one report filed more than once."""

    band: Annotated[RepeatBand, "Whether they count once or apart."]
    kind: Annotated[RepeatKind, "Whether they are one report, or reports of one attendance."]
    rules: Annotated[tuple[str, ...], "Names of the rules that they meet, for example SAME_CONTENT."]
    stands: Annotated[str | None, "Id of the filing that counts, the last one; null: no report was filed again."]
    text: Annotated[str, "Which reports they are, and by what, in plain English."]
    evidence: Annotated[tuple[str, ...], "Ids of these reports, oldest first."]


@dataclass(frozen=True, slots=True)
class Repeats:
    """`attendances`: report -> the attendance under which it counts, where it is linked.
    `set_aside`: reports of which a later filing stands."""

    attendances: Mapping[str, str]
    set_aside: frozenset[str]
    told: tuple[Repeat, ...]


def repeats(events: Iterable[Event]) -> Repeats:
    """The events oldest first, as `history` has them."""
    reports: dict[str, Event] = {}
    for event in events:
        reports.setdefault(event.incident, event)
    links = list(_links(reports, _of_two_numbers(reports)))
    same_report = _groups(reports, [link for link in links if link[2].kind is RepeatKind.SAME_REPORT])
    same_attendance = _groups(reports, links)
    standing = {report: _filed_last(reports, group) for report, group in same_report.items()}
    stands = {report: event for report, event in reports.items() if standing[report] == report}
    flagged = list(_flagged(stands, same_attendance))
    told = (
        *(_filed_again(reports, group, links, standing) for group in _each(same_report)),
        *(_of_one(reports, group, links) for group in _each(same_attendance) if len(group & stands.keys()) > 1),
        *(_maybe_one(reports, group, flagged) for group in _each(_groups(stands, flagged))),
    )
    return Repeats(
        {report: _attendance(reports, group) for report, group in same_attendance.items() if len(group) > 1},
        frozenset(reports.keys() - stands.keys()),
        told,
    )


def _links(reports: Reports, of_two_numbers: frozenset[str] = frozenset()) -> Iterator[Linked]:
    for link in LINKS:
        held: dict[Hashable, str] = {}
        numbered = of_two_numbers if link.kind is RepeatKind.SAME_REPORT else ()
        for report, event in reports.items():
            for key in _keys(link, event, report in numbered):
                first = held.setdefault(key, report)
                if first != report:
                    yield first, report, link


def _keys(link: Link, event: Event, numbered_alike: bool) -> Iterator[Hashable]:
    """`numbered_alike`: only with reports that state the same incident number; without one, with none."""
    for key in link.keys(event):
        yield (key, event.incident_number or event.incident) if numbered_alike else key


def _of_two_numbers(reports: Reports) -> frozenset[str]:
    """Reports whose links would make one of two LEAP incident numbers."""
    found = _each(_groups(reports, _links(reports)))
    return frozenset(chain.from_iterable(group for group in found if len(_numbers(reports, group)) > 1))


def _numbers(reports: Reports, group: Iterable[str]) -> set[str | None]:
    return {reports[report].incident_number for report in group} - {None}


def _flagged(stands: Reports, same_attendance: Groups) -> Iterator[Flagged]:
    parties: dict[frozenset[str] | None, list[Event]] = {}
    for event in stands.values():
        parties.setdefault(people(event), []).append(event)
    for one, other in chain.from_iterable(map(_near, parties.values())):
        if other.incident not in same_attendance[one.incident]:
            yield from ((one.incident, other.incident, flag) for flag in flags(one, other))


def _near(events: Iterable[Event]) -> Iterator[tuple[Event, Event]]:
    """Pairs of which a flag may hold by their times alone: a long history has few."""
    spans = sorted((*when, event.incident, event) for event in events if (when := span(event)))
    starts = [start for start, *_ in spans]
    for at, (_, end, _, one) in enumerate(spans):
        yield from ((one, other) for *_, other in spans[at + 1 : bisect_right(starts, end)])


def _groups(reports: Reports, pairs: Iterable[Linked] | Iterable[Flagged]) -> Groups:
    return groups(reports, ((pair[0], pair[1]) for pair in pairs))


def _each(found: Groups) -> tuple[frozenset[str], ...]:
    """Each group of two or more, once, in the order of its oldest report."""
    return tuple(dict.fromkeys(group for group in found.values() if len(group) > 1))


def _filed_last(reports: Reports, group: frozenset[str]) -> str:
    return max(group, key=lambda report: (_filed(reports[report]), report))


def _filed(event: Event) -> str:
    """When this statement was made; when it was received, where the report does not say."""
    return max((at for at in (event.submitted_at, event.amended_at) if at), default=event.received_at or "")


def _attendance(reports: Reports, group: frozenset[str]) -> str:
    return min((at for report in group if (at := reports[report].attendance)), default=min(group))


def _filed_again(
    reports: Reports, group: frozenset[str], links: Iterable[Linked], standing: Mapping[str, str]
) -> Repeat:
    rules = _rules(link for one, _, link in links if one in group and link.kind is RepeatKind.SAME_REPORT)
    ids = _ids(reports, group)
    stands = standing[ids[0]]
    because = listed([rule.because for rule in rules])
    text = f"Reports {_names(reports, ids)} are one report filed {len(ids)} times: they {because}."
    text += f" Counted once, as filed last: {_name(reports[stands])}."
    return Repeat(RepeatBand.LINKED, RepeatKind.SAME_REPORT, _names_of(rules), stands, text, ids)


def _of_one(reports: Reports, group: frozenset[str], links: Iterable[Linked]) -> Repeat:
    """By the number; by other rules beside it where one of them was filed again without."""
    rules, ids = _rules(link for one, _, link in links if one in group), _ids(reports, group)
    text = f"Reports {_names(reports, ids)} are of one attendance: they {listed([r.because for r in rules])}."
    return Repeat(RepeatBand.LINKED, RepeatKind.SAME_ATTENDANCE, _names_of(rules), None, text, ids)


def _maybe_one(reports: Reports, group: frozenset[str], flagged: Iterable[Flagged]) -> Repeat:
    rules = _rules(flag for one, _, flag in flagged if one in group)
    ids = _ids(reports, group)
    because = listed([rule.because for rule in rules])
    text = (
        f"{len(ids)} of {counted(len(reports), 'report')} may be of one attendance: {_names(reports, ids)} {because}."
    )
    text += " Counted apart; check with Victoria Police."
    return Repeat(RepeatBand.FLAGGED, RepeatKind.SAME_ATTENDANCE, _names_of(rules), None, text, ids)


def _rules(met: Iterable[Link] | Iterable[Flag]) -> tuple[Link | Flag, ...]:
    """Each once, by its id."""
    return tuple(sorted(set(met), key=lambda rule: rule.id))


def _names_of(rules: Iterable[Link | Flag]) -> tuple[str, ...]:
    return tuple(rule.id for rule in rules)


def _ids(reports: Reports, group: frozenset[str]) -> tuple[str, ...]:
    """Oldest first."""
    return tuple(report for report in reports if report in group)


def _names(reports: Reports, ids: Sequence[str]) -> str:
    return listed([_name(reports[report]) for report in ids])


def _name(event: Event) -> str:
    """By its number in the L17 Portal, as police would look it up, with the day."""
    start = began(event)
    when = f" ({day(local_date(start).isoformat())})" if start else ""
    return f"{event.portal_id or event.incident}{when}"
