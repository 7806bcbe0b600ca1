"""Whom the look-ups of these tests are about, and what the synthetic custodians hold of him."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from connectors.lookups.hearing import Lookup
from connectors.lookups.targets import Target
from connectors.synthetic.population import Population, population
from connectors.synthetic.sending import deliveries
from schema.lookups import Request, Subject, SubjectName

REPORTS = 60
SECRET = "between-the-two-of-us"
# The planted man of every population, as `connectors/synthetic/script.py` and `scribes.py` number him.
NUMBERS = {
    "victoria_police": ("40000011",),
    "magistrates_court": ("MC610000",),
    "corrections_victoria": ("2100000",),
    "child_protection": ("CR4400000",),
}
CONNECTORS = {
    "victoria_police": "l17",
    "magistrates_court": "courts",
    "corrections_victoria": "corrections",
    "child_protection": "child_protection",
}
HE = Subject((SubjectName("Kestrelworth", "Rhys"),), "1987-03-14", NUMBERS)
REQUEST = Request("request-1", "CIP_REQUEST")
ASKED_AT = "2026-07-01T00:00:00Z"


@lru_cache(maxsize=1)
def people() -> Population:
    return population(7, REPORTS, until=date(2026, 6, 30))


def sent(custodian: str) -> list[bytes]:
    """Every row that the custodian's connector sends."""
    return [row for each in deliveries(people()) if each.custodian == custodian for row in each.rows]


def document(row: Any) -> tuple[str, int]:
    """Number and version, wherever the form has them."""
    if "file_number" in row:
        return row["file_number"], row["version"]
    if "file" in row:
        return row["person"]["person_number"], row["file"]["version"]
    about = row["report"]
    return about.get("portal_id") or about["report_number"], about["version"]


def of_him(custodian: str) -> dict[str, int]:
    """Number of each document that has his number anywhere → its newest version."""
    found: dict[str, int] = {}
    for raw in sent(custodian):
        if f'"person_number":"{NUMBERS[custodian][0]}"'.encode() in raw:
            number, version = document(json.loads(raw))
            found[number] = max(version, found.get(number, 0))
    return found


def target(custodian: str, port: int = 9, seconds: float = 120) -> Target:
    return Target(custodian, CONNECTORS[custodian], f"http://127.0.0.1:{port}", seconds, SECRET)


def lookup(custodian: str = "corrections_victoria", subject: Subject = HE) -> Lookup:
    return Lookup("lookup-1", target(custodian), subject, REQUEST, ASKED_AT)
