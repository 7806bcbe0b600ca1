"""Sections G, H and I and the orders: what police knew, did and plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from connectors.synthetic.conduct import charges
from connectors.synthetic.draws import Draws
from connectors.synthetic.history import Record
from connectors.synthetic.orders import Order

Fields = dict[str, Any]


def history_section(draws: Draws, record: Record) -> Fields:
    day = record.event.day
    return {
        "prior_reports_between": record.between,
        "prior_reports_respondent": record.by_respondent,
        "prior_reports_affected": record.of_affected,
        "current_order": any(order.in_force(day) for order in record.orders),
        "previous_orders": sum(order.ends_on < day for order in record.orders),
        "breaches_recorded": record.breaches,
        "charges_pending": draws.between(0, 2) if record.by_respondent else 0,
        "child_protection_known": draws.pick((True, False, False, None)),
    }


def police_action(draws: Draws, record: Record, offences: list[str]) -> Fields:
    event, laid = record.event, charges(draws, offences)
    notices = [o for o in record.orders if o.kind == "FVSN" and o.made_on == event.day]
    actions = ["REFERRAL_FORMAL"]
    actions += ["ARREST", "INTERVIEW"] if event.gravity >= 2 and draws.chance(0.5) else []
    actions += ["CHARGED"] if laid else []
    actions += ["FVSN"] if notices else []
    actions += ["APPLICATION_SUMMONS"] if event.gravity == 1 and draws.chance(0.1) else []
    armed = event.gravity >= 4 and draws.chance(0.3)
    return {
        "actions": [*actions, "WEAPONS_SEIZED"] if armed else actions,
        "charges_laid": laid,
        "weapons_seized": armed,
    }


def risk_management(draws: Draws, day: date, band: str | None) -> Fields:
    unit = band == "HIGH"
    return {
        "case_owner": "Family Violence Investigation Unit" if unit else "Station",
        "fviu_managed": unit,
        "safety_plan_made": draws.chance(0.5),
        "alerts": ["Do not attend alone"] if unit and draws.chance(0.1) else [],
        "review_on": (day + timedelta(days=28)).isoformat() if unit else None,
    }


def order_statement(order: Order, record: Record, minors: int) -> Fields:
    """The order as police know it on the day; whom it restrains, by the roles of this report."""
    day, respondent = record.event.day, record.event.tie.respondent.key
    served = order.served_on if order.served_by(day) else None
    return {
        "restrained": "RESPONDENT" if order.restrained == respondent else "AFFECTED",
        "protected_children": list(range(1, minors + 1)) if order.restrained == respondent else [],
        "kind": order.kind,
        "number": order.number,
        "state": order.state(day),
        "made_on": order.made_on.isoformat(),
        "served_on": served.isoformat() if served else None,
        "starts_on": served.isoformat() if served else None,
        "ends_on": order.ends_on.isoformat(),
        "conditions": list(order.conditions),
        "court": order.court,
    }
