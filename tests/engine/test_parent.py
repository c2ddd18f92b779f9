import asyncio
import contextlib
import os

from desktop_assistant.engine import parent


async def test_lines_come_whole_and_end_with_the_input() -> None:
    reading, writing = os.pipe()
    heard = parent.lines(reading)
    os.write(writing, b'{"a":1}\n\n{"b"')
    assert [await anext(heard), await anext(heard)] == [b'{"a":1}', b""]
    os.write(writing, b":2}\n" + b"x" * 60_000)
    assert await anext(heard) == b'{"b":2}'
    os.write(writing, b"y\nhalf a line")
    assert len(await anext(heard)) == 60_001
    os.close(writing)
    assert [line async for line in heard] == []
    os.close(reading)


async def test_nothing_blocks_while_the_parent_is_silent() -> None:
    reading, writing = os.pipe()
    waiting = asyncio.create_task(anext(parent.lines(reading)))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    assert not waiting.done()
    waiting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await waiting
    os.close(writing)
    os.close(reading)
