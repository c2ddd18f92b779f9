"""Reads golden transcripts, and writes them again when a change is accepted (ACCEPT=1)."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_assistant.core.server_events import AudioDelta

FOLDER = Path(__file__).parent
ACCEPT = os.environ.get("ACCEPT") == "1"


@dataclass(frozen=True)
class Line:
    """One step of a session. `msg` of a local step is the event's class (`type`) and its fields."""

    dir: str
    msg: dict[str, Any]
    link: int = 0
    """Which connection, where a second one is made ready beside the first."""

    def dump(self) -> str:
        which = {"link": self.link} if self.link else {}
        return json.dumps({"dir": self.dir, **which, "msg": self.msg}, ensure_ascii=False)


def transcripts(service: str = "*") -> list[Path]:
    """All sessions of a service, or of all; the folder has the service's name in `protocol/registry`."""
    return sorted(FOLDER.glob(f"{service}/*.jsonl"))


def brief(event: object) -> str:
    """An event with its sound as a length."""
    text = repr(event)
    return text.replace(repr(event.audio), f"<{len(event.audio)} bytes>") if isinstance(event, AudioDelta) else text


def title(message: dict[str, Any]) -> str:
    """A message's type, or its keys where the protocol has no types."""
    return str(message.get("type") or ", ".join(message))


def name_of(path: Path) -> str:
    """For a test's id."""
    return f"{path.parent.name}-{path.stem}"


def read(path: Path) -> list[Line]:
    """The steps of a session."""
    return [Line(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def expect(path: Path, text: str) -> None:
    """The file must say so, or is made to say so."""
    if ACCEPT:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
