"""What no single field of a court's file can show to be wrong, and what cannot be kept: a number of nobody, one person
on both sides. What only contradicts itself is stored, and flagged (`courts_doubts.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from authz.local_days import start_of
from connectors.sources.courts_charges import Charge
from connectors.sources.courts_document import parts
from connectors.sources.courts_form import CourtFile
from connectors.sources.courts_orders import Order
from connectors.sources.faults import Fault, pointer
from connectors.sources.record_checks import Place, addresses_in_order, in_order, same_person
from graph.times import instant


def faults_in(file: CourtFile, received_at: str | None = None) -> tuple[Fault, ...]:
    """`received_at`: when the row came, for what only a clock can show."""
    future = _in_future(file, received_at) if received_at else ()
    return (*future, *(found for check in CHECKS for found in check(file)))


def _in_future(file: CourtFile, received_at: str) -> Iterator[Fault]:
    if start_of(file.opened_on) > instant(datetime.fromisoformat(received_at)):
        yield Fault("/opened_on", "IN_FUTURE", "is after the file was received")
    for part in parts(file):
        if part.party.birth_date and start_of(part.party.birth_date) > received_at:
            yield Fault(pointer((*part.place, "birth_date")), "IN_FUTURE", "is after the file was received")


def _addresses(file: CourtFile) -> Iterator[Fault]:
    yield from addresses_in_order((part.place, part.party) for part in parts(file))
    for index, order in enumerate(file.orders):
        for number, condition in enumerate(order.conditions or ()):
            if where := condition.place:
                at: Place = ("orders", index, "conditions", number, "place", "valid_to")
                yield from in_order(where.valid_from, where.valid_to, at)


def _two_sides(file: CourtFile) -> Iterator[Fault]:
    protected = [(part.place, part.party) for part in parts(file) if part.standing in ("VICTIM", "CHILD")]
    yield from same_person(file.respondent, protected, "the respondent")


def _numbers(file: CourtFile) -> Iterator[Fault]:
    for index, order in enumerate(file.orders):
        yield from _on_file(file, order, ("orders", index))
    for index, charge in enumerate(file.charges):
        yield from _on_file(file, charge, ("charges", index))


def _on_file(file: CourtFile, naming: Order | Charge, at: Place) -> Iterator[Fault]:
    for name, listed in (("affected", file.affected), ("children", file.children)):
        for index, number in enumerate(getattr(naming, name) or ()):
            if number > len(listed):
                yield Fault(pointer((*at, name, index)), "NO_SUCH_PERSON", f"names nobody of the file's {name}")


CHECKS = (_addresses, _two_sides, _numbers)
