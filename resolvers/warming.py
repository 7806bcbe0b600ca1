"""Questions of fixed shape, planned by the database before anybody asks: a cold plan of these takes it seconds.

Each is asked by nobody, of an id that does not exist, in a matter that opens nothing. What a client selects changes no
text of theirs; other questions are planned when they are first asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from graphql.execution.values import VariableValues, get_variable_values

from authz.verdict import NOTHING_SEEN
from graph.statement import ACCOUNT, AMENDED_FROM, CUSTODIAN, NOW, ORGANISATION, REVIEWING
from resolvers.plans import Plans
from resolvers.report_drafting import statements as drafting

Run = Callable[[str, dict[str, Any]], Awaitable[Any]]
NOBODY, NO_KEY = "nobody", b""
ASKING = {of.name: NOBODY for of in (ACCOUNT, AMENDED_FROM, CUSTODIAN, ORGANISATION, REVIEWING)}
FIXED = (
    "{ patternAndHistory(person: $id) { person } }",
    "{ ordersInForce(person: $id) { said } }",
    "{ expand(person: $id) { said } }",
    "{ household(person: $id) { said } }",
    "{ sharedAssociates(firstPerson: $id, secondPerson: $id) { said } }",
    "{ paths(from: $id, to: $id) { said } }",
    *(f"{{ timeline(person: $id, of: {of}) {{ timeline {{ said }} }} }}" for of in ("PERSON", "DYAD", "FAMILY")),
)


async def warm(plans: Plans, run: Run, now: str) -> None:
    """`run` has no bound of time: that is what it is for."""
    for text in FIXED:
        document = plans.document(f"query($id: ID!) {text}")
        operation = document.operation(None)
        assert operation
        values = get_variable_values(plans.schema, operation.variable_definitions or (), {"id": NOBODY})
        assert isinstance(values, VariableValues)
        statement = plans.plan(document, operation, values).statement
        assert statement
        given = statement.parameters(values.coerced, NO_KEY, {**ASKING, NOW.name: now})
        await run(statement.text, {**given, **NOTHING_SEEN.only(statement.lists)})
    for statement in drafting():
        given = statement.parameters(
            {"person": NOBODY, "as_of": now, "known_at": now}, NO_KEY, {**ASKING, NOW.name: now}
        )
        await run(statement.text, {**given, **NOTHING_SEEN.only(statement.lists)})
