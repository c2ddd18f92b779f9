"""The user's side of one conversation: sound in, turns and their words out.

A judged turn (see `listening.py`) may be handed over before it is settled, and may go on afterwards under the same item. Until
it is settled an answer may be thought about, but nothing of it is said or done: a timer that is set cannot be taken back.
"""

import asyncio
import base64
import binascii
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desktop_assistant.core.server_events import Usage
from desktop_assistant.engine import dialect
from desktop_assistant.engine.answering import Answering
from desktop_assistant.engine.chain.services import ServiceFailed
from desktop_assistant.engine.dialect import ClientEvent
from desktop_assistant.engine.fields import JsonObject, Refused
from desktop_assistant.engine.items import Entry, Items
from desktop_assistant.engine.listening import Listener, Settled, TurnBegan, TurnEnded
from desktop_assistant.engine.patience import without_end
from desktop_assistant.engine.recognizer.port import Heard, TurnEar
from desktop_assistant.engine.recognizer.transcript import readable
from desktop_assistant.engine.response import Send, copied
from desktop_assistant.engine.session import audio_format
from desktop_assistant.engine.vad import SpeechProbability
from desktop_assistant.protocol.openai_dialects import DOUBTS

log = logging.getLogger(__name__)
_LARGEST_APPEND = 15 * 1024 * 1024
_SETTLE_SLACK_S = 0.5
"""Silence is counted in sound. A client that stops sending after its turn must not wait for its answer for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Senses:
    """What hearing needs."""

    new_vad: Callable[[], Awaitable[SpeechProbability]]
    new_ear: Callable[[], TurnEar]
    release_ear: Callable[[TurnEar], None]


class Hearing:
    """`session()` is the session object in force, `answer()` asks for the answer to what was said, `leave()` ends the connection.

    Acquires: an ear (at the first sound), tasks for transcripts; all released by `aclose`.
    """

    def __init__(
        self,
        send: Send,
        senses: Senses,
        session: Callable[[], JsonObject],
        items: Items,
        answering: Answering,
        answer: Callable[[], None],
        leave: Callable[[ServiceFailed], Awaitable[None]],
    ) -> None:
        self._send = send
        self._senses = senses
        self._session = session
        self._items = items
        self._answering = answering
        self._answer = answer
        self._leave = leave
        self._ear: TurnEar | None = None
        self._listener: Listener | None = None
        self._transcripts: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._voiceless: set[str] = set()
        self._spoken: dict[str, Entry] = {}
        """Judged turns: they may go on."""
        self._settled = asyncio.Event()
        self._settled.set()
        self._settle_within_s = 0.0
        self._quiet_since_ms: float | None = None

    @property
    def is_busy(self) -> bool:
        """The user speaks, or was heard a moment ago."""
        return bool(self._tasks) or self.in_turn or not self._settled.is_set()

    @property
    def in_turn(self) -> bool:
        """The user speaks."""
        return self._listener is not None and self._listener.in_turn

    def configure(self) -> None:
        """The session changed."""
        if self._listener is not None:
            side = self._session()["audio"]["input"]
            self._listener.configure(audio_format(side["format"]), side["turn_detection"])

    async def words(self) -> None:
        """Wait until all turns are written down."""
        while waiting := [task for task in self._transcripts.values() if not task.done()]:
            await asyncio.wait(waiting)
        self._transcripts.clear()

    @property
    def is_settled(self) -> bool:
        """The turn that ended last will not go on."""
        return self._settled.is_set()

    async def settled(self) -> None:
        """Wait until it will not."""
        with contextlib.suppress(TimeoutError):  # not `wait_for`: until Python 3.12 it may swallow a cancellation
            async with asyncio.timeout(self._settle_within_s):
                await self._settled.wait()

    def has_voice(self, item_id: str) -> bool:
        """Whether there was something to recognise in this item."""
        return item_id not in self._voiceless

    def answered(self, audio_ms: float) -> None:
        """An answer of so much sound has ended: the quiet after it counts from there."""
        self._quiet_since_ms = self._listener.position_ms + audio_ms if self._listener is not None else None

    async def aclose(self) -> None:
        """Stop everything."""
        tasks = [*self._transcripts.values(), *self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._ear is not None:
            self._senses.release_ear(self._ear)

    # --- the client's events ----------------------------------------------------------------------------------------
    async def append(self, event: ClientEvent) -> None:
        """Sound."""
        text = event.fields.text("audio", longest=_LARGEST_APPEND)
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused("invalid_value", "'audio' is not base64.", "audio") from error
        listener = await self._listening()
        for found in listener.push(data):
            match found:
                case TurnBegan():
                    await self._turn_began(found)
                case TurnEnded():
                    await self._turn_ended(found, by_detection=True)
                case Settled():
                    self._settled.set()
        await self._check_idle(listener)

    async def commit(self, event: ClientEvent) -> None:
        """The client ends the turn: its own word, so nothing is waited for."""
        turn = self._listener.commit() if self._listener is not None else None
        if turn is None:
            raise Refused("input_audio_buffer_commit_empty", "Error committing input audio buffer: less than 100 ms of audio.")
        self._settled.set()
        await self._turn_ended(turn, by_detection=False)

    async def clear(self, event: ClientEvent) -> None:
        """Forget the buffer."""
        if self._listener is not None:
            self._listener.clear()
        self._settled.set()
        await self._send({"type": "input_audio_buffer.cleared"})

    # --- turns --------------------------------------------------------------------------------------------------------
    async def _listening(self) -> Listener:
        if self._listener is None:
            self._ear = self._senses.new_ear()
            self._listener = Listener(await self._senses.new_vad(), self._ear, self._on_words)
            self.configure()
        return self._listener

    @property
    def _detection(self) -> JsonObject | None:
        detection: JsonObject | None = self._session()["audio"]["input"]["turn_detection"]
        return detection

    @property
    def _transcribes(self) -> bool:
        return self._session()["audio"]["input"]["transcription"] is not None

    def _on_words(self, item_id: str, delta: str) -> None:
        if self._transcribes:
            self._spawn(self._send(dialect.transcript_delta(item_id, delta)))

    async def _turn_began(self, turn: TurnBegan) -> None:
        self._quiet_since_ms = None
        if turn.item_id in self._spoken and (task := self._transcripts.pop(turn.item_id, None)):
            task.cancel()  # those words were not the last
        await self._send(dialect.speech_started(turn.item_id, turn.start_ms))
        if self._detection is not None and self._detection["interrupt_response"]:
            await self._answering.interrupt()

    async def _turn_ended(self, turn: TurnEnded, *, by_detection: bool) -> None:
        detection = self._detection
        if by_detection:
            silence_ms = turn.silence_ms if detection is not None and "pause_ms" in detection else None
            await self._send(dialect.speech_stopped(turn.item_id, turn.end_ms, silence_ms))
        self._expect_settling(turn)
        entry = await self._add_spoken_item(turn)
        assert self._ear is not None
        hearing = self._ear.finish() if turn.has_voice else _silence()
        transcript = asyncio.create_task(self._write_down(entry, turn, hearing))
        self._transcripts[turn.item_id] = transcript
        is_answered = by_detection and detection is not None and detection["create_response"]
        if is_answered and self._session()["type"] == "realtime" and turn.has_voice:
            self._spawn(self._answer_turn(transcript))

    def _expect_settling(self, turn: TurnEnded) -> None:
        if turn.wait is None:
            self._settled.set()
            return
        self._settled.clear()
        self._settle_within_s = (turn.wait.settle_ms - turn.wait.hand_over_ms) / 1000 + _SETTLE_SLACK_S

    async def _add_spoken_item(self, turn: TurnEnded) -> Entry:
        if (known := self._spoken.get(turn.item_id)) is not None and known in list(self._items):
            known.audio_ms = turn.audio_ms
            await self._send(dialect.committed(turn.item_id, self._items.previous_of(turn.item_id)))
            return known
        previous = self._items.last_id
        if not turn.has_voice:
            self._voiceless.add(turn.item_id)
        await self._send(dialect.committed(turn.item_id, previous))
        content = [{"type": "input_audio", "transcript": None}]
        head: JsonObject = {"id": turn.item_id, "object": "realtime.item", "type": "message", "status": "completed"}
        entry = self._items.append(head | {"role": "user", "content": content})
        entry.audio_ms = turn.audio_ms
        self._spoken = {turn.item_id: entry}
        for name in ("conversation.item.added", "conversation.item.done"):
            await self._send(dialect.item_event(name, copied(entry.item), previous))
        return entry

    async def _write_down(self, entry: Entry, turn: TurnEnded, hearing: Awaitable[Heard]) -> None:
        try:
            heard = await hearing
        except ServiceFailed as error:
            if error.may_pass:
                await self._leave(error)
                return
            await self._send(dialect.error(error.code, str(error), kind="server_error"))
            await self._send(dialect.transcript_failed(entry.id, str(error)))
            return
        except Exception:  # a recogniser is foreign code on another thread: whatever it raises, the turn stays usable
            log.exception("recogniser failed")
            await self._send(dialect.transcript_failed(entry.id, "The speech recogniser is not available."))
            return
        said = without_end(heard.text, self._listener.end_phrase if self._listener is not None else "")
        words = entry.item["content"][0]["transcript"] = said if heard.is_written else readable(said)
        if self._transcribes:
            asked = DOUBTS in (self._session().get("include") or ())
            others = [readable(reading) for reading in heard.alternatives] if asked else []
            used = heard.usage or Usage(seconds=turn.audio_ms / 1000)
            doubtful, speech = asked and heard.is_doubtful, asked and heard.is_speech
            told = dialect.transcript_completed(entry.id, words, used, others, is_doubtful=doubtful, is_speech=speech)
            await self._send(told)

    async def _answer_turn(self, transcript: "asyncio.Task[None]") -> None:
        await asyncio.wait([transcript])
        if transcript.cancelled() or self._answering.active_id is not None or self.in_turn:
            return
        self._answer()

    async def _check_idle(self, listener: Listener) -> None:
        timeout = (self._detection or {}).get("idle_timeout_ms")
        since = self._quiet_since_ms
        is_busy = self.is_busy or self._answering.active_id is not None
        if timeout is None or since is None or is_busy or listener.position_ms - since < timeout:
            return
        self._quiet_since_ms = None
        if (turn := listener.commit()) is not None:
            await self._send(dialect.timeout_triggered(turn.item_id, since, turn.end_ms))
            await self._turn_ended(turn, by_detection=False)
            self._answer()

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _silence() -> Heard:
    """Nobody was asked."""
    return Heard(usage=Usage())
