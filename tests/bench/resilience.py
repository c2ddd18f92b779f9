"""Conversations over true sockets whose connection fails in every way: is every word there once, and how soon does it go on?

    python tests/bench/resilience.py [SERVICE...]

For each service, each state of the session x each fault. While the fault lasts the person goes on speaking and typing. At the end
every word must be on the screen once, and once in what the last session knows. Of a chain it is the wire to its three services
that fails, behind the engine. Prints one JSON object as its last line.
"""

import asyncio
import contextlib
import json
import logging
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.items import Role
from desktop_assistant.core.local_events import (
    ConversationOpened,
    LocalEvent,
    MicFrame,
    MicrophoneClosed,
    MicrophoneOpened,
    NetworkChanged,
    PlaybackDrained,
    PlaybackFlushed,
    ReconnectPressed,
    SpeechConfirmed,
    SpeechStarted,
    SpeechStopped,
    TalkPressed,
    TalkReleased,
    UserText,
)
from desktop_assistant.core.server_events import ServerEvent
from desktop_assistant.core.session_config import SessionConfig, TalkMode, Transcription
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.registry import capabilities_of, codec_for
from desktop_assistant.runtime.conversation import Conversation
from desktop_assistant.runtime.inbox import Inbox
from desktop_assistant.runtime.links import Links
from desktop_assistant.runtime.performer import Performer
from desktop_assistant.runtime.ports import StorePort
from desktop_assistant.session.machine import SessionMachine
from desktop_assistant.session.turn import Mic
from desktop_assistant.transport.connection import Link
from desktop_assistant.ui.problems import sentence_for
from tests.fakes.faulty_wire import FaultyWire
from tests.fakes.ports import FakeAudio, FakeStore, FakeView
from tests.fakes.scripted_chain import ScriptedChain, spoken
from tests.fakes.scripted_provider import WORD, ScriptedProvider

SERVICES = (
    "openai", "openai_live", "azure", "voice_live", "gemini", "xai", "compatible", "speaches", "localai", "hugging_face",
    "chained"
)  # fmt: skip
AT_ONCE, ENGINES_AT_ONCE = 24, 3
OUTAGE_S = 5.0
CASE_S = 60.0
WORDS_S = 5.0
CODES = (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3003, 3008, 4000, 4001, 4999)


class _Speaker(FakeAudio):
    """Everything is heard at once; a microphone that is told to open or close does so."""

    def __init__(self, put: Callable[[LocalEvent | ServerEvent], None]) -> None:
        super().__init__()
        self._put = put

    def open_microphone(self, *, gated: bool) -> None:
        self._put(MicrophoneOpened())

    def close_microphone(self, *, tail_ms: int, discard: bool) -> None:
        self._put(MicrophoneClosed(speech_ms=0.0 if discard else 500.0))

    def finish(self, item_id: str, content_index: int) -> None:
        self._put(PlaybackDrained(item_id=item_id, content_index=content_index, played_ms=200.0))

    def flush(self) -> None:
        self._put(PlaybackFlushed(item_id="", content_index=0, played_ms=0.0))


