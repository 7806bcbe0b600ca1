"""One person as a page: what holds now first, then the pattern in words, what is not known, and every record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from authz.local_days import local_day
from explorer.asking import Api
from explorer.entry.sessions import Session
from explorer.people.happened import HAPPENED, Happened, cites_of, drawn, happened, timeline_of
from explorer.people.known_then import Known
from explorer.people.standing import BESIDE, STANDS, flagged, parts
from explorer.words import agency, day, full_name, moment, where, words_of
from resolvers.report.citations import Citations
from resolvers.report.drawing import SERIOUS_ACTS
from resolvers.report.plain import plain
from schema.decisions.views import View
from schema.decisions.words import counted, listed

# Six questions, asked one after another: one statement of everything would take long to plan the first time.
RECORD = """id custodian source standing { label } familyName givenNames initials birthDate birthYear
    sex { label } personNumber receivedAt contacts(first: 5) { kind { label } value }
    addresses(first: 5) { purpose { label } line suburb postcode validFrom validTo }"""
WHO = f"""query Who($id: ID!, $then: DateTime) {{ person(id: $id, asOf: $then, knownAt: $then) {{
  familyNames givenNames initials birthYears
  custodySummary {{ inCustody }} violenceSummary {{ incidents latestMonth }}
  records(first: 100) {{ {RECORD} }} }} }}"""
PATTERN = """query Pattern($id: ID!, $then: DateTime) { patternAndHistory(person: $id, asOf: $then, knownAt: $then) {
  measures { asAt reportsShown frequency { window attendances reports } recency { days latestOn }
    escalation { finding reasons evidence } behaviours { behaviour stated lastOn evidence }
    breaches { occasions evidence } sentences { about text evidence } gaps { text } }
  sources { label status freshAsOf } } }"""
ORDERS = """query Orders($id: ID!, $then: DateTime) { ordersInForce(person: $id, asOf: $then, knownAt: $then) {
  said orders { binding sentence endsOn conditions { text } contradictions { field value custodians } evidence } } }"""
BINDING = ("IN_FORCE", "SERVED_THIS_DAY")
MAY_BIND = (*BINDING, "NOT_KNOWN", "NOT_SERVED", "NOT_STARTED")
HEADINGS = {"cross_role": "Where the roles are turned round", "orders_held": "Orders, by all who state them"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the summary; `grave`: a reader must not miss it."""

    term: str
    words: str
    grave: bool = False
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence with the numbers of the records that it rests on; `more` belongs to it, `now`: it may hold now."""

    words: str
    cites: tuple[int, ...] = ()
    more: tuple[str, ...] = ()
    now: bool = True


@dataclass(frozen=True, slots=True)
class PersonPage:
    """`heading` is a name, a mask, or that none is shown; `first`: when the first record shown was received."""

    id: str
    known: Known
    first: str
    heading: str
    also: tuple[str, ...]
    now: tuple[Fact, ...]
    orders_said: str
    orders: tuple[Stated, ...]
    pattern: tuple[tuple[str, tuple[Stated, ...]], ...]
    gaps: tuple[str, ...]
    happened: Happened
    records: tuple[Mapping[str, str], ...]
    reached: tuple[Mapping[str, str], ...]
    sources: tuple[Mapping[str, str], ...]
    withheld: tuple[str, ...]
    audits: tuple[str, ...]


async def person(
    api: Api, session: Session, id: str, known: Known, view: View, *, filtering: bool
) -> PersonPage | None:
    """`view` filters what happened, and nothing else. Who else stands in his records is asked for a filter alone:
    nothing else here shows it. None: nobody of this id is shown under what was declared; whether somebody is
    held is not told."""
    who = await api.ask(session, WHO, id=id, then=known.at)
    if who.data["person"] is None:
        return None
    texts = (PATTERN, ORDERS, HAPPENED, STANDS, *((BESIDE,) if filtering else ()))
    pattern, orders, timeline, stands, *beside = [await api.ask(session, text, id=id, then=known.at) for text in texts]
    history, said = pattern.data["patternAndHistory"], who.data["person"]
    measures, in_force = history["measures"], orders.data["ordersInForce"]
    told = timeline_of(timeline.data["timeline"]["timeline"])
    cites, his = cites_of(told, measures, in_force), stands.data["person"]
    standing = parts(his, *(one.data["expand"] for one in beside))
    over_time = happened(drawn(told, measures, in_force), cites, view, standing, flagged(his))
    asked = (who, pattern, orders, timeline, stands, *beside)
    heading, also = _names(said)
    return PersonPage(
        id, known, _first(said["records"]), heading, also, tuple(_now(said, measures, in_force, cites)),
        in_force["said"], tuple(_orders(in_force, cites)), tuple(_pattern(measures, cites)),
        tuple(gap["text"] for gap in measures["gaps"]), over_time, tuple(map(_record, said["records"])),
        tuple(_reached(said["records"])),
        tuple(map(_source, history["sources"])), withheld(one.extensions for one in asked),
        tuple(str(one.extensions["auditId"]) for one in asked if "auditId" in one.extensions),
    )  # fmt: skip


# Who it is


def _names(said: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    full = tuple(dict.fromkeys(filter(None, map(full_name, said["records"]))))
    masks = tuple(dict.fromkeys(one["initials"] for one in said["records"] if one["initials"]))
    heading = next(iter(full or masks), "Name not shown to you")
    others = [*full[1:], *(f"initials {mask}" for mask in masks if not full and mask != heading)]
    born = [f"born {year}" for year in said["birthYears"]]
    return heading, (*others, *born)


def _first(records: Iterable[Mapping[str, Any]]) -> str:
    """A local day, or nothing where none is shown."""
    return min((local_day(one["receivedAt"]) for one in records if one["receivedAt"]), default="")


def _record(said: Mapping[str, Any]) -> Mapping[str, str]:
    name = full_name(said) or said["initials"] or "not shown"
    born = day(said["birthDate"]) if said["birthDate"] else str(said["birthYear"] or "not shown")
    return {
        "agency": agency(said["custodian"]), "source": said["source"] or "not shown", "name": name, "born": born,
        "sex": _label(said["sex"]), "number": said["personNumber"] or "not shown",
        "as": _label(said["standing"]), "received": moment(said["receivedAt"]) if said["receivedAt"] else "not shown",
    }  # fmt: skip


def _reached(records: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, str]]:
    """Where each record says that he lives or is reached, once for each agency that says it."""
    said: dict[tuple[str, str, str], None] = {}
    for one in records:
        by = agency(one["custodian"])
        for place in one["addresses"]:
            said[_label(place["purpose"]), f"{where(place)}{_held(place)}", by] = None
        for way in one["contacts"]:
            said[_label(way["kind"]), way["value"] or "not shown", by] = None
    for kind_of, words, by in said:
        yield {"kind": kind_of, "words": words, "agency": by}


def _held(place: Mapping[str, Any]) -> str:
    since, until = place["validFrom"], place["validTo"]
    told = [f"since {plain(since)}"] if since else []
    return f" ({', '.join([*told, f'until {plain(until)}'] if until else told)})" if since or until else ""


def _label(code: Mapping[str, Any] | None) -> str:
    return str(code["label"]) if code else "not shown"


# What holds now


def _now(
    said: Mapping[str, Any], measures: Mapping[str, Any], orders: Mapping[str, Any], cites: Citations
) -> Iterator[Fact]:
    binding = [one for one in orders["orders"] if one["binding"] in BINDING]
    words = f"{counted(len(binding), 'order')} in force now" if binding else "None is shown to be in force now"
    yield Fact("Orders", words, bool(binding))
    custody = (said["custodySummary"] or {}).get("inCustody")
    yield Fact("In custody", plain(custody), custody is True)
    yield Fact("Last event with this person as respondent", _latest(measures["recency"]))
    yield Fact("Reports shown", str(measures["reportsShown"]))
    yield Fact("Attendances as respondent", _frequency(measures["frequency"]))
    escalating = measures["escalation"]
    if escalating["finding"] == "FOUND":
        yield Fact("Escalation", "; ".join(escalating["reasons"]), True, cites.of(escalating["evidence"]))
    for one in measures["behaviours"]:
        if one["stated"]:
            last = f", last on {day(one['lastOn'])}" if one["lastOn"] else ""
            words = f"stated in {counted(one['stated'], 'report')}{last}"
            yield Fact(words_of(one["behaviour"]), words, one["behaviour"] in SERIOUS_ACTS, cites.of(one["evidence"]))
    if measures["breaches"]["occasions"]:
        words = counted(measures["breaches"]["occasions"], "occasion")
        yield Fact("Orders contravened", words, True, cites.of(measures["breaches"]["evidence"]))


def _latest(recency: Mapping[str, Any]) -> str:
    if recency["days"] is None:
        return "not known: none that is shown has a day"
    return f"{day(recency['latestOn'])}, {counted(recency['days'], 'day')} ago"


def _frequency(windows: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(f"{words_of(one['window']).lower()}: {one['attendances']}" for one in windows)


def _orders(orders: Mapping[str, Any], cites: Citations) -> Iterator[Stated]:
    for one in orders["orders"]:
        told = [*(c["text"] for c in one["conditions"] or ()), *map(_differs, one["contradictions"])]
        yield Stated(one["sentence"], cites.of(one["evidence"]), tuple(told), one["binding"] in MAY_BIND)


def _differs(said: Mapping[str, Any]) -> str:
    agencies = listed([agency(one) for one in said["custodians"]]) or "An agency that is not shown"
    return f"Statements differ. {agencies}: {words_of(said['field']).lower()} {_value(said['value'])}."


def _value(said: str) -> str:
    """A day as a day, a code as words."""
    return words_of(said).lower() if said.isupper() else plain(said)


def _pattern(measures: Mapping[str, Any], cites: Citations) -> Iterator[tuple[str, tuple[Stated, ...]]]:
    """All that is said of one thing under one heading."""
    found: dict[str, list[Stated]] = {}
    for one in measures["sentences"]:
        found.setdefault(one["about"], []).append(Stated(one["text"], cites.of(one["evidence"])))
    for about, told in found.items():
        yield HEADINGS.get(about) or words_of(about), tuple(told)


# What was asked, and what is never shown


def _source(said: Mapping[str, Any]) -> Mapping[str, str]:
    fresh = moment(said["freshAsOf"]) if said["freshAsOf"] else "nothing received"
    status = "Asked" if said["status"] == "ANSWERED" else "Not connected: ask it by other means"
    return {"label": said["label"], "status": status, "fresh": fresh}


def withheld(extensions: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """By the ground in law, what this role is never shown, whoever it is about."""
    found: dict[str, dict[str, None]] = {}
    for one in extensions:
        for field in one.get("withheld", ()):
            for column in field["columns"]:
                found.setdefault(column["basis"], {})[words_of(column["column"]).lower()] = None
    return tuple(f"{listed(list(columns))} ({basis})" for basis, columns in found.items())
