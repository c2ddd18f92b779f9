import asyncio
import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.server import ServerProtocol

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.commands import AppendAudio, CommitInput, CreateItem, CreateResponse, UpdateSession
from desktop_assistant.core.errors import TransportError
from desktop_assistant.core.items import Item, Role, TextPart
from desktop_assistant.core.local_events import LinkClosed, LinkOpened, ProblemRaised
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.core.server_events import AudioDelta, ResponseFinished, ResponseStarted, SessionReady, UnknownMessage
from desktop_assistant.core.session_config import SessionConfig
from desktop_assistant.core.tools import ToolSpec
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.live import LiveCodec
from desktop_assistant.protocol.registry import capabilities_of, codec_for
from desktop_assistant.transport.connection import Link
from desktop_assistant.transport.wiretap import Wiretap
from tests.fakes.provider_server import Fault, ProviderServer

KEY = "sk-test-secret-0123456789"
CREATED = {"type": "session.created", "event_id": "e", "session": {"type": "realtime", "id": "sess_1"}}
ONE_SECOND = base64.b64encode(bytes(AudioFormat().rate * 2)).decode()
DELTA = {
    "type": "response.output_audio.delta",
    "event_id": "e",
    "response_id": "r",
    "item_id": "i",
    "output_index": 0,
    "content_index": 0,
    "delta": ONE_SECOND,
}


class Sink:
    """Keeps events; `until(kind)` waits for one."""

    def __init__(self) -> None:
        self.events: list[Any] = []
        self._changed = asyncio.Event()

    def __call__(self, event: Any) -> None:
        self.events.append(event)
        self._changed.set()

    async def until(self, kind: type, count: int = 1) -> Any:
        async with asyncio.timeout(30):
            while len(found := [e for e in self.events if isinstance(e, kind)]) < count:
                self._changed.clear()
                await self._changed.wait()
        return found[-1]


def link_to(url: str, sink: Sink, **more: Any) -> Link:
    async def codec() -> Codec:
        return codec_for("openai", url=url, key=KEY, model="gpt-realtime-2.1")

    return Link(codec=codec, sink=sink, **more)


async def test_a_silence_is_told_to_a_codec_to_which_it_says_something() -> None:
    """Once: the answer is over; what comes after the silence is another one."""
    words = {"type": "session.output_transcript.delta", "event_id": "e", "delta": "Noon.", "start_ms": 0, "end_ms": 400}
    sink = Sink()

    async def codec() -> Codec:
        capabilities = replace(capabilities_of("openai_live"), ends_in_silence_s=0.05)
        return LiveCodec(url=server.url, key=KEY, model="gpt-live-1", capabilities=capabilities)

    async with ProviderServer(lambda m: [words]) as server:
        link = Link(codec=codec, sink=sink)
        link.open()
        await sink.until(LinkOpened)
        link.send(UpdateSession(config=SessionConfig()))
        assert (await sink.until(ResponseFinished)).response_id == "response_1"
        await server.say(words)
        assert (await sink.until(ResponseStarted, 2)).response_id == "response_2"
        await link.aclose()


async def test_a_session_in_both_directions() -> None:
    sink = Sink()
    async with ProviderServer(lambda m: [DELTA] if m["type"] == "response.create" else [], greeting=[CREATED]) as server:
        link = link_to(server.url, sink)
        link.open()
        await sink.until(SessionReady)
        for command in (AppendAudio(audio=b"\1\0" * 480), CommitInput(), CreateResponse()):
            link.send(command)
        delta = await sink.until(AudioDelta)
        await link.aclose()
        assert len(delta.audio) == 48_000
        assert [m["type"] for m in server.received] == [
            "input_audio_buffer.append",
            "input_audio_buffer.commit",
            "response.create",
        ]
        assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert isinstance(sink.events[0], LinkOpened)
    assert sink.events[-1] == LinkClosed()


async def test_a_frame_larger_than_the_library_default_arrives() -> None:
    sink = Sink()
    big = DELTA | {"delta": base64.b64encode(bytes(3 * 1024 * 1024)).decode()}
    async with ProviderServer(lambda m: [], greeting=[CREATED, big]) as server:
        link = link_to(server.url, sink)
        link.open()
        assert len((await sink.until(AudioDelta)).audio) == 3 * 1024 * 1024
        await link.aclose()


