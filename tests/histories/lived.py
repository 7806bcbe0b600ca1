"""A hub that holds the life of tests/histories/a_life.py, and matters of four roles on it, all by what the hub offers.

Whoever the records of two agencies are of was decided here: by rules as they came; by a reviewer of police, of the
report that does not know his number; by Child Protection's manager, of Elka, whom it knows by her mother's name.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from authz.issuing import ISSUER
from connectors.synthetic import agencies
from graph.embedded import Running as Neo4j
from resolvers.warming import warm
from tests.histories import a_life
from tests.histories.her_story import AWAITING, LODGE, OPEN, confirmed
from tests.identity.people import DECIDE, looked_at, matches, reviewers
from tests.town import START, Town, town

CUSTODIANS = ["victoria_police", "magistrates_court", "corrections_victoria", "child_protection", "orange_door",
              "mens_referral_service"]  # fmt: skip
CONSENT = """mutation($m: ID!, $who: Reference!, $at: DateTime!) {
  recordConsent(matter: $m, person: $who, givenAt: $at, how: "In person") { id } }"""
VIEWS = """mutation($m: ID!, $who: Reference!) {
  recordAssertion(matter: $m, person: $who, kind: VIEWS_SOUGHT, reason: "Spoke with the child at school") { id } }"""
MARK = """mutation($noun: String!, $id: ID!) { excludeInformation(input: {type: $noun, id: $id, reviewOn: "2026-12-01",
  ground: "CONFIDENTIAL_SOURCE", reason: "A neighbour told"}) { id } }"""
RELEASE = 'mutation($it: ID!) { releaseExclusion(exclusion: $it, reason: "No longer") { id } }'
BOTH_SIDES = (
    """query($id: ID!) { matches(id: $id) { rule state left { familyName custodian } right { familyName } } }"""
)
# Every record that people have parts in, and every record of a person, as they are held now.
HELD = """MATCH (n) WHERE n.lineage IS NOT NULL AND n.recorded_to STARTS WITH '9999'
RETURN labels(n)[0] AS label, n.lineage AS id, n.origin AS origin, n.custodian AS custodian,
  split(n.source_id, ' ')[-1] AS document, n.source AS source, n.person_number AS person_number,
  coalesce(n.charge_number, n.order_number, n.party, '') AS number, n.instrument AS instrument"""
EVENTS = {
    "mistaken": ("Incident", "L17-MISTAKEN", ""),
    "first": ("Incident", "L17-FIRST", ""),
    **{f"breach {n}": ("Incident", f"L17-BREACH-{n}", "") for n in a_life.BREACHES},
    "second": ("Incident", "L17-SECOND", ""),
    "notice": ("Order", "K24000777", a_life.NOTICE),
    "notice by police": ("Order", "L17-FIRST", a_life.NOTICE),
    "interim": ("Order", "K24000777", a_life.INTERIM),
    "final": ("Order", "K24000777", a_life.FINAL),
    "final by police": ("Order", "L17-BREACH-1", a_life.FINAL),
    "for tess": ("Order", "K25000990", a_life.FOR_TESS),
    "file": ("CourtFile", "K24000777", ""),
    "tess's file": ("CourtFile", "K25000990", ""),
    **{f"charge {n}": ("Charge", "K24000777", str(n)) for n in range(1, 6)},
    "charge 6": ("Charge", "K25000990", "1"),
    "custody": ("CustodyEpisode", "CRN-410077", ""),
    "her risk": ("RiskAssessment", "TRAM-7001", ""),
    "plan": ("SafetyPlan", "TRAM-7001", ""),
    "his assessment": ("RiskAssessment", "MRS-A-31", ""),
    "harm": ("ProtectionReport", "CP-24-0212", ""),
    "concern": ("ProtectionReport", "CP-25-1216", ""),
    **{f"{report} to {party}": ("Referral", f"L17-{report.upper()}", party)
       for report in ("first", "second") for party in ("AFFECTED", "RESPONDENT", "CHILD")},
}  # fmt: skip
# Each person's origins, by custodian and its number of him; what has no number, by its document.
ORIGINS = {
    "him": {"police": "50001001", "without a number": "L17-BREACH-4", "court": "C-31001", "corrections": "CRN-410077",
            "child protection": "CRIS-6101", "door": "TRAM-P-2202", "men": "MRS-P-551"},
    "imogen": {"police": "50001002", "court": "C-31002", "corrections": "CRN-410077 no contact",
               "child protection": "CRIS-6102", "door": "TRAM-P-2201"},
    "jory": {"police": "50001003", "court": "C-31003", "child protection": "CRIS-6103"},
    "elka": {"police": "50001004", "court": "C-31004", "child protection": "CRIS-6104"},
    "tess": {"police": "50001005", "court": "C-31005", "child protection": "CRIS-6105"},
    "finn": {"police": "50001006", "child protection": "CRIS-6106"},
}  # fmt: skip


@dataclass(frozen=True)
class Asker:
    """One role, its purpose, and its matter."""

    role: str
    purpose: str
    matter: str
    reason: str = ""


@dataclass
class Life:
    """`events` and `origins` are the hub's ids of what the names of EVENTS and ORIGINS are of."""

    hub: Town
    events: Mapping[str, str]
    instruments: Mapping[str, str]
    origins: Mapping[str, Mapping[str, str]]
    askers: dict[str, Asker] = field(default_factory=dict)

    async def ask(self, role: str, text: str, **variables: Any) -> Any:
        asker = self.askers[role]
        return await self.hub.ask(asker.role, text, asker.purpose, asker.matter, asker.reason, **variables)

    @property
    def names(self) -> Mapping[str, str]:
        """Of records, by their ids."""
        return {id: name for name, id in self.events.items()}

    def any_id(self, who: str) -> str:
        """One by which everybody who may see anything of the person finds him: that of police."""
        return self.origins[who]["police"]

    @asynccontextmanager
    async def excluded(self, event: str, noun: str = "Incident") -> AsyncIterator[None]:
        """Kept from all but police meanwhile (FVPA s 144C): their reviewer marks it, and ends that."""
        told = await self.hub.ask("rosa", MARK, "OWN_CASE", noun=noun, id=self.events[event])
        try:
            yield
        finally:
            await self.hub.ask("rosa", RELEASE, "OWN_CASE", it=told["excludeInformation"]["id"])


