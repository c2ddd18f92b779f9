"""Composition root: builds the rooms, gives the conductor its ports, runs the loop, shuts down in order.

The window is shown before any process or connection is started; what comes later arrives while the person already
looks at it, and typing works from the first moment (what is typed waits for the link).
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import sys
import time
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QObject, QSocketNotifier, QTimer, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from desktop_assistant import logs, paths
from desktop_assistant.core.problems import Problem
from desktop_assistant.core.snapshot import LinkState, SessionSnapshot
from desktop_assistant.runtime.control import Places
from desktop_assistant.settings import file as settings_file
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.stall_watch import StallWatch
from desktop_assistant.ui.theme import apply_theme

log = logging.getLogger(__name__)

APP_NAME = "Desktop Assistant"
SHUTDOWN_S = 5.0
"""After this the process ends even if a shell does not."""


def run(*, debug: bool, wiretap: Path | None) -> int:
    """Show the window and stay until it is closed; returns the exit code."""
    home = Places(config=paths.config(), data=paths.data(), logs=paths.logs())
    logs.install(home.logs, debug=debug)
    qInstallMessageHandler(_log_qt_message)
    app = QApplication(sys.argv[:1])
    app.setApplicationName(APP_NAME)
    app.setOrganizationName(APP_NAME)
    app.setQuitOnLastWindowClosed(False)  # qasync: the loop must end through our own close event, not Qt's
    settings, problems = settings_file.load(home.config / "settings.toml")
    apply_theme(app, settings.appearance.theme, settings.appearance.text_scale)
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    bridge = UiBridge(settings)
    window = MainWindow(bridge)
    if debug:
        StallWatch(window)
    life = _Life(bridge, window, debug)
    window.show()
    with loop:
        loop.run_until_complete(life.run(settings, problems, home, wiretap))
    return 0


class _Life(QObject):
    """From the first paint to the last write; also prints marks for the start-up bench when asked by the environment."""

    def __init__(self, bridge: UiBridge, window: MainWindow, debug: bool) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._closed = asyncio.Event()
        self._awaited_marks = {"window", "ready"} if os.environ.get("DESKTOP_ASSISTANT_MARKS") else set()
        window.closed.connect(self._on_closed)
        bridge.state_shown.connect(self._on_state)
        self._catch_signals()
        QTimer.singleShot(0, self._on_shown)

    async def run(self, settings: Settings, problems: list[Problem], home: Places, wiretap: Path | None) -> None:
        """Start everything, wait for the window to close, stop everything."""
        from desktop_assistant.world import World  # after the first paint: sockets, database, processes

        world = World(self._bridge, settings, home, wiretap)
        self._bridge.set_control(world.supervisor)
        for problem in problems:
            self._bridge.show_problem(problem)
        try:
            await world.supervisor.start()
            await self._closed.wait()
        finally:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SHUTDOWN_S):
                    await world.supervisor.aclose()

    def _catch_signals(self) -> None:
        """Ctrl+C and SIGTERM close in order: Python's handlers only run between bytecodes, and Qt waits in C++."""
        self._wakeup = socket.socketpair()
        reader, writer = self._wakeup
        writer.setblocking(False)
        signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _noted)
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._on_signal)

    @Slot()
    def _on_signal(self) -> None:
        self._wakeup[0].recv(16)
        self._closed.set()

    @Slot()
    def _on_closed(self) -> None:
        self._closed.set()

    @Slot()
    def _on_shown(self) -> None:
        self._mark("window")

    @Slot(object)
    def _on_state(self, snapshot: SessionSnapshot) -> None:
        if snapshot.link is LinkState.READY:
            self._mark("ready")

    def _mark(self, name: str) -> None:
        if name in self._awaited_marks:
            self._awaited_marks.discard(name)
            sys.stdout.write(json.dumps({"mark": name, "t": time.monotonic()}) + "\n")
            sys.stdout.flush()


def _noted(_number: int, _frame: object) -> None:
    """The wake-up socket does the work; a handler must exist for the signal not to kill."""


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    level = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}.get(kind, logging.WARNING)
    logging.getLogger("qt").log(level, "%s", message)
