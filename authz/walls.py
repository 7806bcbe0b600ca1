"""Walls beat grants: nothing in the matrix, no consent and no duty lifts one."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from authz.access import Access
from authz.facts import Exclusion, Facts, Place, Record
from authz.moment import Moment
from authz.words import PART_5A, Facet, Level, Purpose, Standing

LOCATION = (Facet.CONTACT, Facet.SUPPRESSED_LOCATION)


def matter_is_open(facts: Facts, moment: Moment, access: Access) -> bool:
    """W03: a closed or foreign matter, or one for another purpose, opens nothing: it is not held.

    W10: so is one that names somebody from whom the account is kept apart. W15: so is one that has ended.
    """
    mine = facts.organisation == access.organisation and facts.purpose == access.purpose
    return mine and facts.status == "OPEN" and moment.held


def kept_apart(facts: Facts, moment: Moment) -> frozenset[str]:
    """W10 (8.2, insider risk): the ids of all that is held of those from whom the account is kept apart.

    Their records, whatever they have parts in, the places of either, and referrals that arise from it: seen or not.
    """
    ids = {id for conflict in facts.conflicts if conflict.person in moment.apart for id in conflict.ids}
    ids |= {r.id for r in facts.records if r.person in moment.apart}
    ids |= {p.event for p in facts.parts if p.person in moment.apart}
    ids |= {e.id for e in facts.events if e.of in ids}
    return frozenset(ids | {p.id for p in facts.places if p.owner in ids})


def without(facts: Facts, ids: frozenset[str]) -> Facts:
    """As if these were not held. What walls stand on stays: it protects others, seen or not."""
    return replace(
        facts,
        records=tuple(r for r in facts.records if r.id not in ids),
        events=tuple(e for e in facts.events if e.id not in ids),
        parts=tuple(p for p in facts.parts if not {p.event, p.record} & ids),
        places=tuple(p for p in facts.places if p.id not in ids),
    )


def broken_glass_shows(facet: Facet, moment: Moment) -> bool:
    """W15 (8.2): a break-glass stands in for the link, and never for a reporter or a suppressed location."""
    return not (moment.glass and facet in (Facet.REPORTER, Facet.SUPPRESSED_LOCATION))


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


def comes_with_a_document(record: Record, documents: Set[str], *, own: bool) -> bool:
    """W12 (8.1.7; 8.2): that a custodian knows a person says that it holds something of him. So a record of another
    is there only with a document that is told, whole or in a summary: `documents` are the records in such ones."""
    return own or record.id in documents


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