@asynccontextmanager
async def lived(neo4j: Neo4j, folder: Path, *, custodians: Path | None = None) -> AsyncIterator[Life]:
    """Reviewers and agencies' machines; records as they came; who is whom; then matters."""
    async with town(neo4j, folder, custodians=custodians) as hub:
        machine = agencies.account("system_connector", ISSUER, START[:10])
        account = {**machine, "id": "machine", "subject": "machine", "custodians": CUSTODIANS}
        await hub.parts.following.command("registerAccount", account, START, "test")
        await reviewers(hub, "rosa")
        await sent(hub, "l17", a_life.reports())
        await _his_number_is_found(hub)
        await sent(hub, "courts", [a_life.file_for_imogen(), a_life.file_for_tess()])
        await sent(hub, "corrections", [a_life.custody(1), a_life.custody(2)])
        await sent(hub, "child_protection", [a_life.harm_to_elka(), a_life.concern_for_finn()])
        await sent(hub, "risk", [a_life.her_risk(), a_life.his_assessment()])
        await _elka_is_elka(hub)
        await sent(hub, "l17", [a_life.mistaken(), a_life.under_review()])
        life = await held(hub)
        async with life.excluded("mistaken"):  # what a marking writes is new to Neo4j once, and it plans all anew
            pass
        await warm(hub.parts.hub.plans, hub.parts.database.run, START)  # as a hub that serves does
        yield await _with_matters(life)


async def sent(hub: Town, connector: str, rows: Sequence[Any]) -> None:
    headers = {**hub.bearer("machine", "ingest"), "content-type": "application/x-ndjson"}
    answer = await hub.http.post(f"/ingest/{connector}", content=b"\n".join(map(orjson.dumps, rows)), headers=headers)
    assert answer.json()["counts"].get("REFUSED", 0) == 0, answer.text


async def _his_number_is_found(hub: Town) -> None:
    """The one match of two origins of police: his number, and a report without it."""
    [match] = await matches(hub)
    matter = await looked_at(hub, match)
    asked = {"match": match["id"], "same": True, "why": "The member knew him; same date of birth"}
    done = await hub.ask("rosa", DECIDE, "OWN_CASE", matter, **asked)
    assert done["decideMatch"]["state"] == "LINKED"


async def _elka_is_elka(hub: Town) -> None:
    """Child Protection is shown its own record and, by the referral of the children, that of police."""
    asker = await by_referral(hub, "cp_team_manager", "CYFA_STATUTORY", "L17-FIRST", "CHILD")
    await views_sought(hub, asker, "elka")
    asked = {"match": await _possible_match(hub, "elka"), "same": True, "why": "One mother, one birthday"}
    done = await hub.ask(asker.role, DECIDE, asker.purpose, asker.matter, **asked)
    assert done["decideMatch"]["state"] == "LINKED"


