"""Two people who are kin, partners or of one household: what is proposed, who decides, and that nobody is ever joined
by it. To whom it is told: tests/twoworlds/test_relationships.py."""

from __future__ import annotations

from typing import Any

import pytest

from resolvers.errors import Fault
from resolvers.kin_reviewing import KinReviewing
from resolvers.mutations import Ruling
from tests.dump import dump
from tests.identity.people import (
    DECIDE,
    HOME,
    OPEN,
    PHONE,
    human,
    looked_at,
    matches,
    nobody,
    persons,
    report,
    reviewers,
)
from tests.town import Town, empty

RELATIONSHIPS = """query($state: RelationshipState, $person: ID, $id: ID) {
  relationships(state: $state, person: $person, id: $id, first: 200) {
    id leftOrigin rightOrigin state words kind { code } currency { code } reason decidedBy decidedAt
    left { givenNames } right { givenNames }
    statements { basis field code { code known } currency { code } occurredFrom } } }"""
RULE = """mutation($it: ID!, $holds: Boolean!, $why: String!, $kind: String, $currency: String) {
  decideRelationship(relationship: $it, holds: $holds, reason: $why, kind: $kind, currency: $currency) {
    id state decidedAt } }"""
EXCLUDED = {"exclusion": "CONFIDENTIAL_SOURCE", "custodian": "orange_door"}  # by another agency
WHY = "Spoke to her sister"
RHYS = human("Kestrelworth", "Rhys", "1987-03-14", number="40000011", sex="MALE")
ODETTE = human("Larkmere", "Odette", "1990-08-02", number="40000012", sex="FEMALE")
IMOGEN = human("Larkmere", "Imogen", "2015-06-03", number="40000013")
STANDS = {"40000011": "RESPONDENT", "40000012": "AFFECTED", "40000013": "CHILD"}
HELD = "MATCH (l:Relationship) RETURN l.kind AS kind, l.state AS state ORDER BY kind"
Related = list[dict[str, Any]]


async def matter_on(hub: Town, *numbers: str, who: str = "rosa") -> str:
    """A reviewer's own file on people of the reports here."""
    names = [{"system": "victoria_police", "id": number, "as": STANDS[number]} for number in numbers]
    return str((await hub.ask(who, OPEN, "OWN_CASE", names=names))["openMatter"]["id"])


async def related(hub: Town, matter: str = "", who: str = "rosa", purpose: str = "OWN_CASE", **asked: Any) -> Related:
    found: Related = (await hub.ask(who, RELATIONSHIPS, purpose, matter, **asked))["relationships"]
    return found


def kinds(found: Related) -> list[tuple[str, str, str]]:
    """Who is what to whom."""
    return sorted((one["left"][0]["givenNames"], one["kind"]["code"], one["right"][0]["givenNames"]) for one in found)


async def held(hub: Town) -> list[tuple[str, str]]:
    """All that there are, shown or not."""
    return [(row["kind"], row["state"]) for row in await hub.graph(HELD)]


async def rule(hub: Town, it: str, holds: bool, matter: str = "", who: str = "rosa", **more: Any) -> Any:
    return (await hub.post(who, RULE, "OWN_CASE", matter, it=it, holds=holds, **{"why": WHY, **more})).json()


async def refused(hub: Town, it: str, holds: bool, matter: str = "", who: str = "rosa", **more: Any) -> tuple[str, Any]:
    [error] = (await rule(hub, it, holds, matter, who, **more))["errors"]
    return error["extensions"]["code"], error.get("path")


def couple(number: str = "L17-1", **more: Any) -> dict[str, Any]:
    return report(number, ODETTE, {**RHYS, "relationship": "SPOUSE", "relationship_currency": "FORMER", **more})


# What a report says


