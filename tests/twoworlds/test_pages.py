"""The pages in two worlds that differ in what a worker may not be told: to the byte, headers with them.

And a crawl of one world, against the judge: nothing that is denied stands on a page, and who is shown is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from explorer.people import person
from resolvers.errors import Fault
from tests.explorer.on_a_world import Pages, crawled
from tests.judge.askers import asker
from tests.judge.casting import NOW
from tests.judge.fields import FACET_OF
from tests.judge.judge import Judge
from tests.judge.loading import OPEN, World
from tests.reference.asking import hub_of, loaded
from tests.twoworlds.at_the_point import counted
from tests.twoworlds.everybody import Met, met
from tests.twoworlds.telling import Desk

ALIKE = (("cip_analyst", "CIP_REQUEST"), ("tod_victim_side", "ASSESSMENT"), ("mens_service", "ASSESSMENT"))
SEEDS = (3, 4)
CRAWLED = (*ALIKE, ("police_member", "OWN_CASE"), ("cp_practitioner", "CYFA_STATUTORY"))
SIZE = (8, 4, 4)  # reports, orders, referrals
MARKED = re.compile(r".* \d+")  # what is of one thing alone: codes and common words stand on pages anyway
TYPED = re.compile(r'value="[^"]*"')  # what a form holds is what he wrote himself
NAMES = ("family_name", "given_names")


def searches(*worlds: World) -> list[Mapping[str, str]]:
    """For people of each world by name, some with their day of birth."""
    records = [record for world in worlds for _, record in sorted(world["records"].items())][:6]
    named = [{"name": f"{record['given_names']} {record['family_name']}"} for record in records]
    return [one | ({"birthDate": record["birth_date"]} if record["birth_date"] and n % 2 else {})
            for n, (one, record) in enumerate(zip(named, records, strict=True))]  # fmt: skip


async def told(desk: Desk, found: Met, world: World) -> Pages:
    await loaded(desk.database, world)
    both = {area: {**found.worlds[0][area], **found.worlds[1][area]} for area in ("persons", "origins")}
    with counted("pages"):
        return await crawled(hub_of(desk.database), found.who, both, searches(*found.worlds))


async def told_apart(desk: Desk, found: Met) -> tuple[list[str], Pages]:
    first, second = [await told(desk, found, world) for world in found.worlds]
    return [path for path in {**first, **second} if first.get(path) != second.get(path)], first


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("role", "purpose"), ALIKE)
async def test_what_may_not_be_told_changes_no_byte_of_a_page(desk: Desk, role: str, purpose: str, seed: int) -> None:
    found = met(asker(role, purpose), seed, SIZE, searched=True)
    apart, pages = await told_apart(desk, found)
    assert apart == []
    shown = [path for path, page in pages.items() if "/people/" in path and page.startswith(b"200")]
    assert shown
    assert any(page.startswith(b"404") for page in pages.values())


async def test_a_leak_that_is_planted_in_a_page_is_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """That somebody is held whom the worker is not shown."""
    whole = person.person
    graph = desk.database

    async def telling(api: Any, session: Any, id: str, *rest: Any, **more: Any) -> Any:
        if found := await whole(api, session, id, *rest, **more):
            return found
        if await graph.value("MATCH (p:Person {id: $given.id}) RETURN [p.id]", {"id": id}):
            raise Fault("BAD_INPUT", "Somebody else may be shown this person.")
        return None

    monkeypatch.setattr(person, "person", telling)
    apart, _ = await told_apart(desk, met(asker(*ALIKE[2]), SEEDS[0], SIZE, searched=True))
    assert apart


@pytest.mark.parametrize(("role", "purpose"), CRAWLED)
async def test_no_page_shows_what_the_judge_denies_and_who_is_shown_is_named(
    desk: Desk, role: str, purpose: str
) -> None:
    who = asker(role, purpose)
    world = met(who, 5, SIZE).worlds[0]
    await loaded(desk.database, world)
    pages = await crawled(hub_of(desk.database), who, world, searches(world))
    judge = Judge(world, who, NOW)
    text = TYPED.sub("", b"\n".join(pages.values()).decode())
    assert [words for words in denied(judge, world) if re.search(rf"\b{re.escape(words)}\b", text)] == []
    people = {name: mine for name in judge.persons_there() if (mine := current(judge, world, name))}
    assert people
    for name, mine in people.items():
        of_him = _of(pages, world, name, mine)
        assert of_him, name
        names = [world["records"][r][field] for r in mine for field in NAMES if judge.shown("records", r, field)]
        assert [words for words in names if words not in of_him] == [], name


def current(judge: Judge, world: World, name: str) -> list[str]:
    """His records that are shown, and stand and hold today: a page asks for no others."""
    links, records = world["persons"][name]["records"], world["records"]
    ends = {r: (link["until"], records[r]["recorded_to"], records[r]["valid_to"] or OPEN) for r, link in links.items()}
    return [r for r in links if judge.there("records", r) and min(ends[r]) > NOW]


def denied(judge: Judge, world: World) -> Iterator[str]:
    """Values of any record that stand in nothing that this asker is shown."""
    held = [(area, name, field, value) for area, fields in FACET_OF.items() for name, thing in world[area].items()
            for field in fields if isinstance(value := thing.get(field), str) and _marked(field, value)]  # fmt: skip
    shown = {value for area, name, field, value in held if judge.shown(area, name, field)}
    for value in sorted({value for *_, value in held} - shown):
        yield from _as_written(value)


def _marked(field: str, value: str) -> bool:
    return field in NAMES or field == "birth_date" or bool(MARKED.fullmatch(value))


def _as_written(value: str) -> Iterator[str]:
    yield value
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = date.fromisoformat(value)
        yield f"{day.day} {day:%B} {day.year}"


def _of(pages: Pages, world: World, name: str, mine: list[str]) -> str:
    """His pages, by each id that he may be found by."""
    ids = sorted({name, *(world["persons"][name]["records"][record]["origin"] for record in mine)})
    his = [pages[f"/explorer/people/{id}"].decode() for id in ids]
    return "\n".join(page for page in his if page.startswith("200"))
