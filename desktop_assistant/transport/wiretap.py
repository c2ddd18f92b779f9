"""Optional record of both directions as JSON lines, for bug reports and golden transcripts.

Sound is shortened to its length and the handshake (with its key) is never written. It holds what was said, so it is
written only when the person asks for it on the command line.
"""

import json
from pathlib import Path
from typing import Any, TextIO

AUDIO_FIELDS = {"audio", "delta", "data"}
LONGEST_TEXT = 2_000


class Wiretap:
    """Appends to one file; `close` when done."""

    def __init__(self, path: Path) -> None:
        self._file: TextIO = path.open("a", encoding="utf-8", buffering=1)
        path.chmod(0o600)

    def write(self, direction: str, message: str | bytes) -> None:
        """direction: `in` or `out`, from our side."""
        try:
            value = _shortened(json.loads(message))
        except ValueError:
            value = {"unreadable_bytes": len(message)}
        self._file.write(json.dumps({"dir": direction, "msg": value}, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Flush and release the file."""
        self._file.close()


def _shortened(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        is_sound = "audio" in str(value.get("type", "")) and "transcript" not in str(value.get("type", ""))
        return {k: _shortened(v, k if is_sound else "") for k, v in value.items()}
    if isinstance(value, list):
        return [_shortened(v) for v in value]
    if isinstance(value, str) and (key in AUDIO_FIELDS or len(value) > LONGEST_TEXT):
        return f"<{len(value)} characters>"
    return value
