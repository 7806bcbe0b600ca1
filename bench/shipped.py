"""`python -m bench.shipped`: the weights that the hub ships with, learnt anew from synthetic records without labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, Final

from bench.febrl import described, originals_and_copies
from connectors.synthetic.population import population
from schema.matching import assumed
from schema.matching.description import Description, describe
from schema.matching.reading import year_of_age
from schema.matching.training import train
from schema.matching.weights import SHIPPED, Weights, save

TO: Final = Path(__file__).parent.parent / "schema" / "matching" / SHIPPED
UNTIL: Final = date(2026, 1, 1)
REPORTS: Final = 3_000


def main() -> None:
    weights = tempered(train([*of_population(seed=1, reports=REPORTS), *of_febrl()]))
    save(weights, TO)
    print(f"{TO}: version {weights.version}, from {weights.records} records")


LESS_SAID: Final = {"whole": "same", "nearly": "close", "door": "house"}
"""Levels of an address: the second leaves out suburb or postcode, and says less than the first."""


def tempered(weights: Weights) -> Weights:
    """People move, change their numbers and are mistyped more often than invented records show: m is the mean of what
    was learnt and what is assumed. And the prior is that of a hub with half a million people."""
    m = {
        feature: {level: (rate + assumed.M[feature][level]) / 2 for level, rate in levels.items()}
        for feature, levels in weights.m.items()
    }
    m["address"] |= _less_for_less(m["address"], weights.u["address"])
    return replace(weights, m=m, prior=assumed.PRIOR)


def _less_for_less(m: Mapping[str, float], u: Mapping[str, float]) -> dict[str, float]:
    """Two of one household mostly have the whole address, so that by chance alone the whole one would weigh less."""
    return {less: min(m[less], u[less] * m[more] / u[more]) for more, less in LESS_SAID.items()}


def of_febrl() -> Iterator[Description]:
    return chain.from_iterable(described(frame).values() for frame in originals_and_copies())


def of_population(seed: int, reports: int) -> Iterator[Description]:
    """Every party of every report, as the report states it."""
    for row in population(seed, reports, until=UNTIL).reports:
        on = row["report"]["created_at"][:10]
        parties = [row["affected"], row["respondent"], *row["children"]["listed"], *row["others"]]
        yield from (_party(party, on) for party in parties)


def _party(party: dict[str, Any], on: str) -> Description:
    names = [party, *party.get("aliases", ())]
    contacts = party.get("contacts", ())
    addresses = party.get("addresses", ())
    return describe(
        names=[(name.get("family_name"), name.get("given_names")) for name in names],
        birth_date=party.get("birth_date"),
        birth_year=party.get("birth_year") or year_of_age(party.get("age_stated"), on),
        sex=party.get("sex"),
        phones=[contact["value"] for contact in contacts if contact.get("kind") == "PHONE"],
        emails=[contact["value"] for contact in contacts if contact.get("kind") == "EMAIL"],
        addresses=[(one.get("line"), one.get("suburb"), one.get("postcode")) for one in addresses],
        references=[("vicpol:person", party.get("person_number"))],
    )


if __name__ == "__main__":
    main()
