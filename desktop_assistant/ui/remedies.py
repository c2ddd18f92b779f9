"""Does what the button of a banner promises."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from desktop_assistant.core.headset import wired_microphone
from desktop_assistant.core.local_events import DropUnsent, ReconnectPressed, SendUnsent
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.settings.model import Provider
from desktop_assistant.ui.advice import Remedy
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.system_pages import open_folder, open_sound_settings
from desktop_assistant.ui.voice.device_picker import Direction, with_device

_PAGES = {
    Remedy.PROVIDER_SETTINGS: PageName.PROVIDER,
    Remedy.AUDIO_SETTINGS: PageName.AUDIO,
    Remedy.PRIVACY_SETTINGS: PageName.PRIVACY,
    Remedy.COST_SETTINGS: PageName.CONTINUITY,
}
_DEVICES = {Remedy.CHOOSE_MICROPHONE: Direction.INPUT, Remedy.CHOOSE_SPEAKER: Direction.OUTPUT}


class Remedies(QObject):
    """What needs the window is asked for by signal."""

    page_asked = Signal(object)
    """A PageName of the settings."""
    device_asked = Signal(object)
    """A Direction: open that device menu."""
    echo_test_asked = Signal()

    def __init__(self, bridge: UiBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    @Slot(object)
    def apply(self, remedy: Remedy) -> None:
        """Help."""
        if remedy in _PAGES:
            self.page_asked.emit(_PAGES[remedy])
        elif remedy in _DEVICES:
            self.device_asked.emit(_DEVICES[remedy])
        else:
            self._act(remedy)

    @Slot(object)
    def take_note(self, code: ProblemCode) -> None:
        """The person has put that banner away: advice is not given twice, an offer is declined."""
        settings = self._bridge.settings
        if code is ProblemCode.WORDS_UNSENT:
            self._bridge.put(DropUnsent())
        if code is ProblemCode.HEADSET_MICROPHONE and settings.audio.headset_advice:
            self._bridge.apply(replace(settings, audio=replace(settings.audio, headset_advice=False)))

    def _act(self, remedy: Remedy) -> None:
        match remedy:
            case Remedy.RECONNECT | Remedy.SEND_UNSENT:
                self._bridge.put(ReconnectPressed() if remedy is Remedy.RECONNECT else SendUnsent())
            case Remedy.USE_LOCAL:
                self._bridge.apply(replace(self._bridge.settings, provider=Provider.LOCAL))
            case Remedy.WIRED_MICROPHONE:
                if (microphone := wired_microphone(self._bridge.devices.inputs)) is not None:
                    self._bridge.apply(with_device(self._bridge.settings, Direction.INPUT, microphone))
            case Remedy.TEST_ECHO:
                self.echo_test_asked.emit()
            case Remedy.SYSTEM_SOUND:
                if not open_sound_settings():
                    self.page_asked.emit(PageName.AUDIO)
            case Remedy.OPEN_DATA if self._bridge.is_ready:
                open_folder(self._bridge.control.places.data)
            case Remedy.OPEN_CONFIG if self._bridge.is_ready:
                open_folder(self._bridge.control.places.config)
            case _:
                pass
