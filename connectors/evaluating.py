"""`throughline identity evaluate`: the matcher on a population whose truth is known.

Records of one number are one person already; the matcher is asked about pairs of such persons that share a blocking
key. Only automatic links join. Whoever reads the figures reads an error model too: see `synthetic/doubles/rates.py`.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from connectors.synthetic.doubles.recorded import FEATURES, Recorded
from connectors.synthetic.doubles.stream import recorded
from schema.matching.case import Circumstances
from schema.matching.curve import draw
from schema.matching.description import Description, describe
from schema.matching.evaluation import Counts, Evaluation, Groups, Scored, measure
from schema.matching.keys import keys_of
from schema.matching.reading import year_of_age
from schema.matching.rules import judge
from schema.matching.weights import Weights, load

LARGEST_BLOCK: Final = 200
"""Persons that share a key; a key of more says nothing, and is skipped."""
_NOTHING: Final = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Person:
    """The records of one number, or a record without one."""

    truth: str
    groups: Groups
    records: int
    descriptions: tuple[Description, ...]  # those that differ
    events: frozenset[str]
    harmed_in: frozenset[str]
    protected: bool  # stands anywhere as affected, as a child, or as somebody else of the household
    violent_in: frozenset[str]
    addresses: frozenset[str]
    suppressed: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, on how many, and what was left out."""

    seed: int
    people: int
    records: int
    persons: int
    compared: int
    skipped_keys: dict[str, int]  # kind of key -> how many blocks were too large
    seconds: float
    weights: str
    evaluation: Evaluation

    def as_json(self) -> dict[str, Any]:
        names = ("seed", "people", "records", "persons", "compared", "skipped_keys", "seconds", "weights")
        return {name: getattr(self, name) for name in names} | self.evaluation.as_json()


def evaluate(seed: int, people: int, out: Path | None, weights: Weights | None = None) -> Report:
    """`out` is a folder for `evaluation.json` and `curve.svg`."""
    start = time.perf_counter()
    weights = weights or load()
    persons = persons_of(recorded(seed, people))
    blocks, skipped = blocks_of(persons)
    pairs = Pairs(persons, blocks, weights)
    found = measure([one.truth for one in persons], [one.groups for one in persons], pairs)
    report = Report(
        seed=seed,
        people=len({one.truth for one in persons}),
        records=sum(one.records for one in persons),
        persons=len(persons),
        compared=pairs.compared,
        skipped_keys=skipped,
        seconds=round(time.perf_counter() - start, 1),
        weights=weights.version,
        evaluation=found,
    )
    if out:
        _write(report, out)
    return report


def persons_of(records: Iterable[Recorded]) -> list[Person]:
    """Together what has one number of one system, in the order of the first record."""
    together: dict[object, list[Recorded]] = defaultdict(list)
    for place, record in enumerate(records):
        together[(record.system, record.person_number) if record.person_number else place].append(record)
    return [_person(of_one) for of_one in together.values()]


def described(record: Recorded) -> Description:
    year = record.birth_year or year_of_age(record.age_stated, record.recorded_on)
    return describe(
        names=[
            (record.family_name, record.given_names),
            *((other.family_name, other.given_names) for other in record.aliases),
        ],
        birth_date=record.birth_date,
        birth_year=year,
        sex=record.sex,
        phones=record.phones,
        emails=record.emails,
        addresses=[(one.line, one.suburb, one.postcode) for one in record.addresses],
        references=[(record.system, record.person_number)],
    )


def blocks_of(persons: Sequence[Person]) -> tuple[list[list[list[int]]], dict[str, int]]:
    """For each person the blocks it stands in, by place; and how many blocks of each kind were too large."""
    by_key: dict[str, list[int]] = {}
    for place, one in enumerate(persons):
        for key in _NOTHING.union(*map(keys_of, one.descriptions)):
            by_key.setdefault(key, []).append(place)
    of_place: list[list[list[int]]] = [[] for _ in persons]
    skipped = Counter[str]()
    for key, places in by_key.items():
        if len(places) > LARGEST_BLOCK:
            skipped[key.partition(":")[0]] += 1
        elif len(places) > 1:
            for place in places:
                of_place[place].append(places)
    return of_place, dict(sorted(skipped.items()))


