"""Devices of one direction in the person's order: the first that is plugged in is used."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop_assistant.core.audio import KEPT_PREFERENCES, DeviceName
from desktop_assistant.core.snapshot import AudioDevice, AudioDevices, Levels
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.theme import icon
from desktop_assistant.ui.voice.device_picker import Direction, LevelMeter, devices_of

_NAME = Qt.ItemDataRole.UserRole
MOST_ROWS = 6
"""More scroll."""
_DEFAULT = DeviceName()


def order_of(preference: tuple[DeviceName, ...], found: tuple[AudioDevice, ...]) -> list[DeviceName]:
    """All rows: those that were ranked, the system's default, and what else is plugged in."""
    rows = list(preference)
    if not any(not device.id for device in rows):
        rows.append(_DEFAULT)
    known = {device.id for device in rows}
    return rows + [DeviceName(id=device.id, name=device.name) for device in found if device.id not in known]


def ranked(rows: list[DeviceName], before: tuple[DeviceName, ...], moved: DeviceName) -> tuple[DeviceName, ...]:
    """What of an order is worth keeping: down to the last row that somebody has ranked; the default needs no place at the end."""
    wanted = {device.id for device in before} | {moved.id}
    last = max((number for number, device in enumerate(rows) if device.id in wanted), default=-1)
    kept = rows[: last + 1][:KEPT_PREFERENCES]
    while kept and not kept[-1].id:
        kept.pop()
    return tuple(kept)


def _blank() -> QIcon:
    """As wide as the tick, so that all names begin at the same place."""
    pixmap = QPixmap(16, 16)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


