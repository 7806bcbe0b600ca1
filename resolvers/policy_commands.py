"""`throughline policy`: the policy checked, compared and written out before it is in force."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import typer

from authz.policy_data import Policy, load
from authz.policy_difference import Change, Reworded, changes, reworded
from authz.policy_document import unbuilt, undated
from graph.rehearsal import Rehearsal
from schema.model import MODEL


def check(folder: Path) -> None:
    """Faults are a `PolicyFault`, with file and line; else what a reader of the policy should know of it."""
    policy = load(folder)
    closed = unbuilt(policy)
    typer.echo(
        f"{folder}: no fault. {len(policy.roles)} roles, {sum(map(len, policy.cells.values()))} cells, "
        f"{len(policy.purposes)} purposes, {len(policy.searches)} searches."
    )
    typer.echo(f"{len(closed)} gates are not built, and what they bind shows nothing: {', '.join(closed)}.")
    typer.echo(f"{undated(policy)} cells have no first day that is known: they count from the adoption.")


def difference(old: Policy, new: Policy, day: str, rehearsal: Rehearsal | None, as_json: bool) -> None:
    """Who gains and who loses which fields; and, where matters were judged, how many of what is held."""
    changed, told = changes(old, new, day, MODEL.held()), reworded(old, new)
    if as_json:
        typer.echo(orjson.dumps(_as_json(changed, told, rehearsal), option=orjson.OPT_INDENT_2).decode())
        return
    for line in (*_lines(changed, told), *(_rehearsed(rehearsal) if rehearsal else ())):
        typer.echo(line)


def _lines(changed: list[Change], told: list[Reworded]) -> Iterator[str]:
    if not changed and not told:
        yield "Nobody is shown anything else."
    for change in changed:
        yield f"{change.role}, {change.position}: {change.was} → {change.now}, for {_of(change)}."
        yield from (
            f"    {verb} {len(names)}: {', '.join(names)}"
            for verb, names in (("gains", change.gained), ("loses", change.lost))
            if names
        )
    yield from (f"{one.row}: {one.value} {one.was} → {one.now}." for one in told)


def _of(change: Change) -> str:
    """`IDENTITY of VICTIM, CHILD; CONTACT of VICTIM`."""
    by_facet: dict[str, list[str]] = {}
    for facet, standing in change.of:
        by_facet.setdefault(facet, []).append(standing)
    return "; ".join(f"{facet} of {', '.join(standings)}" for facet, standings in by_facet.items())


def _rehearsed(rehearsal: Rehearsal) -> Iterator[str]:
    yield f"On {rehearsal.asked} open matters, each judged for every role of its organisation:"
    for moved, count in sorted(rehearsal.moved.items(), key=str):
        yield (
            f"    {moved.role}, {moved.purpose}: {moved.facet} of {count} {moved.noun}: "
            f"{moved.was.name} → {moved.now.name}"
        )
    if not rehearsal.moved:
        yield "    nothing that is held is shown otherwise."


def _as_json(changed: list[Change], told: list[Reworded], rehearsal: Rehearsal | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "cells": [
            {
                "role": change.role,
                "position": change.position,
                "was": str(change.was),
                "now": str(change.now),
                "of": [{"facet": facet, "standing": standing} for facet, standing in change.of],
                "gains": change.gained,
                "loses": change.lost,
            }
            for change in changed
        ],
        "rows": [{"row": one.row, "value": one.value, "was": one.was, "now": one.now} for one in told],
    }
    if rehearsal:
        moved = [
            {
                "role": one.role,
                "purpose": one.purpose,
                "noun": one.noun,
                "facet": one.facet,
                "was": one.was.name,
                "now": one.now.name,
                "count": count,
            }
            for one, count in sorted(rehearsal.moved.items(), key=str)
        ]
        found["held"] = {"judged": rehearsal.asked, "moved": moved}
    return found
