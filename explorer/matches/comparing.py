"""Two people side by side, row by row: what both say alike, in what they differ, and what only one of them says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.people.happened import HAPPENED, timeline_of
from explorer.people.person import RECORD, withheld
from explorer.words import agency, day, full_name, where, words_of
from resolvers.report.plain import coded
from resolvers.report.recorded import when
from schema.decisions.words import named

Row = Mapping[str, Any]
SIDE = f"query Side($id: ID!) {{ person(id: $id) {{ id records(first: 100) {{ {RECORD} }} }} }}"
HELD = "query Held($id: ID!) { ordersInForce(person: $id) { orders { order number kind side binding } } }"
PAIR = "query Pair($id: ID!) { matches(person: $id, first: 100) { id leftOrigin rightOrigin } }"


class Verdict(Enum):
    """A mark and words for it: neither stands alone."""

    SAME = ("=", "The same")
    PARTLY = ("\u2248", "Partly the same")
    DIFFERS = ("\u2260", "Differs")
    FIRST = ("1", "Only the first says")
    SECOND = ("2", "Only the second says")
    NEITHER = ("\u2013", "Neither says, or it is not shown")

    @property
    def mark(self) -> str:
        return self.value[0]

    @property
    def words(self) -> str:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Compared:
    """One row; each value with whether the other has it too."""

    what: str
    first: tuple[tuple[str, bool], ...]
    second: tuple[tuple[str, bool], ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Beside:
    """`one`: both ids are of one person. `match`: on what a reviewer decides whether they are; empty: none is shown."""

    first: str
    second: str
    one: bool
    rows: tuple[Compared, ...]
    match: str
    withheld: tuple[str, ...]


async def beside(api: Api, session: Session, first: str, second: str) -> Beside | None:
    """None: one of the two is not shown; which, is not told."""
    sides = [await api.ask(session, SIDE, id=id) for id in (first, second)]
    people = [side.data["person"] for side in sides]
    if not all(people):
        return None
    one, other = ids = [str(person["id"]) for person in people]
    if one == other:
        return Beside(one, other, True, (), "", ())
    orders = [await api.ask(session, HELD, id=id) for id in ids]
    events = [await api.ask(session, HAPPENED, id=id) for id in ids]
    rows = (
        *compared_records(*(person["records"] for person in people)),
        _against("Notices and orders", *(_orders(answer.data["ordersInForce"]["orders"]) for answer in orders)),
        _against("Reports and other events", *(_events(answer.data["timeline"]["timeline"]) for answer in events)),
    )
    said = [answer.extensions for answer in (*sides, *orders, *events)]
    return Beside(one, other, False, rows, await _match(api, session, ids), withheld(said))


async def _match(api: Api, session: Session, ids: Sequence[str]) -> str:
    found = (await api.ask(session, PAIR, id=ids[0])).data["matches"]
    return next((one["id"] for one in found if {one["leftOrigin"], one["rightOrigin"]} == set(ids)), "")


def compared_records(first: Sequence[Row], second: Sequence[Row]) -> Iterator[Compared]:
    """What the records of the one and of the other say of who each is."""
    for what, values in VALUES.items():
        yield compared(what, values(first), values(second))


def compared(what: str, first: Iterable[str], second: Iterable[str]) -> Compared:
    """Each value once; capitals make no difference."""
    return _against(what, *({text.casefold(): text for text in said if text} for said in (first, second)))


def _against(what: str, one: Mapping[str, str], other: Mapping[str, str]) -> Compared:
    """Values by what makes them the same: of records their ids."""
    pairs = [
        tuple((text, key in against) for key, text in said.items()) for said, against in ((one, other), (other, one))
    ]
    return Compared(what, pairs[0], pairs[1], _verdict(set(one), set(other)))


def _verdict(one: set[str], other: set[str]) -> Verdict:
    if not one or not other:
        return Verdict.FIRST if one else Verdict.SECOND if other else Verdict.NEITHER
    if one == other:
        return Verdict.SAME
    return Verdict.PARTLY if one & other else Verdict.DIFFERS


# What records say


def _names(records: Sequence[Row]) -> Iterator[str]:
    return map(full_name, records)


def _plainly(name: str) -> Any:
    return lambda records: (str(one[name] or "") for one in records)


def _labels(name: str) -> Any:
    return lambda records: (one[name]["label"] for one in records if one[name])


def _born(records: Sequence[Row]) -> Iterator[str]:
    return (day(one["birthDate"]) for one in records if one["birthDate"])


def _numbers(records: Sequence[Row]) -> Iterator[str]:
    return (f"{one['personNumber']} ({agency(one['custodian'])})" for one in records if one["personNumber"])


def _reached(records: Sequence[Row]) -> Iterator[str]:
    return (way["value"] or "" for one in records for way in one["contacts"])


def _places(records: Sequence[Row]) -> Iterator[str]:
    return (where(place) for one in records for place in one["addresses"])


def _agencies(records: Sequence[Row]) -> Iterator[str]:
    return (named(one["custodian"]) for one in records if one["custodian"])


VALUES: Mapping[str, Any] = {
    "Name": _names,
    "Initials": _plainly("initials"),
    "Date of birth": _born,
    "Year of birth": _plainly("birthYear"),
    "Sex": _labels("sex"),
    "Recorded as": _labels("standing"),
    "Number": _numbers,
    "Phone, e-mail": _reached,
    "Address": _places,
    "Agency": _agencies,
}


def _orders(orders: Iterable[Row]) -> Mapping[str, str]:
    """One order may be on both, of either side of it."""
    found = {}
    for one in orders:
        told = (coded("order_kind", one["kind"]) if one["kind"] else "Order", one["number"], _side(one["side"]))
        words = ", ".join(filter(None, told))
        found[one["order"] or words] = words
    return found


def _side(side: str | None) -> str:
    return words_of(side).lower() if side else ""


def _events(told: Row) -> Mapping[str, str]:
    found = timeline_of(told)
    return {one.id: f"{when(one)}: {one.said}" for one in (*found.entries, *found.undated)}
