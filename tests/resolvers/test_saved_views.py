"""Saved views over HTTP: to whom one is told and what it shows him, denied first; and what is refused as an address."""

from __future__ import annotations

from typing import Any

import pytest

from resolvers.keeping import MOST_VIEWS
from server import running
from tests.connectors import rows
from tests.dump import dump
from tests.resolvers.test_conflicts import apart, worker
from tests.resolvers.test_erasures import asked, decided, refusal
from tests.resolvers.test_matters import CLOSE, DOOR, MEN, UNKNOWN, Asks, Case, matter_of, report
from tests.resolvers.test_notes import OTHER_SIDE, hub
from tests.town import Town, empty

SAVE = "mutation($input: SavedViewInput!) { saveView(input: $input) { id at } }"
DROP = "mutation($id: ID!) { dropView(id: $id) { id at } }"
READ = """query($first: Int! = 50, $after: ID) { savedViews(first: $first, after: $after) {
  id name address shared account mine at } }"""
OPENED = """query($id: ID!) { expand(person: $id) { person { id initials familyNames }
  neighbours { person { id familyNames initials } } } }"""
__all__ = ["hub"]  # a fixture
WRITTEN = (
    "Give address as the page of relations writes it: the person's id, then ? and step, kind, role, agency, from and "
    "to, by ids, codes and days alone, at most 2000 characters."
)


async def saving(hub: Town, asks: Asks, matter: str, address: str, *, shared: bool = True, name: str = "Who") -> Any:
    given = {"input": {"name": name, "address": address, "shared": shared}}
    return (await hub.post(asks.role, SAVE, asks.purpose, matter, asks.reason, **given)).json()


async def saved(hub: Town, asks: Asks, matter: str, address: str, **more: Any) -> str:
    answer = await saving(hub, asks, matter, address, **more)
    assert "errors" not in answer, answer
    return str(answer["data"]["saveView"]["id"])


async def dropping(hub: Town, asks: Asks, matter: str, view: str) -> Any:
    return (await hub.post(asks.role, DROP, asks.purpose, matter, asks.reason, id=view)).json()


async def views(hub: Town, asks: Asks, matter: str, **page: Any) -> list[dict[str, Any]]:
    return list((await hub.ask(asks.role, READ, asks.purpose, matter, asks.reason, **page))["savedViews"])


async def kept(hub: Town, matter: str) -> list[str]:
    text = "MATCH (v:SavedView)-[:KEPT_IN]->({id: $given.m}) RETURN v.id AS id"
    return [row["id"] for row in await hub.graph(text, {"m": matter})]


def of(case: Case) -> str:
    return f"{case.ids['him']}?step={case.ids['her']}.COUNTS&kind=REPORT&role=RESPONDENT_IN&agency=victoria_police"


# Who keeps one


async def test_in_no_matter_that_is_open_to_him_nobody_keeps_one(hub: Town, case: Case) -> None:
    foreign, closed = await matter_of(hub, case, DOOR), await matter_of(hub, case, MEN)
    await hub.ask(MEN.role, CLOSE, MEN.purpose, closed, m=closed)
    said = {refusal(await saving(hub, MEN, matter, of(case))) for matter in (UNKNOWN, foreign, closed)}
    assert said == {("MATTER_REQUIRED", "Name a matter of your organisation that is open to you.")}
    police = Asks("police_member", "OWN_CASE", "")
    given = [await saving(hub, police, "", of(case)), await dropping(hub, police, "", UNKNOWN),
             (await hub.post(police.role, READ, police.purpose)).json()]  # fmt: skip
    assert {one["errors"][0]["extensions"]["code"] for one in given} == {"MATTER_REQUIRED"}
    assert await kept(hub, foreign) == await kept(hub, closed) == []
    view = await saved(hub, DOOR, foreign, of(case))
    assert await kept(hub, foreign) == [view]


@pytest.mark.parametrize(
    "address",
    ["", "{him}?", "Silas Garrowan", "{him}?step=garrowan.ALL", "{him}?note=He+lives+at+4+Cooper+Street",
     "{him}?agency=Garrowan", "{him}?from=yesterday", "{him}?from=2026-05-02&to=2026-05-01",
     "{him}?kind=ORDER&kind=REPORT"],
)  # fmt: skip
async def test_an_address_of_anything_but_ids_codes_and_days_is_refused_by_its_field(
    hub: Town, case: Case, address: str
) -> None:
    matter = await matter_of(hub, case, DOOR)
    answer = await saving(hub, DOOR, matter, address.format(him=case.ids["him"]))
    assert refusal(answer) == ("BAD_INPUT", WRITTEN)
    assert answer["errors"][0]["extensions"]["fields"][0]["path"] == ["input", "address"]
    no_agency = await saving(hub, DOOR, matter, f"{case.ids['him']}?agency=he_lives_at_four_cooper_street")
    assert refusal(no_agency) == (
        "BAD_INPUT", "In address, agency is a custodian of the registry.",
    )  # fmt: skip
    assert await kept(hub, matter) == []
    for good in (case.ids["him"], of(case), f"{case.ids['him']}?agency=NOT_SHOWN&from=2026-05-01"):
        await saved(hub, DOOR, matter, good)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "two\nlines", "a\tb"])
