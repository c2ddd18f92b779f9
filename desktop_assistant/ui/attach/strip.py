"""What will go with the message, above the text box: small pictures and files, each with a button that takes it away."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop_assistant.core.items import FilePart, ImagePart
from desktop_assistant.ui.attach.encoding import small
from desktop_assistant.ui.attach.names import title_of
from desktop_assistant.ui.theme import Palette, icon, theme_keeper

MOST = 5
"""More go with the next message."""
_TILE = QSize(58, 52)
_PICTURE = QSize(54, 48)


class _Tile(QFrame):
    """One of them."""

    removed = Signal()
    opened = Signal()

    def __init__(self, part: ImagePart | FilePart, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = part
        title = title_of(part)
        self.setFixedSize(_TILE.width() + 8, _TILE.height() + 8)
        self.face = QToolButton(self)
        self.face.setGeometry(0, 8, _TILE.width(), _TILE.height())
        self.face.setToolTip(title)
        self.face.setAccessibleName(title)
        self.face.setAccessibleDescription(self.tr("Goes with the message. Enter shows it, Delete takes it away."))
        self.remove = QToolButton(self)
        self.remove.setGeometry(_TILE.width() - 14, 0, 22, 22)
        self.remove.setIconSize(QSize(12, 12))
        self.remove.setToolTip(self.tr("Remove {0}").format(title))
        self.remove.setAccessibleName(self.tr("Remove {0}").format(title))
        self.face.clicked.connect(self.opened)
        self.remove.clicked.connect(self.removed)
        self._fill(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def restyle(self, palette: Palette) -> None:
        """Other colours."""
        self.remove.setIcon(icon("close", "text"))
        if isinstance(self.part, FilePart):
            self.face.setIcon(icon("file", "accent"))
        self.face.setStyleSheet(
            f"QToolButton {{ border: 1px solid {palette.border}; border-radius: 8px; background: {palette.raised};"
            f" color: {palette.text}; padding: 2px; }} QToolButton:focus {{ border: 2px solid {palette.focus}; }}"
        )
        self.remove.setStyleSheet(
            f"QToolButton {{ background: {palette.surface}; border: 1px solid {palette.border}; border-radius: 11px; }}"
            f"QToolButton:hover {{ background: {palette.raised}; }} QToolButton:focus {{ border: 2px solid {palette.focus}; }}"
        )

    def _fill(self, title: str) -> None:
        if isinstance(self.part, FilePart):
            self.face.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            self.face.setIconSize(QSize(20, 20))
            room = _TILE.width() - 10
            self.face.setText(self.face.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, room))
            return
        picture = small(self.part.data, _PICTURE * self.devicePixelRatio(), Qt.AspectRatioMode.KeepAspectRatio)
        picture.setDevicePixelRatio(self.devicePixelRatio())
        self.face.setIconSize(_PICTURE)
        self.face.setIcon(QIcon(QPixmap.fromImage(picture)))


class AttachmentStrip(QWidget):
    """`parts` in the order in which they came; hidden while there are none."""

    changed = Signal()
    opened = Signal(object)
    """An ImagePart or a FilePart is to be looked at."""
    emptied = Signal()
    """The last one was taken away by hand: the keyboard is wanted elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tiles: list[_Tile] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 2, 0, 4)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self.setAccessibleName(self.tr("Goes with the message"))
        self.hide()
        theme_keeper().changed.connect(self._restyle)

    @property
    def parts(self) -> tuple[ImagePart | FilePart, ...]:
        """What is in it."""
        return tuple(tile.part for tile in self._tiles)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab comes to, in order."""
        return [widget for tile in self._tiles for widget in (tile.face, tile.remove)]

    @property
    def is_full(self) -> bool:
        """No more will fit."""
        return len(self._tiles) >= MOST

    def add(self, part: ImagePart | FilePart) -> bool:
        """One more; False: there is no room, or it is here."""
        if self.is_full or part in self.parts:
            return False
        tile = _Tile(part, self)
        tile.restyle(theme_keeper().palette)
        tile.removed.connect(partial(self._remove, tile))
        tile.opened.connect(partial(self.opened.emit, part))
        self._tiles.append(tile)
        self._row.insertWidget(len(self._tiles) - 1, tile)
        tile.show()  # now, not with the next layout: Tab passes over what is not shown
        self.show()
        self.changed.emit()
        return True

    def take(self) -> tuple[ImagePart | FilePart, ...]:
        """All of them, which are then gone from here."""
        parts = self.parts
        for tile in self._tiles:
            tile.hide()
            tile.deleteLater()
        self._tiles.clear()
        self.hide()
        if parts:
            self.changed.emit()
        return parts

    def _remove(self, tile: _Tile) -> None:
        at = self._tiles.index(tile)
        self._tiles.remove(tile)
        tile.hide()
        tile.deleteLater()
        if self._tiles:
            self._tiles[min(at, len(self._tiles) - 1)].face.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.hide()
            self.emptied.emit()
        self.changed.emit()

    @Slot(object)
    def _restyle(self, palette: Palette) -> None:
        for tile in self._tiles:
            tile.restyle(palette)
