"""What an offence code, as police wrote it, says of the violence: a table, most exact row first.

Sources: Australian and New Zealand Standard Offence Classification 2011 (ABS 1234.0): division,
subdivision or group; an attempt is classed with the offence attempted, but for murder (0121).
Offence classification of the Crime Statistics Agency, Victoria (A10 to F90). Family Violence
Protection Act 2008 (Vic) ss 37, 37A, 123, 123A, 125A. Crimes Act 1958 (Vic) ss 20, 34AD and 34AE
(the last two from 13 October 2024). Classifications do not rank; the rung is this table's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache


class Severity(IntEnum):
    """The ladder, least first. An ordinal: compared, never added or averaged."""

    NO_OFFENCE = 0
    PROPERTY_OR_HARASSMENT = 1  # also the rung of any other offence that is not against a person
    ASSAULT = 2
    SERIOUS_ASSAULT_OR_SEXUAL = 3
    STRANGULATION_THREAT_TO_KILL_OR_WEAPON = 4
    ATTEMPTED_HOMICIDE = 5  # and homicide


@dataclass(frozen=True, slots=True)
class Offence:
    """`breach`: the section contravened, or ORDER when the code does not tell which."""

    code: str
    title: str
    severity: Severity
    breach: str | None = None


_LOWEST = Severity.PROPERTY_OR_HARASSMENT
_ASSAULT = Severity.ASSAULT
_SERIOUS = Severity.SERIOUS_ASSAULT_OR_SEXUAL
_LETHAL = Severity.STRANGULATION_THREAT_TO_KILL_OR_WEAPON
_HOMICIDE = Severity.ATTEMPTED_HOMICIDE

OFFENCES = (
    Offence("0132", "driving causing death", _SERIOUS),
    Offence("01", "homicide, or attempted murder", _HOMICIDE),
    Offence("0211", "serious assault resulting in injury", _SERIOUS),
    Offence("0212", "serious assault not resulting in injury", _SERIOUS),
    Offence("0213", "common assault", _ASSAULT),
    Offence("0291", "stalking", _LOWEST),
    Offence("02", "act intended to cause injury", _ASSAULT),
    Offence("03", "sexual assault or related offence", _SERIOUS),
    Offence("041", "dangerous or negligent driving", _LOWEST),
    Offence("04", "dangerous or negligent act endangering a person", _ASSAULT),
    Offence("051", "abduction or kidnapping", _SERIOUS),
    Offence("052", "deprivation of liberty", _SERIOUS),
    Offence("05", "harassment or threatening behaviour", _LOWEST),
    Offence("0611", "aggravated robbery", _SERIOUS),
    Offence("061", "robbery", _ASSAULT),
    Offence("06", "robbery, extortion or related offence", _LOWEST),
    Offence("07", "unlawful entry", _LOWEST),
    Offence("08", "theft or related offence", _LOWEST),
    Offence("09", "fraud or related offence", _LOWEST),
    Offence("10", "drug offence", _LOWEST),
    Offence("11", "weapons or explosives offence", _LOWEST),  # possession; use has its own flag
    Offence("12", "property damage", _LOWEST),
    Offence("13", "public order offence", _LOWEST),
    Offence("14", "traffic offence", _LOWEST),
    Offence("1531", "breach of a violence order", _LOWEST, "ORDER"),
    Offence("15", "offence against justice procedures", _LOWEST),
    Offence("16", "miscellaneous offence", _LOWEST),
    Offence("A10", "homicide or related offence", _HOMICIDE),
    Offence("A21", "serious assault", _SERIOUS),
    Offence("A20", "assault or related offence", _ASSAULT),
    Offence("A30", "sexual offence", _SERIOUS),
    Offence("A40", "abduction or related offence", _SERIOUS),
    Offence("A50", "robbery", _ASSAULT),
    Offence("A80", "dangerous or negligent act endangering people", _ASSAULT),
    Offence("A", "blackmail, stalking, harassment or threatening behaviour", _LOWEST),
    Offence("B", "property or deception offence", _LOWEST),
    Offence("C", "drug offence", _LOWEST),
    Offence("D", "public order or weapons offence", _LOWEST),
    Offence("E", "justice procedures offence, or breach of an order of any kind", _LOWEST),
    Offence("F", "other offence", _LOWEST),
    Offence("FVPA 37", "contravention of a safety notice", _LOWEST, "37"),
    Offence("FVPA 37A", "contravention of a notice, intending harm or fear", _LOWEST, "37A"),
    Offence("FVPA 123", "contravention of an intervention order", _LOWEST, "123"),
    Offence("FVPA 123A", "contravention of an order, intending harm or fear", _LOWEST, "123A"),
    Offence("FVPA 125A", "persistent contravention", _LOWEST, "125A"),
    Offence("CRIMES 20", "threat to kill", _LETHAL),
    Offence("CRIMES 34AD", "non-fatal strangulation causing injury", _LETHAL),
    Offence("CRIMES 34AE", "non-fatal strangulation", _LETHAL),
)

_BY_CODE = {offence.code: offence for offence in OFFENCES}
_ANZSOC = re.compile(r"(?:ANZSOC[ :_-]*)?(0[1-9]|1[0-6])(\d{0,2})")
_CSA = re.compile(r"(?:A[1-8]|B[1-6]|C[1-39]|D[1-4]|E[12]|F[1-39])\d{1,2}")
_FVPA = re.compile(r"(?:FVPA)?[ :_.-]*(?:2008)?[ :_.-]*(?:SECTION|S)?[ :_.-]*(37A?|123A?|125A)")
_CRIMES = re.compile(r"CRIMES[ _]?(?:ACT)?[ :_.-]*(?:1958)?[ :_.-]*(?:SECTION|S)?[ :_.-]*(20|34AD|34AE)")


@lru_cache(maxsize=1024)
def offence(code: str) -> Offence | None:
    """None: the code is not known, which is never "no offence". A group unknown to the table
    is read by its subdivision or division: `offence("0219")` is an act intended to cause injury."""
    spelt = spelled(code)
    if spelt is None:
        return None
    if spelt.isdecimal():
        return _first(spelt, spelt[:3], spelt[:2])
    return _first(spelt, spelt[:3], f"{spelt[:2]}0", spelt[:1])


def spelled(code: str) -> str | None:
    """The code as the tables spell it, or None where it is of no classification known: `s 123A` is `FVPA 123A`."""
    written = code.strip().upper()
    if section := _FVPA.fullmatch(written):
        return f"FVPA {section[1]}"
    if section := _CRIMES.fullmatch(written):
        return f"CRIMES {section[1]}"
    if group := _ANZSOC.fullmatch(written):
        return group[1] + group[2]
    return written if _CSA.fullmatch(written) else None


def _first(*codes: str) -> Offence | None:
    return next((_BY_CODE[code] for code in codes if code in _BY_CODE), None)
