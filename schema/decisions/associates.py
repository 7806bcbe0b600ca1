"""Who is connected with whom, by the records shown: neighbours, paths, and whom two people share.

What goes in is already what the asker is shown, so that a hidden record is no step of a path and counts nowhere.
Nothing found is never "not connected".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from schema.decisions.words import counted, listed

HOME = "Address"
THINGS = {
    "Incident": "police report",
    "Order": "order",
    "CourtFile": "court file",
    "Charge": "charge",
    "CustodyEpisode": "stay in custody",
    "Supervision": "order served in the community",
    "RiskAssessment": "risk assessment",
    "SafetyPlan": "safety plan",
    "ProtectionReport": "report to Child Protection",
    "Referral": "referral",
    HOME: "home",
}
PARTS = {
    **dict.fromkeys(("AFFECTED_IN", "AFFECTED_ON_FILE"), "affected family member"),
    **dict.fromkeys(("RESPONDENT_IN", "RESPONDENT_ON_FILE"), "respondent"),
    **dict.fromkeys(("CHILD_IN", "CHILD_ON_FILE", "CHILD_REPORTED_IN", "CHILD_ASSESSED_IN"), "child"),
    **dict.fromkeys(("OTHER_IN", "OTHER_ON_FILE"), "other person"),
    "RESTRAINED_BY": "person restrained",
    "PROTECTED_BY": "person protected",
    "REFERRED_IN": "person referred",
    "ACCUSED_IN": "accused",
    "WRONGED_IN": "person wronged",
    "HELD_IN": "person held",
    "SUPERVISED_IN": "person supervised",
    "NO_CONTACT_WITH": "person not to be contacted",
    "ASSESSED_IN": "person assessed",
    "ASSESSED_AS_RISK_IN": "person assessed as using violence",
    "PLANNED_FOR": "person planned for",
    "CHILD_PLANNED_FOR": "child planned for",
    "RESPONSIBLE_IN": "person assessed as responsible for harm",
    "ADULT_VICTIM_IN": "adult harmed",
    "HOUSEHOLD_IN": "member of the household",
    "OTHER_CHILD_IN": "other child",
    "LIVES_AT": "resident",
}
NOT_TOLD = "That is not to say that there is none: only records shown to you are followed."


@dataclass(frozen=True, slots=True)
class PersonMet:
    """A person as the records shown name him; ask `person` for more."""

    id: Annotated[str, "Id of the person, to ask `person` by."]
    family_names: Annotated[tuple[str, ...], "Distinct family names shown; empty: none is shown."]
    given_names: Annotated[tuple[str, ...], "Distinct given names shown; empty: none is shown."]
    initials: Annotated[tuple[str, ...], "Distinct initials shown; empty: none are shown."]
    birth_years: Annotated[tuple[int, ...], "Distinct years of birth shown; empty: none is shown."]


@dataclass(frozen=True, slots=True)
class SharedRecord:
    """A record in which two people stand."""

    kind: Annotated[str, "Name of the record's type, for example Incident; Address: a home of both."]
    id: Annotated[str, "Id of the record, by which its type is asked; of a home, of its address."]
    part: Annotated[str, "Relationship by which the one stands in it, for example RESPONDENT_IN."]
    other_part: Annotated[str, "Relationship by which the other stands in it, for example AFFECTED_IN."]
    said: Annotated[str, "As what each stands in it, in plain English."]


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many people are met by records of one kind."""

    kind: Annotated[str, "Name of the records' type, for example Order; Address: a home of both."]
    people: Annotated[int, "How many people are met by them; one met by several kinds is in the count of each."]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who stands in a record with the person."""

    person: Annotated[PersonMet, "Who is met."]
    records: Annotated[
        tuple[SharedRecord, ...],
        "Records in which both stand, by kind; the part is that of the person asked about, the other part this one's.",
    ]
    said: Annotated[str, "How many records of each kind these are, in plain English."]


@dataclass(frozen=True, slots=True)
class Expansion:
    """Whom a person is met with."""

    person: Annotated[PersonMet, "The person asked about."]
    people: Annotated[int, "How many people the person is met with, whether or not they are among the neighbours."]
    counts: Annotated[
        tuple[KindCount, ...],
        "How many of them are met by each kind of record; a kind by which nobody is met is left out.",
    ]
    neighbours: Annotated[tuple[Neighbour, ...], "Those told, as many as were asked for: most records first."]
    more: Annotated[bool, "There are others than those told."]
    said: Annotated[
        str, "The counts in plain English; where nobody is shown, that this is not to say that there is none."
    ]


@dataclass(frozen=True, slots=True)
class PathStep:
    """From one person of a path to the next."""

    records: Annotated[
        tuple[SharedRecord, ...], "Records in which both stand, by kind; the part is that of the earlier of the two."
    ]


@dataclass(frozen=True, slots=True)
class Path:
    """One way from one person to another."""

    people: Annotated[tuple[PersonMet, ...], "The people of it in order, the two asked about at its ends."]
    steps: Annotated[tuple[PathStep, ...], "What joins each two of them: one step fewer than people."]
    said: Annotated[str, "By how many records of each kind every step goes, in plain English."]


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest ways from one person to another."""

    hops: Annotated[int | None, "How many steps each of them has; 0: both are one person; null: none was found."]
    paths: Annotated[tuple[Path, ...], "The ways, ten at most; empty: none was found, never that there is none."]
    more: Annotated[bool, "Not everybody was followed, or there are more ways than are told."]
    said: Annotated[str, "How many ways of how many steps there are, in plain English."]


