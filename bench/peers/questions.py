"""What all are asked: the hub's question, a peer's for the same data, and the role that asks.

A peer is asked in the best way of its kind; codes are told by it as they are stored, and by the hub as `code`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.times import OPEN

HAPPENED = """id portalId occurredFrom occurredTo weaponUsed strangulation threatToKill sexualViolence propertyDamage
  childrenPresent childrenCount leapIncident createdAt submittedAt alcohol drugs petsHarmed <injuries>"""
NOW = f'(where: {{ recordedTo: {{ eq: "{OPEN}" }} }})'


@dataclass(frozen=True, slots=True)
class Question:
    """`variables` are the hub's; a peer is given those that its text names."""

    name: str
    role: str
    hub: str
    apollo: str
    plain: str
    variables: Mapping[str, Any]


def _hub(text: str) -> str:
    """With the codes of coded fields, which the hub tells with their labels."""
    for coded in ("locationType", "riskBand", "offences", "actions", "orderKind", "conditions", "injuries"):
        text = text.replace(f"<{coded}>", f"{coded} {{ code }}")
    return text.replace("<now>", "")


def _stored(text: str, now: str = "") -> str:
    return text.replace("<now>", now).replace("<", "").replace(">", "")


POINT = "id portalId occurredFrom <locationType> <riskBand>"
SMALL = """query Small($id: ID!, $first: Int!) { PERSON { id
  incidentsAsRespondent(first: $first ORDER) { id portalId occurredFrom <locationType> <riskBand> } } }"""
REPORT = f"""query Report($id: ID!, $first: Int!) {{ PERSON {{ id
  incidentsAsRespondent(first: $first ORDER) {{ {HAPPENED} <locationType> <riskBand> <offences> <actions>
    affected<now> {{ id initials birthYear }} children<now> {{ id initials birthYear }}
    orders<now> {{ id orderNumber madeOn <orderKind> inForce endsOn <conditions> protected<now> {{ id initials }} }}
  }} }} }}"""
ROW = f"{HAPPENED} <locationType> <riskBand> <offences> respondent<now> {{ id initials birthYear }}"
LATEST_FIRST = ", orderBy: OCCURRED_FROM_DESC"


def _of_person(name: str, text: str, variables: Mapping[str, Any]) -> Question:
    asked = text.replace("PERSON", "person(id: $id)")
    hub = _hub(asked.replace(" ORDER", LATEST_FIRST))
    people = text.replace("PERSON", "people(where: { id: { eq: $id } })").replace(" ORDER", "")
    return Question(name, "cip_analyst", hub, _stored(people, NOW), _stored(asked.replace(" ORDER", "")), variables)


def point_read(incident: str) -> Question:
    one = f"incident(id: $id) {{ {POINT} }}"
    apollo = f'incidents(where: {{ id: {{ eq: $id }}, recordedTo: {{ eq: "{OPEN}" }} }}) {{ {POINT} }}'
    hub, peer, plain = [f"query Point($id: ID!) {{ {text} }}" for text in (_hub(one), _stored(apollo), _stored(one))]
    return Question("point read", "cip_analyst", hub, peer, plain, {"id": incident})


def small(person: str) -> Question:
    return _of_person("small page", SMALL, {"id": person, "first": 5})


def report(person: str, first: int = 40) -> Question:
    return _of_person("report", REPORT, {"id": person, "first": first})


def list_page(first: int = 100) -> Question:
    hub = _hub(f"query List($first: Int!) {{ incidents(first: $first) {{ nodes {{ {ROW} }} }} }}")
    sort = (
        f'where: {{ recordedTo: {{ eq: "{OPEN}" }} }}, sort: [{{ occurredFrom: DESC }}, {{ id: ASC }}], limit: $first'
    )
    apollo = _stored(f"query List($first: Int!) {{ incidents({sort}) {{ {ROW} }} }}", NOW)
    plain = _stored(f"query List($first: Int!) {{ incidents(first: $first) {{ {ROW} }} }}")
    return Question("list page", "police_member", hub, apollo, plain, {"first": first})


def all_asked(person: str, incident: str, first: int = 40) -> tuple[Question, ...]:
    return point_read(incident), small(person), report(person, first), list_page()
