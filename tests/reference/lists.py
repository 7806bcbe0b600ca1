"""Filter, order and page over plain rows: only ever by what the answer shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from graph import cursor
from graph.mapping import Kind, Property
from tests.judge.fields import NOUN_OF, SHOWN_FROM
from tests.judge.nouns import WHEN
from tests.judge.purposes import PURPOSES
from tests.judge.tables import BUILT, MATRIX, PROTECTIVE_ORDER, column
from tests.reference.reading import Reading, Thing

TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, wanted: bool(value == wanted),
    "in": lambda value, wanted: value in wanted,
    "lt": lambda value, wanted: bool(value < wanted),
    "lte": lambda value, wanted: bool(value <= wanted),
    "gt": lambda value, wanted: bool(value > wanted),
    "gte": lambda value, wanted: bool(value >= wanted),
    "starts_with": lambda value, wanted: str(value).startswith(wanted),
    "contains": lambda value, wanted: wanted in str(value),
    "has": lambda value, wanted: wanted in value,
}
LEAST = {Kind.NUMBER: -(2**63), Kind.BOOLEAN: -1}  # below every value; a cursor holds it so
LATEST = {NOUN_OF[area]: f"{when} DESC" for area, when in WHEN.items()}
MOST_ROWS = 500


class Lists:
    """Rows of one noun, as a list field asks for them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def nested(self, rows: Sequence[Thing], arguments: Mapping[str, Any]) -> list[Thing]:
        """Rows come by id; `first`, `where` and `orderBy` as asked."""
        found = self.matching(rows, arguments.get("where"))
        if arguments.get("order_by"):
            found = self.ordered(found, str(arguments["order_by"]))
        return found if arguments.get("first") is None else found[: page_size(arguments["first"])]

    def matching(self, rows: Sequence[Thing], where: Mapping[str, Any] | None) -> list[Thing]:
        tests = list(given(where))
        return [thing for thing in rows if all(self._holds(thing, *test) for test in tests)]

    def _holds(self, thing: Thing, field: str, test: str, wanted: Any) -> bool:
        value = self.reading.compared(thing, self._property(thing, field))
        return value is not None and TESTS[test](value, wanted)

    def ordered(self, rows: Sequence[Thing], order: str) -> list[Thing]:
        field, direction = order.split()
        by_id = sorted(rows, key=self.reading.id)
        return sorted(by_id, key=lambda thing: self.key(thing, field), reverse=direction == "DESC")

    def key(self, thing: Thing, field: str) -> Any:
        """The shown value; null is the least."""
        prop = self._property(thing, field)
        value = self.reading.compared(thing, prop)
        if value is None:
            return LEAST.get(prop.kind, "")
        return int(value) if prop.kind is Kind.BOOLEAN else value

    def behind(self, rows: Sequence[Thing], order: str, after: list[Any]) -> list[Thing]:
        """Strictly after the row that the cursor names, whether or not it is still there."""
        field, direction = order.split()
        value, name = after
        beyond = (lambda key: key < value) if direction == "DESC" else (lambda key: key > value)
        keyed = [(self.key(thing, field), thing) for thing in rows]
        return [t for key, t in keyed if beyond(key) or (key == value and self.reading.id(t) > name)]

    def page(self, rows: Sequence[Thing], label: str, arguments: Mapping[str, Any], mine: bytes) -> dict[str, Any]:
        """A Relay connection."""
        order = str(arguments.get("order_by") or LATEST[label])
        (field, _), signing = order.split(), cursor.key_for(mine, label, order)
        found = self.ordered(self.matching(rows, arguments.get("where")), order)
        if arguments.get("after") is not None:
            found = self.behind(found, order, cursor.decode(signing, arguments["after"]))
        size = page_size(arguments["first"])
        shown = found[:size]
        cursors = [cursor.encode(signing, [self.key(t, field), self.reading.id(t)]) for t in shown]
        return {
            "nodes": shown,
            "edges": [{"cursor": c, "node": t} for c, t in zip(cursors, shown, strict=True)],
            "page_info": {"has_next_page": len(found) > size, "end_cursor": cursors[-1] if cursors else None},
        }

    def _property(self, thing: Thing, field: str) -> Property:
        return self.reading.noun(thing).property(field)


def page_size(first: int) -> int:
    return max(0, min(first, MOST_ROWS))


def given(where: Mapping[str, Any] | None) -> Iterator[tuple[str, str, Any]]:
    """Field, test and value; what is null is not asked."""
    for field, tests in (where or {}).items():
        for test, value in (tests or {}).items():
            if value is not None:
                yield field, test, value


def ever_compared(role: str, purpose: str, area: str, field: str, facet: str) -> bool:
    """From the policy's tables alone: is there a row on which this role is shown the field whole?"""
    permit, floor = PURPOSES[purpose][role], SHOWN_FROM.get((area, field), "F")
    columns = {column(facet, standing) for standing in PROTECTIVE_ORDER} & set(permit.columns)
    return facet not in ("REPORTER", "NARRATIVE") and any(
        permit.ceiling == "F" and set(cell.gates[position]) <= BUILT and _reaches(cell.levels[position], floor)
        for name in columns
        for cell in [MATRIX[role][name]]
        for position in permit.opens
    )


def _reaches(level: str, floor: str) -> bool:
    return level in "MSF" and "MSF".index(level) >= "MSF".index(floor)
