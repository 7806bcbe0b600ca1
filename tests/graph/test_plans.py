"""What the hub's own statements cost on real data: no label is scanned, lists come in index order, and nobody who
wrote the Cypher by hand would pay much less."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from graph.embedded import Running as Neo4j
from graph.scope import Scope
from schema.model import MODEL
from tests.graph.handwritten import STATEMENTS
from tests.graph.served import OWN, Profile, Served, served
from tests.snapshots import questions

REPORTS = 600
WHOLE = ("AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan",
         "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan", "DirectedRelationshipTypeScan",
         "UndirectedRelationshipTypeScan", "CartesianProduct")  # fmt: skip
QUESTIONS = questions()
CASES = ("police_member", "cip_analyst", "mens_service", "homelessness")


@pytest.fixture(scope="module")
async def filled(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with served(neo4j, tmp_path_factory.mktemp("plans"), REPORTS) as found:
        yield found


async def given(filled: Served, name: str) -> dict[str, Any]:
    """Values of a golden question that meet something."""
    text = (
        "MATCH (:PersonRecord {origin: $given.subject})-[:RESPONDENT_IN]->(i)-[:STATES]->(o) "
        "RETURN i.lineage AS incident, i.portal_id AS number, o.lineage AS order ORDER BY i.lineage LIMIT 1"
    )
    [met] = await filled.hub.graph(text, {"subject": filled.subject})
    of_incident = {"id": met["incident"]}
    everything = {
        "point_read": of_incident,
        "fragments": of_incident,
        "conditions": {**of_incident, "narrative": True, "brief": True},
        "at_other_times": {"id": filled.subject, "then": "2025-01-01T00:00:00Z", "known": "2027-01-01T00:00:00Z"},
        "several_roots": {"id": filled.subject, "order": met["order"]},
        "pattern_and_history": {"person": filled.subject},
        "orders_in_force": {"person": filled.subject, "at": "2026-07-01T00:00:00Z"},
        "page_of_incidents": {"since": "2020-01-01T00:00:00Z"},
        "nested_filters": {"id": filled.subject, "numbers": [met["number"]], "letters": "a",
                           "from": "2015-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z"},
        "history_page": {"id": filled.subject, "first": 40},
        "page_with_parties": {"first": 200},
        "own_page": {}, "reference_data": {}, "subjects": {},
    }  # fmt: skip
    return everything.get(name, {"id": filled.subject})


def named(profile: Profile) -> list[str]:
    return [operator.name for operator in profile.operators]


@pytest.mark.parametrize("name", QUESTIONS)
async def test_no_plan_of_a_golden_question_scans_a_label(filled: Served, name: str) -> None:
    case = filled.cases["mens_service"]
    _, profile = await filled.asked(case, QUESTIONS[name], **await given(filled, name))
    assert set(named(profile)) & set(WHOLE) == set()
    # Every subquery is a step of the plan: none is hidden in an expression, and with it what it scans.
    assert named(profile).count("RollUpApply") == profile.text.count("COLLECT {")
    # An index is walked whole for reference data alone.
    walked = named(profile).count("NodeIndexScan")
    assert walked == {"reference_data": 3, "pattern_and_history": 1, "orders_in_force": 1}.get(name, 0)


async def test_the_scope_statement_scans_no_label(filled: Served) -> None:
    case = filled.cases["cip_analyst"]
    asked = {"matter": case.matter, "account": "demo-cip-analyst", "organisation": "cip"}
    profile = await filled.profile(Scope(MODEL).text, asked)
    assert profile.value[1][:3] == ["cip", "CIP_REQUEST", "OPEN"]
    assert set(named(profile)) & {*WHOLE, "NodeIndexScan"} == set()


async def test_own_reports_come_in_index_order_at_most_six_hits_a_row(filled: Served) -> None:
    data, profile = await filled.asked(OWN, QUESTIONS["own_page"])
    nodes = data["incidents"]["nodes"]
    assert len(nodes) == 50
    assert nodes == sorted(nodes, key=lambda node: node["occurredFrom"], reverse=True)
    assert profile.hits <= 6 * len(nodes), profile.operators
    assert "PartialTop" in named(profile)
    assert "Sort" not in named(profile)


PAGE = (
    "query($after: String) { incidents(first: 50, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }"
)


async def test_the_last_page_costs_no_more_than_the_first(filled: Served) -> None:
    after, hits, seen = None, list[float](), list[str]()
    while after is not None or not hits:
        data, profile = await filled.asked(OWN, PAGE, after=after)
        page = data["incidents"]
        seen += [node["id"] for node in page["nodes"]]
        hits.append(profile.hits / len(page["nodes"]))
        after = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
    [held] = await filled.hub.graph("MATCH (i:Incident) RETURN count(DISTINCT i.lineage) AS reports")
    assert len(seen) == len(set(seen)) == held["reports"] >= REPORTS
    assert max(hits) <= 1.5 * hits[0]


@pytest.mark.parametrize("role", CASES)
@pytest.mark.parametrize("name", STATEMENTS)
async def test_a_statement_costs_little_more_than_one_written_by_hand(filled: Served, name: str, role: str) -> None:
    variables = await given(filled, name)
    _, profile = await filled.asked(filled.cases[role], QUESTIONS[name], **variables)
    by_hand = await filled.profile(STATEMENTS[name], profile.given, **variables)
    assert rows(by_hand.value) == rows(profile.value[1])
    assert profile.hits <= 1.2 * by_hand.hits


def rows(found: Any) -> Any:
    """What is seen through records, before the id of the person, has no order until it is told."""
    *columns, seen, last = found
    return [*columns, sorted(seen, key=str) if isinstance(last, str) else seen, last]


@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_hop_names_no_label_that_it_implies(filled: Served, name: str) -> None:
    """With one, a plan made while the index statistics are young walks the whole index for each row."""
    _, profile = await filled.asked(filled.cases["cip_analyst"], QUESTIONS[name], **await given(filled, name))
    assert re.findall(r"(?:->|\]-)\(\w+:\w+", profile.text) == []


async def test_all_roles_have_one_statement_for_a_question(filled: Served) -> None:
    for name in ("history_page", "subjects", "page_of_incidents"):
        asked = [await filled.asked(filled.cases[r], QUESTIONS[name], **await given(filled, name)) for r in CASES]
        assert len({profile.text for _, profile in asked}) == 1
        assert len({str(data) for data, _ in asked}) > 1
