"""The words of the search for people: what may be searched by, and the handle that a hit is."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from dataclasses import dataclass
from datetime import date, datetime

import strawberry

from authz.search import LeftOut, Searched
from authz.words import Facet, SearchKey
from resolvers.matching import Because, Reason
from resolvers.mutations import NamedAs
from resolvers.references import Reference
from schema.declare import ShownFacet, answered, by_response_key


@strawberry.input(description="Where somebody lives or lived.")
class PlaceSought:
    line: str = strawberry.field(description="Number and street.")
    suburb: str | None = strawberry.field(default=None, description="Suburb or town; without one any fits.")
    postcode: str | None = strawberry.field(default=None, description="Postcode; without one any fits.")


@strawberry.input(description="By what a person is searched. Everything that is given must fit.")
class FindBy:
    name: str | None = strawberry.field(
        default=None, description="Whole or part of a name, in any order, script or spelling; one name is enough."
    )
    family_name: str | None = strawberry.field(default=None, description="Family name, where the parts are known.")
    given_names: str | None = strawberry.field(default=None, description="Given names, where the parts are known.")
    birth_date: date | None = strawberry.field(
        default=None, description="Date of birth; day and month exchanged fits too."
    )
    age: int | None = strawberry.field(default=None, description="Whole years now; one more or less fits too.")
    sex: str | None = strawberry.field(default=None, description="MALE, FEMALE or the source's code: ranks.")
    address: PlaceSought | None = strawberry.field(default=None, description="An address.")
    phone: str | None = strawberry.field(default=None, description="A phone number, however it is written.")
    reference: Reference | None = strawberry.field(default=None, description="A number that a source knows him by.")
    as_: NamedAs | None = strawberry.field(
        name="as", default=None, description="As what the person is sought; none: not known yet."
    )


@strawberry.type
class PersonHandle:
    """Somebody who was found: enough to tell whether to open a matter, and no more."""

    id: strawberry.ID = answered("Id of the person, as the records say by which he may be found.")
    initials: str | None = strawberry.field(
        resolver=by_response_key,
        description="Initials, given names first.",
        directives=[ShownFacet(of=Facet.IDENTITY.value)],
    )
    birth_year: int | None = strawberry.field(
        resolver=by_response_key, description="Year of birth.", directives=[ShownFacet(of=Facet.IDENTITY.value)]
    )
    agencies: str | None = answered("How many agencies hold records that may be told: 1, 2-4 or 5+; null: not told.")
    own_records: list[strawberry.ID] | None = answered("Own records of the person, where only these are searched.")
    score: float = answered("Weight of all that was searched by; the highest comes first.")
    because: list[Because] = answered("What fits, and how well.")


@strawberry.type
class SearchedAs:
    """People of this standing were searched."""

    standing: str = answered("As what: a standing of the policy.")
    keys: list[str] = answered("By what they may be searched.")
    spelling: str = answered("exact or similar.")
    handle: str = answered("What a hit shows.")
    own: bool = answered("Own records alone were searched.")


@strawberry.type
class NotSearched:
    """People of this standing were not searched."""

    standing: str = answered("As what: a standing of the policy.")
    code: str = answered("Why, for programs.")
    words: str = answered("Why, and what to do.")


@strawberry.type
class AlertRaised:
    """Something that a supervisor is to look at."""

    id: strawberry.ID = answered("Id of the alert.")
    kind: str = answered(
        "ADDRESS_SEARCH_LIMIT: an account used all its searches by address of an hour. BREAK_GLASS: it broke the glass."
    )
    account: strawberry.ID = answered("Whose account.")
    at: datetime = answered("When.")


# What the answer is written from.


@dataclass(frozen=True, slots=True)
class Hit:
    id: str
    initials: str | None
    birth_year: int | None
    agencies: str | None
    own_records: list[str] | None
    score: float
    because: list[Reason]


@dataclass(frozen=True, slots=True)
class HitEdge:
    cursor: str
    node: Hit


@dataclass(frozen=True, slots=True)
class HitsEnd:
    has_next_page: bool
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class SearchedRow:
    standing: str
    keys: list[str]
    spelling: str
    handle: str
    own: bool


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    standing: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Hits:
    nodes: list[Hit]
    edges: list[HitEdge]
    page_info: HitsEnd
    searched: list[SearchedRow]
    not_searched: list[LeftOutRow]
    more: bool


@dataclass(frozen=True, slots=True)
class Raised:
    id: str
    kind: str
    account: str
    at: str


def searched_row(one: Searched) -> SearchedRow:
    keys = sorted(one.row.keys, key=tuple(SearchKey).index)
    return SearchedRow(str(one.standing), [str(k) for k in keys], str(one.row.spelling), str(one.row.handle), one.own)


def left_out_row(one: LeftOut) -> LeftOutRow:
    return LeftOutRow(str(one.standing), str(one.why), one.words)
