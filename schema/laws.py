"""All decision tables that state law, in the order of their pages."""

from __future__ import annotations

from schema.decisions import (
    crosswalk,
    custody_records,
    editions,
    enquiries,
    maram,
    maram_factors,
    national_recognition,
    order_steps,
    orders_in_force_law,
    persistent,
    protection_records,
    register,
    release,
    request_routing,
    request_rules,
    request_states,
    risk_tools,
)
from schema.law import Law

LAWS: tuple[Law, ...] = (
    order_steps.LAW,
    orders_in_force_law.LAW,
    orders_in_force_law.RECORDS,
    national_recognition.LAW,
    crosswalk.LAW,
    persistent.LAW,
    custody_records.LAW,
    protection_records.LAW,
    maram_factors.LAW,
    maram.LAW,
    risk_tools.LAW,
    editions.LAW,
    request_rules.LAW,
    request_states.LAW,
    enquiries.LAW,
    request_routing.LAW,
    register.LAW,
    release.LAW,
)
