"""Splink over profiles, with the levels of `comparison.py` in SQL. Needs the extra `identity`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from schema.matching.comparison import COMPARISONS
from schema.matching.levels import NOTHING, Comparison, Level
from schema.matching.likeness import MACROS
from schema.matching.profile import Profile
from schema.matching.weights import Rates, Weights

if TYPE_CHECKING:
    from splink import DuckDBAPI, Linker

RARITIES: Final = ("first", "family", "given")


def linker_of(profiles: Sequence[Profile], m: Rates, u: Rates) -> Linker:
    """Rates left out are for Splink to estimate, those given stay as they are. A record's id is its place."""
    return _linker(_api(), profiles, [_comparison(one, m, u) for one in COMPARISONS], ["1 = 1"], 1e-4)


def linker_with(profiles: Sequence[Profile], weights: Weights, blocking: Sequence[str]) -> Linker:
    """All as the weights say, the frequencies of names too: what `predict` gives is what `weigh` gives."""
    api = _api()
    comparisons = [_comparison(one, weights.m, weights.u) for one in COMPARISONS]
    linker = _linker(api, profiles, comparisons, [*blocking], weights.prior)
    for column in RARITIES:
        texts = sorted({text for one in profiles if (text := getattr(one, column))})
        rows = [{column: text, f"tf_{column}": weights.frequency(column, text)} for text in texts]
        linker.table_management.register_term_frequency_lookup(api.register(_table(rows)), column)
    return linker


def _linker(
    api: DuckDBAPI,
    profiles: Sequence[Profile],
    comparisons: list[Any],
    blocking: list[Any],  # conditions on l and r
    prior: float,
) -> Linker:
    from splink import Linker, SettingsCreator  # noqa: PLC0415

    settings = SettingsCreator(
        unique_id_column_name="id",
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=blocking,
        probability_two_random_records_match=prior,
    )
    rows = [{"id": place, **_columns(one)} for place, one in enumerate(profiles)]
    return Linker([api.register(_table(rows, profiled=True))], settings, log_level=None)


def _api() -> DuckDBAPI:
    import duckdb  # noqa: PLC0415
    from splink import DuckDBAPI  # noqa: PLC0415

    connection = duckdb.connect()
    for macro in MACROS:
        connection.execute(macro)
    return DuckDBAPI(connection)


def _comparison(comparison: Comparison, m: Rates, u: Rates) -> dict[str, Any]:
    unsaid = {"sql_condition": comparison.unsaid_sql, "label_for_charts": NOTHING, "is_null_level": True}
    rates = m.get(comparison.name, {}), u.get(comparison.name, {})
    return {
        "output_column_name": comparison.name,
        "comparison_levels": [unsaid, *(_level(level, *rates) for level in comparison.levels)],
    }


def _level(level: Level, m: Any, u: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.name}
    if level.rarity:
        said |= {"tf_adjustment_column": level.rarity, "disable_tf_exact_match_detection": True}
    if level.name in m:
        said |= {"m_probability": m[level.name], "fix_m_probability": True}
    if level.name in u:
        said["u_probability"] = u[level.name]
    return said


def _columns(one: Profile) -> dict[str, Any]:
    return {field.name: _value(getattr(one, field.name)) for field in fields(one)}


def _value(value: Any) -> Any:
    """Sets and tuples are lists of texts, parts of a tuple are parted by a bar, and nothing is NULL."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [part if isinstance(part, str) else "|".join(part) for part in value]
    return value or None


def _table(rows: list[dict[str, Any]], *, profiled: bool = False) -> Any:
    """Typed by the profile's fields, for a column of nothing but NULL has no type of its own."""
    import pyarrow as pa  # noqa: PLC0415

    if not profiled:
        return pa.Table.from_pylist(rows)
    kinds = {"str": pa.string(), "int": pa.int64()}
    texts = pa.list_(pa.string())
    typed = [(field.name, kinds.get(str(field.type), texts)) for field in fields(Profile)]
    return pa.Table.from_pylist(rows, schema=pa.schema([("id", pa.int64()), *typed]))
