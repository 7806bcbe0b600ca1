"""What one file claims, as nodes and edges: a pure function of the file and when it came.

A prison is a word on a stay, and never an address: nobody lives with those who are held there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from connectors.sources.corrections_form import Episode, NoContact, PersonFile, SupervisionPart
from connectors.sources.document import Document, Identify, claims_of, fields
from connectors.sources.part_claims import part_claims
from connectors.sources.person_claims import Claim, Part, person_claims, record_id
from connectors.sources.slots import slots
from graph.claims import Claims, EdgeClaim, NodeClaim
from schema.decisions.custody_records import File, Stay, Term, held_at, stay_doubts, term_doubts

NAME = "corrections"
CUSTODIAN = "corrections_victoria"
PERSON = "person"
EPISODE = (
    *("kind", "from_at", "released_at", "release_kind", "release_expected_on", "parole_eligible_on"),
    "prison",
)
SUPERVISION = ("kind", "from_on", "until_on", "state", "compliance", "compliance_note", "conditions")


@dataclass(frozen=True, slots=True)
class FileDocument(Document):
    """One version of one person's file as a document."""

    file: PersonFile


def claims(
    file: PersonFile, received_at: str, identify: Identify, *, superseded: bool = False, **_unasked: Any
) -> Claims:
    """`superseded`: a newer version is already there, so this one ends as it begins."""
    about = file.file
    document = FileDocument(NAME, CUSTODIAN, file.person.person_number, about.version, about.as_at,
                            received_at, identify, superseded, file)  # fmt: skip
    return claims_of(_claims(document))


def _claims(document: FileDocument) -> Iterator[Claim]:
    file = document.file
    yield from person_claims(document, Part(PERSON, ("person",), "ALLEGED", "HELD_IN", file.person))
    barred = _barred(file)
    for part, _ in barred:
        yield from person_claims(document, part)
    for episode in sorted(file.episodes, key=_number):
        by = [part.slot for part, party in barred if party.holds_for(episode=episode.number)]
        yield from _episode(document, episode, by)
    for order in sorted(file.supervisions, key=_number):
        by = [part.slot for part, party in barred if party.holds_for(supervision=order.number)]
        yield from _supervision(document, order, by)


def _barred(file: PersonFile) -> list[tuple[Part, NoContact]]:
    """Whom the person may not contact, in an order of their own: that of the row says nothing."""
    named = zip(slots("no contact", file.no_contact), enumerate(file.no_contact), strict=True)
    found = [(Part(slot, ("no_contact", index), "VICTIM", "NO_CONTACT_WITH", party), party)
             for slot, (index, party) in named]  # fmt: skip
    return sorted(found, key=lambda barred: barred[0].slot)


def _episode(document: FileDocument, episode: Episode, barred: Iterable[str]) -> Iterator[Claim]:
    stay, file = _stay(episode), File(document.at, tuple(map(_stay, document.file.episodes)))
    held = held_at(stay, document.at)
    values = {
        **document.provenance(document.lineage("custody", episode.number), own=CUSTODIAN),
        "episode_number": episode.number,
        **fields(episode, EPISODE),
        **({} if held is None else {"in_custody": held}),
        "doubts": list(stay_doubts(stay, file)),
    }
    node = NodeClaim("CustodyEpisode", document.id("custody", episode.number), values)
    yield node
    yield from _parts_in(document, node, "HELD_IN", barred)
    yield from part_claims(document, node, "MOVED_BY", "Movement", episode.movements)


def _supervision(document: FileDocument, order: SupervisionPart, barred: Iterable[str]) -> Iterator[Claim]:
    terms = (Term(programme.from_on, programme.until_on) for programme in order.programmes)
    values = {
        **document.provenance(document.lineage("supervision", order.number), own=CUSTODIAN),
        "supervision_number": order.number,
        **fields(order, SUPERVISION),
        "doubts": list(term_doubts(Term(order.from_on, order.until_on), tuple(terms))),
    }
    node = NodeClaim("Supervision", document.id("supervision", order.number), values)
    yield node
    yield from _parts_in(document, node, "SUPERVISED_IN", barred)
    yield from part_claims(document, node, "ATTENDS", "Programme", order.programmes)


def _parts_in(document: FileDocument, event: NodeClaim, relationship: str, barred: Iterable[str]) -> Iterator[Claim]:
    parts = ((relationship, PERSON), *(("NO_CONTACT_WITH", slot) for slot in barred))
    for as_what, slot in parts:
        yield EdgeClaim(as_what, "PersonRecord", record_id(document, slot), event.label, event.id)


def _stay(episode: Episode) -> Stay:
    return Stay(episode.number, episode.from_at, episode.released_at)


def _number(part: Episode | SupervisionPart) -> str:
    return part.number
