import asyncio
from typing import Any

import pytest

from desktop_assistant.engine.hearing import Hearing


@pytest.mark.parametrize("steps", range(5))
async def test_an_answer_that_is_cancelled_as_its_turn_settles_does_not_go_on(steps: int) -> None:
    unused: Any = None
    hearing = Hearing(unused, unused, unused, unused, unused, unused, unused)
    hearing._settle_within_s = 60.0
    hearing._settled.clear()
    answer = asyncio.create_task(hearing.settled())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    hearing._settled.set()
    for _ in range(steps):
        await asyncio.sleep(0)
    was_over = answer.done()
    answer.cancel()
    [outcome] = await asyncio.gather(answer, return_exceptions=True)
    assert was_over or isinstance(outcome, asyncio.CancelledError)
