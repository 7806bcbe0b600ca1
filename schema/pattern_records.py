"""What `patternAndHistory` asks of a person beside police reports, and the plain values that decisions take of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.selection import fields
from schema import orders_in_force
from schema.decisions.event import Part, Side
from schema.decisions.order_statement import Statement
from schema.decisions.records import Assessed, Charge, Described, Records, Reported, Stay, Supervised
from schema.values import CODES, code_of, codes_of

Row = Mapping[str, Any]
WHO = fields("id", person=fields("id"))
HELD = ("id", "custodian", "received_at")
CHARGE = fields(
    *HELD, "leap_incident", "occurred_at", "charged_on", "order_number", "outcome_on", "on_bail",
    offence=CODES, section=CODES, state=CODES, outcome=CODES, bail=CODES, doubts=CODES,
    against=WHO, contravened=fields("instrument"),
)  # fmt: skip
WRONGED = fields(*HELD, "occurred_at", "charged_on", doubts=CODES)
STAY = fields(*HELD, "episode_number", "from_at", "released_at", "release_expected_on", "in_custody",
              kind=CODES, doubts=CODES)  # fmt: skip
SUPERVISION = fields(*HELD, "from_on", "until_on", kind=CODES, state=CODES, compliance=CODES, doubts=CODES)
ORDER = fields(
    "id", "instrument", "order_number", "case_number", *orders_in_force.PLAIN,
    order_kind=CODES, state=CODES, doubts=CODES,
)  # fmt: skip
ASSESSMENT = fields(*HELD, "tool", "tool_version", "tool_limits", "assessed_on",
                    kind=CODES, scheme=CODES, level=CODES, doubts=CODES)  # fmt: skip
OBSERVED = fields(observations=fields(factor=CODES, presence=CODES))
REPORT = fields(*HELD, "received_on", "investigated", outcome=CODES, doubts=CODES)
RECORD = fields(*HELD, "valid_from", "birth_date", custody_status=CODES)
ASSESSMENTS = {
    "risk_assessments_as_respondent": Part.RESPONDENT,
    "risk_assessments": Part.AFFECTED,
    "risk_assessments_as_child": Part.CHILD,
}
OTHERS = {"orders_against": "protected", "orders_protecting": "restrained"}  # who is on the other side
RECORDS = fields(
    charges=CHARGE, charges_as_wronged=WRONGED, custody_episodes=STAY, supervisions=SUPERVISION,
    **{lens: (*ORDER, *fields(**{side: WHO})) for lens, side in OTHERS.items()},
    risk_assessments_as_respondent=(*ASSESSMENT, *OBSERVED), risk_assessments=ASSESSMENT,
    risk_assessments_as_child=ASSESSMENT, protection_reports_as_child=REPORT,
    protection_reports_as_responsible=(*REPORT, *fields(child=WHO)), records=RECORD,
)  # fmt: skip


def records_of(found: Row, as_of: str, amended_from: str) -> Records:
    reports = [_report(row, people(row["child"]) or ()) for row in found["protection_reports_as_responsible"]]
    reports += [_report(row, (found["id"],), responsible=False) for row in found["protection_reports_as_child"]]
    return Records(
        charges=(*map(_charge, found["charges"]), *map(_wronged, found["charges_as_wronged"])),
        stays=tuple(map(_stay, found["custody_episodes"])),
        supervisions=tuple(map(_supervision, found["supervisions"])),
        orders=tuple(_orders(found, as_of)),
        assessments=tuple(_assessment(row, part) for name, part in ASSESSMENTS.items() for row in found[name]),
        protection=tuple(reports),
        described=tuple(map(_described, found["records"])),
        amended_from=amended_from,
    )


def people(records: list[Row]) -> tuple[str, ...] | None:
    """Nobody shown is "not known", never "nobody": who is hidden looks like who is not there."""
    return tuple(dict.fromkeys(person(record) for record in records)) or None


def person(record: Row) -> str:
    whose = record["person"]
    return str((whose and whose["id"]) or record["id"])


def _held(row: Row) -> dict[str, Any]:
    return {**{name: row[name] for name in HELD}, "doubts": codes_of(row.get("doubts"))}


def _charge(row: Row) -> Charge:
    return Charge(
        incident_number=row["leap_incident"],
        offence=code_of(row["offence"]),
        section=code_of(row["section"]),
        order=row["contravened"]["instrument"] if row["contravened"] else None,
        state=code_of(row["state"]),
        outcome=code_of(row["outcome"]),
        bail=code_of(row["bail"]),
        against=people(row["against"]),
        **{name: row[name] for name in ("occurred_at", "charged_on", "order_number", "outcome_on", "on_bail")},
        **_held(row),
    )


def _wronged(row: Row) -> Charge:
    return Charge(accused=False, occurred_at=row["occurred_at"], charged_on=row["charged_on"], **_held(row))


def _stay(row: Row) -> Stay:
    names = ("from_at", "released_at", "release_expected_on", "in_custody")
    plain = {name: row[name] for name in names}
    return Stay(number=row["episode_number"], kind=code_of(row["kind"]), **plain, **_held(row))


def _supervision(row: Row) -> Supervised:
    return Supervised(
        from_on=row["from_on"],
        until_on=row["until_on"],
        kind=code_of(row["kind"]),
        state=code_of(row["state"]),
        compliance=code_of(row["compliance"]),
        **_held(row),
    )


def _orders(found: Row, as_of: str) -> Iterator[Statement]:
    for name, side in orders_in_force.SIDES.items():
        yield from (_order(row, side, row[OTHERS[name]], as_of) for row in found[name])


def _order(row: Row, side: Side, others: list[Row], as_of: str) -> Statement:
    return orders_in_force.statement(row, side, as_of, others=people(others), doubts=codes_of(row["doubts"]))


def _assessment(row: Row, part: Part) -> Assessed:
    found = [(code_of(seen["factor"]), code_of(seen["presence"])) for seen in row.get("observations", ())]
    return Assessed(
        part=part,
        kind=code_of(row["kind"]),
        scheme=code_of(row["scheme"]),
        level=code_of(row["level"]),
        present=_factors(found, "PRESENT"),
        absent=_factors(found, "NOT_PRESENT"),
        not_known=_factors(found, "UNKNOWN"),
        **{name: row[name] for name in ("tool", "tool_version", "tool_limits", "assessed_on")},
        **_held(row),
    )


def _factors(found: list[tuple[str | None, str | None]], presence: str) -> tuple[str, ...]:
    return tuple(sorted({factor for factor, seen in found if factor and seen == presence}))


def _report(row: Row, children: tuple[str, ...], responsible: bool = True) -> Reported:
    return Reported(
        responsible=responsible,
        children=children,
        received_on=row["received_on"],
        investigated=row["investigated"],
        outcome=code_of(row["outcome"]),
        **_held(row),
    )


def _described(row: Row) -> Described:
    return Described(
        valid_from=row["valid_from"],
        birth_date=row["birth_date"],
        custody_status=code_of(row["custody_status"]),
        **_held(row),
    )