async def test_a_name_that_cannot_be_kept_is_refused_by_its_field(hub: Town, case: Case, name: str) -> None:
    matter = await matter_of(hub, case, DOOR)
    answer = await saving(hub, DOOR, matter, of(case), name=name)
    said = "Give name in words on one line: 1 to 80 characters, no control characters."
    assert refusal(answer) == ("BAD_INPUT", said)
    assert answer["errors"][0]["extensions"]["fields"][0]["path"] == ["input", "name"]
    assert await kept(hub, matter) == []
    await saved(hub, DOOR, matter, of(case), name="é" * 80)


async def test_one_more_of_his_own_than_the_bound_is_refused_and_those_of_others_count_nowhere(
    hub: Town, case: Case
) -> None:
    matter, colleague = await matter_of(hub, case, DOOR), await worker(hub, DOOR)
    await saved(hub, colleague, matter, of(case), shared=False)
    mine = [await saved(hub, DOOR, matter, of(case), shared=False) for _ in range(MOST_VIEWS)]
    answer = await saving(hub, DOOR, matter, of(case))
    said = "address: at most 50 views of your own are kept in one matter. Drop one of them first."
    assert refusal(answer) == ("BAD_INPUT", said)
    assert answer["errors"][0]["extensions"]["fields"][0]["path"] == ["input", "address"]
    assert len(await kept(hub, matter)) == MOST_VIEWS + 1
    await saved(hub, colleague, matter, of(case))
    assert "errors" not in await dropping(hub, DOOR, matter, mine[0])
    await saved(hub, DOOR, matter, of(case))


# Who is told


async def test_a_shared_one_is_told_to_the_same_role_under_the_same_matter_and_one_of_his_own_to_him_alone(
    hub: Town, case: Case
) -> None:
    matter, his = await matter_of(hub, case, DOOR), await matter_of(hub, case, MEN)
    colleague = await worker(hub, DOOR)
    shared = await saved(hub, DOOR, matter, of(case))
    mine = await saved(hub, DOOR, matter, case.ids["him"], shared=False, name="For me")
    told = {one["id"]: one for one in await views(hub, DOOR, matter)}
    assert set(told) == {shared, mine}
    assert told[mine] == {"id": mine, "name": "For me", "address": case.ids["him"], "shared": False, "mine": True,
                          "account": told[shared]["account"], "at": hub.clock.at}  # fmt: skip
    assert await views(hub, colleague, matter) == [told[shared] | {"mine": False}]
    for asks, under in ((OTHER_SIDE, matter), (MEN, his), (MEN, matter), (DOOR, UNKNOWN)):
        assert await views(hub, asks, under) == [], asks
    await hub.ask(DOOR.role, CLOSE, DOOR.purpose, matter, m=matter)
    assert await views(hub, DOOR, matter) == await views(hub, colleague, matter) == []


async def test_another_worker_opens_it_and_is_shown_what_his_own_policy_shows(hub: Town, case: Case) -> None:
    """He is kept apart from the woman of another report, so that this report is not there for him."""
    matter, colleague = await matter_of(hub, case, MEN), await worker(hub, MEN)
    other = await reported_again(hub, case)
    await saved(hub, MEN, matter, case.ids["him"])
    assert await views(hub, DOOR, await matter_of(hub, case, DOOR)) == []
    await apart(hub, colleague, {"system": "throughline", "id": other})
    fewer = {case.ids["her"], case.ids["child"]}
    for who, shown in ((MEN, {*fewer, other}), (colleague, fewer)):
        [view] = await views(hub, who, matter)
        told = (await hub.ask(who.role, OPENED, MEN.purpose, matter, id=view["address"]))["expand"]
        assert {one["person"]["id"] for one in told["neighbours"]} == shown


