"""Weights learnt by Splink from descriptions alone: nobody needs to say which records are of one person.

u comes from random pairs of records that are plainly not of one person; m by expectation maximisation, each time among
the pairs that agree on one thing and over the features that this thing says nothing of. Needs the extra `identity`.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from schema.matching import assumed
from schema.matching.description import Description
from schema.matching.linker import linker_of
from schema.matching.profile import Profile, profile
from schema.matching.strangers import strangers
from schema.matching.weights import Rates, Weights

if TYPE_CHECKING:
    from splink import Linker

PAIRS: Final = 4_000_000
"""Random pairs from which u is estimated."""
LISTED: Final = 3_000
"""Most names of one table."""
FEWEST: Final = 3
"""Fewer bearers than these and a name is not listed: a table of frequencies is no register of people."""
LEAST_M: Final = 1 / 40
"""Of the rate assumed. Tidy records would make any disagreement a disproof; people move, and clerks mistype."""
LEAST_U: Final = 1e-6
"""Nothing that a sample shows makes one feature a proof: households share more than random pairs do."""

ANCHORS: Final[tuple[tuple[str, Callable[[Profile], str]], ...]] = (
    ("l.birth = r.birth", lambda one: one.birth),
    ("l.first = r.first", lambda one: one.first),
    ("l.numbers[1] = r.numbers[1]", lambda one: min(one.numbers, default="")),
)
"""What pairs agree on while the other features are learnt: in SQL, and the value itself."""


def train(descriptions: Sequence[Description], *, pairs: int = PAIRS) -> Weights:
    """What these records cannot show, for example a level that no pair has, is as `assumed`."""
    profiles = [profile(one) for one in descriptions]
    apart = strangers(profiles)
    if len(apart) < 2:
        return Weights(assumed.M, assumed.U, assumed.PRIOR)
    by_chance = _by_chance(apart, pairs)
    least = max(LEAST_U, 0.5 / min(pairs, math.comb(len(apart), 2)))
    together = _together(profiles, _u(by_chance, least))
    m, u = _rates(together, by_chance, least)
    tables = {column: _frequencies(apart, column) for column in ("given", "family")}
    unlisted = dict.fromkeys(tables, _share(1 / len(apart)))
    prior = _prior(profiles, m)
    return Weights(m, u, prior, tables["given"], tables["family"], unlisted, len(profiles))


def _by_chance(apart: Sequence[Profile], pairs: int) -> Rates:
    """u of the levels that random pairs show."""
    linker = linker_of(apart, {}, {})
    linker.training.estimate_u_using_random_sampling(max_pairs=pairs, seed=1, min_count_per_level=None)
    return _learnt(linker, "u_probability")


def _together(profiles: Sequence[Profile], u: Rates) -> Rates:
    """m of the levels that pairs agreeing on an anchor show, the median over the anchors."""
    found = [_session(profiles, u, anchor) for anchor, value in ANCHORS if _shared(map(value, profiles))]
    return {
        feature: {
            level: median(seen)
            for level in levels
            if (seen := [rates[feature][level] for rates in found if level in rates[feature]])
        }
        for feature, levels in assumed.M.items()
    }


def _session(profiles: Sequence[Profile], u: Rates, anchor: str) -> Rates:
    """By a linker of its own, since one session leaves another where it ended."""
    fixed = {feature: assumed.M[feature] for feature in assumed.NEVER_LEARNT}
    linker = linker_of(profiles, fixed, u)
    linker.training.estimate_parameters_using_expectation_maximisation(anchor, estimate_without_term_frequencies=True)
    return _learnt(linker, "m_probability")


def _shared(texts: Iterable[str]) -> bool:
    """Some text is there twice. Without, there is no pair to learn from, and Splink refuses."""
    return max(Counter(filter(None, texts)).values(), default=0) > 1


def _learnt(linker: Linker, rate: str) -> Rates:
    """What Splink has not seen it leaves out, or puts words in its place."""
    model: dict[str, Any] = linker.misc.save_model_to_json(None)
    return {
        comparison["output_column_name"]: {
            level["label_for_charts"]: level[rate]
            for level in comparison["comparison_levels"]
            if isinstance(level.get(rate), float)
        }
        for comparison in model["comparisons"]
    }


def _u(seen: Rates, least: float) -> dict[str, dict[str, float]]:
    """A level that no random pair has is as rare as half a pair; a feature that none has is as assumed."""
    return {
        feature: {level: max(seen[feature].get(level, 0.0), least) for level in levels}
        if seen[feature]
        else dict(levels)
        for feature, levels in assumed.U.items()
    }


def _rates(together: Rates, by_chance: Rates, least: float) -> tuple[Rates, Rates]:
    """A level that was met neither by chance nor together is as assumed, on both sides."""
    m: dict[str, dict[str, float]] = {}
    u = _u(by_chance, least)
    for feature, levels in assumed.M.items():
        learnt = feature not in assumed.NEVER_LEARNT
        met = together[feature] if learnt else {}
        unmet = levels.keys() - met.keys() - (by_chance[feature].keys() if learnt else set())
        m[feature] = {level: _share(max(met.get(level, rate), rate * LEAST_M)) for level, rate in levels.items()}
        u[feature] |= {level: assumed.U[feature][level] for level in unmet}
    return m, {feature: {level: _share(rate) for level, rate in levels.items()} for feature, levels in u.items()}


def _prior(profiles: Sequence[Profile], m: Rates) -> float:
    """Pairs with the same name and date of birth, and as many more as m says that these are too few."""
    certain = Counter((one.first, one.birth) for one in profiles if one.first and one.birth)
    agreeing = sum(math.comb(count, 2) for count in certain.values())
    said = (sum(bool(one.birth) for one in profiles) * sum(bool(one.first) for one in profiles)) / len(profiles) ** 2
    names, births = m["name"], m["birth"]
    found = (names["same"] + names["first"] + names["middle"]) * (births["same"] + births["new_year"]) * said**2
    return _share(agreeing / found / math.comb(len(profiles), 2)) if agreeing else assumed.PRIOR


def _frequencies(apart: Sequence[Profile], column: str) -> dict[str, float]:
    """Names by falling frequency; one that is known to be common is never taken for a rare one."""
    counts = Counter(text for one in apart if (text := getattr(one, column)))
    listed = {text: _share(count / len(apart)) for text, count in counts.most_common(LISTED) if count >= FEWEST}
    for text, share in _common_names(column):
        listed[text] = max(share, listed.get(text, 0.0))
    return listed


def _common_names(column: str) -> list[tuple[str, float]]:
    text = files("schema.matching").joinpath("common_names.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return [(name, float(row["share"])) for row in rows if row["part"] == column for name in row["names"].split()]


def _share(value: float) -> float:
    """Four digits say all that a sample knows."""
    return float(f"{value:.4g}")
