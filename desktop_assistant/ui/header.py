"""The uppermost line: past conversations, title, who answers, new conversation, settings."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop_assistant.ui.announce import announce
from desktop_assistant.ui.labels import ElidedLabel
from desktop_assistant.ui.mirror import isolated, reads_leftwards
from desktop_assistant.ui.theme import icon, theme_keeper

SAID_MS = 1800
"""How long a short message stands in place of the title."""
_ICONS = {"history": "menu", "new": "plus", "settings": "settings"}


class Header(QWidget):
    """Shows a title, or for a moment what has just been done."""

    def __init__(self, actions: Mapping[str, QAction], persona: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = ""
        self._title = ElidedLabel(self)
        self._title.setObjectName("headerTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        if reads_leftwards():  # a title in another script would go to the far side by itself
            self._title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._said = QTimer(self, interval=SAID_MS, singleShot=True)
        self._said.timeout.connect(self._back_to_title)
        self._buttons = {name: self._button(actions[name]) for name in _ICONS}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self._buttons["history"])
        row.addSpacing(4)
        row.addWidget(self._title, 1)
        row.addWidget(persona)
        row.addWidget(self._buttons["new"])
        row.addWidget(self._buttons["settings"])
        theme_keeper().changed.connect(self._take_colours)
        self._take_colours()

    @property
    def text(self) -> str:
        """What stands there now."""
        return self._title.text()

    def set_title(self, words: str) -> None:
        """Of the conversation."""
        self._words = words
        if not self._said.isActive():
            self._title.setText(isolated(words))

    def say(self, words: str) -> None:
        """Confirm something, to the eye and to a screen reader, for a moment."""
        self._title.setText(words)
        self._said.start()
        announce(self._title, words)

    @Slot()
    def _back_to_title(self) -> None:
        self._title.setText(isolated(self._words))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text())
        button.clicked.connect(action.trigger)
        return button

    @Slot()
    def _take_colours(self) -> None:
        for name, button in self._buttons.items():
            button.setIcon(icon(_ICONS[name]))
