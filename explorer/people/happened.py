"""What happened, from the timeline of an answer: as lines with numbers, as a drawing, and what sentences cite of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from explorer.corrections.asking import FLAGS, flags_of
from resolvers.report.citations import Citations
from resolvers.report.drawing import SERIOUS_ACTS, Drawn
from resolvers.report.plain import kind
from resolvers.report.recorded import by, when
from schema.decisions.order_statement import OrderBinding
from schema.decisions.timeline import Timeline, TimelineEntry

ENTRY = "on at untilOn kind id said custodian source people"
HAPPENED = f"""query Happened($id: ID!, $then: DateTime) {{
  timeline(person: $id, asOf: $then, knownAt: $then) {{ timeline {{
    said people entries {{ {ENTRY} }} undated {{ {ENTRY} }} }} }} }}"""
REPORT = "Incident"
LENSES = ("incidentsAsRespondent", "incidentsAsAffected", "incidentsAsChild")
FLAGGED = "query Flagged($id: ID!, $then: DateTime) {{ person(id: $id, asOf: $then, knownAt: $then) {{ {} }} }}".format(
    " ".join(f"{lens}(first: 500) {{ id {' '.join(FLAGS)} }}" for lens in LENSES)
)


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


def timeline_of(said: Mapping[str, Any]) -> Timeline:
    dated, undated = (tuple(map(_entry, said[name])) for name in ("entries", "undated"))
    return Timeline(tuple(said["people"]), dated, undated, said["said"])


def _entry(said: Mapping[str, Any]) -> TimelineEntry:
    return TimelineEntry(said["on"], said["at"], said["untilOn"], said["kind"], said["id"], said["said"],
                         said["custodian"], said["source"], tuple(said["people"]))  # fmt: skip


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


def flagged(person: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """By the id of each police report that something is told of: who used violence in it."""
    reports = (one for lens in LENSES for one in person[lens])
    return {one["id"]: flags for one in reports if (flags := flags_of(one))}


def lines(entries: Iterable[TimelineEntry], cites: Citations, flags: Mapping[str, tuple[str, ...]]) -> Iterator[Line]:
    for entry in entries:
        report = entry.id if entry.kind == REPORT else ""
        yield Line(cites.numbers[entry.id], when(entry), entry.said, kind(entry.kind), by(entry, cites), report,
                   flags.get(entry.id, ()))  # fmt: skip