class Pairs:
    """The judged pairs, each once, made while they are read; `compared` counts them."""

    def __init__(self, persons: Sequence[Person], blocks: Sequence[Sequence[list[int]]], weights: Weights) -> None:
        self._persons, self._blocks, self._weights = persons, blocks, weights
        self.compared = 0

    def __iter__(self) -> Iterator[Scored]:
        for left, blocks in enumerate(self._blocks):
            # In order, so that a run gives the same report whatever the hashes of strings are.
            for right in sorted({place for block in blocks for place in block if place > left}):
                self.compared += 1
                yield self._scored(left, right)

    def _scored(self, left: int, right: int) -> Scored:
        one, other = self._persons[left], self._persons[right]
        judgement = judge(one.descriptions, other.descriptions, circumstances(one, other), self._weights)
        return Scored(left, right, str(judgement.band), judgement.evidence.total, judgement.rule)


def circumstances(one: Person, other: Person) -> Circumstances:
    """As the hub finds them in the graph: a protected person and one using violence, in whichever dispute."""
    return Circumstances(
        same_event=not one.events.isdisjoint(other.events),
        opposed=not (one.harmed_in.isdisjoint(other.violent_in) and one.violent_in.isdisjoint(other.harmed_in)),
        counter_party=bool((one.protected and other.violent_in) or (one.violent_in and other.protected)),
        suppressed=one.suppressed or other.suppressed,
        household=not one.addresses.isdisjoint(other.addresses),
    )


def show_evaluation(seed: int, people: int, out: Path | None, as_json: bool, weights: Weights) -> None:
    """The command: tables, plain when they go to a file, or JSON."""
    report = evaluate(seed, people, out, weights)
    if as_json:
        typer.echo(json.dumps(report.as_json(), indent=1))
        return
    tell(report, Console(width=None if sys.stdout.isatty() else 132))


def tell(report: Report, console: Console) -> None:
    found = report.evaluation
    console.print(
        f"{report.people:,} human beings in {report.records:,} records, {report.persons:,} once numbers are joined; "
        f"{found.whole.links:,} true links, {report.compared:,} pairs compared in {report.seconds:.0f} s "
        f"(seed {report.seed}, weights {report.weights})."
    )
    if report.skipped_keys:
        kinds = ", ".join(f"{count} of {kind}" for kind, count in report.skipped_keys.items())
        console.print(f"Keys of more than {LARGEST_BLOCK} persons, skipped: {kinds}.")
    for feature, counts in ({"all": {"": found.whole}} | found.groups).items():
        console.print()
        console.print(_table(feature.replace("_", " ").capitalize(), counts, console.is_terminal))
    console.print()
    missed = ", ".join(f"{rule} {count:,}" for rule, count in found.missed_by.most_common())
    console.print(f"Missed, neither joined nor asked: {missed or 'none'}.")


def _table(title: str, rows: dict[str, Counts], ruled: bool) -> Table:
    table = Table(title, *_COLUMNS, box=box.SIMPLE_HEAD if ruled else None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, counts in rows.items():
        table.add_row(name, *map(_cell, _values(counts)))
    return table


_COLUMNS: Final = (
    *("links", "compared", "precision", "recall", "with possible", "F1", "false links", "false joined"),
    *("false possible", "missed"),
)


def _values(c: Counts) -> tuple[int | float | None, ...]:
    shares = (c.candidate_recall, c.precision, c.recall, c.recall_with_possible, c.f1)
    return (c.links, *shares, c.false_linked, c.false_joined, c.false_possible, c.links - c.found)


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.4f}"


def _person(records: list[Recorded]) -> Person:
    first, descriptions = records[0], tuple(dict.fromkeys(map(described, records)))
    return Person(
        truth=first.truth,
        groups=tuple((feature, getattr(first.group, feature)) for feature in FEATURES),
        records=len(records),
        descriptions=descriptions,
        events=frozenset(one.event for one in records),
        harmed_in=frozenset(one.event for one in records if one.party == "AFFECTED"),
        protected=any(one.party != "RESPONDENT" for one in records),
        violent_in=frozenset(one.event for one in records if one.party == "RESPONDENT"),
        addresses=frozenset(address for one in descriptions for address in one.addresses),
        suppressed=any(address.suppressed for one in records for address in one.addresses),
    )


def _write(report: Report, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "evaluation.json").write_text(json.dumps(report.as_json(), indent=1) + "\n", encoding="utf-8")
    draw(report.evaluation.curve, report.evaluation.whole, out / "curve.svg")
