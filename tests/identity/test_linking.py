"""Who is joined on arrival, by which rule, and who never is."""

from __future__ import annotations

import pytest

from tests.identity.people import HOME, PHONE, human, looked_at, matches, nobody, persons, report, reviewers
from tests.town import Town

RHYS = human("Kestrelworth", "Rhys", "1987-03-14", phone=PHONE, home=HOME, sex="MALE")


async def test_a_report_without_his_number_is_joined_to_him_by_a_rule_and_says_why(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest([report("L17-1", nobody("1"), {**RHYS, "person_number": "40000011"})])
    await hub.ingest([report("L17-2", nobody("2"), RHYS)])
    assert await persons(hub, "Kestrelworth") == [["Rhys Kestrelworth", "Rhys Kestrelworth"]]
    [match] = await matches(hub)
    assert (match["state"], match["method"], match["decidedBy"]) == ("LINKED", "RULE", "matcher")
    assert match["confirmed"] is False
    assert match["rule"] == "NAME_BIRTH_CONTACT"
    assert match["score"] > 10
    assert match["probability"] > 0.999
    features = {one["feature"]: one["weight"] for one in match["because"]}
    assert min(features[name] for name in ("name", "birth", "phone")) > 0
    assert [match[side][0]["birthDate"] for side in ("left", "right")] == ["1987-03-14"] * 2


NEVER = {
    "father and son of one name at one address": (
        human("Kestrelworth", "Rhys", "1959-03-14", number="1001", home=HOME, sex="MALE"),
        human("Kestrelworth", "Rhys", "1987-06-02", home=HOME, sex="MALE"),
    ),
    "twins": (
        human("Larkmere", "Imogen", "2012-06-03", number="1002", home=HOME, phone=PHONE),
        human("Larkmere", "Isobel", "2012-06-03", home=HOME, phone=PHONE),
    ),
    "husband and wife with one phone": (
        human("Larkmere", "Odette", "1990-08-02", number="1003", home=HOME, phone=PHONE, sex="FEMALE"),
        human("Larkmere", "Corey", "1988-02-18", home=HOME, phone=PHONE, sex="MALE"),
    ),
    "one name and nothing else": (
        human("Smith", "John", None, number="1004"),
        human("Smith", "John", None),
    ),
    "nobody and nobody": (human("UNKNOWN", "UNKNOWN", "1900-01-01", number="1005"), human("UNKNOWN", "", "1900-01-01")),
    "two numbers of one system": (
        human("Kestrelworth", "Rhys", "1987-03-14", number="1006", phone=PHONE),
        human("Kestrelworth", "Rhys", "1987-03-14", number="1007", phone=PHONE),
    ),
}


@pytest.mark.parametrize("pair", NEVER)
async def test_they_are_never_joined(hub: Town, pair: str) -> None:
    one, other = NEVER[pair]
    await hub.ingest([report("L17-1", nobody("1"), one), report("L17-2", nobody("2"), other)])
    assert await hub.graph("MATCH ()-[s:SAME_AS]->() RETURN s") == []


async def test_two_who_stand_in_one_report_are_not_even_a_candidate(hub: Town) -> None:
    await hub.ingest([report("L17-1", RHYS, {**RHYS, "person_number": "40000011"})])
    assert await hub.graph("MATCH (m:Match) RETURN m") == []


async def test_a_protected_person_and_one_using_violence_are_put_before_a_reviewer(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest([report("L17-1", {**RHYS, "person_number": "40000011"}, nobody("1"))])
    await hub.ingest([report("L17-2", nobody("2"), RHYS)])
    assert len(await persons(hub, "Kestrelworth")) == 2
    [match] = await matches(hub, state="POSSIBLE")
    assert (match["left"], match["right"], match["because"]) != ([], [], None)
    [match] = await matches(hub, matter=await looked_at(hub, match), state="POSSIBLE")
    assert match["rule"] == "COUNTER_PARTY"
    assert [match[side][0]["familyName"] for side in ("left", "right")] == ["Kestrelworth"] * 2


async def test_an_amended_spelling_no_longer_parts_a_person_without_a_number(hub: Town) -> None:
    await hub.ingest([report("L17-1", nobody("1"), RHYS)])
    mended = {**RHYS, "family_name": "Kestrelworthy"}
    await hub.ingest([report("L17-1", nobody("1"), mended, version=2)])
    assert len(await hub.graph("MATCH (m:Match) RETURN m")) == 1


async def test_the_order_of_arrival_does_not_decide_who_is_whom(hub: Town) -> None:
    rows = [report("L17-1", nobody("1"), {**RHYS, "person_number": "40000011"}), report("L17-2", nobody("2"), RHYS)]
    await hub.ingest(rows[::-1])
    assert await persons(hub, "Kestrelworth") == [["Rhys Kestrelworth", "Rhys Kestrelworth"]]


async def test_who_is_described_by_an_age_or_a_sex_alone_is_taken_in_and_compared_with_nobody(hub: Town) -> None:
    told = await hub.ingest(
        [report("L17-1", {"sex": "FEMALE"}, {"sex": "MALE", "family_name": "😀", "given_names": "?"})]
    )
    assert told["counts"] == {"CREATED": 1}
    assert await hub.graph("MATCH (d:Description {fresh: true}) RETURN d") == []


async def test_a_name_of_ten_thousand_letters_is_refused_by_its_field_or_compared_in_bounded_time(hub: Town) -> None:
    told = await hub.ingest([report("L17-1", nobody("1"), human("A" * 10_000, "B", "1990-01-02"))])
    assert sum(told["counts"].values()) == 1


async def test_what_a_stopped_hub_left_uncompared_is_compared_at_the_next_turn(
    hub: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as stopped:
        stopped.setattr(type(hub.parts.intake.linking), "settle", _nothing)
        await hub.ingest([report("L17-1", nobody("1"), {**RHYS, "person_number": "40000011"})])
        await hub.ingest([report("L17-2", nobody("2"), RHYS)])
    assert len(await persons(hub, "Kestrelworth")) == 2
    await hub.ingest([report("L17-3", nobody("1"), nobody("3"))])
    assert len(await persons(hub, "Kestrelworth")) == 1


async def _nothing(_self: object) -> None: ...
