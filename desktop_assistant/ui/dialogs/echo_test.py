"""The self-test of loudspeaker and microphone: a short sound, what came back of it, and what to do."""

import asyncio
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.errors import AssistantError
from desktop_assistant.core.local_events import StopPressed
from desktop_assistant.core.snapshot import EchoTest
from desktop_assistant.ui.announce import announce
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.details import said
from desktop_assistant.ui.dialogs.echo_words import changed_words, findings, offer, recommendation, tested_words, use_words
from desktop_assistant.ui.voice.device_picker import Direction, devices_of, name_of


class Step(Enum):
    """What the dialog is doing."""

    IDLE = "idle"
    BUSY = "busy"
    DONE = "done"
    FAILED = "failed"


class EchoTestDialog(QDialog):
    """Shows the kept result at once, and that of other devices when they take over; a test ends when the dialog is closed."""

    def __init__(self, bridge: UiBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._task: asyncio.Task[EchoTest] | None = None
        self._result: EchoTest | None = None
        self.step = Step.IDLE
        self.setWindowTitle(self.tr("Test speakers and microphone"))
        self.setMinimumWidth(340)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._label(self.windowTitle(), "heading"))
        intro = self.tr("A short sound is played, and the microphone listens for it. Be quiet for a few seconds.")
        column.addWidget(self._label(intro, ""))
        self._devices = self._label("", "muted")
        column.addWidget(self._devices)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("The test is running"))
        column.addWidget(self.progress)
        self.error = self._label("", "bad")
        column.addWidget(self.error)
        self._card = self._build_card()
        column.addWidget(self._card)
        column.addStretch(1)
        column.addLayout(self._build_foot())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bridge.devices_shown.connect(self._follow)
        bridge.settings_changed.connect(self._follow)
        self._name_devices()
        self._show_kept()

    # --- building -----------------------------------------------------------------------------------------------
    def _label(self, text: str, kind: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _build_card(self) -> QFrame:
        card = QFrame(self)
        card.setObjectName("card")
        inside = self._inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 16, 14)
        inside.setSpacing(8)
        self.advice = self._label("", "label")
        self.note = self._label("", "")
        self.use = QPushButton(use_words(), card)
        self.use.clicked.connect(self._use)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(14)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(2, 1)
        self._tested = self._label("", "muted")
        inside.addWidget(self.advice)
        inside.addWidget(self.note)
        inside.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(self._lines)
        inside.addWidget(self._tested)
        return card

    def _build_foot(self) -> QHBoxLayout:
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.reject)
        self.start = QPushButton(self)
        self.start.setProperty("kind", "primary")
        self.start.setDefault(True)
        self.start.clicked.connect(self._start_or_stop)
        row = QHBoxLayout()
        row.addWidget(close)
        row.addStretch(1)
        row.addWidget(self.start)
        return row

    # --- testing ------------------------------------------------------------------------------------------------
    @Slot()
    def _start_or_stop(self) -> None:
        if self.step is Step.BUSY:
            self._cancel()
            self._show_kept()
            return
        if not self._bridge.is_ready:
            return
        if self._bridge.snapshot.can_stop:
            self._bridge.put(StopPressed())  # nobody but the test shall be heard
        self._set(Step.BUSY)
        self._task = self._bridge.spawn(self._bridge.control.test_echo(), self._done, self._failed)

    def _cancel(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def done(self, result: int) -> None:
        """Closing, in whatever way, ends the test."""
        self._cancel()
        super().done(result)

    def _done(self, result: EchoTest) -> None:
        self._task = None
        self._show(result)

    def _failed(self, error: AssistantError) -> None:
        self._task = None
        self.error.setText(said(str(error)))
        self._set(Step.FAILED)

    # --- showing ------------------------------------------------------------------------------------------------
    def _show_kept(self) -> None:
        self._result = self._kept()
        if self._result is None:
            self._set(Step.IDLE)
        else:
            self._show(self._result)

    def _kept(self) -> EchoTest | None:
        return self._bridge.control.echo_test() if self._bridge.is_ready else None

    @Slot()
    def _follow(self) -> None:
        """Other devices or other settings, perhaps."""
        self._name_devices()
        if self.step is not Step.BUSY and self._kept() != self._result:
            self._show_kept()
        elif self._offer():
            self._fit()

    def _show(self, result: EchoTest) -> None:
        self._result = result
        self.advice.setText(recommendation(result))
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, finding in enumerate(findings(result)):
            for place, words in enumerate((finding.name, finding.value, finding.meaning)):
                label = self._label(words, "muted" if place != 1 else "")
                label.setWordWrap(place == 2)
                self._lines.addWidget(label, row, place, Qt.AlignmentFlag.AlignTop)
                label.show()  # with the next event is too late: its height counts now
        self._tested.setText(tested_words(result))
        self._card.setAccessibleName(self.advice.text())
        self._set(Step.DONE)

    def _set(self, step: Step) -> None:
        self.step = step
        self.progress.setVisible(step is Step.BUSY)
        self.error.setVisible(step is Step.FAILED)
        self._card.setVisible(step is Step.DONE)
        words = {Step.BUSY: self.tr("Stop"), Step.IDLE: self.tr("Start the test")}
        self.start.setText(words.get(step, self.tr("Test again")))
        self._offer()
        self._fit()

    def _fit(self) -> None:
        """As high as its words need; one that is on screen gets no narrower under the hand."""
        if not self.isVisible():
            self.adjustSize()
            return
        for layout in (self._inside, self._column):  # outwards: what is in the card makes it higher
            layout.activate()
        width = max(self.width(), self.sizeHint().width())
        self.resize(width, self._column.totalHeightForWidth(width))

    def _offer(self) -> bool:
        """The button is there only where it would change something. True: it says something else now."""
        if self._result is None:
            return False
        offered = offer(self._result, self._bridge.settings.audio.duplex)
        words = offered.button or use_words()
        is_new = (words, offered.note) != (self.use.text(), self.note.text())
        if self.use.hasFocus() and not offered.button:
            self.start.setFocus()
        self.use.setText(words)
        self.use.setVisible(bool(offered.button))
        self.use.setAccessibleDescription(offered.note)
        self.note.setText(offered.note)
        self.note.setVisible(bool(offered.note))
        lines = [f"{finding.name}: {finding.value}, {finding.meaning}" for finding in findings(self._result)]
        self._card.setAccessibleDescription(" ".join(filter(None, (offered.note, ". ".join(lines)))))
        return is_new

    @Slot()
    def _use(self) -> None:
        result, settings = self._result, self._bridge.settings
        if result is None:
            return
        rests = offer(result, settings.audio.duplex).rests
        if settings.audio.duplex is not Duplex.AUTO:
            self._bridge.apply(replace(settings, audio=replace(settings.audio, duplex=Duplex.AUTO)))
        self._bridge.spawn(self._bridge.control.let_rest(result.pair, rests), self._used)

    def _used(self, _: None) -> None:
        self._follow()
        if self._result is not None:
            announce(self.note if self.note.isVisible() else self._card, changed_words(self._result))

    @Slot()
    def _name_devices(self) -> None:
        audio = self._bridge.settings.audio
        names = []
        for direction, chosen in ((Direction.OUTPUT, audio.output_device), (Direction.INPUT, audio.input_device)):
            found, in_use = devices_of(self._bridge.devices, direction)
            names.append(name_of(found, in_use, chosen))
        self._devices.setText(" \N{RIGHTWARDS ARROW} ".join(name for name in names if name))
        self._devices.setVisible(any(names))
