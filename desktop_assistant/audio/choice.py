"""Which device to use, when the user prefers some, in an order, and any of them may be unplugged."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_assistant.core.audio import AudioSetup, DeviceName, DevicePair
from desktop_assistant.core.snapshot import AudioDevice


@dataclass(frozen=True, slots=True)
class Choice:
    """`device` None: there is none at all. `missing`: the best of those that the user prefers, none of which is there."""

    device: AudioDevice | None
    missing: DeviceName | None = None


def choose(devices: Sequence[AudioDevice], preference: Sequence[DeviceName]) -> Choice:
    """The first of the preferred ones that is plugged in, else the system's default."""
    default = next((device for device in devices if device.is_default), devices[0] if devices else None)
    for wanted in preference:
        found = _find(devices, wanted) if wanted.id else default
        if found is not None:
            return Choice(found)
    return Choice(default, preference[0] if preference and default is not None else None)


def pair_of(inputs: Sequence[AudioDevice], outputs: Sequence[AudioDevice], setup: AudioSetup) -> DevicePair:
    """What is used whenever it is needed."""
    microphone = choose(inputs, setup.input_preference).device
    loudspeaker = choose(outputs, setup.output_preference).device
    return DevicePair(input_device=microphone.id if microphone else "", output_device=loudspeaker.id if loudspeaker else "")


class DeviceNames:
    """Of every device seen, so that a missing one can be named."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def learn(self, devices: Sequence[AudioDevice]) -> None:
        """These are there."""
        self._names.update((device.id, device.name) for device in devices)

    def said(self, device: DeviceName | None) -> str:
        """What people call it."""
        return (device.name or self._names.get(device.id, device.id)) if device else ""


def _find(devices: Sequence[AudioDevice], wanted: DeviceName) -> AudioDevice | None:
    """By its id, else by its name: ids change on some platforms, and people write names into the settings."""
    by_id = next((device for device in devices if device.id == wanted.id), None)
    return by_id or next((device for device in devices if device.name and device.name in (wanted.name, wanted.id)), None)
