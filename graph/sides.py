"""Two origins side by side: what stands between them is a node that keeps them as `left` and `right`.

Each side is told through what the asker is shown of that origin's records, and of no other's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from authz.verdict import APART
from authz.words import Facet
from graph import shape
from graph.conditions import all_of
from graph.mapping import RECORD, Build
from graph.planner import Planner
from graph.predicates import Place
from graph.selection import Selection
from graph.statement import REVIEWING

SIDES = {"left": "nl", "right": "nr"}  # no variable of the planner's own: it numbers those of the fields below


class Sides:
    """Those of the node in `variable`."""

    def __init__(self, planner: Planner, variable: str) -> None:
        self.planner, self.variable = planner, variable

    def place(self, side: str) -> Place:
        return self.planner.place(RECORD, SIDES[side])

    def records(self, side: str) -> str:
        """The pattern of one origin's records."""
        return f"MATCH ({SIDES[side]}:{RECORD} {{origin: {self.variable}.{side}}})"

    def shown(self) -> str:
        """Of either side a record is there."""
        return all_of(f"EXISTS {{ {self.records(s)} WHERE {self.planner.rows(self.place(s))} }}" for s in SIDES)

    def reviewed(self) -> str:
        """The asker reviews for the custodian of all records of both sides; whom he is kept apart from (W10) is not
        for him."""
        mine, apart = self.planner.parameters.add(REVIEWING), self.planner.parameters.listed(APART)
        others = (
            f"NOT EXISTS {{ {self.records(s)} WHERE coalesce({v}.custodian <> {mine}, true) OR {v}.id IN {apart} }}"
            for s, v in SIDES.items()
        )
        return all_of([f"{mine} <> ''", *others])

    def whole(self) -> str:
        """No record of either origin is hidden or shown in part. (What is not known of a hidden one is null.)"""
        hidden = []
        for side in SIDES:
            place = self.place(side)
            whole = all_of(self.planner.policy.whole(place, facet) for facet in (Facet.IDENTITY, Facet.CONTACT))
            hidden.append(f"NOT EXISTS {{ {self.records(side)} WHERE NOT coalesce({whole}, false) }}")
        return all_of(hidden)

    def asked(self, selection: Selection) -> dict[str, tuple[str, Build]]:
        """By response key: each side that is asked for, as a column and how its rows are written."""
        return {child.key: self._side(child) for child in selection.children if child.name in SIDES}

    def _side(self, child: Selection) -> tuple[str, Build]:
        planner, place = self.planner, self.place(child.name)
        listed = planner.listing.nested(place, child.arguments, distinct=False)
        matching = planner.listing.filters(place, child.arguments.get("where"))
        where = all_of([planner.rows(place), *matching])
        expression, build = planner.record(place, child)
        return f"COLLECT {{ {self.records(child.name)} WHERE {where} {listed} RETURN {expression} }}", shape.many(build)


def written(sides: Mapping[str, tuple[str, Build]], found: Sequence[Any]) -> dict[str, Any]:
    """The columns of `asked`, by response key."""
    return {key: build(rows) for (key, (_, build)), rows in zip(sides.items(), found, strict=True)}