@pytest.mark.expects_logs("link lost")
async def test_a_cut_connection_is_retryable_and_can_be_opened_again() -> None:
    sink = Sink()
    async with ProviderServer(lambda m: [Fault()], greeting=[CREATED]) as server:
        link = link_to(server.url, sink)
        for attempt in (1, 2):
            link.open()
            await sink.until(SessionReady, attempt)
            link.send(CommitInput())
            closed = await sink.until(LinkClosed, attempt)
            assert closed.retryable
        assert server.connections == 2
        await link.aclose()


@pytest.mark.expects_logs("link lost")
@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        ((401, b"{}", {}), ProblemCode.KEY_REFUSED),
        ((429, b'{"error":{"code":"insufficient_quota"}}', {}), ProblemCode.QUOTA_EXCEEDED),
        ((302, b"", {"Location": "ws://127.0.0.1:9/elsewhere"}), ProblemCode.SERVER_UNREACHABLE),
    ],
)
async def test_refusals_are_final_and_redirects_are_not_followed(
    refusal: tuple[int, bytes, dict[str, str]], code: ProblemCode
) -> None:
    sink = Sink()
    async with ProviderServer(lambda m: [], refuse_with=refusal) as server:
        link = link_to(server.url, sink)
        link.open()
        closed = await sink.until(LinkClosed)
        assert closed.problem.code is code
        assert not closed.retryable
        assert KEY not in repr(sink.events)


@pytest.mark.expects_logs("unreadable message")
async def test_garbage_is_survived_said_once_and_in_the_end_left() -> None:
    sink = Sink()
    async with ProviderServer(lambda m: ["}{"] * 30, greeting=[CREATED, "not json", {"type": "brand.new"}]) as server:
        link = link_to(server.url, sink)
        link.open()
        await sink.until(UnknownMessage)
        assert [e.problem.code for e in sink.events if isinstance(e, ProblemRaised)] == [ProblemCode.SERVER_GARBAGE]
        link.send(CommitInput())
        closed = await sink.until(LinkClosed)
        assert closed.problem.code is ProblemCode.SERVER_GARBAGE
        assert not closed.retryable


async def test_reading_pauses_while_there_is_no_room() -> None:
    sink = Sink()
    gate = asyncio.Event()
    async with ProviderServer(lambda m: [], greeting=[CREATED] * 50) as server:
        link = link_to(server.url, sink, room=gate.wait)
        link.open()
        await sink.until(SessionReady)
        for _ in range(20):
            await asyncio.sleep(0)
        assert sum(isinstance(e, SessionReady) for e in sink.events) == 1
        gate.set()
        await sink.until(SessionReady, 50)
        await link.aclose()


@pytest.mark.expects_logs("link lost")
async def test_a_key_never_crosses_an_open_network() -> None:
    sink = Sink()
    link = link_to("ws://192.0.2.1/v1/realtime", sink)
    link.open()
    closed = await sink.until(LinkClosed)
    assert closed.problem.code is ProblemCode.ADDRESS_UNUSABLE
    assert not closed.retryable
    assert "wss://" in closed.problem.detail


@pytest.mark.expects_logs("link lost")
async def test_an_engine_that_cannot_start_is_named() -> None:
    sink = Sink()

    async def codec() -> Codec:
        raise TransportError("the local engine is not installed", retryable=False)

    link = Link(codec=codec, sink=sink)
    link.open()
    closed = await sink.until(LinkClosed)
    assert closed.problem.code is ProblemCode.ENGINE_MISSING
    assert "not installed" in closed.problem.detail


async def test_closing_without_a_connection_answers_too() -> None:
    sink = Sink()
    link = link_to("ws://127.0.0.1:9", sink)
    link.close()
    assert sink.events == [LinkClosed()]
    link.send(CommitInput())
    await link.aclose()


