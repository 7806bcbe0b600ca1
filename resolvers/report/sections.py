"""The sections of a consolidated report as they are read: what is not known stands before what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from resolvers.report.blocks import (
    Block,
    Bullets,
    Cell,
    Paragraph,
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
from resolvers.report.measures import measures
from resolvers.report.orders import orders
from resolvers.report.plain import ANSWERED, PURPOSES, REPORTS, STATUSES, moment, words_of
from resolvers.report.recorded import annexes, answer, chronology, records
from resolvers.report.stated import factors, identity, others, summaries, whereabouts
from schema.decisions.report import Annex, ReportContent
from schema.decisions.words import counted, listed
from schema.report_seal import Seal

Told = Iterator[Block]
MARKING = "OFFICIAL: Sensitive"


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
    foot = f"{seal.report}, version {seal.version}, {seal.state.name}. SHA-256 {seal.sha256}"
    return Document(
        visible(seal.report), MARKING, visible(seal.issued_by), seal.state.name, seal.state.value, visible(foot),
        visible(seal.check), (Section("seal", "Seal", tuple(_seal(seal))), *sections(content)),
    )  # fmt: skip


def sections(content: ReportContent) -> Iterator[Section]:
    """All that it tells, without a seal."""
    cites = citations(content)
    return (Section(anchor, title, tuple(tell(content, cites))) for anchor, title, tell in SECTIONS)


def _heading(content: ReportContent, _cites: Citations) -> Told:
    head = content.heading
    yield paragraph(head.caveat, tone="warning")
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
    if content.annexes:
        yield _answered(content.annexes)
        rows = tuple(Row((cell(annex.name), *answer(annex))) for annex in content.annexes)
        yield Table("What each agency answered, and how fresh it is", ("Agency", "Answer", "As at"), (3, 5, 3), rows)
    else:
        yield paragraph("It is not recorded which agencies were asked, nor how fresh this is.", tone="warning")
    yield Subheading("What this report does not tell")
    told = tuple(Row((cell(gap.text), cell(gap.code))) for gap in content.gaps)
    left = tuple(Row((cell(gap.text, cites.of(gap.evidence)), cell(gap.code))) for gap in content.pattern.gaps)
    if told + left:
        yield Table("Gaps, each with its code", ("Gap", "Code"), (8, 4), told + left)
    else:
        yield paragraph("No gap is recorded; a gap that nobody knows of leaves no trace here.")


def _answered(asked: Sequence[Annex]) -> Paragraph:
    silent = [annex for annex in asked if annex.status not in ANSWERED]
    said = f"{counted(len(asked) - len(silent), 'custodian')} of {len(asked)} answered."
    if not silent:
        return paragraph(said)
    names = [f"{annex.name} ({STATUSES.get(annex.status, words_of(annex.status)).lower()})" for annex in silent]
    return paragraph(f"{said} No answer: {listed(names)}.", tone="warning")


def _pattern(content: ReportContent, cites: Citations) -> Told:
    pattern = content.pattern
    yield paragraph(f"Worked out as at {moment(pattern.as_at)} from the records shown.")
    if pattern.sentences:
        yield Bullets(tuple(cell(one.text, cites.of(one.evidence)) for one in pattern.sentences))
    else:
        yield paragraph("No sentence can be drawn from what is shown; that is not to say that there is no history.")
    rows = (
        (cell(words_of(one.window)), cell(str(one.attendances)), cell(str(one.reports), cites.of(one.evidence)))
        for one in pattern.frequency
    )
    yield Table("How often, as the one who used violence", ("Up to that moment", "Attendances", "Reports"), (4, 3, 5),
                tuple(Row(cells) for cells in rows))  # fmt: skip
    yield paragraph("Every measure, each with its records, stands in the annex of measures.", tone="quiet")


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
    ("identity", "Identity and aliases", identity),
    ("whereabouts", "Whereabouts and custody", whereabouts),
    ("summaries", "What is told in summary alone", summaries),
    ("orders", "Orders in force", lambda content, cites: orders(content.orders, cites)),
    ("chronology", "Chronology", chronology),
    ("pattern", "Pattern and history", _pattern),
    ("factors", "Risk by MARAM factor", factors),
    ("others", "Children and other affected persons", others),
    ("annexes", "Annex: each agency's answer", annexes),
    (
        "measures",
        "Annex: every measure of pattern and history",
        lambda content, cites: measures(content.pattern, cites),
    ),
    ("records", "Records that this report rests on", records),
    ("handling", "How this report is to be handled", _handling),
)
