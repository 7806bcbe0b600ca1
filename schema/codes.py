"""Code lists: what a source's code means. A code that is in no list is shown as sent.

One CSV a list, in `schema/codes/`. Where the lists come from:

- `offence`: Australian and New Zealand Standard Offence Classification 2011 (ABS 1234.0; the 2023
  edition supersedes it), divisions, subdivisions and the groups that family violence meets; Crime
  Statistics Agency offence classification (subdivisions A10 to F90); Family Violence Protection
  Act 2008 (Vic) ss 37, 37A, 123, 123A, 125A; Crimes Act 1958 (Vic) ss 20, 34AD, 34AE.
- `aboriginal_status`: AIHW METeOR, Person: Indigenous status (value domain 270885 and successors).
- `sex`, `gender`: ABS Standard for Sex, Gender, Variations of Sex Characteristics and Sexual
  Orientation Variables, 2020; the words of its categories stand for its numbers.
- `disability`: the eight boxes that Victoria Police added to Form L17 after the Royal Commission
  into Family Violence (Victorian Government, implementation of the recommendation on L17 data).
- `order_kind`, `order_condition`: Family Violence Protection Act 2008 (Vic) ss 24, 53, 74, 81; the
  conditions of the application form (Victoria Legal Aid). `affects_housing` is our reading.
- `relationship`, `relationship_currency`: after Family Violence Protection Act 2008 (Vic) ss 8 to
  10. Of a report, the code says what the respondent is to the affected family member. `tie` says
  whether it makes two people partners, kin or one household, and `inverse` what the other is to the
  one; both are our reading.
- `exposure`: after Family Violence Protection Act 2008 (Vic) s 5(1)(b) and (2).
- `police_action`, `child_decision`: Victoria Police response model, options for police.
- `risk_band`: reported of the Victoria Police Family Violence Report; the bands are those of
  police, and no threshold is applied here.
- `risk_factor`, `assessment_kind`, `practice_level`, `risk_level`: Family Violence Multi-Agency Risk Assessment and
  Management Framework (MARAM) and its practice guides, Foundation Knowledge Guide and Responsibilities 2, 3 and 7; the
  codes of the factors are ours.

The wording of Form L17 itself is not public. The codes of every other list, and the spelling of
the codes of those above that have no published code, are our proposal.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "codes"
Row = Mapping[str, str]


def label(code_list: str, code: str) -> str:
    return labels(code_list).get(code) or f"Not in the code list (as sent: {code})"


@cache
def labels(code_list: str) -> Mapping[str, str]:
    """Of each code of a list, what it means in words."""
    return {code: row["label"] for code, row in _rows(code_list).items()}


def known(code_list: str, code: str) -> bool:
    return code in _rows(code_list)


def codes(code_list: str) -> tuple[str, ...]:
    """All codes of a list, in its order."""
    return tuple(_rows(code_list))


def lists() -> tuple[str, ...]:
    """The names of all code lists."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.csv")))


def affects_housing(condition: str) -> bool:
    """Does this condition of an order bear on who may live where? An unknown one: not known to."""
    return _rows("order_condition").get(condition, {}).get("affects_housing") == "true"


def tie(relationship: str) -> str:
    """PARTNER, KIN or HOUSEHOLD; nothing where it makes two people none of these. UNKNOWN where nobody knows."""
    return _rows("relationship").get(relationship, {"tie": "UNKNOWN"})["tie"]


def inverse(relationship: str) -> str:
    """What the other is to the one, as PARENT and CHILD; nothing where no code says it."""
    return _rows("relationship").get(relationship, {}).get("inverse", "")


def of(code_list: str, code: str, column: str) -> str:
    """What another column of the list says of a code; nothing where it is in no list."""
    return _rows(code_list).get(code, {}).get(column, "")


@cache
def _rows(code_list: str) -> Mapping[str, Row]:
    """A list that does not exist is a mistake in the hub, so it raises; a code's absence is not."""
    with (FOLDER / f"{code_list}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}
