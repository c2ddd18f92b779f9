"""Whether the microphone rests while the assistant speaks: by the setting, by a choice for these devices, or by the echo."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.snapshot import AudioDevices
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.bridge import UiBridge


class HalfDuplex(QObject):
    """Follows settings, devices and problems. `changed` when the answer changes."""

    changed = Signal(bool)

    def __init__(self, bridge: UiBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = bridge.settings.audio.duplex
        self._is_forced, self._rests = False, bridge.devices.rests
        self._was = self.is_on
        bridge.settings_changed.connect(self._take_settings)
        bridge.devices_shown.connect(self._take_devices)
        bridge.problem_shown.connect(self._take_problem)

    @property
    def is_on(self) -> bool:
        """Deaf while the assistant speaks."""
        return self._choice is Duplex.HALF or (self._choice is Duplex.AUTO and (self._rests or self._is_forced))

    @Slot(object)
    def _take_settings(self, settings: Settings) -> None:
        self._choice = settings.audio.duplex
        self._tell()

    @Slot(object)
    def _take_devices(self, devices: AudioDevices) -> None:
        self._rests = devices.rests
        self._tell()

    @Slot(object)
    def _take_problem(self, problem: Problem) -> None:
        if problem.code is ProblemCode.ECHO_HALF_DUPLEX:
            self._is_forced = not problem.over
            self._tell()

    def _tell(self) -> None:
        if self.is_on is not self._was:
            self._was = self.is_on
            self.changed.emit(self._was)
