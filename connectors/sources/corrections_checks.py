"""What no single field of a file can show to be wrong: two stays of one number, a list of nobody's, the person as one
of those whom he may not contact. Times that contradict each other are no fault: they are stored and flagged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from authz.local_days import local_day
from connectors.sources.corrections_form import Episode, PersonFile, SupervisionPart
from connectors.sources.faults import Fault, pointer
from connectors.sources.record_checks import (
    Place,
    Placed,
    addresses_in_order,
    born_late,
    in_future,
    repeated,
    same_person,
)


def faults_in(file: PersonFile, received_at: str | None = None) -> tuple[Fault, ...]:
    """`received_at`: when the row came, for what only a clock can show."""
    future = in_future(file.file.as_at, received_at, ("file", "as_at")) if received_at else ()
    return (*future, *(found for check in CHECKS for found in check(file)))


def _not_to_be_contacted(file: PersonFile) -> list[Placed]:
    return [(("no_contact", index), party) for index, party in enumerate(file.no_contact)]


def _people(file: PersonFile) -> Iterator[Fault]:
    everybody: list[Placed] = [(("person",), file.person), *_not_to_be_contacted(file)]
    yield from born_late(everybody, local_day(file.file.as_at))
    yield from addresses_in_order(everybody)
    yield from same_person(file.person, _not_to_be_contacted(file), "the person")


def _numbers(file: PersonFile) -> Iterator[Fault]:
    yield from repeated(_numbered("episodes", file.episodes), "is the number of another stay too")
    yield from repeated(_numbered("supervisions", file.supervisions), "is the number of another order too")


def _no_contact(file: PersonFile) -> Iterator[Fault]:
    stays, orders = ({part.number for part in parts} for parts in (file.episodes, file.supervisions))
    for index, party in enumerate(file.no_contact):
        for at in _missing(party.episodes, stays, ("no_contact", index, "episodes")):
            yield Fault(at, "NO_SUCH_STAY", "names a stay that the file does not have")
        for at in _missing(party.supervisions, orders, ("no_contact", index, "supervisions")):
            yield Fault(at, "NO_SUCH_ORDER", "names an order that the file does not have")


def _numbered(name: str, parts: Sequence[Episode | SupervisionPart]) -> Iterator[tuple[str, Place]]:
    return ((part.number, (name, index, "number")) for index, part in enumerate(parts))


def _missing(named: Iterable[str], held: set[str], at: Place) -> Iterator[str]:
    return (pointer((*at, index)) for index, number in enumerate(named) if number not in held)


CHECKS = (_people, _numbers, _no_contact)