class RealClock:
    def monotonic(self) -> float:
        return time.monotonic()

    def wall(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Talk:
    """The program's own session and transport, and a person who says numbered words."""

    mode = TalkMode.CLICK

    def __init__(
        self, service: str, url: str, store: StorePort | None = None, view: FakeView | None = None, key: str = "secret-key-0123"
    ) -> None:
        capabilities = capabilities_of(service)
        self.inbox, self.view, numbers = Inbox(), view or FakeView(), count(1)
        if store is None:
            store = FakeStore()
            store.known["c"] = []
        self.said: list[int] = []
        fmt = next((f for f in capabilities.input_formats if f == AudioFormat()), capabilities.input_formats[0])
        config = SessionConfig(model="m", transcription=Transcription(model="t"), input_format=fmt)
        self._packet = fmt.rate // 50 * fmt.bytes_per_sample

        async def codec() -> Codec:
            return codec_for(service, url=url, key=key, model="talk", names=f"{next(numbers)}_")

        self.speaker = _Speaker(self.inbox.put)
        self.links = Links(lambda sink: Link(codec=codec, sink=sink, room=self.inbox.room), self.inbox.put)
        self.machine = SessionMachine(
            config, capabilities, mode=self.mode, new_id=lambda: f"i{next(numbers)}", jitter=lambda: 1.0,
            wall_offset=time.time() - time.monotonic(), earcons=False,
        )  # fmt: skip
        hand = Performer(
            conversation_id="c", links=self.links, audio=self.speaker, store=store, view=self.view,
            formats=(fmt, AudioFormat()),
        )  # fmt: skip
        self._task = asyncio.create_task(
            Conversation(machine=self.machine, inbox=self.inbox, performer=hand, clock=RealClock()).run()
        )
        self.inbox.put(ConversationOpened(conversation_id="c"))

    @property
    def link(self) -> LinkState:
        return self.machine.snapshot.link

    async def until(self, what: Callable[[], bool]) -> None:
        while not what():  # noqa: ASYNC110 - anything may be waited for
            await asyncio.sleep(0.01)

    async def begin_word(self) -> None:
        """The first half of it; the rest comes with `end_word`."""
        if self.machine._parts.turn.mic is Mic.DISCARDING:
            await self.until(lambda: self.machine._parts.turn.mic is not Mic.DISCARDING)
        if not self.machine._parts.turn.is_listening:
            self.inbox.put(TalkPressed())
            await self.until(lambda: self.machine._parts.turn.is_listening)
        self.said.append(len(self.said) + 1)
        self.inbox.put(SpeechStarted(at_ms=0))
        self._packets(6)
        self.inbox.put(SpeechConfirmed(at_ms=0))

    async def end_word(self) -> None:
        self._packets(6)
        self.inbox.put(SpeechStopped(at_ms=0, speech_ms=240, was_confirmed=True))
        await asyncio.sleep(1.0)  # longer than a pause after which a turn goes on

    def type_word(self) -> None:
        self.said.append(len(self.said) + 1)
        self.inbox.put(UserText(text=f"w{self.said[-1]}"))

    def _packets(self, many: int) -> None:
        for n in range(many):
            self.inbox.put(MicFrame(audio=bytes([self.said[-1]]) * self._packet, start_ms=n * 20.0))

    def shown(self) -> list[int]:
        items = self.machine.items()
        return [int(n) for item in items if item.role is Role.USER for n in WORD.findall(item.text)]

    @property
    def is_settled(self) -> bool:
        return self.machine.is_quiet and not self.machine.leaves_a_question

    async def aclose(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self.links.aclose()


class ChainTalk(Talk):
    """Holds the button down while it speaks; the engine's own detector must hear a voice."""

    mode = TalkMode.HOLD

    async def end_word(self) -> None:
        self._frames(self._rest)
        self.inbox.put(TalkReleased())
        await asyncio.sleep(1.0)

    def _packets(self, many: int) -> None:
        word = spoken(self.said[-1])
        half = len(word) // (2 * self._packet) * self._packet
        self._rest = word[half:]
        self._frames(word[:half])

    def _frames(self, sound: bytes) -> None:
        for at in range(0, len(sound), self._packet):
            self.inbox.put(MicFrame(audio=sound[at : at + self._packet], start_ms=at / 48))


Server = ScriptedProvider | ScriptedChain
Act = Callable[[Talk, Any, FaultyWire], Awaitable[float | None]]
"""Does the harm; returns when the way was free again (monotonic), None = it never was blocked."""


async def _reset(_t: Talk, _p: ScriptedProvider, wire: FaultyWire) -> float:
    wire.reset()
    return time.monotonic()


async def _stall(_t: Talk, _p: ScriptedProvider, wire: FaultyWire) -> float:
    wire.freeze()
    await asyncio.sleep(2.0)
    wire.thaw()
    return time.monotonic()


async def _half_open(talk: Talk, _p: ScriptedProvider, wire: FaultyWire) -> float:
    """The way changes under the connection, as when Wi-Fi gives way to a cable; the look-out of the program tells."""
    wire.lose()
    talk.inbox.put(NetworkChanged(is_there=True))
    await talk.until(lambda: talk.link is not LinkState.READY)
    return time.monotonic()


async def _outage(_t: Talk, _p: ScriptedProvider, wire: FaultyWire) -> float:
    wire.is_down = True
    wire.reset()
    await asyncio.sleep(OUTAGE_S)
    wire.is_down = False
    return time.monotonic()


async def _garbage(_t: Talk, server: ScriptedProvider, _w: FaultyWire) -> None:
    await server.say("}{ no message")


async def _limit(_t: Talk, server: ScriptedProvider, _w: FaultyWire) -> float:
    old = server.newest
    if server.service == "gemini":
        await server.say({"goAway": {"timeLeft": "1s"}})
        await asyncio.sleep(1.0)
    else:
        error = {"type": "invalid_request_error", "code": "session_expired", "message": "The session hit its maximum duration."}
        await server.say({"type": "error", "event_id": "x", "error": error})
    await old.socket.close(1001)
    return time.monotonic()


async def _slow(_t: Talk, _p: ScriptedProvider, wire: FaultyWire) -> None:
    wire.up_bytes_per_s = 16_000.0


async def _jitter(_t: Talk, _p: ScriptedProvider, wire: FaultyWire) -> None:
    wire.jitter_s = 0.3


def _closing(code: int) -> Act:
    async def act(_t: Talk, server: ScriptedProvider, _w: FaultyWire) -> float:
        await server.close(code)
        return time.monotonic()

    return act


FAULTS: dict[str, Act] = {
    "reset": _reset, "stall": _stall, "half-open": _half_open, "5 s outage": _outage, "garbage": _garbage,
    "limit reached": _limit, "slow uplink": _slow, "300 ms jitter": _jitter,
    **{f"close {code}": _closing(code) for code in CODES},
}  # fmt: skip


async def _refused(_t: Talk, server: ScriptedChain, _w: FaultyWire) -> float:
    server.refuse_with = 500
    await asyncio.sleep(2.0)
    server.refuse_with = 0
    return time.monotonic()


async def _garbled(_t: Talk, server: ScriptedChain, _w: FaultyWire) -> float:
    server.is_garbled = True
    await asyncio.sleep(2.0)
    server.is_garbled = False
    return time.monotonic()


FAULTS_OF_CHAIN: dict[str, Act] = {
    "reset": _reset, "stall": _stall, "5 s outage": _outage, "garbage": _garbled, "refused": _refused, "slow uplink": _slow,
    "300 ms jitter": _jitter,
}  # fmt: skip
"""A service over HTTP has no sessions to end; one that leads nowhere is given a minute, since a model may think that long."""
STATES = ("idle", "hearing", "asked", "answering")


@dataclass
class Result:
    """Of one case."""

    service: str
    state: str
    fault: str
    words_lost: int = 0
    duplicated: int = 0
    recover_s: float | None = None
    said: list[str] = field(default_factory=list)
    ended: str = "ok"


async def case(service: str, state: str, fault: str) -> Result:
    """One conversation of five turns, the second of which meets the fault."""
    result = Result(service, state, fault)
    async with _stage(service) as (server, wire, talk):
        try:
            async with asyncio.timeout(CASE_S):
                await _play(talk, server, wire, result)
        except TimeoutError:
            result.ended = "no end"
        finally:
            await talk.aclose()
        known, shown = server.newest.context, talk.shown()
        result.words_lost = sum(word not in known or word not in shown for word in talk.said)
        result.duplicated = sum(known.count(word) > 1 or shown.count(word) > 1 for word in talk.said)
        result.said = list(dict.fromkeys(sentence_for(p) for p in talk.view.problems if not p.over))
        if shown != sorted(shown) and not capabilities_of(service).full_duplex:  # which hears one breath where there were two
            result.ended = "out of order"
    return result


@contextlib.asynccontextmanager
async def _stage(service: str) -> AsyncIterator[tuple[Server, FaultyWire, Talk]]:
    """The service, the wire that will fail, and the program with its person."""
    if service == "chained":
        async with ScriptedChain() as chain:
            assert chain.wire is not None
            yield chain, chain.wire, ChainTalk(service, chain.url, key=chain.key)
        return
    async with ScriptedProvider(service) as server, FaultyWire(server.url) as wire:
        yield server, wire, Talk(service, wire.url)


async def _play(talk: Talk, server: Server, wire: FaultyWire, result: Result) -> None:
    await talk.until(lambda: talk.link is LinkState.READY)
    await talk.begin_word()
    await talk.end_word()
    await talk.until(lambda: talk.is_settled)
    (server.hold if result.state == "answering" else server.thinks).clear()
    if result.state != "idle":
        await talk.begin_word()
    if result.state in ("asked", "answering"):
        await talk.end_word()
    harm = asyncio.create_task(_harm(talk, server, wire, result))
    await asyncio.sleep(0.05)
    server.hold.set()
    server.thinks.set()
    if result.state == "hearing":
        await talk.end_word()
    await talk.begin_word()
    await talk.end_word()
    talk.type_word()
    await harm
    await talk.until(lambda: talk.is_settled)
    await talk.begin_word()
    await talk.end_word()
    await talk.until(lambda: talk.is_settled)
    with contextlib.suppress(TimeoutError):  # what was said may be written down after it was answered
        async with asyncio.timeout(WORDS_S):
            await talk.until(lambda: set(talk.said) <= set(talk.shown()))


async def _harm(talk: Talk, server: Server, wire: FaultyWire, result: Result) -> None:
    """Do it, and measure how soon there is a good session again once the way is free; None = the old one lived on."""
    if isinstance(server, ScriptedChain):
        free_at = await FAULTS_OF_CHAIN[result.fault](talk, server, wire)
        if free_at is not None and talk.link is not LinkState.READY:
            await talk.until(lambda: talk.link is LinkState.READY)
            result.recover_s = time.monotonic() - free_at
        return
    before = len(server.sessions)
    free_at = await FAULTS[result.fault](talk, server, wire)
    if free_at is None or result.fault == "stall":
        return
    await talk.until(lambda: len(server.sessions) > before or talk.link is LinkState.FAILED)
    if talk.link is LinkState.FAILED:  # nothing helps until the person presses the button of the banner
        free_at = time.monotonic()
        talk.inbox.put(ReconnectPressed())
    await talk.until(lambda: len(server.sessions) > before and talk.link is LinkState.READY)
    result.recover_s = time.monotonic() - free_at


async def main(services: tuple[str, ...]) -> dict[str, object]:
    gates = {False: asyncio.Semaphore(AT_ONCE), True: asyncio.Semaphore(ENGINES_AT_ONCE)}

    async def one(service: str, state: str, fault: str) -> Result:
        async with gates[service == "chained"]:
            return await case(service, state, fault)

    faults = {service: FAULTS_OF_CHAIN if service == "chained" else FAULTS for service in services}
    cases = [(service, state, fault) for service in services for fault in faults[service] for state in STATES]
    results = await asyncio.gather(*(one(*each) for each in cases))
    return summary(list(results))


def summary(results: list[Result]) -> dict[str, object]:
    """The figures, the worst cases, and what the person reads for each fault."""
    times = sorted(r.recover_s for r in results if r.recover_s is not None)
    slowest = sorted((r for r in results if r.recover_s is not None), key=lambda r: -(r.recover_s or 0.0))
    bad = [asdict(r) for r in results if r.words_lost or r.duplicated or r.ended != "ok"]
    sentences = {f: sorted({s for r in results if r.fault == f for s in r.said}) for f in {**FAULTS, **FAULTS_OF_CHAIN}}
    return {
        "cases": len(results),
        "words_lost": sum(r.words_lost for r in results),
        "duplicated_turns": sum(r.duplicated for r in results),
        "recover_s": {
            "p50": round(statistics.median(times), 3),
            "p95": round(times[int(0.95 * (len(times) - 1))], 3),
            "worst": round(times[-1], 3),
        },
        "slowest": [f"{r.service}, {r.state}, {r.fault}: {r.recover_s:.2f} s" for r in slowest[:6]],
        "sentences": sentences,
        "not_good": bad[:40],
    }


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    print(json.dumps(asyncio.run(main(tuple(sys.argv[1:]) or SERVICES)), ensure_ascii=False))
