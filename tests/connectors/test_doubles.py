"""The population of identity resolution: its truth holds, and what it plants and spoils is there."""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations

import pytest

from connectors.synthetic.contacts import MOBILES
from connectors.synthetic.doubles import rates
from connectors.synthetic.doubles.recorded import Recorded
from connectors.synthetic.doubles.slips import digit_slip, slip
from connectors.synthetic.doubles.spellings import Word, alike
from connectors.synthetic.doubles.stream import recorded, scene_records
from connectors.synthetic.draws import Draws

PEOPLE = 4000
FICTION = re.compile(r"0[2378](5550|7010)\d{4}")


@lru_cache(maxsize=1)
def crowd() -> tuple[Recorded, ...]:
    return tuple(recorded(11, PEOPLE))


@lru_cache(maxsize=1)
def people() -> dict[str, list[Recorded]]:
    found: dict[str, list[Recorded]] = defaultdict(list)
    for record in crowd():
        found[record.truth].append(record)
    return found


def planted(kind: str) -> dict[str, list[list[Recorded]]]:
    """Scene -> the people of that kind in it, each with the records."""
    scenes: dict[str, list[list[Recorded]]] = defaultdict(list)
    for key, records in people().items():
        if records[0].group.kind == kind:
            scenes[key.partition("-")[0]].append(records)
    return scenes


def usual(values: Iterator[str | None]) -> str | None:
    """What most records say."""
    told = Counter(value for value in values if value is not None)
    return told.most_common(1)[0][0] if told else None


def share(test: Callable[[Recorded], bool]) -> float:
    return sum(map(test, crowd())) / len(crowd())


def digits(phone: str) -> str:
    return re.sub(r"\D", "", phone.replace("+61", "0"))


def homes(records: list[Recorded]) -> int:
    numbers = {(r.system, r.person_number) for r in records if r.person_number}
    return len(numbers) + sum(r.person_number is None for r in records)


def test_no_number_is_of_two_people() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in crowd():
        if record.person_number:
            owners[record.system, record.person_number].add(record.truth)
    assert len(owners) > 3000
    assert all(len(keys) == 1 for keys in owners.values())


def test_nobody_stands_in_one_event_twice() -> None:
    seen = Counter((record.event, record.truth) for record in crowd())
    assert set(seen.values()) == {1}


def test_nobody_is_dated_after_the_record() -> None:
    assert not any(r.birth_date and r.birth_date > r.recorded_on.isoformat() for r in crowd())


def test_no_telephone_number_and_no_mail_address_reaches_anybody() -> None:
    phones = {digits(phone) for record in crowd() for phone in record.phones} - {digits(phone) for phone in MOBILES}
    assert len(phones) > 3000
    assert all(map(FICTION.fullmatch, phones))
    emails = {email for record in crowd() for email in record.emails}
    assert len(emails) > 500
    assert all(email.endswith(("@example.org", "@example.net")) for email in emails)


def test_the_same_seed_gives_the_same_people_and_another_seed_gives_others() -> None:
    again = list(recorded(11, 60))
    assert again == list(crowd())[: len(again)]
    assert again != list(recorded(12, 60))[: len(again)]


def test_a_scene_is_the_same_whatever_stands_before_it() -> None:
    scene = [record for record in crowd() if record.truth.startswith("D000007-")]
    assert scene == list(scene_records(11, 7))


