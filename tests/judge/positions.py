"""What could open at best, reasoned over positions from the tables alone, with no world at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.judge.askers import ASKERS
from tests.judge.cells import at_least, least, most
from tests.judge.facts import VIOLENT
from tests.judge.fields import AREA_OF, FACET_OF, NOUN_OF, SHOWN_FROM
from tests.judge.nouns import BELONGS, KEY_FACET, PLACES
from tests.judge.purposes import PURPOSES
from tests.judge.tables import BUILT, COLUMNS, MATRIX, ROLES, column

STANDINGS = ("VICTIM", "CHILD", "LINKED", "ALLEGED", "PERPETRATOR")
# A node of the left is there with the facet on the right, at least so much of it.
KEYS = {"PersonRecord": ("IDENTITY", "M"), **{NOUN_OF[area]: key for area, key in KEY_FACET.items()}}
PLACED = tuple(NOUN_OF[owner] for owner, _ in PLACES)
PARTS_OF = {**{NOUN_OF[area]: (NOUN_OF[owner],) for area, (owner, _) in BELONGS.items()}, "Address": PLACED}
LOCATION = ("CONTACT", "SUPPRESSED_LOCATION")


@dataclass(frozen=True, slots=True)
class Situation:
    """One way to meet a node: under which purpose, whose record, of whom."""

    role: str
    purpose: str
    own: bool
    standing: str

    def level(self, noun: str, facet: str) -> str:
        """The best level, were every gate met that can be."""
        positions = ["own"] if self.own else []
        if noun == "PersonRecord":
            positions += ["named", "other"]
        elif self._carried():
            positions += ["named"]
        return most(*(self._at(p, noun, facet) for p in positions))

    def there(self, noun: str) -> bool:
        facet, floor = KEYS[noun]
        return at_least(self.level(noun, facet), floor)

    def _carried(self) -> bool:
        """A named person of this standing has a record that is there, own or named."""
        mine = Situation(self.role, self.purpose, True, self.standing)
        levels = (mine._at(p, "PersonRecord", "IDENTITY") for p in ("own", "named"))
        return most(*levels) != "N"

    def _at(self, position: str, noun: str, facet: str) -> str:
        permit = PURPOSES[self.purpose][self.role]
        name = self.column(position, noun, facet)
        walled = position != "own" and self.purpose == "PROTECTION" and self.standing == "ALLEGED"
        hidden = facet == "REPORTER" and self.purpose not in ("CYFA_STATUTORY", "OWN_CASE")
        if walled or hidden or position not in permit.opens or name not in permit.columns:
            return "N"
        cell = MATRIX[self.role][name]
        if not all(self._can_hold(g, position, noun, facet) for g in cell.gates[position]):
            return "N"
        level = least(cell.levels[position], permit.ceiling)
        return level if at_least(level, "M") else "N"

    def column(self, position: str, noun: str, facet: str) -> str:
        if position != "own" or noun == "PersonRecord":
            return column(facet, self.standing)
        return column(facet, "VICTIM" if facet in LOCATION else "NONE")

    def _can_hold(self, gate: str, position: str, noun: str, facet: str) -> bool:
        event = noun != "PersonRecord"
        if gate not in BUILT or (position == "other" and gate not in ("perpetrator_only", "no_contact_list")):
            return False
        return {
            "established": event or self.standing == "PERPETRATOR",
            "perpetrator_only": event or self.standing in VIOLENT,
            "own_part": noun == "Referral" and self.own,
            "respondent_part": noun == "Referral" or (noun == "Incident" and facet == "NARRATIVE"),
            "police_band": noun == "Incident" and (not self.own or ASKERS[self.role].custodian == "victoria_police"),
            "perpetrator_tools": noun == "RiskAssessment",
            "risk_relevant": noun == "Charge",
            "via_cip": event,
            "filed_or_shared": self.own and noun in ("CourtFile", "Order", "Charge"),
        }.get(gate, True)


def situations(role: str) -> Iterator[Situation]:
    for purpose in ASKERS[role].purposes:
        for own in (True, False):
            for standing in STANDINGS:
                yield Situation(role, purpose, own, standing)


def showable(role: str, noun: str, field: str, facet: str) -> bool:
    """Could any world of this slice show this role this field, where it has this facet?"""
    floor = SHOWN_FROM.get((AREA_OF[noun], field), "F")
    return any(
        s.there(owner) and at_least(s.level(owner, facet), floor) and _part_there(s, owner, noun)
        for owner in PARTS_OF.get(noun, (noun,))
        for s in situations(role)
    )


def _part_there(situation: Situation, owner: str, noun: str) -> bool:
    """What belongs to an event is there where all that is said in it but free text is shown."""
    said = set(FACET_OF[AREA_OF[noun]].values()) - {"NARRATIVE"}
    return AREA_OF[noun] not in BELONGS or all(situation.level(owner, facet) == "F" for facet in said)


def facets_of(noun: str, field: str) -> tuple[str, ...]:
    return LOCATION if noun == "Address" else (FACET_OF[AREA_OF[noun]][field],)


def closed_cells() -> dict[tuple[str, str], str]:
    """The cells (role, column) that never open in this slice, and why."""
    return {(role, name): why for role in ROLES for name in COLUMNS for why in [_why_closed(role, name)] if why}


def _why_closed(role: str, name: str) -> str:
    bearers = [(noun, facet) for noun, facet in _bearers() if name in _columns_of(facet)]
    if any(_opens(s, name, noun, facet) for s in situations(role) for noun, facet in bearers):
        return ""
    cell = MATRIX[role][name]
    printed = [p for p, level in cell.levels.items() if at_least(level, "M")]
    if not printed:
        return "printed: no row"
    if not bearers:
        return "no field of this version falls under the column"
    unbuilt = {g for p in printed for g in cell.gates[p] if g not in BUILT}
    if unbuilt and all(set(cell.gates[p]) - BUILT for p in printed):
        return f"gates not built: {' '.join(sorted(unbuilt))}"
    return "no purpose opens it on a node that is there"


def _opens(situation: Situation, name: str, noun: str, facet: str) -> bool:
    """Some position of the situation opens the facet under this very column."""
    positions = ("own",) if situation.own else ()
    named = ("named", "other") if noun == "PersonRecord" else ("named",)
    carried = noun == "PersonRecord" or situation._carried()
    return situation.there(noun) and any(
        situation.column(p, noun, facet) == name and situation._at(p, noun, facet) != "N"
        for p in (*positions, *(named if carried else ()))
    )


def _bearers() -> list[tuple[str, str]]:
    """The nouns that are judged, with the facets of their fields, places among them."""
    found = {(noun, f) for noun in KEYS for f in FACET_OF[AREA_OF[noun]].values()}
    places = {(noun, f) for noun in PLACED for f in LOCATION}
    return sorted(found | places)


def _columns_of(facet: str) -> set[str]:
    return {column(facet, standing) for standing in (*STANDINGS, "NONE")}
