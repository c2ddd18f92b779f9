"""Keeps an eye on the sound that waits for a slow way up, has it sent in fewer bytes, and says so in plain words."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from desktop_assistant.core.audio import AudioFormat
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.runtime.adapters import Adapters
from desktop_assistant.runtime.running_session import RunningSession
from desktop_assistant.runtime.slow_wire import SlowWire
from desktop_assistant.settings.continuity import Uplink
from desktop_assistant.settings.model import Settings

log = logging.getLogger(__name__)

LOOK_S = 0.5


@dataclass(frozen=True, slots=True)
class Formats:
    """Of the sound that is sent."""

    usual: AudioFormat
    """As the settings want it."""
    offered: tuple[AudioFormat, ...]
    """All that who answers takes."""

    @property
    def cheapest(self) -> AudioFormat:
        """The usual one, unless another takes fewer bytes."""
        return min((self.usual, *self.offered), key=lambda fmt: fmt.rate * fmt.bytes_per_sample)


class Thrift:
    """session: the one that runs, None while none does or another is about to begin. formats: of who answers. renew: the same
    conversation in another session, which asks `fitted` for its format."""

    def __init__(
        self,
        world: Adapters,
        chosen: Settings,
        *,
        session: Callable[[], RunningSession | None],
        formats: Callable[[], Formats],
        renew: Callable[[], None],
    ) -> None:
        self._world = world
        self._pinned = chosen.continuity.uplink
        self._session = session
        self._formats = formats
        self._renew = renew
        self._wire = SlowWire()
        self._told = Uplink.WHOLE

    @property
    def step(self) -> Uplink:
        """How to send."""
        return self._wire.at if self._pinned is Uplink.AUTOMATIC else self._pinned

    @property
    def fitted(self) -> AudioFormat:
        """The format to send in."""
        formats = self._formats()
        return formats.cheapest if self.step is Uplink.CHEAPER else formats.usual

    def apply(self, chosen: Settings) -> None:
        """The person may have pinned a step; one that is not pinned any more begins at the top."""
        if chosen.continuity.uplink is not self._pinned:
            self._pinned, self._wire = chosen.continuity.uplink, SlowWire()

    def try_again(self) -> None:
        """Another network may be a faster one."""
        self._wire.try_again()

    async def watch(self) -> None:
        """For ever."""
        while True:
            await self._world.clock.sleep(LOOK_S)
            try:
                self.look()
            except Exception:  # without the next look, a wire that was slow once would be slow for ever
                log.exception("could not see how much sound waits")

    def look(self) -> None:
        """Once. Nothing changes while the assistant speaks: another session would cut it off."""
        session = self._session()
        if session is None or session.machine.snapshot.voice in (VoiceState.SPEAKING, VoiceState.HELD):
            return
        if self._pinned is Uplink.AUTOMATIC:
            now, may_go_up = self._world.clock.monotonic(), session.machine.is_quiet
            self._wire.look(session.waiting_s, now, offered=self._offered(session), may_go_up=may_go_up)
        session.squeeze(self.step is not Uplink.WHOLE)
        self._say()
        if self.fitted != session.config.input_format:
            self._renew()

    def _offered(self, session: RunningSession) -> set[Uplink]:
        """The steps that help here."""
        formats = self._formats()
        offered = {Uplink.SMALLER} if session.may_squeeze else set()
        return offered | ({Uplink.CHEAPER} if formats.cheapest != formats.usual else set())

    def _say(self) -> None:
        """What the person did not choose."""
        step = self.step if self._pinned is Uplink.AUTOMATIC else Uplink.WHOLE
        if step is self._told:
            return
        self._told, view = step, self._world.view
        if step is not Uplink.WHOLE:
            view.show_problem(Problem(code=ProblemCode.UPLINK_SLOW, detail=step.value))
            return
        view.show_problem(Problem(code=ProblemCode.UPLINK_SLOW, over=True))
        if self._pinned is Uplink.AUTOMATIC:
            view.show_problem(Problem(code=ProblemCode.UPLINK_WELL))
