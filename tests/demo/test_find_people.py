"""The planted people are searched for: she who moved away is nobody to the service of the man who harmed her."""

from __future__ import annotations

from typing import Any

import httpx

from connectors.synthetic.casework import Casework
from connectors.synthetic.population import Population
from tests.town import Town

FIND = """query($by: FindBy!) { findPeople(by: $by) {
  nodes { id initials birthYear score because { feature weight words } }
  pageInfo { hasNextPage endCursor } more searched { standing } notSearched { standing code words } } }"""
HER = {"name": "Samira Khourawiyeh", "birthDate": "1992-11-27"}
HIM = {"name": "Rhys Kestrelworth", "birthDate": "1987-03-14"}
NOBODY = {"name": "Zebedee Quillfeather", "birthDate": "1992-11-27"}


def without_audit(answer: httpx.Response) -> bytes:
    return answer.content.replace(answer.json()["extensions"]["auditId"].encode(), b"")


async def found(hub: Town, matter: str, by: dict[str, Any]) -> httpx.Response:
    return await hub.post("mens_service", FIND, "ASSESSMENT", matter, by=by)


async def test_the_service_of_the_man_who_harmed_her_finds_nobody_where_she_is_searched(
    demo_hub: Town, people: Population, answers: Any
) -> None:
    """To the byte; his own name, by an alias too, is found in the same way."""
    matter = (await Casework(demo_hub.http, demo_hub.issuer, people).mens_service()).matter
    her, nobody = [await found(demo_hub, matter, by) for by in (HER, NOBODY)]
    assert without_audit(her) == without_audit(nobody)
    assert her.json()["data"]["findPeople"]["nodes"] == []
    number = {"reference": {"system": "victoria_police", "id": people.cast["relocated"].person_number}}
    assert (await found(demo_hub, matter, number)).json()["data"]["findPeople"]["nodes"] == []
    for him in (HIM, {**HIM, "name": "Ricky Kestrel"}):
        nodes = (await found(demo_hub, matter, him)).json()["data"]["findPeople"]["nodes"]
        assert {node["birthYear"] for node in nodes} == {1987}
