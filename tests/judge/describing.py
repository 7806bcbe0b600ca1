"""What a world's records are looked up by: written as a connector would, from all that they say, hidden or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schema.matching.description import Description, as_text, describe
from schema.matching.keys import keys_of, term, tokens_of
from schema.matching.reading import year_of_age

World = dict[str, dict[str, dict[str, Any]]]
DESCRIBED = (
    "UNWIND $rows AS row MATCH (r:PersonRecord {id: row.record}) "
    "CREATE (r)-[:DESCRIBED_AS]->(d:Description) SET d = row.values"
)


def descriptions(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = [{"record": name, "values": _values(world, name, described(world, record))}
            for name, record in world["records"].items()]  # fmt: skip
    yield DESCRIBED, {"rows": rows}


def described(world: World, record: dict[str, Any]) -> Description:
    names = [record, *(world["names"][name] for name in record["NAMED"])]
    contacts = [world["contacts"][name] for name in record["REACHED_AT"]]
    homes = [world["addresses"][name] for name in record["LIVES_AT"]]
    return describe(
        names=[(name["family_name"], name["given_names"]) for name in names],
        birth_date=record["birth_date"],
        birth_year=record["birth_year"] or year_of_age(record["age_stated"], record["valid_from"]),
        sex=record["sex"],
        phones=[contact["value"] for contact in contacts],
        addresses=[(home["line"], home["suburb"], home["postcode"]) for home in homes],
        references=[(record["custodian"], record["person_number"])],
    )


def _values(world: World, record: str, description: Description) -> dict[str, Any]:
    keys = " ".join(sorted(map(term, keys_of(description) | tokens_of(description))))
    origin = next((p["records"][record]["origin"] for p in world["persons"].values() if record in p["records"]), "")
    return {"id": f"d{record[1:]}", "origin": origin, "keys": keys, "said": as_text(description),
            "addresses": list(description.addresses)}  # fmt: skip
