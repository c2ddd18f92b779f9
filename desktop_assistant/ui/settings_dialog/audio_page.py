"""Microphone, loudspeaker and the sound between them."""

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_assistant.core.audio import Duplex, Sensitivity
from desktop_assistant.core.snapshot import AudioDevices, Levels
from desktop_assistant.settings.model import SampleRate
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.dialogs.echo_test import EchoTestDialog
from desktop_assistant.ui.settings_dialog.calm import CalmComboBox
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage, SliderEditor
from desktop_assistant.ui.voice.device_picker import Direction, LevelMeter, devices_of, with_device


class DeviceChoice(QWidget):
    """All devices of one direction with the live level; one that is unplugged stays chosen and is marked."""

    def __init__(self, bridge: UiBridge, draft: Draft, direction: Direction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._direction = draft, direction
        self._is_input = direction is Direction.INPUT
        self._devices = bridge.devices
        self.box = CalmComboBox(self)
        self.box.activated.connect(self._choose)
        self.meter = LevelMeter("wave_mic" if self._is_input else "wave_voice", self)
        self.meter.setAccessibleName(self.tr("Level of the microphone") if self._is_input else self.tr("Level of the speaker"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.box, 1)
        row.addWidget(self.meter)
        self.setFocusProxy(self.box)
        bridge.devices_shown.connect(self.show_devices)
        bridge.levels_shown.connect(self._show_levels)
        self.show_devices(bridge.devices)

    @Slot(object)
    def show_devices(self, devices: AudioDevices) -> None:
        """Offer what is plugged in."""
        self._devices = devices
        found, _ = devices_of(devices, self._direction)
        audio = self._draft.settings.audio
        chosen, name = (audio.input_device, audio.input_name) if self._is_input else (audio.output_device, audio.output_name)
        default = next((device.name for device in found if device.is_default), "")
        self.box.clear()
        self.box.addItem(self.tr("System default ({name})").format(name=default) if default else self.tr("System default"), "")
        for device in found:
            self.box.addItem(device.name, device.id)
        if self.box.findData(chosen) < 0:
            self.box.addItem(self.tr("{name} (not plugged in)").format(name=name or chosen), chosen)
        self.box.setCurrentIndex(self.box.findData(chosen))

    @Slot(object)
    def _show_levels(self, levels: Levels) -> None:
        self.meter.set_level(levels.mic_rms if self._is_input else levels.voice_rms)

    @Slot(int)
    def _choose(self, index: int) -> None:
        found, _ = devices_of(self._devices, self._direction)
        chosen = self.box.itemData(index)
        device = next((device for device in found if device.id == chosen), None)
        if device is None and chosen:
            return
        audio = with_device(self._draft.settings, self._direction, device).audio
        name = "input_preference" if self._is_input else "output_preference"
        self._draft.set(f"audio.{name}", getattr(audio, name))


class AudioPage(FormPage):
    """Devices, loudness, quality."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, QCoreApplication.translate("Settings", "Audio"), parent)
        self._bridge = bridge
        self.microphone = DeviceChoice(bridge, draft, Direction.INPUT, self)
        self.speaker = DeviceChoice(bridge, draft, Direction.OUTPUT, self)
        self._add_device(self.tr("Microphone"), self.microphone, self.tr("The level moves while the microphone is open."))
        self._add_device(self.tr("Speaker"), self.speaker, "")
        test = QPushButton(self.tr("Test speakers and microphone…"), self)
        test.setAutoDefault(False)
        test.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        test.clicked.connect(self._test)
        self.add("", test, self.tr("Measures the echo and says whether you can talk over the assistant."))
        self.volume = SliderEditor(draft, "audio.volume", step=0.05, shown=_percent, parent=self)
        self.add(self.tr("Loudness of the assistant"), self.volume)
        self.add_switch(
            "audio.echo_cancellation",
            self.tr("Remove the assistant's own voice from the microphone"),
            self.tr("Keep this on unless you always wear headphones."),
        )
        self._add_interruption()
        self.add_switch("audio.earcons", self.tr("Soft sounds while thinking and when the microphone opens"))
        rates = {
            SampleRate.HIGH: self.tr("High: 24 kHz"),
            SampleRate.WIDE: self.tr("Wide: 16 kHz"),
            SampleRate.PHONE: self.tr("Telephone: 8 kHz, for slow networks"),
        }
        self.add_choice(
            "audio.sample_rate", self.tr("Sound quality"), rates, self.tr("A provider that lacks it uses its nearest.")
        )
        self.column.addStretch(1)

    @Slot()
    def _test(self) -> None:
        EchoTestDialog(self._bridge, self.window()).open()

    def _add_interruption(self) -> None:
        duplex = {
            Duplex.AUTO: (
                self.tr("Automatic"),
                self.tr("Listens while the assistant speaks, unless its own sound cannot be told from yours."),
            ),
            Duplex.FULL: (
                self.tr("Always listen"),
                self.tr("You can always talk over it; with loud speakers it may hear itself."),
            ),
            Duplex.HALF: (
                self.tr("Rest while it speaks"),
                self.tr("The microphone rests until the assistant has finished; Esc stops it."),
            ),
        }
        self.add_explained_choice("audio.duplex", self.tr("Microphone while the assistant speaks"), duplex)
        sensitivity = {
            Sensitivity.EASY: (self.tr("Easy"), self.tr("A short word interrupts; so may a cough.")),
            Sensitivity.NORMAL: (self.tr("Normal"), self.tr("A few words interrupt; a cough or a key does not.")),
            Sensitivity.FIRM: (self.tr("Firm"), self.tr("Only clear, longer speech interrupts: for loud rooms.")),
        }
        self.add_explained_choice("audio.sensitivity", self.tr("What interrupts the assistant"), sensitivity)

    def _add_device(self, label: str, choice: DeviceChoice, note: str) -> None:
        self.add(label, choice, note)
        choice.box.setAccessibleName(label)


def _percent(value: float) -> str:
    return f"{value * 100:.0f} %"
