"""Decisions on erasing a record: a reviewer of its custodian asks, and another one decides.

Privacy and Data Protection Act 2014 (Vic) Sch 1, IPP 4.2: what is no longer needed is destroyed or permanently
de-identified. A public record is destroyed only where a disposal authority under the Public Records Act 1973 (Vic)
lets it be: whoever asks names it, and the hub does not check that it fits. What is not held, and what is of another
custodian, are answered alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from authz import holding
from authz.keys import new_id
from authz.ledger_erasing import ERASE
from graph import erasures
from resolvers.erasing import ErasureAsked, ErasureDecided
from resolvers.errors import Fault
from resolvers.registry_desk import Desk, in_words

Key = tuple[str, str, str]  # connector, custodian, source id


class Erasable(Protocol):
    """What the hub holds of a record that may be erased."""

    async def found(self, noun: str, record: str, custodian: str) -> tuple[Key, int] | None:
        """Which record of the custodian states what has this id, and how many versions are held."""

    async def stated(self, key: Key) -> dict[str, Any]:
        """All that goes with it, within the caller's turn."""


@dataclass(frozen=True, slots=True)
class ErasureActs:
    desk: Desk
    records: Erasable

    async def ask(self, noun: str, record: str, authority: str, reason: str) -> ErasureAsked:
        self._may("requestErasure")
        if noun not in erasures.ERASABLE:
            raise Fault("BAD_INPUT", f"type is one of {', '.join(erasures.ERASABLE)}.", ("type",))
        in_words("authority", authority)
        in_words("reason", reason)
        async with self.desk.following.turn():
            found = await self.records.found(noun, record, self.desk.asker.custodian)
            if found is None:
                raise Fault("RECORD_NOT_HELD", "Your organisation holds nothing of this type and id.")
            of, id = _named(found[0]), new_id()
            if await self.desk.fetch(erasures.WAITS.strip(), of):
                raise Fault("ERASURE_OPEN", "This is asked already; another reviewer decides.")
            said = {"noun": noun, "record": record, "authority": authority, "reason": reason}
            await self.desk.decide("requestErasure", {**of, **said, "id": id})
        return ErasureAsked(id=id, versions=found[1], at=self.desk.now)  # type: ignore[arg-type]

    async def decide(self, erasure: str, granted: bool, reason: str) -> ErasureDecided:
        self._may("decideErasure")
        in_words("reason", reason)
        async with self.desk.following.turn():
            given = {"erasure": erasure, "custodian": self.desk.asker.custodian}
            held = await self.desk.fetch(erasures.HELD.strip(), given)
            if held is None:
                raise Fault("ERASURE_NOT_HELD", "No such request waits for your organisation.")
            *key, by, authority = held
            if by == self.desk.asker.account.id:
                raise Fault("SECOND_PERSON_REQUIRED", "Another account than the one that asked decides this.")
            said: dict[str, Any] = {"erasure": erasure, "authority": authority, "reason": reason}
            if granted:
                said |= await self.records.stated(tuple(key))
            entry = await self.desk.decide(ERASE if granted else "refuseErasure", said)
        state, versions = ("ERASED" if granted else "REFUSED"), said.get("versions", 0)
        return ErasureDecided(id=erasure, state=state, versions=versions, entry=entry, at=self.desk.now)  # type: ignore[arg-type]

    def _may(self, act: str) -> None:
        if not holding.may(self.desk.policy, self.desk.asker, act):
            raise Fault("DUTY_REQUIRED", "Only a reviewer of the organisation whose record it is decides this.")


def _named(key: Key) -> Mapping[str, str]:
    return dict(zip(("connector", "custodian", "source_id"), key, strict=True))