@dataclass(frozen=True, slots=True)
class SharedAssociate:
    """Somebody who is met with both."""

    person: Annotated[PersonMet, "Who is met with both."]
    with_first: Annotated[
        tuple[SharedRecord, ...],
        "Records in which the first person and this one stand; the part is the first person's.",
    ]
    with_second: Annotated[
        tuple[SharedRecord, ...],
        "Records in which the second person and this one stand; the part is the second person's.",
    ]
    said: Annotated[str, "How many records of each kind these are, for each of the two, in plain English."]


@dataclass(frozen=True, slots=True)
class SharedAssociates:
    """Whom two people are both met with."""

    associates: Annotated[
        tuple[SharedAssociate, ...],
        "Each of them once, by id, 300 at most; empty: none is shown, never that there is none.",
    ]
    said: Annotated[str, "How many there are, in plain English."]


Row = tuple[str, str, str, str, str, str]  # of whom, kind, id of the record, part, the other's part, whom


def expansion(
    of: PersonMet, counts: Mapping[str, int], people: int, met: Sequence[tuple[PersonMet, Iterable[Row]]]
) -> Expansion:
    neighbours = tuple(_neighbour(person, records(rows)) for person, rows in met)
    kinds = tuple(KindCount(kind, counts[kind]) for kind in THINGS if counts.get(kind))
    return Expansion(of, people, kinds, neighbours, people > len(met), _expanded(people, kinds))


def shared(
    met: Sequence[tuple[PersonMet, Iterable[Row], Iterable[Row]]],
) -> SharedAssociates:
    found = tuple(_associate(person, records(first), records(second)) for person, first, second in met)
    said = f"{counted(len(found), 'person')} met with both." if found else f"Nobody met with both is shown. {NOT_TOLD}"
    return SharedAssociates(found, said)


def records(rows: Iterable[Row]) -> tuple[SharedRecord, ...]:
    """Each once, by kind and id."""
    found = {(kind, id, mine, theirs) for _, kind, id, mine, theirs, _ in rows}
    order = list(THINGS)
    return tuple(_record(*row) for row in sorted(found, key=lambda row: (order.index(row[0]), *row[1:])))


def _record(kind: str, id: str, mine: str, theirs: str) -> SharedRecord:
    said = "Both live or lived at one address." if kind == HOME else (
        f"{PARTS[mine].capitalize()} in a {THINGS[kind]} in which the other is {PARTS[theirs]}."
    )  # fmt: skip
    return SharedRecord(kind, id, mine, theirs, said.replace(" a order", " an order"))


def _neighbour(person: PersonMet, found: tuple[SharedRecord, ...]) -> Neighbour:
    return Neighbour(person, found, f"Met in {kinds_of(found)}.")


def _associate(person: PersonMet, first: tuple[SharedRecord, ...], second: tuple[SharedRecord, ...]) -> SharedAssociate:
    said = f"Met with the first in {kinds_of(first)}, with the second in {kinds_of(second)}."
    return SharedAssociate(person, first, second, said)


def kinds_of(found: Sequence[SharedRecord]) -> str:
    """ "2 police reports and 1 order" """
    ids = {(record.kind, record.id) for record in found}
    counts = {kind: sum(k == kind for k, _ in ids) for kind in THINGS}
    return listed([things(count, THINGS[kind]) for kind, count in counts.items() if count])


def things(count: int, thing: str) -> str:
    """`counted` makes its plural of the last word; of one of THINGS it may be the first that is counted."""
    first, *rest = thing.split(" ")
    if rest and rest[0] in ("to", "in", "served"):
        return " ".join((counted(count, first), *rest))
    return counted(count, thing)


def _expanded(people: int, kinds: Sequence[KindCount]) -> str:
    if not people:
        return f"Nobody is shown beside this person. {NOT_TOLD}"
    by = listed([f"{kind.people} by {things(2, THINGS[kind.kind])[2:]}" for kind in kinds])
    return f"{counted(people, 'person')} shown beside this person: {by}."
