"""What records and assessments state of people, each value beside who states it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from resolvers.report.blocks import Block, Bullets, Cell, Row, Subheading, Table, cell, paragraph
from resolvers.report.citations import Citations
from resolvers.report.plain import NONE
from schema.decisions.report import Factor, OtherPerson, ReportContent, Said
from schema.decisions.words import listed

Told = Iterator[Block]


def identity(content: ReportContent, cites: Citations) -> Told:
    yield paragraph(content.identity.said)
    for title, said in (
        ("Names and aliases", content.identity.names),
        ("Dates and years of birth", content.identity.births),
        ("Numbers", content.identity.numbers),
    ):
        yield from _statements(title, said, cites)


def whereabouts(content: ReportContent, cites: Citations) -> Told:
    place = content.whereabouts
    yield paragraph(place.custody, cites.of(place.custody_evidence))
    yield from _statements("Addresses", place.addresses, cites)
    yield from _statements("Ways to reach this person", place.contacts, cites)


def summaries(content: ReportContent, _cites: Citations) -> Told:
    if content.summaries:
        yield Bullets(tuple(cell(one.value) for one in content.summaries))
    else:
        yield paragraph("Nothing is told in summary alone.")


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


def factors(content: ReportContent, cites: Citations) -> Told:
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


def others(content: ReportContent, cites: Citations) -> Told:
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
