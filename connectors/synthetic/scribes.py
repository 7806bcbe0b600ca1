"""How each of the other systems writes people down: under numbers of its own, where they live by now, with slips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from connectors.synthetic.addresses import residence
from connectors.synthetic.backgrounds import background
from connectors.synthetic.cast import ROLES
from connectors.synthetic.draws import Draws
from connectors.synthetic.errors import misrecord
from connectors.synthetic.homes import Homes
from connectors.synthetic.people import Human
from connectors.synthetic.population import Population

Fields = dict[str, Any]

# Custodian -> what its numbers begin with, the first of them, and the step between two.
NUMBERS: Final[Mapping[str, tuple[str, int, int]]] = {
    "magistrates_court": ("MC", 610_000, 3),
    "childrens_court": ("CC", 80_000, 2),
    "corrections_victoria": ("", 2_100_000, 11),
    "child_protection": ("CR", 4_400_000, 5),
    "orange_door": ("TOD-", 300_000, 7),
    "specialist_fv_service": ("S", 52_000, 13),
}
_REACHED = 0.75


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes people for one custodian. `places` is where in the register each stands."""

    custodian: str
    seed: int
    homes: Homes
    places: Mapping[str, int]

    @classmethod
    def of(cls, custodian: str, found: Population) -> Scribe:
        places = {key: place for place, key in enumerate(found.people)}
        return cls(custodian, found.seed, found.homes, places)

    def number(self, human: Human) -> str:
        """The custodian's own number of the person: one human being, one number."""
        prefix, first, step = NUMBERS[self.custodian]
        return f"{prefix}{first + step * self.places[human.key]}"

    def party(self, human: Human, day: date, document: str) -> Fields:
        """The person as a document has it that was written on that day, and where the person lived then."""
        draws = Draws.stream(self.seed, "scribe", self.custodian, document, human.key)
        stated = self.identity(human) | {"aliases": _aliases(draws, human)}
        if human.key not in ROLES:
            stated = misrecord(draws, stated, day)
        return stated | {
            "sex": human.sex,
            "contacts": self._contacts(draws, human),
            "addresses": [residence(self.homes.at(human, day))],
        }

    def identity(self, human: Human) -> Fields:
        return {
            "person_number": self.number(human),
            "family_name": human.family_name,
            "given_names": human.given_names,
            "birth_date": human.birth_date.isoformat(),
        }

    def _contacts(self, draws: Draws, human: Human) -> list[Fields]:
        asked = draws.chance(_REACHED) or human.key in ROLES
        return [{"kind": "PHONE", "value": background(self.seed, human).phone}] if asked else []


def _aliases(draws: Draws, human: Human) -> list[Fields]:
    alias = human.alias
    if alias is None or not draws.chance(0.6):
        return []
    return [{"name_type": alias.name_type, "family_name": alias.family_name, "given_names": alias.given_names}]