async def test_the_wiretap_holds_neither_sound_nor_key(tmp_path: Path) -> None:
    sink = Sink()
    tap = Wiretap(tmp_path / "tap.jsonl")
    async with ProviderServer(lambda m: [DELTA], greeting=[CREATED]) as server:
        link = link_to(server.url, sink, wiretap=tap)
        link.open()
        link.send(AppendAudio(audio=b"\1\0" * 480))
        await sink.until(AudioDelta)
        await link.aclose()
    tap.close()
    text = (tmp_path / "tap.jsonl").read_text()
    assert '"dir": "out"' in text
    assert '"dir": "in"' in text
    assert KEY not in text
    assert ONE_SECOND[:100] not in text
    assert (tmp_path / "tap.jsonl").stat().st_mode & 0o077 == 0


async def test_a_peer_that_has_stopped_answering_does_not_hold_up_the_end() -> None:
    """As when the network is gone, or the local engine hangs: nobody answers our goodbye."""
    sink = Sink()
    greeted, over = asyncio.Event(), asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handshake = ServerProtocol()
        handshake.receive_data(await reader.readuntil(b"\r\n\r\n"))
        (request,) = handshake.events_received()
        handshake.send_response(handshake.accept(request))
        writer.writelines(handshake.data_to_send())
        greeted.set()
        await over.wait()
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        link = link_to(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1/realtime", sink)
        link.open()
        await greeted.wait()
        await sink.until(LinkOpened)
        loop = asyncio.get_running_loop()
        began = loop.time()
        link.close()
        await sink.until(LinkClosed)
        await link.aclose()
        took = loop.time() - began
        over.set()
    assert took < 2.5, "the program gives the whole shutdown five seconds"


@pytest.mark.expects_logs("link lost")
@pytest.mark.parametrize("frame", [b"x" * (16 * 1024 * 1024 + 1), b"\xff\xfe"], ids=["too long", "no UTF-8"])
async def test_a_peer_whose_frames_we_must_refuse_is_not_called_a_network_failure(frame: bytes) -> None:
    async def talk(socket: ServerConnection) -> None:
        await socket.send(frame, text=True)
        await socket.wait_closed()

    sink = Sink()
    async with serve(talk, "127.0.0.1", 0, close_timeout=0.5) as server:
        link = link_to(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1/realtime", sink)
        link.open()
        closed = await sink.until(LinkClosed)
        assert (closed.problem.code, closed.retryable) == (ProblemCode.SERVER_GARBAGE, False)


@pytest.mark.expects_logs("link lost")
@pytest.mark.parametrize("url", ["ftp://example.invalid", "example.invalid/v1", "ws://[", "wss://a..b/v1", "wss://host:99999/v1"])
async def test_an_address_that_is_none_is_named_and_not_tried_for_ever(url: str) -> None:
    sink = Sink()
    link = link_to(url, sink)
    link.open()
    closed = await sink.until(LinkClosed)
    assert (closed.problem.code, closed.retryable) == (ProblemCode.ADDRESS_UNUSABLE, False)
    assert "address" in closed.problem.detail


async def test_half_a_surrogate_pair_is_sent_as_the_replacement_character() -> None:
    """As typed text can hold one; a sender that died of it would leave a link that only listens."""
    sink = Sink()
    item = Item(id="i1", role=Role.USER, parts=(TextPart(text="wave \ud83d"),))
    async with ProviderServer(lambda m: [CREATED] if m["type"] == "response.create" else [], greeting=[CREATED]) as server:
        link = link_to(server.url, sink)
        link.open()
        await sink.until(SessionReady)
        link.send(CreateItem(item=item))
        link.send(CreateResponse())
        await sink.until(SessionReady, 2)
        assert server.received[0]["item"]["content"][0]["text"] == "wave \ufffd"
        await link.aclose()


@pytest.mark.expects_logs("could not write UpdateSession")
async def test_a_command_that_cannot_be_written_does_not_silence_those_behind_it() -> None:
    sink = Sink()
    tool = ToolSpec(name="clock", description="", parameters="{")  # a bug of ours: no JSON
    async with ProviderServer(lambda m: [CREATED] if m["type"] == "response.create" else [], greeting=[CREATED]) as server:
        link = link_to(server.url, sink)
        link.open()
        await sink.until(SessionReady)
        link.send(UpdateSession(config=SessionConfig(tools=(tool,))))
        link.send(CreateResponse())
        await sink.until(SessionReady, 2)
        await link.aclose()
