"""Random values of what courts, Corrections, assessors and Child Protection hold, as a connector would store them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from tests.judge.fields import WITH_EXTRACT
from tests.judge.values import (
    Makers,
    Values,
    all_of,
    code_lists,
    codes,
    counts,
    days,
    extract_values,
    flags,
    instants,
    texts,
)

DOUBTS = code_lists("doubts", "CUSTODY_OVERLAPS", "IMPOSSIBLE_STEP")
MAKERS: Mapping[str, Makers] = {
    "conditions": (
        codes("kind", "NO_CONTACT", "STAY_AWAY_HOME"),
        counts("distance_m"),
        code_lists("persons", "the protected person", "a friend"),
        code_lists("exceptions", "LAWYER", "EMERGENCY"),
        texts("text"),
        flags("suspended"),
        days("from_on until_on"),
    ),
    "services": (instants("at"), flags("served"), codes("method", "PERSONAL", "POST"), texts("served_by note")),
    "steps": (instants("at"), codes("state", "APPLIED", "FINAL_MADE"), flags("possible"), texts("note")),
    "files": (
        texts("file_number court"),
        codes("kind", "INTERVENTION_ORDER", "CRIMINAL"),
        days("opened_on"),
        instants("next_hearing_at"),
    ),
    "hearings": (
        instants("at"),
        codes("kind", "MENTION", "CONTEST"),
        codes("outcome", "ADJOURNED", "DECIDED"),
        texts("note"),
    ),
    "charges": (
        texts("charge_number leap_incident offence_text order_number sentence_text bail_conditions"),
        codes("offence section", "0213", "1531"),
        codes("division", "02", "15"),
        instants("occurred_at"),
        days("charged_on outcome_on"),
        code_lists("conditions", "NO_CONTACT", "RETURN_PROPERTY"),
        codes("state", "LAID", "DECIDED"),
        codes("outcome", "PROVEN", "DISMISSED"),
        codes("sentence", "FINE", "CCO"),
        codes("bail", "ON_BAIL", "REMAND"),
        flags("warrant risk_relevant family_violence_offence violence_offence charge_pending on_bail"),
        DOUBTS,
    ),
    "episodes": (
        texts("episode_number prison"),
        codes("kind", "REMAND", "SENTENCED"),
        instants("from_at"),
        codes("release_kind", "PAROLE", "BAIL"),
        days("release_expected_on parole_eligible_on"),
        flags("in_custody"),
        DOUBTS,
    ),
    "movements": (instants("at"), codes("kind", "TRANSFER", "COURT"), texts("to_place")),
    "supervisions": (
        texts("supervision_number compliance_note"),
        codes("kind", "CCO", "PAROLE"),
        days("from_on"),
        codes("state", "CURRENT", "COMPLETED", "BREACHED"),
        codes("compliance", "COMPLIES", "DOES_NOT"),
        code_lists("conditions", "report weekly", "no alcohol"),
        DOUBTS,
    ),
    "programmes": (
        codes("kind", "MENS_BEHAVIOUR_CHANGE", "PARENTING"),
        texts("name"),
        codes("state", "ATTENDING", "COMPLETED"),
        days("from_on until_on"),
    ),
    "assessments": (
        texts("assessment_number tool tool_version tool_limits assessor_name rationale"),
        codes("kind", "PERPETRATOR", "COMPREHENSIVE", "BRIEF"),
        codes("scheme", "MARAM"),
        codes("level self_assessed_level", "AT_RISK", "SERIOUS"),
        codes("practice_level", "COMPREHENSIVE"),
        days("assessed_on"),
        DOUBTS,
    ),
    "observations": (
        codes("factor", "P03", "V01"),
        flags("serious"),
        codes("presence", "PRESENT", "NOT_ASKED"),
        days("first_seen_on last_seen_on"),
        texts("evidence"),
    ),
    "plans": (days("made_on review_on"), codes("state", "CURRENT", "ENDED")),
    "actions": (codes("kind", "SAFE_PLACE"), texts("text"), days("done_on")),
    "reports": (
        texts("report_number concerns reporter_name reporter_role"),
        days("received_on classified_on outcome_on"),
        code_lists("harm harm_substantiated", "PHYSICAL", "EMOTIONAL"),
        codes("classification", "PIR", "CWR"),
        codes("outcome", "SUBSTANTIATED", "CLOSED"),
        flags("investigated open_now"),
        DOUBTS,
    ),
    "consultations": (codes("kind", "ACSASS"), texts("with_whom advice"), days("on")),
    "protections": (codes("kind", "INTERIM_ACCOMMODATION"), days("made_on ends_on")),
    "papers": (
        codes("kind", "LETTER", "COURT_REPORT"),
        texts("sha256 pointer"),
        counts("dpi"),
        days("scanned_on"),
    ),
}


def maker(area: str) -> Callable[[random.Random], Values]:
    def make(draw: random.Random) -> Values:
        stated = {**all_of(draw, MAKERS[area]), **ENDS.get(area, _no_end)(draw)}
        return {**stated, **extract_values(random.Random(repr(stated)))} if area in WITH_EXTRACT else stated

    return make


def _no_end(_draw: random.Random) -> Values:
    return {}


def _released(draw: random.Random) -> Values:
    """Long ago, or yet to come, or nobody said."""
    return {"released_at": draw.choice([None, None, "2024-05-05T10:00:00Z", "2028-05-05T10:00:00Z"])}


def _until(draw: random.Random) -> Values:
    return {"until_on": draw.choice([None, "2024-05-05", "2028-05-05", "2026-06-01"])}


ENDS: Mapping[str, Callable[[random.Random], Values]] = {"episodes": _released, "supervisions": _until}
