"""What an event of some gravity looks like on the form: flags, injuries, offence codes.

Codes: Australian and New Zealand Standard Offence Classification 2011; Family Violence Protection
Act 2008 (Vic) ss 37-125A; Crimes Act 1958 (Vic) ss 20, 34AD, 34AE (from 13 October 2024).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from connectors.synthetic.draws import Draws
from connectors.synthetic.figures import CHARGED_OF_OFFENCES
from connectors.synthetic.history import Record

Fields = dict[str, Any]

_STRANGULATION_OFFENCES_FROM: Final = date(2024, 10, 13)
_NOT_ANSWERED = 0.02
_FLAGS: Final = (
    "weapon_used",
    "strangulation",
    "threat_to_kill",
    "property_damage",
    "sexual_violence",
)


def conduct(draws: Draws, record: Record) -> Fields:
    """Everything of section B that follows from the gravity of the event."""
    event = record.event
    fields: Fields = dict.fromkeys(_FLAGS, False) | {"weapons": [], "injuries": "NONE"}
    fields |= _BY_GRAVITY[event.gravity](draws, event.day)
    if record.breach:
        alone = event.gravity == 1 and draws.chance(0.6)
        fields["offences"] = [record.breach, *([] if alone else fields["offences"])]
    fields |= {
        "alcohol": draws.chance(0.28),
        "drugs": draws.chance(0.13),
        "pets_harmed": draws.chance(0.01 + 0.006 * event.gravity),
    }
    return _with_gaps(draws, fields)


def charges(draws: Draws, offences: list[str]) -> list[str]:
    """What was charged of the offences recorded. Crime Statistics Agency Victoria, 2022-23."""
    return list(offences) if offences and draws.chance(CHARGED_OF_OFFENCES) else []


def _no_offence(draws: Draws, day: date) -> Fields:
    return {"offences": []}


def _property_or_harassment(draws: Draws, day: date) -> Fields:
    if draws.chance(0.45):
        return {"offences": ["121"], "property_damage": True}
    return {"offences": [draws.pick(("0531", "0532", "0291", "0532"))]}


def _assault(draws: Draws, day: date) -> Fields:
    damage = draws.chance(0.2)
    return {
        "offences": ["0213", "121"] if damage else ["0213"],
        "injuries": draws.pick(("NONE", "MINOR", "MINOR", "UNKNOWN")),
        "property_damage": damage,
    }


def _serious(draws: Draws, day: date) -> Fields:
    if draws.chance(0.3):
        return {"offences": ["0311"], "sexual_violence": True, "injuries": "UNKNOWN"}
    return {"offences": ["0211"], "injuries": draws.pick(("MINOR", "HOSPITAL", "SERIOUS"))}


def _lethal(draws: Draws, day: date) -> Fields:
    choice = draws.between(1, 10)
    if choice <= 3:
        return {"strangulation": True, "offences": _strangulation(day), "injuries": "HOSPITAL"}
    if choice <= 7:
        return {"threat_to_kill": True, "offences": ["CRIMES_20"]}
    weapons = [draws.pick(("KNIFE", "BLUNT", "HOUSEHOLD_OBJECT", "TOOL", "VEHICLE", "FIREARM"))]
    injuries = draws.pick(("NONE", "MINOR", "SERIOUS"))
    return {"weapon_used": True, "weapons": weapons, "offences": ["0212"], "injuries": injuries}


def _homicidal(draws: Draws, day: date) -> Fields:
    return {
        "offences": ["0121"],
        "injuries": "LIFE_THREATENING",
        "weapon_used": True,
        "weapons": ["KNIFE"],
        "threat_to_kill": True,
    }


def _strangulation(day: date) -> list[str]:
    return ["CRIMES_34AD"] if day >= _STRANGULATION_OFFENCES_FROM else ["0211"]


def _with_gaps(draws: Draws, fields: Fields) -> Fields:
    """A flag that was not answered is not "no"; one that was ticked is never lost."""
    return {name: None if value is False and draws.chance(_NOT_ANSWERED) else value for name, value in fields.items()}


_BY_GRAVITY: Final[tuple[Callable[[Draws, date], Fields], ...]] = (
    _no_offence,
    _property_or_harassment,
    _assault,
    _serious,
    _lethal,
    _homicidal,
)
