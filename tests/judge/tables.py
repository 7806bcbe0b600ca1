"""The policy's tables, typed a second time: role by column, purposes, facet by standing."""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = "NADMSF"  # none, metadata, de-identified, masked, summary, full
COLUMNS = (
    *("victim_identity", "victim_contact", "suppressed_location", "victim_health"),
    *("perpetrator_identity", "perpetrator_pattern", "child_identity"),
    *(
        "child_protection_history",
        "reporter_identity",
        "risk_assessment",
        "criminal_history",
    ),
    *("orders", "custody", "referral_outcome", "safety_plan", "linked_third_party"),
    *("cultural_identity", "audit_log", "public", "narrative", "worker_safety"),
)
# What a printed code means: levels at own, named and other, then the gates.
CODES = {
    "C": "FFN own:linked named:consent",  # only with a linked case, a purpose and consent
    "CM": "FFM own:linked named:consent",  # the same; others met beside a named person masked
    "CX": "FFN own:linked",  # the same for a person who uses violence: nobody's consent
    "C+reason": "FFN own:linked reason named:consent",
    "C+perp": "FFN own:linked perpetrator_only",
    "O": "FNN",  # own records
    "F": "FFN",
    "S": "SSN",
    "SC": "SSN named:consent",
    "SP": "SSN perpetrator_only",
    "S-cip": "SSN named:via_cip perpetrator_only",
    "M": "MMM",
    "N": "NNN",
    "D": "DDD small_cells",
    "A": "ANN own_acts",
    "P": "FFF",
    "X": "FNN own:scope",
    "T": "FFN own:linked named:consent named:narrative_scope named:scanned",
    "W": "FFN planned_contact perpetrator_only",
}
# Cells in the order of COLUMNS; a code of CODES, or levels and gates written out.
ROWS = {
    "police_member": """CM | C | N | O | F | FSN named:consent | CM
        | SC | FFN own:linked protective_intervener | FSN named:consent
        | FFN named:perpetrator_only | F | SP | S | SC | O | O | A | P | FNN own:linked | W""",
    "police_fv_unit": """CM | C | C+reason | C | F | FFN named:consent | CM
        | C | FFN own:linked protective_intervener | C | FFN named:perpetrator_only
        | F | C+perp | FSN own:linked | C | C | C | ANN own_unit | P | T | W""",
    "cip_analyst": """M | N | N | N | F | F | M
        | C | N | SSN own:linked police_band | C+perp
        | F | FFN perpetrator_only | S | N | M | C+perp | A | P | SSN cleared_extract | N""",
    "tod_victim_side": """CM | C | C+reason | C | CX | C | CM
        | C | FFN own:linked intake_limb | FSN own:linked named:consent | S-cip
        | C | S-cip | FSN own:linked | C | C | C | A | P | T | W""",
    "tod_perpetrator_side": """M | N | N | N | CX | C | M
        | SC | N | FFN own:linked perpetrator_tools | S-cip
        | CX | S-cip | FSN own:linked respondent_part | N | N | C+perp | A | P
        | FSN own:linked own:respondent_part own:perpetrator_only named:cleared_extract | W""",
    "specialist_fv": """CM | C | FFN own:linked own:own_client named:reason named:consent | C
        | CX | C | CM | SC | N | C | SSN risk_relevant perpetrator_only
        | C | SP | FNN own:linked own_part | C | C | C | A | P | T | W""",
    "mens_service": """FFM own:linked own:contact_worker named:contact_worker named:consent
        | N | N | N | CX | C | M | SC | N | FFN own:linked perpetrator_tools
        | SSN named:cip_requester perpetrator_only | CX | SP | FNN own:linked own_part
        | N | N | C+perp | A | P
        | FSN own:linked own:perpetrator_only named:cleared_extract | W""",
    "cp_practitioner": """CM | C | C+reason | C | CX | FFN own:linked open_report named:consent
        | FFM named:consent | O | FNN own:linked | C | SP
        | C | SP | FSN own:linked | C | C | C | A | P | T | W""",
    "cp_team_manager": """CM | C | C+reason | C | CX | C
        | FFM named:consent | O | FNN own:linked | C | SP
        | C | SP | FSN own:linked team | C | C | C | ANN team | P | T | W""",
    "court_registrar": """O | FNN own:service_only | FNN own:linked own:sealed | N
        | O | SSN named:established named:consent | O | FFN own:linked named:protocol named:consent
        | N | FFN own:linked filed_or_shared named:consent | O
        | O | SP | N | N | O | N | A | P | FNN own:linked own:filed_or_shared | W""",
    "corrections_officer": """MMM no_contact_list | N | N | N
        | O | FFN own:linked named:established named:consent | M | N | N
        | FFN own:linked named:established named:consent | FFN named:perpetrator_only
        | C | O | SNN own_part | N | N | O | A | P | FNN own:linked | W""",
    "homelessness": """FFN own:linked own_client named:consent | O
        | FNN own:linked own:own_client | O | FFN own:linked named:established
        | FFN own:linked named:established named:consent | C | N | N | FNN own:linked | N
        | SSN own:linked named:consent | N | FNN own:linked own_part | O | C | O | A | P
        | FNN own:linked own:own_client | W""",
    "auditor_evaluator": """D | N | N | D | D | D | D | D | N | D | D
        | D | D | D | N | N | D | FFF no_payload | P | N | N""",
    "organisational_authority": """N | N | N | N | N | N | N | N | N | N | N
        | N | N | N | N | N | N | ANN own_org_users | P | N | N""",
    "system_connector": """X | X | FNN own:scope own:marking_custodian | X | X | X | X | X | N | X | X
        | X | X | X | N | X | X | N | P | N | X""",
}
ROLES = tuple(ROWS)
POSITIONS = ("own", "named", "other")


