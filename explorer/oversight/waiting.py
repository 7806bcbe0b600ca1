"""The lists of what waits: break-glass acts, exclusions, corrections and erasures, each with its form."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from authz.local_days import start_of
from explorer.clock import NO_CLOCK, clock
from explorer.oversight.deciding import Choice, Given, Item, Kind, Said
from explorer.words import PURPOSES, called, day, day_of, moment, words_of
from resolvers.errors import Fault
from schema.decisions.words import counted, listed, named


def _asking(root: str, fields: str) -> str:
    """The text that asks a page of it."""
    page = f"found: {root}(first: $first, after: $after) {{ cursor {fields} }}"
    return f"query Waits($first: Int!, $after: String) {{ {page} }}"


# Break-glass


def _glass(said: Said, now: str) -> Item:
    outcome = said["outcome"]
    facts = (
        ("Account", said["account"]), ("Purpose", called(PURPOSES, said["purpose"])),
        ("Reason that he gave", said["reason"]),
        ("Broken", moment(said["at"])), ("Open until", moment(said["until"])),
        *([("Found", words_of(outcome))] if outcome else []),
    )  # fmt: skip
    by, left = ("", NO_CLOCK) if outcome else (f"Review by {moment(said['reviewBy'])}", clock(said["reviewBy"], now))
    return Item(said["id"], f"By {said['account']}", facts, by, left, bool(outcome))


def _reviewed(outcome: str, found: str) -> Choice:
    text = f"""mutation Review($id: ID!, $note: String!) {{
      done: reviewBreakGlass(id: $id, outcome: {outcome}, note: $note) {{ id at }} }}"""
    return Choice(outcome, found, text, lambda given: {"id": given["id"], "note": given["words"]},
                  lambda said: f"Reviewed at {moment(said['at'])}: {found.lower()}.")  # fmt: skip


GLASS = Kind(
    "glass",
    "Break-glass to review",
    "Somebody of your organisation opened a person without a record that addresses him, and said why. Of whom, is not "
    "told here. Each is to be reviewed within the hours that the policy sets, by somebody else: an act of your own is "
    "never listed to you.",
    "Nobody of your organisation broke the glass, or every act is one of your own, which another reviewer is told.",
    "reviewBreakGlass",
    _asking("breakGlassReviews", "id account purpose reason at until reviewBy outcome"),
    _glass,
    "Note",
    (_reviewed("JUSTIFIED", "Justified"), _reviewed("NOT_JUSTIFIED", "Not justified, which ends it at once")),
)


# Exclusions


def _exclusion(said: Said, now: str) -> Item:
    released = listed([named(one) for one in said["releasedTo"]]) or "nobody else"
    marked = words_of(said["type"])
    only = [("Field alone", words_of(said["field"]))] if said["field"] else []
    part = [("The part alone in", said["event"])] if said["event"] else []
    facts = (
        ("Record", said["record"]), *only, *part, ("Ground (s 144C)", said["ground"]["label"]),
        ("Reason", said["reason"]), ("Shown all the same to", released), ("Set or reviewed", moment(said["since"])),
    )  # fmt: skip
    over = start_of((date.fromisoformat(said["reviewOn"]) + timedelta(days=1)).isoformat())
    return Item(said["id"], marked, facts, f"Look at it anew by {day(said['reviewOn'])}", clock(over, now),
                released_to=frozenset(said["releasedTo"]), review_on=said["reviewOn"])  # fmt: skip


def _kept(given: Given) -> dict[str, Any]:
    on = given["review_on"]
    if day_of(on) is None:
        raise Fault("BAD_INPUT", "Look at it anew on: give a day, as 2026-12-31.")
    to = [name.removeprefix("to.") for name in given if name.startswith("to.")]
    return {"id": given["id"], "why": given["words"], "on": on, "to": to}


EXCLUSIONS = Kind(
    "exclusions",
    "Exclusions to look at anew",
    "What your organisation keeps from others as excluded information (Family Violence Protection Act 2008, s 144C), "
    "the first day of review first. A day that has passed opens nothing: the marking stands until somebody decides.",
    "Your organisation excludes nothing.",
    "reviewExclusion",
    _asking("exclusionsToReview", "id type record field event ground { label } reason reviewOn releasedTo since"),
    _exclusion,
    "Reason",
    (
        Choice(
            "KEEP", "Keep it, until the day below",
            """mutation Keep($id: ID!, $why: String!, $on: Date!, $to: [ID!]) {
              done: reviewExclusion(exclusion: $id, reason: $why, reviewOn: $on, releasedTo: $to) { id at } }""",
            _kept, lambda said: f"Kept, as marking {said['id']}.",
        ),
        Choice(
            "RELEASE", "Release it: it is shown again as the policy has it, at once",
            """mutation Release($id: ID!, $why: String!) {
              done: releaseExclusion(exclusion: $id, reason: $why) { id at } }""",
            lambda given: {"id": given["id"], "why": given["words"]},
            lambda said: f"Released: marking {said['id']} ended at {moment(said['at'])}.",
        ),
    ),
    marks_day=True,
)  # fmt: skip


# Corrections


def _correction(said: Said, _now: str) -> Item:
    facts = (
        ("Asked by", named(said["organisation"])), ("Why", said["reason"]), ("What it should say", said["says"]),
        ("Asked", moment(said["at"])),
    )  # fmt: skip
    return Item(said["id"], f"Report {said['report']}", facts)


def _corrected(upheld: str, code: str, words: str) -> Choice:
    text = f"""mutation Correct($id: ID!, $why: String!) {{
      done: decideCorrection(correction: $id, upheld: {upheld}, reason: $why) {{ state at recipients }} }}"""
    return Choice(code, words, text, lambda given: {"id": given["id"], "why": given["words"]}, _told_of)


def _told_of(said: Said) -> str:
    if said["state"] != "UPHELD":
        return f"Refused at {moment(said['at'])}: the report no longer says that a correction is asked."
    to = listed([named(one) for one in said["recipients"]])
    tell = f"These were told of anybody in it, so tell them: {to}." if to else "No organisation was told of it."
    return f"Upheld at {moment(said['at'])}: the report says so until its source sends a newer version. {tell}"


CORRECTIONS = Kind(
    "corrections",
    "Corrections to decide",
    "Somebody who is shown a police report of your organisation asks that it be corrected who used violence in it. "
    "Until it is decided the report says so to every reader. A request of your own is decided by another reviewer.",
    "No correction of a report of your organisation is asked.",
    "decideCorrection",
    _asking("correctionsToDecide", "id report organisation reason says at"),
    _correction,
    "Reason",
    (
        _corrected("true", "UPHOLD", "Uphold it: the report is to be corrected at its source"),
        _corrected("false", "REFUSE", "Refuse it: the report is right as it is"),
    ),
)


# Erasures


def _erasure(said: Said, _now: str) -> Item:
    facts = (
        ("Record", said["record"]), ("Disposal authority", said["authority"]), ("Why", said["reason"]),
        ("Asked", moment(said["at"])),
    )  # fmt: skip
    return Item(said["id"], words_of(said["type"]), facts)


def _gone(said: Said) -> str:
    kept = f"Entry {said['entry']} of the ledger says so; throughline ledger prove {said['entry']} proves it."
    if said["state"] != "ERASED":
        return f"Refused at {moment(said['at'])}: the record is as it was. {kept}"
    return f"Erased at {moment(said['at'])}: {counted(said['versions'], 'version')}. {kept}"


def _erased(granted: str, code: str, words: str, confirm: str = "") -> Choice:
    text = f"""mutation Erase($id: ID!, $why: String!) {{
      done: decideErasure(erasure: $id, granted: {granted}, reason: $why) {{ state versions entry at }} }}"""
    return Choice(code, words, text, lambda given: {"id": given["id"], "why": given["words"]}, _gone, confirm)


ERASURES = Kind(
    "erasures",
    "Erasures to decide",
    "Another reviewer of your organisation asks that a record be erased. What is erased is the whole record in all its "
    "versions, whatever of it is named. It takes two: your own request is decided by another reviewer.",
    "No erasure of a record of your organisation is asked.",
    "decideErasure",
    _asking("erasuresToDecide", "id type record authority reason at"),
    _erasure,
    "Reason",
    (
        _erased("true", "GRANT", "Grant it: the record is erased", "I know that an erasure cannot be undone"),
        _erased("false", "REFUSE", "Refuse it: the record stays"),
    ),
)

KINDS = (GLASS, EXCLUSIONS, CORRECTIONS, ERASURES)