async def _possible_match(hub: Town, who: str) -> str:
    """Of an origin of hers with another: with which of those that are joined, is the matcher's choice."""
    [row] = await hub.graph(
        "MATCH (r:PersonRecord) WHERE r.person_number IN $given.numbers WITH collect(DISTINCT r.origin) AS hers "
        "MATCH (m:Match {state: 'POSSIBLE'}) WHERE m.left IN hers AND m.right IN hers RETURN m.id AS id",
        {"numbers": list(ORIGINS[who].values())},
    )
    return str(row["id"])


async def held(hub: Town) -> Life:
    rows = await hub.graph(HELD)
    events = {(r["label"], r["document"], r["number"] or ""): r for r in rows if r["label"] != "PersonRecord"}
    numbers = {_number(r): r["origin"] for r in rows if r["label"] == "PersonRecord"}
    found = {name: events[key] for name, key in EVENTS.items()}
    return Life(
        hub,
        {name: row["id"] for name, row in found.items()},
        {name: row["instrument"] for name, row in found.items() if row["instrument"]},
        {who: {source: numbers[n] for source, n in known.items()} for who, known in ORIGINS.items()},
    )


def _number(row: Mapping[str, Any]) -> str:
    """The one whom Corrections bars him from, and him in the fourth breach, have none."""
    if row["person_number"]:
        return str(row["person_number"])
    return f"{row['document']} no contact" if row["source"] == "corrections" else str(row["document"])


async def _with_matters(life: Life) -> Life:
    """The Orange Door serves Imogen, with her consent and the children's views; the men's line serves him; Child
    Protection has Finn's referral; the Central Information Point answers what The Orange Door lodged."""
    hub = life.hub
    lodging = await by_referral(hub, "tod_victim_side", "CIP_REQUEST", "L17-FIRST", "AFFECTED", "belief")
    subject = {"system": "victoria_police", "id": a_life.POLICE_NUMBERS["him"]}
    asked = await hub.ask(lodging.role, LODGE, lodging.purpose, lodging.matter, lodging.reason, subject=subject)
    matter = await confirmed(hub, asked["lodgeRequest"]["id"])
    door = await by_referral(hub, "tod_victim_side", "ASSESSMENT", "L17-FIRST", "AFFECTED")
    men = await by_referral(hub, "mens_service", "ASSESSMENT", "L17-SECOND", "RESPONDENT")
    children = await by_referral(hub, "cp_team_manager", "CYFA_STATUTORY", "L17-SECOND", "CHILD")
    await consented(hub, door, "imogen")
    for child in ("jory", "elka"):
        await views_sought(hub, door, child)
    await views_sought(hub, children, "finn")
    cip = Asker("cip_analyst", "CIP_REQUEST", matter, "lodged")
    life.askers = {asker.role: asker for asker in (cip, door, men, children)}
    return life


async def by_referral(hub: Town, role: str, purpose: str, report: str, party: str, reason: str = "") -> Asker:
    """A matter on the part of the report that addresses the role's organisation, opened before or not."""
    waiting = (await hub.ask(role, AWAITING, purpose, reason=reason, reference=report))["awaiting"]
    ids = [one["id"] for one in waiting if one["party"] == party] or await _opened_before(hub, report, party)
    done = await hub.ask(role, OPEN, purpose, reason=reason, kind="REFERRAL", evidence=ids[0])
    return Asker(role, purpose, str(done["openMatter"]["id"]), reason)


async def _opened_before(hub: Town, report: str, party: str) -> list[str]:
    rows = await hub.graph(
        "MATCH (f:Referral {source_id: $given.report, party: $given.party}) RETURN f.lineage AS id",
        {"report": report, "party": party},
    )
    return [str(row["id"]) for row in rows]


async def consented(hub: Town, asker: Asker, who: str) -> str:
    given = {"m": asker.matter, "who": _police(who), "at": hub.clock.at}
    done = await hub.ask(asker.role, CONSENT, asker.purpose, asker.matter, asker.reason, **given)
    return str(done["recordConsent"]["id"])


async def views_sought(hub: Town, asker: Asker, who: str) -> None:
    await hub.ask(asker.role, VIEWS, asker.purpose, asker.matter, asker.reason, m=asker.matter, who=_police(who))


def _police(who: str) -> dict[str, str]:
    return {"system": "victoria_police", "id": a_life.POLICE_NUMBERS[who]}
