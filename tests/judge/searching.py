"""Whom a role may search for and by what, read a second time: everything of a world that its searches may find.

Equal here must be answered alike, whatever is searched by: names are not compared, they are listed.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

from authz.policy_data import FOLDER
from tests.judge.askers import Asker
from tests.judge.judge import Judge
from tests.judge.loading import OPEN, guarded
from tests.judge.purposes import PURPOSES
from tests.judge.tables import CHILD_UNTIL, PROTECTIVE_ORDER, column
from tests.judge.values import order_in_force

SOUGHT = ("NONE", "VICTIM", "ALLEGED", "CHILD")
Row = dict[str, str]
Seen = dict[str, Any]


@cache
def rows(role: str) -> dict[str, Row]:
    """The policy's table; a reason is always given here."""
    with (FOLDER / "search.csv").open(newline="", encoding="utf-8") as file:
        return {row["standing"]: row for row in csv.DictReader(file) if row["role"] == role}


def found(judge: Judge) -> Seen:
    """For each thing that somebody may be sought as: the people by the id shown, and what they may be searched by."""
    search = Searching(judge)
    people = judge.world["persons"]
    return {
        sought: dict(sorted(shown for p in people for shown in search.shown(p, sought)))  # no two have one id
        for sought in SOUGHT
    }


