import asyncio
from typing import Any

import pytest

from desktop_assistant.core.audio import AudioFormat, Recording
from desktop_assistant.core.capabilities import Capabilities
from desktop_assistant.core.errors import TransportError
from desktop_assistant.core.local_events import LinkClosed, ReplayEnded
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.server_events import (
    AudioDelta,
    ProviderError,
    ResponseFinished,
    ResponseStatus,
    SessionReady,
    SessionUpdated,
)
from desktop_assistant.core.session_config import ManualTurns
from desktop_assistant.settings.model import Provider
from tests.runtime.house import House, make_house, speak_and_be_answered


async def test_a_voice_is_previewed_over_its_own_connection(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    preview = asyncio.create_task(house.supervisor.preview_voice(Provider.LOCAL, "flite:slt"))
    await house.until(lambda: len(house.links) == 2 and house.link.is_open)
    link = house.link
    link.sink(SessionReady(session_id="p"))
    assert link.sent[-1].config.voice == "flite:slt"
    assert link.sent[-1].config.turn_detection == ManualTurns()
    link.sink(SessionUpdated())
    assert "Say exactly" in link.sent[-1].instructions
    for audio in (b"\1\2", b"\3\4"):
        link.sink(AudioDelta(response_id="r", item_id="i", audio=audio))
    link.sink(ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED))
    played = ("replay", Recording(audio=b"\1\2\3\4", format=AudioFormat()))
    await house.until(lambda: played in house.audio.calls)
    assert not link.is_open
    assert not preview.done()
    house.supervisor.sink(ReplayEnded())
    await preview
    assert house.links[0][1].is_open


async def test_a_preview_asks_for_a_sound_that_its_provider_has(house: House) -> None:
    await house.supervisor.aclose()
    wide = AudioFormat(rate=16_000)
    house = make_house(lambda s: Capabilities(output_formats=(wide,) if s.provider is Provider.LOCAL else (AudioFormat(),)))
    await house.supervisor.start()
    assert house.audio.setups[-1].output_format == wide
    preview = asyncio.create_task(house.supervisor.preview_voice(Provider.OPENAI, "marin"))
    await house.until(lambda: len(house.links) == 2 and house.link.is_open)
    house.link.sink(SessionReady(session_id="p"))
    assert house.link.sent[-1].config.output_format == AudioFormat()
    house.link.sink(AudioDelta(response_id="r", item_id="i", audio=b"\1\2"))
    house.link.sink(ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED))
    await house.until(lambda: ("replay", Recording(audio=b"\1\2", format=AudioFormat())) in house.audio.calls)
    house.supervisor.sink(ReplayEnded())
    await preview
    await house.supervisor.aclose()


async def test_an_answer_makes_room_for_the_preview(house: House) -> None:
    await house.supervisor.start()
    await house.ready()
    await speak_and_be_answered(house)
    preview = asyncio.create_task(house.supervisor.preview_voice(Provider.LOCAL, "flite:slt"))
    await house.until(lambda: len(house.links) == 2 and house.link.is_open)
    for event in (
        AudioDelta(response_id="r", item_id="i", audio=b"\1\2"),
        ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED),
    ):
        house.link.sink(event)
    await house.until(lambda: any(call[0] == "replay" for call in house.audio.calls) and ("flush",) in house.audio.calls)
    kinds = [call[0] for call in house.audio.calls if call[0] in ("flush", "replay")]
    assert kinds == ["flush", "replay"]
    house.supervisor.sink(ReplayEnded())
    await preview


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (ProviderError(code="x", message="no such voice"), "no such voice"),
        (ProviderError(code="x", message=""), "the provider refused"),
        (LinkClosed(problem=Problem(code=ProblemCode.NETWORK_DOWN, detail="gone")), "gone"),
        (LinkClosed(problem=Problem(code=ProblemCode.RATE_LIMITED)), "connection was closed"),
        (ResponseFinished(response_id="r", status=ResponseStatus.COMPLETED), "no sound"),
    ],
)
async def test_a_preview_that_fails_says_why(house: House, event: Any, sentence: str) -> None:
    await house.supervisor.start()
    preview = asyncio.create_task(house.supervisor.preview_voice(Provider.LOCAL, "x"))
    await house.until(lambda: len(house.links) == 2 and house.link.is_open)
    house.link.sink(event)
    with pytest.raises(TransportError, match=sentence):
        await preview
