"""Everything of a world that a judge shows, so that two worlds can be compared by it."""

from __future__ import annotations

from typing import Any

from tests.judge.fields import ALWAYS, FACET_OF, NOUN_OF
from tests.judge.judge import Judge
from tests.judge.loading import guarded
from tests.judge.nouns import EDGES, SUMMARIES
from tests.judge.values import order_in_force

Seen = dict[str, Any]
_TIMES = ("received_at", "recorded_from", "recorded_to")
# What of an event a summary is worked out of, and by which it is there as of a day.
BASIS: dict[str, tuple[str, ...]] = {
    "incidents": (*FACET_OF["incidents"], *_TIMES, "AT_ATTENDANCE"),
    "episodes": ("in_custody", "from_at", *_TIMES),
    "charges": ("family_violence_offence", "violence_offence", "charge_pending", "on_bail", "occurred_at", *_TIMES),
    "reports": ("open_now", "received_on", *_TIMES),
    "plans": ("made_on", *_TIMES),
}


def looks(judge: Judge, goal: Seen) -> bool:
    """The same is seen; what is there is compared first, being the quicker to tell."""
    there = {area: {_name(judge, area, n) for n in judge.world[area] if judge.there(area, n)} for area in NOUN_OF}
    return there == {a: set(names) for a, names in goal["nodes"].items()} and seen(judge) == goal


def seen(judge: Judge) -> Seen:
    """All nodes there, what is shown of them, and the facts that the walls stand on."""
    there = {area: [n for n in judge.world[area] if judge.there(area, n)] for area in NOUN_OF}
    return {
        "nodes": {a: {_name(judge, a, n): _node(judge, a, n) for n in names} for a, names in there.items()},
        "edges": _edges(judge, {(a, n) for a, names in there.items() for n in names}),
        "persons": {_id(judge, p): _person(judge, p) for p in there["persons"]},
        "walls": _walls(judge),
    }


def _node(judge: Judge, area: str, name: str) -> dict[str, Any]:
    thing = judge.world[area][name]
    fields = dict.fromkeys([*ALWAYS, *FACET_OF[area]]) if area != "persons" else ()
    found = {f: (thing.get(f), judge.whole(area, name, f)) for f in fields if judge.shown(area, name, f)}
    if area == "orders":
        found["works out as in force"] = (order_in_force(thing, judge.now), False)
    if area == "records":
        found["the standing that makes it an own record"] = (thing["standing"], False)
    return found


def _edges(judge: Judge, there: set[tuple[str, str]]) -> set[tuple[str, str, str]]:
    return {
        (name, key, x)
        for area, key, other in EDGES
        for name, thing in judge.world[area].items()
        if (area, name) in there
        for x in thing[key]
        if (other, x) in there and not (other == "records" and judge.facts.apart_of(area, name, x))
    }


def _name(judge: Judge, area: str, name: str) -> str:
    return _id(judge, name) if area == "persons" else name


def _id(judge: Judge, person: str) -> str:
    """The least of the origins of the records there: that of a hidden record tells nothing."""
    links = judge.world["persons"][person]["records"]
    return min((str(link["origin"]) for r, link in links.items() if judge.there("records", r)), default=person)


def _person(judge: Judge, person: str) -> dict[str, Any]:
    """The records there, and what the summaries of this person rest on."""
    links = judge.world["persons"][person]["records"]
    return {
        "records": {r: link for r, link in links.items() if judge.there("records", r)},
        "summaries": {
            area: {e: _summed(judge, area, e, person) for e in judge.summed(area, person)} for area in SUMMARIES
        },
    }


def _summed(judge: Judge, area: str, event: str, person: str) -> tuple[dict[str, Any], list[str]]:
    """What a summary rests on, and the records by which: one is known only since they are."""
    mine = (
        p for p in judge.facts.parts if (p.area, p.event, p.person, p.key) == (area, event, person, SUMMARIES[area][0])
    )
    by = (
        p.record for p in mine if judge.there("records", p.record) and not judge.facts.apart_of(area, event, p.record)
    )
    return _basis(judge, area, event), sorted(by)


def _basis(judge: Judge, area: str, event: str) -> dict[str, Any]:
    held, kept = judge.world[area][event], judge.facts.kept(area, event)
    return {field: held.get(field) for field in BASIS[area] if field not in kept}


def _walls(judge: Judge) -> dict[str, Any]:
    """A wall is a decision on hidden facts, and its effect may be seen."""
    addresses = judge.world["addresses"].items()
    return {
        "walled": {_id(judge, p) for p in judge.facts.walled},
        "governing": {_id(judge, p): judge.facts.governing(p) for p in judge.facts.names},
        "guarded": {n: guarded(judge.world, x) for n, x in addresses if judge.there("addresses", n)},
    }