class Searching:
    """One asker's searches in one world."""

    def __init__(self, judge: Judge) -> None:
        self.judge, self.world, self.facts = judge, judge.world, judge.facts
        self.asker: Asker = judge.asker
        self.rows = rows(self.asker.role)
        self.permit = PURPOSES[self.asker.purpose][self.asker.role]
        self.most = cache(self._most_protective)

    def shown(self, person: str, sought: str) -> list[tuple[str, Seen]]:
        if person in self.facts.walled | self.facts.conflicted:
            return []
        ways = [self._way(person, word, own) for word, own in self._words(person, sought)]
        records = [way for way in ways if way["records"]]
        return [(min(way["id"] for way in records), {"ways": records})] if records else []

    # By which rows

    def _words(self, person: str, sought: str) -> list[tuple[str, bool]]:
        """The rows that he is found by, and whether of own records alone."""
        row_of_all = self.rows[self.most(person)]
        declared = "PERPETRATOR" if sought == "ALLEGED" and self.facts.is_perpetrator(person) else sought
        words = []
        if row_of_all["cross_role"] == "most_protective":
            words.append(self.most(person))
        if self.rows[declared]["cross_role"] == "as_declared":
            words.append(declared)
        return [(w, own) for w in words if (own := self._reach(person, w, sought)) is not None]

    def _reach(self, person: str, standing: str, sought: str) -> bool | None:
        """None: not searched. A matter that is not held is none."""
        row = self.rows[standing]
        if row["keys"] == "none" or not self._permitted(standing):
            return None
        if row["matter"] == "yes" and self.facts.matter is None:
            return None
        alleged = self.most(person) == "ALLEGED" or standing == "ALLEGED"
        own = row["handle"] == "own" or self.permit.opens == ("own",) or (alleged and self._w04())
        return own if sought == "NONE" or self._stands_as(person, sought, own) else None

    def _permitted(self, standing: str) -> bool:
        return self.permit.ceiling in "FSM" and column("IDENTITY", standing) in self.permit.columns

    def _w04(self) -> bool:
        if self.asker.purpose == "ASSESSMENT":
            return "RAE" not in self.asker.classes
        return self.asker.purpose == "PROTECTION"

    def _stands_as(self, person: str, sought: str, own: bool) -> bool:
        """By a part that may be told: current, and not excluded from the asker."""
        return any(
            part.person == person
            and part.standing == sought
            and not self.facts.apart(part)
            and all(self._current(area, name) for area, name in ((part.area, part.event), ("records", part.record)))
            and (not own or self.world["records"][part.record]["custodian"] == self.asker.custodian)
            for part in self.facts.parts
        )

    def _current(self, area: str, name: str) -> bool:
        return self.world[area][name]["recorded_to"] == OPEN and not self.facts.excluded(area, name)

    # As what he is judged

    def _most_protective(self, person: str) -> str:
        """Over all that any record or part says of the human being, seen or not."""
        said = {part.standing for part in self.facts.parts if part.person == person}
        said |= {self.world["records"][r]["standing"] for r in self.facts.records_of(person)}
        if given := self.facts.given_standing(person):
            said.add(given)
        if self._grown(person):
            said.discard("CHILD")
        if self.facts.is_perpetrator(person):
            said.discard("ALLEGED")
        return min(said, key=PROTECTIVE_ORDER.index, default="NONE")

    def _grown(self, person: str) -> bool:
        """By the youngest that any record makes him; not while an order or a marking protects."""
        records = [self.world["records"][r] for r in self.facts.records_of(person)]
        born = [r["birth_date"] or f"{r['birth_year']}-12-31" for r in records if r["birth_date"] or r["birth_year"]]
        since = f"{int(self.judge.now[:4]) - CHILD_UNTIL}{self.judge.now[4:10]}"
        return bool(born) and max(born) <= since and not self._protected(person)

    def _protected(self, person: str) -> bool:
        orders = {p.event for p in self.facts.parts if p.person == person and p.area == "orders"
                  and p.standing == "VICTIM"}  # fmt: skip
        current = [o for name in orders if (o := self.world["orders"][name])["recorded_to"] == OPEN]
        homes = self.facts._current_addresses(person)
        in_force = any(order_in_force(o, self.judge.now) for o in current)
        return in_force or any(home["suppressed"] is True for home in homes)

    # What he is searched by, and what a hit shows

    def _way(self, person: str, standing: str, own: bool) -> Seen:
        row, mine = self.rows[standing], []
        for name, link in self.world["persons"][person]["records"].items():
            record = self.world["records"][name]
            ours = record["custodian"] == self.asker.custodian
            if (
                link["until"] == OPEN
                and self._current("records", name)
                and (ours or not own)
                and not self.facts.kept("records", name)
            ):
                mine.append((link["origin"], name))
        return {
            "keys": row["keys"], "spelling": row["spelling"], "own": own, "id": min((o for o, _ in mine), default=""),
            "records": sorted((self._searchable(name, row, own) for _, name in mine), key=repr),
            "agencies": self._agencies(row, own, [name for _, name in mine]),
        }  # fmt: skip

    def _agencies(self, row: Row, own: bool, names: list[str]) -> int:
        told = row["handle"] == "initials_year_agencies" and not own
        return min(5, len({self.world["records"][n]["custodian"] for n in names})) if told else 0

    def _searchable(self, name: str, row: Row, own: bool) -> Seen:
        record, keys = self.world["records"][name], row["keys"].split()
        shown = {f: record[f] for f in ("initials", "birth_year")} | {"own": record["lineage"] if own else ""}
        if "name" in keys or "name+dob" in keys:
            others = [self.world["names"][n] for n in record["NAMED"] if not self.facts.excluded("names", n)]
            names = [(x["family_name"], x["given_names"]) for x in (record, *others)]
            shown |= {"names": sorted(names, key=repr), **{f: record[f] for f in ("birth_date", "age_stated", "sex")}}
            shown["stated"] = record["valid_from"]
        if "reference" in keys:
            shown["number"] = (record["custodian"], record["person_number"])
        if "phone" in keys:
            told = [c for c in record["REACHED_AT"] if not self.facts.excluded("contacts", c)]
            reached = [self.world["contacts"][c] for c in told]
            shown["phones"] = sorted(c["value"] for c in reached if c["kind"] != "EMAIL")
        if "address" in keys:
            shown["homes"] = sorted(self._homes(record, row), key=repr)
        return shown

    def _homes(self, record: Any, row: Row) -> list[tuple[str, ...]]:
        homes = [self.world["addresses"][a] for a in record["LIVES_AT"] if not self.facts.excluded("addresses", a)]
        today = self.judge.now[:10]
        return [(home["line"], home["suburb"], home["postcode"], "now" if (home["valid_to"] or today) >= today else "")
                for home in homes
                if not home["suppressed"] and not guarded(self.world, home)
                and (row["past_addresses"] == "yes" or (home["valid_to"] or today) >= today)]  # fmt: skip
