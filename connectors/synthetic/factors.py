"""Which risk factors of MARAM an assessor finds: what the report has already, and what only the assessor was told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from connectors.synthetic.draws import Draws
from connectors.synthetic.reported import Reported

Fields = dict[str, Any]

# Factor -> whether the report has it.
OF_REPORT: Final[dict[str, Callable[[Reported], bool]]] = {
    "P03": lambda one: _flag(one, "weapon_used"),
    "P04": lambda one: one.event.gravity >= 1,
    "P05": lambda one: _flag(one, "strangulation"),
    "P06": lambda one: _flag(one, "threat_to_kill"),
    "P07": lambda one: _flag(one, "pets_harmed"),
    "P10": lambda one: _flag(one, "sexual_violence"),
    "P11": lambda one: one.filing.record.breach is not None,
    "P12": lambda one: one.filing.record.by_respondent > 0,
    "P16": lambda one: _flag(one, "alcohol") or _flag(one, "drugs"),
    "P19": lambda one: one.event.gravity >= 2,
    "P21": lambda one: _flag(one, "property_damage"),
    "V03": lambda one: one.event.tie.separated(one.event.day),
}
TOLD: Final = ("P01", "P08", "P09", "P14", "P18", "P20", "V04", "V06")
"""Factors for which the form of police has no field."""
OF_CHILD: Final = ("C01", "C03", "C05", "C06", "D01", "D02")
_TOLD = 0.25
_NOT_KNOWN = 0.1


def of_adult(draws: Draws, one: Reported, known: tuple[str, ...]) -> list[Fields]:
    return list(_observed(draws, one, (*OF_REPORT, *TOLD), known))


def of_respondent(draws: Draws, one: Reported, known: tuple[str, ...]) -> list[Fields]:
    """Of him alone, and not of her."""
    return list(_observed(draws, one, tuple(f for f in (*OF_REPORT, *TOLD) if f.startswith("P")), known))


def of_child(draws: Draws, one: Reported, known: tuple[str, ...]) -> list[Fields]:
    return list(_observed(draws, one, OF_CHILD, ("C01", *known)))


def _observed(draws: Draws, one: Reported, asked: tuple[str, ...], known: tuple[str, ...]) -> Iterator[Fields]:
    day = one.event.day.isoformat()
    for factor in asked:
        in_report = factor in OF_REPORT and OF_REPORT[factor](one)
        told = draws.chance(_TOLD) and factor not in OF_REPORT and not one.event.role
        present = in_report or told or factor in known
        unknown = draws.chance(_NOT_KNOWN)
        if present:
            evidence = "Report of police" if in_report else "Told in the assessment"
            yield {"factor": factor, "presence": "PRESENT", "last_seen_on": day, "evidence": evidence}
        else:
            yield {"factor": factor, "presence": "UNKNOWN" if unknown else "NOT_PRESENT"}


def _flag(one: Reported, name: str) -> bool:
    return bool(one.row["incident"].get(name))
