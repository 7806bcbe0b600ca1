"""A desk at which each recipient has a full report, The Orange Door's issued while Corrections still had to answer."""

from __future__ import annotations

import asyncio

from tests.point.desk import ASK, Desk

DOOR, OTHER_SIDE, MEN = "tod_victim_side", "tod_perpetrator_side", "mens_service"
ROLES = (DOOR, OTHER_SIDE, MEN)
SLOW = 30.0  # seconds that Corrections takes: the report is issued before
WAITED = 120  # seconds at most for what comes late
LATE = "MATCH (a:CustodianAnswer {late: true}) RETURN a.status AS status"


async def reported(desk: Desk) -> dict[str, str]:
    """The reports by who may read them."""
    for role in ROLES:
        await desk.released(role)
    told = {one["custodian"]: one["status"] for one in await desk.at_point(DOOR, ASK)}
    assert told["corrections_victoria"] == "TIMED_OUT"
    return {role: (await desk.issue(role))["id"] for role in ROLES}


async def answered_late(desk: Desk) -> None:
    for _ in range(WAITED * 4):
        if await desk.life.hub.graph(LATE):
            return
        await asyncio.sleep(0.25)
    raise AssertionError("Corrections did not answer")
