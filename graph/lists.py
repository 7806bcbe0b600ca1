"""Filter, order and page: only ever over what the answer shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.conditions import TRUE, when
from graph.mapping import Kind
from graph.predicates import Place, Policy
from graph.statement import Parameters, Read

LARGEST_PAGE = 500
OPERATORS = {
    "eq": "{0} = {1}",
    "in_": "{0} IN {1}",
    "lt": "{0} < {1}",
    "lte": "{0} <= {1}",
    "gt": "{0} > {1}",
    "gte": "{0} >= {1}",
    "starts_with": "{0} STARTS WITH {1}",
    "contains": "{0} CONTAINS {1}",
    "has": "{1} IN {0}",
}
LEAST = {Kind.NUMBER: "-9223372036854775808", Kind.BOOLEAN: "-1"}  # below every value


def page_size(first: Any, _key: bytes = b"") -> int:
    return max(0, min(int(first), LARGEST_PAGE))


@dataclass(frozen=True, slots=True)
class Order:
    """A sort key and its direction; `plain` when the key is a stored value on every row."""

    key: str
    direction: str
    plain: bool
    stored: str

    @property
    def name(self) -> str:
        return f"{self.stored} {self.direction}"


class Listing:
    def __init__(self, policy: Policy, parameters: Parameters) -> None:
        self.policy, self.parameters = policy, parameters

    def filters(self, place: Place, wanted: Mapping[str, Any] | None) -> list[str]:
        """A row matches by a value it shows, never by one it hides."""
        return [test for name, tests in (wanted or {}).items() for test in self._field(place, name, tests or {})]

    def _field(self, place: Place, name: str, tests: Mapping[str, Any]) -> Iterator[str]:
        prop = place.node.property(name)
        given = {operator: v for operator, v in tests.items() if v is not None}
        for operator, value in given.items():
            raw = f"{place.variable}.{prop.stored}"
            yield OPERATORS[operator].format(raw, self.parameters.add(value))
        if given:
            yield self.policy.compared(place, prop, name)

    def order(self, place: Place, wanted: str | None) -> Order:
        """The shown value to sort by, nulls as the least, and the direction.

        Unless told the latest come first. That is no comparison of the asker's, so it is
        not refused where he is never shown the time: the ids decide.
        """
        name, direction = (wanted or f"{place.node.when or place.node.key} DESC").split()
        prop = place.node.property(name)
        condition = self.policy.compared(place, prop, name) if wanted else self.policy.condition(place, prop)
        always = condition == TRUE and prop.always
        shown = when(condition, f"{place.variable}.{prop.stored}")
        shown = f"toInteger({shown})" if prop.kind is Kind.BOOLEAN else shown  # null, no, yes
        key = shown if always else f"coalesce({shown}, {LEAST.get(prop.kind, repr(''))})"
        return Order(key, direction, always, prop.stored)

    def nested(self, place: Place, arguments: Mapping[str, Any], *, distinct: bool, many: bool = True) -> str:
        v, once = place.variable, "DISTINCT " if distinct else ""
        by = [f"{v}.{place.node.key}"]
        if arguments.get("order_by"):
            order = self.order(place, arguments["order_by"])
            by.insert(0, f"{order.key} {order.direction}")
        limit = "" if many else " LIMIT 1"
        if "first" in arguments:
            limit = f" LIMIT {self.parameters.add(arguments['first'], page_size)}"
        return f"WITH {once}{v} ORDER BY {', '.join(by)}{limit}"

    def after(self, order: Order, place: Place, cursor: Any, read: Read) -> str:
        """Strictly behind the cursor's row: a range on the key, then the tie by id."""
        known = self.parameters.add(cursor, read)
        bound = "<=" if order.direction == "DESC" else ">="
        tie = f"({order.key} = {known}[0] AND {place.variable}.{place.node.key} <= {known}[1])"
        return f"{order.key} {bound} {known}[0] AND NOT {tie}"
