"""The chronology as a drawing: one lane an agency, what lasts as bars, what happens as marks, what is not known is
hatched.

A shape tells what a mark is and a colour only repeats it; marks of one kind that would lie on one another are one mark
with their number. No severity is worked out here: a report is a diamond where the content says that it states an act
that MARAM counts among the signs of serious risk. The same content makes the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from resolvers.report.axis import Axis, axis
from resolvers.report.citations import Citations
from resolvers.report.plain import ANSWERED, STATUSES, words_of
from resolvers.report.shapes import ROW, SERIOUS, SHAPES, Edge, Pen, shape_words
from schema.decisions.moments import local_date
from schema.decisions.order_statement import OrderBinding
from schema.decisions.orders_in_force import IN_WORDS
from schema.decisions.report import ReportContent
from schema.decisions.timeline import Timeline, TimelineEntry
from schema.decisions.words import counted, day, upper_first

LASTING = ("Order", "CustodyEpisode", "Supervision")
SERIOUS_ACTS = ("STRANGULATION", "THREAT_TO_KILL", "WEAPON_USED", "SEXUAL_VIOLENCE")
APART = 19.0  # marks of one kind that are nearer are drawn as one
GAP = 8.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn, as at an instant. `asked`: how each agency that was asked answered, in the order of its lanes;
    `states`: whether the order of a statement binds; `serious`: reports that state a sign of serious risk."""

    as_at: str
    timeline: Timeline
    asked: Mapping[str, str]
    states: Mapping[str, OrderBinding]
    serious: frozenset[str]

    @staticmethod
    def of(content: ReportContent) -> Drawn:
        asked = {annex.custodian: annex.status for annex in content.annexes}
        states = {id: order.binding for order in content.orders.orders for id in order.evidence}
        serious = (id for b in content.pattern.behaviours if b.behaviour in SERIOUS_ACTS for id in b.evidence)
        return Drawn(content.heading.as_at, content.chronology, asked, states, frozenset(serious))


