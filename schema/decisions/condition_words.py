"""A condition of an order in plain English, with what it is measured by; what is not stated is said, never made up.

Conditions and exceptions: Family Violence Protection Act 2008 (Vic) ss 81, 89, 92 and the application form. The words
are this project's; the court's own stand beside them where it sent any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schema import codes
from schema.decisions.words import day, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A condition as it is shown. `place` is an address on one line. None: not stated, or not shown."""

    code: str | None
    distance_m: int | None = None
    place: str | None = None
    persons: tuple[str, ...] | None = None
    exceptions: tuple[str, ...] | None = None
    text: str | None = None
    suspended: bool | None = None
    from_on: str | None = None  # YYYY-MM-DD
    until_on: str | None = None


DISTANCE, PLACE, TEXT = "distance_m", "place", "text"
MEASURED_BY = {
    "NO_APPROACH": DISTANCE,
    "STAY_AWAY_HOME": PLACE,
    "STAY_AWAY_WORK": PLACE,
    "STAY_AWAY_SCHOOL": PLACE,
    "EXCLUSION": PLACE,
    "OTHER": TEXT,
}
PROTECTED = "the protected person"
SENTENCES = {
    "NO_FAMILY_VIOLENCE": "Must not commit family violence against {persons}",
    "NO_DAMAGE": "Must not damage property of {persons}, or threaten to",
    "NO_SURVEILLANCE": "Must not locate, follow or keep under surveillance {persons}",
    "NO_PUBLISHING": "Must not publish anything about {persons}",
    "NO_CONTACT": "Must not contact or communicate with {persons}",
    "NO_APPROACH": "Must not approach {within} of {target}",
    "STAY_AWAY_HOME": "Must not be at or {near} {place}, the home of {persons}",
    "STAY_AWAY_WORK": "Must not be at or {near} {place}, the place of work of {persons}",
    "STAY_AWAY_SCHOOL": "Must not be at or {near} {place}, the school or childcare of {persons}",
    "EXCLUSION": "Is excluded from {place}, and must not live there",
}


def missing(code: str | None, distance_m: int | None, place: bool, text: str | None) -> bool:
    """Is what the condition is measured by not stated? An unknown condition needs nothing that is known."""
    held = {DISTANCE: distance_m is not None, PLACE: place, TEXT: bool(text)}
    return not held.get(MEASURED_BY.get(code or "", ""), True)


def in_words(said: Stated) -> str:
    """ "Must not approach within 200 metres of 12 Example Street, Frankston; except through a lawyer." """
    return "; ".join((_forbids(said), *_limits(said))) + "." + _in_the_courts_words(said)


def holds_on(said: Stated, on: str) -> bool:
    """On a day on which the order binds: neither suspended nor before or after the condition's own days."""
    return not said.suspended and (said.from_on or on) <= on <= (said.until_on or on)


def _forbids(said: Stated) -> str:
    if said.code == "OTHER":
        return (
            f"The court's own condition: “{said.text}”"
            if said.text
            else "A condition of which the words are not stated"
        )
    if said.code is None:
        return "A condition of a kind that is not stated"
    sentence = SENTENCES.get(said.code, codes.label("order_condition", said.code))
    persons = listed(said.persons) if said.persons else PROTECTED
    within = (
        f"within {said.distance_m} metres" if said.distance_m is not None else "within a distance that is not stated"
    )
    near = "near" if said.distance_m is None else f"within {said.distance_m} metres of"
    place = said.place or "a place that is not stated here"
    return sentence.format(persons=persons, within=within, near=near, place=place, target=said.place or persons)


def _limits(said: Stated) -> Iterator[str]:
    if said.exceptions:
        yield f"except {listed([_lowered(codes.label('condition_exception', code)) for code in said.exceptions])}"
    if said.from_on:
        yield f"from {day(said.from_on)}"
    if said.until_on:
        yield f"until {day(said.until_on)}"
    if said.suspended:
        yield "suspended for now"


def _in_the_courts_words(said: Stated) -> str:
    return f" In the court's words: “{said.text}”" if said.text and said.code != "OTHER" else ""


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]
