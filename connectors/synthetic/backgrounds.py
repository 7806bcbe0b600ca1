"""What stays the same about someone from report to report, drawn from that person's own stream."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from connectors.synthetic.contacts import some_email, some_phone
from connectors.synthetic.draws import Draws, Weighted
from connectors.synthetic.names import Origin, some_origin
from connectors.synthetic.people import FEMALE, MALE, Human

# Codes of the METeOR standard on Indigenous status; 9 is "not stated". The shares are a choice.
_ABORIGINAL_STATUS: Final = Weighted.of((("4", 0.845), ("9", 0.105), ("1", 0.044), ("2", 0.003), ("3", 0.003)))
_DISABILITIES: Final = [
    "VISION",
    "HEARING",
    "COMMUNICATION",
    "MOBILITY",
    "UNDERSTANDING",
    "REMEMBERING",
    "MENTAL_HEALTH",
    "OTHER",
]
_WORK: Final = (
    ("Warehouse worker", "Tindlewick Logistics"),
    ("Carpenter", "Self-employed"),
    ("Aged care worker", "Marrowfen Aged Care"),
    ("Retail assistant", "Pellabrook Grocers"),
    ("Nurse", "Wumbra Community Hospital"),
    ("Driver", "Zephane Couriers"),
    ("Chef", "Quellbird Kitchen"),
    ("Teacher", "Corrimund College"),
    ("Unemployed", None),
    ("Student", None),
    ("Home duties", None),
    ("Retired", None),
)
_GENDERS: Final = {MALE: "MAN", FEMALE: "WOMAN"}


@dataclass(frozen=True, slots=True)
class Background:
    """Lasting traits; what a report leaves out is decided where it is written."""

    origin: Origin
    aboriginal_status: str
    gender: str
    lgbtiq: bool
    disabilities: tuple[str, ...]
    mental_health: bool
    carer: bool
    interpreter_needed: bool
    occupation: str
    workplace: str | None
    phone: str
    email: str | None
    firearms_licence: bool


def background(seed: int, human: Human) -> Background:
    draws = Draws.stream(seed, "background", human.key)
    origin = some_origin(draws, human.culture)
    occupation, workplace = draws.pick(_WORK)
    given, family = human.given_names, human.family_name
    return Background(
        origin=origin,
        aboriginal_status=_aboriginal_status(draws, human),
        gender=_gender(draws, human),
        lgbtiq=draws.chance(0.04),
        disabilities=draws.some(_DISABILITIES, draws.between(1, 2)) if draws.chance(0.14) else (),
        mental_health=draws.chance(0.22),
        carer=draws.chance(0.06),
        interpreter_needed=origin.country != "Australia" and draws.chance(0.25),
        occupation=occupation,
        workplace=workplace,
        phone=some_phone(draws),
        email=some_email(draws, given, family) if draws.chance(0.3) else None,
        firearms_licence=draws.chance(0.04),
    )


def _aboriginal_status(draws: Draws, human: Human) -> str:
    """Anybody may be asked; the names of the population point to no community."""
    return draws.weighted(_ABORIGINAL_STATUS) if human.culture == "anglo" else draws.pick("44449")


def _gender(draws: Draws, human: Human) -> str:
    return "NON_BINARY" if draws.chance(0.006) else _GENDERS.get(human.sex, "NOT_STATED")
