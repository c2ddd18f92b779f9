"""A small button with the device in use; its menu chooses another one or follows the system."""

from dataclasses import replace
from enum import Enum
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QActionGroup, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desktop_assistant.core.audio import DeviceName, preferring
from desktop_assistant.core.snapshot import AudioDevice, AudioDevices
from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.theme import current_palette, icon, theme_keeper
from desktop_assistant.ui.voice.level_history import as_height


class Direction(Enum):
    """Which way the sound goes."""

    INPUT = "input"
    OUTPUT = "output"


def devices_of(devices: AudioDevices, direction: Direction) -> tuple[tuple[AudioDevice, ...], str]:
    """What is plugged in that way, and the id in use."""
    if direction is Direction.INPUT:
        return devices.inputs, devices.input_in_use
    return devices.outputs, devices.output_in_use


def with_device(settings: Settings, direction: Direction, device: AudioDevice | None) -> Settings:
    """Settings with this device chosen; None = follow the system."""
    audio = settings.audio
    picked = DeviceName(id=device.id, name=device.name) if device else DeviceName()
    if direction is Direction.INPUT:
        return replace(settings, audio=replace(audio, input_preference=preferring(audio.input_preference, picked)))
    return replace(settings, audio=replace(audio, output_preference=preferring(audio.output_preference, picked)))


def name_of(found: tuple[AudioDevice, ...], in_use: str, chosen: str) -> str:
    """Of the device in use; while none is open, of the one that will be: the chosen one, else the system's default."""
    for wanted in (in_use, chosen):
        if wanted and (name := next((device.name for device in found if device.id == wanted), "")):
            return name
    return next((device.name for device in found if device.is_default), found[0].name if found else "")


NAME_CHARS = 20
"""Longer names of devices are cut; the tool tip has all of it."""
METER_STEPS = 12
"""Finer steps could not be seen, but would be painted."""


class LevelMeter(QWidget):
    """A thin bar, 0..1."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self._height = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def value(self) -> float:
        """What it shows, 0..1."""
        return self._height

    def sizeHint(self) -> QSize:
        """Fits into the status strip."""
        return QSize(32, 6)

    def set_level(self, rms: float) -> None:
        """Linear loudness."""
        height = round(as_height(rms) * METER_STEPS) / METER_STEPS
        if height != self._height:
            self._height = height
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove and bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_palette().border))
        box = QRectF(0, (self.height() - 5) / 2, self.width(), 5)
        painter.drawRoundedRect(box, 2.5, 2.5)
        if self._height > 0.02:
            painter.setBrush(current_palette().colour(self._colour))
            box.setWidth(max(5.0, box.width() * self._height))
            painter.drawRoundedRect(box, 2.5, 2.5)


class DevicePicker(QWidget):
    """One direction: button, live level, menu. `settings_asked` when the person wants the audio page."""

    settings_asked = Signal()

    def __init__(self, bridge: UiBridge, direction: Direction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._direction = direction
        self._is_input = direction is Direction.INPUT
        self._button = QToolButton(self)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setIconSize(QSize(16, 16))
        self._menu = QMenu(self._button)
        # Not setMenu: it reserves room for an arrow that this small button does not show.
        self._button.clicked.connect(self.open_menu)
        self._meter = LevelMeter("wave_mic" if self._is_input else "wave_voice", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._button)
        row.addWidget(self._meter)
        self._compact = False
        bridge.devices_shown.connect(self.show_devices)
        theme_keeper().changed.connect(self._take_colours)
        self._take_colours()
        self.show_devices(bridge.devices)

    def set_compact(self, compact: bool) -> None:
        """Icon and level only."""
        self._compact = compact
        self.show_devices(self._bridge.devices)

    def set_level(self, rms: float) -> None:
        """Linear loudness of this direction."""
        self._meter.set_level(rms)

    def _chosen(self) -> str:
        audio = self._bridge.settings.audio
        return audio.input_device if self._is_input else audio.output_device

    @Slot()
    def open_menu(self) -> None:
        """Above the button."""
        self._fill_menu()
        corner = self._button.mapToGlobal(self._button.rect().topLeft())
        self._menu.popup(corner - QPoint(0, self._menu.sizeHint().height() + 4))

    @Slot(object)
    def show_devices(self, devices: AudioDevices) -> None:
        """Name the device in use."""
        found, in_use = devices_of(devices, self._direction)
        name = name_of(found, in_use, self._chosen())
        what = self.tr("Microphone") if self._is_input else self.tr("Speaker")
        shown = name or (self.tr("No microphone") if self._is_input else self.tr("No speaker"))
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if self._compact else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self._button.setToolButtonStyle(style)
        metrics = self._button.fontMetrics()
        room = NAME_CHARS * metrics.averageCharWidth()
        self._button.setText(" " + metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room))
        self._button.setToolTip(self.tr("{what}: {name}").format(what=what, name=shown))
        self._button.setAccessibleName(self._button.toolTip())
        self._meter.setAccessibleName(self.tr("Level of the microphone") if self._is_input else self.tr("Level of the speaker"))

    @Slot()
    def _take_colours(self) -> None:
        self._button.setIcon(icon("mic" if self._is_input else "speaker", "muted"))

    def _fill_menu(self) -> None:
        self._menu.clear()
        found, _ = devices_of(self._bridge.devices, self._direction)
        audio = self._bridge.settings.audio
        chosen = audio.input_device if self._is_input else audio.output_device
        default = next((device.name for device in found if device.is_default), "")
        follow = self.tr("System default ({name})").format(name=default) if default else self.tr("System default")
        group = QActionGroup(self._menu)
        for device, text in ((None, follow), *((device, device.name) for device in found)):
            action = self._menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(chosen == (device.id if device else ""))
            action.setActionGroup(group)
            action.triggered.connect(partial(self.choose, device))
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Audio settings…")).triggered.connect(self.settings_asked)

    def choose(self, device: AudioDevice | None, checked: bool = True) -> None:
        """Use this one; None = follow the system."""
        self._bridge.apply(with_device(self._bridge.settings, self._direction, device))
