"""What happened, from the timeline of an answer: as lines with numbers, as a drawing, and what sentences cite of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from explorer.filtering import WITHOUT_DAY, Aspects, Filter, applied, filter_of, leaves
from explorer.kinds import BY_NOUN
from resolvers.report.citations import Citations
from resolvers.report.drawing import SERIOUS_ACTS, Drawn, drawing
from resolvers.report.plain import kind
from resolvers.report.recorded import by, when
from schema.decisions.associates import HOME
from schema.decisions.order_statement import OrderBinding
from schema.decisions.timeline import Timeline, TimelineEntry
from schema.decisions.views import View
from schema.decisions.words import counted

ENTRY = "on at untilOn kind id said custodian source people"
HAPPENED = f"""query Happened($id: ID!, $then: DateTime) {{
  timeline(person: $id, asOf: $then, knownAt: $then) {{ timeline {{
    said people entries {{ {ENTRY} }} undated {{ {ENTRY} }} }} }} }}"""
REPORT, ORDER = "Incident", "Order"
SAID_ONCE = ("What several agencies state alike of one order stands here once, as of one of them: the agency chosen "
             "may state a filtered order too.")  # fmt: skip
NO_HOMES = "Homes are no records of a day: they stand in relations alone."


@dataclass(frozen=True, slots=True)
class Line:
    """One record of the table; `number` is what sentences and the drawing cite. `report`: the id of a police report, of
    which a correction may be asked; `flags`: what is told of who used violence in it."""

    number: int
    when: str
    words: str
    kind: str
    agency: str
    report: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happened:
    """As far as the filter leaves it. `said` is of all records, `shown` says how many it hides; `here` are the numbers
    of those that have a line."""

    said: str
    svg: str
    lines: tuple[Line, ...]
    undated: tuple[Line, ...]
    here: frozenset[int]
    filter: Filter
    shown: str
    notes: tuple[str, ...]


def timeline_of(said: Mapping[str, Any]) -> Timeline:
    dated, undated = (tuple(map(_entry, said[name])) for name in ("entries", "undated"))
    return Timeline(tuple(said["people"]), dated, undated, said["said"])


def _entry(said: Mapping[str, Any]) -> TimelineEntry:
    return TimelineEntry(said["on"], said["at"], said["untilOn"], said["kind"], said["id"], said["said"],
                         said["custodian"], said["source"], tuple(said["people"]))  # fmt: skip


def happened(
    drawn: Drawn,
    cites: Citations,
    view: View,
    parts: Mapping[str, frozenset[str]],
    flags: Mapping[str, tuple[str, ...]],
) -> Happened:
    """Numbers are those of all records: the filter turns none into another's."""
    told, valid = drawn.timeline, applied(view)
    aspects = {one.id: _aspects(one, parts) for one in (*told.entries, *told.undated)}
    dated, undated = (tuple(one for one in some if leaves(valid, aspects[one.id]))
                      for some in (told.entries, told.undated))  # fmt: skip
    svg, _ = drawing(replace(drawn, timeline=replace(told, entries=dated, undated=undated)), cites)
    filtered = [id for id in aspects if id not in {one.id for one in (*dated, *undated)}]
    return Happened(
        told.said, svg, tuple(_lines(dated, cites, flags)), tuple(_lines(undated, cites, flags)),
        frozenset(cites.of(one.id for one in (*dated, *undated))), filter_of(view, aspects.values()),
        _shown(len(aspects), len(filtered)), tuple(_notes(valid, [aspects[id] for id in filtered], undated)),
    )  # fmt: skip


def _aspects(entry: TimelineEntry, parts: Mapping[str, frozenset[str]]) -> Aspects:
    stand = parts.get(entry.id, frozenset())
    return Aspects(BY_NOUN[entry.kind].code, stand, entry.custodian or "", entry.on or "", entry.until_on or "")


def _shown(every: int, filtered: int) -> str:
    return f"{every - filtered} of {counted(every, 'record')} shown; {filtered} filtered."


def _notes(view: View, filtered: Iterable[Aspects], undated: Sequence[TimelineEntry]) -> Iterator[str]:
    if (view.since or view.until) and undated:
        yield WITHOUT_DAY
    if view.agency and any(one.kind == BY_NOUN[ORDER].code for one in filtered):
        yield SAID_ONCE
    if BY_NOUN[HOME].code in view.kinds:
        yield NO_HOMES


def _lines(entries: Iterable[TimelineEntry], cites: Citations, flags: Mapping[str, tuple[str, ...]]) -> Iterator[Line]:
    for entry in entries:
        report = entry.id if entry.kind == REPORT else ""
        yield Line(cites.numbers[entry.id], when(entry), entry.said, kind(entry.kind), by(entry, cites), report,
                   flags.get(entry.id, ()))  # fmt: skip


# What sentences cite


def _evidence(*said: Any) -> Iterator[str]:
    """Ids that any part of an answer rests on."""
    for one in said:
        if isinstance(one, Mapping):
            yield from one.get("evidence", ())
            yield from _evidence(*one.values())
        elif isinstance(one, list):
            yield from _evidence(*one)


def cites_of(told: Timeline, *said: Any) -> Citations:
    """The oldest record is 1; what is cited in what is `said` and has no line of its own comes last."""
    entries = {entry.id: entry for entry in (*told.entries, *told.undated)}
    records = tuple(dict.fromkeys((*entries, *sorted(set(_evidence(*said)) - set(entries)))))
    numbers = {id: number for number, id in enumerate(records, 1)}
    people = {id: number for number, id in enumerate(told.people, 1)}
    return Citations(records, told.people, entries, {}, {}, numbers, people)


def drawn(told: Timeline, measures: Mapping[str, Any], orders: Mapping[str, Any]) -> Drawn:
    states = {id: OrderBinding[one["binding"]] for one in orders["orders"] for id in one["evidence"]}
    serious = (id for one in measures["behaviours"] if one["behaviour"] in SERIOUS_ACTS for id in one["evidence"])
    return Drawn(measures["asAt"], told, {}, states, frozenset(serious))
