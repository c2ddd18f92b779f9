"""The engine put together: models, voices, skills and the server, from start to end of the process."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_assistant.engine import parent, server
from desktop_assistant.engine.chain.bill import Bill
from desktop_assistant.engine.chain.ear import HttpEar
from desktop_assistant.engine.chain.foresight import ForesightedResponder, ForesightedVoice
from desktop_assistant.engine.chain.model import ChainedModel
from desktop_assistant.engine.chain.services import CHAINED, Chain, Services
from desktop_assistant.engine.chain.voice import HttpVoice
from desktop_assistant.engine.conversation import Conversation, Equipment
from desktop_assistant.engine.hearing import Senses
from desktop_assistant.engine.recognizer.ear import Ear
from desktop_assistant.engine.recognizer.port import Recognizer, TurnEar
from desktop_assistant.engine.recognizer.process import RecognizerProcess
from desktop_assistant.engine.responder.chat import ChatResponder
from desktop_assistant.engine.responder.chat_server import ChatServer
from desktop_assistant.engine.responder.notes import Notebook
from desktop_assistant.engine.responder.port import Ask, Bell, Piece, Responder
from desktop_assistant.engine.responder.skills import Shelf, SkillResponder, Skills
from desktop_assistant.engine.responder.timers import Timer, Timers
from desktop_assistant.engine.response import Send
from desktop_assistant.engine.speaking import Speaker
from desktop_assistant.engine.synthesizer.voicebox import Voicebox
from desktop_assistant.engine.vad import SileroVad, SpeechProbability

log = logging.getLogger(__name__)
RESOURCES = Path(__file__).resolve().parents[2] / "resources"
VAD_MODEL = RESOURCES / "models" / "silero_vad_16k_op15.onnx"
_LOOK_AGAIN_S = 0.2
_LINE_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the parent may change while the engine runs."""

    voice: str = ""
    chat_url: str = ""
    chat_model: str = ""


