"""The sections of a consolidated report, worked out from what its recipient may be shown of the subject.

FVPA 2008 (Vic) Pt 5A Div 6. Nothing is told here that the answers of `person`, `patternAndHistory`, `ordersInForce` and
`timeline` would not tell of the same records: the report only puts them together, and says who states what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.selection import fields
from schema import codes
from schema.decisions.answer import PatternAndHistory
from schema.decisions.maram_factors import FACTORS, serious
from schema.decisions.moments import local_date
from schema.decisions.orders_in_force import OrdersInForce
from schema.decisions.release import BRIEF_GAP, brief
from schema.decisions.report import (
    Annex,
    Factor,
    Heading,
    Identity,
    OtherPerson,
    ReportContent,
    ReportGap,
    Said,
    Whereabouts,
)
from schema.decisions.report_factors import spoken_of
from schema.decisions.timeline import Timeline
from schema.decisions.words import counted, day, named, upper_first
from schema.values import CODES, code_of

Row = Mapping[str, Any]
LABEL = fields("label")
OTHERS = fields("id", "initials", "birth_year", person=fields("id"))
STATED = (
    *fields(
        "id",
        records=fields(
            "id", "custodian", "family_name", "given_names", "birth_date", "birth_year", "person_number", "whereabouts",
            "valid_from", names=fields("family_name", "given_names", name_type=(*CODES, *LABEL)),
            addresses=fields("line", "suburb", "postcode", "valid_from", "valid_to", purpose=LABEL),
            contacts=fields("value", kind=LABEL),
        ),
        custody_episodes=fields("id", "custodian", "from_at", "released_at", "release_expected_on", "in_custody",
                                "received_at", kind=LABEL),
        risk_assessments_as_respondent=fields(
            "id", "custodian", "assessed_on", scheme=LABEL, level=LABEL,
            observations=fields(factor=CODES, presence=CODES),
        ),
        incidents_as_respondent=fields("id", "occurred_from", affected=OTHERS, children=OTHERS),
        custody_summary=fields("in_custody"),
        criminal_summary=fields("charge_pending", "on_bail", "family_violence_offence", "violence_offence"),
    ),
)  # fmt: skip
PARTS = {"affected": "AFFECTED", "children": "CHILD"}
SUMMARY = {
    "charge_pending": "a charge is not decided yet",
    "on_bail": "on bail",
    "family_violence_offence": "charged with an offence flagged as family violence",
    "violence_offence": "charged with an offence of violence",
}
NO_CUSTODY = "No stay in custody is shown; that is not to say that the person is at liberty."
IN_SUMMARY = "in summary: no date or place is shown."


@dataclass(frozen=True, slots=True)
class Worked:
    """What is worked out by rules of its own, each from the same records."""

    pattern: PatternAndHistory
    orders: OrdersInForce
    chronology: Timeline


def report_of(
    heading: Heading, stated: Row, worked: Worked, annexes: Sequence[Annex], gaps: Sequence[ReportGap]
) -> ReportContent:
    """`stated` is the subject as STATED; `annexes` are without entries yet."""
    return ReportContent(
        heading=heading,
        identity=_identity(stated["records"]),
        whereabouts=_whereabouts(stated),
        summaries=tuple(_summaries(stated)),
        orders=worked.orders,
        chronology=worked.chronology,
        pattern=worked.pattern,
        factors=tuple(_factors(stated["risk_assessments_as_respondent"], worked)),
        others=tuple(_others(stated["incidents_as_respondent"])),
        annexes=tuple(_with_entries(annex, worked.chronology) for annex in annexes),
        gaps=tuple(gaps),
    )


def again(content: ReportContent, stated: Row, worked: Worked) -> ReportContent:
    """The same report from what is drawn again: what was decided about it when it was issued stays as it is."""
    annexes = [replace(annex, entries=()) for annex in content.annexes]
    gaps = [gap for gap in content.gaps if gap.code != BRIEF_GAP]
    found = report_of(content.heading, stated, worked, annexes, gaps)
    today = local_date(content.heading.as_at).isoformat()
    return brief(found, today) if content.heading.kind == "BRIEF" else found


# who he is


def _identity(records: Sequence[Row]) -> Identity:
    return Identity(
        said=_joined(records),
        names=_said(records, _names),
        births=_said(records, _births),
        numbers=_said(records, _numbers),
    )


def _joined(records: Sequence[Row]) -> str:
    """A custodian that is not shown is not counted as none."""
    if not records:
        return "No record is shown that says who he is."
    custodians = {record["custodian"] for record in records if record["custodian"]}
    least = "" if all(record["custodian"] for record in records) else "at least "
    of = f"of {least}{counted(len(custodians), 'custodian')}" if custodians else "whose custodian is not shown"
    be = "is" if len(records) == 1 else "are"
    return f"{counted(len(records), 'record')} {of} {be} believed to be of him."


def _names(record: Row) -> Iterator[str]:
    for name in ({**record, "name_type": None}, *record["names"]):
        words = " ".join(part for part in (name["given_names"], name["family_name"]) if part)
        kind = name["name_type"]
        if words:
            yield words if code_of(kind) in (None, "LEGAL") else f"{words} ({kind['label']})"


def _births(record: Row) -> Iterator[str]:
    if record["birth_date"]:
        yield day(record["birth_date"])
    elif record["birth_year"]:
        yield str(record["birth_year"])


def _numbers(record: Row) -> Iterator[str]:
    if record["person_number"]:
        yield f"{named(record['custodian'] or 'number')} {record['person_number']}"


def _said(records: Iterable[Row], values: Callable[[Row], Iterable[str]]) -> tuple[Said, ...]:
    """Each value once; the one that most records state first, then by its words."""
    found = _grouped(records, values)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_by(value, rows) for value, rows in ordered)


def _grouped(records: Iterable[Row], values: Callable[[Row], Iterable[str]]) -> dict[str, list[Row]]:
    """The records that state each value, in the order of the records."""
    found: dict[str, list[Row]] = {}
    for record in records:
        for value in dict.fromkeys(values(record)):
            found.setdefault(value, []).append(record)
    return found


def _by(value: str, rows: Sequence[Row]) -> Said:
    custodians = sorted({row["custodian"] for row in rows if row["custodian"]})
    return Said(value, tuple(custodians), _ids(rows))


# where he is


def _whereabouts(stated: Row) -> Whereabouts:
    custody, evidence = _custody(stated)
    records = sorted(stated["records"], key=lambda r: r["valid_from"] or "", reverse=True)
    return Whereabouts(custody, evidence, _in_order(records, _addresses), _in_order(records, _contacts))


def _custody(stated: Row) -> tuple[str, tuple[str, ...]]:
    """In words, and the ids of the stays that it rests on. A stay of which more is shown tells more than a summary."""
    stays, summary = stated["custody_episodes"], stated["custody_summary"] or {"in_custody": None}
    held = [stay for stay in stays if stay["in_custody"] and not stay["released_at"]]
    if held:
        return _held(held), _ids(held)
    if summary["in_custody"]:
        return f"In custody, {IN_SUMMARY}", ()
    if stays:
        return _not_held(stays), _ids(stays)
    return (NO_CUSTODY if summary["in_custody"] is None else f"Not in custody, {IN_SUMMARY}"), ()


def _held(stays: Sequence[Row]) -> str:
    last = max(stays, key=lambda stay: stay["from_at"] or "")
    since = f" since {_on(last['from_at'])}" if last["from_at"] else ""
    kind = f", {last['kind']['label'].lower()}" if last["kind"] else ""
    until = last["release_expected_on"]
    expected = f"release is expected on {day(until)}" if until else "no day of release is shown"
    heard = f" Last heard on {_on(last['received_at'])}." if last["received_at"] else ""
    return f"In custody{since}{kind}; {expected}.{heard}"


def _not_held(stays: Sequence[Row]) -> str:
    """Of a stay that shows neither its end nor whether it goes on, nothing is concluded."""
    ends = sorted(stay["released_at"] for stay in stays if stay["released_at"])
    when = f" The last end shown is on {_on(ends[-1])}." if ends else ""
    if any(stay["in_custody"] is None and not stay["released_at"] for stay in stays):
        return f"Whether a stay in custody that is shown goes on is not shown.{when}"
    return f"No stay in custody that is shown goes on.{when}"


def _ids(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted(row["id"] for row in rows))


def _addresses(record: Row) -> Iterator[str]:
    for place in record["addresses"]:
        line = ", ".join(part for part in (place["line"], place["suburb"], place["postcode"]) if part)
        days = [f"from {day(place['valid_from'])}"] if place["valid_from"] else []
        days += [f"until {day(place['valid_to'])}"] if place["valid_to"] else []
        purpose = f"{place['purpose']['label']}: " if place["purpose"] else ""
        if line:
            yield f"{purpose}{' '.join([line, *days])}"
    if record["whereabouts"]:
        yield record["whereabouts"]


def _contacts(record: Row) -> Iterator[str]:
    for contact in record["contacts"]:
        if contact["value"]:
            yield f"{contact['kind']['label']}: {contact['value']}" if contact["kind"] else contact["value"]


def _in_order(records: Iterable[Row], values: Callable[[Row], Iterable[str]]) -> tuple[Said, ...]:
    """Each value once, where its latest record has it."""
    return tuple(_by(value, rows) for value, rows in _grouped(records, values).items())


def _summaries(stated: Row) -> Iterator[Said]:
    """What is shown as a yes or no alone: no record of it can be named."""
    criminal = stated["criminal_summary"]
    for name, words in SUMMARY.items() if criminal else ():
        if criminal[name] is not None:
            yield Said(f"{upper_first(words)}: {'yes' if criminal[name] else 'no'}.", (), ())


# the risk from him, and who else is concerned


def _factors(assessments: Sequence[Row], worked: Worked) -> Iterator[Factor]:
    """Serious ones first, each in the list's order; assessments before what is only spoken of."""
    found: dict[str, dict[str, list[Said]]] = {}
    for made in sorted(assessments, key=lambda a: a["assessed_on"] or "", reverse=True):
        for seen in made["observations"]:
            factor, presence = code_of(seen["factor"]), code_of(seen["presence"])
            if factor and presence in ("PRESENT", "NOT_PRESENT"):
                found.setdefault(factor, {}).setdefault(presence, []).append(_assessed(made))
    told = {entry.id: entry.custodian for entry in (*worked.chronology.entries, *worked.chronology.undated)}
    for factor, said in spoken_of(worked.pattern):
        by = sorted({custodian for id in said.evidence if (custodian := told.get(id))})
        found.setdefault(factor, {}).setdefault("PRESENT", []).append(replace(said, custodians=tuple(by)))
    order = list(codes.codes(FACTORS))
    place = {code: index for index, code in enumerate(order)}
    for code in sorted(found, key=lambda c: (not serious(c), place.get(c, len(order)), c)):
        present, absent = (tuple(found[code].get(presence, ())) for presence in ("PRESENT", "NOT_PRESENT"))
        yield Factor(code, codes.label(FACTORS, code), serious(code), present, absent)


