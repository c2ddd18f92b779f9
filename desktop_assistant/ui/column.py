"""The middle of the window from top to bottom, and who gives way when it is low: problems first, the conversation next.

The voice panel always has its height, the text box is never cut off, and at least a line of the conversation stays. What is left
may be taken by banners. Placed by hand, because wrapped labels make a layout take height from neighbours that need theirs.
"""

from PySide6.QtCore import QEvent, QRect, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_assistant.ui.banners import BannerStack
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.voice.voice_panel import VoicePanel

LEAST_BANNERS_LINES = 4
"""Lines of text that a window at its smallest has for problems; more of them scroll."""

READABLE_LINES = 5
"""More than one banner is shown only while the conversation keeps about so many lines more than its least."""


class Column(QWidget):
    """Banners, conversation, voice panel."""

    def __init__(self, banners: BannerStack, chat: ChatPane, voice: VoicePanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners, self._chat, self._voice = banners, chat, voice
        for part in (banners, chat, voice):
            part.setParent(self)
        banners.hide()
        banners.changed.connect(self.arrange)
        chat.least_height_changed.connect(self.arrange)

    def least_height(self) -> int:
        """px below which something would be cut off."""
        return self._voice.sizeHint().height() + self._chat.least_height() + LEAST_BANNERS_LINES * self.fontMetrics().height()

    @Slot()
    def arrange(self) -> None:
        """Share out the height."""
        width, height = self.width(), self.height()
        self._voice.resize(width, self._voice.height())  # its height depends on whether it is narrow
        voice = self._voice.sizeHint().height()
        room = height - voice
        most = max(0, room - self._chat.least_height())
        banners = self._banners.fit(width, most, most - READABLE_LINES * self.fontMetrics().height())
        self._banners.setGeometry(QRect(0, 0, width, banners))
        self._chat.setGeometry(QRect(0, banners, width, room - banners))
        self._voice.setGeometry(QRect(0, room, width, voice))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out again."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """A part needs another height, for example after a change of text size."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)
