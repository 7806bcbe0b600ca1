"""What one asker sees: ids, by list, and the keys of own records. All that is not listed is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from authz.words import Facet, Level

OWN = "own_"


def there(label: str) -> str:
    """The list of the nodes of a noun that are there."""
    return f"{label}_there".lower()


def shown(label: str, facet: Facet, level: Level) -> str:
    """The list of the nodes of a noun of which a facet is shown at exactly this level."""
    return f"{label}_{facet}_{level.name}".lower()


def kept(label: str, field: str = "") -> str:
    """The list of the nodes of which a marking keeps this field, or any, from the asker (W05)."""
    return f"{label}_{field}_kept".lower() if field else f"{label}_kept".lower()


SUBJECTS = "subjects"
EVENTS = "events"  # all that records have parts in and that is there, whatever it is
OWN_EVENTS = "own_nouns"  # and the nouns of which own rows are there
WALLED = "walled"  # what W08 and W10 keep out of own_… lists
APART = "apart"  # what W10 keeps from this account wherever it is met


@dataclass(frozen=True, slots=True)
class Verdict:
    """`subjects` are the named people; every other list has a twin `own_…` of own-record keys."""

    lists: Mapping[str, list[str]] = field(default_factory=dict)
    position: int = 0

    def only(self, names: Iterable[str]) -> dict[str, list[str]]:
        """The lists that one statement asks for."""
        return {name: self.lists.get(name, []) for name in names}


NOTHING_SEEN = Verdict()