async def reported_again(hub: Town, case: Case) -> str:
    """Police report him once more, beside another woman: her id."""
    row, number = rows("ordinary")[0], f"44{case.numbers['him'][2:]}"
    row["report"] |= {"portal_id": f"{case.portal}-2", "leap_incident": f"27{case.portal[-7:].replace('-', '0')}"}
    row["respondent"] |= {"person_number": case.numbers["him"], "family_name": f"Tullamore{int(case.portal[-6:])}"}
    row["affected"] |= {"person_number": number, "family_name": "Wandiligong"}
    assert (await hub.ingest([row]))["counts"] == {"CREATED": 1}
    [found] = await hub.graph("MATCH (r:PersonRecord {person_number: $given.n}) RETURN r.origin AS id", {"n": number})
    return str(found["id"])


async def test_whom_a_reader_is_kept_apart_from_is_in_no_view_that_he_is_told(hub: Town, case: Case) -> None:
    """Also somebody whom the matter does not name."""
    matter, colleague, other = await matter_of(hub, case, MEN), await worker(hub, MEN), await report(hub)
    both = await saved(hub, MEN, matter, f"{case.ids['him']}?step={other.ids['her']}.ALL")
    one = await saved(hub, MEN, matter, case.ids["him"])
    assert {view["id"] for view in await views(hub, colleague, matter)} == {both, one}
    await apart(hub, colleague, other.reference("her"))
    assert [view["id"] for view in await views(hub, colleague, matter)] == [one]
    assert {view["id"] for view in await views(hub, MEN, matter)} == {both, one}


async def test_a_page_begins_behind_the_last_view_of_the_one_before(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, MEN)
    ids = {await saved(hub, MEN, matter, case.ids["him"]) for _ in range(3)}
    every = [one["id"] for one in await views(hub, MEN, matter)]
    first = [one["id"] for one in await views(hub, MEN, matter, first=2)]
    rest = [one["id"] for one in await views(hub, MEN, matter, first=2, after=first[-1])]
    assert (set(every), first + rest) == (ids, every)
    wrong = (await hub.post(MEN.role, READ, MEN.purpose, matter, after=UNKNOWN)).json()
    assert wrong["errors"][0]["extensions"]["code"] == "BAD_CURSOR"


# Dropped, and the ledger


async def test_only_its_author_drops_it_and_then_it_is_told_to_nobody(hub: Town, case: Case) -> None:
    matter, colleague = await matter_of(hub, case, DOOR), await worker(hub, DOOR)
    view = await saved(hub, DOOR, matter, of(case))
    denied = [await dropping(hub, colleague, matter, view), await dropping(hub, DOOR, UNKNOWN, view),
              await dropping(hub, DOOR, matter, UNKNOWN), await dropping(hub, MEN, matter, view)]  # fmt: skip
    assert {refusal(one) for one in denied} == {refusal(denied[0])}
    assert refusal(denied[0])[0] == "VIEW_NOT_HELD"
    assert [one["id"] for one in await views(hub, colleague, matter)] == [view]
    assert (await dropping(hub, DOOR, matter, view))["data"]["dropView"] == {"id": view, "at": hub.clock.at}
    assert await views(hub, DOOR, matter) == await views(hub, colleague, matter) == []
    assert refusal(await dropping(hub, DOOR, matter, view)) == refusal(denied[0])


async def test_its_name_stands_in_no_command_and_is_gone_when_it_is_erased(hub: Town, case: Case) -> None:
    matter, names = await matter_of(hub, case, DOOR), [f"{word} of {case.portal}" for word in ("Around", "Before")]
    one, dropped = [await saved(hub, DOOR, matter, of(case), name=name) for name in names]
    assert "errors" not in await dropping(hub, DOOR, matter, dropped)
    commands = str([entry.body for entry in await hub.parts.ledger.after(0, 10_000) if entry.command])
    assert of(case) in commands
    assert [name for name in names if name in commands] == []
    for view in (one, dropped):
        before = await dump(hub.graph)
        await empty(hub.parts.database)
        async with running(hub.parts.settings, clock=hub.clock):
            assert await dump(hub.graph) == before
        told = await decided(hub, (await asked(hub, view, "SavedView", "door-reviewer"))["id"], who="door-second")
        assert (told["state"], told["versions"]) == ("ERASED", 1)
    assert await views(hub, DOOR, matter) == []
    sealed = " ".join(entry.content.decode() for entry in await hub.parts.ledger.after(0, 10_000))
    assert [name for name in names if name in sealed] == []


async def test_to_be_told_of_one_is_an_entry_of_the_ledger_that_names_whom_it_has_ids_of(hub: Town, case: Case) -> None:
    matter = await matter_of(hub, case, DOOR)
    await saved(hub, DOOR, matter, of(case))
    answer = (await hub.post(DOOR.role, READ, DOOR.purpose, matter)).json()
    entry = (await hub.parts.ledger.disclosures())[-1]
    assert entry["auditId"] == answer["extensions"]["auditId"]
    assert set(entry["people"]) == {case.ids["him"], case.ids["her"]}
