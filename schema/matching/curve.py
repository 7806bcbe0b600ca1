"""The threshold curve as a picture: what linking by weight alone would find, and what it would join wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from schema.matching.evaluation import Counts, Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito: told apart by those who see no red, and in grey by the dashes.
_PRECISION, _RECALL, _F1, _RULES = "#0072B2", "#D55E00", "#009E73", "#000000"
_RANGE: Final = (-20.0, 40.0)  # log2 odds; outside, the curves are level


def draw(curve: Sequence[Point], whole: Counts, path: Path) -> None:
    """SVG, or what the suffix of `path` says; the same points give the same bytes."""
    import matplotlib as mpl  # noqa: PLC0415 - of the extra `identity`; the hub runs without it
    from matplotlib.figure import Figure  # noqa: PLC0415

    with mpl.rc_context({"svg.hashsalt": "throughline", "svg.fonttype": "path", "font.size": 9}):
        figure = Figure(figsize=(10, 4.2), layout="constrained")
        left, right = figure.subplots(1, 2)
        _by_threshold(left, curve)
        _exchange(right, curve, whole)
        _save(figure, path)


def _by_threshold(axes: Axes, curve: Sequence[Point]) -> None:
    points = [point for point in curve if _RANGE[0] <= point.threshold <= _RANGE[1]]
    at = [point.threshold for point in points]
    axes.plot(at, [_number(p.precision) for p in points], color=_PRECISION, label="precision")
    axes.plot(at, [p.recall for p in points], color=_RECALL, linestyle="--", label="recall")
    axes.plot(at, [_number(p.f1) for p in points], color=_F1, linestyle=":", label="F1")
    axes.set_xlabel("least weight of a link (log2 of the odds)")
    axes.set_ylabel("share")
    axes.set_ylim(0, 1.02)
    axes.set_title("Linking by weight alone")
    axes.grid(alpha=0.3)
    axes.legend(loc="lower center")


def _exchange(axes: Axes, curve: Sequence[Point], whole: Counts) -> None:
    """What a lower threshold costs: false links on a scale of powers of ten, and where the rules stand."""
    points = [p for p in curve if p.precision is not None and p.precision < 1 and p.recall > 0]
    axes.plot([p.recall for p in points], [_false(p.precision) for p in points], color=_PRECISION, label="weight alone")
    if whole.recall is not None and whole.false_joined:
        axes.plot([whole.recall], [_false(whole.precision)], "o", color=_RULES, label="weight and rules, joined")
    elif whole.recall is not None:
        axes.axvline(whole.recall, color=_RULES, linestyle="--", label="weight and rules, joined: none false")
    if whole.recall_with_possible is not None:
        label = "found, with those a person is asked"
        axes.axvline(whole.recall_with_possible, color=_RULES, linestyle=":", label=label)
    axes.set_yscale("log")
    axes.set_xlim(0, 1.02)
    axes.set_xlabel("recall: true links found, of all")
    axes.set_ylabel("false links in 10,000 links")
    axes.set_title("False links against links found")
    axes.grid(alpha=0.3)
    axes.legend(loc="best")


def _save(figure: Figure, path: Path) -> None:
    # No date in the file: it would differ each time.
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None, dpi=150)


def _false(precision: float | None) -> float:
    return (1 - (precision or 0)) * 10_000


def _number(share: float | None) -> float:
    return float("nan") if share is None else share
