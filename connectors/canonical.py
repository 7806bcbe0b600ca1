"""One spelling for what sources spell differently, so that the same thing has the same key."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

NOT_A_STREET = re.compile(
    r"(|UNKNOWN|UNK|N A|NIL|NONE|NOT KNOWN|NOT STATED|NFA|NFPA"
    r"|NO FIXED (ABODE|ADDRESS|PLACE OF ABODE))"
)
SEPARATORS = re.compile(r"[^0-9A-Z]+")


def plain(text: str) -> str:
    """Capital ASCII letters and digits; everything between them is one space."""
    return SEPARATORS.sub(" ", anyascii(text).upper()).strip()


def address_text(line: str | None, suburb: str | None, postcode: str | None) -> str | None:
    """`line|suburb|postcode`, or None when there is no street in it.

    A suburb alone is no address: as a key it would make neighbours live together.
    """
    street = plain(line or "")
    if NOT_A_STREET.fullmatch(street):
        return None
    return "|".join((street, plain(suburb or ""), plain(postcode or "")))


def initials(given_names: str | None, family_name: str | None) -> str | None:
    """`J.S.`: first letter of the given names, then of the family name; of an only name, one."""
    letters = [letter for name in (given_names, family_name) if (letter := _first_letter(name))]
    return "".join(f"{letter}." for letter in letters) or None


def _first_letter(name: str | None) -> str | None:
    """A word such as UNKNOWN is no name, and an emoji is no letter."""
    if not name or plain(name) in {
        "UNKNOWN",
        "UNK",
        "NOT KNOWN",
        "NOT STATED",
        "N A",
        "NIL",
        "NONE",
    }:
        return None
    composed = unicodedata.normalize("NFC", name)
    return next((c.upper()[0] for c in composed if c.isalpha()), None)
