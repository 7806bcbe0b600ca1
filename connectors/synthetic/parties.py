"""Sections C, D and E: the people of a report, as the member wrote them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from connectors.synthetic.addresses import former_residence, residence
from connectors.synthetic.backgrounds import Background, background
from connectors.synthetic.draws import Draws
from connectors.synthetic.errors import misrecord
from connectors.synthetic.events import Event
from connectors.synthetic.homes import Homes
from connectors.synthetic.people import FEMALE, Human
from connectors.synthetic.ties import PARTNERS

Fields = dict[str, Any]

_FEARS = ("NOT_AFRAID", "SOMEWHAT_AFRAID", "AFRAID", "VERY_AFRAID", "DECLINED", "UNKNOWN")
_RELATIVE = ("OTHER_RELATIVE", "OTHER_RELATIVE")
_CHILD_IS = dict.fromkeys(PARTNERS, ("CHILD", "CHILD")) | {"PARENT": ("SIBLING", "CHILD")}
_SCHOOLS = ("Quellbird Primary School", "Tindlewick Primary School", "Corrimund College")


@dataclass(frozen=True, slots=True)
class PartyWriter:
    """Writes one person of one report. `draws` is the stream of the report."""

    seed: int
    homes: Homes
    draws: Draws
    event: Event
    slips: Draws | None  # a stream of its own, so that a corrected version differs in nothing else

    def affected(self) -> Fields:
        human, traits = self.event.tie.affected, self._traits(self.event.tie.affected)
        return self._adult(human, traits) | {
            "contacts": self._contacts(traits, asked_safe=True),
            "fear_level": self._fear(),
            "wants_action": self.draws.chance(0.6),
            "pregnant": self._pregnant(human),
            "safe_contact": self.draws.pick(("Text first", "Through a friend", None, None)),
            "safe_time_to_call": self.draws.pick(("Weekdays 10:00 to 14:00", None, None)),
            "contact_consent": self.draws.chance(0.8),
        }

    def respondent(self) -> Fields:
        tie, day = self.event.tie, self.event.day
        traits = self._traits(tie.respondent)
        fields = self._adult(tie.respondent, traits) | {
            "contacts": self._contacts(traits, asked_safe=False),
            "custody_status": self._custody(),
            "firearms_access": self._firearms(traits),
            "firearms_licence": "YES" if traits.firearms_licence else "NO",
            "relationship": tie.kind,
            "relationship_currency": self._currency(),
            "worker_cautions": self._cautions(traits),
            "living_together": tie.living_together(day),
            "separated_on": _iso(tie.separated_on) if tie.separated(day) else None,
        }
        return fields | self._respondent_as(tie.respondent)

    def child(self, human: Human) -> Fields:
        tie, day = self.event.tie, self.event.day
        school = self.draws.pick(_SCHOOLS) if human.age_on(day) >= 5 else None
        return self._identity(human) | {
            "sex": human.sex,
            "addresses": self._addresses(human),
            "school": school,
            "relation_to_affected": _CHILD_IS.get(tie.kind, _RELATIVE)[0],
            "relation_to_respondent": _CHILD_IS.get(tie.kind, _RELATIVE)[1],
            "exposures": self._exposures(),
            "current_care": "With the affected family member" if tie.partners else None,
        }

    def other(self, human: Human) -> Fields:
        kin = human.family_name == self.event.tie.affected.family_name
        relation = "OTHER_RELATIVE" if kin else self.draws.pick(("NEIGHBOUR", "FRIEND"))
        traits = self._traits(human)
        return self._identity(human) | {
            "sex": human.sex,
            "contacts": self._contacts(traits, asked_safe=False)[:1],
            "relation_to_affected": relation,
            "relation_to_respondent": "UNKNOWN" if kin else relation,
        }

    def _adult(self, human: Human, traits: Background) -> Fields:
        day = self.event.day
        asked = self.draws.chance(0.93)
        return self._identity(human) | {
            "sex": human.sex,
            "gender": traits.gender,
            "aboriginal_status": traits.aboriginal_status if asked else "9",
            "country_of_birth": traits.origin.country,
            "language": None if traits.origin.language == "English" else traits.origin.language,
            "interpreter_needed": traits.interpreter_needed,
            "lgbtiq": traits.lgbtiq if self.draws.chance(0.5) else None,
            "communities": [],
            "disabilities": list(traits.disabilities),
            "support_needs": "Plain language" if "UNDERSTANDING" in traits.disabilities else None,
            "mental_health": traits.mental_health,
            "older_person": human.age_on(day) >= 65,
            "carer": traits.carer,
            "occupation": traits.occupation if self.draws.chance(0.5) else None,
            "workplace": traits.workplace if self.draws.chance(0.3) else None,
            "addresses": self._addresses(human),
        }

    def _identity(self, human: Human) -> Fields:
        stated: Fields = {
            "person_number": human.number,
            "family_name": human.family_name,
            "given_names": human.given_names,
            "birth_date": human.birth_date.isoformat(),
            "aliases": self._aliases(human),
        }
        if self.slips is None or self.event.role:
            return stated
        return misrecord(self.slips, stated, self.event.day)

    def _aliases(self, human: Human) -> list[Fields]:
        """Known aliases are stated in some of the reports."""
        alias = human.alias
        if alias is None or not self.draws.chance(0.6):
            return []
        names = {"family_name": alias.family_name, "given_names": alias.given_names}
        return [{"name_type": alias.name_type, **names}]

    def _respondent_as(self, human: Human) -> Fields:
        """A planted report may name him by his alias, or without the number of police."""
        if self.event.named_as == "ALIAS" and human.alias is not None:
            alias, own = human.alias, {"name_type": "LEGAL"}
            names = {"family_name": human.family_name, "given_names": human.given_names}
            return {
                "family_name": alias.family_name,
                "given_names": alias.given_names,
                "aliases": [own | names],
            }
        return {"person_number": None} if self.event.named_as == "UNNUMBERED" else {}

    def _contacts(self, traits: Background, asked_safe: bool) -> list[Fields]:
        safe = self.draws.chance(0.75) if asked_safe else None
        note = "Do not leave a message" if safe is False else None
        contacts: list[Fields] = [{"kind": "PHONE", "value": traits.phone, "safe": safe, "note": note}]
        if traits.email:
            contacts.append({"kind": "EMAIL", "value": traits.email, "safe": safe})
        return contacts if self.draws.chance(0.9) else []

    def _addresses(self, human: Human) -> list[Fields]:
        day = self.event.day
        home, left = self.homes.at(human, day), self.homes.left(human, day)
        addresses = [residence(home)]
        if left and self.draws.chance(0.4):
            addresses.append(former_residence(*left))
        return addresses

    def _exposures(self) -> list[str]:
        if not self.event.children_present:
            return []
        if self.event.gravity >= 2 and self.draws.chance(0.06):
            return ["PRESENT", "HARMED"]
        return self.draws.pick((["PRESENT"], ["PRESENT", "HEARD"], ["PRESENT", "WITNESSED"]))

    def _fear(self) -> str:
        return self.draws.pick(_FEARS[min(self.event.gravity, 3) :])

    def _pregnant(self, human: Human) -> bool | None:
        if human.sex != FEMALE or not 14 <= human.age_on(self.event.day) <= 50:
            return None
        return self.draws.chance(0.04)

    def _custody(self) -> str:
        held = self.event.gravity >= 2 and self.draws.chance(0.12 * self.event.gravity)
        kept = ("POLICE_CUSTODY", "BAIL", "REMAND")
        free = ("NOT_IN_CUSTODY", "NOT_IN_CUSTODY", "NOT_IN_CUSTODY", "UNKNOWN")
        return self.draws.pick(kept if held else free)

    def _firearms(self, traits: Background) -> str:
        if traits.firearms_licence:
            return "YES"
        return self.draws.pick(("NO", "NO", "NO", "UNKNOWN"))

    def _cautions(self, traits: Background) -> list[str]:
        """Of what is known of him, without a draw: whoever he is otherwise, he stays."""
        armed = ["WEAPON_AT_HAND"] if traits.firearms_licence else []
        return [*armed, *(["SEE_IN_PAIRS"] if self.event.gravity >= 3 else [])]

    def _currency(self) -> str:
        tie = self.event.tie
        if not tie.partners:
            return "CURRENT" if tie.together else "UNKNOWN"
        if tie.separated(self.event.day):
            return "FORMER"
        return "CURRENT" if tie.together else "NEVER_COHABITED"

    def _traits(self, human: Human) -> Background:
        return background(self.seed, human)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
