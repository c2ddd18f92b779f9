"""The two child processes, started before there is a window or a conversation to answer to."""

import asyncio
from pathlib import Path

from desktop_assistant.audio.process import AudioProcess
from desktop_assistant.core.errors import TransportError
from desktop_assistant.core.local_events import LocalEvent, ProblemRaised
from desktop_assistant.engine.process import EngineProcess
from desktop_assistant.runtime.ports import Sink, ViewPort
from desktop_assistant.settings.model import Provider, Settings


class Children:
    """Engine and audio process, each its own supervisor's parent side; closed by the supervisor of conversations."""

    def __init__(self, *, view: ViewPort, data: Path, resources: Path) -> None:
        self._view = view
        self.sink: Sink | None = None
        """Who hears the audio process; set once there is a conversation."""
        self.engine = EngineProcess(data=data, on_exit=view.show_problem)
        self.audio = AudioProcess(
            sink=self._from_audio, on_levels=view.show_levels, on_devices=view.show_devices, resources=resources
        )
        self._warming: asyncio.Task[None] | None = None

    async def start(self, settings: Settings) -> None:
        """Returns as soon as the processes exist; they load on their own."""
        self.audio.start()
        if settings.provider is Provider.LOCAL:
            local = settings.local
            self.engine.configure(voice=local.voice, chat_url=local.chat_url, chat_model=local.chat_model)
            self._warming = asyncio.get_running_loop().create_task(self._warm_engine())
        await asyncio.sleep(0)

    async def _warm_engine(self) -> None:
        try:
            await self.engine.endpoint()
        except TransportError:
            return  # the link asks again, and says what is wrong

    def _from_audio(self, event: LocalEvent) -> None:
        if self.sink:
            self.sink(event)
        elif isinstance(event, ProblemRaised):
            self._view.show_problem(event.problem)
