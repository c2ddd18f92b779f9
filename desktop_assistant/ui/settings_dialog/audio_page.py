"""Microphone, loudspeaker and the sound between them."""

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_assistant.core.audio import Duplex, Sensitivity
from desktop_assistant.settings.model import SampleRate
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.dialogs.echo_test import EchoTestDialog
from desktop_assistant.ui.settings_dialog.appearance_page import percent
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import FormPage, SliderEditor
from desktop_assistant.ui.settings_dialog.preference_list import PreferenceList
from desktop_assistant.ui.voice.device_picker import Direction


class AudioPage(FormPage):
    """Devices, loudness, quality."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft, QCoreApplication.translate("Settings", "Audio"), parent)
        self._bridge = bridge
        note = self.tr("The first that is plugged in is used. Drag to reorder, or Alt+Up and Alt+Down.")
        self.microphone = PreferenceList(bridge, draft, Direction.INPUT, self.tr("Microphones, the preferred one first"), self)
        self.speaker = PreferenceList(bridge, draft, Direction.OUTPUT, self.tr("Speakers, the preferred one first"), self)
        for choice, words in ((self.microphone, note), (self.speaker, "")):
            self.add(choice.rows.accessibleName(), choice, words)
        test = QPushButton(self.tr("Test speakers and microphone…"), self)
        test.setAutoDefault(False)
        test.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        test.clicked.connect(self._test)
        self.add("", test, self.tr("Measures the echo and says whether you can talk over the assistant."))
        self.volume = SliderEditor(draft, "audio.volume", step=0.05, shown=percent, parent=self)
        self.add(self.tr("Loudness of the assistant"), self.volume)
        self.add_switch(
            "audio.echo_cancellation",
            self.tr("Remove the assistant's own voice from the microphone"),
            self.tr("Keep this on unless you always wear headphones."),
        )
        self._add_interruption()
        self.add_switch(
            "audio.noise_suppression", self.tr("Take steady noise out of what is sent"), self.tr("For fans and streets.")
        )
        self.add_switch(
            "audio.gain_control", self.tr("Raise a quiet voice"), self.tr("For a distant microphone; it raises the room too.")
        )
        self.add_switch("audio.headset_advice", self.tr("Advise against the microphone of Bluetooth headphones"))
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
                self.tr(
                    "Listens while the assistant speaks, unless its own sound cannot be told from yours, or you chose in the "
                    "test to let it rest with these devices."
                ),
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
