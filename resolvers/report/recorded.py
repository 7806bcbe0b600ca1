"""Records, one a row: in the order of their days, agency by agency, and by the numbers that cite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from resolvers.report.blocks import Block, Cell, Picture, Row, Subheading, Table, cell, paragraph
from resolvers.report.citations import Citations
from resolvers.report.drawing import Drawn, drawing
from resolvers.report.plain import NONE, STATUSES, kind, moment, words_of
from schema.decisions.report import Annex, ReportContent
from schema.decisions.timeline import TimelineEntry
from schema.decisions.words import day, listed

Told = Iterator[Block]


def chronology(content: ReportContent, cites: Citations) -> Told:
    told = content.chronology
    yield paragraph(told.said)
    yield Picture(*drawing(Drawn.of(content), cites))
    if told.entries:
        yield entries("What happened, in order", told.entries, cites)
    else:
        yield paragraph("No dated record is shown; that is not to say that nothing happened.")
    yield Subheading("Records without a day")
    if told.undated:
        yield entries("Not put where nobody said that they belong", told.undated, cites)
    else:
        yield paragraph("Every record shown has a day.")


def annexes(content: ReportContent, cites: Citations) -> Told:
    for annex in content.annexes:
        status, fresh = answer(annex)
        yield Subheading(f"{annex.name} ({annex.custodian})")
        yield paragraph(f"{status[0].words} As at: {fresh[0].words}.", tone="plain" if annex.as_at else "warning")
        if annex.entries:
            yield entries(f"Records of {annex.name} that this report tells of", annex.entries, cites)
        else:
            yield paragraph(f"No record of this agency is shown{NONE}")


def entries(caption: str, of: Iterable[TimelineEntry], cites: Citations) -> Table:
    rows = tuple(
        Row((cell(when(entry)), cell(entry.said, cites.of([entry.id])), cell(kind(entry.kind)),
             cell(by(entry, cites), people=cites.of_people(entry.people))))
        for entry in of
    )  # fmt: skip
    return Table(caption, ("When", "What the record tells", "Kind", "Agency, people"), (4, 7, 3, 4), rows)


def when(entry: TimelineEntry) -> str:
    began = moment(entry.at) if entry.at else day(entry.on) if entry.on else "day not stated or not shown"
    return f"{began}, until {day(entry.until_on)}" if entry.until_on and entry.until_on != entry.on else began


def by(entry: TimelineEntry, cites: Citations) -> str:
    return f"{cites.agency(entry.custodian)}{f', by {entry.source}' if entry.source else ''}"


def records(content: ReportContent, cites: Citations) -> Told:
    """Every statement's number leads here."""
    if cites.records:
        rows = tuple(_record(number, id, cites) for number, id in enumerate(cites.records, 1))
        yield Table("Records, the oldest first", ("No.", "Kind", "Agency", "Day", "Id"), (1, 4, 4, 4, 5), rows)
    else:
        yield paragraph(f"This report rests on no record that is shown{NONE}")
    yield Subheading("People")
    rows = tuple(_person(number, id, content) for number, id in enumerate(cites.people, 1))
    if rows:
        yield Table("People shown to have a part, by number", ("No.", "Who", "Id"), (1, 5, 6), rows)
    else:
        yield paragraph("Nobody is shown to have a part in a record.")


def _record(number: int, id: str, cites: Citations) -> Row:
    entry = cites.entries.get(id)
    agencies = [cites.agency(one) for one in cites.agencies.get(id, (None,))]
    by = f"one or more of {listed(agencies)}" if len(agencies) > 1 else agencies[0]
    when = day(entry.on) if entry and entry.on else "not stated or not shown"
    return Row((cell(str(number)), cell(kind(entry.kind) if entry else "Other record"), cell(by), cell(when), cell(id)),
               f"r{number}")  # fmt: skip


def _person(number: int, id: str, content: ReportContent) -> Row:
    asked = content.chronology.people[:1] == (id,)
    who = "the person whom this report is about" if asked else "another person, or a record of one"
    return Row((cell(f"P{number}"), cell(who), cell(id)), f"p{number}")


def answer(annex: Annex) -> tuple[Cell, Cell]:
    status = STATUSES.get(annex.status, words_of(annex.status))
    return cell(f"{status}. {annex.said}"), cell(moment(annex.as_at) if annex.as_at else "no answer")
