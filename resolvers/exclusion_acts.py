"""Decisions on excluded information: a reviewer of the custodian marks, looks at it anew, and ends it.

FVPA 2008 s 144C. What is not held, and what is of another custodian, are answered alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from strawberry.utils.str_converters import to_camel_case

from authz import holding
from authz.access import readers_of_extracts
from authz.keys import new_id
from authz.local_days import local_day
from authz.words import Facet
from graph import exclusions
from graph.mapping import Property
from resolvers.errors import Fault
from resolvers.excluding import GROUNDS, Excluded, ExclusionInput, Extract, Scanned
from resolvers.registry_desk import Desk, in_words
from schema import codes
from schema.model import MODEL

LONGEST = "exclusion_review_days"  # setting of the policy
MOST_RELEASED = 50
NAMED = ("family_name", "given_names", "initials")
EXTRACT = ("extract", "extract_readers")
TOGETHER = (
    frozenset({"birth_date", "birth_year", "age_stated"}),
    frozenset({"conditions", "housing_conditions"}),
    frozenset({"served", "served_on", "in_force"}),
    frozenset({"risk_band", "risk_score", "risk_override_band"}),
)


@dataclass(frozen=True, slots=True)
class ExclusionActs:
    desk: Desk

    async def exclude(self, given: ExclusionInput) -> Excluded:
        """On what is marked already it takes the place of that marking."""
        self._may("excludeInformation")
        _known("type", given.type, exclusions.EXCLUDABLE)
        field, event = _field(given.type, given.field), _event(given)
        _known("ground", given.ground, codes.codes(GROUNDS))
        released = [str(one) for one in given.released_to]
        await self._good(given.reason, str(given.review_on), released)
        async with self.desk.following.turn():
            of_mine = {"record": str(given.id), "field": field, "event": event, "custodian": self.desk.asker.custodian}
            found = exclusions.held(given.type) if event is None else exclusions.PART
            held = await self.desk.fetch(found, of_mine) if of_mine["custodian"] else []
            if not held:
                raise Fault("RECORD_NOT_HELD", "Your organisation holds nothing of this type and id.")
            nodes = {"lineage": held[0][1], "nodes": sorted(id for id, _ in held) if event is None else []}
            said = {"ground": given.ground, "reason": given.reason, "review_on": str(given.review_on)}
            fields = _together(given.type, field)
            body = {**of_mine, **nodes, **said, "noun": given.type, "fields": fields, "released": released,
                    "follows": await self.desk.fetch(exclusions.IN_FORCE, of_mine)}  # fmt: skip
            return await self._marked("excludeInformation", body)

    async def review(self, exclusion: str, reason: str, review_on: Any, released: Sequence[str] | None) -> Excluded:
        self._may("reviewExclusion")
        await self._good(reason, str(review_on), [str(one) for one in released or ()])
        async with self.desk.following.turn():
            held = await self._held(exclusion)
            to = held["released"] if released is None else [str(one) for one in released]
            body = {**held, "custodian": self.desk.asker.custodian, "reason": reason, "review_on": str(review_on),
                    "released": to, "nodes": [], "follows": [exclusion]}  # fmt: skip
            return await self._marked("reviewExclusion", body)

    async def release(self, exclusion: str, reason: str) -> Excluded:
        self._may("releaseExclusion")
        in_words("reason", reason)
        async with self.desk.following.turn():
            await self._held(exclusion)
            await self.desk.decide("releaseExclusion", {"exclusion": exclusion, "reason": reason})
        return Excluded(id=exclusion, at=self.desk.now)  # type: ignore[arg-type]

    async def mark_scanned(self, record: str, version: int) -> Scanned:
        self._may("markScanned")
        given = {"record": record, "version": version, "custodian": self.desk.asker.custodian}
        async with self.desk.following.turn():
            held = await self.desk.fetch(exclusions.VERSION, given)
            if held is None:
                raise Fault("RECORD_NOT_HELD", "Your organisation holds no such version of a record.")
            await self.desk.decide("markScanned", {"version_of": held[0], "noun": held[1]})
        return Scanned(record=record, version=version, at=self.desk.now)  # type: ignore[arg-type]

    async def release_extract(self, record: str, version: int, text: str, readers: Sequence[str]) -> Extract:
        """The words are sealed like a record, so that they are erased with it: the command only names their entry."""
        self._may("releaseExtract")
        in_words("text", text)
        self._readers(readers)
        async with self.desk.following.turn():
            of, _ = await self._extractable(record, version)
            key = exclusions.extract_key(self.desk.asker.custodian, of["version_of"])
            sealed = await self.desk.following.keep_next(key, text.strip().encode(), self.desk.now)
            to = sorted(set(readers))
            await self.desk.decide(exclusions.RELEASE_EXTRACT, {**of, "readers": to, "sealed": [sealed]})
        return Extract(record=record, version=version, readers=to, at=self.desk.now)  # type: ignore[arg-type]

    async def withdraw_extract(self, record: str, version: int) -> Extract:
        self._may("withdrawExtract")
        async with self.desk.following.turn():
            of, readers = await self._extractable(record, version)
            if readers is None:
                raise Fault("EXTRACT_NOT_HELD", "No extract of this version is released.")
            await self.desk.decide("withdrawExtract", of)
        return Extract(record=record, version=version, readers=[], at=self.desk.now)  # type: ignore[arg-type]

    async def _extractable(self, record: str, version: int) -> tuple[dict[str, str], list[str] | None]:
        """The version as a command names it, and to whom an extract of it is released."""
        given = {"record": record, "version": version, "custodian": self.desk.asker.custodian}
        held = await self.desk.fetch(exclusions.EXTRACTED, given)
        if held is None:
            raise Fault("RECORD_NOT_HELD", "Your organisation holds no such version of a record that has a text.")
        return {"version_of": held[0], "noun": held[1]}, held[2]

    def _readers(self, readers: Sequence[str]) -> None:
        known = readers_of_extracts(self.desk.policy)
        if not readers or not known.issuperset(readers):
            said = f"readers is at least one of {', '.join(sorted(known))}: the roles that may be shown an extract."
            raise Fault("BAD_INPUT", said, ("readers",))

    async def _marked(self, kind: str, body: Mapping[str, Any]) -> Excluded:
        id = new_id()
        await self.desk.decide(kind, {**body, "id": id})
        return Excluded(id=id, at=self.desk.now)  # type: ignore[arg-type]

    async def _held(self, exclusion: str) -> dict[str, Any]:
        given = {"exclusion": exclusion, "custodian": self.desk.asker.custodian}
        held = await self.desk.fetch(exclusions.MARKED.strip(), given)
        if held is None:
            raise Fault("EXCLUSION_NOT_HELD", "Your organisation has no such marking in force.")
        return dict(held)

    def _may(self, act: str) -> None:
        if not holding.may(self.desk.policy, self.desk.asker, act):
            raise Fault("DUTY_REQUIRED", "Only a reviewer of the organisation whose record it is decides this.")

    async def _good(self, reason: str, review_on: str, released: Sequence[str]) -> None:
        in_words("reason", reason)
        today = date.fromisoformat(local_day(self.desk.now))
        last = today + timedelta(days=int(self.desk.policy.settings[LONGEST]))
        if not today < date.fromisoformat(review_on) <= last:
            raise Fault("BAD_INPUT", f"reviewOn is a day after today, and at most {last}.")
        if len(released) > MOST_RELEASED:
            raise Fault("BAD_INPUT", f"releasedTo is at most {MOST_RELEASED} organisations.")
        if await self.desk.fetch(exclusions.UNKNOWN.strip(), {"organisations": list(released)}):
            raise Fault("BAD_INPUT", "releasedTo is organisations of the registry; `organisations` lists them.")


def _known(field: str, word: str, words: Sequence[str]) -> None:
    if word not in words:
        raise Fault("BAD_INPUT", f"{field} is one of {', '.join(words)}.")


def _field(noun: str, name: str | None) -> str | None:
    """As it is stored. A name stands in `names` too, so that it is kept with its record or not at all."""
    if name is None:
        return None
    fields = MODEL.nodes[noun].fields
    mine = [
        n for n, f in fields.items() if isinstance(f, Property) and MODEL.nodes[noun].keepable(f) and n not in NAMED
    ]
    found = next((n for n in mine if name in (n, to_camel_case(n))), None)
    if found is None:
        said = f"is one of {', '.join(map(to_camel_case, mine))}" if mine else "is left out: it is marked whole"
        raise Fault("BAD_INPUT", f"field, for {noun}, {said}.")
    return found


def _event(given: ExclusionInput) -> str | None:
    if given.event is None:
        return None
    if given.type != "PersonRecord" or given.field is not None:
        raise Fault("BAD_INPUT", "event goes with the type PersonRecord, and without field.")
    return str(given.event)


def _together(noun: str, field: str | None) -> list[str] | None:
    """What tells it, or is told by it. An extract is words of the texts beside it."""
    if field is None:
        return None
    told = EXTRACT if MODEL.nodes[noun].property(field).facet is Facet.NARRATIVE else ()
    return sorted({*told, *next((group for group in TOGETHER if field in group), (field,))})
