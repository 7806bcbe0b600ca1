"""What one document says of one person, and the truth beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Party = Literal["AFFECTED", "RESPONDENT", "CHILD", "OTHER"]
Kind = Literal[
    "ORDINARY",
    "TWINS",
    "FATHER_AND_SON",
    "COUSINS",
    "NAMESAKES",
    "RELOCATED",
    "EX_PARTNERS",
    "SIBLINGS",
]
FEATURES: Final = ("culture", "aboriginal", "age_band", "sex", "kind")


@dataclass(frozen=True, slots=True)
class Group:
    """What results are reported by; the same on every record of one human being.

    `aboriginal` is what agencies have on record: ABORIGINAL, NEITHER or NOT_STATED.
    """

    culture: str
    aboriginal: str
    age_band: str
    sex: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class OtherName:
    """A further name on the record; `name_type` as in the code list."""

    name_type: str
    family_name: str | None
    given_names: str | None


@dataclass(frozen=True, slots=True)
class Address:
    """As written; `suppressed` when it must not be told to the other side."""

    line: str | None
    suburb: str | None
    postcode: str | None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """One person in one document. `truth` names the human being and stands in no source.

    An age is stated as on `recorded_on`. `event` is the document's incident, order or referral.
    """

    truth: str
    group: Group
    family_name: str | None
    given_names: str | None
    aliases: tuple[OtherName, ...]
    birth_date: str | None
    birth_year: int | None
    age_stated: int | None
    recorded_on: date
    sex: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    addresses: tuple[Address, ...]
    system: str
    person_number: str | None
    event: str
    party: Party
