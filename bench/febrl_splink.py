"""Splink on febrl4 as its users set it up: names perhaps exchanged, date of birth, address in four columns."""

from __future__ import annotations

from typing import Any, Final

TRAINED_ON: Final = 1e7  # random pairs
ALIKE, SOMEWHAT = 0.9, 0.7
CROSSED: Final = (
    "jaro_winkler_similarity(given_name_l, surname_r) + jaro_winkler_similarity(surname_l, given_name_r) >= {}"
)
NAMELESS: Final = "(given_name_l IS NULL OR given_name_r IS NULL) AND (surname_l IS NULL OR surname_r IS NULL)"


def totals(left: Any, right: Any) -> tuple[tuple[float, str, str], ...]:
    """Pairs with log2 odds, highest first, as its own blocking, training and prediction give them."""
    from splink import DuckDBAPI, Linker, SettingsCreator  # noqa: PLC0415

    api = DuckDBAPI()
    settings = SettingsCreator(
        unique_id_column_name="rec_id",
        link_type="link_only",
        blocking_rules_to_generate_predictions=_blocking(),
        comparisons=_comparisons(),
    )
    linker = Linker([api.register(_table(frame)) for frame in (left, right)], settings, log_level=None)
    _train(linker)
    found = linker.inference.predict(threshold_match_probability=1e-6).as_duckdbpyrelation()
    rows = found.project("match_weight, rec_id_l, rec_id_r").fetchall()
    return tuple(sorted(rows, reverse=True))


def _train(linker: Any) -> None:
    from splink import block_on  # noqa: PLC0415

    training = linker.training
    certain = [block_on("given_name", "surname", "date_of_birth"), block_on("surname", "date_of_birth", "postcode")]
    training.estimate_probability_two_random_records_match(certain, recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=TRAINED_ON)
    for column in ("date_of_birth", "postcode"):
        training.estimate_parameters_using_expectation_maximisation(
            block_on(column), estimate_without_term_frequencies=True
        )


def _blocking() -> list[Any]:
    from splink import block_on  # noqa: PLC0415

    year = "substr(date_of_birth,1,4)"
    return [
        block_on("given_name", "surname"),
        "l.given_name = r.surname AND l.surname = r.given_name",
        *(block_on(*columns) for columns in (("date_of_birth",), ("state", "address_1"), ("postcode",))),
        *(block_on("street_number", "address_1"), block_on("suburb", "surname")),
        *(block_on("surname", year), block_on("given_name", year)),
    ]


def _comparisons() -> list[Any]:
    import splink.comparison_library as cl  # noqa: PLC0415

    return [
        {"output_column_name": "full_name", "comparison_levels": _name_levels()},
        cl.DateOfBirthComparison(
            "date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True
        ),
        cl.LevenshteinAtThresholds("street_number", [1]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("address_1", [0.92, 0.8]),
        cl.JaroWinklerAtThresholds("suburb", [0.92, 0.8]),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
    ]


def _name_levels() -> list[Any]:
    import splink.comparison_level_library as cll  # noqa: PLC0415

    return [
        {"sql_condition": NAMELESS, "label_for_charts": "Null", "is_null_level": True},
        cll.ExactMatchLevel("full_name", term_frequency_adjustments=True),
        *(cll.JaroWinklerLevel("full_name", at) for at in (ALIKE, SOMEWHAT)),
        cll.ColumnsReversedLevel("given_name", "surname"),
        *(
            {"sql_condition": CROSSED.format(2 * at), "label_for_charts": f"exchanged, {at}"}
            for at in (ALIKE, SOMEWHAT)
        ),
        *(cll.ExactMatchLevel(column, term_frequency_adjustments=True) for column in ("given_name", "surname")),
        {"sql_condition": "given_name_l = surname_r OR surname_l = given_name_r", "label_for_charts": "one exchanged"},
        *(cll.JaroWinklerLevel(column, ALIKE) for column in ("given_name", "surname")),
        cll.ElseLevel(),
    ]


def _table(frame: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    rows = [
        {key: value.strip() for key, value in row.items() if isinstance(value, str)}
        for row in frame.reset_index().to_dict("records")
    ]
    columns = ["rec_id", *(str(column) for column in frame.columns), "full_name"]
    for row in rows:
        if "given_name" in row and "surname" in row:
            row["full_name"] = f"{row['given_name']}_{row['surname']}"
    return pa.Table.from_pylist(rows, schema=pa.schema([(column, pa.string()) for column in columns]))