class House:
    """What all conversations share.

    Acquires: one loaded recogniser (kept between conversations, it learns the microphone), the voices' processes;
    released by `aclose`.
    """

    def __init__(self, data: Path, settings: Settings) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.settings = settings
        self._shelf = Shelf(now=local_now, timers=Timers(data / "timers.json", local_now), notebook=Notebook(data / "notes.json"))
        self._somebody_came = asyncio.Event()
        self._edition = 0
        self._news = asyncio.Event()
        """Settings came; a new one with each edition."""
        self.voicebox = Voicebox()
        self.voicebox.preferred = settings.voice
        self._spare_ears: list[Ear] = []
        self._conversations: list[Conversation] = []
        self._equipment = Equipment(
            voicebox=self.voicebox,
            senses=Senses(new_vad=self._new_vad, new_ear=self._new_ear, release_ear=self._release_ear),
            responder=self._new_responder,
        )
        self._services = Services()

    def configure(self, settings: Settings, chain: Chain | None = None, *, edition: int = 0) -> None:
        """From the next answer on; which stages of a chain are somewhere else, from the next conversation on."""
        self.settings = settings
        self.voicebox.preferred = settings.voice
        if chain is not None:
            self._services.chain = chain
        self._edition = max(self._edition, edition)
        self._news.set()
        self._news = asyncio.Event()

    async def _until_told(self, edition: int) -> None:
        """The parent's line may come a moment after its client."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LINE_WITHIN_S):
                while self._edition < edition:
                    await self._news.wait()

    @contextlib.asynccontextmanager
    async def conversation(
        self, send: Send, *, hang_up: Callable[[str], Awaitable[None]], model: str, transcription_only: bool, edition: int = 0
    ) -> AsyncIterator[Conversation]:
        """One client."""
        await self._until_told(edition)
        voice = self.settings.voice
        equipment = self._chained() if model == CHAINED else self._equipment
        conversation = Conversation(
            send, equipment, hang_up=hang_up, model=model, voice=voice, transcription_only=transcription_only
        )
        self._conversations.append(conversation)
        self._somebody_came.set()
        try:
            yield conversation
        finally:
            self._conversations.remove(conversation)
            if not self._conversations:
                self._somebody_came.clear()
            await conversation.aclose()

    def warm_up(self) -> None:
        """Begin to load the recogniser, unless a client was quicker. Not earlier: it would delay the ready line."""
        if not self._conversations:
            self._spare_ears.append(Ear(load_recognizer))

    async def ring_timers(self) -> None:
        """For ever: announce each timer that is due, in the newest conversation, when nobody is speaking there."""
        await self._shelf.timers.watch(self._ring)

    async def _ring(self, timer: Timer) -> None:
        while True:
            await self._somebody_came.wait()
            if timer not in self._shelf.timers.running:
                return  # cancelled at the last moment
            conversation = self._conversations[-1]
            if conversation.may_be_addressed:
                await conversation.announce(_Announcement(self._shelf.timers, timer))
                return
            await asyncio.sleep(_LOOK_AGAIN_S)

    async def aclose(self) -> None:
        """Let everything go."""
        for ear in self._spare_ears:
            ear.close()
        await self.voicebox.aclose()
        await self._services.aclose()

    def _chained(self) -> Equipment:
        """Every stage that has an address over HTTP, the others as ever."""
        chain, own, bill = self._services.chain, self._equipment, Bill()
        new_ear = (lambda: HttpEar(self._services)) if chain.transcription.url else own.senses.new_ear
        model = ChatResponder(None, ChainedModel(self._services, bill))
        voice = ForesightedVoice(HttpVoice(self._services, bill)) if chain.speech.url else None
        answers = ForesightedResponder(model, voice) if voice else model
        return Equipment(
            voicebox=Voicebox([voice]) if voice else own.voicebox,
            senses=replace(own.senses, new_ear=new_ear),
            responder=(lambda speaker: answers) if chain.text.url else own.responder,
            bill=bill,
        )

    def _new_ear(self) -> TurnEar:
        return self._spare_ears.pop() if self._spare_ears else Ear(load_recognizer)

    def _release_ear(self, ear: TurnEar) -> None:
        if isinstance(ear, Ear) and not ear.has_failed:
            self._spare_ears.append(ear)
        else:
            ear.close()

    async def _new_vad(self) -> SpeechProbability:
        return await asyncio.to_thread(SileroVad, VAD_MODEL)

    def _new_responder(self, speaker: Speaker) -> Responder:
        return _Chosen(self, Skills(self._shelf, lambda: speaker.last_words))


class _Chosen:
    """The responder that the settings of this moment ask for."""

    def __init__(self, house: House, skills: Skills) -> None:
        self._house = house
        self._skills = skills

    def answer(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        chosen = self._house.settings
        if chosen.chat_url:
            return ChatResponder(self._skills, ChatServer(chosen.chat_url, chosen.chat_model)).answer(ask)
        return SkillResponder(self._skills).answer(ask)


class _Announcement:
    """A timer that rings, as a responder: a bell and a sentence."""

    def __init__(self, timers: Timers, timer: Timer) -> None:
        self._timers = timers
        self._timer = timer

    async def answer(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        yield Bell()
        yield self._timers.announcement(self._timer)


def load_recognizer() -> Recognizer:
    """Runs on the ear's thread: 0.5 s."""
    return RecognizerProcess()


def local_now() -> datetime:
    """The user's clock."""
    return datetime.now().astimezone()


async def run(token: str, data: Path, settings: Settings, *, announce: Callable[[dict[str, object]], None]) -> int:
    """Serve until the input closes."""
    house = House(data, settings)
    try:
        async with server.listen(token, house.conversation) as listening:
            voices = [asdict(voice) for voice in await house.voicebox.voices()]
            announce({"ready": True, "port": server.port_of(listening), "voices": voices})
            house.warm_up()
            ringing = asyncio.create_task(house.ring_timers())
            await _obey_parent(house, announce)
            ringing.cancel()
    finally:
        await house.aclose()
    return 0


async def _obey_parent(house: House, announce: Callable[[dict[str, object]], None]) -> None:
    """Settings and questions come as JSON lines; the end of the input is the end of the engine."""
    async for line in parent.lines():
        try:
            given: dict[str, Any] = json.loads(line)
            if given == parent.PING:
                announce(dict(parent.PONG))
                continue
            chain = given.pop("chain", None)
            edition = int(given.pop("edition", 0))
            settings = replace(house.settings, **{k: str(v) for k, v in given.items()})
            house.configure(settings, Chain.read(chain) if chain is not None else None, edition=edition)
        except (ValueError, TypeError, AttributeError):
            log.warning("a settings line could not be read")
