"""An application on a real socket, in this process."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from resolvers import listening
from resolvers.turning_away import Away, nobody


@asynccontextmanager
async def served(app: Any, context: ssl.SSLContext | None = None, away: Away = nobody) -> AsyncIterator[int]:
    """Its port; who comes before it has started waits a moment."""
    loop = asyncio.get_running_loop()
    with listening.listening("127.0.0.1", 0) as taken:
        server = listening.serving(app, context, away)
        serving = asyncio.create_task(server.serve([taken]))
        try:
            yield taken.getsockname()[1]
        finally:
            server.should_exit = True
            await serving
            for number in listening.STOPPING:
                loop.remove_signal_handler(number)
