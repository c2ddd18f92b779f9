"""What the sound server says of its devices, beside what Qt says: which are really plugged in, and which are worn on the ears.

Qt 6.11 keeps a device that is pulled out in its list as long as it was not the default, and tells nobody. Pure.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_assistant.core.snapshot import AudioDevice

_WORN = frozenset({"headphone", "headset", "hands-free"})
"""Form factors, as PulseAudio and PipeWire name them."""
_WORN_WORDS = re.compile(r"head(phone|set)|ear(phone|bud|pod)s?\b|airpods|\bbuds\b|hands-free", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:[0-9A-F]{2}[:_]){5}[0-9A-F]{2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything that the server has, monitors included; Qt decides which of it is a microphone."""

    inputs: tuple[AudioDevice, ...] = ()
    outputs: tuple[AudioDevice, ...] = ()


def describe(name: str, description: str, properties: Mapping[str, str], port: str, *, is_default: bool) -> AudioDevice:
    """One device of the server: its name, what people call it, its properties, and the port in use (empty: it has none)."""
    bus = properties.get("device.bus", "")
    api = properties.get("device.api", "")
    is_bluetooth = bus == "bluetooth" or api.startswith("bluez") or name.startswith("bluez")
    is_worn = properties.get("device.form_factor", "") in _WORN or bool(_WORN_WORDS.search(port))
    return AudioDevice(
        id=name,
        name=description,
        is_default=is_default,
        is_headphones=is_worn or sounds_worn(description),
        is_bluetooth=is_bluetooth,
        headset=_address(name, properties) if is_bluetooth else "",
    )


def sounds_worn(name: str) -> bool:
    """What people call it says that it is worn on the ears: all that some platforms tell."""
    return bool(_WORN_WORDS.search(name))


def complete(found: Sequence[AudioDevice], listed: Sequence[AudioDevice] | None) -> tuple[AudioDevice, ...]:
    """Qt's devices without those that the server has no more, and with what it knows of the others. None: it was not asked."""
    if listed is None:
        return tuple(replace(device, is_headphones=sounds_worn(device.name)) for device in found)
    known = {device.id: device for device in listed}
    return tuple(replace(known[device.id], name=device.name) for device in found if device.id in known)


def _address(name: str, properties: Mapping[str, str]) -> str:
    """Of the Bluetooth apparatus: a headset's microphone and its loudspeakers have the same one."""
    for text in (properties.get("api.bluez5.address", ""), properties.get("device.string", ""), name):
        if match := _ADDRESS.search(text):
            return match[0].upper().replace("_", ":")
    return ""
