"""The desktop says over D-Bus that the screen was locked: on a bus of the test's own."""

import shutil
import subprocess
import sys

import pytest

SCRIPT = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from desktop_assistant.ui.sharing.locks import Locks

app = QCoreApplication([])
locks = Locks(app)
heard = []
locks.locked.connect(lambda: heard.append("locked"))

def say(is_on):
    message = QDBusMessage.createSignal("/org/gnome/ScreenSaver", sys.argv[1], "ActiveChanged")
    message.setArguments([is_on])
    QDBusConnection.sessionBus().send(message)

def done():
    print(heard)
    app.quit()

say(False)
say(True)
locks.locked.connect(lambda: QTimer.singleShot(0, done))
QTimer.singleShot(20_000, done)
app.exec()
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None or sys.platform != "linux", reason="needs D-Bus")
@pytest.mark.parametrize("saver", ["org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver"])
def test_a_locked_screen_is_noticed_and_an_opened_one_is_none(saver: str) -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", SCRIPT, saver]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=True)
    assert done.stdout.strip() == "['locked']", done.stderr
