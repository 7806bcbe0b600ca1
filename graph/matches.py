"""Matches before a reviewer: two origins side by side, each through what the asker is shown of its records.

    { matches(state: POSSIBLE) { id left { familyName birthDate } right { familyName } because { words } } }

A match is there when of either side a record is; and, for those who review for its custodian, when all records
of both sides are that custodian's: it is then known by its ids, and a matter on them shows the sides. What was
compared is told only where all records that it rests on are shown whole: the evidence of a hidden one would
tell of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.conditions import TRUE, all_of, any_of
from graph.lists import page_size
from graph.mapping import Build
from graph.planner import Planner
from graph.roots import Root, column, valued
from graph.selection import Selection
from graph.sides import Sides
from graph.sides import written as sides_written

STORED = ("id", "state", "decided_at", "method", "left_origin", "right_origin")  # told of every match that is there
EVIDENCE = ("rule", "reason", "score", "probability", "because", "second_person", "confirmed", "decided_by")


def matches(write: Callable[[Selection, Mapping[str, Any]], Any]) -> Root:
    """`write` is given each match: its stored values, and `left` and `right` as rows of records."""

    def plan(planner: Planner, selection: Selection) -> Any:
        planner.at({})
        built = Sides(planner, "m").asked(selection)
        values = [
            *(f"m.{name.removesuffix('_origin')}" for name in STORED),
            _evidence(planner),
            *(text for text, _ in built.values()),
        ]
        limit = planner.parameters.add(selection.arguments["first"], page_size)
        rows = (
            f"MATCH (m:Match) WHERE {_wanted(planner, selection)} AND {_there(planner)} "
            f"WITH m ORDER BY m.safety DESC, m.score DESC, m.id LIMIT {limit} RETURN [{', '.join(values)}]"
        )
        return column(planner, selection, f"COLLECT {{ {rows} }}", _written(selection, built, write))

    return plan


def changes(work: Callable[..., Any]) -> Root:
    """Joins and partings of matches that are there, oldest first, for who keeps a copy of his own."""

    def plan(planner: Planner, selection: Selection) -> Any:
        planner.at({})
        since = selection.arguments.get("since")
        after = f"d.decided_at > {planner.parameters.add(since)}" if since is not None else TRUE
        limit = planner.parameters.add(selection.arguments["first"], page_size)
        rows = (
            f"MATCH (d:MatchDecision)-[:ON]->(m:Match) WHERE d.state IN ['LINKED', 'NOT_SAME'] "
            f"AND {all_of([after, _there(planner)])} WITH d, m ORDER BY d.decided_at, d.id LIMIT {limit} "
            "RETURN [d.id, m.id, d.state, d.decided_at, d.confirmed, m.left, m.right]"
        )
        return column(planner, selection, f"COLLECT {{ {rows} }}", valued(selection, work))

    return plan


def _wanted(planner: Planner, selection: Selection) -> str:
    given = selection.arguments
    tests = ["m.id IS NOT NULL"]
    if given.get("state") is not None:
        tests.append(f"m.state = {planner.parameters.add(given['state'].value)}")
    if given.get("id") is not None:
        tests.append(f"m.id = {planner.parameters.add(given['id'])}")
    if given.get("person") is not None:
        person = planner.parameters.add(given["person"])
        tests.append(f"(m.left = {person} OR m.right = {person})")
    return all_of(tests)


def _there(planner: Planner) -> str:
    sides = Sides(planner, "m")
    return any_of([sides.shown(), sides.reviewed()])


def _evidence(planner: Planner) -> str:
    told = ", ".join(f"m.{name}" for name in EVIDENCE)
    return f"CASE WHEN {Sides(planner, 'm').whole()} THEN [{told}] END"


def _written(
    selection: Selection, sides: Mapping[str, tuple[str, Build]], write: Callable[[Selection, Mapping[str, Any]], Any]
) -> Callable[[Any, Any], Any]:
    def one(row: list[Any]) -> Any:
        *stored, evidence = row[: len(STORED) + 1]
        told = dict(zip(STORED, stored, strict=True))
        told |= dict(zip(EVIDENCE, evidence or [None] * len(EVIDENCE), strict=True))
        return write(selection, told | sides_written(sides, row[len(STORED) + 1 :]))

    return lambda rows, _asker: [one(row) for row in rows]
