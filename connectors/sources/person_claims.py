"""What a document states of its people: each a record of its own, known as a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from connectors.canonical import address_text, initials
from connectors.sources.document import Document, fields, identifying, stated
from connectors.sources.people import Address, Party
from graph.claims import EdgeClaim, NodeClaim
from graph.times import OPEN
from schema.matching.description import Description, as_text, describe
from schema.matching.keys import keys_of, term, tokens_of
from schema.matching.reading import year_of_age

Claim = NodeClaim | EdgeClaim
NAMES = ("family_name", "given_names")
CONTACT = ("kind", "value", "safe", "note")
PLACE = (
    *("purpose", "line", "suburb", "postcode", "state", "lga", "suppressed", "safe_to_mail"),
    *("valid_from", "valid_to"),
)
PERSON = (
    *NAMES,
    *("birth_date", "age_stated", "sex", "gender", "aboriginal_status", "country_of_birth"),
    *("language", "interpreter_needed", "lgbtiq", "communities", "disabilities", "support_needs"),
    *("pregnant", "mental_health", "older_person", "carer", "occupation", "workplace", "school"),
    *("current_care", "custody_status", "firearms_access", "firearms_licence", "whereabouts"),
    *("safe_contact", "contact_consent", "safe_time_to_call", "exposures", "worker_cautions"),
    *("relation_to_affected", "relation_to_respondent", "relation_to_child"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A person of a document. `slot` is stable over versions; `place` is where the row has it;
    `relationship` is the part that the record has in what the document tells of; `hub_person` is the hub's own id of
    the person, where the row names that."""

    slot: str
    place: tuple[int | str, ...]
    standing: str
    relationship: str
    party: Party
    hub_person: str = ""


def record_id(document: Document, slot: str) -> str:
    return document.id("record", slot)


def described(party: Party) -> tuple[str, ...]:
    """By what two entries without a number are one person's: name and birth, folded."""
    said = (party.family_name, party.given_names, party.birth_date, party.birth_year)
    return tuple(str(value or "").casefold() for value in said)


def person_claims(document: Document, part: Part) -> Iterator[Claim]:
    """The person, the record, and what hangs on the record."""
    record, origin = record_id(document, part.slot), _origin(document, part)
    yield from _known_as(document, part, record, origin)
    yield NodeClaim("PersonRecord", record, {**_record(document, part), "origin": origin})
    yield from _names(document, part, record)
    yield from _contacts(document, part, record)
    yield from _addresses(document, part, record)
    yield from _comparable(document, part, record, origin)


def address_claim(document: Document, address: Address, standing: str, *slot: str) -> NodeClaim:
    suppressed = " SUPPRESSED" if address.suppressed else ""
    text = address_text(address.line, address.suburb, address.postcode)
    values = {
        "own": f"{document.custodian} {standing}{suppressed}",
        "key": document.identify("address", text) if text else None,
        **fields(address, PLACE),
    }
    return NodeClaim("Address", document.id("address", *slot), stated(values))


def _origin(document: Document, part: Part) -> str:
    """Only the source's own number of a person makes records of two documents one person's, by itself; or whoever
    wrote the row was shown who it is."""
    if part.hub_person:
        return part.hub_person
    if number := identifying(part.party.person_number):
        return document.identify("person", document.custodian, number)
    return document.lineage("person", part.slot, *_described(document, part))


def _known_as(document: Document, part: Part, record: str, origin: str) -> Iterator[Claim]:
    keyed = part.hub_person or identifying(part.party.person_number)
    values = {
        "from": document.received_at,
        "until": OPEN,
        "method": "SOURCE_KEY" if keyed else "SAME_DOCUMENT",
        "decided_by": "rule",
    }
    if not part.hub_person:  # one that the hub has already: an id of nobody makes nobody
        yield NodeClaim("Person", origin, {})
    yield EdgeClaim("KNOWN_AS", "Person", origin, "PersonRecord", record, values)


def _record(document: Document, part: Part) -> dict[str, Any]:
    party, lineage = part.party, document.lineage("record", part.slot)
    return stated(
        {
            **document.provenance(lineage, own=f"{document.custodian} {part.standing}"),
            "standing": part.standing,
            "valid_from": document.at,
            "person_number": identifying(party.person_number),
            "initials": initials(party.given_names, party.family_name),
            "birth_year": int(party.birth_date[:4]) if party.birth_date else party.birth_year,
            **fields(party, PERSON),
        }
    )


def _names(document: Document, part: Part, record: str) -> Iterator[Claim]:
    """The record's own name comes first, as its legal one; someone may have none at all."""
    own = {"name_type": "LEGAL", **fields(part.party, NAMES)}
    others = ({"name_type": a.name_type or "ALIAS", **fields(a, NAMES)} for a in part.party.aliases)
    for index, name in enumerate((own, *others)):
        if len(name) > 1:
            node = NodeClaim("PersonName", document.id("name", part.slot, str(index)), name)
            yield node
            yield EdgeClaim("NAMED", "PersonRecord", record, "PersonName", node.id)


def _contacts(document: Document, part: Part, record: str) -> Iterator[Claim]:
    for index, contact in enumerate(part.party.contacts, start=1):
        if values := fields(contact, CONTACT):
            node = NodeClaim("Contact", document.id("contact", part.slot, str(index)), values)
            yield node
            yield EdgeClaim("REACHED_AT", "PersonRecord", record, "Contact", node.id)


def _addresses(document: Document, part: Part, record: str) -> Iterator[Claim]:
    for index, address in enumerate(part.party.addresses, start=1):
        if fields(address, PLACE):
            node = address_claim(document, address, part.standing, part.slot, str(index))
            yield node
            yield EdgeClaim("LIVES_AT", "PersonRecord", record, "Address", node.id)


def _described(document: Document, part: Part) -> tuple[str, ...]:
    """Without a number an amendment may put another human being into the slot: he is the
    same person only while name and birth are, and nobody undescribed is anyone's other version."""
    said = described(part.party)
    return said if any(said) else (f"version {document.version}",)


def _comparable(document: Document, part: Part, record: str, origin: str) -> Iterator[Claim]:
    """What the record says of who he is, as it is compared: once for all records of one origin that say the same."""
    said = as_text(description := _as_described(document, part))
    if not said:
        return
    id = document.identify("description", origin, said)
    keys = " ".join(sorted(map(term, keys_of(description) | tokens_of(description))))
    found = {"keys": keys, "fresh": True} if keys else {}  # an age or a sex alone is of nobody in particular
    yield NodeClaim(
        "Description", id, {"origin": origin, "said": said, "addresses": list(description.addresses), **found}
    )
    yield EdgeClaim("DESCRIBED_AS", "PersonRecord", record, "Description", id)


def _as_described(document: Document, part: Part) -> Description:
    party = part.party
    when = document.at
    return describe(
        names=[(party.family_name, party.given_names), *((a.family_name, a.given_names) for a in party.aliases)],
        birth_date=party.birth_date,
        birth_year=party.birth_year or year_of_age(party.age_stated, when),
        sex=party.sex,
        phones=[contact.value for contact in party.contacts if contact.kind != "EMAIL"],
        emails=[contact.value for contact in party.contacts if contact.kind == "EMAIL"],
        addresses=[(address.line, address.suburb, address.postcode) for address in party.addresses],
        references=[(document.custodian, identifying(party.person_number))],
    )
