"""One search for people: refused or not by the policy, asked of the graph, ranked, cut, and told.

asked by → rows of the policy → facts → what the statement is given → candidates whom he may find → fit and rank → page
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from authz import walls
from authz.access import Access
from authz.declaration import Refusal
from authz.facts import Facts
from authz.moment import Moment
from authz.search import Declared, Searched, Searching, agencies_band, searching
from authz.search_budget import Budget, Used
from authz.words import PROTECTIVE_ORDER, Handle, SearchKey, Spelling
from graph import cursor, search
from graph.lists import page_size
from graph.selection import Selection
from resolvers.errors import Fault
from resolvers.finding import Hit, HitEdge, Hits, HitsEnd, left_out_row, searched_row
from resolvers.matching import Reason
from resolvers.sought import Asked
from schema.matching.description import describe
from schema.matching.finding import Fit, Terms, Told, fit
from schema.matching.reading import year_of_age

MOST_CANDIDATES: Final = 2_000
"""People compared for one search, all of them such as he may find; a search that more fit is to be narrowed."""
Record = Sequence[Any]  # the handle, then what `search.compared` names


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, of which parts of a record, and what the policy makes of it."""

    access: Access
    asked: Asked
    parts: tuple[str, ...]
    opens: Searching
    today: str

    def at(self, facts: Facts, moment: Moment) -> Found:
        """W03: a matter that is not an open one of the asker's, for this purpose, is like none; so is, for finding
        others, a break-glass (W15). W08, W10: the walled are found by nothing."""
        is_open = walls.matter_is_open(facts, moment, self.access) and not moment.glass
        opens = self.opens if is_open else self.opens.without_a_matter()
        named = dict(moment.standings) if is_open else {}
        walled = walls.counter_parties(facts, moment) | moment.apart
        apart = sorted(walls.kept_apart(facts, moment))
        return Found(self, opens, sorted(named.items()), sorted(walled), apart)

    def budget(self, account: str) -> Budget:
        return self.opens.budget(account, self.asked.sought)

    def ledger_entry(self, results: int, told: Sequence[str]) -> dict[str, Any]:
        """Procedure 1003: that and by what kinds of keys was searched, and how many were told. No value."""
        keys = sorted(self.asked.sought.keys)
        return {"keys": keys, "as": self.asked.sought.standing, "results": results, "told": list(told) or None}


def opened(access: Access, asked: Asked, selection: Selection, declared: Declared, used: Used, today: str) -> Search:
    """Refused from the policy, the declaration and the asker's own budget alone."""
    opens = searching(access, declared, asked.sought, used)
    if isinstance(opens, Refusal):
        raise Fault(opens.code, opens.message)
    return Search(access, asked, search.compared(selection.arguments["by"]), opens, today)


