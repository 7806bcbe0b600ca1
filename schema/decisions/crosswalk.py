"""Divisions of offences: every code a source sends, in the divisions of ANZSOC 2011 (ABS 1234.0).

An ANZSOC code begins with its division. Of the Crime Statistics Agency's classification and of the Acts each row is our
reading; what it does not map is not known, never "no offence".
"""

from __future__ import annotations

from schema.decisions.offences import offence

BY_PREFIX = {
    **{"A10": "01", "A20": "02", "A30": "03", "A40": "05", "A50": "06", "A60": "06", "A70": "05", "A80": "04"},
    **{"B10": "12", "B20": "12", "B30": "07", "B40": "08", "B50": "09", "B60": "15"},
    **{"C10": "10", "C20": "10", "C30": "10", "C90": "10"},
    **{"D10": "11", "D20": "13", "D30": "13", "D40": "13", "E10": "15", "E20": "15"},
    **{"F10": "14", "F20": "14", "F30": "16", "F90": "16"},
    **{"CRIMES 20": "05", "CRIMES 34AD": "02", "CRIMES 34AE": "02", "FVPA": "15"},
}
VIOLENCE = frozenset({"01", "02", "03", "04", "05", "06"})


def division(code: str) -> str | None:
    """`division("0213")` is "02". None: the code is not known."""
    written = code.strip().upper()
    known = offence(written)
    if known is None:
        return None
    if known.code[0].isdigit():
        return known.code[:2]
    if known.code.startswith(("FVPA", "CRIMES")):
        return BY_PREFIX.get(known.code) or BY_PREFIX["FVPA"]
    return BY_PREFIX.get(f"{written[:2]}0")


def is_violence(code: str) -> bool:
    """Is it an offence against a person, by its division? A contravention of an order alone is not."""
    return division(code) in VIOLENCE
