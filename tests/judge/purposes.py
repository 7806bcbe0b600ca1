"""Which role may ask for which purpose, and what each purpose opens at most."""

from __future__ import annotations

from dataclasses import dataclass

from tests.judge.tables import COLUMNS, POSITIONS, ROLES


@dataclass(frozen=True, slots=True)
class Permit:
    """What a role may open under one purpose, and what the purpose itself asks."""

    entity_class: str | None
    needs_matter: bool
    opens: tuple[str, ...] = POSITIONS
    columns: tuple[str, ...] = COLUMNS
    ceiling: str = "F"


_OWN, _OWN_NAMED = ("own",), ("own", "named")
_CIP = (
    *("perpetrator_identity", "perpetrator_pattern", "criminal_history", "orders"),
    *("custody", "risk_assessment", "public"),
)
_LODGED = Permit("CIP_REQUESTER", True, _OWN_NAMED, _CIP)
_REPORT = Permit(None, True, _OWN_NAMED, ("reporter_identity", "child_identity", "public"))
_SERVING = ("orders", "perpetrator_identity", "victim_identity", "public")
_SERVICE = Permit(None, True, _OWN_NAMED, _SERVING)
_LOG = ("audit_log", "public")
_PRACTICE = (
    *("police_member", "police_fv_unit", "tod_victim_side", "tod_perpetrator_side"),
    *("specialist_fv", "mens_service", "cp_practitioner", "cp_team_manager"),
)
_NOT_RAE = ("court_registrar", "corrections_officer", "homelessness")
_CASEWORK = tuple(r for r in ROLES if r not in ("auditor_evaluator", "organisational_authority"))
_ACTS = Permit(None, False, _OWN, _LOG, "A")
_WHOLE_CASE = Permit(None, True)

PURPOSES: dict[str, dict[str, Permit]] = {
    "ASSESSMENT": dict.fromkeys(_PRACTICE, Permit("RAE", True)),
    "PROTECTION": dict.fromkeys((*_PRACTICE, *_NOT_RAE), Permit("ISE", True)),
    "CIP_REQUEST": {
        "cip_analyst": Permit("ISE", True),
        "tod_victim_side": _LODGED,
        "tod_perpetrator_side": _LODGED,
        "specialist_fv": _LODGED,
        "mens_service": _LODGED,
    },
    "CISS": dict.fromkeys(
        (
            "police_fv_unit",
            "tod_victim_side",
            "specialist_fv",
            "mens_service",
            "homelessness",
        ),
        Permit("ISE", True),
    ),
    "CYFA_STATUTORY": {
        "police_member": _REPORT,
        "police_fv_unit": _REPORT,
        "tod_victim_side": _REPORT,
        "cp_practitioner": _WHOLE_CASE,
        "cp_team_manager": _WHOLE_CASE,
    },
    "COURT": {
        "police_member": _SERVICE,
        "police_fv_unit": _SERVICE,
        "court_registrar": Permit(None, True, _OWN_NAMED),
    },
    "OWN_CASE": dict.fromkeys(_CASEWORK, Permit(None, False, _OWN)),
    "EVALUATION": {"auditor_evaluator": Permit(None, False, ceiling="D")},
    "ADMIN": {
        **dict.fromkeys([r for r in ROLES if r != "system_connector"], _ACTS),
        "auditor_evaluator": Permit(None, False, POSITIONS, _LOG),
    },
}
