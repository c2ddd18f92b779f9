"""A way up that is too slow for the voice, and what the person is told; a supervisor among fakes, on injected time."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.commands import AppendAudio, CreateItem, UpdateSession
from desktop_assistant.core.local_events import MicrophoneClosed, NetworkChanged, SpeechStopped
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.runtime.slow_wire import UP_AFTER_S
from desktop_assistant.runtime.thrift import LOOK_S
from desktop_assistant.settings.continuity import ContinuitySettings, Uplink
from desktop_assistant.settings.model import Provider, Settings
from tests.runtime.house import House, answer, make_house, speak, speak_and_be_answered

PHONE = AudioFormat(encoding=Encoding.PCMU, rate=8_000)
OURS = (ProblemCode.UPLINK_SLOW, ProblemCode.UPLINK_WELL)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = make_house(lambda settings: Capabilities(input_formats=(AudioFormat(), PHONE)))
    yield made
    await made.supervisor.aclose()


async def started(house: House, uplink: Uplink = Uplink.AUTOMATIC) -> None:
    await house.supervisor.start()
    settings = replace(Settings(), provider=Provider.OPENAI, continuity=ContinuitySettings(uplink=uplink))
    house.supervisor.apply(settings)
    await house.until(lambda: house.links[-1][0].provider is Provider.OPENAI)
    await house.ready()


async def looks(house: House, seconds: float, waiting_s: float | None = None) -> None:
    """So much time passes while so much sound waits, and somebody looks at it."""
    for _ in range(int(seconds / LOOK_S)):
        if waiting_s is not None:
            house.link.waiting_sound = int(waiting_s * 48_000)
        house.clock.advance(LOOK_S)
        for _ in range(20):
            await asyncio.sleep(0)


def told(house: House) -> list[tuple[ProblemCode, str, bool]]:
    return [(p.code, p.detail, p.over) for p in house.view.problems if p.code in OURS]


def wire_format(house: House) -> AudioFormat:
    return house.sent(UpdateSession)[-1].config.input_format


SMALLER = (ProblemCode.UPLINK_SLOW, "smaller", False)
CHEAPER = (ProblemCode.UPLINK_SLOW, "cheaper", False)


async def test_smaller_packets_come_first_within_the_session_and_are_said(house: House) -> None:
    await started(house)
    link = house.link
    await looks(house, 4, waiting_s=3.0)
    assert house.link is link
    assert link.is_squeezed
    assert told(house) == [SMALLER]


async def test_then_the_cheapest_format_in_another_session_that_knows_the_conversation(house: House) -> None:
    await started(house)
    await answer(house, "first question")
    link = house.link
    await looks(house, 10, waiting_s=5.0)
    await house.until(lambda: house.link is not link)
    await house.ready()
    assert wire_format(house) == PHONE
    assert house.audio.setups[-1].input_format == PHONE
    assert house.audio.setups[-1].output_format == AudioFormat(), "only the way up is slow"
    assert "first question" in [c.item.text for c in house.sent(CreateItem)]
    assert house.link.is_squeezed
    assert told(house) == [SMALLER, CHEAPER]


async def test_what_was_being_said_is_said_again_in_the_cheaper_format(house: House) -> None:
    await started(house)
    await speak(house, 1000)
    link = house.link
    await looks(house, 10, waiting_s=5.0)
    assert house.link is link, "nobody is cut off in the middle of a sentence"
    house.supervisor.sink(SpeechStopped(at_ms=1000, speech_ms=1000, was_confirmed=True))
    house.supervisor.sink(MicrophoneClosed(speech_ms=1000))
    await house.until(lambda: house.link is not link)
    await house.ready()
    await house.until(lambda: house.sent(AppendAudio))
    said = b"".join(c.audio for c in house.sent(AppendAudio))
    assert PHONE.ms_of(len(said)) == pytest.approx(1000, abs=40)


async def test_an_answer_is_heard_to_its_end_first(house: House) -> None:
    await started(house)
    await speak_and_be_answered(house)
    link = house.link
    await looks(house, 20, waiting_s=5.0)
    assert house.link is link
    assert told(house) == []


async def test_both_steps_are_taken_back_and_said(house: House) -> None:
    await started(house)
    link = house.link
    await looks(house, 10, waiting_s=5.0)
    await house.until(lambda: house.link is not link)
    await house.ready()
    cheap = house.link
    await looks(house, UP_AFTER_S + 2, waiting_s=0.0)
    await house.until(lambda: house.link is not cheap)
    await house.ready()
    assert wire_format(house) == AudioFormat()
    assert house.link.is_squeezed
    await looks(house, UP_AFTER_S + 2, waiting_s=0.0)
    assert not house.link.is_squeezed
    assert told(house) == [SMALLER, CHEAPER, SMALLER, (ProblemCode.UPLINK_SLOW, "", True), (ProblemCode.UPLINK_WELL, "", False)]


async def test_a_service_that_cannot_read_smaller_packets_gets_the_cheaper_format_at_once(house: House) -> None:
    await started(house)
    link = house.link
    link.may_squeeze = False
    await looks(house, 4, waiting_s=3.0)
    await house.until(lambda: house.link is not link)
    assert told(house) == [CHEAPER]


async def test_where_no_format_is_cheaper_it_stays_with_smaller_packets() -> None:
    house = make_house(lambda settings: Capabilities())
    await started(house)
    link = house.link
    await looks(house, 30, waiting_s=5.0)
    assert house.link is link
    assert told(house) == [SMALLER]
    await house.supervisor.aclose()


async def test_a_service_with_one_format_for_both_ways_answers_in_the_cheaper_one_too() -> None:
    house = make_house(lambda settings: Capabilities(input_formats=(AudioFormat(), PHONE), one_format=True))
    await started(house, Uplink.CHEAPER)
    told = house.sent(UpdateSession)[-1].config
    assert (told.input_format, told.output_format) == (PHONE, PHONE)
    assert house.audio.setups[-1].output_format == PHONE, "what is played is read as what it is"
    await house.supervisor.aclose()


async def test_another_network_is_tried_at_once(house: House) -> None:
    await started(house)
    await looks(house, 4, waiting_s=3.0)
    house.supervisor.sink(NetworkChanged(is_there=True))
    await looks(house, 1, waiting_s=0.0)
    assert not house.link.is_squeezed
    assert told(house)[-1] == (ProblemCode.UPLINK_WELL, "", False)


async def test_a_pinned_step_is_taken_at_once_and_nothing_is_said(house: House) -> None:
    await started(house, Uplink.CHEAPER)
    assert wire_format(house) == PHONE
    await looks(house, 20, waiting_s=5.0)
    assert house.link.is_squeezed
    assert told(house) == []


async def test_pinned_to_the_whole_sound_it_stays_so(house: House) -> None:
    await started(house, Uplink.WHOLE)
    link = house.link
    await looks(house, 20, waiting_s=5.0)
    assert house.link is link
    assert not link.is_squeezed
    assert told(house) == []


async def test_a_step_is_pinned_and_unpinned_while_a_session_runs(house: House) -> None:
    await started(house)
    link = house.link
    settings = house.supervisor.settings
    house.supervisor.apply(replace(settings, continuity=ContinuitySettings(uplink=Uplink.CHEAPER)))
    await house.until(lambda: house.link is not link)
    await house.ready()
    assert wire_format(house) == PHONE
    link = house.link
    house.supervisor.apply(settings)
    await house.until(lambda: house.link is not link)
    await house.ready()
    assert wire_format(house) == AudioFormat()
