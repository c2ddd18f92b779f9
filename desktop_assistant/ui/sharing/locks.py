"""Tells when the screen is locked or the computer goes to sleep, where the desktop says so (Linux, over D-Bus).

Elsewhere, and where nobody says so, the machine's clocks still tell that the computer has slept.
"""

import sys

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")


class Locks(QObject):
    """`locked` whenever it happens, from the moment that it is made."""

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "linux":
            self._listen()

    def _listen(self) -> None:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        on_active, on_lock = SLOT("_on_active(bool)"), SLOT("_on_lock()")
        if session.isConnected():
            for saver in _SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, on_active)  # type: ignore[call-overload]
        if system.isConnected():
            system.connect("", "", "org.freedesktop.login1.Session", "Lock", self, on_lock)  # type: ignore[call-overload]
            system.connect("", "", "org.freedesktop.login1.Manager", "PrepareForSleep", self, on_active)  # type: ignore[call-overload]

    @Slot(bool)
    def _on_active(self, is_on: bool) -> None:
        if is_on:
            self.locked.emit()

    @Slot()
    def _on_lock(self) -> None:
        self.locked.emit()
