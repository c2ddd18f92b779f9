"""Which device to use, when the user chose one, and it may be unplugged."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_assistant.core.snapshot import AudioDevice


@dataclass(frozen=True, slots=True)
class Choice:
    """`device` None: there is none at all. `is_fallback`: the user's own choice is not plugged in."""

    device: AudioDevice | None
    is_fallback: bool = False


def choose(devices: Sequence[AudioDevice], wanted: str) -> Choice:
    """The wanted device by its id, else by its name (ids change on some platforms); else the system's default."""
    if wanted:
        for device in devices:
            if device.id == wanted:
                return Choice(device)
        for device in devices:
            if device.name == wanted:
                return Choice(device)
    default = next((device for device in devices if device.is_default), devices[0] if devices else None)
    return Choice(default, is_fallback=bool(wanted) and default is not None)