def test_forty_thousand_people_give_more_than_fifty_thousand_links_without_a_common_number() -> None:
    """Counted twice over: pairs of records, and pairs of what is one already by its number."""
    numbers = [[(r.system, r.person_number) for r in records] for records in people().values()]
    pairs = sum(a != b or a[1] is None for told in numbers for a, b in combinations(told, 2))
    joined = sum(n * (n - 1) // 2 for n in map(homes, people().values()))
    assert len(people()) >= PEOPLE
    assert pairs * 40_000 / PEOPLE > 50_000
    assert joined * 40_000 / PEOPLE > 50_000


def test_a_hundred_thousand_records_are_made_within_a_minute() -> None:
    start = time.process_time()
    count = sum(1 for _ in recorded(3, 1000))
    assert (time.process_time() - start) / count * 100_000 < 60


@pytest.mark.parametrize(
    "kind", ["TWINS", "FATHER_AND_SON", "COUSINS", "NAMESAKES", "RELOCATED", "EX_PARTNERS", "SIBLINGS"]
)
def test_each_planted_kind_has_enough_people_to_be_measured(kind: str) -> None:
    assert sum(len(scene) for scene in planted(kind).values()) > 40


def test_twins_share_birth_date_and_differ_in_given_name() -> None:
    pairs = [scene for scene in planted("TWINS").values() if len(scene) == 2]
    alike = [
        usual(r.birth_date for r in one) == usual(r.birth_date for r in other)
        and usual(r.given_names for r in one) != usual(r.given_names for r in other)
        for one, other in pairs
    ]
    assert len(pairs) > 30
    assert sum(alike) / len(alike) > 0.9


def test_father_and_son_share_given_and_family_name_and_not_the_birth_year() -> None:
    pairs = [scene for scene in planted("FATHER_AND_SON").values() if len(scene) == 2]
    names = [[{f"{r.given_names} {r.family_name}".upper() for r in one} for one in scene] for scene in pairs]
    years = [[int((usual(r.birth_date for r in one) or "0")[:4]) for one in scene] for scene in pairs]
    assert len(pairs) > 20
    assert sum(bool(a & b) for a, b in names) / len(names) > 0.4
    assert all(abs(a - b) >= 10 for a, b in years if a and b)


def test_namesakes_share_the_birth_date_and_no_event() -> None:
    pairs = [scene for scene in planted("NAMESAKES").values() if len(scene) == 2]
    assert len(pairs) > 20
    same = [usual(r.birth_date for r in a) == usual(r.birth_date for r in b) for a, b in pairs]
    assert sum(same) / len(same) > 0.85
    assert sum(map(named_alike, pairs)) / len(pairs) > 0.6
    assert not any({r.event for r in a} & {r.event for r in b} for a, b in pairs)


def test_namesakes_have_no_telephone_and_no_mailbox_in_common() -> None:
    workers = {digits(phone) for phone in MOBILES}
    for one, other in (scene for scene in planted("NAMESAKES").values() if len(scene) == 2):
        phones = [{digits(p) for r in records for p in r.phones} - workers for records in (one, other)]
        emails = [{email for r in records for email in r.emails} for records in (one, other)]
        assert phones[0] & phones[1] == emails[0] & emails[1] == set()


def test_namesakes_have_a_common_name() -> None:
    families = Counter(usual(r.family_name for r in one) for pair in planted("NAMESAKES").values() for one in pair)
    assert families.most_common(1)[0][1] > 4
    assert len(families) < sum(families.values()) / 2


def test_cousins_share_both_names_and_not_the_birth_date() -> None:
    pairs = [scene for scene in planted("COUSINS").values() if len(scene) == 2]
    assert len(pairs) > 20
    assert sum(map(named_alike, pairs)) / len(pairs) > 0.6
    assert not any(usual(r.birth_date for r in a) == usual(r.birth_date for r in b) for a, b in pairs)


def test_siblings_have_a_family_name_and_a_home_in_common_and_not_the_birth_date() -> None:
    families = [scene for scene in planted("SIBLINGS").values() if len(scene) > 1]
    assert len(families) > 60
    pairs = [pair for family in families for pair in combinations(family, 2)]
    assert sum(bool(said(a, "family_name") & said(b, "family_name")) for a, b in pairs) / len(pairs) > 0.75
    assert not any(usual(r.birth_date for r in a) == usual(r.birth_date for r in b) for a, b in pairs if born(a))


def born(records: list[Recorded]) -> str | None:
    return usual(r.birth_date for r in records)


def said(records: list[Recorded], field: str) -> set[str]:
    return {str(value).upper() for r in records if (value := getattr(r, field)) is not None}


def named_alike(pair: list[list[Recorded]]) -> bool:
    """Some family name, and some first given name, is on records of both."""
    one, other = pair
    firsts = [{name.partition(" ")[0] for name in said(records, "given_names")} for records in (one, other)]
    return bool(said(one, "family_name") & said(other, "family_name") and firsts[0] & firsts[1])


def test_twins_are_not_called_by_two_forms_of_one_name() -> None:
    draws = Draws.stream("twins")
    names = {alike(draws, Word(("Victoria", "Viktoria")), "anglo", "female").forms[0] for _ in range(200)}
    assert names == {"Vanessa"}
    others = {alike(draws, Word(("Jayden",)), "anglo", "male").forms[0] for _ in range(200)}
    assert {"Jacob", "James", "Jake"} < others


def test_former_partners_share_a_telephone_and_a_home() -> None:
    pairs = [scene for scene in planted("EX_PARTNERS").values() if len(scene) == 2]
    phones = [[{digits(p) for r in one for p in r.phones} for one in scene] for scene in pairs]
    streets = [[{(a.line or "")[:6] for r in one for a in r.addresses} for one in scene] for scene in pairs]
    assert sum(bool(a & b) for a, b in phones) / len(pairs) > 0.3
    assert sum(bool(a & b) for a, b in streets) / len(pairs) > 0.6


def test_a_relocated_victim_is_at_an_address_that_nobody_who_stayed_has() -> None:
    hidden = {(a.line, a.suburb) for r in crowd() for a in r.addresses if a.suppressed and a.line}
    told = {
        (a.line, a.suburb)
        for r in crowd()
        for a in r.addresses
        if not a.suppressed and a.line and any(sign.isdigit() for sign in a.line)
    }
    assert len(hidden) > 100
    assert hidden & told == set()
    late = [r.addresses[0].suppressed for r in _of_relocated_people() if r.recorded_on >= date(2025, 3, 1)]
    assert len(late) > 20
    assert sum(late) / len(late) > 0.8


def _of_relocated_people() -> list[Recorded]:
    """Their records that have one address with a street in it."""
    everyone = [one for scene in planted("RELOCATED").values() for one in scene]
    return [r for one in everyone for r in one if [bool(a.line and a.postcode) for a in r.addresses] == [True]]


def test_a_worker_s_telephone_and_a_refuge_s_address_are_on_the_records_of_many() -> None:
    phones, lines = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for record in crowd():
        scene = record.truth.partition("-")[0]
        for phone in record.phones:
            phones[digits(phone)].add(scene)
        for address in record.addresses:
            lines[address.line or ""].add(scene)
    shared = {phone for phone, scenes in phones.items() if len(scenes) > 2}
    assert len(shared) > 10
    assert shared <= {digits(phone) for phone in MOBILES}
    assert sum(len(scenes) > 2 and line[:1].isdigit() for line, scenes in lines.items()) >= 16


ERRORS: dict[str, Callable[[Recorded], bool]] = {
    "no birth date": lambda r: r.birth_date is None and r.birth_year is None and r.age_stated is None,
    "age only": lambda r: r.age_stated is not None,
    "year only": lambda r: r.birth_year is not None,
    "default date": lambda r: r.birth_date in {"1900-01-01", "1901-01-01", "1899-12-31"},
    "no sex": lambda r: r.sex in {None, "NOT_STATED"},
    "no name": lambda r: (r.family_name or "").upper() in {"UNKNOWN", "UNK", "N/A", "-", "NOT KNOWN", "NOT STATED"},
    "no given name": lambda r: r.given_names is None,
    "newborn": lambda r: (r.given_names or "").upper().startswith("BABY"),
    "initial": lambda r: len(r.given_names or "") == 1,
    "double name": lambda r: "-" in (r.family_name or "").strip("-"),
    "alias": lambda r: any(a.name_type == "ALIAS" for a in r.aliases),
    "maiden name": lambda r: any(a.name_type == "MAIDEN" for a in r.aliases),
    "preferred name": lambda r: any(a.name_type == "PREFERRED" for a in r.aliases),
    "diacritics": lambda r: not (r.family_name or "").isascii(),
    "one-letter family name": lambda r: len(r.family_name or "") == 1 and r.family_name != "-",
    "no given name stated in words": lambda r: r.given_names in {".", "NGN", "No Given Name"},
    "no address": lambda r: not r.addresses,
    "no fixed address": lambda r: any((a.line or "").upper().startswith(("NO FIXED", "NF")) for a in r.addresses),
    "suburb alone": lambda r: any(a.line is None for a in r.addresses),
    "two addresses": lambda r: len(r.addresses) == 2,
    "unit otherwise": lambda r: any((a.line or "").startswith(("Unit", "U", "Flat")) for a in r.addresses),
    "no telephone": lambda r: not r.phones,
    "two telephones": lambda r: len(r.phones) == 2,
    "no number": lambda r: r.person_number is None,
}


@pytest.mark.parametrize("error", ERRORS)
def test_each_error_occurs_and_is_not_the_rule(error: str) -> None:
    found = sum(map(ERRORS[error], crowd()))
    assert 0 < found < 0.6 * len(crowd())


def test_the_rates_are_those_that_are_stated() -> None:
    """Within a third; missing data of Aboriginal people and the hasty clerk are in the mean."""
    assert share(ERRORS["no birth date"]) == pytest.approx(rates.NO_BIRTH_DATE, rel=0.33)
    assert share(ERRORS["age only"]) == pytest.approx(rates.AGE_ONLY, rel=0.33)
    assert share(ERRORS["no sex"]) == pytest.approx(rates.NO_SEX, rel=0.33)
    assert share(ERRORS["no address"]) == pytest.approx(rates.NO_ADDRESS, rel=0.33)
    assert share(lambda r: r.sex not in {None, "NOT_STATED", r.group.sex}) < 3 * (rates.WRONG_SEX + rates.AFFIRMED)


def test_one_name_is_romanised_in_several_ways() -> None:
    arabic = [r for r in crowd() if r.group.culture == "arabic"]
    spellings = {word for r in arabic for word in (r.given_names or "").split()}
    assert {"Mohammed", "Muhammad", "Mohamad"} <= spellings
    assert {"Nguyen", "Nguyễn"} <= {r.family_name for r in crowd()}
    assert {"Zhang", "Cheung"} <= {r.family_name for r in crowd() if r.group.culture == "chinese"}


def test_who_has_three_names_is_filed_under_more_than_one_of_them() -> None:
    several = [
        {r.family_name for r in records} for records in people().values() if records[0].group.culture == "african"
    ]
    assert sum(len(names) > 1 for names in several) > 40


def test_family_and_given_name_are_swapped_at_times() -> None:
    swapped = 0
    for records in people().values():
        as_usual = usual(r.family_name for r in records)
        swapped += any(r.given_names == as_usual and r.family_name != as_usual for r in records)
    assert swapped > 20


def test_day_and_month_are_exchanged_at_times() -> None:
    found = 0
    for records in people().values():
        born = usual(r.birth_date for r in records)
        turned = born and f"{born[:4]}-{born[8:]}-{born[5:7]}"
        found += any(r.birth_date == turned != born for r in records)
    assert found > 5


def test_aboriginal_people_are_a_group_and_not_always_on_record_as_such() -> None:
    told = Counter(records[0].group.aboriginal for records in people().values())
    assert set(told) == {"ABORIGINAL", "NEITHER", "NOT_STATED"}
    assert 0.03 < told["ABORIGINAL"] / len(people()) < 0.1
    by_culture = {r.group.aboriginal for r in crowd() if r.group.culture == "aboriginal"}
    assert by_culture == {"ABORIGINAL", "NEITHER", "NOT_STATED"}


def test_a_slip_changes_a_word_a_little_and_leaves_the_shortest_alone() -> None:
    draws = Draws.stream("slips")
    assert slip(draws, "Ng") == "Ng"
    made = {slip(draws, "Thompson") for _ in range(400)}
    assert len(made) > 40
    assert all(abs(len(word) - 8) <= 2 for word in made)
    assert digit_slip(draws, "no number") == "no number"
    assert sum(digit_slip(draws, "12345678") != "12345678" for _ in range(100)) == 100