def _assessed(made: Row) -> Said:
    when = f" of {day(made['assessed_on'])}" if made["assessed_on"] else ""
    level = f", {made['level']['label']}" if made["level"] else ""
    scheme = made["scheme"]["label"] if made["scheme"] else "Assessment"
    return _by(f"{scheme}{when}{level}", [made])


def _others(incidents: Sequence[Row]) -> Iterator[OtherPerson]:
    """Those whom reports name beside him, by the mask that is shown of each; one without a person stands by himself."""
    met: dict[tuple[str, str], list[tuple[Row, Row]]] = {}
    for report in incidents:
        for name, part in PARTS.items():
            for record in _several(report[name]):
                whose = record["person"]["id"] if record["person"] and record["person"]["id"] else record["id"]
                met.setdefault((part, whose), []).append((report, record))
    told = [_other(part, rows) for (part, _), rows in met.items()]
    yield from sorted(told, key=lambda other: (other.part, other.mask, other.evidence))


def _other(part: str, rows: Sequence[tuple[Row, Row]]) -> OtherPerson:
    initials = next((record["initials"] for _, record in rows if record["initials"]), None)
    born = next((record["birth_year"] for _, record in rows if record["birth_year"]), None)
    mask = " ".join(filter(None, (initials or "Initials not shown", f"(born {born})" if born else "")))
    days = sorted(_day(report["occurred_from"]) for report, _ in rows if report["occurred_from"])
    span = "" if not days else f", on {day(days[0])}" if days[0] == days[-1] else f", {day(days[0])} to {day(days[-1])}"
    reports = sorted({report["id"] for report, _ in rows})
    return OtherPerson(part, mask, f"In {counted(len(reports), 'police report')}{span}.", tuple(reports))


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


# each custodian, and the whole


def _with_entries(annex: Annex, chronology: Timeline) -> Annex:
    mine = (e for e in (*chronology.entries, *chronology.undated) if e.custodian == annex.custodian)
    return replace(annex, entries=tuple(mine))


def _on(moment: str) -> str:
    return day(_day(moment))


def _day(moment: str) -> str:
    return local_date(moment).isoformat() if "T" in moment else moment
