"""Which tests one process runs together, because they share something costly, and which are begun first.

Every file goes to one process whole; a folder below too: its files ask the same texts, which Neo4j plans once, or
ask of one graph that is filled once. What takes longest is begun first, so that the processes end together.
"""

from __future__ import annotations

# Folders and files by about how many seconds they take; nothing but the order hangs on the number.
SECONDS = {
    "tests/twoworlds": 420,
    "tests/walk": 180,
    "tests/histories/one_life": 130,
    "tests/graph/test_embedded.py": 200,
    "tests/test_crash.py": 150,
    "tests/test_supervised.py": 120,
    "tests/judge": 100,
    "tests/resolvers/test_exploring.py": 100,
    "tests/test_twenty_two_ways.py": 90,
    "tests/test_cli.py": 80,
}


def together(test: str) -> str:
    """The folder or file whose tests stay together, of the test of this id."""
    file = test.partition("::")[0]
    folders = (name for name in SECONDS if file.startswith(f"{name}/"))
    return next(folders, file)


def longest_first(test: str) -> int:
    """What to sort by."""
    return -SECONDS.get(together(test), 0)
