"""Alerts: what a supervisor is to look at. Raised by a command, so that the graph can be built again with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.lists import page_size
from graph.planner import Planner
from graph.roots import Root, column, valued
from graph.selection import Selection
from graph.statement import ACCOUNT, ORGANISATION, Column

RAISE_ALERT = """
MERGE (a:Alert {id: $given.id})
ON CREATE SET a.kind = $given.kind, a.account = $given.account, a.organisation = $given.organisation,
  a.at = $given.at"""
WRITES: Mapping[str, tuple[str, ...]] = {"raiseAlert": (RAISE_ALERT.strip(),)}

# Nobody reviews his own act.
ALERTS = (
    "COLLECT {{ MATCH (a:Alert {{organisation: {0}}}) WHERE a.account <> {1} "
    "RETURN [a.id, a.kind, a.account, a.at] ORDER BY a.at DESC, a.id LIMIT {2} }}"
)


def alerts(work: Callable[..., Any]) -> Root:
    """Those of the asker's organisation; no person is in them."""

    def plan(planner: Planner, selection: Selection) -> Column:
        organisation, account = planner.parameters.add(ORGANISATION), planner.parameters.add(ACCOUNT)
        text = ALERTS.format(organisation, account, planner.parameters.add(selection.arguments["first"], page_size))
        return column(planner, selection, text, valued(selection, work))

    return plan
