"""Is a row about who was asked about? Asked of the row as it was sent, so of one that cannot be read too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from schema.lookups import Subject
from schema.matching.case import Case, Circumstances
from schema.matching.description import Description, Name, describe
from schema.matching.finding import word_alike, words_alike
from schema.matching.weights import load

NAMING = frozenset({"person_number", "family_name", "given_names", "birth_date"})
Fields = Mapping[str, Any]


def concerns(row: Fields, custodian: str, asked: Subject) -> bool:
    """Some person of the row, in whatever part, is the one who was asked about."""
    wanted = _wanted(custodian, asked)
    return any(_is_he(wanted, _told(custodian, party)) for party in parties(row))


def parties(row: Fields) -> Iterator[Fields]:
    """Every object of the row that names a person. An alias is a name of the person who has it, and nobody else."""
    waiting: list[Any] = [row]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += (part for name, part in value.items() if name != "aliases")
            if NAMING & value.keys():
                yield value


def _wanted(custodian: str, asked: Subject) -> Description:
    return describe(
        names=[(name.family_name, name.given_names) for name in asked.names],
        birth_date=asked.birth_date,
        references=[(custodian, number) for number in asked.numbers.get(custodian, ())],
    )


def _told(custodian: str, party: Fields) -> Description:
    names = [party, *(alias for alias in _listed(party.get("aliases")) if isinstance(alias, dict))]
    year = party.get("birth_year")
    return describe(
        names=[(_text(name, "family_name"), _text(name, "given_names")) for name in names],
        birth_date=_text(party, "birth_date"),
        birth_year=year if isinstance(year, int) else None,
        references=[(custodian, _text(party, "person_number"))],
    )


def _is_he(wanted: Description, told: Description) -> bool:
    """By the custodian's own number; else by a name that is alike, unless the births differ; else by the birth and a
    part of a name, which marriage leaves."""
    if not set(wanted.references).isdisjoint(told.references):
        return True
    pairs = [(_words(one), _words(other)) for one in wanted.names for other in told.names]
    if not any(word_alike(a, b) for one, other in pairs for a in one for b in other):
        return False
    case = Case.of([wanted], [told], Circumstances(), load())
    named = any(words_alike(one, other) or words_alike(other, one) for one, other in pairs)
    return (named and not case.birth_contradicts) or case.birth or case.birth_slip


def _words(name: Name) -> list[str]:
    return f"{name.given} {name.family}".split()


def _text(fields: Fields, name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