@dataclass(frozen=True, slots=True)
class Found:
    """A search at the facts of one moment."""

    search: Search
    opens: Searching
    named: list[tuple[str, Any]]
    walled: list[str]
    apart: list[str]

    def given(self) -> dict[str, Any]:
        """For the statement: lists of the policy's words, none of a role."""
        wanted, access, today = self.search.asked.wanted, self.search.access, self.search.today
        grown = f"{int(today[:4]) - int(access.policy.settings['child_until']):04}{today[4:]}"
        return {
            "terms": " ".join(wanted.terms()),
            "walled": self.walled,
            "apart": self.apart,
            "named": [[person, str(standing)] for person, standing in self.named],
            "order": [str(standing) for standing in PROTECTIVE_ORDER],
            "sought": str(self.search.asked.sought.standing),
            "alleged": walls.alleged_may_be_told(access),
            "custodian": access.custodian,
            "organisation": access.organisation,
            "everywhere": [s.word for s in self.opens.searched if not s.own],
            "own": [s.word for s in self.opens.searched if s.own],
            "past": [s.word for s in self.opens.searched if s.row.past_addresses],
            "by_name": [s.word for s in self.opens.searched if SearchKey.NAME in s.row.keys],
            "birth_dates": wanted.birth_dates(),
            "place": wanted.address.split("|") if wanted.address else [],
            "today": today,
            "grown": grown,
            "most": MOST_CANDIDATES + 1,
        }

    def answer(self, rows: Sequence[Any], page: Page) -> Hits:
        found = [hit for words, records in rows[:MOST_CANDIDATES] if (hit := self._hit(words, records))]
        ranked = sorted(found, key=_rank)
        most = int(self.search.access.policy.settings["search_result_budget"])
        shown, more = page.of(ranked[:most])
        return Hits(
            shown,
            [HitEdge(page.cursor(hit), hit) for hit in shown],
            HitsEnd(more, page.cursor(shown[-1]) if shown else None),
            [searched_row(one) for one in self.opens.searched],
            [left_out_row(one) for one in self.opens.left_out],
            len(ranked) > most or len(rows) > MOST_CANDIDATES,
        )

    def _hit(self, words: Sequence[str], records: Sequence[Record]) -> Hit | None:
        """By the row that shows most of those by which he is found."""
        by = [one for one in self.opens.searched if one.word in words]
        for one in sorted(by, key=lambda one: (one.own, one.row.handle is not Handle.AGENCIES)):
            mine = [r for r in records if not one.own or r[CUSTODIAN] == self.search.access.custodian]
            told = [_told(self.search.parts, record) for record in mine]
            fits = fit(self.search.asked.wanted, told, _terms(one), self.search.today) if mine else None
            if fits:
                return _handle(one, mine, fits)
        return None


ORIGIN, LINEAGE, CUSTODIAN, INITIALS, BIRTH_YEAR = range(len(search.HANDLE))


@dataclass(frozen=True, slots=True)
class Page:
    """From behind a cursor, so many; cursors are of one asker and one search."""

    key: bytes
    first: int
    after: tuple[float, str] | None

    @classmethod
    def asked(cls, asked: Asked, mine: bytes, first: Any, after: str | None) -> Page:
        key = cursor.key_for(mine, "find_people", repr(asked))
        where = None if after is None else cursor.decode(key, after)
        return cls(key, page_size(first), None if where is None else (where[0], where[1]))

    def of(self, ranked: Sequence[Hit]) -> tuple[list[Hit], bool]:
        """The rows, and whether there are more of those that may be told."""
        left = [hit for hit in ranked if self.after is None or _rank(hit) > self.after]
        return list(left[: self.first]), len(left) > self.first

    def cursor(self, hit: Hit) -> str:
        return cursor.encode(self.key, list(_rank(hit)))


def _rank(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.id


def _terms(one: Searched) -> Terms:
    return Terms(one.row.spelling is Spelling.SIMILAR, SearchKey.NAME in one.row.keys, one.row.past_addresses)


def _told(parts: tuple[str, ...], record: Record) -> Told:
    held = dict(zip(parts, record[len(search.HANDLE) :], strict=True))
    born, year, age, stated_on = held.get("birth", (None, None, None, None))
    places = held.get("address", ())
    description = describe(
        names=held.get("name", ()),
        birth_date=born,
        birth_year=year or year_of_age(age, stated_on),
        sex=held.get("sex"),
        phones=held.get("phone", ()),
        addresses=[place[:3] for place in places if place[3]],
        references=[held["reference"]] if "reference" in held else (),
    )
    return Told(description, describe(addresses=[place[:3] for place in places if not place[3]]).addresses)


def _handle(one: Searched, records: Sequence[Record], fits: Fit) -> Hit:
    best = records[fits.named]
    told = one.row.handle is Handle.AGENCIES and not one.own
    return Hit(
        id=min(record[ORIGIN] for record in records),
        initials=best[INITIALS],
        birth_year=best[BIRTH_YEAR],
        agencies=agencies_band(len({record[CUSTODIAN] for record in records})) if told else None,
        own_records=sorted({record[LINEAGE] for record in records}) if one.own else None,
        score=fits.score,
        because=[Reason(f.name, f.words, round(f.weight, 2)) for f in fits.features],
    )
