"""One human being through the years: names, homes and telephones as they change."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Generic, TypeVar

from connectors.synthetic.doubles.called import Called
from connectors.synthetic.doubles.recorded import Group, Kind
from connectors.synthetic.doubles.spellings import Word
from connectors.synthetic.homes import Residence

T = TypeVar("T")
BEGINNING: Final = date(1900, 1, 1)


@dataclass(slots=True)
class Course(Generic[T]):
    """A value that changes on certain days, in their order."""

    days: list[date] = field(default_factory=list)
    values: list[T] = field(default_factory=list)

    def change(self, day: date, value: T) -> None:
        at = bisect_right(self.days, day)
        self.days.insert(at, day)
        self.values.insert(at, value)

    def at(self, day: date) -> T:
        """The value of that day; the first one before that."""
        return self.values[max(0, bisect_right(self.days, day) - 1)]

    def before(self, day: date) -> T | None:
        """What the value of that day has replaced."""
        at = bisect_right(self.days, day) - 1
        return self.values[at - 1] if at > 0 else None


@dataclass(frozen=True, slots=True)
class FamilyName:
    """One word, or the two halves of a double name."""

    words: tuple[Word, ...]


@dataclass(slots=True)
class Being:
    """`key` is the truth. The day of birth is that of the papers."""

    key: str
    sex: str
    born: date
    aboriginal: bool
    on_record: str  # ABORIGINAL, NEITHER or NOT_STATED, as agencies have it
    called: Called
    kind: Kind = "ORDINARY"
    families: Course[FamilyName] = field(default_factory=Course)
    firsts: Course[Called] = field(default_factory=Course)  # a changed first name
    sexes: Course[str] = field(default_factory=Course)
    homes: Course[Residence] = field(default_factory=Course)
    phones: Course[str] = field(default_factory=Course)
    email: str | None = None
    shared_phones: tuple[str, ...] = ()
    shared_email: str | None = None
    alias: tuple[str, str] | None = None
    numbers: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by system

    def age_on(self, day: date) -> int:
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def group_on(self, day: date) -> Group:
        return Group(self.called.culture, self.on_record, _band(self.age_on(day)), self.sex, self.kind)

    def lives_at(self, since: date, home: Residence) -> None:
        self.homes.change(since, home)

    def takes_name(self, day: date, *words: Word) -> None:
        self.families.change(day, FamilyName(words))


def _band(age: int) -> str:
    return next(band for least, band in _BANDS if age >= least)


_BANDS: Final = ((65, "65+"), (45, "45-64"), (30, "30-44"), (18, "18-29"), (10, "10-17"), (-9, "0-9"))
