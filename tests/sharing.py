"""Which tests one process runs together, because they share something costly, and which are begun first.

Every file goes to one process whole. So do the folders and files of one row: they ask the same texts, which Neo4j
plans once, or ask of one graph that is filled once. The longest are begun first, so that the processes end together.
"""

from __future__ import annotations

# About how many seconds, which say nothing but the order; what stays together. A test is of the first row that has it.
ROWS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (910, ("tests/twoworlds/test_everybody.py", "tests/resolvers/test_differential.py")),
    (900, ("tests/twoworlds",)),
    (400, ("tests/histories/one_life",)),
    (400, ("tests/explorer",)),
    (330, ("tests/point",)),
    (210, ("tests/graph/test_embedded.py",)),
    (165, ("tests/judge",)),
    (160, ("tests/resolvers/test_exploring.py",)),
    (155, ("tests/test_supervised.py",)),
    (150, ("tests/walk",)),
    (145, ("tests/test_cli_of_a_hub.py",)),
    (120, ("tests/identity",)),
    (100, ("tests/test_cli.py",)),
    (85, ("tests/mutants",)),
    (80, ("tests/test_cli_policy.py",)),
    (70, ("tests/test_twenty_two_ways.py",)),
    (70, ("tests/test_crash.py", "tests/test_crash_while_answering.py")),
)


def together(test: str) -> str:
    """The name of the group that the test of this id is in: the first of its row, else its file."""
    return _row(test)[1][0]


def longest_first(test: str) -> int:
    """What to sort by."""
    return -_row(test)[0]


def _row(test: str) -> tuple[int, tuple[str, ...]]:
    file = test.partition("::")[0]
    found = (row for row in ROWS if any(f"{file}/".startswith(f"{name}/") for name in row[1]))
    return next(found, (0, (file,)))
