import asyncio

from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.commands import AppendAudio, AppendFrame, CancelResponse, CommitInput, CreateResponse, TruncateItem
from desktop_assistant.transport.outbox import Outbox


async def drain(outbox: Outbox) -> list[object]:
    return [await outbox.get() for _ in range(len(outbox))]


async def test_a_commit_never_overtakes_its_sound() -> None:
    outbox = Outbox()
    commands = [AppendAudio(audio=b"1"), AppendAudio(audio=b"2"), CommitInput(), CreateResponse()]
    for command in commands:
        outbox.put(command)
    assert await drain(outbox) == commands


async def test_what_ends_an_answer_jumps_ahead() -> None:
    outbox = Outbox()
    cancel, cut = CancelResponse(response_id="r"), TruncateItem(item_id="i", audio_end_ms=5)
    for command in (AppendAudio(audio=b"1"), cancel, AppendAudio(audio=b"2"), cut):
        outbox.put(command)
    assert await drain(outbox) == [cancel, cut, AppendAudio(audio=b"1"), AppendAudio(audio=b"2")]


async def test_a_picture_of_what_is_shared_lets_every_word_go_first_and_never_queues() -> None:
    outbox = Outbox()
    for command in (AppendFrame(image=b"old"), AppendAudio(audio=b"1"), AppendFrame(image=b"new"), CommitInput()):
        outbox.put(command)
    assert len(outbox) == 3
    assert await drain(outbox) == [AppendAudio(audio=b"1"), CommitInput(), AppendFrame(image=b"new")]
    assert outbox.dropped_frames == 1
    waiting = asyncio.create_task(outbox.get())
    await asyncio.sleep(0)
    outbox.put(AppendFrame(image=b"next"))
    assert await asyncio.wait_for(waiting, 30) == AppendFrame(image=b"next")


async def test_waits_for_a_command() -> None:
    outbox = Outbox()
    waiting = asyncio.create_task(outbox.get())
    await asyncio.sleep(0)
    outbox.put(CommitInput())
    assert await asyncio.wait_for(waiting, 30) == CommitInput()


@given(st.lists(st.one_of(st.binary(max_size=20).map(lambda b: AppendAudio(audio=b)), st.just(CommitInput()))))
def test_sound_stays_bounded_and_control_is_never_dropped(commands: list[AppendAudio | CommitInput]) -> None:
    async def scenario() -> None:
        outbox = Outbox(max_audio_bytes=30)
        for command in commands:
            outbox.put(command)
        got = await drain(outbox)
        assert sum(len(c.audio) for c in got if isinstance(c, AppendAudio)) <= 30
        assert got.count(CommitInput()) == commands.count(CommitInput())
        assert outbox.dropped_audio == len(commands) - len(got)

    asyncio.run(scenario())
