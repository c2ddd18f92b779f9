"""From the source to a Gemini server: the true process that looks, window, supervisor, session, codec and socket."""

import base64
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from desktop_assistant.core.local_events import ReconnectPressed
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.protocol.gemini import GeminiCodec
from desktop_assistant.protocol.registry import capabilities_of
from desktop_assistant.runtime.adapters import Adapters, LinkMaker
from desktop_assistant.runtime.control import Places
from desktop_assistant.runtime.supervisor import Supervisor
from desktop_assistant.settings.model import Provider, Settings
from desktop_assistant.settings.prices import PriceTable
from desktop_assistant.transport.connection import Link
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.clock import FakeClock
from tests.fakes.ports import FakeAudio, FakeStore
from tests.fakes.provider_server import Fault, ProviderServer
from tests.protocol.google import strict_client_message
from tests.runtime.house import FakeEngine, FakeKeys
from tests.ui.sharing.conftest import MakeStage, Stagehand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def gemini(message: dict[str, Any]) -> list[Any]:
    """Takes its configuration, and answers what was typed with a call to stop the sharing."""
    strict_client_message(message)
    if "setup" in message:
        return [{"setupComplete": {}}]
    if message.get("clientContent", {}).get("turnComplete"):
        return [{"toolCall": {"functionCalls": [{"id": "call", "name": "stop_sharing", "args": {}}]}}]
    return []


def frames(server: ProviderServer) -> list[bytes]:
    videos = [m["realtimeInput"]["video"] for m in server.received if "video" in m.get("realtimeInput", {})]
    assert all(video["mimeType"] == "image/jpeg" for video in videos)
    return [base64.b64decode(video["data"]) for video in videos]


@pytest.fixture
async def server() -> AsyncIterator[ProviderServer]:
    async with ProviderServer(gemini) as made:
        yield made


@pytest.fixture
async def stage(
    bridge: UiBridge, early_window: MainWindow, server: ProviderServer, stage_of: MakeStage, tmp_path: Path
) -> AsyncIterator[Stagehand]:
    async def codec() -> GeminiCodec:
        return GeminiCodec(url=server.url.replace("/v1/realtime", "/"), key="k", model="m")

    numbers = iter(range(10_000))
    settings = replace(Settings(), provider=Provider.GEMINI)
    supervisor = Supervisor(
        Adapters(
            audio=FakeAudio(),
            store=FakeStore(),
            view=bridge,
            engine=FakeEngine(),
            keys=FakeKeys(),
            links=LinkMaker(
                capabilities=lambda settings: capabilities_of(settings.service.name),
                link=lambda settings, sink, room, on_sound_sent: Link(codec=codec, sink=sink, room=room),
            ),
            clock=FakeClock(),
            places=Places(config=tmp_path, data=tmp_path, logs=tmp_path),
            save_settings=lambda settings: None,
            recode=lambda audio, old, new: audio,
            new_id=lambda: f"item_{next(numbers)}",
            prices=PriceTable(prices={}),
            routes=lambda: ("10.0.0.2",),
            jitter=lambda: 0.5,
        ),
        settings,
    )
    bridge.set_control(supervisor)
    await supervisor.start()
    made = stage_of(early_window)
    await made.until(lambda: bridge.snapshot.link is LinkState.READY)
    yield made
    early_window.share.close()
    bridge.cancel_all()
    await supervisor.aclose()


async def test_one_frame_a_second_within_the_limits_until_it_is_stopped(stage: Stagehand, server: ProviderServer) -> None:
    await stage.begin()
    await stage.pass_time(12.0)
    await stage.until(lambda: len(frames(server)) >= 12)
    shown = frames(server)
    assert 12 <= len(shown) <= 13
    limits = capabilities_of("gemini").images
    assert limits is not None
    for data in shown:
        image = QImage()
        assert image.loadFromData(data, "JPEG")  # type: ignore[call-overload]
        assert max(image.width(), image.height()) <= limits.max_side
        assert len(data) <= limits.max_frame_bytes
        assert image.pixelColor(100, 100).red() > 120 > image.pixelColor(100, 100).blue()
    stage.share.stop()
    await stage.pass_time(5.0)
    assert frames(server) == shown


async def test_the_model_ends_it_when_it_is_asked_to(stage: Stagehand, server: ProviderServer) -> None:
    await stage.begin()
    await stage.pass_time(2.0)
    setup = next(m["setup"] for m in server.received if "setup" in m)
    assert "stop_sharing" in {one["name"] for one in setup["tools"][0]["functionDeclarations"]}
    stage.window.chat.submitted.emit("You have seen enough.")
    await stage.until(lambda: not stage.share.is_on)
    await stage.until(lambda: any("toolResponse" in m for m in server.received))
    [answer] = next(m["toolResponse"]["functionResponses"] for m in server.received if "toolResponse" in m)
    assert answer["response"] == {"output": "Nothing is shared any more."}


@pytest.mark.expects_logs("link lost")
async def test_a_connection_that_breaks_drops_frames_and_goes_on_with_fresh_ones(
    stage: Stagehand, server: ProviderServer
) -> None:
    await stage.begin()
    await stage.pass_time(2.0)
    before = len(frames(server))
    await server.say(Fault())
    await stage.until(lambda: stage.window._bridge.snapshot.link is not LinkState.READY)
    stage.window._bridge.put(ReconnectPressed())  # the session's clock stands still in this test
    await stage.until(lambda: server.connections == 2 and stage.window._bridge.snapshot.link is LinkState.READY)
    await stage.pass_time(2.0)
    await stage.until(lambda: len(frames(server)) >= before + 2)
    assert stage.share.is_on
