"""From a responder's pieces to words and sound: sentence by sentence, ahead of real time but not without limit."""

import contextlib
import re
import time
from asyncio import sleep
from collections.abc import Awaitable, Callable

import numpy as np

from desktop_assistant.core.audio import Samples, samples_to_ms
from desktop_assistant.engine import dialect
from desktop_assistant.engine.fields import JsonObject
from desktop_assistant.engine.responder.port import Ask, Bell, Manner, Piece, Responder, Sentence, ToolRequest, Trouble
from desktop_assistant.engine.responder.sentences import breaths
from desktop_assistant.engine.response import ResponseWriter, Send
from desktop_assistant.engine.synthesizer.port import OUTPUT_RATE, VoiceFailed
from desktop_assistant.engine.synthesizer.voicebox import Voicebox

DELTA = OUTPUT_RATE // 20
"""Samples per audio event: 50 ms, which is also how soon a cancel is obeyed."""
LEAD_MS = 5_000.0
"""How far the sound may run ahead of its own playback; bounds the memory of a slow client."""
_SAY_EXACTLY = re.compile(r'^\s*Say exactly:\s*"(.*)"\s*$', re.DOTALL)
_SPEED_RANGE = (0.5, 2.0)
_GAIN_RANGE = (0.35, 2.0)


class Speaker:
    """The voice of one conversation, with the wishes it has heard ("slower", "louder")."""

    def __init__(self, voicebox: Voicebox, send: Send, wait: Callable[[float], Awaitable[None]] = sleep) -> None:
        self._voicebox = voicebox
        self._send = send
        self._wait = wait
        self._speed = 1.0
        self._gain = 1.0
        self.last_words = ""
        """The last answer, for `repeat`."""

    async def perform(self, writer: ResponseWriter, responder: Responder, ask: Ask, session: JsonObject) -> None:
        """Say one answer to its end. Cancelling the task stops it within one delta; the caller finishes the writer."""
        output = session["audio"]["output"]
        utterance = _Utterance(self._wait)
        exact = _SAY_EXACTLY.match(ask.instructions)
        if exact:
            await self._say(writer, Sentence(text=exact.group(1)), output, utterance)
            return
        async with contextlib.aclosing(responder.answer(ask)) as pieces:
            async for piece in pieces:
                await self._piece(writer, piece, output, utterance)

    async def _piece(self, writer: ResponseWriter, piece: Piece, output: JsonObject, utterance: "_Utterance") -> None:
        match piece:
            case Sentence():
                await self._say(writer, piece, output, utterance)
            case ToolRequest():
                await writer.call(piece.name, piece.arguments, piece.call_id)
            case Bell():
                if writer.speaks:
                    await self._play(writer, bell(), utterance)
            case Manner():
                self._speed = _adjusted(self._speed, piece.speed, _SPEED_RANGE)
                self._gain = _adjusted(self._gain, piece.gain, _GAIN_RANGE)
            case Trouble():
                await self._send(dialect.error(piece.code, piece.message, kind="server_error"))

    async def _say(self, writer: ResponseWriter, sentence: Sentence, output: JsonObject, utterance: "_Utterance") -> None:
        await writer.words(sentence.text)
        self.last_words = writer.text
        if not writer.speaks or utterance.is_mute:
            return
        try:
            voice = await self._voicebox.choose(str(output["voice"]))
            for part in breaths(sentence.said) if not writer.audio_ms else [sentence.said]:
                sound = self._voicebox.speak(part, voice, output["speed"] * self._speed)
                async with contextlib.aclosing(sound) as blocks:
                    async for samples in blocks:
                        await self._play(writer, samples * self._gain if self._gain != 1 else samples, utterance)
        except VoiceFailed as error:
            utterance.is_mute = True
            await self._send(dialect.error(error.code, str(error), kind="server_error"))
        await self._flush(writer, utterance)

    async def _play(self, writer: ResponseWriter, samples: Samples, utterance: "_Utterance") -> None:
        utterance.line = np.concatenate([utterance.line, samples])
        while len(utterance.line) >= DELTA:
            delta, utterance.line = utterance.line[:DELTA], utterance.line[DELTA:]
            await utterance.pace(DELTA)
            await writer.sound(delta)

    @staticmethod
    async def _flush(writer: ResponseWriter, utterance: "_Utterance") -> None:
        if len(utterance.line):
            await writer.sound(utterance.line)
            utterance.line = utterance.line[:0]


class _Utterance:
    """What one response has put out so far."""

    def __init__(self, wait: Callable[[float], Awaitable[None]]) -> None:
        self.line: Samples = np.zeros(0, np.float32)
        self.is_mute = False
        """The voice failed: the rest comes as text only."""
        self._wait = wait
        self._began: float | None = None
        self._sent_ms = 0.0

    async def pace(self, samples: int) -> None:
        """Wait until the sound is at most LEAD_MS ahead of its playback; always let other work run."""
        now = time.monotonic()
        self._began = now if self._began is None else self._began
        ahead = self._sent_ms - (now - self._began) * 1000 - LEAD_MS
        await self._wait(max(ahead, 0.0) / 1000)
        self._sent_ms += samples_to_ms(samples, OUTPUT_RATE)


def _adjusted(before: float, factor: float, limits: tuple[float, float]) -> float:
    return float(np.clip(before * factor, *limits)) if factor else 1.0


def bell() -> Samples:
    """A soft bell: two partials of a struck bar, fading over a second."""
    t = np.arange(int(OUTPUT_RATE * 1.1)) / OUTPUT_RATE
    second = np.where(t > 0.18, np.sin(2 * np.pi * 1318.5 * (t - 0.18)) * np.exp(-4.5 * np.maximum(t - 0.18, 0)), 0.0)
    first = np.sin(2 * np.pi * 1046.5 * t) * np.exp(-5.0 * t)
    attack = np.minimum(t / 0.005, 1.0)
    sound: Samples = (0.16 * attack * (first + second)).astype(np.float32)
    return sound
