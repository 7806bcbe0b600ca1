"""What a judgement stands on: who is named and served, who stands where, what protects whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tests.judge.askers import CLASSES, Asker
from tests.judge.loading import OPEN, World
from tests.judge.nouns import BELONGS, PARTS, PARTY, PLACES, WHEN
from tests.judge.tables import CHILD_UNTIL, PROTECTIVE_ORDER, WINDOW_MONTHS
from tests.judge.values import order_in_force

PROTECTED = ("CHILD", "VICTIM", "LINKED")
VIOLENT = ("ALLEGED", "PERPETRATOR")


@dataclass(frozen=True, slots=True)
class Part:
    """One record's part in one event, as its source said it."""

    area: str
    event: str
    record: str
    person: str
    standing: str
    key: str


class Facts:
    """Facts of one world for one asker at one moment; nothing here opens anything yet."""

    def __init__(self, world: World, asker: Asker, now: str) -> None:
        self.world, self.asker, self.now, self.today = world, asker, now, now[:10]
        self.links = dict(self._links())
        self.person_of = {record: person for record, (person, _) in self.links.items()}
        self.parts = list(self._parts())
        self._by_event: dict[tuple[str, str], list[Part]] = {}
        for part in self.parts:
            self._by_event.setdefault((part.area, part.event), []).append(part)
        self.conflicted = frozenset(
            c["person"]
            for whose in (world["accounts"].get(asker.account, {}), world["organisations"].get(asker.organisation, {}))
            for c in whose.get("conflicts", ())
            if c["since"] <= now < c["until"] and asker.account not in c.get("excepted", ())
        )
        self.out_of_reach = self._out_of_reach()
        self.matter = self._held_matter()
        self.names = self._in_force(self.matter)
        self.clients = self._clients("account", asker.account)
        self.org_clients = self._clients("organisation", asker.organisation)
        self.walled = self._walled()
        self.governing = cache(self._governing)

    def _links(self) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
        for person, thing in self.world["persons"].items():
            for record, link in thing["records"].items():
                if link["until"] > self.now:
                    yield record, (person, link)

    def _parts(self) -> Iterator[Part]:
        for area, keys in PARTS.items():
            for event, thing in self.world[area].items():
                for key, standing in keys.items():
                    given = PARTY.get(thing["party"], "") if area == "referrals" else standing
                    for record in thing[key]:
                        if given and record in self.person_of:
                            yield Part(area, event, record, self.person_of[record], given, key)

    def parts_of(self, area: str, event: str) -> list[Part]:
        return self._by_event.get((area, event), [])

    def excluded(self, area: str, name: str) -> bool:
        """W05: from all but whose record it is and those it is released to; or kept from this asker (W10), which is
        alike to him."""
        thing = self.world[area][name]
        if name in self.out_of_reach:
            return True
        if not thing.get("exclusion"):
            return False
        return self.asker.organisation not in thing["released"] and self._custodian(area, name) != self.asker.custodian

    def kept(self, area: str, name: str) -> frozenset[str]:
        """W05: the fields of it that markings keep from the asker."""
        thing = self.world[area][name]
        if "kept" not in thing or thing["custodian"] == self.asker.custodian:
            return frozenset()
        return frozenset(f for f, released in thing["kept"].items() if self.asker.organisation not in released)

    def apart(self, part: Part) -> bool:
        return self.apart_of(part.area, part.event, part.record)

    def apart_of(self, area: str, event: str, record: str) -> bool:
        """W05: the part itself is kept from the asker; its record and its event may be there."""
        released = self.world[area][event].get("apart", {}).get(record)
        if released is None or self.world["records"][record]["custodian"] == self.asker.custodian:
            return False
        return self.asker.organisation not in released

    def _custodian(self, area: str, name: str) -> str:
        """A place, and what belongs to a record or an event, is whose that is."""
        if "custodian" in self.world[area][name]:
            return str(self.world[area][name]["custodian"])
        stated = PLACES if area == "addresses" else (BELONGS[area],)
        return next(str(thing["custodian"]) for owners, key in stated
                    for thing in self.world[owners].values() if name in thing[key])  # fmt: skip

    def _out_of_reach(self) -> frozenset[str]:
        """W10: his records, what he has a part in, the places of either, and referrals that arise from it."""
        kept = {r for r, person in self.person_of.items() if person in self.conflicted}
        kept |= {part.event for part in self.parts if part.person in self.conflicted}
        kept |= {f for f, x in self.world["referrals"].items() if kept & set(x["ARISES_FROM"])}
        return frozenset(kept | {a for owners, key in PLACES for name, x in self.world[owners].items()
                                 if name in kept for a in x[key]})  # fmt: skip

    # Matters

    def _held_matter(self) -> dict[str, Any] | None:
        """The asker's organisation's, under the declared purpose, open; else as if there were none."""
        matter = self.world["matters"].get(self.asker.matter or "")
        if matter is None:
            return None
        asked = (self.asker.organisation, self.asker.purpose, "OPEN")
        if (matter["organisation"], matter["purpose"], matter["status"]) != asked:
            return None
        return None if self.conflicted & set(self._in_force(matter)) else matter  # W10

    def _in_force(self, matter: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
        rows = matter["names"] if matter else []
        return {n["person"]: n for n in rows if n["since"] <= self.now < n["until"]}

    def _clients(self, key: str, value: str) -> frozenset[str]:
        return frozenset(
            person
            for matter in self.world["matters"].values()
            if matter[key] == value and matter["status"] == "OPEN"
            for person, naming in self._in_force(matter).items()
            if naming["client"]
        )

    def given_standing(self, person: str) -> str | None:
        """S1: what the matter says the person is."""
        if person not in self.names:
            return None
        standing = str(self.names[person]["standing"])
        return "PERPETRATOR" if standing == "ALLEGED" and self._decided(person) else standing

    def _decided(self, person: str) -> bool:
        return self.matter is not None and any(
            d["person"] == person
            and d["decided_at"] <= self.now < d["until"]
            and "RAE" in CLASSES.get(d["organisation"], ())
            for d in self.matter["decisions"]
        )

    def is_perpetrator(self, person: str) -> bool:
        return self.given_standing(person) == "PERPETRATOR"

    def consented(self, person: str) -> bool:
        return self.matter is not None and any(
            c["person"] == person and c["given_at"] <= self.now < c["until"] and c["withdrawn_at"] is None
            for c in self.matter["consents"]
        )

    def asserted(self, person: str, *kinds: str) -> bool:
        """Somebody stated one of these of the person, and it stands now."""
        return self.matter is not None and any(
            a["person"] == person and a["kind"] in kinds and a["since"] <= self.now < a["until"]
            and (a["withdrawn_at"] is None or self.now < a["withdrawn_at"])
            for a in self.matter["assertions"]
        )  # fmt: skip

    def to_be_met(self, person: str) -> bool:
        """The asker's organisation plans contact with whom the matter names, by whichever of its matters."""
        return person in self.names and any(
            c["person"] == person and c["since"] <= self.now < c["until"]
            and (c["cancelled_at"] is None or self.now < c["cancelled_at"])
            for matter in self.world["matters"].values() if matter["organisation"] == self.asker.organisation
            for c in matter["contacts"]
        )  # fmt: skip

    def in_a_report(self, lineage: str) -> bool:
        """A report to the asker's organisation for this matter tells of it, and none took it back or took its place."""
        return self.matter is not None and any(
            (report["recipient"], report["state"]) == (self.asker.organisation, "ISSUED") and lineage in report["tells"]
            for report in self.matter["reports"]
        )

    def names_a_child(self) -> bool:
        return any(n["standing"] == "CHILD" for n in self.names.values())

    def granted(self, record: str) -> bool:
        """The matter names the record's person, and either its origin was his by then, or reviewers
        confirmed both that the named origin is his and that this one is."""
        if record not in self.links or self.excluded("records", record):
            return False
        person, link = self.links[record]
        if person not in self.names:
            return False
        naming = self.names[person]
        both = all(self._sure(origin, person) for origin in (naming["origin"], link["origin"]))
        return both or link["origin"] in naming["covers"]

    def _sure(self, origin: str, person: str) -> bool:
        return origin == person or bool(self.world["origins"][origin]["confirmed"])

    # What a gate asks of the records of a matter that are not kept from the asker

    def report_is_open(self) -> bool:
        """Child Protection holds an open report on a child whom the matter names as one."""
        return any(
            part.key == "CHILD_REPORTED_IN" and self.given_standing(part.person) == "CHILD" and self._leads(part)
            and self._going_on(part) and self.world["reports"][part.event]["custodian"] == "child_protection"
            for part in self.parts
        )  # fmt: skip

    def kept_from_contact(self) -> frozenset[str]:
        """Whom a client of this account, named by the matter, may not contact while the asker's own organisation
        holds or supervises him."""
        lists = {
            (part.area, part.event)
            for part in self.parts
            if part.area in ("episodes", "supervisions") and part.standing == "ALLEGED"
            and part.person in self.clients and self._leads(part) and self._going_on(part)
            and self.world[part.area][part.event]["custodian"] == self.asker.custodian
        }  # fmt: skip
        return frozenset(p.person for p in self.parts
                         if p.key == "NO_CONTACT_WITH" and (p.area, p.event) in lists and self._told(p))  # fmt: skip

    def _leads(self, part: Part) -> bool:
        return self.granted(part.record) and self._told(part)

    def _told(self, part: Part) -> bool:
        event, record = (part.area, part.event), ("records", part.record)
        return not (self.apart(part) or self.excluded(*event) or self.excluded(*record))

    def _going_on(self, part: Part) -> bool:
        """By its latest version: open, held or supervised still."""
        thing = self.world[part.area][part.event]
        if thing["recorded_to"] != OPEN:
            return False
        match part.area:
            case "reports":
                return thing["open_now"] is True
            case "episodes":
                return thing["in_custody"] is not False and (thing["released_at"] or OPEN)[:10] > self.today
        return thing["state"] not in ("COMPLETED", "CANCELLED") and (thing["until_on"] or self.today) >= self.today

    # Walls: they stand on facts, seen or not

    def _walled(self) -> frozenset[str]:
        """Whoever was a victim, child or bystander of this account's client."""
        return frozenset(
            part.person
            for part in self.parts
            if part.standing in PROTECTED
            and part.area != "referrals"
            and self._accused(part.area, part.event) & self.clients
        )

    def _accused(self, area: str, event: str) -> frozenset[str]:
        """Whom an event says used violence: respondents, and those an order restrains."""
        return frozenset(p.person for p in self.parts_of(area, event) if p.standing == "ALLEGED")

    def all_accused_established(self, area: str, event: str) -> bool:
        return all(self.is_perpetrator(p) for p in self._accused(area, event))

    def some_accused_established(self, area: str, event: str) -> bool:
        return any(self.is_perpetrator(p) for p in self._accused(area, event))

    # Protective standing: who is still protected, over the whole hub

    def _governing(self, person: str) -> str | None:
        """CHILD or VICTIM while some part still protects the human being, else nothing."""
        found = {
            part.standing
            for part in self.parts
            if part.person == person
            and part.area != "referrals"
            and part.standing in ("CHILD", "VICTIM")
            and self.world[part.area][part.event]["recorded_to"] == OPEN
            and self._governs(part)
        }
        return min(found, key=PROTECTIVE_ORDER.index, default=None)

    def _governs(self, part: Part) -> bool:
        protected = self._under_order(part.person) or self._in_refuge(part.person)
        if part.standing == "CHILD":
            age = self.age(part.person)
            if age is None:
                return protected or self._lately(part)
            return protected or age < CHILD_UNTIL
        return protected or self._lately(part) or self._near_the_other_side(part)

    def _near_the_other_side(self, part: Part) -> bool:
        """Opposed to, or living with, somebody whom this matter names or this account serves."""
        others = (set(self.names) | self.clients) - {part.person}
        keys = self._homes(part.person)
        return bool(self._accused(part.area, part.event) & others) or any(keys & self._homes(other) for other in others)

    def _homes(self, person: str) -> set[str]:
        return {a["key"] for a in self._current_addresses(person)}

    def _in_refuge(self, person: str) -> bool:
        return any(a["suppressed"] is True for a in self._current_addresses(person))

    def _current_addresses(self, person: str) -> list[dict[str, Any]]:
        """Of current records, and not ended."""
        records = [self.world["records"][r] for r in self.records_of(person)]
        addresses = [
            self.world["addresses"][a]
            for record in records
            if record["recorded_to"] == OPEN
            for a in record["LIVES_AT"]
        ]
        return [a for a in addresses if (a["valid_to"] or self.today) >= self.today]

    def _under_order(self, person: str) -> bool:
        orders = {p.event for p in self.parts if p.person == person and p.area == "orders" and p.standing == "VICTIM"}
        current = [self.world["orders"][o] for o in orders]
        return any(order_in_force(o, self.now) for o in current if o["recorded_to"] == OPEN)

    def _lately(self, part: Part) -> bool:
        """Within the protective window; an event without a time may have been yesterday."""
        when = self.world[part.area][part.event][WHEN[part.area]]
        return when is None or str(when) > months_before(self.now, WINDOW_MONTHS)

    def age(self, person: str) -> int | None:
        """The youngest that any record makes the person."""
        born = [self.world["records"][r]["birth_date"] for r in self.records_of(person)]
        return min((years(b, self.today) for b in born if b), default=None)

    def records_of(self, person: str) -> list[str]:
        return [r for r, p in self.person_of.items() if p == person]


def years(born: str, today: str) -> int:
    first, last = date.fromisoformat(born), date.fromisoformat(today)
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def months_before(now: str, months: int) -> str:
    """The same moment so many months ago; days that a month lacks do not matter here."""
    year, month = divmod(int(now[:4]) * 12 + int(now[5:7]) - 1 - months, 12)
    return f"{year:04}-{month + 1:02}{now[7:]}"
