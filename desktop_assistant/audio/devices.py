"""Microphones and loudspeakers as QtMultimedia sees them: listed, opened, and watched for coming and going."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QMicrophonePermission, QObject, Qt, Slot
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

from desktop_assistant.audio.inventory import Inventory, complete
from desktop_assistant.audio.sound_server import SoundServer
from desktop_assistant.audio.stream import QtCapture, QtPlayback
from desktop_assistant.core.errors import DeviceError
from desktop_assistant.core.snapshot import AudioDevice


class QtSound(QObject):
    """The SoundSystem of this machine. Lists are read once and again when Qt announces a change; then `on_change` is called.

    `before_long` is called when something begins that may take long: devices are opened, or others take their place.
    """

    def __init__(self, server: SoundServer, *, before_long: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._server = server
        self._before_long = before_long
        self.on_change: Callable[[], None] = lambda: None
        self._qt_inputs: dict[str, QAudioDevice] = {}
        self._qt_outputs: dict[str, QAudioDevice] = {}
        self._inputs: tuple[AudioDevice, ...] = ()
        self._outputs: tuple[AudioDevice, ...] = ()
        self._inventory: Inventory | None = None
        self._media: QMediaDevices | None = None
        if server.was_there:
            self._media = QMediaDevices(self)
            self._media.audioInputsChanged.connect(self._refresh)
            self._media.audioOutputsChanged.connect(self._refresh)
            self._read()

    def inputs(self) -> tuple[AudioDevice, ...]:
        """Microphones plugged in now."""
        return self._inputs

    def outputs(self) -> tuple[AudioDevice, ...]:
        """Loudspeakers plugged in now."""
        return self._outputs

    def open_capture(self, device_id: str) -> QtCapture:
        """Start to capture. DeviceError, or PermissionError where the system asks the user and the user said no."""
        if _is_denied():
            raise PermissionError("The system does not let this program use the microphone.")
        return QtCapture(self._find(self._qt_inputs, device_id))

    def open_playback(self, device_id: str) -> QtPlayback:
        """Start to play."""
        return QtPlayback(self._find(self._qt_outputs, device_id))

    def take_inventory(self, inventory: Inventory) -> None:
        """What the sound server has now, which is more reliable than what Qt says of it."""
        self._inventory = inventory
        self._refresh()

    def is_alive(self, *, thorough: bool) -> bool:
        """The sound server is the one that Qt is connected to."""
        return self._server.is_unchanged(thorough=thorough)

    def _find(self, devices: dict[str, QAudioDevice], device_id: str) -> QAudioDevice:
        self._before_long()
        # Qt aborts the process when it opens a stream on a server that came after its own has died.
        if not self._server.is_unchanged(thorough=True):
            raise DeviceError("the sound server is gone")
        if device_id not in devices:
            raise DeviceError(f"{device_id}: no such device")
        return devices[device_id]

    @Slot()
    def _refresh(self) -> None:
        if self._media is None:
            return
        self._before_long()
        self._read()
        self.on_change()

    def _read(self) -> None:
        inputs, outputs = QMediaDevices.audioInputs(), QMediaDevices.audioOutputs()
        self._qt_inputs = {_id(device): device for device in inputs}
        self._qt_outputs = {_id(device): device for device in outputs}
        known = self._inventory
        self._inputs = complete(_describe(inputs), known.inputs if known else None)
        self._outputs = complete(_describe(outputs), known.outputs if known else None)


def _id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode(errors="replace")


def _describe(devices: Sequence[QAudioDevice]) -> tuple[AudioDevice, ...]:
    return tuple(AudioDevice(id=_id(one), name=one.description(), is_default=one.isDefault()) for one in devices)


def _is_denied() -> bool:
    app = QCoreApplication.instance()
    return app is not None and app.checkPermission(QMicrophonePermission()) == Qt.PermissionStatus.Denied
