"""The middle of the window: the conversation, with the drawer beside it or, when narrow, over it."""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_assistant.ui.mirror import mirrored

DRAWER = 272
"""px, where its content needs no more."""
BESIDE_DRAWER = 36
"""px of the conversation that an open drawer leaves at least, to be clicked."""
OVERLAY_BELOW = 760
"""Narrower than this, in px, the drawer lies over the conversation."""


class _Scrim(QWidget):
    """Dims what lies under the drawer; a click on it closes the drawer."""

    clicked = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A shade."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 90))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close."""
        self.clicked.emit()


class Body(QWidget):
    """Places two widgets by hand, because no layout knows how to overlap."""

    drawer_closed = Signal()

    def __init__(self, content: QWidget, drawer: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._drawer = drawer
        self._scrim = _Scrim(self)
        self._scrim.clicked.connect(self.close_drawer)
        content.setParent(self)
        drawer.setParent(self)
        drawer.hide()
        self._scrim.hide()
        drawer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._make_way)

    @property
    def is_open(self) -> bool:
        """Whether the drawer is out."""
        return not self._drawer.isHidden()

    @property
    def overlaps(self) -> bool:
        """Whether the drawer hides part of the conversation."""
        return self.width() < OVERLAY_BELOW

    def open_drawer(self) -> None:
        """Slide it out."""
        self._drawer.show()
        self._place()

    def close_drawer(self) -> None:
        """Put it away."""
        self._drawer.hide()
        self._place()
        self.drawer_closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place again. A drawer that now hides the conversation was not opened for that."""
        if self.is_open and self.overlaps and event.oldSize().width() >= OVERLAY_BELOW:
            self.close_drawer()
        self._place()
        super().resizeEvent(event)

    @Slot(QWidget, QWidget)
    def _make_way(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Whoever types into the conversation wants to see it."""
        if now is not None and self.is_open and self.overlaps and self._content.isAncestorOf(now):
            self.close_drawer()

    def _place(self) -> None:
        width, height = self.width(), self.height()
        drawer = min(max(DRAWER, self._drawer.sizeHint().width()), width - BESIDE_DRAWER)
        beside = drawer if self.is_open and not self.overlaps else 0
        for widget, place in (
            (self._content, QRect(beside, 0, width - beside, height)),
            (self._drawer, QRect(0, 0, drawer, height)),
            (self._scrim, QRect(drawer, 0, width - drawer, height)),
        ):
            widget.setGeometry(mirrored(place, self.rect()))
        self._scrim.setVisible(self.is_open and self.overlaps)
        self._scrim.raise_()
        self._drawer.raise_()
