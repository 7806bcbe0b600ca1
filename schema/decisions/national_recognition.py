"""Which notices and orders every state and territory enforces without registration."""

from __future__ import annotations

from schema.decisions.order_states import APPLICATION
from schema.law import Example, Law

SCHEME_BEGAN = "2017-11-25"
LOCAL = frozenset({"FVSN", "INTERIM", "FINAL"})


def recognised_nationally(kind: str | None, made_on: str | None, last_day: str | None, over: bool) -> bool | None:
    """Of a Victorian instrument. Days are local; `last_day` is when it ended or is to end, `over` that it has ended,
    whenever that was. None: not enough is stated."""
    if kind == APPLICATION:
        return False
    if kind not in LOCAL or made_on is None:
        return None
    if made_on >= SCHEME_BEGAN:
        return True
    if last_day is None:
        return None if over else True
    return last_day >= SCHEME_BEGAN


def _made(kind: str, made_on: str | None, last_day: str | None = None, over: bool = False) -> Example:
    words = f"{kind}, made on {made_on or 'a day that is not stated'}"
    end = f", last day {last_day}" if last_day else ", over, on a day that is not stated" if over else ""
    return Example(words + end, lambda: recognised_nationally(kind, made_on, last_day, over))


LAW = Law(
    name="national-recognition",
    title="National recognition of notices and orders",
    says="`recognisedNationally` of an order that a Victorian court's register states. Recognition is not service: in "
    "every place an order is enforced only against somebody who was properly notified of it (s 15).",
    source="National Domestic Violence Order Scheme Act 2016 (Vic) ss 5, 10, 15, 34, in force from 25 November 2017; "
    "Family Violence Protection Act 2008 (Vic) Part 10; Victoria Police, National Domestic Violence Order Scheme",
    columns=("what", "recognised"),
    rows=(
        ("a safety notice, interim or final order made on or after 25 November 2017", "yes"),
        ("one made before, that had not ended by then", "yes"),
        ("one made before, that had ended by then", "no"),
        ("one made before, that is over, and not on which day", "not known"),
        ("an application", "no"),
        ("what kind it is, or when it was made, is not stated", "not known"),
    ),
    examples=(
        _made("FINAL", "2017-11-24", "2017-11-24"),
        _made("FINAL", "2017-11-24", "2017-11-25"),
        _made("INTERIM", "2017-11-25"),
        _made("FINAL", "2016-05-01"),
        _made("FINAL", "2016-05-01", over=True),
        _made("APPLICATION", "2026-03-01"),
        _made("FINAL", None),
    ),
    since=SCHEME_BEGAN,
)
