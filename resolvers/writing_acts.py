"""Who may write an assessment, of whom, and as which version; then it goes the way of any record.

MARAM practice guides: an assessment is made by a risk assessment entity, as far as the assessor's practice level goes.
The registry holds no practice level of an account: it is stated with each assessment, and kept with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from strawberry.utils.str_converters import to_camel_case

from authz.words import Purpose, Standing
from graph import writing
from resolvers.errors import Fault, FieldFault
from resolvers.records import Path, Records, conflict, refuse_unless_taken, unfit
from resolvers.references import Reference
from resolvers.registry_desk import Desk
from resolvers.writing import WRITTEN_CODES, AssessmentInput, WrittenAssessment
from schema import codes
from schema.decisions import maram

CONNECTOR, PERPETRATOR = "risk", "PERPETRATOR"
LONGEST_KEY = 200
# Where each section of the row stands in the input.
INPUT: Mapping[str, tuple[str, ...]] = {"assessment": (), "subject": ("person",)}
ABOUT = (
    *("kind", "scheme", "level", "self_assessed_level", "assessed_on", "assessor", "practice_level", "tool"),
    *("tool_version", "rationale", "informed_by"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """Whom the matter names, as what, and all the ids that the hub has of him."""

    person: str
    standing: Standing
    ids: Sequence[str]


Find = Callable[[Reference], Awaitable[Named | None]]


@dataclass(frozen=True, slots=True)
class Version:
    """`written_by`: digests of account and key, and of what was asked, where it was written at the hub."""

    version: int
    written_by: str | None
    lineage: str
    received_at: str
    people: Sequence[str]

    @property
    def mark(self) -> str:
        return (self.written_by or "").partition(" ")[0]


@dataclass(frozen=True, slots=True)
class WritingActs:
    """`named`: whom the declared matter names by a reference. `records`: the way of any record, ledger first."""

    desk: Desk
    named: Find
    records: Records

    async def write(self, given: AssessmentInput, key: str, version: int) -> WrittenAssessment:
        self._may()
        _good(given, key)
        person, respondent = await self._people(given)
        mark = _digest(f"{self.desk.asker.account.id} {key}".encode())
        request = f"{mark} {_digest(orjson.dumps([asdict(given), version]))}"
        number = (given.number or "").strip() or f"TL-{mark[:16].upper()}"  # as the form has it
        held = await self._versions(number)
        if done := next((one for one in held if one.mark == mark), None):
            return _again(number, done, request)
        if held and not set(held[-1].people) & set(person.ids):
            raise Fault(
                "ASSESSMENT_NOT_HELD", "Your organisation has given this number to no assessment of that person."
            )
        if version != _newest(held) + 1:
            conflict(_newest(held))
        row = _row(given, person, respondent)
        row["assessment"] |= {"custodian": self.desk.asker.custodian, "number": number, "version": version,
                              "written_by": request}  # fmt: skip
        await self._taken(row, number)
        return _again(number, next(one for one in await self._versions(number) if one.mark == mark), request)

    def _may(self) -> None:
        asker = self.desk.asker
        if asker.purpose is not Purpose.ASSESSMENT or not asker.account.organisation.holds("RAE", self.desk.now[:10]):
            raise Fault("NOT_RAE_FOR_ASSESSMENT", "Only a risk assessment entity writes this, under ASSESSMENT.")

    async def _people(self, given: AssessmentInput) -> tuple[Named, Named | None]:
        """A person assessed as using violence stands so in the matter; and who does, is never the one protected."""
        perpetrator = given.kind == PERPETRATOR
        person = await self._found(given.person, "person", perpetrator)
        if given.respondent is None:
            return person, None
        if perpetrator:
            raise unfit(
                ("input", "respondent"), "A perpetrator-focused assessment has one person: name it in `person`."
            )
        return person, await self._found(given.respondent, "respondent", True)

    async def _found(self, reference: Reference, name: str, uses_violence: bool) -> Named:
        """One whom the matter does not name, and one whom it names as something else, are answered alike."""
        found = await self.named(reference)
        if found is None or found.standing.uses_violence is not uses_violence:
            wanted = "who uses violence" if uses_violence else "affected or as a child"
            raise Fault("PERSON_NOT_NAMED", f"The declared matter names nobody so, as {wanted}.", ("input", name))
        return found

    async def _versions(self, number: str) -> list[Version]:
        given = {"number": number, "custodian": self.desk.asker.custodian}
        return [Version(*one) for one in await self.desk.fetch(writing.VERSIONS.strip(), given)]

    async def _taken(self, row: Mapping[str, Any], number: str) -> None:
        """What was read before may be old by now: of two who write one version at once the ledger takes the first."""
        taken = await self.records.take(CONNECTOR, row, self.desk.asker.custodian)
        if not refuse_unless_taken(taken, _path):
            conflict(_newest(await self._versions(number)))


def _good(given: AssessmentInput, key: str) -> None:
    """What the input alone shows to be wrong."""
    if not key.strip() or len(key) > LONGEST_KEY:
        raise unfit(("idempotencyKey",), f"Give a key of your own, at most {LONGEST_KEY} characters.")
    if wrong := tuple(_unknown_codes(given)):
        raise Fault("BAD_INPUT", "A code is in no list; `fields` says which.", (), wrong)
    if maram.may_write(given.practice_level, given.kind) is False:
        raise Fault("BEYOND_PRACTICE_LEVEL", maram.why_not(given.practice_level, given.kind), ("input", "kind"))


def _unknown_codes(given: AssessmentInput) -> Iterator[FieldFault]:
    """Whoever writes here chooses from the lists; what a source sends may be newer than they are."""
    for path, code_list, code in _coded(given):
        if code is not None and not codes.known(code_list, code):
            yield FieldFault(
                ("input", *path), "CODE", f"is in no list; send one of {', '.join(codes.codes(code_list))}"
            )


def _coded(given: AssessmentInput) -> Iterator[tuple[Path, str, str | None]]:
    for name, code_list in WRITTEN_CODES.items():
        yield (to_camel_case(name),), code_list, getattr(given, name)
    for index, seen in enumerate(given.observations):
        yield ("observations", index, "factor"), "risk_factor", seen.factor
        yield ("observations", index, "presence"), "factor_presence", seen.presence
    for index, plan in enumerate(given.safety_plans):
        yield ("safetyPlans", index, "state"), "plan_state", plan.state
        for place, step in enumerate(plan.steps):
            yield ("safetyPlans", index, "steps", place, "kind"), "safety_step", step.kind


def _row(given: AssessmentInput, person: Named, respondent: Named | None) -> dict[str, Any]:
    """A person is named by the hub's id alone: nothing that others said of him is copied into this record."""
    parts: dict[str, Any] = {"respondent": {"hub_person": person.person}}
    if not person.standing.uses_violence:
        parts = {"subject": {"child": person.standing is Standing.CHILD, "hub_person": person.person}}
        if respondent is not None:
            parts["respondent"] = {"hub_person": respondent.person}
    about = {name: getattr(given, name) for name in ABOUT}
    lists = {name: [asdict(one) for one in getattr(given, name)] for name in ("observations", "safety_plans")}
    return {"assessment": about, **parts, **lists}


def _path(pointer: str) -> Path:
    """From the row to the input: /observations/0/first_seen_on is input, observations, 0, firstSeenOn."""
    section, *rest = pointer.strip("/").split("/")
    steps = (*INPUT.get(section, (section,)), *rest)
    return ("input", *(int(step) if step.isdigit() else to_camel_case(step) for step in steps))


def _newest(held: Sequence[Version]) -> int:
    return held[-1].version if held else 0


def _again(number: str, held: Version, request: str) -> WrittenAssessment:
    if held.written_by != request:
        raise Fault("KEY_REUSED", "You sent another assessment with this key: give each its own.", ("idempotencyKey",))
    return WrittenAssessment(id=held.lineage, number=number, version=held.version, at=held.received_at)  # type: ignore[arg-type]


def _digest(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()[:40]
