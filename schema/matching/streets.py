"""The parts of a folded address line: its house number and its street, the kind of street written out."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import dropwhile, takewhile
from typing import Final

_KINDS: Final = {
    **{"AV": "AVENUE", "AVE": "AVENUE", "BLVD": "BOULEVARD", "BVD": "BOULEVARD", "CCT": "CIRCUIT", "CH": "CHASE"},
    **{"CL": "CLOSE", "CR": "CRESCENT", "CRES": "CRESCENT", "CT": "COURT", "CRT": "COURT", "DR": "DRIVE"},
    **{"DRV": "DRIVE", "ESP": "ESPLANADE", "GR": "GROVE", "GRV": "GROVE", "HWY": "HIGHWAY", "LA": "LANE"},
    **{"LN": "LANE", "PDE": "PARADE", "PL": "PLACE", "RD": "ROAD", "SQ": "SQUARE", "ST": "STREET", "TCE": "TERRACE"},
    **{"TER": "TERRACE", "WY": "WAY"},
}
_UNITS: Final = frozenset({"U", "UNIT", "F", "FLAT", "APT", "APARTMENT", "LOT", "NO", "ROOM", "VILLA", "SHOP"})

_UNIT: Final = re.compile(r"U(?=\d)")


@lru_cache(maxsize=16_384)
def written_out(line: str) -> str:
    """UNIT 2 14 HIGH ST and U2 14 HIGH ST are 2 14 HIGH STREET; St Kilda Road keeps its saint."""
    words = [_UNIT.sub("", word) for word in line.split() if word not in _UNITS] or line.split()
    return " ".join((*words[:-1], _KINDS.get(words[-1], words[-1])))


def house(line: str) -> str:
    """The last number before the street: of 2 14 HIGH STREET it is 14, and 2 is the unit."""
    return next(reversed(list(takewhile(_numbered, line.split()))), "")


def street(line: str) -> str:
    return " ".join(dropwhile(_numbered, line.split()))


def _numbered(word: str) -> bool:
    return word[0].isdigit()
