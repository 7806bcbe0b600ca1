"""The planted people: a few stories that a demonstration can tell, the same for every seed.

Who they are and what happens is in `script.py`; here it becomes people, homes, ties and events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from connectors.synthetic.draws import Draws
from connectors.synthetic.events import Event
from connectors.synthetic.homes import Homes
from connectors.synthetic.people import Human, Register
from connectors.synthetic.places import locality_of, some_place
from connectors.synthetic.script import BLAMED, MISIDENTIFIED, PEOPLE, SUBJECT, Line
from connectors.synthetic.ties import Tie

ROLES: Final = tuple(human.key for human in PEOPLE)
CAST_REPORTS: Final = len(SUBJECT) + len(MISIDENTIFIED) + 1


@dataclass(frozen=True, slots=True)
class Stage:
    """The time of the stories; fewer than six years draw them together."""

    until: date
    years: int

    def day(self, before: int) -> date:
        return self.until - timedelta(days=round(before * min(1.0, self.years / 6)))


def planted(stage: Stage, register: Register, homes: Homes, first: int) -> list[Event]:
    """Adds the people and their homes; gives the events, with attendances numbered from `first`."""
    people = {human.key: register.add(human) for human in PEOPLE}
    _settle(stage, people, homes)
    ties = _ties(stage, people)
    script = [(line, ties[line[1]]) for line in (*SUBJECT, *MISIDENTIFIED)]
    events = list(_events(stage, script, first))
    blamed = replace(events[-1], tie=events[-1].tie.backwards, gravity=BLAMED)
    return [*events, replace(blamed, role="misidentified", order="")]


def _events(stage: Stage, script: list[tuple[Line, Tie]], first: int) -> Iterator[Event]:
    attendance, last = first - 1, None
    for (before, whose, gravity, present, order, named_as), tie in script:
        attendance += (before, tie.respondent.key) != last
        last = (before, tie.respondent.key)
        day = stage.day(before)
        at = datetime(day.year, day.month, day.day, 17 + before % 6, before % 60)
        role = "subject" if whose == "misidentified" else whose
        yield Event(tie, at, attendance, gravity, present, None, order, role, named_as)


def _ties(stage: Stage, people: dict[str, Human]) -> dict[str, Tie]:
    subject, day = people["subject"], stage.day
    children = {
        "homeless_client": ("child_one", "child_two"),
        "relocated": ("child_three",),
        "new_partner": ("child_four", "child_five"),
    }

    def tie(who: str, kind: str, since: int, separated: int | None, him: Human = subject) -> Tie:
        young = tuple(people[key] for key in children.get(who, ()))
        end = None if separated is None else day(separated)
        key = f"{him.key}:{who}"
        return Tie(key, him, people[who], kind, day(since), kind != "CHILD", end, young)

    return {
        "homeless_client": tie("homeless_client", "SPOUSE", 4200, 1520),
        "mother": tie("mother", "CHILD", 9000, None),
        "relocated": tie("relocated", "DE_FACTO", 1240, 795),
        "new_partner": tie("new_partner", "DOMESTIC_PARTNER", 450, None),
        "misidentified": tie("misidentified", "SPOUSE", 3600, None, people["her_partner"]),
    }


def _settle(stage: Stage, people: dict[str, Human], homes: Homes) -> None:
    """(from days before, who, where, whether it is not to be disclosed)."""
    draws, shared = Draws.stream("cast", "homes"), ("subject", "homeless_client")
    for since, who, lga, suppressed in (
        (4200, (*shared, "child_one", "child_two"), "Frankston", False),
        (9000, ("mother",), "Frankston", False),
        (3900, ("relocated", "child_three"), "Casey", False),
        (1240, ("subject", "relocated", "child_three"), "Greater Dandenong", False),
        (1510, ("homeless_client", "child_one", "child_two"), "Frankston", False),
        (794, ("relocated", "child_three"), "Ballarat", True),
        (3000, ("new_partner", "child_four", "child_five"), "Casey", False),
        (450, ("subject", "new_partner", "child_four", "child_five"), "Casey", False),
        (3600, ("misidentified", "her_partner"), "Brimbank", False),
    ):
        place = some_place(draws, locality_of(lga))
        for key in who:
            homes.move(people[key], stage.day(since), place, suppressed)
