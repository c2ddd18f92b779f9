import asyncio
import threading

import pytest

from desktop_assistant.core.local_events import MicFrame, PlaybackAdvanced, StopPressed, Tick
from desktop_assistant.runtime import inbox as module
from desktop_assistant.runtime.inbox import Inbox


def frame(n: int) -> MicFrame:
    return MicFrame(audio=bytes([n % 256]), start_ms=n * 20.0)


def advanced(ms: float, item: str = "a") -> PlaybackAdvanced:
    return PlaybackAdvanced(item_id=item, content_index=0, played_ms=ms)


async def test_keeps_order() -> None:
    inbox = Inbox()
    for event in (frame(1), StopPressed(), frame(2)):
        inbox.put(event)
    assert [await inbox.get() for _ in range(3)] == [frame(1), StopPressed(), frame(2)]


async def test_wakes_a_waiting_consumer_from_another_thread() -> None:
    inbox = Inbox()
    waiting = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    threading.Thread(target=inbox.put, args=(Tick(),)).start()
    assert await waiting == Tick()


async def test_coalesces_the_playhead_of_one_part_but_never_its_first_sound() -> None:
    inbox = Inbox()
    for event in (advanced(0.0), advanced(10.0), advanced(20.0), advanced(5.0, "b"), advanced(30.0)):
        inbox.put(event)
    got = [await inbox.get() for _ in range(4)]
    assert got == [advanced(0.0), advanced(20.0), advanced(5.0, "b"), advanced(30.0)]


async def test_drops_the_oldest_sound_and_counts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MIC_FRAMES", 3)
    inbox = Inbox()
    inbox.put(StopPressed())
    for n in range(5):
        inbox.put(frame(n))
    assert inbox.dropped_mic_frames == 2
    assert [await inbox.get() for _ in range(4)] == [StopPressed(), frame(2), frame(3), frame(4)]


@pytest.mark.parametrize("dropped", [0, 2])
async def test_what_was_dropped_is_in_the_log_in_one_line(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, dropped: int
) -> None:
    monkeypatch.setattr(module, "MAX_MIC_FRAMES", 3)
    inbox = Inbox()
    for n in range(3 + dropped):
        inbox.put(frame(n))
    with caplog.at_level("INFO"):
        assert len(inbox.take_rest()) == 3
    assert [record.getMessage() for record in caplog.records] == (
        ["The conversation was too slow for 2 packets of the microphone"] if dropped else []
    )


async def test_room_waits_while_too_much_is_waiting() -> None:
    inbox = Inbox()
    await inbox.room()
    for _ in range(module.CONGESTED_AT):
        inbox.put(Tick())
    reader = asyncio.create_task(inbox.room())
    await asyncio.sleep(0)
    assert not reader.done()
    await inbox.get()
    await asyncio.wait_for(reader, 1)
