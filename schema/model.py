"""All nouns, as the planner sees them."""

from __future__ import annotations

from graph.mapping import Model
from schema import (
    charges,
    child_protection,
    courts,
    custody,
    incidents,
    orders,
    people,
    places,
    referrals,
    risk,
    services,
)
from schema.declare import nodes_in

AREAS = (people, places, incidents, orders, courts, charges, custody, risk, child_protection, referrals, services)
MODEL = Model(nodes_in(AREAS))
