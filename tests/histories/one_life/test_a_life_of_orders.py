"""Which orders bound him at four moments, as four roles are told it: every field worked out by hand.

2024  11 Feb 12:45 am  the notice is served            13 Feb  an interim order is made
      14 Feb  7:40 am  the interim order is served      6 May  the final order is made
       8 May  3:20 pm  the final order is served
2026   5 May           last day of the final order     19 Jan 11:20 am  the order for Tess is served
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.histories.a_life import FINAL, FOR_TESS, INTERIM, NOTICE
from tests.histories.a_life_told import CHILDREN, CIP, DOOR, MEN, ROLES
from tests.histories.lived import Life

ORDERS = """query($who: ID!, $at: DateTime) { ordersInForce(person: $who, asOf: $at) { asAt on inForce notKnown said
  orders { order binding why sentence kind number court side madeOn madeAt servedOn servedAt startsOn endsOn endedAt
    fromRegister conditions { code text holds } contradictions { field value custodians evidence } evidence } } }"""
ARARAT, BALLARAT = "Magistrates' Court at Ararat", "Magistrates' Court at Ballarat"
NO_VIOLENCE = ("NO_FAMILY_VIOLENCE", "Must not commit family violence against the protected person.")
NO_CONTACT = ("NO_CONTACT", "Must not contact or communicate with the protected person; except through a lawyer.")
AWAY = "Must not be at or within 200 metres of {}, the home of the protected person."
NOT_TOLD = "a place that is not stated here"
# The home that a condition names is told to whom that of everybody protected is. One order protects Tess alone, whom
# Child Protection's matter names. The other protects Imogen, who consents, and two children: they stand in it as people
# protected, so that an assertion has to stand for their consent (the twin is in test_a_life_denied.py).
PLACES = {
    "final": {CIP: NOT_TOLD, DOOR: NOT_TOLD, MEN: NOT_TOLD, CHILDREN: NOT_TOLD},
    "for tess": {CIP: NOT_TOLD, DOOR: NOT_TOLD, MEN: NOT_TOLD, CHILDREN: "5 Mistletoe Court, Ballarat"},
}
NOTICE_IS = {
    "kind": "FVSN", "number": NOTICE, "court": ARARAT, "madeOn": "2024-02-11", "madeAt": "2024-02-10T13:20:00Z",
    "servedOn": "2024-02-11", "servedAt": "2024-02-10T13:45:00Z", "startsOn": None, "endsOn": None,
}  # fmt: skip
INTERIM_IS = {
    "kind": "INTERIM", "number": INTERIM, "court": ARARAT, "madeOn": "2024-02-13", "madeAt": "2024-02-12T23:05:00Z",
    "servedOn": "2024-02-14", "servedAt": "2024-02-13T20:40:00Z", "startsOn": None, "endsOn": None,
}  # fmt: skip
FINAL_IS = {
    "kind": "FINAL", "number": FINAL, "court": ARARAT, "madeOn": "2024-05-06", "madeAt": "2024-05-06T01:30:00Z",
    "servedOn": "2024-05-08", "servedAt": "2024-05-08T05:20:00Z", "startsOn": "2024-05-06", "endsOn": "2026-05-05",
}  # fmt: skip
FOR_TESS_IS = {
    "kind": "FINAL", "number": FOR_TESS, "court": BALLARAT, "madeOn": "2026-01-19", "madeAt": "2026-01-19T00:00:00Z",
    "servedOn": "2026-01-19", "servedAt": "2026-01-19T00:20:00Z", "startsOn": "2026-01-19", "endsOn": "2028-01-18",
}  # fmt: skip
NAMED = {
    "notice": f"Family violence safety notice {NOTICE} against this person",
    "interim": f"Interim family violence intervention order {INTERIM} against this person",
    "final": f"Final family violence intervention order {FINAL} against this person",
    "for tess": f"Final family violence intervention order {FOR_TESS} against this person",
}
BY = {"notice": "Magistrates' Court and Victoria Police", "interim": "Magistrates' Court",
      "final": "Magistrates' Court and Victoria Police", "for tess": "Magistrates' Court"}  # fmt: skip
STATED = {"notice": ("notice", "notice by police"), "interim": ("interim",), "final": ("final", "final by police"),
          "for tess": ("for tess",)}  # fmt: skip
IN_WORDS = {"IN_FORCE": "in force", "NOT_SERVED": "not in force: not served", "ENDED": "not in force any more"}
FACTS = {"notice": NOTICE_IS, "interim": INTERIM_IS, "final": FINAL_IS, "for tess": FOR_TESS_IS}
NOTICE_ENDED = (
    f"Interim family violence intervention order {INTERIM}, which takes its place, was served at 7:40 am on 14 "
    "February 2024"
)
INTERIM_ENDED = (
    f"Final family violence intervention order {FINAL}, which takes its place, was served at 3:20 pm on 8 May 2024"
)
Found = tuple[str, str, str]  # which order, whether it binds, and why
MOMENTS: dict[str, tuple[str, str, str, list[Found]]] = {
    "between its service and what takes its place, the interim order": (
        "2024-03-20T01:00:00Z", "2024-03-20", "12:00 pm on 20 March 2024",
        [("interim", "IN_FORCE", "it was served at 7:40 am on 14 February 2024, and no end is stated"),
         ("notice", "ENDED", NOTICE_ENDED)],
    ),
    "the minute before the final order is served, still the interim order": (
        "2024-05-08T05:19:00Z", "2024-05-08", "3:19 pm on 8 May 2024",
        [("interim", "IN_FORCE", "it was served at 7:40 am on 14 February 2024, and it lasts until the order that "
          "takes its place is served"),
         ("final", "NOT_SERVED", "it was served at 3:20 pm on 8 May 2024"),
         ("notice", "ENDED", NOTICE_ENDED)],
    ),
    "from the minute of its service, the final order": (
        "2024-05-08T05:20:00Z", "2024-05-08", "3:20 pm on 8 May 2024",
        [("final", "IN_FORCE", "it was served at 3:20 pm on 8 May 2024, and it lasts until 5 May 2026"),
         ("interim", "ENDED", INTERIM_ENDED), ("notice", "ENDED", NOTICE_ENDED)],
    ),
    "after the end of that, the one for Tess": (
        "2026-06-01T02:00:00Z", "2026-06-01", "12:00 pm on 1 June 2026",
        [("for tess", "IN_FORCE", "it was served at 11:20 am on 19 January 2026, and it lasts until 18 January 2028"),
         ("final", "ENDED", "it ended on 5 May 2026"),
         ("interim", "ENDED", INTERIM_ENDED), ("notice", "ENDED", NOTICE_ENDED)],
    ),
}  # fmt: skip


def conditions(role: str, which: str, binding: str) -> list[dict[str, Any]] | None:
    """Of the notice nobody states any."""
    if which == "notice":
        return None
    second = NO_CONTACT if which == "interim" else ("STAY_AWAY_HOME", AWAY.format(PLACES[which][role]))
    return [{"code": code, "text": text, "holds": binding == "IN_FORCE"} for code, text in (NO_VIOLENCE, second)]


def contradictions(life: Life, which: str) -> list[dict[str, Any]]:
    """The first breach has another last day of the final order than the court."""
    if which != "final":
        return []
    said = (("2026-05-05", "magistrates_court", "final"), ("2025-05-05", "victoria_police", "final by police"))
    return [{"field": "ends_on", "value": value, "custodians": [by], "evidence": [life.events[name]]}
            for value, by, name in said]  # fmt: skip


def order(life: Life, role: str, clock: str, found: Found) -> dict[str, Any]:
    which, binding, why = found
    return {
        "order": life.instruments[which], "binding": binding, "why": why, "side": "AGAINST", "endedAt": None,
        "sentence": f"{NAMED[which]}: {IN_WORDS[binding]} at {clock}, for {why}. By {BY[which]}.",
        "fromRegister": True, "conditions": conditions(role, which, binding),
        "contradictions": contradictions(life, which), "evidence": sorted(life.events[name] for name in STATED[which]),
        **FACTS[which],
    }  # fmt: skip


def expected(life: Life, role: str, moment: str) -> dict[str, Any]:
    """What binds first, then what is not served, then what ended; of equals by the ids of the statements."""
    at, on, clock, found = MOMENTS[moment]
    orders = [order(life, role, clock, one) for one in found]
    first = ("IN_FORCE", "NOT_SERVED", "ENDED")
    orders.sort(key=lambda one: (first.index(one["binding"]), one["evidence"]))
    said = (
        f"Of {len(found)} orders stated, 1 bound at {clock}. This is what the statements shown say; of {len(found)} "
        "orders they hold what the register of the Magistrates' Court of Victoria said, last heard on 1 July 2026: "
        "what it entered since is not known."
    )
    return {"asAt": at, "on": on, "inForce": 1, "notKnown": 0, "orders": orders, "said": said}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("moment", MOMENTS)
async def test_what_bound_him(life: Life, role: str, moment: str) -> None:
    asked = {"who": life.any_id("him"), "at": MOMENTS[moment][0]}
    assert (await life.ask(role, ORDERS, **asked))["ordersInForce"] == expected(life, role, moment)


@pytest.mark.parametrize("role", ROLES)
async def test_what_protects_tess_is_the_same_order_from_the_other_side(life: Life, role: str) -> None:
    """Of the orders that protected Imogen it says nothing."""
    moment = "after the end of that, the one for Tess"
    [of_him] = [one for one in expected(life, role, moment)["orders"] if one["number"] == FOR_TESS]
    turned = of_him["sentence"].replace("against this person", "that protects this person")
    asked = {"who": life.any_id("tess"), "at": MOMENTS[moment][0]}
    found = (await life.ask(role, ORDERS, **asked))["ordersInForce"]
    assert found["orders"] == [{**of_him, "side": "PROTECTING", "sentence": turned}]
    assert (found["inForce"], found["notKnown"]) == (1, 0)


@pytest.mark.parametrize(("at", "orders"), [
    ("2024-02-10T12:59:59Z", []),  # the day before the notice was made
    ("2024-02-10T13:19:00Z", [("notice", "NOT_STARTED")]),
    ("2024-02-10T13:20:00Z", [("notice", "NOT_SERVED")]),
    ("2024-02-10T13:45:00Z", [("notice", "IN_FORCE")]),
    ("2024-02-13T20:39:00Z", [("notice", "IN_FORCE"), ("interim", "NOT_SERVED")]),
    ("2024-02-13T20:40:00Z", [("interim", "IN_FORCE"), ("notice", "ENDED")]),
])  # fmt: skip
async def test_the_first_nights_minute_by_minute(life: Life, at: str, orders: list[tuple[str, str]]) -> None:
    asked = {"who": life.any_id("imogen"), "at": at}
    found = (await life.ask(CIP, ORDERS, **asked))["ordersInForce"]
    names = {number: name for name, number in (("notice", NOTICE), ("interim", INTERIM))}
    assert [(names[one["number"]], one["binding"]) for one in found["orders"]] == orders


async def test_what_police_say_differently_is_told_to_nobody_while_it_is_kept(life: Life) -> None:
    """The statement stays where the report is kept: it is a record of its own."""
    moment = "from the minute of its service, the final order"
    asked = {"who": life.any_id("him"), "at": MOMENTS[moment][0]}
    async with life.excluded("final by police", "Order"):
        found = (await life.ask(CIP, ORDERS, **asked))["ordersInForce"]
    [final] = [one for one in found["orders"] if one["number"] == FINAL]
    assert (final["contradictions"], final["evidence"]) == ([], [life.events["final"]])
    assert final["sentence"].endswith("it lasts until 5 May 2026. By Magistrates' Court.")
