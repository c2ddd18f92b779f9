"""Would this provider take a session now? Asked with one that is closed as soon as it is there, which costs nothing."""

import asyncio
from collections.abc import Callable

from desktop_assistant.core.local_events import LinkClosed, LocalEvent
from desktop_assistant.core.server_events import ServerEvent, SessionReady
from desktop_assistant.runtime.ports import LinkPort, Sink

PATIENCE_S = 10.0


async def would_answer(make_link: Callable[[Sink], LinkPort]) -> bool:
    """make_link: to the provider in question, with the sink that hears of it."""
    heard: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def sink(event: LocalEvent | ServerEvent) -> None:
        if isinstance(event, SessionReady | LinkClosed) and not heard.done():
            heard.set_result(isinstance(event, SessionReady))

    link = make_link(sink)
    link.open()
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await heard
    except TimeoutError:
        return False
    finally:
        await link.aclose()
