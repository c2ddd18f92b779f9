"""Entry of the process that looks: `python -m desktop_assistant.ui.sharing`."""

import os
import sys

from PySide6.QtGui import QGuiApplication

from desktop_assistant.ui.sharing.watcher import serve
from desktop_assistant.ui.sharing.wire import Failed, Trouble, written


def main() -> int:
    """Serve until the input closes; the exit code."""
    # A program without windows has no place in the dock, and must not take the focus from the one that has.
    os.environ["QT_MAC_DISABLE_FOREGROUND_APPLICATION_TRANSFORM"] = "1"
    app = QGuiApplication(sys.argv[:1])
    if app.platformName() == "xcb":
        os.environ.setdefault("XDG_SESSION_TYPE", "x11")  # some sessions do not say so, and QtMultimedia then sees no windows
    try:
        from desktop_assistant.ui.sharing.devices import Devices
    except ImportError as error:  # an installation without QtMultimedia, or a system without its libraries
        sys.stdout.buffer.write(written(Failed(number=0, trouble=Trouble.UNUSABLE, detail=str(error))))
        sys.stdout.buffer.flush()
        return 1
    return serve(app, Devices(app))


if __name__ == "__main__":
    sys.exit(main())