@dataclass(frozen=True, slots=True)
class Bar:
    """`edge`: whether it ends there, goes on, or is not known to end."""

    entry: TimelineEntry
    begins: float
    ends: float
    edge: Edge
    style: str
    said: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several records of one kind, at one place."""

    shape: str
    x: float
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """`silent`: why there is nothing of an agency, in words."""

    name: str
    bars: tuple[tuple[Bar, ...], ...]
    marks: tuple[tuple[Mark, ...], ...]
    silent: str

    @property
    def height(self) -> float:
        return (len(self.bars) + len(self.marks) + bool(self.silent)) * ROW + GAP


def drawing(drawn: Drawn, cites: Citations) -> tuple[str, str]:
    """The SVG, and the same in words."""
    today = local_date(drawn.as_at)
    entries = drawn.timeline.entries
    places = axis((_date(on) for e in entries for on in (e.on, e.until_on) if on), today)
    lanes = _lanes(drawn, cites, places)
    text = _text(drawn, lanes, places)
    pen = Pen(cites, text, places, sum(lane.height for lane in lanes))
    for lane in lanes:
        _draw(lane, pen)
    return pen.finished(len(drawn.timeline.undated), _kinds(lanes)), text


def _kinds(lanes: Sequence[Lane]) -> frozenset[str]:
    """What the legend has to explain."""
    bars = (bar.style for lane in lanes for row in lane.bars for bar in row)
    return frozenset((*bars, *(mark.shape for lane in lanes for row in lane.marks for mark in row)))


def _lanes(drawn: Drawn, cites: Citations, places: Axis) -> tuple[Lane, ...]:
    """Agencies asked, in their order, then others whose records are there."""
    custodians: dict[str | None, None] = dict.fromkeys((*drawn.asked, *(e.custodian for e in drawn.timeline.entries)))
    lanes = []
    for custodian in custodians:
        of = [entry for entry in drawn.timeline.entries if entry.custodian == custodian]
        bars, marks = _bars(of, drawn.states, places), _marks(of, drawn.serious, places)
        silent = _silence(drawn.asked.get(custodian or "", ANSWERED[0]), bool(of))
        lanes.append(Lane(upper_first(cites.agency(custodian)), bars, marks, silent))
    return tuple(lanes)


def _silence(status: str, any_shown: bool) -> str:
    if status not in ANSWERED:
        return f"{STATUSES.get(status, words_of(status))}: what it holds is not known"
    return "" if any_shown else "No dated record is shown"


def _bars(
    entries: Iterable[TimelineEntry], states: Mapping[str, OrderBinding], places: Axis
) -> tuple[tuple[Bar, ...], ...]:
    """In as few rows as leave none upon another."""
    rows: list[list[Bar]] = []
    for entry in (entry for entry in entries if entry.kind in LASTING):
        bar = _bar(entry, states, places)
        row = next((row for row in rows if row[-1].ends + APART <= bar.begins), None)
        if row is None:
            rows.append(row := [])
        row.append(bar)
    return tuple(tuple(row) for row in rows)


def _bar(entry: TimelineEntry, states: Mapping[str, OrderBinding], places: Axis) -> Bar:
    """An end before its beginning contradicts itself: it is drawn as a moment, and the table tells both. What has no
    end that is stated is drawn to the day of the report."""
    on = _date(entry.on or "")
    until = max(on, _date(entry.until_on) if entry.until_on else places.today)
    edge = Edge.ENDS if until <= places.last else Edge.GOES_ON
    begins, ends = places.x(on), places.x(min(until, places.last))
    state = states.get(entry.id)
    said = f"{IN_WORDS[state]}: {entry.said}" if state else entry.said
    return Bar(entry, begins, max(ends, begins + 6), edge if entry.until_on else Edge.NOT_STATED,
               f"{entry.kind} {state.name if state else 'NOT_KNOWN'}", upper_first(said))  # fmt: skip


def _marks(entries: Iterable[TimelineEntry], serious: frozenset[str], places: Axis) -> tuple[tuple[Mark, ...], ...]:
    """One row a shape, so that each is read by itself, the gravest first."""
    found: dict[str, list[TimelineEntry]] = {}
    for entry in entries:
        if entry.kind not in LASTING:
            found.setdefault(SERIOUS if entry.id in serious else entry.kind, []).append(entry)
    order = (*SHAPES, *sorted(set(found) - set(SHAPES)))
    return tuple(tuple(_together(shape, found[shape], places)) for shape in order if shape in found)


def _together(shape: str, entries: Sequence[TimelineEntry], places: Axis) -> list[Mark]:
    groups: list[tuple[float, list[TimelineEntry]]] = []
    for entry in entries:
        x = places.x(_date(entry.on or ""))
        if groups and x - groups[-1][0] < APART:
            groups[-1][1].append(entry)
        else:
            groups.append((x, [entry]))
    return [Mark(shape, x, tuple(of)) for x, of in groups]


def _date(on: str) -> date:
    return date.fromisoformat(on)


def _draw(lane: Lane, pen: Pen) -> None:
    pen.lane(lane.name, lane.height, lane.silent)
    for row, bars in enumerate(lane.bars):
        for bar in bars:
            pen.bar(row, bar.entry, (bar.begins, bar.ends), bar.edge, bar.style, bar.said)
    for row, marks in enumerate(lane.marks, len(lane.bars)):
        for mark in marks:
            pen.mark(row, mark.shape, mark.x, mark.entries)
    pen.down(lane.height)


def _text(drawn: Drawn, lanes: Sequence[Lane], places: Axis) -> str:
    """What the drawing shows, for who does not see it; the table after it tells each record."""
    first, last = day(places.first.isoformat()), day(places.last.isoformat())
    apart = len(drawn.timeline.undated)
    return " ".join((
        f"Drawing of the chronology, one lane an agency, from {first} to {last}.",
        *(f"{lane.name}: {_shown(lane)}." for lane in lanes),
        f"{counted(apart, 'record')} without a day: not drawn." if apart else "No record without a day is shown.",
        "An empty stretch is not one in which nothing happened. The table tells each record.",
    ))  # fmt: skip


def _shown(lane: Lane) -> str:
    """ "Police report (Form L17) 12, Charge 3" """
    kinds = [bar.entry.kind for row in lane.bars for bar in row]
    shapes = [mark.shape for row in lane.marks for mark in row for _ in mark.entries]
    said = [f"{shape_words(shape)} {count}" for shape, count in Counter([*kinds, *shapes]).items()]
    return ", ".join(filter(None, (*said, lane.silent)))
