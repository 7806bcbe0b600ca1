"""The evaluation of the matcher: who is one already, what is compared, and what it is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import pytest
from rich.console import Console

from connectors.evaluating import (
    LARGEST_BLOCK,
    Report,
    blocks_of,
    circumstances,
    described,
    evaluate,
    persons_of,
    show_evaluation,
    tell,
)
from connectors.synthetic.doubles.recorded import Address, Group, OtherName, Party, Recorded
from connectors.synthetic.doubles.stream import recorded
from schema.matching.case import Circumstances
from schema.matching.weights import load

GROUP = Group("anglo", "NEITHER", "30-44", "FEMALE", "ORDINARY")
PEOPLE = 400
RECORD = Recorded(
    truth="ann",
    group=GROUP,
    family_name="Quellbird",
    given_names="Annette",
    aliases=(),
    birth_date="1980-03-12",
    birth_year=None,
    age_stated=None,
    recorded_on=date(2024, 5, 1),
    sex="FEMALE",
    phones=(),
    emails=(),
    addresses=(),
    system="LEAP",
    person_number=None,
    event="E1",
    party="AFFECTED",
)
HOME = Address("1 Quellbird Street", "Coburg", "3058")


@lru_cache(maxsize=1)
def report() -> Report:
    return evaluate(5, PEOPLE, None)


def between(one: Recorded, other: Recorded) -> Circumstances:
    left, right = persons_of([one, other])
    return circumstances(left, right)


def test_records_without_a_number_or_of_two_numbers_are_not_one_person() -> None:
    nameless = [RECORD, replace(RECORD, event="E2")]
    numbered = [replace(RECORD, person_number="1"), replace(RECORD, person_number="2")]
    other_system = [replace(RECORD, person_number="1", system="CRIS"), replace(RECORD, person_number="1")]
    for records in (nameless, numbered, other_system):
        assert len(persons_of(records)) == 2


def test_records_of_one_number_are_one_person() -> None:
    again = replace(RECORD, person_number="1", event="E2", given_names="Anne")
    (person,) = persons_of([replace(RECORD, person_number="1"), again])
    assert person.events == {"E1", "E2"}
    assert len(person.descriptions) == 2


def test_an_age_becomes_a_year_and_an_alias_a_name() -> None:
    alias = OtherName("ALIAS", "Marrow", "Ann")
    told = described(replace(RECORD, birth_date=None, age_stated=44, aliases=(alias,)))
    assert (told.birth_date, told.birth_year) == (None, 1980)
    assert [(name.family, name.given) for name in told.names] == [("QUELLBIRD", "ANNETTE"), ("MARROW", "ANN")]


def test_nothing_is_known_of_two_records_that_have_nothing_to_do_with_each_other() -> None:
    assert between(RECORD, replace(RECORD, event="E2")) == Circumstances()


@pytest.mark.parametrize(
    ("other", "known"),
    [
        (replace(RECORD, party="CHILD"), Circumstances(same_event=True)),
        (
            replace(RECORD, party="RESPONDENT"),
            Circumstances(same_event=True, opposed=True, counter_party=True),
        ),
        (replace(RECORD, event="E2", party="RESPONDENT"), Circumstances(counter_party=True)),
        (replace(RECORD, event="E2", party="CHILD"), Circumstances()),
        (
            replace(RECORD, event="E2", addresses=(replace(HOME, suppressed=True),)),
            Circumstances(suppressed=True),
        ),
    ],
)
def test_what_is_known_of_two(other: Recorded, known: Circumstances) -> None:
    assert between(RECORD, other) == known
    assert between(other, RECORD) == known


@pytest.mark.parametrize("party", ["AFFECTED", "CHILD", "OTHER"])
def test_who_uses_violence_is_the_other_side_of_whoever_is_protected(party: Party) -> None:
    violent, protected = replace(RECORD, event="E2", party="RESPONDENT"), replace(RECORD, party=party)
    assert between(violent, protected) == Circumstances(counter_party=True)
    assert between(violent, replace(violent, event="E3")) == Circumstances()


def test_who_shares_an_address_is_of_one_household() -> None:
    here, there = replace(RECORD, addresses=(HOME,)), replace(RECORD, event="E2", addresses=(HOME,))
    assert between(here, there) == Circumstances(household=True)


def test_a_key_of_too_many_is_skipped_and_told() -> None:
    many = [replace(RECORD, truth=str(n), event=str(n)) for n in range(LARGEST_BLOCK + 1)]
    blocks, skipped = blocks_of(persons_of(many))
    assert not any(blocks)
    assert sum(skipped.values()) > 1


def test_a_key_of_as_many_as_allowed_is_not_skipped() -> None:
    many = [replace(RECORD, truth=str(n), event=str(n)) for n in range(LARGEST_BLOCK)]
    blocks, skipped = blocks_of(persons_of(many))
    assert skipped == {}
    assert all(len(block) == LARGEST_BLOCK for of_one in blocks for block in of_one)
    assert all(blocks)


def test_the_links_are_the_pairs_of_one_human_being_that_share_no_number() -> None:
    persons: dict[str, set[object]] = {}
    for place, record in enumerate(recorded(5, PEOPLE)):
        number = (record.system, record.person_number) if record.person_number else place
        persons.setdefault(record.truth, set()).add(number)
    assert report().people == len(persons)
    assert report().records == sum(1 for _ in recorded(5, PEOPLE))
    assert report().evaluation.whole.links == sum(len(list(combinations(of_one, 2))) for of_one in persons.values())


def test_each_group_adds_up_to_the_whole() -> None:
    found = report().evaluation
    assert set(found.groups) == {"culture", "aboriginal", "age_band", "sex", "kind"}
    for counts in found.groups.values():
        assert sum(one.links for one in counts.values()) == found.whole.links
        assert sum(one.found for one in counts.values()) == found.whole.found


def test_the_same_seed_gives_the_same_report_in_files(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    told = evaluate(5, PEOPLE, tmp_path).as_json()
    written = json.loads((tmp_path / "evaluation.json").read_text())
    assert (tmp_path / "curve.svg").exists()
    assert {**written, "seconds": 0} == {**report().as_json(), "seconds": 0} == {**told, "seconds": 0}


def test_the_command_prints_json_or_a_plain_table(capsys: pytest.CaptureFixture[str]) -> None:
    show_evaluation(5, 60, None, as_json=True, weights=load())
    assert json.loads(capsys.readouterr().out)["whole"]["links"] > 20
    show_evaluation(5, 60, None, as_json=False, weights=load())
    plain = capsys.readouterr().out
    assert "\x1b" not in plain
    assert "false joined" in plain


def test_skipped_keys_are_told() -> None:
    console = Console(width=120)
    with console.capture() as captured:
        tell(replace(report(), skipped_keys={"name": 3}), console)
    assert "Keys of more than 200 persons, skipped: 3 of name." in captured.get()