class _Rows(QListWidget):
    """Dragged with the mouse, or moved with Alt and the arrow keys; Del forgets a device that is not there."""

    moved = Signal(int)
    """By so many rows."""
    forgotten = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up, Alt+Down, Del."""
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(steps[event.key()])
        elif event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        rows = [self.sizeHintForRow(number) for number in range(min(self.count(), MOST_ROWS))]
        return QSize(240, sum(rows) + 2 * self.frameWidth() + 10)


class PreferenceList(QWidget):
    """Edits `audio.input_preference` or `audio.output_preference` of the draft; shows the level and what is in use."""

    def __init__(self, bridge: UiBridge, draft: Draft, direction: Direction, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._direction = draft, direction
        self._is_input = direction is Direction.INPUT
        self._path = "audio.input_preference" if self._is_input else "audio.output_preference"
        self._devices = bridge.devices
        self.rows = _Rows(self)
        self.rows.setObjectName("preference")
        self.rows.setAccessibleName(label)
        self.rows.setAccessibleDescription(self.tr("Alt+Up and Alt+Down change the order, Del forgets a missing device."))
        self.rows.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setIconSize(QSize(16, 16))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.meter = LevelMeter("wave_mic" if self._is_input else "wave_voice", self)
        self.meter.setAccessibleName(self.tr("Level of the microphone") if self._is_input else self.tr("Level of the speaker"))
        self.up = self._button(self.tr("Up"), self.tr("Prefer it more"))
        self.down = self._button(self.tr("Down"), self.tr("Prefer it less"))
        self.forget = self._button(self.tr("Forget"), self.tr("Forget this missing device"))
        self._lay_out()
        self._connect(bridge)
        self.show_devices(bridge.devices)

    @property
    def order(self) -> list[DeviceName]:
        """All rows from the top."""
        return [self.rows.item(number).data(_NAME) for number in range(self.rows.count())]

    # --- building -----------------------------------------------------------------------------------------------
    def _button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{name} ({self.rows.accessibleName()})")
        button.setToolTip(name)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.up, self.down, self.forget):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.meter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.rows)
        column.addLayout(row)
        self.setFocusProxy(self.rows)

    def _connect(self, bridge: UiBridge) -> None:
        bridge.devices_shown.connect(self.show_devices)
        bridge.levels_shown.connect(self._show_levels)
        self._draft.changed.connect(self._follow)
        self.rows.moved.connect(self.move_current)
        self.rows.forgotten.connect(self.forget_current)
        self.rows.currentRowChanged.connect(self._offer)
        # Later: the list still works with its rows while it reports the drop.
        self.rows.model().rowsMoved.connect(self._dragged, Qt.ConnectionType.QueuedConnection)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.forget.clicked.connect(self.forget_current)

    # --- showing ------------------------------------------------------------------------------------------------
    @Slot(object)
    def show_devices(self, devices: AudioDevices) -> None:
        """Something was plugged in or out, or came into use."""
        self._devices = devices
        current = self.rows.currentItem()
        self._fill(current.data(_NAME) if current else None)

    def _fill(self, current: DeviceName | None) -> None:
        found, in_use = devices_of(self._devices, self._direction)
        self.rows.clear()
        for name in order_of(self._draft.get(self._path), found):
            self.rows.addItem(self._row(name, found, in_use))
        order = [name.id for name in self.order]
        at = order.index(current.id) if current is not None and current.id in order else 0
        self.rows.setCurrentRow(at)
        self.rows.setFixedHeight(self.rows.sizeHint().height())
        self._offer()

    def _row(self, name: DeviceName, found: tuple[AudioDevice, ...], in_use: str) -> QListWidgetItem:
        device = next((device for device in found if device.id == name.id), None)
        is_missing = bool(name.id) and device is None
        row = QListWidgetItem(self._words(name, device, found))
        row.setData(_NAME, name)
        row.setToolTip(row.text())
        if is_missing:
            row.setForeground(self.palette().placeholderText())
        row.setIcon(_blank())
        if device is not None and device.id == in_use:
            row.setIcon(icon("check", "success"))
            row.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("{0} (in use)").format(row.text()))
        return row

    def _words(self, name: DeviceName, device: AudioDevice | None, found: tuple[AudioDevice, ...]) -> str:
        if not name.id:
            default = next((device.name for device in found if device.is_default), "")
            return self.tr("System default ({0})").format(default) if default else self.tr("System default")
        return device.name if device else self.tr("{0} (not plugged in)").format(name.name or name.id)

    @Slot(object)
    def _show_levels(self, levels: Levels) -> None:
        self.meter.set_level(levels.mic_rms if self._is_input else levels.voice_rms)

    # --- changing -----------------------------------------------------------------------------------------------
    @Slot(int)
    def move_current(self, by: int) -> None:
        """The current device up or down."""
        at = self.rows.currentRow()
        to = at + by
        if at >= 0 and 0 <= to < self.rows.count():
            order = self.order
            order.insert(to, order.pop(at))
            self._keep(order, order[to])

    @Slot()
    def _move_up(self) -> None:
        self.move_current(-1)

    @Slot()
    def _move_down(self) -> None:
        self.move_current(1)

    @Slot()
    def _dragged(self) -> None:
        current = self.rows.currentItem()
        if current is not None:
            self._keep(self.order, current.data(_NAME))

    @Slot()
    def forget_current(self) -> None:
        """A device that is not there does not come back into the list until it is plugged in."""
        current = self.rows.currentItem()
        if current is not None and self.forget.isEnabled():
            name = current.data(_NAME)
            self._draft.set(self._path, tuple(device for device in self._draft.get(self._path) if device.id != name.id))

    def _keep(self, order: list[DeviceName], moved: DeviceName) -> None:
        preference = ranked(order, self._draft.get(self._path), moved)
        if preference == self._draft.get(self._path):
            self._fill(moved)
        else:
            self._pending = moved
            self._draft.set(self._path, preference)

    @Slot(str)
    def _follow(self, path: str) -> None:
        if path == self._path:
            current = self.rows.currentItem()
            moved, self._pending = self._pending, None
            self._fill(moved or (current.data(_NAME) if current else None))

    _pending: DeviceName | None = None
    """What was just moved, so that it stays the current row."""

    @Slot()
    def _offer(self) -> None:
        at, count = self.rows.currentRow(), self.rows.count()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < count - 1)
        found, _ = devices_of(self._devices, self._direction)
        current = self.rows.currentItem()
        name = current.data(_NAME) if current else _DEFAULT
        self.forget.setEnabled(bool(name.id) and all(device.id != name.id for device in found))
