"""Bluetooth headsets: as soon as their microphone is open, what they play sounds like a telephone."""

from collections.abc import Sequence

from desktop_assistant.core.snapshot import AudioDevice


def wired_microphone(inputs: Sequence[AudioDevice]) -> AudioDevice | None:
    """The one to use beside Bluetooth headphones: the system's default if it is no Bluetooth one itself, else the first."""
    wired = [device for device in inputs if not device.is_bluetooth]
    return next((device for device in wired if device.is_default), wired[0] if wired else None)


def better_microphone(
    inputs: Sequence[AudioDevice], microphone: AudioDevice | None, speaker: AudioDevice | None
) -> AudioDevice | None:
    """What to use instead of `microphone`, if it belongs to the Bluetooth headset that plays; None: nothing to be said."""
    if microphone is None or speaker is None or not microphone.headset or microphone.headset != speaker.headset:
        return None
    return wired_microphone(inputs)
