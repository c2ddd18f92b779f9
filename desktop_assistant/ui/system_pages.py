"""Opens places outside the window: folders, web pages, the system's sound settings."""

import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_LINUX_SOUND = (
    ("gnome-control-center", "sound"),
    ("systemsettings", "kcm_pulseaudio"),
    ("pavucontrol",),
    ("cinnamon-settings", "sound"),
)
_SOUND_PAGES = {"darwin": "x-apple.systempreferences:com.apple.Sound-Settings.extension", "win32": "ms-settings:sound"}


def open_folder(folder: Path) -> bool:
    """In the file browser; False when there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_web_page(address: QUrl) -> bool:
    """In the browser; False when there is none, or when the address would start anything but a browser or mail program."""
    return address.scheme() in ("http", "https", "mailto") and QDesktopServices.openUrl(address)


def open_sound_settings(platform: str = sys.platform) -> bool:
    """The system's own page; False when none is known here."""
    page = _SOUND_PAGES.get(platform)
    if page is not None:
        return QDesktopServices.openUrl(QUrl(page))
    for command in _LINUX_SOUND:
        found = shutil.which(command[0])
        if found:
            subprocess.Popen([found, *command[1:]], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return True
    return False
