"""How a document is read: aliases, fragments, conditions, variables; each answer as graphql-core would give it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from tests.reference.asking import database_of, loaded
from tests.reference.small import Asking, small_world


@pytest.fixture(scope="module")
async def asking(neo4j: Neo4j) -> AsyncIterator[Asking]:
    sent = list[str]()
    async with database_of(neo4j, sent.append) as database:
        await loaded(database, small_world())
        yield Asking(database, small_world(), sent)


# Shapes


async def test_one_field_under_two_aliases_has_two_lists(asking: Asking) -> None:
    data = await asking.data("""{ subjects { id
      first: incidentsAsAffected(first: 1, orderBy: OCCURRED_FROM_ASC) { portalId }
      last: incidentsAsAffected(first: 1, orderBy: OCCURRED_FROM_DESC) { portalId }
      both: incidentsAsAffected(orderBy: PORTAL_ID_ASC) { number: portalId } } }""")
    [person] = [person for person in data["subjects"] if person["both"]]
    assert list(person) == ["id", "first", "last", "both"]
    assert person["first"] == [{"portalId": "L100"}]
    assert person["last"] == [{"portalId": "L200"}]
    assert person["both"] == [{"number": "L100"}, {"number": "L200"}]


async def test_a_root_field_under_two_aliases_is_asked_twice_in_one_statement(asking: Asking) -> None:
    await asking.data("{ subjects { id } }")
    asking.sent.clear()
    data = await asking.data("""{
      a: incidents(first: 1, orderBy: PORTAL_ID_ASC) { nodes { portalId } }
      b: incidents(first: 1, orderBy: PORTAL_ID_DESC) { nodes { portalId } } }""")
    assert data == {"a": {"nodes": [{"portalId": "L100"}]}, "b": {"nodes": [{"portalId": "L200"}]}}
    assert len(asking.sent) == 1


async def test_fields_of_one_key_are_merged_over_fragments_in_the_order_first_asked(asking: Asking) -> None:
    data = await asking.data("""
      query { incidents(orderBy: PORTAL_ID_ASC) { nodes { affected { id } ...What ... { portalId } } } }
      fragment What on Incident { affected { initials ...Who } occurredFrom }
      fragment Who on PersonRecord { person { id } ... on PersonRecord { person { familyNames } } }""")
    first = data["incidents"]["nodes"][0]
    assert list(first) == ["affected", "occurredFrom", "portalId"]
    assert [list(record) for record in first["affected"]] == [["id", "initials", "person"]] * 2
    assert list(first["affected"][0]["person"]) == ["id", "familyNames"]


async def test_typename_is_the_name_of_the_schema_whatever_is_behind_it(asking: Asking) -> None:
    data = await asking.data(
        """query($id: ID!) { __typename
      incidents { __typename pageInfo { __typename } edges { __typename node { __typename
        offences { __typename } affected { __typename person { __typename } } } } }
      patternAndHistory(person: $id) { __typename measures { __typename recency { kind: __typename } }
        sources { __typename } } }""",
        id="p1".ljust(26, "x"),
    )
    assert data["__typename"] == "Query"
    page = data["incidents"]
    assert (page["__typename"], page["pageInfo"]["__typename"]) == ("IncidentConnection", "PageInfo")
    edge = page["edges"][0]
    assert (edge["__typename"], edge["node"]["__typename"]) == ("IncidentEdge", "Incident")
    assert edge["node"]["offences"][0] == {"__typename": "Code"}
    assert edge["node"]["affected"][0] == {"__typename": "PersonRecord", "person": {"__typename": "Person"}}
    history = data["patternAndHistory"]
    assert (history["__typename"], history["measures"]["recency"]) == ("PersonHistory", {"kind": "Recency"})
    assert {source["__typename"] for source in history["sources"]} == {"SourceStatus"}


async def test_what_the_hub_tells_by_itself_has_its_own_typenames(asking: Asking) -> None:
    data = await asking.told("{ whoAmI { __typename purposes { __typename } } limits { __typename depth } }")
    assert data["whoAmI"]["__typename"] == "WhoAmI"
    assert {p["__typename"] for p in data["whoAmI"]["purposes"]} == {"PurposeOffered"}
    assert data["limits"] == {"__typename": "Limits", "depth": 14}


# Conditions


CONDITIONS = """query($yes: Boolean!, $no: Boolean!) { incidents(first: 1) { nodes {
  id a: portalId @include(if: $yes) b: portalId @include(if: $no) c: portalId @skip(if: $yes) d: portalId @skip(if: $no)
  e: portalId @include(if: $yes) @skip(if: $yes) ... @include(if: $no) { f: portalId }
  ... on Incident @skip(if: $no) { g: portalId }
  ...Rest @include(if: $yes) } } } fragment Rest on Incident { h: portalId @skip(if: $yes) i: portalId }"""


@pytest.mark.parametrize(
    ("yes", "no", "keys"), [(True, False, "adgi"), (False, True, "bcf"), (True, True, "abfi"), (False, False, "cdg")]
)
async def test_conditions_by_variable_choose_the_fields(asking: Asking, yes: bool, no: bool, keys: str) -> None:
    data = await asking.data(CONDITIONS, yes=yes, no=no)
    assert list(data["incidents"]["nodes"][0]) == ["id", *keys]


async def test_an_object_of_which_all_is_skipped_is_an_empty_object(asking: Asking) -> None:
    data = await asking.data(
        """query($id: ID!, $off: Boolean!) {
      incidents(first: 1) { nodes { id @skip(if: $off) affected { id @skip(if: $off) }
        offences { code @include(if: false) } } }
      patternAndHistory(person: $id) { measures {
        recency { days @skip(if: $off) } affected { count @skip(if: $off) } } }
      subjects { violenceSummary { incidents @skip(if: $off) } } }""",
        id="p2".ljust(26, "x"),
        off=True,
    )
    [node] = data["incidents"]["nodes"]
    assert node == {"affected": [{}, {}], "offences": [{}, {}]}
    assert data["patternAndHistory"]["measures"] == {"recency": {}, "affected": {}}
    assert {"violenceSummary": {}} in data["subjects"]


async def test_a_list_that_is_skipped_compares_nothing(asking: Asking) -> None:
    text = """query($off: Boolean!) {
      incidents(where: {safetyPlanMade: {eq: true}}) @skip(if: $off) { nodes { id } } subjects { id } }"""
    never_shown = asking.by("mens_service")
    [error] = await never_shown.refused(text, off=False)
    assert error["extensions"]["code"] == "NOT_COMPARABLE"
    assert list(await never_shown.data(text, off=True)) == ["subjects"]


# Variables


PAGE = "query($n: Int! = 1) { incidents(first: $n, orderBy: PORTAL_ID_ASC) { nodes { portalId } } }"


@pytest.mark.parametrize(("given", "count"), [({}, 1), ({"n": 2}, 2), ({"n": 0}, 0), ({"n": -3}, 0)])
async def test_a_variable_or_its_default_says_how_many(asking: Asking, given: Any, count: int) -> None:
    assert len((await asking.data(PAGE, **given))["incidents"]["nodes"]) == count


@pytest.mark.parametrize(
    ("declared", "written", "given", "numbers"),
    [
        ("$a: String", "{portalId: {eq: $a}}", {"a": "L100"}, ["L100"]),
        ("$a: String", "{portalId: {eq: $a}}", {}, ["L100", "L200"]),
        ("$a: String", "{portalId: {eq: $a}}", {"a": None}, ["L100", "L200"]),
        ('$a: String = "L200"', "{portalId: {eq: $a}}", {}, ["L200"]),
        ("$a: String, $b: DateTime", '{portalId: {startsWith: "L", contains: $a}, occurredFrom: {gte: $b}}',
         {"a": "00", "b": "2025-02-01T00:00:00+11:00"}, ["L200"]),
        ("$a: TextFilter", "{portalId: $a}", {"a": {"startsWith": "L2"}}, ["L200"]),
        ("$a: TextFilter", "{portalId: $a}", {"a": {"in": ["L1", "L100"]}}, ["L100"]),
        ("$a: TextFilter", "{portalId: $a}", {"a": {}}, ["L100", "L200"]),
        ("$a: TextFilter", "{portalId: $a}", {"a": None}, ["L100", "L200"]),
        ("$a: IncidentWhere", "$a", {"a": {"portalId": {"eq": "L100"}, "alcohol": {"eq": True}}}, ["L100"]),
        ("$a: IncidentWhere", "$a", {"a": {"occurredFrom": {"lt": "2025-01-31T00:00:00Z"}}}, ["L100"]),
        ("$a: IncidentWhere", "$a", {}, ["L100", "L200"]),
        ("$a: IncidentWhere", "$a", {"a": None}, ["L100", "L200"]),
        ("$a: [String!]", "{portalId: {in: $a}}", {"a": ["L200", "L300"]}, ["L200"]),
        ("$a: [String!]", "{portalId: {in: $a}}", {"a": "L100"}, ["L100"]),
        ("$a: [String!]", "{portalId: {in: $a}}", {"a": []}, []),
        ("$a: String!", '{portalId: {in: ["L300", $a]}}', {"a": "L200"}, ["L200"]),
        ("$a: String!, $b: String!", "{portalId: {in: [$a, $b]}}", {"a": "L200", "b": "L100"}, ["L100", "L200"]),
        ("", '{portalId: {in: "L100"}}', {}, ["L100"]),
        ("", "{portalId: {in: []}}", {}, []),
        ("", "{portalId: null, alcohol: {eq: null}}", {}, ["L100", "L200"]),
        ("$a: Boolean", "{alcohol: {eq: $a}}", {"a": False}, []),
    ],
)  # fmt: skip
async def test_a_filter_is_the_same_written_or_given(
    asking: Asking, declared: str, written: str, given: Any, numbers: list[str]
) -> None:
    head = f"query({declared})" if declared else "query"
    data = await asking.data(
        f"{head} {{ incidents(where: {written}, orderBy: PORTAL_ID_ASC) {{ nodes {{ portalId }} }} }}", **given
    )
    assert [node["portalId"] for node in data["incidents"]["nodes"]] == numbers


@pytest.mark.parametrize(
    ("order", "numbers"), [("PORTAL_ID_ASC", ["L100", "L200"]), ("PORTAL_ID_DESC", ["L200", "L100"])]
)
async def test_an_order_arrives_as_a_variable(asking: Asking, order: str, numbers: list[str]) -> None:
    text = "query($by: IncidentOrder) { incidents(orderBy: $by) { nodes { portalId } } }"
    data = await asking.data(text, by=order)
    assert [node["portalId"] for node in data["incidents"]["nodes"]] == numbers


@pytest.mark.parametrize("given", [{}, {"by": None}])
async def test_without_an_order_the_latest_comes_first(asking: Asking, given: Any) -> None:
    data = await asking.data("query($by: IncidentOrder) { incidents(orderBy: $by) { nodes { portalId } } }", **given)
    assert [node["portalId"] for node in data["incidents"]["nodes"]] == ["L200", "L100"]


@pytest.mark.parametrize(("at", "count"), [("2025-01-31T00:00:00Z", 1), ("2025-02-10T19:00:00+11:00", 2), (None, 2)])
async def test_a_time_arrives_as_a_variable_in_any_zone(asking: Asking, at: str | None, count: int) -> None:
    data = await asking.data("query($at: DateTime) { incidents(asOf: $at) { nodes { id } } }", at=at)
    assert len(data["incidents"]["nodes"]) == count


# What is refused, with nothing sent


@pytest.mark.parametrize(
    ("text", "given", "code"),
    [
        ("{ incidents(orderBy: FAMILY_NAME_ASC) { nodes { id } } }", {}, "GRAPHQL_INVALID"),
        ("{ incidents(where: {narrative: {contains: \"a\"}}) { nodes { id } } }", {}, "GRAPHQL_INVALID"),
        ("{ incidents(where: {portalId: {like: \"a\"}}) { nodes { id } } }", {}, "GRAPHQL_INVALID"),
        ("{ incidents(where: {portalId: {eq: 5}}) { nodes { id } } }", {}, "GRAPHQL_INVALID"),
        ("{ incidents(first: null) { nodes { id } } }", {}, "GRAPHQL_INVALID"),
        ("{ incidents { nodes { id { id } } } }", {}, "GRAPHQL_INVALID"),
        ("{ incidents { nodes } }", {}, "GRAPHQL_INVALID"),
        ("{ incidents { nodes { ... on Person { id } } } }", {}, "GRAPHQL_INVALID"),
        ("{ incidents { nodes { ...Lost } } }", {}, "GRAPHQL_INVALID"),
        ("{ a: incident(id: \"x\") { id } a: order(id: \"x\") { id } }", {}, "GRAPHQL_INVALID"),
        ("{ a: incident(id: \"x\") { id } a: incident(id: \"y\") { id } }", {}, "GRAPHQL_INVALID"),
        ("query($by: IncidentOrder) { incidents(orderBy: $by) { nodes { id } } }", {"by": "ID_ASC"}, "BAD_VARIABLES"),
        ("query($w: IncidentWhere) { incidents(where: $w) { nodes { id } } }", {"w": {"lost": {}}}, "BAD_VARIABLES"),
        ("query($id: ID!) { incident(id: $id) { id } }", {}, "BAD_VARIABLES"),
        ("query($id: ID!) { incident(id: $id) { id } }", {"id": None}, "BAD_VARIABLES"),
        ("query($n: Int = 1) { incidents(first: $n) { nodes { id } } }", {"n": None}, "BAD_VARIABLES"),
        ("query($n: Int) { incidents(first: $n) { nodes { id } } }", {"n": None}, "BAD_VARIABLES"),
        ("query($n: Int) { subjects { incidentsAsAffected(first: $n) { id } } }", {"n": None}, "BAD_VARIABLES"),
        ('query($a: String = "L1") { incidents(where: {portalId: {in: [$a]}}) { nodes { id } } }', {"a": None},
         "BAD_VARIABLES"),
        ("query($at: DateTime) { incidents(asOf: $at) { nodes { id } } }", {"at": "2025-02-10T08:00:00"},
         "BAD_VARIABLES"),
    ],
)  # fmt: skip
async def test_a_question_that_cannot_be_read_is_refused_and_nothing_is_sent(
    asking: Asking, text: str, given: Any, code: str
) -> None:
    errors = await asking.refused(text, **given)
    assert {error["extensions"]["code"] for error in errors} == {code}


async def test_a_variable_that_is_left_out_has_the_default_of_the_argument(asking: Asking) -> None:
    data = await asking.data("query($n: Int) { incidents(first: $n) { nodes { id } } }")
    assert len(data["incidents"]["nodes"]) == 2
