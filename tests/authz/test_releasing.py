"""What is passed on is what both are shown: never more than either, nothing withheld, and no own record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from authz.judgement import Noun
from authz.releasing import Review, passed_on, told_of
from authz.verdict import Verdict
from authz.words import Facet, Level, Standing

# A record is there at a mask, an order at a summary, a charge whole; a place by either of its facets.
NOUNS = {
    "PersonRecord": Noun("PersonRecord", Facet.IDENTITY, (Facet.IDENTITY, Facet.CONTACT), Level.M),
    "Order": Noun("Order", Facet.ORDERS, (Facet.ORDERS, Facet.NARRATIVE), Level.S, (Standing.ALLEGED,)),
    "Charge": Noun("Charge", Facet.CRIMINAL, (Facet.CRIMINAL, Facet.NARRATIVE), Level.F, (Standing.ALLEGED,)),
    "Address": Noun("Address", Facet.CONTACT, (Facet.CONTACT, Facet.SUPPRESSED_LOCATION), Level.F),
}
FACETS = {
    "personrecord": ("identity", "contact"),
    "order": ("orders", "narrative"),
    "charge": ("criminal", "narrative"),
    "address": ("contact", "suppressed_location"),
}
LEVELS = "nmsf"  # from nothing to all
FROM = {"personrecord": "m", "order": "s", "charge": "f", "address": "f"}
BY = {"personrecord": ("identity",), "order": ("orders",), "charge": ("criminal",),
      "address": ("contact", "suppressed_location")}  # fmt: skip
KEPT = ("order_kept", "charge_outcome_kept", "walled", "apart")
SLOTS = [(noun, facet, f"{noun}{number}") for noun, facets in FACETS.items() for facet in facets for number in range(3)]
Shown = Mapping[tuple[str, str, str], str]  # noun, facet and id → level


def verdict(shown: Shown, *, position: int = 7, **others: list[str]) -> Verdict:
    """Whoever is shown this; what is shown at all of a noun is there."""
    lists: dict[str, list[str]] = {}
    for (noun, facet, id), level in shown.items():
        lists.setdefault(f"{noun}_{facet}_{level}", []).append(id)
        lists.setdefault(f"{noun}_there", []).append(id)
    return Verdict({**lists, **others}, position)


def levels(found: Verdict) -> dict[tuple[str, str, str], list[str]]:
    """At which levels each is listed."""
    listed: dict[tuple[str, str, str], list[str]] = {slot: [] for slot in SLOTS}
    for (noun, facet, id), mine in listed.items():
        mine += [level for level in "msf" if id in found.lists.get(f"{noun}_{facet}_{level}", ())]
    return listed


def lower(*found: str) -> str:
    return min(found, key=LEVELS.index)


shown = st.fixed_dictionaries({slot: st.sampled_from(LEVELS) for slot in SLOTS})
some_ids = st.sets(st.sampled_from(sorted({id for _, _, id in SLOTS})))
some_lists = st.fixed_dictionaries(dict.fromkeys(KEPT, some_ids.map(sorted)))
own_lists = st.dictionaries(st.sampled_from(["own_order_there", "own_order_orders_f", "own_nouns"]),
                            st.just(["victoria_police"]))  # fmt: skip
views = st.tuples(shown, some_lists, own_lists, st.sampled_from([["p1"], ["p1", "p2"], []]))


def of(view: tuple[Shown, dict[str, list[str]], dict[str, list[str]], list[str]]) -> Verdict:
    told, kept, own, subjects = view
    return verdict({slot: level for slot, level in told.items() if level != "n"}, subjects=subjects, **kept, **own)


def released(giver: Any, recipient: Any, withheld: set[str], masked: set[str]) -> Verdict:
    return passed_on(of(giver), of(recipient), NOUNS, Review(frozenset(withheld), frozenset(masked)))


def showing(found: Verdict) -> Iterator[tuple[str, list[str]]]:
    """The lists by which something is shown: not those of what is kept."""
    return ((name, ids) for name, ids in found.lists.items() if name not in KEPT)


@given(views, views, some_ids, some_ids)
def test_each_is_listed_once_at_the_lower_of_the_two_and_at_most_as_reviewed(
    giver: Any, recipient: Any, withheld: set[str], masked: set[str]
) -> None:
    for slot, listed in levels(released(giver, recipient, withheld, masked)).items():
        expected = lower(giver[0][slot], recipient[0][slot], "s" if slot[2] in masked else "f")
        assert listed == ([] if expected == "n" or slot[2] in withheld else [expected])


@given(views, views, some_ids, some_ids)
def test_what_is_withheld_is_in_no_list_and_what_is_masked_in_no_full_one(
    giver: Any, recipient: Any, withheld: set[str], masked: set[str]
) -> None:
    for name, ids in showing(released(giver, recipient, withheld, masked)):
        assert not withheld & set(ids), name
        assert not (name.endswith("_f") and masked & set(ids)), name


@given(views, views, some_ids, some_ids)
def test_a_row_is_there_from_its_nouns_level_on_and_not_before(
    giver: Any, recipient: Any, withheld: set[str], masked: set[str]
) -> None:
    found = released(giver, recipient, withheld, masked)
    listed = levels(found)
    for noun, floor in FROM.items():
        best = {id: [level for facet in BY[noun] for level in listed[noun, facet, id]]
                for of_noun, _, id in SLOTS if of_noun == noun}  # fmt: skip
        enough = LEVELS[LEVELS.index(floor) :]
        assert found.lists[f"{noun}_there"] == sorted(id for id, levels in best.items() if set(levels) & set(enough))


@given(views)
def test_a_record_is_told_of_from_a_summary_on_whether_or_not_it_is_there(view: Any) -> None:
    events = [slot for slot in SLOTS if slot[:2] in (("order", "orders"), ("charge", "criminal"))]
    assert told_of(of(view), NOUNS) == {slot[2] for slot in events if view[0][slot] in "sf"}


@given(views, views, some_ids)
def test_what_is_kept_from_either_is_kept(giver: Any, recipient: Any, withheld: set[str]) -> None:
    found = released(giver, recipient, withheld, set())
    for name in KEPT:
        assert found.lists[name] == sorted({*giver[1][name], *recipient[1][name]})


@given(views, views)
def test_nobodys_own_records_are_passed_on_nor_whom_one_alone_asks_of(giver: Any, recipient: Any) -> None:
    found = released(giver, recipient, set(), set())
    assert [name for name in found.lists if name.startswith("own_")] == []
    assert found.lists["subjects"] == [person for person in giver[3] if person in recipient[3]]
    assert found.lists["events"] == sorted([*found.lists["order_there"], *found.lists["charge_there"]])


CHARGE, ORDER = ("charge", "criminal", "charge0"), ("order", "orders", "order0")


def test_a_charge_that_one_is_shown_in_summary_is_passed_on_in_summary_and_is_not_there() -> None:
    both = (verdict({CHARGE: "f", ORDER: "f"}), verdict({CHARGE: "s", ORDER: "s"}))
    for giver, recipient in (both, both[::-1]):
        found = passed_on(giver, recipient, NOUNS, Review())
        assert (found.lists["charge_criminal_s"], found.lists["charge_criminal_f"]) == (["charge0"], [])
        assert (found.lists["charge_there"], found.lists["order_there"]) == ([], ["order0"])
        assert found.lists["events"] == ["order0"]


def test_what_one_is_not_shown_at_all_is_not_passed_on() -> None:
    found = passed_on(verdict({CHARGE: "f"}), verdict({ORDER: "f"}), NOUNS, Review())
    assert {name: ids for name, ids in found.lists.items() if ids} == {}


def test_what_is_there_to_one_alone_is_not_there_though_both_are_shown_its_facet() -> None:
    told = verdict({ORDER: "f"})
    absent = Verdict({**told.lists, "order_there": []})
    for giver, recipient in ((told, absent), (absent, told)):
        assert passed_on(giver, recipient, NOUNS, Review()).lists["order_there"] == []


def test_it_is_told_at_the_recipients_position() -> None:
    assert passed_on(verdict({}, position=3), verdict({}, position=9), NOUNS, Review()).position == 9
