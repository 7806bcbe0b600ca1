"""One value of a record as comparison needs it, or None where it says nothing. Never raises."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from schema.matching.folding import LONGEST, PLACEHOLDERS, fold

EARLIEST: Final = 1890
LATEST: Final = 2150
_STAND_INS: Final = 1905  # before it, a first of January is what a system writes for "not known": 1900, 1901, 1904
_NO_STREET = re.compile(r"(|NFA|NFPA|NO FIXED (ABODE|ADDRESS|PLACE OF ABODE)|HOMELESS)")
_NOT_STATED: Final = frozenset({"", "NOT STATED", "UNKNOWN", "U", "UNK", "N", "NOT KNOWN", "INDETERMINATE"})
_SEXES: Final = {"M": "MALE", "F": "FEMALE"}
_EMAIL = re.compile(r"[^@\s|]+@[^@\s|]+\.[^@\s|]+")
_NO_MAILBOX: Final = frozenset({"NOEMAIL", "NO EMAIL", "NONE", "NA", "N A", "UNKNOWN", "TEST", "NIL", "NOREPLY"})
_SUBSCRIBER: Final = 8  # digits of an Australian number without its area
_E164: Final = 15  # digits of the longest number there is


def iso_date(value: date | str | None) -> str | None:
    """YYYY-MM-DD of a day that somebody can be born on; 19800312 is read too, 1900-01-01 is none."""
    try:
        day = date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else value
        if day is None or not EARLIEST <= day.year <= LATEST:
            return None
    except (ValueError, AttributeError):
        return None
    unknown = day.year < _STAND_INS and (day.month, day.day) == (1, 1)
    return None if unknown else f"{day.year:04}-{day.month:02}-{day.day:02}"


def year_of_birth(value: int | None) -> int | None:
    return value if isinstance(value, int) and EARLIEST < value <= LATEST and value != 1900 else None


def year_of_age(age: int | None, on: date | str | None) -> int | None:
    """The later of the two years that an age allows; 0 to 120 only."""
    stated = iso_date(on)
    if stated is None or not isinstance(age, int) or not 0 <= age <= 120:
        return None
    return year_of_birth(int(stated[:4]) - age)


def sex_code(value: str | None) -> str | None:
    code = fold(value or "")
    return None if code in _NOT_STATED else _SEXES.get(code, code.replace(" ", "_")[:40])


def phone_digits(value: str | None) -> str | None:
    """Digits; +61 3 and (03) are alike, and 0000 000 000 is nobody's."""
    digits = "".join(letter for letter in (value or "")[:LONGEST] if "0" <= letter <= "9")
    for prefix in ("0061", "61"):
        if digits.startswith(prefix) and len(digits) - len(prefix) in (_SUBSCRIBER + 1, _SUBSCRIBER + 2):
            digits = "0" + digits[len(prefix) :].removeprefix("0")
    if len(digits) == _SUBSCRIBER + 1 and digits[0] == "4":
        digits = "0" + digits
    usual = _SUBSCRIBER <= len(digits) <= _E164
    return digits if usual and len(set(digits[2:])) > 1 else None


def email_text(value: str | None) -> str | None:
    text = (value or "")[:LONGEST].strip().lower()
    if not _EMAIL.fullmatch(text) or fold(text.split("@")[0]) in _NO_MAILBOX:
        return None
    return text


def address_text(line: str | None, suburb: str | None, postcode: str | None) -> str | None:
    """`LINE|SUBURB|POSTCODE`, or None without a street: a suburb alone would make neighbours live together."""
    street = fold(line or "")
    if street in PLACEHOLDERS or _NO_STREET.fullmatch(street):
        return None
    return "|".join((street, fold(suburb or ""), fold(postcode or "")))


def reference_text(system: str | None, number: str | None) -> str | None:
    """`system:number`; a word such as UNKNOWN is no number, and a number of no system is nobody's."""
    code, digits = (system or "").strip()[:80], fold(number or "")
    nothing = not code or not any(letter.isdigit() for letter in digits) or not digits.strip("0 ")
    return None if nothing else f"{code}:{digits}"
