"""The sections of a consolidated report as they are read: what is not known stands before what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from resolvers.report.blocks import (
    Block,
    Bullets,
    Cell,
    Picture,
    Row,
    Section,
    Subheading,
    Table,
    cell,
    facts,
    paragraph,
    visible,
)
from resolvers.report.citations import Citations, citations
from resolvers.report.drawing import drawing
from resolvers.report.measures import measures
from resolvers.report.orders import orders
from resolvers.report.plain import PURPOSES, REPORTS, STATUSES, kind, moment, words_of
from schema.decisions.report import Annex, Factor, OtherPerson, ReportContent, Said
from schema.decisions.timeline import TimelineEntry
from schema.decisions.words import counted, day, listed
from schema.report_seal import Seal

Told = Iterator[Block]
MARKING = "OFFICIAL: Sensitive"
NONE = "; that is not to say that there is none."


@dataclass(frozen=True, slots=True)
class Document:
    """The whole report as it is told: `marking` heads each page, `foot` ends it; `state` is that of the seal."""

    report: str
    marking: str
    issued_by: str
    state: str
    state_words: str
    foot: str
    check: str
    sections: tuple[Section, ...]


def document(content: ReportContent, seal: Seal) -> Document:
    cites = citations(content)
    told = (Section(anchor, title, tuple(tell(content, cites))) for anchor, title, tell in SECTIONS)
    foot = f"{seal.report}, version {seal.version}, {seal.state.name}. SHA-256 {seal.sha256}"
    return Document(
        visible(seal.report), MARKING, visible(seal.issued_by), seal.state.name, seal.state.value, visible(foot),
        visible(seal.check), (Section("seal", "Seal", tuple(_seal(seal))), *told),
    )  # fmt: skip


def _heading(content: ReportContent, _cites: Citations) -> Told:
    head = content.heading
    yield facts(
        "For whom, why, and as known when",
        (
            ("For", cell(f"{head.recipient_name} ({head.recipient})")),
            ("Role that may read this version", cell(head.role)),
            ("Matter", cell(head.matter)),
            ("Request", cell(head.request)),
            ("Kind of report", cell(REPORTS.get(head.kind, words_of(head.kind)))),
            ("Purpose", cell(PURPOSES.get(head.purpose, words_of(head.purpose)))),
            ("Authority", cell(head.authority)),
            ("As at", cell(moment(head.as_at))),
            ("Known at", cell(f"{moment(head.known_at)}. What the hub took in later is not in this report.")),
            ("Access policy", cell(head.policy)),
            ("Rules of pattern and history", cell(head.rules)),
        ),
    )


def _not_known(content: ReportContent, cites: Citations) -> Told:
    silent = [annex for annex in content.annexes if annex.status != "ANSWERED"]
    answered = len(content.annexes) - len(silent)
    names = listed([f"{annex.name} ({STATUSES.get(annex.status, words_of(annex.status)).lower()})" for annex in silent])
    said = f"{counted(answered, 'custodian')} of {len(content.annexes)} answered."
    yield paragraph(f"{said} No answer: {names}." if silent else said, tone="warning" if silent else "plain")
    rows = (Row((cell(annex.name), *_answer(annex))) for annex in content.annexes)
    yield Table("What each agency answered, and how fresh it is", ("Agency", "Answer", "As at"), (3, 5, 3), tuple(rows))
    yield Subheading("What this report does not tell")
    told = tuple(Row((cell(gap.text), cell(gap.code))) for gap in content.gaps)
    left = tuple(Row((cell(gap.text, cites.of(gap.evidence)), cell(gap.code))) for gap in content.pattern.gaps)
    if told + left:
        yield Table("Gaps, each with its code", ("Gap", "Code"), (8, 4), told + left)
    else:
        yield paragraph("No gap is recorded; a gap that nobody knows of leaves no trace here.")


def _answer(annex: Annex) -> tuple[Cell, Cell]:
    status = STATUSES.get(annex.status, words_of(annex.status))
    return cell(f"{status}. {annex.said}"), cell(moment(annex.as_at) if annex.as_at else "no answer")


def _identity(content: ReportContent, cites: Citations) -> Told:
    yield paragraph(content.identity.said)
    for title, said in (
        ("Names and aliases", content.identity.names),
        ("Dates and years of birth", content.identity.births),
        ("Numbers", content.identity.numbers),
    ):
        yield from _statements(title, said, cites)


def _statements(title: str, said: Iterable[Said], cites: Citations) -> Told:
    rows = tuple(Row(_statement(one, cites)) for one in said)
    yield Subheading(title)
    if rows:
        yield Table("As records state it, each with who states it", ("Stated", "By"), (6, 4), rows)
    else:
        yield paragraph(f"None is shown{NONE}")


def _statement(said: Said, cites: Citations) -> tuple[Cell, Cell]:
    by = listed([cites.agency(one) for one in said.custodians]) or "agency not shown"
    return cell(said.value), cell(by, cites.of(said.evidence))


def _whereabouts(content: ReportContent, cites: Citations) -> Told:
    place = content.whereabouts
    yield paragraph(place.custody, cites.of(place.custody_evidence))
    yield from _statements("Addresses", place.addresses, cites)
    yield from _statements("Ways to reach him", place.contacts, cites)


def _chronology(content: ReportContent, cites: Citations) -> Told:
    told = content.chronology
    yield paragraph(told.said)
    yield Picture(*drawing(content, cites))
    if told.entries:
        yield entries("What happened, in order", told.entries, cites)
    else:
        yield paragraph("No dated record is shown; that is not to say that nothing happened.")
    yield Subheading("Records without a day")
    if told.undated:
        yield entries("Not put where nobody said that they belong", told.undated, cites)
    else:
        yield paragraph("Every record shown has a day.")


def entries(caption: str, of: Iterable[TimelineEntry], cites: Citations) -> Table:
    rows = tuple(
        Row((cell(_when(entry)), cell(entry.said, cites.of([entry.id])), cell(kind(entry.kind)),
             cell(_by(entry, cites), people=cites.of_people(entry.people))))
        for entry in of
    )  # fmt: skip
    return Table(caption, ("When", "What the record tells", "Kind", "Agency, people"), (4, 7, 3, 4), rows)


def _when(entry: TimelineEntry) -> str:
    began = moment(entry.at) if entry.at else day(entry.on) if entry.on else "day not stated or not shown"
    return f"{began}, until {day(entry.until_on)}" if entry.until_on and entry.until_on != entry.on else began


def _by(entry: TimelineEntry, cites: Citations) -> str:
    return f"{cites.agency(entry.custodian)}{f', by {entry.source}' if entry.source else ''}"


def _pattern(content: ReportContent, cites: Citations) -> Told:
    pattern = content.pattern
    yield paragraph(f"Worked out as at {moment(pattern.as_at)} from the records shown.")
    if pattern.sentences:
        yield Bullets(tuple(cell(one.text, cites.of(one.evidence)) for one in pattern.sentences))
    else:
        yield paragraph("No sentence can be drawn from what is shown; that is not to say that there is no history.")


def _factors(content: ReportContent, cites: Citations) -> Told:
    yield paragraph(
        "As assessments found it. No level is computed. A factor that is not listed was not asked or not shown."
    )
    if not content.factors:
        yield paragraph(f"No factor is shown{NONE}")
        return
    rows = tuple(_factor(factor, cites) for factor in content.factors)
    yield Table(
        "What assessments found, indicators of serious risk first",
        ("Factor", "Found present", "Found absent"),
        (5, 4, 4),
        rows,
    )


def _factor(factor: Factor, cites: Citations) -> Row:
    serious = " Indicator of serious risk." if factor.serious else ""
    both = " Assessments differ." if factor.present and factor.absent else ""
    found = (_found(said, cites) for said in (factor.present, factor.absent))
    return Row((cell(f"{factor.code} {factor.label}.{serious}{both}"), *found))


def _found(said: Iterable[Said], cites: Citations) -> Cell:
    each = [_statement(one, cites) for one in said]
    return tuple(run for what, by in each for run in (*what, *cell(", by "), *by, *cell(". "))) or cell(
        "by no assessment shown"
    )


def _others(content: ReportContent, cites: Citations) -> Told:
    yield paragraph("Masked: initials and year of birth alone, as far as they are shown.")
    for part, title in (("CHILD", "Children"), ("AFFECTED", "Other affected persons")):
        rows = tuple(_other(one, cites) for one in content.others if one.part == part)
        yield Subheading(title)
        yield (
            Table("As far as they are shown", ("Who", "What is shown"), (3, 7), rows)
            if rows
            else paragraph(f"None is shown{NONE}")
        )


def _other(one: OtherPerson, cites: Citations) -> Row:
    return Row((cell(one.mask), cell(one.said, cites.of(one.evidence))))


def _annexes(content: ReportContent, cites: Citations) -> Told:
    for annex in content.annexes:
        status, fresh = _answer(annex)
        yield Subheading(f"{annex.name} ({annex.custodian})")
        yield paragraph(f"{status[0].words} As at: {fresh[0].words}.", tone="plain" if annex.as_at else "warning")
        if annex.entries:
            yield entries(f"Records of {annex.name} that this report tells of", annex.entries, cites)
        else:
            yield paragraph(f"No record of this agency is shown{NONE}")


def _records(content: ReportContent, cites: Citations) -> Told:
    """Every statement's number leads here."""
    if cites.records:
        rows = tuple(_record(number, id, cites) for number, id in enumerate(cites.records, 1))
        yield Table("Records, the oldest first", ("No.", "Kind", "Agency", "Day", "Id"), (1, 4, 4, 4, 5), rows)
    else:
        yield paragraph(f"This report rests on no record that is shown{NONE}")
    yield Subheading("People")
    rows = tuple(_person(number, id, content) for number, id in enumerate(cites.people, 1))
    yield Table("People shown to have a part, by number", ("No.", "Who", "Id"), (1, 5, 6), rows)


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


