"""What every bench does around its work: a hub in a folder that goes with it, quiet logs, and the figures as a file."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import orjson
import structlog
import typer

from bench.hub import LIBRARY
from server import Settings

FOLDER = Path(__file__).with_name("report")  # each bench keeps its figures there under its own name
Rounds = Annotated[int, typer.Option(min=1, help="Rounds, after warming.")]
Reports = Annotated[int, typer.Option(min=40, help="Synthetic police reports.")]
To = Annotated[Path, typer.Option(help="Where the figures are written.")]
T = TypeVar("T")


def quiet() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def on_a_hub(work: Callable[[Settings], Awaitable[T]]) -> T:
    quiet()

    async def done() -> T:
        with tempfile.TemporaryDirectory() as state:
            return await work(Settings(state=Path(state), neo4j_library=LIBRARY))

    return asyncio.run(done())


def keep(figures: Any, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(orjson.dumps(figures, option=orjson.OPT_INDENT_2) + b"\n")
