"""Organisations, their services, and the areas they serve: reference data, no person in it."""

from typing import Optional

import strawberry

from authz.words import Facet
from graph.mapping import Direction, Subject
from schema.declare import edge, identifier, node, prop

PUBLIC = Facet.PUBLIC


@node(Subject.PUBLIC, PUBLIC)
class Area:
    """One of the 17 areas of the Department of Families, Fairness and Housing."""

    id: strawberry.ID = identifier()
    name: str = prop("Name of the area.", PUBLIC, always=True)
    division: str = prop("North, East, South or West.", PUBLIC, always=True)
    lgas: list["Lga"] = edge("Local government areas in it.", "WITHIN", direction=Direction.IN)


@node(Subject.PUBLIC, PUBLIC)
class Lga:
    """One of Victoria's 79 local government areas."""

    id: strawberry.ID = identifier()
    name: str = prop("Name of the local government area.", PUBLIC, always=True)
    area: Area | None = edge("The area that it lies in.", "WITHIN")


@node(Subject.PUBLIC, PUBLIC)
class Service:
    """A service that referrals are addressed to, by its code."""

    id: strawberry.ID = identifier()
    name: str = prop("Name of the service.", PUBLIC, always=True)
    organisation: Optional["Organisation"] = edge("Who runs it.", "RUNS", direction=Direction.IN)
    area: Area | None = edge("The area that it serves.", "SERVES")


@node(Subject.PUBLIC, PUBLIC)
class Organisation:
    """An agency of the registry, with its entity classes."""

    id: strawberry.ID = identifier()
    name: str = prop("Name of the organisation.", PUBLIC, always=True)
    kind: str = prop("Kind, as the policy's list of organisations has it.", PUBLIC, always=True)
    classes: list[str] = prop(
        "Entity classes, each for days of its own: ISE, RAE, CUSTODIAN, CIP_REQUESTER.", PUBLIC, always=True
    )
    services: list[Service] = edge("Services that it runs.", "RUNS")
