"""Optional record of both directions as JSON lines, for bug reports and golden transcripts.

Sound is shortened to its length; the handshake (with its key) and tokens for servers of tools are never written. It holds what
was said, so it is written only when the person asks for it on the command line.
"""

import json
import logging
import os
from pathlib import Path
from typing import Any, BinaryIO

log = logging.getLogger(__name__)

SECRET_FIELDS = {"authorization"}
AUDIO_FIELDS = {"audio", "delta", "data"}
LONGEST_TEXT = 2_000


class Wiretap:
    """Appends to one file; `close` when done."""

    def __init__(self, path: Path) -> None:
        """A new file is readable by its owner only. Raises OSError."""
        self._file: BinaryIO | None = open(path, "ab", buffering=0, opener=_private)  # noqa: SIM115

    def write(self, direction: str, message: str | bytes) -> None:
        """direction: `in` or `out`, from our side. Never raises: a disk that is full ends the record, nothing else."""
        if self._file is None:
            return
        try:
            self._file.write(_line(direction, message))
        except OSError as error:
            log.warning("the wiretap ends here: %s", error.strerror)
            self.close()

    def close(self) -> None:
        """Release the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _line(direction: str, message: str | bytes) -> bytes:
    try:
        text = json.dumps({"dir": direction, "msg": _shortened(json.loads(message))}, ensure_ascii=False)
    except (ValueError, RecursionError):
        text = json.dumps({"dir": direction, "msg": {"unreadable_bytes": len(message)}})
    return text.encode("utf-8", "backslashreplace") + b"\n"  # half a surrogate pair becomes its own JSON escape


def _shortened(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        is_sound = "audio" in str(value.get("type", "")) and "transcript" not in str(value.get("type", ""))
        return {k: _shortened(v, k if is_sound or k in SECRET_FIELDS else "") for k, v in value.items()}
    if isinstance(value, list):
        return [_shortened(v) for v in value]
    if key in SECRET_FIELDS and value:
        return "<hidden>"
    if isinstance(value, str) and (key in AUDIO_FIELDS or len(value) > LONGEST_TEXT):
        return f"<{len(value)} characters>"
    return value
