"""What the demo's table says of custody, charges, orders, children and risk: what only the other systems know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from authz.local_days import local_day

Answer = Mapping[str, Any]
Row = Mapping[str, Any]


def numbers(elsewhere: Answer) -> Iterator[str]:
    """The number that each other system knows him by, from how many records."""
    seen = Counter((record["source"], record["personNumber"]) for record in elsewhere["records"])
    for (source, number), count in sorted(seen.items(), key=str):
        yield f"{source.replace('_', ' ')} {number or 'without a number'} ({count})"


def custody(elsewhere: Answer) -> Iterator[str]:
    """Each stay, the latest first; else whether he is held, in yes and no."""
    stays = sorted(elsewhere["custodyEpisodes"], key=lambda stay: stay["fromAt"] or "", reverse=True)
    yield from map(_stay, stays)
    summary = elsewhere["custodySummary"]
    if summary and not stays:
        yield {True: "yes", False: "no", None: "not known"}[summary["inCustody"]]


def _stay(stay: Row) -> str:
    kind = (stay["kind"] or {}).get("label", "held")
    begun = local_day(stay["fromAt"])
    if stay["releasedAt"]:
        return f"{kind}, {begun} to {local_day(stay['releasedAt'])}"
    expected = f", release not before {stay['releaseExpectedOn']}" if stay["releaseExpectedOn"] else ""
    return f"{kind} since {begun}{expected}"


def charges(elsewhere: Answer) -> Iterator[str]:
    """How many came to what."""
    states = (charge["outcome"] or charge["state"] for charge in elsewhere["charges"])
    for label, count in Counter(state["label"] for state in states if state).most_common():
        yield f"{label}: {count}"


def orders(in_force: Answer | None) -> Iterator[str]:
    for order in (in_force or {}).get("orders", ()):
        if order["binding"] == "IN_FORCE":
            yield f"{order['number'] or 'an order'}: {order['why']}"


def harm(elsewhere: Answer) -> Iterator[str]:
    """Reports to Child Protection, and those of which harm was substantiated."""
    reports = elsewhere["protectionReportsAsResponsible"]
    if reports:
        found = [report for report in reports if report["harmSubstantiated"]]
        latest = max((report["receivedOn"] for report in found if report["receivedOn"]), default=None)
        yield f"{len(reports)} reports, {len(found)} with harm substantiated" + (
            f", the last of {latest}" if latest else ""
        )


def serious(elsewhere: Answer) -> Iterator[str]:
    """Serious factors that an assessor found."""
    for assessment in elsewhere["riskAssessmentsAsRespondent"]:
        for seen in assessment["observations"]:
            if seen["serious"] and (seen["presence"] or {}).get("code") == "PRESENT" and seen["factor"]:
                yield str(seen["factor"]["label"])
