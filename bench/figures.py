"""From loads to the figures of targets."""

from __future__ import annotations

from bench.load import Sample
from bench.rounds import Found
from bench.targets import REPORT, SMALL, Figures


def rate(sample: Sample) -> float:
    return sample.rate


def p50(sample: Sample) -> float:
    return sample.p50


def api(sample: Sample) -> float:
    return sample.api


def of_rounds(found: Found, hub: str) -> Figures:
    """Of this hub, against peers in the same rounds."""
    figures: dict[str, float | None] = {}
    for name in (SMALL, REPORT):
        figures[f"{name}: requests over Apollo's"] = found.ratio((name, hub), (name, "apollo"), 16, rate)
        figures[f"{name}: p50 over the bare statement's"] = found.ratio((name, hub), (name, "bare"), 1, p50)
        figures[f"{name}: CPU of the API over the bare statement's"] = found.ratio((name, hub), (name, "bare"), 16, api)
        first = f"{name}, one a matter"
        figures[f"{first}: requests over Apollo's"] = found.ratio((first, hub), (first, "apollo"), 16, rate)
    expanded = "expansion of 300"
    return {
        **figures,
        f"{REPORT}: requests over plain Strawberry's": found.ratio((REPORT, hub), (REPORT, "strawberry"), 1, rate),
        "page 100: p50 over page 1": found.ratio(("page 100", hub), ("page 1", hub), 1, p50),
        f"{expanded}: p50 over the bare statement's": found.ratio((expanded, hub), (expanded, "bare"), 1, p50),
    }
