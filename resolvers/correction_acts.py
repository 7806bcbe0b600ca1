"""Decisions on who used violence in a police report: any organisation that is shown it asks, its custodian decides.

Privacy and Data Protection Act 2014 (Vic) Sch 1, IPP 6.5 and 6.6: what is inaccurate is corrected by whoever holds it.
Family Violence Information Sharing Guidelines: where a predominant aggressor was misidentified, those who shared or
received the information are told. The hub changes nothing in a record: the source sends its amended report.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from authz import holding
from authz.keys import new_id
from graph import corrections
from resolvers.correcting import CorrectionAsked, CorrectionDecided
from resolvers.errors import Fault
from resolvers.registry_desk import Desk, in_words

Shown = Callable[[str], Awaitable[bool]]  # is the asker shown the report, under his purpose and matter?
# Which organisations were told of any of these people since a moment.
Told = Callable[[Sequence[str], str], Awaitable[list[str]]]


@dataclass(frozen=True, slots=True)
class CorrectionActs:
    desk: Desk
    told: Told

    async def ask(self, record: str, reason: str, says: str, shown: Shown) -> CorrectionAsked:
        """One that is not held, and one that is not shown, are answered alike."""
        in_words("reason", reason)
        in_words("says", says)
        if not await shown(record):
            raise Fault("RECORD_NOT_SHOWN", "You are shown no police report of this id, under this purpose and matter.")
        mine = {"record": record, "organisation": self.desk.asker.organisation}
        async with self.desk.following.turn():
            custodian, already = await self.desk.fetch(corrections.ASKED.strip(), mine)
            if already:
                raise Fault("CORRECTION_OPEN", "Your organisation has asked this already; its custodian decides.")
            id = new_id()
            body = {**mine, "id": id, "custodian": custodian, "reason": reason, "says": says}
            await self.desk.decide("requestCorrection", body)
        return CorrectionAsked(id=id, at=self.desk.now)  # type: ignore[arg-type]

    async def decide(self, correction: str, upheld: bool, reason: str) -> CorrectionDecided:
        if not holding.may(self.desk.policy, self.desk.asker, "decideCorrection"):
            raise Fault("DUTY_REQUIRED", "Only a reviewer of the organisation whose report it is decides this.")
        in_words("reason", reason)
        state = "UPHELD" if upheld else "REFUSED"
        async with self.desk.following.turn():
            given = {"correction": correction, "custodian": self.desk.asker.custodian}
            held = await self.desk.fetch(corrections.HELD.strip(), given)
            if held is None:
                raise Fault("CORRECTION_NOT_HELD", "No such request waits for your organisation.")
            record, by, version, since, people = held
            if by == self.desk.asker.account.id:
                raise Fault("SECOND_PERSON_REQUIRED", "Another account than the one that asked decides this.")
            body = {"correction": correction, "record": record, "version": version, "state": state, "reason": reason}
            await self.desk.decide("decideCorrection", body)
        recipients = await self.told(people, since) if upheld else []
        others = [one for one in recipients if one != self.desk.asker.organisation]
        return CorrectionDecided(id=correction, state=state, at=self.desk.now, recipients=others)  # type: ignore[arg-type]
