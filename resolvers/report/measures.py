"""Every measure of pattern and history as tables: each field under the sentence that declares it, so that a measure
that is added is told too, and none can be left out."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from resolvers.report.blocks import Block, Cell, Row, Run, Subheading, Table, cell, joined, paragraph
from resolvers.report.citations import Citations, is_evidence
from resolvers.report.plain import coded, plain, words_of
from schema.decisions.answer import PatternAndHistory
from schema.decisions.words import upper_first

APART = ("as_at", "sentences", "gaps")  # told in sections of their own
LISTS = {
    ("AssessmentListed", "factors_present"): "risk_factor",
    ("AssessmentListed", "kind"): "assessment_kind",
    ("AssessmentListed", "level"): "risk_level",
    ("AssessmentListed", "scheme"): "risk_scheme",
    ("ChildExposure", "kinds"): "exposure",
    ("NamedOrder", "kind"): "order_kind",
    ("NamedOrder", "state"): "order_state",
    ("OrderHeld", "kind"): "order_kind",
    ("RiskBandCount", "band"): "risk_band",
}
CODES = ("window", "behaviour", "part", "about", "rules")  # codes of this project, plain once they are spelled out
RECORDS, AGENCIES, PEOPLE = ("record", "stands"), ("custodian", "custodians"), ("person", "child", "id")
MOST_COLUMNS = 8  # more than these are told in a sentence
CODE = re.compile(r"\b[A-Z]{2,}(?:_[A-Z0-9]+)+\b|\b(?:NOT_)?FOUND\b|\bLIFE\b")
NOTHING = re.compile(r"; (?:null|empty): ([^;]*)[;.]")
FOR_PROGRAMS = re.compile(r" \((?:YYYY-MM-DD|UTC)\)|, for example [^.;]*")
NULL = re.compile(r"; (?:null|empty|an empty text|0): ?.*|; null .*|; empty .*")


def measures(pattern: PatternAndHistory, cites: Citations) -> Iterator[Block]:
    fields = [field.name for field in dataclasses.fields(pattern) if field.name not in APART]
    single = [name for name in fields if isinstance(getattr(pattern, name), str | int)]
    yield _facts("Counts and editions", pattern, single, cites)
    for name in (name for name in fields if name not in single):
        yield Subheading(words_of(name))
        yield from _measure(sentence(type(pattern), name), getattr(pattern, name), cites)


def _measure(caption: str, value: Any, cites: Citations) -> Iterator[Block]:
    if isinstance(value, tuple):
        yield _items(caption, value, cites)
        return
    fields = [field.name for field in dataclasses.fields(value)]
    lists = [name for name in fields if isinstance(getattr(value, name), tuple) and _holds_objects(type(value), name)]
    yield _facts(caption, value, [name for name in fields if name not in lists], cites)
    for name in lists:
        yield _items(sentence(type(value), name), getattr(value, name), cites)


def _facts(caption: str, value: Any, names: list[str], cites: Citations) -> Table:
    rows = [(sentence(type(value), name), told(value, name, cites)) for name in names]
    return Table(caption, ("Measure", "Found"), (6, 4), tuple(Row((cell(name), said)) for name, said in rows))


def _items(caption: str, values: tuple[Any, ...], cites: Citations) -> Block:
    if not values:
        return paragraph(f"{caption} None is shown; that is not to say that there is none.")
    names = [field.name for field in dataclasses.fields(values[0])]
    if len(names) <= MOST_COLUMNS and not any(_holds_objects(type(values[0]), name) for name in names):
        rows = tuple(Row(tuple(told(value, name, cites) for name in names)) for value in values)
        return Table(caption, tuple(_label(name) for name in names), (1,) * len(names), rows)
    rows = tuple(Row((cell(str(n)), _item(value, cites))) for n, value in enumerate(values, 1))
    return Table(caption, ("No.", "What is told"), (1, 12), rows)


def _item(value: Any, cites: Citations) -> Cell:
    """ "Band: High; Reports: 2; not known: last on" """
    names = [field.name for field in dataclasses.fields(value)]
    missing = [name for name in names if getattr(value, name) in (None, ())]
    said = [_named(name, told(value, name, cites)) for name in names if name not in missing]
    unknown = f"Not shown, or none: {', '.join(_label(name).lower() for name in missing)}"
    return joined([*said, cell(unknown)] if missing else said)


def _named(name: str, found: Cell) -> Cell:
    return (Run(f"{_label(name)}: {found[0].words}", found[0].records, found[0].people), *found[1:])


def _label(name: str) -> str:
    return words_of(name.replace("evidence", "records") if is_evidence(name) else name)


def told(owner: Any, name: str, cites: Citations) -> Cell:
    """One field of a measure."""
    value = getattr(owner, name)
    if value in (None, ()):
        return cell(absent(type(owner), name, "none shown" if value == () else "not stated or not shown"))
    if is_evidence(name):
        return cell("", cites.of(value))
    if isinstance(value, tuple) and _holds_objects(type(owner), name):
        return joined([_item(one, cites) for one in value], " | ")
    values = value if isinstance(value, tuple) else (value,)
    return joined([_one(type(owner).__name__, name, one, cites) for one in values])


def _one(owner: str, name: str, value: Any, cites: Citations) -> Cell:
    if name in RECORDS:
        return cell("", cites.of([value]))
    if name in PEOPLE and value in cites.persons:
        return cell("", people=cites.of_people([value]))
    if name in AGENCIES:
        return cell(cites.agency(value))
    if (owner, name) in LISTS:
        return cell(coded(LISTS[owner, name], value))
    spelled = name in CODES or (owner, name) == ("RecordContradiction", "kind")
    return cell(words_of(value) if spelled else plain(value))


def _holds_objects(of: type, name: str) -> bool:
    return any(dataclasses.is_dataclass(hint) for hint in typing.get_args(_hints(of)[name]))


@cache
def _hints(of: type) -> dict[str, Any]:
    return typing.get_type_hints(of)


def sentence(of: type, name: str) -> str:
    """What the field is, as it is declared, without what only a program needs to know."""
    first = NULL.sub(".", FOR_PROGRAMS.sub("", _declared(of)[name]))
    mended = re.sub(r"^Ids? of ", "Records: ", first).replace("Local day", "Day")
    return _spelled(upper_first(mended))


@cache
def _declared(of: type) -> dict[str, str]:
    hints = typing.get_type_hints(of, include_extras=True)
    return {name: typing.get_args(hint)[1] for name, hint in hints.items()}


def absent(of: type, name: str, otherwise: str) -> str:
    """What it means that the field is null or empty, as it is declared: what is not known is seldom nought."""
    said = NOTHING.search(_declared(of)[name])
    return _spelled(said[1]) if said else otherwise


def _spelled(declared: str) -> str:
    return CODE.sub(lambda code: words_of(code[0]).lower(), declared)
