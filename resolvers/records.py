"""Records that people write, as decisions see them: taken like those of any source, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, Protocol

from resolvers.errors import Fault, FieldFault

QUARANTINED, ERASED, CONFLICT = "QUARANTINED", "ERASED", "VERSION_CONFLICT"
Path = tuple[str | int, ...]


class Taken(Protocol):
    """What became of a row; `faults` have a pointer into it, a code and a reason."""

    @property
    def outcome(self) -> str: ...
    @property
    def faults(self) -> Sequence[Mapping[str, str]]: ...


class Records(Protocol):
    async def take(self, connector: str, row: Mapping[str, Any], custodian: str) -> Taken | None:
        """None: the custodian keeps no records of this kind here."""

    async def held(self, connector: str, custodian: str, source_id: str) -> tuple[int, dict[str, Any]] | None:
        """The newest version and its row as it was sent."""


def refuse_unless_taken(taken: Taken | None, path_of: Callable[[str], Path]) -> bool:
    """True; False where another text of this version came first. A fault of a field is told where the input has it."""
    if taken is None:
        raise Fault("NOT_CUSTODIAN", "Your organisation keeps no such records at the hub.")
    if taken.outcome == ERASED:
        raise Fault("RECORD_ERASED", "The record of this number was erased: give another number.")
    if taken.outcome != QUARANTINED:
        return True
    if any(fault["code"] == CONFLICT for fault in taken.faults):
        return False
    fields = tuple(FieldFault(path_of(f["pointer"]), f["code"], f["reason"]) for f in taken.faults)
    raise Fault("BAD_INPUT", "This cannot be taken; `fields` says of what, and why.", (), fields)


def conflict(held: int) -> NoReturn:
    """`held`: the newest version; 0: none."""
    raise Fault(
        "VERSION_CONFLICT", f"Another version is held by now: read it, and send version {held + 1}.", ("version",)
    )


def unfit(path: Path, why: str) -> Fault:
    """One field of the input, and what is wrong with it."""
    return Fault("BAD_INPUT", why, path, (FieldFault(path, "BAD_INPUT", why),))
