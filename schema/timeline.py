"""The timeline of a person, of two, or of a family, worked out from what the asker is shown of their records."""
# No `from __future__ import annotations`: Strawberry reads these annotations as they stand.

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import strawberry

from graph.selection import Selection, fields
from schema.decisions.timeline import Happening, Timeline, timeline
from schema.decisions.words import day, listed
from schema.declare import answered
from schema.mirror import mirror
from schema.sources import SourceStatus, source_statuses

Row = Mapping[str, Any]
CODE = fields("code", "label")
PEOPLE = fields("id", person=fields("id"))
TIMELINE: Any = mirror(Timeline)
EXTRACT = "In words that its custodian released"


@strawberry.enum(description="Whose: of one person, of what two people stand in together, or of all met with a person.")
class TimelineOf(Enum):
    PERSON = "PERSON"
    DYAD = "DYAD"
    FAMILY = "FAMILY"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: by which lenses of a person it is met, what is asked of it, and how it is said. `words` are
    free text: asked where it is told by name alone, as in a report of the Central Information Point."""

    noun: str
    lenses: tuple[str, ...]
    at: str
    until: str | None
    said: Callable[[Row], str]
    plain: tuple[str, ...] = ()
    coded: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def asked(self, *, with_words: bool) -> tuple[Selection, ...]:
        times = (self.at, *((self.until,) if self.until else ()))
        words = self.words if with_words else ()
        names = tuple(dict.fromkeys(("id", "custodian", "source", *times, *self.plain, *words)))
        return fields(*names, **dict.fromkeys(self.coded, CODE), **dict.fromkeys(self.parts, PEOPLE))


def _incident(row: Row) -> str:
    words = f" {EXTRACT}: “{row['extract']}”" if row.get("extract") else ""
    return f"Police report: {_labels(row, 'offences') or 'no offence stated'}.{words}"


def _order(row: Row) -> str:
    facts = (("made", "made_on"), ("served", "served_on"), ("until", "ends_on"))
    dates = [f"{word} {day(row[name])}" for word, name in facts if row[name]]
    return _sentence(_named(row, "order_kind", "order_number", "Order"), _label(row, "state"), *dates)


def _court_file(row: Row) -> str:
    return _sentence(_named(row, "kind", "file_number", "Court file"), row["court"])


def _charge(row: Row) -> str:
    what = _label(row, "section") or _label(row, "offence") or row["offence_text"]
    return _sentence(f"Charge: {what or 'offence not stated'}", _label(row, "state"), _label(row, "outcome"))


def _custody(row: Row) -> str:
    ended = row["released_at"]
    return _sentence(f"In custody: {_label(row, 'kind') or 'kind not stated'}",
                     _label(row, "release_kind") if ended else "no release stated")  # fmt: skip


def _supervision(row: Row) -> str:
    return _sentence(_label(row, "kind") or "Supervision", _label(row, "state"), _label(row, "compliance"))


def _assessment(row: Row) -> str:
    return _sentence(_label(row, "kind") or "Risk assessment", _label(row, "level"), _label(row, "scheme"))


def _plan(row: Row) -> str:
    return _sentence("Safety plan", _label(row, "state"))


def _protection(row: Row) -> str:
    return _sentence("Report to Child Protection", _labels(row, "harm"), _label(row, "classification"),
                     _label(row, "outcome"))  # fmt: skip


def _referral(row: Row) -> str:
    return _sentence("Referral", _label(row, "service_type"), _label(row, "state"))


KINDS = (
    Kind("Incident", ("incidents_as_respondent", "incidents_as_affected", "incidents_as_child"), "occurred_from",
         "occurred_to", _incident, (), ("offences",), ("affected", "respondent", "children", "others"), ("extract",)),
    Kind("Order", ("orders_against", "orders_protecting"), "made_on", "ends_on", _order,
         ("served_on", "order_number", "instrument"), ("order_kind", "state"), ("restrained", "protected")),
    Kind("CourtFile", ("court_files",), "opened_on", None, _court_file, ("file_number", "court"), ("kind",),
         ("respondent", "affected", "children", "others")),
    Kind("Charge", ("charges", "charges_as_wronged"), "occurred_at", None, _charge, ("offence_text",),
         ("offence", "section", "state", "outcome"), ("accused", "against")),
    Kind("CustodyEpisode", ("custody_episodes",), "from_at", "released_at", _custody, (), ("kind", "release_kind"),
         ("held", "no_contact")),
    Kind("Supervision", ("supervisions",), "from_on", "until_on", _supervision, (), ("kind", "state", "compliance"),
         ("supervised", "no_contact")),
    Kind("RiskAssessment",
         ("risk_assessments", "risk_assessments_as_child", "risk_assessments_as_respondent"), "assessed_on", None,
         _assessment, (), ("kind", "level", "scheme"), ("assessed", "child_assessed", "respondent")),
    Kind("SafetyPlan", ("safety_plans",), "made_on", None, _plan, (), ("state",),
         ("planned_for", "child_planned_for")),
    Kind("ProtectionReport", ("protection_reports_as_child", "protection_reports_as_responsible"), "received_on",
         "outcome_on", _protection, (), ("harm", "classification", "outcome"),
         ("child", "responsible", "adult_victims", "household", "other_children")),
    Kind("Referral", ("referrals",), "referred_at", None, _referral, (), ("service_type", "state"), ("of",)),
)  # fmt: skip
LIVES, LIVES_IN_WORDS = (
    fields("id", **{lens: kind.asked(with_words=words) for kind in KINDS for lens in kind.lenses})
    for words in (False, True)
)


@strawberry.type(description="What happened, as the asker may see it, in order.")
class PersonTimeline:
    """The timeline, and what each source could say."""

    timeline: TIMELINE = answered("Worked out from the records shown to you.")
    sources: list[SourceStatus] = answered("Which systems were asked, and how fresh each is.")


@dataclass(frozen=True, slots=True)
class Told:
    timeline: Timeline
    sources: list[Any]


def timeline_of(
    lives: list[Row], other: str | None, dyad: bool, first: str | None, last: str | None, fresh: Any
) -> Told | None:
    """`lives` are people as LIVES, the one asked about first; `other` is the id of the second of two.

    None: no record of the person (or of the other) is there for the asker.
    """
    if not lives or (dyad and other is None):
        return None
    found = [one for life in lives for one in _happenings(life)]
    if dyad:
        found = [one for one in found if other in one.people]
    people = [lives[0]["id"], other] if dyad else [life["id"] for life in lives]
    return Told(timeline([str(p) for p in people], found, first, last), source_statuses(fresh))


def _happenings(life: Row) -> Iterator[Happening]:
    for kind in KINDS:
        for row in (row for lens in kind.lenses for row in life[lens]):
            yield Happening(
                id=row["id"], kind=kind.noun, said=kind.said(row), at=row[kind.at],
                until=row[kind.until] if kind.until else None, custodian=row["custodian"], source=row["source"],
                people=_people(row, kind.parts), of=row.get("instrument"),
            )  # fmt: skip


def _people(row: Row, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Each once. One shown without his person is not told of: which he is, is not known."""
    records = (record for part in parts for record in _several(row[part]))
    return tuple({str(record["person"]["id"]) for record in records if record["person"] and record["person"]["id"]})


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _label(row: Row, name: str) -> str | None:
    return str(row[name]["label"]) if row[name] else None


def _labels(row: Row, name: str) -> str | None:
    return listed([str(code["label"]) for code in row[name]]) if row[name] else None


def _named(row: Row, kind: str, number: str, otherwise: str) -> str:
    return " ".join(filter(None, (_label(row, kind) or otherwise, row[number])))


def _sentence(*facts: str | None) -> str:
    return f"{', '.join(fact for fact in facts if fact)}."
