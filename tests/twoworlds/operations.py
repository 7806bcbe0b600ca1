"""Questions that an attacker or a tired worker would ask: by every path, by filter, by order, by page, at random."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from resolvers.api import SCHEMA
from tests.judge.fields import AREA_OF
from tests.judge.loading import World
from tests.walk.everything import FIRST, ROOTS, questions, value

NESTED = {
    "records": "PersonRecord",
    "incidentsAsRespondent": "Incident",
    "incidentsAsAffected": "Incident",
    "ordersAgainst": "Order",
    "referrals": "Referral",
    "courtFiles": "CourtFile",
    "charges": "Charge",
    "custodyEpisodes": "CustodyEpisode",
    "supervisions": "Supervision",
    "riskAssessments": "RiskAssessment",
    "riskAssessmentsAsRespondent": "RiskAssessment",
    "safetyPlans": "SafetyPlan",
    "protectionReportsAsChild": "ProtectionReport",
    "protectionReportsAsResponsible": "ProtectionReport",
}
TEXTS = {
    "PersonRecord": ("familyName", "givenNames", "personNumber", "whereabouts", "school"),
    "Incident": ("portalId", "leapIncident", "station", "memberName"),
    "Order": ("orderNumber", "court", "caseNumber"),
    "Referral": ("area", "service"),
    "CourtFile": ("fileNumber", "court"),
    "Charge": ("chargeNumber", "offenceText"),
    "CustodyEpisode": ("episodeNumber", "prison"),
    "Supervision": ("supervisionNumber",),
    "RiskAssessment": ("assessmentNumber", "tool"),
    "SafetyPlan": ("source",),
    "ProtectionReport": ("reportNumber",),
}
CODES = {"PersonRecord": ("sex", "custodyStatus"), "Incident": ("riskBand", "relationship"), "Order": ("state",),
         "Referral": ("state", "party"), "CourtFile": ("kind",), "Charge": ("state", "bail"),
         "CustodyEpisode": ("kind",), "Supervision": ("state", "compliance"), "RiskAssessment": ("level", "kind"),
         "SafetyPlan": ("state",), "ProtectionReport": ("classification", "outcome")}  # fmt: skip
SORTS = {
    "PersonRecord": ("FAMILY_NAME", "BIRTH_DATE", "RECEIVED_AT"),
    "Incident": ("OCCURRED_FROM", "RISK_SCORE", "RISK_BAND", "STATION"),
    "Order": ("MADE_ON", "ENDS_ON", "COURT"),
    "Referral": ("REFERRED_AT", "STATE", "AREA"),
    "CourtFile": ("OPENED_ON", "FILE_NUMBER"),
    "Charge": ("OCCURRED_AT", "RISK_RELEVANT"),
    "CustodyEpisode": ("FROM_AT", "PRISON"),
    "Supervision": ("FROM_ON", "STATE"),
    "RiskAssessment": ("ASSESSED_ON", "LEVEL", "TOOL"),
    "SafetyPlan": ("MADE_ON", "STATE"),
    "ProtectionReport": ("RECEIVED_ON", "OPEN_NOW"),
}
SUMMARIES = """violenceSummary { everUsedViolence incidents latestMonth highestSeverity } custodySummary { inCustody }
  criminalSummary { familyViolenceOffence violenceOffence chargePending onBail }
  childProtectionSummary { known openNow } safetyPlanSummary { exists }"""
PAGES = """query($after: String) { incidents(first: 2, orderBy: %s, after: $after) {
  nodes { id occurredFrom } edges { cursor } pageInfo { hasNextPage endCursor } } }"""
LENSES = """{ subjects { id familyNames givenNames initials birthYears SUMMARIES records { id }
  incidentsAsRespondent(first: 5) { id respondent(first: 2) { id
    person { id incidentsAsAffected(first: 5) { id affected(first: 2) { id initials } } } } }
  custodyEpisodes(first: 5) { id noContact(first: 2) { id person { id } } }
  protectionReportsAsResponsible(first: 5) { id child(first: 2) { id initials } } } }"""
MEASURES = """measures { reportsShown frequency { window attendances reports } highestSeverity { severity reasons }
  escalation { finding reasons } affected { count } children { count } orders { count }
  sentences { text evidence } gaps { text } }"""
BINDING = "on inForce notKnown said orders { order binding sentence evidence contradictions { field value evidence } }"


def by_hand() -> Iterator[str]:
    yield from questions(depth=1)
    yield LENSES.replace("SUMMARIES", SUMMARIES)


class Words:
    """Drawn from both worlds, so that what is hidden in either is asked for by name."""

    def __init__(self, worlds: tuple[World, World], seed: int) -> None:
        self.worlds, self.draw = worlds, random.Random(seed)
        self.people = sorted({*worlds[0]["persons"], *worlds[1]["persons"]})

    def person(self) -> str:
        return self.draw.choice(self.people)

    def of(self, noun: str, name: str) -> str:
        field = "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
        held = self.draw.choice(self.worlds)[AREA_OF[noun]].values()
        return self.draw.choice(sorted({str(thing[field]) for thing in held if thing.get(field)}) or ["none"])


def at_random(worlds: tuple[World, World], seed: int, count: int) -> Iterator[str]:
    """The words are of the pair; what is asked hangs on the number alone, so that Neo4j plans it once for all pairs."""
    words = Words(worlds, seed)
    for number in range(count):
        draw = random.Random(number)
        match number % 5:
            case 0:
                whose = f'(person: "{words.person()}")'
                yield f"{{ patternAndHistory{whose} {{ {MEASURES} }} ordersInForce{whose} {{ {BINDING} }} }}"
            case 1:
                yield f'{{ person(id: "{words.person()}") {{ {_nested(draw, words)} }} }}'
            case 2:
                yield f"{{ subjects {{ id {_nested(draw, words)} }} }}"
            case _:
                yield _root(draw, words)


def _root(draw: random.Random, words: Words) -> str:
    name = draw.choice(list(ROOTS))
    noun = ROOTS[name]
    return f"{{ {name}({_arguments(draw, noun, words)}) {{ nodes {{ {_some(draw, noun)} }} }} }}"


def _nested(draw: random.Random, words: Words) -> str:
    name = draw.choice(list(NESTED))
    noun = NESTED[name]
    return f"{name}({_arguments(draw, noun, words)}) {{ {_some(draw, noun)} }}"


def _some(draw: random.Random, noun: str) -> str:
    """Few fields, so that many questions can be planned."""
    kind: Any = SCHEMA.type_map[noun]
    known = [asked for name, field in kind.fields.items() if (asked := value(name, field.type))]
    return " ".join(["__typename id", *sorted(set(draw.sample(known, 5)))])


def _arguments(draw: random.Random, noun: str, words: Words) -> str:
    first, order = draw.choice((1, 2, FIRST)), draw.choice(SORTS[noun])
    given = [f"first: {first}"]
    if draw.random() < 0.7:
        given.append(f"orderBy: {order}_{draw.choice(('ASC', 'DESC'))}")
    if draw.random() < 0.7:
        given.append(f"where: {{ {_test(draw, noun, words)} }}")
    return ", ".join(given)


def _test(draw: random.Random, noun: str, words: Words) -> str:
    if draw.random() < 0.4:
        name = draw.choice(CODES[noun])
        return f'{name}: {{ eq: "{words.of(noun, name)}" }}'
    name, operator = draw.choice(TEXTS[noun]), draw.choice(("eq", "startsWith", "contains"))
    word = words.of(noun, name)
    return f'{name}: {{ {operator}: "{word if operator == "eq" else word[:4]}" }}'


# Searches: by what stands in either world, shown or not

HIT = "id initials birthYear agencies ownRecords score because { feature weight words }"
TOLD = f"nodes {{ {HIT} }} pageInfo {{ hasNextPage endCursor }} more searched {{ standing own }} notSearched {{ code }}"
SOUGHT = ("", ", as: RESPONDENT", ", as: AFFECTED", ", as: CHILD")


def searches(worlds: tuple[World, World], seed: int, count: int) -> Iterator[str]:
    """Names of both worlds with their dates of birth, unsought and as each party; then all keys at random."""
    draw = random.Random(seed)
    people = sorted({(r["given_names"], r["family_name"], str(r["birth_date"])) for w in worlds
                     for r in w["records"].values()})  # fmt: skip
    for given, family, born in draw.sample(people, min(count, len(people))):
        for sought in SOUGHT[:2]:
            yield _search(f"{_named(given, family)}{_born(born)}{sought}")
    for _ in range(2 * count):
        record = draw.choice(list(draw.choice(worlds)["records"].values()))
        yield _search(f"{_key(draw, worlds, record)}{draw.choice(SOUGHT)}")


def _search(by: str) -> str:
    return f"{{ findPeople(by: {{ {by} }}, first: 3) {{ {TOLD} }} }}"


def _named(given: str, family: str) -> str:
    return f'name: "{given} {family}"'


def _born(born: str) -> str:
    return f', birthDate: "{born}"' if born != "None" else ""


def _key(draw: random.Random, worlds: tuple[World, World], record: dict[str, Any]) -> str:
    """Of one record, or of whatever hangs on any; sometimes two that must both fit."""
    world = draw.choice(worlds)
    name, contact, home = (draw.choice(list(world[area].values())) for area in ("names", "contacts", "addresses"))
    born = _born(str(record["birth_date"]))
    own = _named(record["given_names"], record["family_name"])
    reference = f'reference: {{ system: "{record["custodian"]}", id: "{record["person_number"] or "none 1"}" }}'
    place = f'address: {{ line: "{home["line"]}", suburb: "{home["suburb"]}" }}'
    alias = _named(name["given_names"], name["family_name"] or "")
    return draw.choice((own, alias, alias + born, f'phone: "{contact["value"]}"', place, f"{own}, {place}", reference,
                        f"{reference}{born}"))  # fmt: skip
