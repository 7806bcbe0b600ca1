"""All nouns, as the planner sees them."""

from __future__ import annotations

from graph.mapping import Model
from schema import incidents, orders, people, places, referrals, services
from schema.declare import nodes_in

MODEL = Model(nodes_in((people, places, incidents, orders, referrals, services)))