async def test_a_report_proposes_what_its_parties_are_and_that_they_live_together(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest([couple(living_together=True)])
    assert await held(hub) == [("HOUSEHOLD", "PROPOSED"), ("SPOUSE", "PROPOSED")]
    found = await related(hub, await matter_on(hub, "40000011", "40000012"))
    assert {kind for _, kind, _ in kinds(found)} == {"HOUSEHOLD", "SPOUSE"}
    [spouse] = [one for one in found if one["kind"]["code"] == "SPOUSE"]
    assert spouse["statements"] == [
        {"basis": "REPORT", "field": "relationship", "code": {"code": "SPOUSE", "known": True},
         "currency": {"code": "FORMER"}, "occurredFrom": "2026-05-01T10:00:00Z"}
    ]  # fmt: skip
    told = [spouse[name] for name in ("state", "words", "currency", "reason", "decidedBy")]
    assert told == ["PROPOSED", "Of one another: Spouse", None, None, None]
    assert await hub.graph("MATCH ()-[s:SAME_AS]->() RETURN s") == []


async def test_whoever_reviews_for_the_custodian_knows_it_by_its_ids_and_nobody_else_at_all(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await reviewers(hub, "jun", role="tod_victim_side")
    await hub.ingest([couple()])
    [one] = await related(hub)
    assert (one["state"], one["kind"], one["words"], one["statements"]) == ("PROPOSED", None, None, [])
    assert [each["id"] for each in await related(hub, id=one["id"], state="PROPOSED")] == [one["id"]]
    assert await related(hub, state="CONFIRMED") == []
    assert await related(hub, id="0" * 26) == []
    for who, purpose in (("police_member", "OWN_CASE"), ("jun", "ASSESSMENT"), ("mens_service", "ASSESSMENT")):
        assert await related(hub, "0" * 26, who, purpose) == []
        assert await related(hub, "0" * 26, who, purpose, id=one["id"], person=one["leftOrigin"]) == []


async def test_a_child_is_a_child_whoever_says_it_of_whom(hub: Town) -> None:
    await reviewers(hub, "rosa")
    child = {**IMOGEN, "relation_to_affected": "CHILD", "relation_to_respondent": "STEP_CHILD"}
    other = report("L17-2", IMOGEN, {**ODETTE, "relationship": "PARENT"})
    await hub.ingest([{**couple(), "children": {"listed": [child]}}, other])
    kin = {kind for kind, _ in await held(hub)}
    assert len(await held(hub)) == 3
    assert kin & {"CHILD", "PARENT"}
    assert kin & {"STEP_CHILD", "STEP_PARENT"}
    found = await related(hub, await matter_on(hub, *STANDS))
    mother = next(one for one in found if one["kind"]["code"] in ("CHILD", "PARENT"))
    younger = "left" if mother["kind"]["code"] == "CHILD" else "right"
    assert mother[younger][0]["givenNames"] == "Imogen"
    assert {said["code"]["code"] for said in mother["statements"]} == {"CHILD", "PARENT"}


WORDS: dict[str, list[str]] = {
    **{code: [] for code in ("FRIEND", "NEIGHBOUR", "WORKER", "NONE", "")},
    **{code: [code] for code in ("UNKNOWN", "Ex de facto ✗")},
}


@pytest.mark.parametrize("code", WORDS)
async def test_a_word_that_nobody_knows_is_kept_as_it_came_and_who_is_no_family_is_not(hub: Town, code: str) -> None:
    told = await hub.ingest([couple(relationship=code)])
    assert told["counts"] == {"CREATED": 1}
    assert [kind for kind, _ in await held(hub)] == WORDS[code]


async def test_a_report_that_takes_back_what_it_said_no_longer_says_it(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest([couple()])
    matter = await matter_on(hub, "40000011", "40000012")
    [first] = await related(hub, matter)
    await hub.ingest([{**couple(relationship="SIBLING"), "report": {**couple()["report"], "version": 2}}])
    [mended] = await related(hub, matter)
    assert (first["kind"]["code"], mended["kind"]["code"]) == ("SPOUSE", "SIBLING")
    assert await related(hub, matter, id=first["id"]) == []


# One home

SHE = human("Larkmere", "Odette", "1990-08-02", number="1001", home=HOME)
HE = human("Ostrander", "Corey", "1988-02-18", number="1002", home=HOME)


def two(one: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
    return [report("L17-11", nobody("1"), one), report("L17-12", nobody("2"), other)]


async def test_one_home_in_records_of_both_proposes_a_household_and_says_why(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest(two(SHE, HE))
    assert await held(hub) == [("HOUSEHOLD", "PROPOSED")]
    [one] = await related(hub)
    [told] = await related(hub, await looked_at(hub, one))
    assert [said["basis"] for said in told["statements"]] == ["RESIDENCE"]
    assert {kinds([told])[0][0], kinds([told])[0][2]} == {"Odette", "Corey"}


def at(person: dict[str, Any], **home: Any) -> dict[str, Any]:
    return {**person, "addresses": [{**HOME, **home}]}


NO_HOUSEHOLD = {
    "hidden by one": [at(SHE, suppressed=True), HE],
    "hidden by both": [at(SHE, suppressed=True), at(HE, suppressed=True)],
    "a refuge": [at(SHE, purpose="REFUGE"), HE],
    "left before the other came": [at(SHE, valid_to="2024-05-01"), at(HE, valid_from="2024-05-02")],
    "a former home": [at(SHE, purpose="FORMER_RESIDENCE"), HE],
    "a place of work": [at(SHE, purpose="WORK"), HE],
    "no street": [at(SHE, line="Homeless"), at(HE, line="Homeless")],
    "no fixed abode": [at(SHE, line="NFA"), at(HE, line="NFA")],
    "an unknown address": [at(SHE, line="Unknown"), at(HE, line="UNKNOWN")],
    "withheld": [at(SHE, line="WITHHELD"), at(HE, line="WITHHELD")],
    "next door": [SHE, at(HE, line="16 Plover Street")],
    "the same name alone": [human("Larkmere", "Odette", "1990-08-02", number="1"), human("Larkmere", "Ty", None)],
    "twice the same person": [SHE, {**SHE, "given_names": "Odette M"}],
    "perhaps the same person": [
        human("Larkmere", "Odette", "1990-08-02", number="1001", home=HOME, sex="FEMALE", phone=PHONE),
        human("Larkmare", "Odette", "1990-08-02", home=HOME, sex="FEMALE"),
    ],
}


@pytest.mark.parametrize("case", NO_HOUSEHOLD)
async def test_it_is_no_household(hub: Town, case: str) -> None:
    await hub.ingest(two(*NO_HOUSEHOLD[case]))
    assert await held(hub) == []


TWO_PEOPLE = {
    "father and son": (
        human("Kestrelworth", "Rhys", "1959-03-14", number="1001", home=HOME, sex="MALE"),
        human("Kestrelworth", "Rhys", "1987-06-02", home=HOME, sex="MALE"),
    ),
    "twins": (
        human("Larkmere", "Imogen", "2012-06-03", number="1002", home=HOME),
        human("Larkmere", "Isobel", "2012-06-03", home=HOME),
    ),
    "one after the other on a day that both may have": (
        at(SHE, valid_to="2024-05-02"),
        at(HE, valid_from="2024-05-02"),
    ),
    "no purpose stated": (at(SHE, purpose=None), HE),
}


@pytest.mark.parametrize("case", TWO_PEOPLE)
async def test_it_may_be_a_household_and_nobody_is_joined(hub: Town, case: str) -> None:
    await hub.ingest(two(*TWO_PEOPLE[case]))
    assert await held(hub) == [("HOUSEHOLD", "PROPOSED")]
    assert await hub.graph("MATCH ()-[s:SAME_AS]->() RETURN s") == []


async def test_where_more_live_than_one_household_has_nobody_shares_it(hub: Town) -> None:
    guests = [human(f"{2 * a}ostrand", f"{chr(155 - ord(a))}{a}lmer", f"19{ord(a)}-0{1 + n % 9}-1{n % 7}",
                    number=f"60{n:02}", home=HOME) for n, a in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")]  # fmt: skip
    rows = [report(f"L17-{n}", guest, nobody("1")) for n, guest in enumerate(guests)]
    await hub.ingest(rows[:24])
    assert len(await held(hub)) == 24 * 23 / 2
    await hub.ingest(rows[24:])
    assert len(await held(hub)) == 24 * 23 / 2
    await empty(hub.parts.database)
    await hub.parts.following.catch_up()
    assert len(await held(hub)) == 24 * 23 / 2


async def test_a_home_that_is_hidden_later_is_told_to_nobody_any_more(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest(two(SHE, HE))
    [one] = await related(hub)
    matter = await looked_at(hub, one)
    assert [len(told["statements"]) for told in await related(hub, matter)] == [1]
    hiding = human("Abbott", "Zelda", "1971-01-03", number="1009", home={**HOME, "suppressed": True})
    await hub.ingest([report("L17-3", hiding, nobody("3"))])
    assert [(told["kind"], told["statements"]) for told in await related(hub, matter)] == [(None, [])]
    await reviewers(hub, "amir", role="police_member")
    assert await held(hub) == [("HOUSEHOLD", "PROPOSED")]


# Review


async def reviewed(hub: Town) -> tuple[str, str]:
    """A couple, as two reviewers have it before them: the relationship, and the matter on both."""
    await reviewers(hub, "rosa", "amir")
    await hub.ingest([couple()])
    [one] = await related(hub)
    return one["id"], await matter_on(hub, "40000011", "40000012")


async def test_only_the_duty_decides_of_what_is_shown_and_says_words_that_are_known(hub: Town) -> None:
    it, matter = await reviewed(hub)
    await reviewers(hub, "jun", role="tod_victim_side")
    assert await refused(hub, it, True, who="police_member") == ("DUTY_REQUIRED", ["decideRelationship"])
    assert await refused(hub, it, True, matter="0" * 26, who="jun") == ("RELATIONSHIP_NOT_HELD", ["decideRelationship"])
    assert await refused(hub, it, True) == ("RELATIONSHIP_NOT_HELD", ["decideRelationship"])  # no matter on the sides
    assert (await refused(hub, "0" * 26, True, matter))[0] == "RELATIONSHIP_NOT_HELD"
    bad = [{"why": " "}, {"why": "x" * 2001}, {"kind": "FRIEND"}, {"kind": "UNKNOWN"}, {"kind": "spouse"},
           {"kind": ""}, {"currency": "NOW"}]  # fmt: skip
    for more in bad:
        assert (await refused(hub, it, True, matter, **more))[0] == "BAD_INPUT", more
    assert (await refused(hub, it, False, matter, kind="SIBLING"))[0] == "BAD_INPUT"
    assert await held(hub) == [("SPOUSE", "PROPOSED")]
    assert await hub.graph("MATCH (d:RelationshipDecision) RETURN d") == []


async def test_a_reviewer_confirms_and_corrects_and_another_undoes_and_all_is_kept(hub: Town) -> None:
    it, matter = await reviewed(hub)
    done = await rule(hub, it, True, matter, kind="DE_FACTO", currency="CURRENT")
    assert done["data"]["decideRelationship"] == {"id": it, "state": "CONFIRMED", "decidedAt": hub.clock.at}
    [told] = await related(hub, matter, state="CONFIRMED")
    said = [told["kind"]["code"], told["currency"]["code"], told["reason"], told["decidedBy"], told["decidedAt"]]
    assert said == ["DE_FACTO", "CURRENT", WHY, "rosa", hub.clock.at]
    assert told["words"] == "Of one another: De facto partner"
    assert [one["code"]["code"] for one in told["statements"]] == ["SPOUSE"]  # what was said stays as it was
    theirs = await matter_on(hub, "40000011", "40000012", who="amir")
    await rule(hub, it, False, theirs, "amir", why="Neither knows the other")
    assert await related(hub, matter, state="CONFIRMED") == []
    [told] = await related(hub, matter, state="REFUSED")
    assert (told["kind"]["code"], told["currency"], told["decidedBy"]) == ("SPOUSE", None, "amir")
    kept = await hub.graph("MATCH (d:RelationshipDecision) RETURN d.state AS state, d.reason AS why ORDER BY d.number")
    assert [(row["state"], row["why"]) for row in kept] == [("CONFIRMED", WHY), ("REFUSED", "Neither knows the other")]


async def test_what_was_refused_stays_so_whoever_says_it_again(hub: Town) -> None:
    it, matter = await reviewed(hub)
    await rule(hub, it, False, matter)
    await hub.ingest([couple("L17-2"), {**couple(), "report": {**couple()["report"], "version": 2}}])
    assert await held(hub) == [("SPOUSE", "REFUSED")]
    [told] = await related(hub, matter)
    assert (told["state"], len(told["statements"])) == ("REFUSED", 2)
    assert await related(hub, matter, state="PROPOSED") == []


async def test_a_decision_is_told_to_those_alone_who_are_shown_what_it_rests_on(hub: Town) -> None:
    it, matter = await reviewed(hub)
    await hub.ingest([couple("L17-2")])
    await rule(hub, it, False, matter)
    assert [one["state"] for one in await related(hub, matter)] == ["REFUSED"]
    await hub.graph("MATCH (i:Incident {portal_id: 'L17-2'}) SET i += $given REMOVE i.own", EXCLUDED)
    hub.parts.hub.scopes.known.clear()
    account = "MATCH (a:Account {id: 'rosa'}) SET a.duties = []"
    await hub.graph(account)  # without the duty she is told by what she is shown
    hub.parts.following.moved[0](0)
    [told] = await related(hub, matter)
    assert (told["state"], told["reason"], len(told["statements"])) == ("PROPOSED", None, 1)
    assert await related(hub, matter, state="REFUSED") == []
    assert [one["id"] for one in await related(hub, matter, state="PROPOSED")] == [it]


# Beside identity

UNBORN = human("Kestrelworth", "Rhys", None, number="40000011", home=HOME, sex="MALE")  # his birth is not told yet
BORN = human("Kestrelworth", "Rhys", "1987-03-14", home=HOME, phone=PHONE, sex="MALE")
TOLD = {**BORN, "person_number": "40000011"}


async def kin_of_one_name(hub: Town, holds: bool | None) -> dict[str, Any]:
    """Two of one name at one address, and what a reviewer says of their household before more is known."""
    await reviewers(hub, "rosa")
    await hub.ingest(two(UNBORN, BORN))
    [one] = await related(hub)
    if holds is not None:
        await rule(hub, one["id"], holds, await looked_at(hub, one))
    await hub.ingest([report("L17-3", nobody("3"), TOLD)])
    return one


@pytest.mark.parametrize(("holds", "apart"), [(True, 2), (False, 1), (None, 1)])
async def test_no_rule_joins_two_who_were_decided_to_be_kin(hub: Town, holds: bool | None, apart: int) -> None:
    await kin_of_one_name(hub, holds)
    assert len(await persons(hub, "Kestrelworth")) == apart


async def test_no_reviewer_makes_anybody_his_own_kin_before_that_is_taken_back(hub: Town) -> None:
    one = await kin_of_one_name(hub, True)
    matter = await looked_at(hub, one)
    [match] = await matches(hub, matter=matter, state="POSSIBLE")
    same = {"match": match["id"], "same": True, "why": WHY}
    [error] = (await hub.post("rosa", DECIDE, "OWN_CASE", matter, **same)).json()["errors"]
    assert error["extensions"]["code"] == "IDENTITY_CONFLICT"
    assert len(await persons(hub, "Kestrelworth")) == 2
    await rule(hub, one["id"], False, matter)
    done = await hub.ask("rosa", DECIDE, "OWN_CASE", matter, **same)
    assert done["decideMatch"]["state"] == "LINKED"


async def test_who_were_joined_are_of_no_household_of_two(hub: Town) -> None:
    one = await kin_of_one_name(hub, None)
    matter = await looked_at(hub, one)
    assert await related(hub, matter) == []
    assert (await refused(hub, one["id"], True, matter))[0] == "RELATIONSHIP_NOT_HELD"

    async def shown(_relationship: str) -> list[str]:  # as it was before they were joined
        return []

    parts, asker = (
        hub.parts,
        type("Asker", (), {"account": type("Account", (), {"id": "rosa", "duties": {"reviewer"}})}),
    )
    reviewing = KinReviewing(parts.database.value, parts.following, asker, hub.clock.at)  # type: ignore[arg-type]
    with pytest.raises(Fault) as fault:
        await reviewing.decide(Ruling(one["id"], True, WHY), shown)
    assert fault.value.code == "IDENTITY_CONFLICT"
    assert await held(hub) == [("HOUSEHOLD", "PROPOSED")]


async def test_relationships_stay_on_origins_and_are_read_through_the_person(hub: Town) -> None:
    await reviewers(hub, "rosa")
    unnumbered = human("Kestrelworth", "Rhys", "1987-03-14", phone=PHONE, sex="MALE", relationship="SPOUSE")
    numbered = {**unnumbered, "person_number": "40000011", "relationship": "SIBLING"}
    mother = human("Abernathy", "Ruth", "1950-02-03", number="7001")
    await hub.ingest([report("L17-1", mother, numbered), report("L17-2", ODETTE, unnumbered)])
    rows = "MATCH (r:PersonRecord {family_name: 'Kestrelworth'}) RETURN DISTINCT r.origin AS id"
    origins = [row["id"] for row in await hub.graph(rows)]
    assert len(origins) == 2
    assert len(await persons(hub, "Kestrelworth")) == 1
    for id in origins:
        assert len(await related(hub, person=id)) == 2
    assert await related(hub, person="0" * 26) == []


# Kept


async def test_what_a_stopped_hub_left_is_looked_at_in_the_next_turn_and_a_graph_built_again_holds_the_same(
    hub: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reviewers(hub, "rosa")
    with monkeypatch.context() as stopped:
        stopped.setattr(type(hub.parts.intake.relating), "settle", _nothing)
        await hub.ingest([couple(), *two(SHE, HE)[:1]])
    assert await held(hub) == []
    await hub.ingest(two(SHE, HE)[1:])
    assert await held(hub) == [("HOUSEHOLD", "PROPOSED"), ("SPOUSE", "PROPOSED")]
    matter = await matter_on(hub, "40000011", "40000012")
    [spouse] = [one for one in await related(hub, matter) if one["words"] == "Of one another: Spouse"]
    assert "data" in await rule(hub, spouse["id"], True, matter, currency="FORMER")
    before = await dump(hub.parts.database.run)
    assert not any('"fresh"' in line for line in before)
    await empty(hub.parts.database)
    await hub.parts.following.catch_up()
    assert await dump(hub.parts.database.run) == before


async def _nothing(_self: object) -> None: ...


# The same sides as of a match


async def test_the_sides_of_a_match_and_of_a_relationship_show_what_hangs_on_their_records(hub: Town) -> None:
    await reviewers(hub, "rosa")
    await hub.ingest(two(*TWO_PEOPLE["twins"]))
    [match] = await matches(hub)
    matter = await looked_at(hub, match)
    sides = "left { addresses { line } person { records { givenNames } } } right { addresses { line } }"
    asked = f"{{ matches {{ {sides} }} relationships {{ {sides} }} }}"
    told = await hub.ask("rosa", asked, "OWN_CASE", matter)
    for found in (told["matches"], told["relationships"]):
        assert [one[side][0]["addresses"] for one in found for side in ("left", "right")] == [
            [{"line": HOME["line"]}]
        ] * 2
        assert len(found[0]["left"][0]["person"]["records"]) == 1


async def test_evidence_that_rests_on_an_excluded_record_is_told_to_nobody(hub: Town) -> None:
    await reviewers(hub, "rosa")
    one, other = TWO_PEOPLE["twins"]
    await hub.ingest([report("L17-1", one, nobody("1")), report("L17-2", other, nobody("2"))])
    [match] = await matches(hub)
    matter = await looked_at(hub, match)
    [told] = await matches(hub, matter=matter)
    assert told["because"] is not None
    await hub.ingest([report("L17-3", one, nobody("3"))])
    await hub.graph(
        "MATCH (r:PersonRecord {source_id: 'L17-3', person_number: '1002'}) SET r += $given REMOVE r.own", EXCLUDED
    )
    hub.parts.hub.scopes.known.clear()
    [told] = await matches(hub, matter=matter)
    assert (told["because"], told["score"]) == (None, None)
    assert await matches(hub) == []  # not all records of both sides are hers to review
