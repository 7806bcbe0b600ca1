"""Offence codes of three kinds as divisions of one classification: the crosswalk.

A code is read by the classification it is of: Australian and New Zealand Standard Offence Classification 2011 (ABS
1234.0), whose first two digits are the division; the offence classification of the Crime Statistics Agency, Victoria
(A10 to F90); sections of the Family Violence Protection Act 2008 (Vic) and of the Crimes Act 1958 (Vic). The second
and third have no published crosswalk to the first: which division each is of is this project's reading.
"""

from __future__ import annotations

from schema.decisions.offences import spelled
from schema.law import Example, Law

DIVISIONS = {
    "01": "Homicide and related offences",
    "02": "Acts intended to cause injury",
    "03": "Sexual assault and related offences",
    "04": "Dangerous or negligent acts endangering persons",
    "05": "Abduction, harassment and other offences against the person",
    "06": "Robbery, extortion and related offences",
    "07": "Unlawful entry with intent, burglary, break and enter",
    "08": "Theft and related offences",
    "09": "Fraud, deception and related offences",
    "10": "Illicit drug offences",
    "11": "Prohibited and regulated weapons and explosives offences",
    "12": "Property damage and environmental pollution",
    "13": "Public order offences",
    "14": "Traffic and vehicle regulatory offences",
    "15": "Offences against justice procedures, government security and government operations",
    "16": "Miscellaneous offences",
}
VIOLENCE = ("01", "02", "03", "04", "05", "06")  # what is done to a person

ROWS = (
    ("A10", "01", "homicide"),
    ("A20", "02", "assault"),
    ("A30", "03", "sexual offences"),
    ("A40", "05", "abduction"),
    ("A50", "06", "robbery"),
    ("A60", "06", "blackmail and extortion"),
    ("A70", "05", "harassment and threatening behaviour; stalking, which is in it too, is 02 in ANZSOC"),
    ("A80", "04", "dangerous and negligent acts"),
    ("B10", "12", "arson is property damage by fire"),
    ("B20", "12", "property damage"),
    ("B30", "07", "burglary"),
    ("B40", "08", "theft"),
    ("B50", "09", "deception"),
    ("B60", "15", "bribery of officials"),
    ("C10", "10", "trafficking"),
    ("C20", "10", "cultivation and manufacture"),
    ("C30", "10", "use and possession"),
    ("C90", "10", "other drug offences"),
    ("D10", "11", "weapons and explosives"),
    ("D20", "13", "disorderly and offensive conduct"),
    ("D30", "13", "public nuisance"),
    ("D40", "15", "public security: offences against government security"),
    ("E10", "15", "justice procedures"),
    ("E20", "15", "breaches of orders"),
    ("F10", "14", "regulatory driving"),
    ("F20", "14", "transport regulation"),
    ("F30", "16", "other regulation"),
    ("F90", "16", "miscellaneous"),
    ("FVPA 37", "15", "breach of a violence order (1531)"),
    ("FVPA 37A", "15", "breach of a violence order (1531)"),
    ("FVPA 123", "15", "breach of a violence order (1531)"),
    ("FVPA 123A", "15", "breach of a violence order (1531)"),
    ("FVPA 125A", "15", "breach of a violence order (1531)"),
    ("CRIMES 20", "05", "threatening behaviour (0532)"),
    ("CRIMES 34AD", "02", "serious assault resulting in injury (0211)"),
    ("CRIMES 34AE", "02", "serious assault (021)"),
)
_BY_CODE = {code: found for code, found, _ in ROWS}


def division(code: str) -> str | None:
    """Its division of ANZSOC 2011, two digits; None: the code is of no classification known."""
    spelt = spelled(code)
    if spelt is None:
        return None
    if spelt.isdecimal():
        return spelt[:2]
    return _BY_CODE.get(spelt) or _BY_CODE[f"{spelt[:2]}0"]


def is_violence(code: str) -> bool:
    """An offence of violence, by its division. A code that is not known is not said to be one."""
    return division(code) in VIOLENCE


def _kind(code: str) -> str:
    found = division(code)
    return "Not known" if found is None else f"{found}, {'of violence' if is_violence(code) else 'not of violence'}"


def _example(code: str) -> Example:
    return Example(f"`{code}`", lambda: _kind(code))


LAW = Law(
    name="offences",
    title="Offence codes, and their divisions",
    says="A code of ANZSOC is of the division that its first two digits name. Each other code is of the division "
    "below; a group of the Crime Statistics Agency (A21) is of its subdivision's (A20). Offences of divisions "
    "01 to 06 are of violence: they are done to a person. A contravention of an order is of division 15, and so"
    " is not by its division of violence, whatever the conduct was: that has a charge of its own. A code of no "
    "classification has no division.",
    source="Australian and New Zealand Standard Offence Classification 2011 (ABS 1234.0), divisions 01 to 16, "
    "superseded by ANZSOC 2023; Crime Statistics Agency, Victoria, offence classification; Family Violence "
    "Protection Act 2008 (Vic) ss 37, 37A, 123, 123A, 125A; Crimes Act 1958 (Vic) ss 20, 34AD, 34AE (the last"
    " two from 13 October 2024)",
    since="2011",
    columns=("Code", "Division", "As"),
    rows=tuple((f"`{code}`", f"{found} {DIVISIONS[found]}", words) for code, found, words in ROWS),
    examples=tuple(map(_example, ("0213", "0299", "1531", "A21", "E21", "FVPA_123A", "CRIMES_34AE", "ASSAULT"))),
)
