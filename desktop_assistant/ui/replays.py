"""Kept sound of the conversation on screen: which messages have some, and which one is being heard."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desktop_assistant.core.errors import AssistantError
from desktop_assistant.core.items import ConversationInfo, Item, ItemStatus
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.chat.chat_view import ChatView

LOOK_AFTER_MS = 800
"""A finished item's sound is on disk soon after; one question then serves several items."""


class Replays(QObject):
    """Asks what can be heard when a conversation is shown or a spoken item ends. One recording plays at a time."""

    def __init__(self, bridge: UiBridge, view: ChatView) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._view = view
        self._conversation = ""
        self._look_timer = QTimer(self, interval=LOOK_AFTER_MS, singleShot=True)
        self._look_timer.timeout.connect(self.look)
        bridge.conversation_shown.connect(self._take_conversation)
        bridge.item_shown.connect(self._take_item)
        view.replay_asked.connect(self.toggle)

    @Slot()
    def look(self) -> None:
        """Ask which items have sound."""
        if self._bridge.is_ready and self._conversation:
            found = partial(self._found, self._conversation)
            self._bridge.spawn(self._bridge.control.recorded_items(self._conversation), found, self._found_none)

    @Slot(str)
    def toggle(self, item_id: str) -> None:
        """Play it, or stop it if it plays."""
        if not self._bridge.is_ready:
            return
        if self._view.playing == item_id:
            self._bridge.control.stop_replay()
            return
        self._set_playing(item_id)
        self._bridge.spawn(self._bridge.control.replay(item_id), partial(self._ended, item_id), partial(self._failed, item_id))

    @Slot(object, object)
    def _take_conversation(self, info: ConversationInfo, _items: object) -> None:
        if info.id != self._conversation:
            self._conversation = info.id
            self._view.set_recorded(frozenset())
            if self._view.playing and self._bridge.is_ready:
                self._bridge.control.stop_replay()
            self._set_playing("")
        self.look()

    @Slot(object, object)
    def _take_item(self, item: Item, _after: object) -> None:
        is_over = item.status is not ItemStatus.IN_PROGRESS
        if self._bridge.settings.privacy.keep_audio and item.is_spoken and is_over and item.id not in self._view.recorded:
            self._look_timer.start()

    def _found(self, conversation: str, item_ids: frozenset[str]) -> None:
        if conversation == self._conversation:
            self._view.set_recorded(item_ids)

    def _found_none(self, _: AssistantError) -> None:
        """The history has its own banner when it cannot be read."""

    def _ended(self, item_id: str, _: None) -> None:
        if self._view.playing == item_id:
            self._set_playing("")

    def _failed(self, item_id: str, error: AssistantError) -> None:
        self._ended(item_id, None)
        self._bridge.show_problem(Problem(code=ProblemCode.RECORDING_UNPLAYABLE, detail=str(error)))
        self.look()

    def _set_playing(self, item_id: str) -> None:
        if item_id == self._view.playing:
            return
        self._view.set_playing(item_id)
        if QAccessible.isActive():
            words = self.tr("Playing the recording") if item_id else self.tr("The recording has ended")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, words))
