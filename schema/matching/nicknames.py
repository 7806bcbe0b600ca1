"""Short and familiar forms of given names as used in Australia; a form may be short for several."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files


def full_forms(given: str) -> frozenset[str]:
    """The names that it may stand for, itself among them: TONY gives ANTHONY, ANTONIO and TONY."""
    return _table().get(given) or frozenset((given,))


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    text = files("schema.matching").joinpath("nicknames.csv").read_text(encoding="utf-8")
    forms: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        for form in row["also"].split():
            forms.setdefault(form, {form}).add(row["given"])
    return {form: frozenset(names) for form, names in forms.items()}
