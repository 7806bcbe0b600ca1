"""The ways in which field or row protection was shown to fail elsewhere, each tried here (docs/bypass-catalogue.md).

A hidden value is varied alone and the bytes of every answer stay the same; where somebody may see the value, the same
questions tell him, so that none of them is safe because it asks nothing.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from graphql import GraphQLInputObjectType, get_named_type, is_abstract_type

from authz.requester import Declaration
from graph.embedded import Running as Neo4j
from graph.scope import SCOPE, Scope
from graph.scopes import Scopes
from resolvers.answering import Hub
from resolvers.api import SCHEMA
from resolvers.errors import Fault
from resolvers.reading import Question, Refused
from schema.model import MODEL
from tests.connectors import rows
from tests.judge.askers import Asker, asker, matter_id, pad
from tests.judge.byhand import HERS, OTHERS, P1, P2, REPORT, add_incident, made, name_only
from tests.judge.loading import World
from tests.judge.worlds import copy_of
from tests.reference.asking import POLICY, admitted, asked, database_of, hub_of, loaded, question
from tests.resolvers.test_matters import DENIED, evidence, masked, report, watched
from tests.town import Town
from tests.twoworlds.operations import LENSES, MEASURES, SUMMARIES
from tests.twoworlds.telling import Desk
from tests.twoworlds.varying import (
    DOOR,
    MEN,
    NEW_NAME,
    OUT,
    POINT,
    asked_by,
    each_tells,
    her_name,
    nobody_tells,
    nothing_tells,
    one_more_excluded,
    one_more_report,
    pair,
)

PAGE = Path(__file__).parents[1] / "docs" / "bypass-catalogue.md"
HOMES = "{ subjects { records(first: 4) { addresses(first: 4) { line suppressed } } } }"
AFFECTED = "{ incidents { nodes { affected(first: 4) { id familyName initials } } } }"


@pytest.fixture(scope="module")
async def desk(neo4j: Neo4j) -> AsyncIterator[Desk]:
    sent: list[str] = []
    async with database_of(neo4j, sent.append) as database:
        yield Desk(database, sent)


async def test_01_an_alias_shows_no_hidden_field(desk: Desk) -> None:
    asking = "{ i: incidents { nodes { a: affected(first: 4) { initials: familyName familyName: initials x: id } } } }"
    await nothing_tells(desk, her_name, asking)
    await each_tells(desk, DOOR, her_name, asking)


async def test_02_a_filter_by_a_field_of_a_related_noun_finds_only_what_is_shown(desk: Desk) -> None:
    tests = (f'eq: "{NEW_NAME}"', f'startsWith: "{NEW_NAME[0]}"', f'contains: "{NEW_NAME[1:]}"')
    asking = [
        f"{{ incidents {{ nodes {{ affected(first: 4, where: {{ familyName: {{ {one} }} }}) {{ id }} }} }} }}"
        for one in tests
    ]
    await nothing_tells(desk, her_name, *asking)
    await each_tells(desk, DOOR, her_name, *asking)


async def test_03_no_predicate_reaches_over_a_relationship(desk: Desk) -> None:
    filters = {n: t for n, t in SCHEMA.type_map.items() if n.endswith("Where")}
    inside = {n: {get_named_type(f.type).name for f in t.fields.values()} for n, t in filters.items()
              if isinstance(t, GraphQLInputObjectType)}  # fmt: skip
    assert len(inside) > 8
    assert [n for n, kinds in inside.items() if any(kind.endswith("Where") for kind in kinds)] == []
    chain = f"""{{ subjects {{ incidentsAsRespondent(first: 4) {{ affected(first: 4) {{ person {{
        records(first: 4, where: {{ familyName: {{ eq: "{NEW_NAME}" }} }}) {{ id }} }} }} }} }} }}"""
    await nothing_tells(desk, her_name, chain)
    await each_tells(desk, DOOR, her_name, chain)


async def test_04_no_count_counts_what_is_hidden(desk: Desk) -> None:
    counted = (
        f'{{ patternAndHistory(person: "{P1}") {{ {MEASURES} }} }}',
        "{ incidents(first: 2) { pageInfo { hasNextPage } } }",
    )
    banded = f'{{ person(id: "{P1}") {{ {SUMMARIES} }} }}'  # a band may hold one report more
    await nothing_tells(desk, one_more_excluded, *counted, banded)
    await each_tells(desk, MEN, one_more_report, *counted)
    fields = {name for kind in ("IncidentConnection", "OrderConnection", "ReferralConnection", "PageInfo")
              for name in SCHEMA.type_map[kind].fields}  # type: ignore[attr-defined]  # fmt: skip
    assert (
        fields == {"nodes", "edges", "pageInfo", "hasNextPage", "hasPreviousPage", "startCursor", "endCursor"} & fields
    )


async def test_05_there_is_no_other_type_to_ask_through(desk: Desk) -> None:
    assert [name for name, kind in SCHEMA.type_map.items() if is_abstract_type(kind)] == []
    asking = """{ incidents { ... on IncidentConnection { nodes { ...of } } } }
        fragment of on Incident { affected(first: 4) { ... on PersonRecord { familyName } } }"""
    await nothing_tells(desk, her_name, asking)
    await each_tells(desk, DOOR, her_name, asking)


@pytest.mark.parametrize("said", ["", "@purposes(is: ASSESSMENT)", "@Purpose(is: ASSESSMENT)", "@facet(of: \"PUBLIC\")",
                                  "@skip(if: false)", "@include(if: true)"])  # fmt: skip
async def test_06_no_directive_enforces_so_none_can_be_renamed(desk: Desk, said: str) -> None:
    """Facets are of the model; the directive only says why, and without it nothing is asked of the database."""
    here, who = made(*MEN)
    await loaded(desk.database, here)
    desk.sent.clear()
    undeclared = Question(f"query {said} {AFFECTED}", {}, None, Declaration())
    with pytest.raises((Fault, Refused)):
        await hub_of(desk.database).ask(undeclared, admitted(who))
    assert desk.sent == []


async def test_07_what_is_worked_out_rests_on_what_is_shown(desk: Desk) -> None:
    def child(world: World) -> None:
        world["incidents"][REPORT]["CHILD_IN"] = [pad("r3b")]

    def birthday(world: World) -> None:
        record = world["records"][pad("r3b")]
        record["birth_date"] = f"{record['birth_year']}-{'02' if record['birth_date'][5:7] != '02' else '10'}-03"

    ages = f'{{ patternAndHistory(person: "{P1}") {{ measures {{ children {{ children {{ ages {{ youngestYears oldestYears exact }} }} }} }} }} }}'  # noqa: E501
    names = "{ incidents { nodes { affected(first: 4) { person { familyNames givenNames birthYears } } } } }"
    await nothing_tells(desk, birthday, ages, before=child)
    await nothing_tells(desk, her_name, names)
    await each_tells(desk, DOOR, her_name, names)


async def test_08_what_is_nested_is_judged_like_what_is_not(desk: Desk) -> None:
    nested = (
        LENSES.replace("SUMMARIES", SUMMARIES).replace("initials }", "initials familyName }"),
        "{ incidents { nodes { orders(first: 4) { protected(first: 4) { familyName } } } } }",
        "{ orders { nodes { protected(first: 4) { person { records(first: 4) { familyName } } } } } }",
    )
    await nothing_tells(desk, her_name, *nested)
    await each_tells(desk, DOOR, her_name, *nested)


async def test_09_an_id_or_a_reference_opens_nothing(desk: Desk) -> None:
    def by_id(short: str) -> tuple[str, ...]:
        return (
            f'{{ incident(id: "{pad(short)}") {{ id }} }}',
            f'{{ incidents(where: {{ id: {{ eq: "{pad(short)}" }} }}) {{ nodes {{ id }} }} }}',
        )

    number = made(*MEN)[0]["records"][HERS]["person_number"]
    beside = (
        f'{{ findPeople(by: {{ reference: {{ system: "victoria_police", id: "{number}" }} }}) {{ nodes {{ id }} }} }}',
        f'{{ explainAccess(type: "PersonRecord", field: "familyName", person: "{P2}") {{ said }} }}',
    )
    await nothing_tells(desk, one_more_excluded, *by_id("more"), *beside)
    await each_tells(desk, MEN, one_more_report, *by_id("more"))
    await nothing_tells(
        desk, her_name, f'{{ person(id: "{P2}") {{ familyNames records(first: 4) {{ familyName }} }} }}'
    )


async def test_10_no_role_has_another_s_rows(desk: Desk) -> None:
    """Duties stand beside the one role of an account: all of them together show no more."""
    here, who = made(*POINT)
    await loaded(desk.database, here)
    plain = admitted(who)
    every = replace(plain, account=replace(plain.account, duties=frozenset(POLICY.duties)))
    assert len(every.account.duties) > 5
    for text in (AFFECTED, HOMES, LENSES.replace("SUMMARIES", SUMMARIES)):
        first, second = [await hub_of(desk.database).ask(question(text, {}, who), one) for one in (plain, every)]
        assert first == second


def more_pages(world: World) -> None:
    for number in range(1, 5):
        add_incident(world, f"page{number}", RESPONDENT_IN=[OTHERS])["occurred_from"] = f"2024-0{number}-01T00:00:00Z"


async def test_11_every_page_is_judged_like_the_first(desk: Desk) -> None:
    """All pages are asked for, each by the cursor of the one before."""

    def between(world: World) -> dict[str, Any]:
        report = one_more_report(world)
        report["occurred_from"] = "2024-02-15T00:00:00Z"
        return report

    await nothing_tells(desk, lambda world: between(world).update(OUT), before=more_pages)
    assert await desk.tells_apart(pair(MEN, between, before=more_pages))


async def test_12_what_is_hidden_is_answered_as_what_is_not_there(desk: Desk) -> None:
    """In one world: the same bytes, no error, and as many statements."""
    here, who = made(*MEN)
    name_only(here, who, P1)
    here["persons"][P2]["records"] = {r: {**link, "until": "2020-01-01T00:00:00Z"}
                                      for r, link in here["persons"][P2]["records"].items()}  # fmt: skip
    more_pages(here)
    here["incidents"][pad("page1")].update(OUT, lineage=pad("hidden"))
    await loaded(desk.database, here)
    asking = ('{ person(id: "ID") { id familyNames } patternAndHistory(person: "ID") { person } }',
              '{ incident(id: "ID") { id } order(id: "ID") { id } referral(id: "ID") { id } }',
              '{ explainAccess(type: "Incident", field: "narrative", person: "ID") { said named } }')  # fmt: skip
    for text in asking:
        told = []
        for id in (P2, pad("hidden"), pad("nobody")):
            desk.sent.clear()
            told.append((await asked(hub_of(desk.database), who, text.replace("ID", id)), tuple(desk.sent)))
        assert told[0] == told[1] == told[2]
        assert b"errors" not in told[0][0]
    found = await asked(hub_of(desk.database), who, asking[0].replace("ID", P1))
    assert orjson.loads(found)["data"]["person"]["id"] == P1


async def test_13_no_conflict_of_a_decision_tells_what_is_held(hub: Town) -> None:
    case = await report(hub)
    nothing, _ = await watched(hub, case, {"evidence": "0" * 26})
    for kind in DENIED[2:9:2]:
        refused, _ = await watched(hub, case, await evidence(hub, case, kind))
        assert masked(copied(nothing)) == masked(refused), kind


def copied(answer: httpx.Response) -> httpx.Response:
    return httpx.Response(answer.status_code, content=answer.content)


async def test_14_there_is_no_subscription_to_keep_open(hub: Town) -> None:
    """Open: when there are any, a right that ends must end them too."""
    assert SCHEMA.subscription_type is None
    answer = await hub.http.post("/graphql/stream", json={"query": "{ limits { depth } }"}, headers=hub.bearer(MEN[0]))
    assert answer.status_code == 404


def both(here: World) -> World:
    """His service and the one that has her consent ask in one world."""
    other = asked_by(DOOR)[0]["matters"][matter_id(*DOOR[:2])]
    for beside in ("consents", "assertions", "contacts", "decisions"):
        other[beside] = [{**one, "id": pad(f"o{one['id'].rstrip('x')}")} for one in other[beside]]
    here["matters"][matter_id(*DOOR[:2])] = other
    return here


def told(raw: bytes) -> Mapping[str, Any]:
    """The answer without the number of its entry in the ledger."""
    said: dict[str, Any] = orjson.loads(raw)
    assert said["extensions"].pop("auditId")
    return said


async def alone(desk: Desk, who: Asker) -> Mapping[str, Any]:
    return told(await asked(hub_of(desk.database), who, AFFECTED))


async def test_15_no_decision_is_used_for_another_asker_or_another_moment(desk: Desk) -> None:
    here, men = made(*MEN)
    door = asker(*DOOR[:2])
    await loaded(desk.database, both(here))
    hub, expected = hub_of(desk.database), {who: await alone(desk, who) for who in (men, door)}
    assert expected[men]["data"] != expected[door]["data"]
    for who in (door, men, door, men, men, door):
        assert told(await asked(hub, who, AFFECTED)) == expected[who]
    withdrawn = copy_of(here)
    withdrawn["matters"][matter_id(*DOOR[:2])]["consents"] = []
    await loaded(desk.database, withdrawn)
    after = told(await asked(hub, door, AFFECTED))
    assert after == await alone(desk, door) != expected[door]


async def test_16_no_answer_crosses_over_to_another_asker(desk: Desk) -> None:
    here, men = made(*MEN)
    askers = [men, asker(*DOOR[:2])] * 25
    await loaded(desk.database, both(here))
    expected = {who: await alone(desk, who) for who in askers[:2]}
    hub = hub_of(desk.database)
    random.Random(16).shuffle(askers)
    found = await asyncio.gather(*(asked(hub, who, AFFECTED) for who in askers))
    assert [told(raw) for raw in found] == [expected[who] for who in askers]


def in_order(value: Any) -> Any:
    """Neo4j gives what has no order in any."""
    return sorted(map(in_order, value), key=repr) if isinstance(value, list) else value


async def left_the_database(desk: Desk, who: Asker, here: World, text: str) -> str:
    """All that the hub is sent by Neo4j for one question, but for how far the graph has followed the ledger."""
    await loaded(desk.database, here)
    rows: list[Any] = []

    async def fetch(statement: str, given: Mapping[str, Any]) -> Any:
        row = await desk.database.value(statement, given)
        rows.append(in_order(row[1:]))
        return row

    hub: Hub = replace(hub_of(desk.database), fetch=fetch, scopes=Scopes(fetch, Scope(MODEL), MODEL.nouns()))
    await asked(hub, who, text)
    assert len(rows) == 2  # the scope's and the answer's
    return repr(rows)


async def test_17_what_is_hidden_never_leaves_the_database(desk: Desk) -> None:
    for asking, tells in ((MEN, False), (DOOR, True)):
        found = pair(asking, her_name)
        rows = [await left_the_database(desk, found.who, here, AFFECTED) for here in found.worlds]
        assert (rows[0] != rows[1]) is tells
        assert (NEW_NAME in rows[1]) is tells


async def test_18_no_list_of_what_may_be_seen_is_cut(desk: Desk) -> None:
    assert not re.search(r"\b(LIMIT|SKIP)\b", SCOPE)
    here, who = made(*MEN)
    for number in range(400):
        add_incident(here, f"many{number}", RESPONDENT_IN=[OTHERS])["lineage"] = pad(f"lmany{number}")
    for number in range(400, 420):
        add_incident(here, f"many{number}", RESPONDENT_IN=[OTHERS]).update(OUT, lineage=pad(f"lmany{number}"))
    await loaded(desk.database, here)
    text = "query($after: String) { incidents(first: 100, after: $after) { nodes { id } pageInfo { endCursor } } }"
    hub, ids, after = hub_of(desk.database), list[str](), None
    while page := orjson.loads(await asked(hub, who, text, {"after": after}))["data"]["incidents"]:
        ids += [node["id"] for node in page["nodes"]]
        if not (after := page["pageInfo"]["endCursor"]) or not page["nodes"]:
            break
    assert {id for id in ids if id.startswith("lmany")} == {pad(f"lmany{number}") for number in range(400)}


async def test_19_nobody_lifts_a_marking_of_another(desk: Desk) -> None:
    """One source says that a home is suppressed; another states the same home without a word of that."""
    home, theirs, record = pad("s1b"), pad("again"), pad("r1again")

    def stated_again(world: World) -> None:
        world["addresses"][theirs] = {**world["addresses"][home], "suppressed": False, "line": "1 Old Road"}
        world["records"][record] = {**world["records"][OTHERS], "custodian": "orange_door", "lineage": pad("lagain"),
                                    "LIVES_AT": [theirs], "NAMED": [], "REACHED_AT": []}  # fmt: skip
        world["persons"][P1]["records"][record] = dict(world["persons"][P1]["records"][OTHERS])
        add_incident(world, "again", RESPONDENT_IN=[record])["lineage"] = pad("iagain")

    def moved(world: World) -> None:
        world["addresses"][theirs]["line"] = "2 New Road"

    def elsewhere(world: World) -> None:
        stated_again(world)
        world["addresses"][theirs]["key"] = pad("kelsewhere")

    await nobody_tells(desk, POINT, moved, HOMES, before=stated_again)
    await each_tells(desk, POINT, moved, HOMES, before=elsewhere)


async def test_20_nothing_tells_how_much_is_hidden(desk: Desk) -> None:
    """Bytes of `extensions` are compared too: what is withheld is told from the policy alone."""

    def neighbours(world: World) -> None:
        for number in range(4):
            one = add_incident(world, f"more{number}", RESPONDENT_IN=[OTHERS], AFFECTED_IN=[HERS])
            one.update(OUT)

    def all_shown(world: World) -> None:
        neighbours(world)
        for things in world.values():
            for thing in things.values():
                thing.pop("exclusion", None)

    histories = f'{{ patternAndHistory(person: "{P1}") {{ {MEASURES} }} }}'
    asking = (AFFECTED, HOMES, LENSES.replace("SUMMARIES", SUMMARIES), histories)
    await nothing_tells(desk, neighbours, *asking)
    assert await desk.tells_apart(pair(MEN, all_shown, *asking))
    names = {name for kind in SCHEMA.type_map.values() for name in getattr(kind, "fields", {})}
    assert [name for name in names if re.search(r"hidden|redacted|total|degree", name, re.IGNORECASE)] == []


async def test_21_neither_order_nor_cursor_follows_a_hidden_value(desk: Desk) -> None:
    def first(world: World) -> None:
        world["records"][HERS]["family_name"] = "Aaronson"

    asking = [
        f"{{ incidents {{ nodes {{ affected(first: {count}, orderBy: {key}_{way}) {{ id }} }} }} }}"
        for count in (1, 4) for key in ("FAMILY_NAME",) for way in ("ASC", "DESC")
    ]  # fmt: skip
    pages = "{ incidents(first: 1, orderBy: STATION_ASC) { edges { cursor } pageInfo { endCursor } } }"
    await nothing_tells(desk, her_name, *asking, pages, before=first)
    await each_tells(desk, DOOR, her_name, *asking, before=first)


OTHER_PATHS = ("/graphql/../ingest/l17", "/graphql/%2e%2e/metrics/x", "/ingest/*", "/ingest/..%2fgraphql",
               "/ingest/%2a", "/*", "//graphql", "/graphql/", "/graphql/*", "/GRAPHQL", "/ingest/l17/../../graphql/x",
               "/v1/graphql",               "/graphql%00", "/ingest/l17%2fother", "/graphql;x=1")  # fmt: skip


async def test_22_no_other_path_leads_to_what_is_held(hub: Town) -> None:
    """The same bytes before there is anything to tell and after, and nothing is asked of the database."""
    before = [await on_path(hub, path) for path in OTHER_PATHS]
    await hub.ingest([rows("everything")[0]])
    hub.statements.clear()
    after = [await on_path(hub, path) for path in OTHER_PATHS]
    assert before == after
    assert {status for status, _ in after} <= {400, 403, 404, 405}
    assert hub.statements == []


async def on_path(hub: Town, path: str) -> tuple[int, bytes]:
    answer = await hub.http.post(path, json={"query": AFFECTED}, headers=hub.bearer("cip_analyst"))
    return answer.status_code, answer.content


def test_the_catalogue_lists_each_way_with_its_test() -> None:
    listed = [line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines()
              if re.match(r"\| \d", line)]  # fmt: skip
    tests = [name for name in globals() if re.match(r"test_\d\d_", name)]
    assert [(int(row[0]), row[-1].strip("`")) for row in listed] == [(int(name[5:7]), name) for name in tests]
    assert len(tests) == 22
