"""Values that stand in the document itself, in every form that GraphQL lets a client write them in."""

from __future__ import annotations

from typing import Any

import pytest
from graphql.execution.values import VariableValues, get_variable_values

from resolvers.plans import Plans
from schema.model import MODEL
from tests.snapshots import SCHEMA

ITEM = '{item: "i1", decision: RELEASE}'


def asked(items: str) -> Any:
    """The argument `items` as the plan of the operation holds it."""
    plans = Plans(SCHEMA, MODEL)
    document = plans.document(f'mutation {{ decideRelease(request: "q1", items: {items}) }}')
    assert not document.faults
    operation = document.operation(None)
    assert operation
    values = get_variable_values(SCHEMA, operation.variable_definitions or (), {})
    assert isinstance(values, VariableValues)
    [selection] = plans.plan(document, operation, values).selections
    return selection.arguments["items"]


@pytest.mark.parametrize(("items", "count"), [(ITEM, 1), (f"[{ITEM}]", 1), (f"[{ITEM}, {ITEM}]", 2), ("[]", 0)])
def test_one_object_stands_for_a_list_of_one(items: str, count: int) -> None:
    found = asked(items)
    assert len(found) == count
    assert {one["item"] for one in found} == ({"i1"} if count else set())
