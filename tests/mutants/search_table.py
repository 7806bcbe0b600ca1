"""The search policy, typed a second time: who may be searched for, by what, and what a hit shows."""

from __future__ import annotations

from tests.judge.tables import ROLES

STANDINGS = ("VICTIM", "ALLEGED", "PERPETRATOR", "CHILD", "LINKED", "NONE")
ALL_KEYS = "name name+dob address phone reference"
# keys | spelling, past addresses, handle, reason, matter, an hour, addresses an hour, who decides, alert
CODES = {
    "-": "none | none no none no no 0 0 most_protective no",
    # police
    "Pp": f"{ALL_KEYS} | similar yes initials_year address yes 60 20 most_protective at_limit",
    "Pa": f"{ALL_KEYS} | similar yes initials_year_agencies address no 60 20 most_protective at_limit",
    "Pf": f"{ALL_KEYS} | similar yes initials_year_agencies address yes 60 20 most_protective at_limit",
    "Pn": f"{ALL_KEYS} | similar yes initials_year yes yes 60 20 most_protective at_limit",
    "Po": "name+dob reference | similar no own no yes 30 0 most_protective no",
    "Pl": "name name+dob phone reference | similar no initials_year yes yes 30 0 most_protective no",
    # Central Information Point
    "C": "name name+dob phone reference | similar no initials_year_agencies no yes 60 0 as_declared no",
    # services
    "Sv": "name+dob phone reference | similar no initials_year no yes 30 0 most_protective no",
    "Sa": "name name+dob reference | similar no initials_year_agencies no yes 30 0 most_protective no",
    "Sn": "name name+dob reference | similar no initials_year no yes 30 0 most_protective no",
    "Sc": "name+dob reference | similar no initials_year no yes 30 0 most_protective no",
    "Sl": "name+dob reference | exact no initials_year yes yes 20 0 most_protective no",
    # Child Protection
    "K": f"{ALL_KEYS} | similar yes initials_year_agencies address yes 60 20 as_declared at_limit",
    # own files
    "O": "name name+dob reference | similar no own no no 60 0 as_declared no",
    "Ho": "name+dob phone reference | similar no own no no 30 0 as_declared no",
    "Hl": "name+dob reference | exact no own no no 20 0 as_declared no",
    "M": "reference | exact no own no no 3600 0 as_declared no",
}
# In the order of STANDINGS.
ROWS = {
    "police_member": "Pp Pa Pa Pp Po Pn",
    "police_fv_unit": "Pf Pa Pa Pf Pl Pn",
    "cip_analyst": "- C C - - -",
    "tod_victim_side": "Sv Sa Sa Sc Sl Sl",
    "tod_perpetrator_side": "- Sc Sc - - -",
    "specialist_fv": "Sv Sn Sn Sc Sl Sl",
    "mens_service": "- Sc Sc - - -",
    "cp_practitioner": "K K K K K K",
    "cp_team_manager": "K K K K K K",
    "court_registrar": "O O O O O O",
    "corrections_officer": "- O O - - -",
    "homelessness": "Ho - Sl Ho Hl -",
    "auditor_evaluator": "- - - - - -",
    "organisational_authority": "- - - - - -",
    "system_connector": "M M M M M M",
}
SEARCHES = {
    (role, standing): CODES[code]
    for role in ROLES
    for standing, code in zip(STANDINGS, ROWS[role].split(), strict=True)
}
