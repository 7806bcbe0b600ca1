"""Telephone numbers and e-mail addresses that can reach nobody."""

from __future__ import annotations

import re
from typing import Final

from connectors.synthetic.draws import Draws

MOBILES: Final = tuple(
    f"0491 57{tail[:1]} {tail[1:]}"
    for tail in [
        "0006",
        "0156",
        "0157",
        "0158",
        "0159",
        "0110",
        "0313",
        "0737",
        "1266",
        "1491",
        "1804",
        "2549",
        "2665",
        "2983",
        "3770",
        "3087",
        "4118",
        "4632",
        "5254",
        "5789",
        "6398",
        "6801",
        "7426",
        "7644",
        "8957",
        "8148",
        "8888",
        "9212",
        "9760",
        "9455",
    ]
)
"""Mobile numbers set aside for fiction by the Australian Communications and Media Authority."""

_LANDLINE = re.compile(r"\(03\) (5550|7010) \d{4}")
_MAIL_DOMAINS = ("example.org", "example.net")


def some_phone(draws: Draws) -> str:
    """A mobile of the thirty for fiction, or a landline of the two ranges (03) 5550 and 7010."""
    if draws.chance(0.75):
        return draws.pick(MOBILES)
    return f"(03) {draws.pick(('5550', '7010'))} {draws.digits(4)}"


def some_email(draws: Draws, given_names: str, family_name: str) -> str:
    name = re.sub(r"[^a-z]+", ".", f"{given_names.split(maxsplit=1)[0]} {family_name}".lower()).strip(".")
    return f"{name}{draws.between(1, 99)}@{draws.pick(_MAIL_DOMAINS)}"


def is_fiction(phone: str) -> bool:
    """Whether the number belongs to a range that is given to nobody."""
    return phone in MOBILES or _LANDLINE.fullmatch(phone) is not None
