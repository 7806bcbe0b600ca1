"""Where people are. An address is shown whole or not at all."""

from datetime import date

import strawberry

from authz.words import Facet
from graph.mapping import Subject
from schema.declare import code, identifier, node, prop
from schema.values import Code

CONTACT = Facet.CONTACT


@node(Subject.PLACE, CONTACT)
class Address:
    """An address that a record or an event states. A suppressed one is a suppressed location."""

    id: strawberry.ID = identifier()
    purpose: Code | None = code("What the address is for, for example residence.", "address_purpose", CONTACT)
    line: str | None = prop("Number and street.", CONTACT)
    suburb: str | None = prop("Locality.", CONTACT)
    postcode: str | None = prop("Postcode as the source states it, as text.", CONTACT)
    state: str | None = prop("State or territory.", CONTACT)
    lga: str | None = prop("Local government area.", CONTACT)
    suppressed: bool | None = prop("The source marked it as not to be disclosed.", CONTACT)
    safe_to_mail: bool | None = prop("A letter may be sent there.", CONTACT)
    valid_from: date | None = prop("First day that it held.", CONTACT)
    valid_to: date | None = prop("Last day that it held.", CONTACT)