@dataclass(frozen=True, slots=True)
class Cell:
    """One role's levels for one column, and the gates that bind each position."""

    levels: dict[str, str]
    gates: dict[str, tuple[str, ...]]


def _cell(printed: str) -> Cell:
    levels, *gates = CODES.get(printed, printed).split()
    bound = {
        position: tuple(
            gate.removeprefix(f"{position}:") for gate in gates if ":" not in gate or gate.startswith(f"{position}:")
        )
        for position in POSITIONS
    }
    return Cell(dict(zip(POSITIONS, levels, strict=True)), bound)


def _row(text: str) -> dict[str, Cell]:
    cells = [" ".join(part.split()) for part in text.split("|")]
    return {column: _cell(cell) for column, cell in zip(COLUMNS, cells, strict=True)}


MATRIX: dict[str, dict[str, Cell]] = {role: _row(text) for role, text in ROWS.items()}

# The gates that this slice can decide; any other keeps the position shut that it binds.
BUILT = frozenset(
    {"linked", "consent", "reason", "scanned", "established", "own_client", "own_part", "respondent_part"}
    | {"perpetrator_only", "police_band", "narrative_scope"}
    | {"open_report", "perpetrator_tools", "risk_relevant", "no_contact_list", "filed_or_shared", "planned_contact"}
    | {"via_cip", "cip_requester", "scope", "marking_custodian", "cleared_extract"}
)
# Whom an extract may be released to: of their cells alone it is asked.
READERS = ("cip_analyst", "tod_perpetrator_side", "mens_service")


# Settings of the reading, each a choice where texts differ; see the notes in judge.py.
CONSENT_NOT_ASKED = (
    "CISS",
    "CYFA_STATUTORY",
)  # of adults, on a matter that names a child
MATTER_BINDS = True  # a purpose that needs a matter opens nothing without one
PROTECTED_ANYWAY = (
    "ALLEGED",
    "PERPETRATOR",
    "LINKED",
)  # whose location W09 may take away
WINDOW_MONTHS = 24
CHILD_UNTIL = 18

PROTECTIVE_ORDER = ("CHILD", "VICTIM", "LINKED", "ALLEGED", "PERPETRATOR", "NONE")
_SAME_FOR_ALL = {
    "PUBLIC": "public",
    "SUPPRESSED_LOCATION": "suppressed_location",
    "CULTURAL": "cultural_identity",
    "NARRATIVE": "narrative",
    "RISK": "risk_assessment",
    "CRIMINAL": "criminal_history",
    "ORDERS": "orders",
    "CUSTODY": "custody",
    "CHILD_PROTECTION": "child_protection_history",
    "REPORTER": "reporter_identity",
    "REFERRAL": "referral_outcome",
    "SAFETY_PLAN": "safety_plan",
    "WORKER_SAFETY": "worker_safety",
    "AUDIT": "audit_log",
}
# In the order CHILD, VICTIM, LINKED, ALLEGED, PERPETRATOR, NONE.
_BY_STANDING = {
    "IDENTITY": "child_identity victim_identity linked_third_party"
    " perpetrator_identity perpetrator_identity linked_third_party",
    "CONTACT": "victim_contact victim_contact linked_third_party"
    " perpetrator_identity perpetrator_identity victim_contact",
    "HEALTH_NEEDS": "victim_health victim_health linked_third_party"
    " perpetrator_pattern perpetrator_pattern victim_health",
    "PATTERN": "perpetrator_pattern perpetrator_pattern linked_third_party"
    " perpetrator_pattern perpetrator_pattern perpetrator_pattern",
}


def column(facet: str, standing: str) -> str:
    """The column that a facet of a person of this standing falls under."""
    if facet in _SAME_FOR_ALL:
        return _SAME_FOR_ALL[facet]
    return _BY_STANDING[facet].split()[PROTECTIVE_ORDER.index(standing)]


FACETS = (*_BY_STANDING, *_SAME_FOR_ALL)
