"""Values in the text of a question: texts alike but for these share a plan, and each is read as it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLError, Lexer, Source, TokenKind
from hypothesis import given
from hypothesis import strategies as st

from resolvers.errors import Fault
from resolvers.hoisting import taken
from resolvers.plans import Plans
from resolvers.reading import Question, Reading, Refused, _read, read
from schema.model import MODEL
from tests.reference.operations import pool
from tests.snapshots import SCHEMA

ASKING = dict.fromkeys(
    ("now", "organisation", "account", "custodian", "amended_from", "reviewing"), "2026-01-01T00:00:00Z"
)
ONE = (
    'query @purpose(is: CIP_REQUEST, matter: "%s", reason: "%s") { person(id: "%s") { id records(first: %d) { id } } }'
)
READS = {TokenKind.INT: int, TokenKind.FLOAT: float, TokenKind.STRING: str, TokenKind.BLOCK_STRING: str}


@pytest.fixture
def plans() -> Plans:
    return Plans(SCHEMA, MODEL)


def stands(plans: Plans, text: str) -> Reading:
    """Read as it stands, with no value taken out."""
    return _read(plans, Question(text, {}), plans.document(text))


def told(reading: Callable[[Plans, str], Reading], plans: Plans, text: str) -> Any:
    """What is asked of the database and for which purpose, or the refusal in its words and with its places."""
    try:
        found = reading(plans, text)
    except Refused as refused:
        return refused.errors
    except Fault as fault:
        return fault.code, fault.message
    statement = found.plan.statement
    given = statement.parameters(found.values.coerced, b"", ASKING) if statement else None
    return statement and statement.text, given, found.declared, found.document.digest


def asked(plans: Plans, text: str) -> Reading:
    return read(plans, Question(text, {}))


# Refused as it stands


@pytest.mark.parametrize(
    "text",
    [
        '{ person(id: "b") { ida } }',
        '{ person(id: "b" id: "c") { id } }',
        '{ incidents(where: {submittedAt: {gte: "yesterday"}}) { nodes { id } } }',
        '{ person(id: "b\\q") { id } }',
        '{ person(id: "b) { id } }',
        "{ incidents(first: 01) { nodes { id } } }",
        "{ incidents(first: 99999999999) { nodes { id } } }",
        "{ incidents(first: 1.5) { nodes { id } } }",
        'query @purpose(is: CIP_REQUEST, matter: "m", reason: "%s") { person(id: "b") { id } }' % ("r" * 2_000),
    ],
)
def test_a_fault_is_told_as_without_taking_values_out(plans: Plans, text: str) -> None:
    asked(plans, '{ person(id: "a") { id } }')
    asked(plans, "{ incidents(first: 1) { nodes { id } } }")
    asked(plans, '{ incidents(where: {submittedAt: {gte: "2026-01-01T00:00:00Z"}}) { nodes { id } } }')
    asked(plans, ONE % ("m", "r", "b", 1))
    assert told(asked, plans, text) == told(stands, Plans(SCHEMA, MODEL), text)


def test_the_places_of_a_fault_are_those_of_the_text_that_was_sent(plans: Plans) -> None:
    """Else they would tell how long the values of another caller's text were."""
    text = (
        '{ a: incidents(first: %d) { nodes { id } } b: incidents(where: {submittedAt: {gte: "%s"}}) { nodes { id } } }'
    )
    asked(plans, text % (1, "2026-01-01T00:00:00+11:00"))
    [fault] = told(asked, plans, text % (100, "never"))
    [alone] = told(stands, Plans(SCHEMA, MODEL), text % (100, "never"))
    assert fault == alone
    assert fault["locations"]


def test_fields_asked_twice_merge_only_where_their_values_are_alike(plans: Plans) -> None:
    text = '{ person(id: "%s") { id } person(id: "%s") { records(first: 1) { id } } }'
    assert "a" in told(asked, plans, text % ("a", "a"))[1].values()
    [fault] = told(asked, plans, text % ("a", "b"))
    assert "conflict" in fault["message"]
    assert "b" in told(asked, plans, text % ("b", "b"))[1].values()
    assert "conflict" in told(asked, plans, '{ person(id: "a") { id } person(id: """a""") { id } }')[0]["message"]


# Shared


def test_texts_alike_but_for_their_values_share_a_plan(plans: Plans) -> None:
    first, second = asked(plans, ONE % ("m1", "why", "p1", 5)), asked(plans, ONE % ("m2", "so", "p2", 20))
    assert first.plan is second.plan
    assert (second.declared.matter, second.declared.reason) == ("m2", "so")
    assert first.document.digest != second.document.digest
    assert len(plans.documents.found) == 1
    assert asked(plans, (ONE % ("m1", "why", "p1", 5)).replace("records", "more: records")).plan is not first.plan


def test_what_no_variable_may_say_is_part_of_the_document(plans: Plans) -> None:
    text = 'query($first: Int = %d) { incidents(first: $first, where: {portalId: {eq: "%s"}}) { nodes { id } } }'
    few, many, other = (asked(plans, text % said) for said in ((1, "a"), (7, "a"), (1, "b")))
    assert few.plan is other.plan
    assert all(said[1] in told(asked, plans, text % said)[1].values() for said in ((1, "a"), (7, "a"), (1, "b")))
    assert [one.values.coerced["first"] for one in (few, many, other)] == [1, 7, 1]


@pytest.mark.parametrize(
    "text", ['{ __type(name: "Incident") { name } }', 'mutation { closeMatter(matter: "m") { id } }']
)
def test_a_question_of_the_schema_and_a_decision_are_read_as_they_stand(plans: Plans, text: str) -> None:
    for _ in range(2):
        assert plans.asked(text) == (plans.document(text), {})


def test_whatever_is_asked_is_read_as_it_stands() -> None:
    """All that the schema lets a client ask, drawn at random; each text twice: as a new shape, and as a known one."""
    texts = [one.text for one in pool(150)]
    mine, plain = Plans(SCHEMA, MODEL), Plans(SCHEMA, MODEL)
    for text in texts * 2:
        assert told(asked, mine, text) == told(stands, plain, text)
    assert sum(bool(mine.asked(text)[1]) for text in texts) > len(texts) / 2


@given(
    st.lists(
        st.one_of(
            st.text(max_size=8).map(lambda said: f'"{said}"'),
            st.text('"\\n a', max_size=8).map(lambda said: f'"""{said}"""'),
            st.from_regex(r"-?[0-9]{1,3}(\.[0-9]{1,2})?([eE][+-]?[0-9])?", fullmatch=True),
            st.sampled_from(["name1", "$v2", '#a "comment" 7\n', ",", "[", ":", "...", "\\u00e9", '"\\u00e9\\""']),
        )
    )
)
def test_values_are_those_that_graphql_reads(tokens: list[str]) -> None:
    text = " ".join(tokens)
    try:
        lexed = list(_lexed(text))
    except GraphQLError:
        return  # the text itself is refused, whatever is taken out of it
    found = taken(text)
    assert found is None or list(found.values) == lexed


def _lexed(text: str) -> Any:
    lexer = Lexer(Source(text))
    while (token := lexer.advance()).kind is not TokenKind.EOF:
        if token.kind in READS:
            yield READS[token.kind](token.value)