def _handling(content: ReportContent, _cites: Citations) -> Told:
    yield paragraph(content.heading.caveat, tone="warning")


def _seal(seal: Seal) -> Told:
    yield facts("What this copy says of itself", _seal_rows(seal))
    yield paragraph(seal.check)


def _seal_rows(seal: Seal) -> tuple[tuple[str, Cell], ...]:
    return (
        ("Report", cell(seal.report)),
        ("Version", cell(str(seal.version))),
        ("State", cell(f"{seal.state.name}. {seal.state.value}")),
        ("Issued", cell(f"{moment(seal.issued_at)}, by {seal.issued_by}")),
        ("SHA-256", cell(seal.sha256)),
        ("Signature", cell(seal.signature)),
    )


Tell = Callable[[ReportContent, Citations], Told]
SECTIONS: tuple[tuple[str, str, Tell], ...] = (
    ("heading", "For whom, and under which authority", _heading),
    ("not-known", "What is not known, and how fresh this is", _not_known),
    ("identity", "Identity and aliases", _identity),
    ("whereabouts", "Whereabouts and custody", _whereabouts),
    ("orders", "Orders in force", lambda content, cites: orders(content.orders, cites)),
    ("chronology", "Chronology", _chronology),
    ("pattern", "Pattern and history", _pattern),
    ("factors", "Risk by MARAM factor", _factors),
    ("others", "Children and other affected persons", _others),
    ("annexes", "Annex: each agency's answer", _annexes),
    (
        "measures",
        "Annex: every measure of pattern and history",
        lambda content, cites: measures(content.pattern, cites),
    ),
    ("records", "Records that this report rests on", _records),
    ("handling", "How this report is to be handled", _handling),
)
