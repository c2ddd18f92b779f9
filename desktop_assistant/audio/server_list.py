"""Asks the sound server what it has, and again whenever it says that something has changed. Linux only."""

import logging
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from desktop_assistant.audio.inventory import Inventory, describe

log = logging.getLogger(__name__)

_SETTLE_S = 0.05
"""A device that is plugged in is announced in several pieces."""
_AGAIN_S = 2.0
"""After a connection that broke, or an answer that made no sense: an old list would hide what is plugged in from then on."""


class ServerList:
    """`on_change` is called from a thread of its own, first with what there is.

    Acquired: the thread. It ends with the process, which a server that ends takes along (`sound_server.py`).
    """

    def __init__(self, on_change: Callable[[Inventory], None]) -> None:
        self._on_change = on_change
        self._has_changed = False

    def start(self) -> None:
        """Elsewhere than on Linux this does nothing: the system tells Qt all there is to tell."""
        if sys.platform == "linux":
            threading.Thread(target=self._watch, name="server list", daemon=True).start()

    def _watch(self) -> None:
        import pulsectl

        while True:
            try:
                with pulsectl.Pulse("desktop-assistant-devices", connect=False) as pulse:
                    # Bounded, because a server that hangs would keep the library in its own loop for ever.
                    pulse.connect(timeout=2)
                    self._follow(pulse, pulsectl.PulseLoopStop)
            except (pulsectl.PulseError, pulsectl.PulseDisconnected) as error:
                log.info("The sound server no longer says what it has: %s", type(error).__name__)
            time.sleep(_AGAIN_S)

    def _follow(self, pulse: Any, stop: type[Exception]) -> None:
        def note(_event: object) -> None:
            self._has_changed = True
            raise stop

        pulse.event_mask_set("sink", "source", "server")
        pulse.event_callback_set(note)
        told = None
        while True:
            self._has_changed = False
            found = read(pulse)
            if found != told:
                told = found
                self._on_change(found)
            while not self._has_changed:
                pulse.event_listen()
            time.sleep(_SETTLE_S)


def read(pulse: Any) -> Inventory:
    """Everything that a connected `pulsectl.Pulse` has at this moment."""
    server = pulse.server_info()

    def each(devices: Any, default: str) -> tuple[Any, ...]:
        return tuple(
            describe(
                one.name,
                one.description or one.name,
                one.proplist,
                one.port_active.name if one.port_active else "",
                is_default=one.name == default,
            )
            for one in devices
        )

    return Inventory(
        inputs=each(pulse.source_list(), server.default_source_name),
        outputs=each(pulse.sink_list(), server.default_sink_name),
    )
