"""Walls beat grants: nothing in the matrix, no consent and no duty lifts one."""

from __future__ import annotations

from authz.access import Access
from authz.facts import Exclusion, Facts, Place
from authz.moment import Moment
from authz.words import PART_5A, Facet, Level, Purpose, Standing

LOCATION = (Facet.CONTACT, Facet.SUPPRESSED_LOCATION)


def matter_is_open(facts: Facts, access: Access) -> bool:
    """W03: a closed or foreign matter, or one for another purpose, opens nothing: it is not held."""
    mine = facts.organisation == access.organisation and facts.purpose == access.purpose
    return mine and facts.status == "OPEN"


def alleged_may_be_told(access: Access) -> bool:
    """W04 (FVPA s 144A; Div 2): of an alleged person only for assessment by a RAE, or to the CIP."""
    if access.purpose not in PART_5A or access.purpose is Purpose.CIP_REQUEST:
        return True
    return access.purpose is Purpose.ASSESSMENT and access.risk_assessment_entity


def about_alleged(respondents: frozenset[str], moment: Moment) -> bool:
    """W04: an event with somebody using violence whose risk is not established in this matter."""
    return any(moment.standings.get(p) is not Standing.PERPETRATOR for p in respondents)


def excluded(exclusion: Exclusion | None, access: Access, *, own: bool) -> bool:
    """W05 (FVPA s 144C): kept from all but the custodian that marked it and those on its release list."""
    return exclusion is not None and not own and access.organisation not in exclusion.released


def location_facet(place: Place, *, own: bool) -> Facet:
    """W07 (FVPA s 144C): suppressed for anyone is suppressed in every record of others.

    An own record keeps its own marking, so that hiding it tells nothing.
    """
    hidden = place.suppressed or (place.guarded and not own)
    return Facet.SUPPRESSED_LOCATION if hidden else Facet.CONTACT


def counter_parties(facts: Facts, moment: Moment) -> frozenset[str]:
    """W08 (8.1(9)): whom the asker's clients are recorded as using violence against, seen or not.

    Only protected standings: read literally it would hide the perpetrator's
    whereabouts from the services of his victims.
    """
    harming = {
        part.event
        for part in facts.serving.parts
        if part.standing is Standing.ALLEGED and part.person in moment.clients
    }
    return frozenset(part.person for part in facts.serving.parts if part.event in harming and part.standing.protected)


def counter_party(facet: Facet, level: Level) -> Level:
    """W08: no location, and of identity at most the mask."""
    if facet in LOCATION:
        return Level.N
    return min(level, Level.M) if facet is Facet.IDENTITY else level
