"""The registry of the demo: one organisation of each kind that has a data role, its services, one account a role, and
a connector of each custodian that sends records. All invented but for the kinds and the areas.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from authz.declaration import AGREEMENT
from authz.policy_data import FOLDER

REFERENCE = Path(__file__).parents[2] / "schema" / "reference"
# Prefix of a service code → the kind of organisation that runs it, one service an area.
BY_AREA = {"TOD": "orange_door", "CPI": "child_protection", "HOMELESS": "homelessness_service"}
STATEWIDE = {"MRS": "mens_referral_service", "VCH": "victim_support_agency", "SS247": "safe_steps"}
HOMES = {
    "police_member": "victoria_police",
    "police_fv_unit": "police_fv_unit",
    "cip_analyst": "cip",
    "tod_victim_side": "orange_door",
    "tod_perpetrator_side": "orange_door",
    "specialist_fv": "specialist_fv_service",
    "mens_service": "mens_referral_service",
    "cp_practitioner": "child_protection",
    "cp_team_manager": "child_protection",
    "court_registrar": "magistrates_court",
    "corrections_officer": "corrections_victoria",
    "homelessness": "homelessness_service",
    "auditor_evaluator": "evaluator",
    "organisational_authority": "ebusiness",
    "system_connector": "victoria_police",
}
CUSTODIANS = (
    *("magistrates_court", "childrens_court", "corrections_victoria", "child_protection"),
    *("orange_door", "specialist_fv_service"),
)
"""Whose connectors send records beside that of Victoria Police, which is `system_connector`."""
DUTIES = {"police_fv_unit": ["reviewer"], "cip_analyst": ["reviewer"], "cp_team_manager": ["reviewer", "endorser"]}
CUSTODIAN_OF = {"police_fv_unit": "victoria_police"}  # its own records are those of Victoria Police


def areas() -> dict[str, Any]:
    rows, lgas = _rows(REFERENCE / "areas.csv"), _rows(REFERENCE / "lgas.csv")
    return {
        "areas": [{"id": r["code"], "name": r["name"], "division": r["division"]} for r in rows],
        "lgas": [{"id": r["code"], "name": r["name"], "area": r["area"]} for r in lgas],
    }


def organisations() -> list[dict[str, Any]]:
    """Kinds and entity classes are those of the policy's list."""
    return [_organisation(row) for row in _rows(FOLDER / "organisations.csv")]


def account(role: str, issuer: str, since: str | None = None) -> dict[str, Any]:
    """The demo's worker in one role, active from a day on, if that was written down; his subject is the role's name."""
    connector = role == "system_connector"
    return {
        "id": f"demo-{role}".replace("_", "-"),
        "issuer": issuer,
        "subject": role,
        "role": role,
        "duties": DUTIES.get(role, []),
        "status": "ACTIVE",
        "agreement": next(row["value"] for row in _rows(FOLDER / "settings.csv") if row["setting"] == AGREEMENT),
        "active_from": since,
        "custodians": ["victoria_police"] if connector else [],
        "organisation": HOMES[role],
    }


def connector(custodian: str, issuer: str, since: str | None = None) -> dict[str, Any]:
    """What sends the records of one custodian, and of no other."""
    subject = connector_of(custodian)
    return account("system_connector", issuer, since) | {
        "id": f"demo-{subject}".replace("_", "-"),
        "subject": subject,
        "custodians": [custodian],
        "organisation": custodian,
    }


def connector_of(custodian: str) -> str:
    """The subject that its connector comes in by."""
    return f"connector_of_{custodian}" if custodian in CUSTODIANS else "system_connector"


def slug(name: str) -> str:
    """As the service codes name an area."""
    return "-".join(name.replace("/", " ").upper().split())


def _organisation(row: Mapping[str, str]) -> dict[str, Any]:
    kind = row["kind"]
    classes = [] if row["entity_class"] == "none" else row["entity_class"].split()
    return {
        "id": kind,
        "kind": kind,
        "name": row["name"],
        "custodian": CUSTODIAN_OF.get(kind, kind),
        "classes": classes,
        "prescribed_from": row["prescribed_from"],
        "services": _services(kind),
    }


def _services(kind: str) -> list[dict[str, str]]:
    by_area = [
        {"id": f"{prefix}-{slug(area['name'])}", "name": f"{prefix} {area['name']}", "area": area["id"]}
        for prefix, runner in BY_AREA.items()
        if runner == kind
        for area in areas()["areas"]
    ]
    statewide = [{"id": c, "name": c, "area": ""} for c, runner in STATEWIDE.items() if runner == kind]
    return by_area + statewide


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
