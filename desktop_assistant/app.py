"""Starts the program: first its child processes, then the window, then everything else; and shuts down in order.

The order is what makes it quick. The engine and the audio process load on the other cores while this one builds the window,
and sockets and database are imported after the first paint. Typing works from that paint on: what is typed waits for the link.
"""

import asyncio
import contextlib
import gc
import json
import logging
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from desktop_assistant import logs, paths
from desktop_assistant.children import Children
from desktop_assistant.core.snapshot import LinkState, SessionSnapshot
from desktop_assistant.instance import Instance
from desktop_assistant.runtime.control import Places
from desktop_assistant.settings import file as settings_file
from desktop_assistant.transport.wiretap import Wiretap
from desktop_assistant.ui.bridge import UiBridge

log = logging.getLogger(__name__)

APP_NAME = "Desktop Assistant"
SHUTDOWN_S = 5.0
"""After this nobody waits for a shell any more."""
GRACE_S = 2.0
"""And after this the process ends, even if one of its threads does not."""


def run(*, debug: bool, wiretap: Path | None) -> int:
    """Show the window and stay until it is closed; returns the exit code."""
    try:
        tap = Wiretap(wiretap) if wiretap else None
    except OSError as error:
        sys.stderr.write(f"The wiretap cannot be written to {wiretap}: {error.strerror}.\n")
        return 2
    home = Places(config=paths.config(), data=paths.data(), logs=paths.logs())
    app = _Application(sys.argv[:1])
    instance = Instance(home.data)
    if not instance.claim():
        sys.stderr.write(f"{APP_NAME} is open already; its window has come to the front.\n")
        return 0
    logs.install(home.logs, debug=debug)
    qInstallMessageHandler(_log_qt_message)
    app.setApplicationName(APP_NAME)
    app.setOrganizationName(APP_NAME)
    app.setQuitOnLastWindowClosed(False)  # qasync: the loop must end through our own close event, not Qt's
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        life = _Life(instance)
        app.quit_asked.connect(life.end)
        loop.run_until_complete(life.run(app, home, debug=debug, tap=tap))
    return 0


class _Application(QApplication):
    """When the desktop session ends, Qt would stop the loop in the middle of everything; we end in order instead."""

    quit_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Events for the application itself, of which there are few."""
        if event.type() == QEvent.Type.Quit:
            self.quit_asked.emit()
            return True
        return super().event(event)


class _Life(QObject):
    """From the first process to the last write; also prints marks for the start-up bench when the environment asks."""

    def __init__(self, instance: Instance) -> None:
        super().__init__()
        self._instance = instance
        self._closed = asyncio.Event()
        self._awaited_marks = {"window", "ready"} if os.environ.get("DESKTOP_ASSISTANT_MARKS") else set()
        self._catch_signals()

    async def run(self, app: QApplication, home: Places, *, debug: bool, tap: Wiretap | None) -> None:
        """Start everything, wait for the window to close, stop everything."""
        settings_path = home.config / "settings.toml"
        is_first_run = not settings_path.exists()
        settings, problems = settings_file.load(settings_path)
        bridge = UiBridge(settings)
        bridge.state_shown.connect(self._on_state)
        children = Children(view=bridge, data=home.data, resources=paths.resources())
        await children.start(settings)
        self._show_window(app, bridge, debug)
        await asyncio.sleep(0)  # the first paint

        from desktop_assistant.world import build_supervisor  # sockets, database: not before the window is there

        supervisor = build_supervisor(view=bridge, children=children, settings=settings, home=home, wiretap=tap)
        bridge.set_control(supervisor)
        for problem in problems:
            bridge.show_problem(problem)
        if is_first_run:
            with contextlib.suppress(OSError):  # whoever changes a setting is told why it cannot be kept
                settings_file.save(settings_path, settings)  # the welcome is said once, and the file is there to edit
            self._window.show_welcome()
        try:
            await supervisor.start()
            gc.freeze()  # what is loaded now stays for good
            gc.enable()
            await self._closed.wait()
        finally:
            self._instance.close()
            self._window.hide()
            end_by_force_after(SHUTDOWN_S + GRACE_S)
            bridge.cancel_all()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SHUTDOWN_S):
                    await supervisor.aclose()

    @Slot()
    def end(self) -> None:
        """As if the person had closed the window."""
        self._closed.set()

    def _show_window(self, app: QApplication, bridge: UiBridge, debug: bool) -> None:
        from desktop_assistant.ui.i18n import speak
        from desktop_assistant.ui.main_window import MainWindow  # a quarter of a second that the children use too
        from desktop_assistant.ui.stall_watch import StallWatch
        from desktop_assistant.ui.theme import apply_theme

        appearance = bridge.settings.appearance
        speak(appearance.language)
        apply_theme(app, appearance.theme, appearance.text_scale)
        self._window = MainWindow(bridge)
        self._window.closed.connect(self._on_closed)
        if debug:
            StallWatch(self._window)
        self._window.show()
        QTimer.singleShot(0, self._on_shown)

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
        self._instance.asked_to_show.connect(self._come_to_front)
        self._instance.listen()

    @Slot()
    def _come_to_front(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    @Slot(object)
    def _on_state(self, snapshot: SessionSnapshot) -> None:
        if snapshot.link is LinkState.READY:
            self._mark("ready")

    def _mark(self, name: str) -> None:
        if name in self._awaited_marks:
            self._awaited_marks.discard(name)
            sys.stdout.write(json.dumps({"mark": name, "t": time.monotonic()}) + "\n")
            sys.stdout.flush()


def end_by_force_after(seconds: float) -> None:
    """Python waits for every thread at its end: one that asks a locked key store, or writes to a disk that does not
    answer, would keep a program without a window alive."""
    timer = threading.Timer(seconds, os._exit, (1,))
    timer.daemon = True
    timer.start()


def _noted(_number: int, _frame: object) -> None:
    """The wake-up socket does the work; a handler must exist for the signal not to kill."""


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    level = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}.get(kind, logging.WARNING)
    logging.getLogger("qt").log(level, "%s", message)
