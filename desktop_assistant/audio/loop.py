"""The audio process's loop: sleeps until something arrives or is due, and gives Qt a moment whenever it is awake anyway.

Not Qt's own loop: that wakes for every 5 to 10 ms of captured sound, only to find that nobody has asked to be told. This one
wakes for commands, ticks and signs of life, and each wake does all of them that are about due.
"""

import logging
import queue
from collections.abc import Callable

from desktop_assistant.audio.inventory import Inventory
from desktop_assistant.audio.messages import decode
from desktop_assistant.audio.microphone import Ears
from desktop_assistant.audio.pipe import FrameReader
from desktop_assistant.audio.service import AudioService

log = logging.getLogger(__name__)

Arrival = bytes | Ears | Inventory
"""What threads bring: bytes of commands (none: that was the last of them), the learned stages, or news of the devices."""


class Loop:
    """`turn` is one round of it; `run` goes on until commands end or the sound server is lost.

    `inbox` may be filled from any thread. `let_qt_work` is called once a round. `clock` in seconds, the one of the service.
    """

    def __init__(
        self,
        service: AudioService,
        inbox: "queue.SimpleQueue[Arrival]",
        *,
        take_inventory: Callable[[Inventory], None],
        let_qt_work: Callable[[], None],
        woke_up: Callable[[], bool],
        clock: Callable[[], float],
    ) -> None:
        self._service, self._inbox, self._clock = service, inbox, clock
        self._take_inventory, self._let_qt_work, self._woke_up = take_inventory, let_qt_work, woke_up
        self._reader = FrameReader()
        self._ticked_at = self._beat_at = clock()
        self._told_to_end = False

    @property
    def is_over(self) -> bool:
        """Nobody commands us any more, or nothing can be done for whoever does."""
        return self._told_to_end or self._service.is_lost

    def run(self) -> None:
        """Until it is over."""
        while not self.is_over:
            self.turn()

    def turn(self) -> None:
        """Sleep, unless something is due already; then do all that is."""
        try:
            self.receive(self._inbox.get(timeout=self._sleep_s()))
            while not self._told_to_end:
                self.receive(self._inbox.get_nowait())
        except queue.Empty:
            pass
        self._let_qt_work()
        if not self._told_to_end:
            self._do_what_is_due()

    def receive(self, arrival: Arrival) -> None:
        """Do what it says."""
        if isinstance(arrival, Ears):
            self._service.hear_with(arrival)
        elif isinstance(arrival, Inventory):
            self._take_inventory(arrival)
        elif not arrival:
            self._told_to_end = True
        else:
            for header, blob in self._reader.feed(arrival):
                self._service.receive(decode(header, blob))  # type: ignore[arg-type]

    def _sleep_s(self) -> float:
        due = self._beat_at + self._service.heartbeat_ms / 1000
        tick_s = self._tick_s
        if tick_s is not None:
            due = min(due, self._ticked_at + tick_s)
        return max(0.0, due - self._clock())

    @property
    def _tick_s(self) -> float | None:
        wanted = self._service.tick_ms
        return None if wanted is None else wanted / 1000

    def _do_what_is_due(self) -> None:
        now, tick_s = self._clock(), self._tick_s
        # A sign of life has no wake of its own while there are ticks: the one that is nearest to it carries it.
        if now >= self._beat_at + self._service.heartbeat_ms / 1000 - (tick_s or 0.0) / 2:
            self._beat_at = self._ticked_at = now
            self._service.heartbeat()
            if self._woke_up():
                log.info("The machine has slept or its clock jumped: streams are opened anew")
                self._service.reopen()
        elif tick_s is not None and now >= self._ticked_at + tick_s:
            self._ticked_at = max(self._ticked_at + tick_s, now - tick_s)
            self._service.tick()
