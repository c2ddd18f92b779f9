"""Is the sound server still the one that we connected to?

QtMultimedia does not notice that its PulseAudio (or PipeWire's stand-in) died, never finds one that came later, and aborts the
process when it opens a stream on the next one. Its socket tells: a server that starts makes a new one. Elsewhere than on
Linux the system keeps its own sound service, and there is nothing to look at.
"""

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_KNOCK_S = 0.2


def socket_path(environment: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where the server of this user listens; None if it is not a local socket that we could look at."""
    if platform != "linux":
        return None
    address = environment.get("PULSE_SERVER", "")
    if address:
        match = re.fullmatch(r"(?:\{[^}]*\})?(?:unix:)?(/\S+)", address)
        return Path(match[1]) if match else None
    if folder := environment.get("PULSE_RUNTIME_PATH"):
        return Path(folder) / "native"
    runtime = environment.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    return Path(runtime) / "pulse" / "native"


class SoundServer:
    """Watches the socket found at `path`, from the moment of construction."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._identity = self._look() if self.answers() else None

    @property
    def was_there(self) -> bool:
        """It answered when we began, or we cannot tell."""
        return self._path is None or self._identity is not None

    def is_unchanged(self, *, thorough: bool) -> bool:
        """The same server is still there; or, when there was none, there is still none."""
        if self._path is None:
            return True
        if self._identity is None:
            return not self.answers()
        return self._look() == self._identity and (not thorough or self.answers())

    def answers(self) -> bool:
        """Somebody accepts a connection."""
        if self._path is None:
            return True
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
            knock.settimeout(_KNOCK_S)
            try:
                knock.connect(str(self._path))
            except OSError:
                return False
            return True

    def _look(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat() if self._path else None
        except OSError:
            return None
        # Not its ctime: a starting server still changes the permissions.
        return (found.st_ino, found.st_mtime_ns) if found else None
