"""Neo4j's driver takes in NumPy, pandas and PyArrow where they are installed, as for development they are.

That is 80 MB of each process, for kinds of values that no hub gives it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

UNNEEDED = ("numpy", "pandas", "pyarrow", "pyarrow.compute")


@contextmanager
def without(names: tuple[str, ...]) -> Iterator[None]:
    """What is imported within finds none of these, unless it was there before; afterwards anybody does."""
    hidden = [name for name in names if name not in sys.modules]
    modules = cast(dict[str, object], sys.modules)
    modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with without(UNNEEDED):
    import neo4j  # noqa: F401 - each module that speaks to it finds it taken in so
