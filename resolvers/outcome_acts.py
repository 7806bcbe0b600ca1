"""A registrar enters what the court did: the step is tried against the table, and the file gets a new version.

Family Violence Protection Act 2008 (Vic), by `schema.decisions.order_steps`. A step that a register sends and that
cannot be is kept and flagged; one that somebody is about to enter here is refused, for it can still be mended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from strawberry.utils.str_converters import to_camel_case

from authz.words import Purpose
from resolvers.errors import Fault
from resolvers.outcomes import OrderOutcome, OrderOutcomeInput
from resolvers.records import Path, Records, conflict, refuse_unless_taken, unfit
from resolvers.registry_desk import Desk
from schema import codes
from schema.decisions.order_steps import possible, why_not

CONNECTOR, REGISTRAR = "courts", "court_registrar"
MADE = frozenset({"INTERIM_MADE", "FINAL_MADE"})
CODED = {"state": "order_state", "kind": "order_kind"}
STATED = ("kind", "starts_on", "ends_on")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OutcomeActs:
    desk: Desk
    records: Records

    async def record(self, given: OrderOutcomeInput, version: int) -> OrderOutcome:
        """A file that is not held, and one of another court, are answered alike."""
        self._may()
        _good(given, self.desk.now)
        custodian = self.desk.asker.custodian
        held = await self.records.held(CONNECTOR, custodian, given.file)
        if held is None:
            raise Fault("FILE_NOT_HELD", "Your court holds no file of this number.", ("input", "file"))
        newest, row = held
        place = _place(row, given.order)
        _refuse_impossible(row["orders"][place], given)
        if version != newest + 1:
            conflict(newest)
        taken = await self.records.take(CONNECTOR, _with_step(row, place, given, version), custodian)
        if not refuse_unless_taken(taken, _path):
            conflict(version)
        return OrderOutcome(file=given.file, version=version, state=given.state, at=self.desk.now)  # type: ignore[arg-type]

    def _may(self) -> None:
        asker = self.desk.asker
        if asker.account.role != REGISTRAR or asker.purpose is not Purpose.COURT:
            raise Fault("NOT_REGISTRAR", "Only a registrar of the court enters this, under COURT.")


def _good(given: OrderOutcomeInput, now: str) -> None:
    for name, code_list in CODED.items():
        code = getattr(given, name)
        if code is not None and not codes.known(code_list, code):
            raise unfit(("input", name), f"{name} is one of {', '.join(codes.codes(code_list))}.")
    if str(given.at) > now:
        raise unfit(("input", "at"), "It is entered once it was done: this is after now.")


def _place(row: Row, number: str) -> int:
    """Where an application and its order share a number, the later on the file is the one that goes on."""
    mine = [index for index, order in enumerate(row.get("orders") or ()) if order.get("number") == number]
    if not mine:
        raise Fault("ORDER_NOT_HELD", "There is no order of this number on the file.", ("input", "order"))
    return mine[-1]


def _refuse_impossible(order: Row, given: OrderOutcomeInput) -> None:
    steps = order.get("steps") or []
    before = order.get("state") or (steps[-1].get("state") if steps else None)
    if before is not None and not possible(before, given.state):
        raise Fault("IMPOSSIBLE_STEP", why_not(before, given.state), ("input", "state"))
    if any(step.get("at") and step["at"] > str(given.at) for step in steps):
        raise unfit(("input", "at"), "It is before a step that the order has come to already.")


def _with_step(row: Row, place: int, given: OrderOutcomeInput, version: int) -> Row:
    """The file as it is held, with the step: all else of it stays as the court sent it."""
    orders = list(row["orders"])
    order, step = orders[place], {"state": given.state, "at": given.at, "note": given.note}
    said = {name: value for name in STATED if (value := getattr(given, name)) is not None}
    if given.state in MADE and "made_at" not in order:  # the first: a service is of what was made before it
        said["made_at"] = given.at
    orders[place] = {**order, **said, "state": given.state, "steps": [*(order.get("steps") or []), step]}
    return {**row, "version": version, "orders": orders}


def _path(pointer: str) -> Path:
    """A fault of the step is one of the input: its last word names the field."""
    return ("input", to_camel_case(pointer.rpartition("/")[2]))
