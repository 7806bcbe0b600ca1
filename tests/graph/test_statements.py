"""How many statements a question sends, counted at the driver, and that their texts depend on nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from connectors.synthetic.casework import Asked
from connectors.synthetic.cast import CAST_REPORTS
from graph.embedded import Running as Neo4j
from graph.registry import ACCOUNT
from graph.scope import Scope
from schema.model import MODEL
from tests.connectors import rows
from tests.graph.served import OWN, Served, served
from tests.snapshots import questions

SCOPE = Scope(MODEL).text
QUESTIONS = questions()
HISTORY = QUESTIONS["history_page"]
CASES = ("cip_analyst", "mens_service", "homelessness")


@pytest.fixture(scope="module")
async def filled(neo4j: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with served(neo4j, tmp_path_factory.mktemp("statements"), CAST_REPORTS) as found:
        yield found


@pytest.fixture
def nothing_known(filled: Served) -> None:
    """No facts at hand."""
    filled.hub.parts.hub.scopes.known.clear()


async def sent(filled: Served, case: Asked, text: str, /, **variables: Any) -> list[str]:
    """The texts that one question sends, the look-up of the account apart."""
    filled.hub.statements.clear()
    await filled.hub.ask(case.role, text, case.purpose, case.matter, case.reason, **variables)
    return [statement for statement in filled.hub.statements if statement != ACCOUNT.strip()]


# How many


@pytest.mark.usefixtures("nothing_known")
async def test_the_first_question_of_a_matter_sends_the_scope_and_the_answer_and_the_next_sends_one(
    filled: Served,
) -> None:
    case = filled.cases["cip_analyst"]
    first = await sent(filled, case, HISTORY, id=filled.subject)
    assert [text == SCOPE for text in first] == [True, False]
    assert await sent(filled, case, HISTORY, id=filled.subject) == first[1:]
    [other] = await sent(filled, case, QUESTIONS["subjects"])
    assert other not in (SCOPE, first[1])


@pytest.mark.usefixtures("nothing_known")
async def test_facts_are_of_one_matter_and_one_account(filled: Served) -> None:
    for role in CASES:
        assert (await sent(filled, filled.cases[role], "{ subjects { id } }"))[0] == SCOPE
        assert len(await sent(filled, filled.cases[role], "{ subjects { id } }")) == 1


@pytest.mark.usefixtures("nothing_known")
async def test_an_operation_of_several_roots_is_one_statement(filled: Served) -> None:
    texts = await sent(
        filled, filled.cases["mens_service"], QUESTIONS["several_roots"], id=filled.subject, order="none"
    )
    assert [text == SCOPE for text in texts] == [True, False]


async def test_a_question_without_a_person_in_it_sends_no_scope(filled: Served) -> None:
    [text] = await sent(filled, Asked(OWN.role, "", "", ""), QUESTIONS["reference_data"])
    assert text != SCOPE


async def test_what_the_hub_tells_by_itself_sends_nothing(filled: Served) -> None:
    nobody = Asked(OWN.role, "", "", "")
    assert await sent(filled, nobody, "{ whoAmI { role } limits { depth } __typename }") == []
    assert await sent(filled, nobody, "{ __schema { queryType { name } } }") == []


@pytest.mark.parametrize(
    ("purpose", "text"),
    [
        ("", HISTORY),
        ("ASSESSMENT", HISTORY),
        ("PROTECTION", HISTORY),
        ("OWN_CASE", "{ incidents(first: 500) { nodes { affected(first: 500) { addresses(first: 500) { id } } } } }"),
        ("OWN_CASE", "{ incidents(where: {safetyPlanMade: {eq: true}, alcohol: {eq: true}}) { nodes { id } } }"),
        ("OWN_CASE", '{ incidents(after: "nowhere") { nodes { id } } }'),
    ],
)
async def test_what_is_refused_sends_nothing(filled: Served, purpose: str, text: str) -> None:
    filled.hub.statements.clear()
    answer = (await filled.hub.post("cip_analyst", text, purpose, id=filled.subject)).json()
    assert list(answer) == ["errors"]
    assert [text for text in filled.hub.statements if text != ACCOUNT.strip()] == []


async def test_when_the_hub_has_moved_the_graph_the_facts_are_gathered_anew(filled: Served) -> None:
    case = filled.cases["cip_analyst"]
    [before] = (await sent(filled, case, HISTORY, id=filled.subject))[-1:]
    await filled.hub.ingest(rows("everything"))
    assert await sent(filled, case, HISTORY, id=filled.subject) == [SCOPE, before]
    assert await sent(filled, case, HISTORY, id=filled.subject) == [before]


async def test_when_it_moves_under_the_question_the_facts_are_gathered_and_the_question_is_asked_again(
    filled: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By another worker, of whom nobody told this one."""
    case = filled.cases["cip_analyst"]
    [before] = (await sent(filled, case, HISTORY, id=filled.subject))[-1:]
    monkeypatch.setattr(filled.hub.parts.following, "moved", [])
    await filled.hub.ingest(rows("mutual"))
    texts = await sent(filled, case, HISTORY, id=filled.subject)
    assert texts == [before, SCOPE, before]
    assert await sent(filled, case, HISTORY, id=filled.subject) == [before]


# Their texts


@pytest.mark.usefixtures("nothing_known")
async def test_all_roles_send_the_same_two_texts(filled: Served) -> None:
    asked = [await sent(filled, filled.cases[role], HISTORY, id=filled.subject) for role in CASES]
    own = await sent(filled, OWN, HISTORY, id=filled.subject)
    assert own[0] == SCOPE
    assert asked == [own] * len(CASES)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("history_page", {"id": "a"}, {"id": "b".ljust(26, "x"), "first": 3}),
        ("page_of_incidents", {"since": "2020-01-01T00:00:00Z"}, {"since": "2024-02-29T23:59:59+11:00"}),
        ("nested_filters",
         {"id": "a", "numbers": [], "from": "2020-01-01T00:00:00Z", "to": "2021-01-01T00:00:00Z", "letters": ""},
         {"id": "b", "numbers": ["1", "2"], "from": "1999-01-01T00:00:00Z", "to": "2030-12-31T00:00:00Z",
          "letters": "'})"}),
    ],
)  # fmt: skip
async def test_all_values_send_the_same_text(filled: Served, question: str, first: Any, second: Any) -> None:
    case, text = filled.cases["homelessness"], QUESTIONS[question]
    assert (await sent(filled, case, text, **first))[-1] == (await sent(filled, case, text, **second))[-1]


async def test_spaces_names_and_fragments_do_not_change_the_text_of_a_statement(filled: Served) -> None:
    case = filled.cases["homelessness"]
    written = (
        "{ subjects { id familyNames } }",
        "query Other { people: subjects\n { key: id ...Names } } fragment Names on Person { names: familyNames }",
    )
    first, second = [(await sent(filled, case, text))[-1] for text in written]
    assert first == second


async def test_another_question_has_another_text(filled: Served) -> None:
    case = filled.cases["homelessness"]
    texts = [(await sent(filled, case, f"{{ subjects {{ {field} }} }}"))[-1] for field in ("id", "familyNames")]
    assert len(set(texts)) == 2
