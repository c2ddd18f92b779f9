"""The conversation on screen: its title, what the person types and corrects in it, and the message that they look for."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from desktop_assistant.core.items import ConversationInfo, Item
from desktop_assistant.core.local_events import AnswerAsked, TurnCorrected, UserText
from desktop_assistant.core.search import SearchHit
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.header import Header
from desktop_assistant.ui.history.conversation_list import ConversationList


class OpenConversation(QObject):
    """Between the pane, the title and the list of conversations."""

    def __init__(self, bridge: UiBridge, chat: ChatPane, header: Header, history: ConversationList) -> None:
        super().__init__(chat)
        self._bridge, self._chat, self._header, self._history = bridge, chat, header, history
        self._shown: ConversationInfo | None = None
        self._wanted: tuple[SearchHit, str] | None = None
        """The message to show when its conversation is there."""
        bridge.conversation_shown.connect(self._show)
        bridge.item_shown.connect(chat.show_item)
        bridge.item_hidden.connect(chat.hide_item)
        chat.submitted.connect(self._send_text)
        chat.corrected.connect(self._correct)
        chat.answer_asked.connect(self._ask_for_answer)
        chat.view.version_asked.connect(self._show_version)
        history.loaded.connect(self._say_title)
        history.search.chosen.connect(self._open_hit)

    @Slot(object, object)
    def _show(self, info: ConversationInfo, items: tuple[Item, ...]) -> None:
        self._shown = info
        self._chat.show_items(list(items))
        self._say_title()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted[0].conversation_id == info.id:
            self._show_hit(*wanted)

    @Slot()
    def _say_title(self) -> None:
        title = self._shown.title if self._shown else ""
        if self._shown is not None:
            fresh = self._history.model.info(self._shown.id)
            title = fresh.title if fresh else title
        self._header.set_title(title or self.tr("New conversation"))

    # --- what the person does -----------------------------------------------------------------------------------
    @Slot(str)
    def _send_text(self, text: str) -> None:
        self._bridge.put(UserText(text=text))

    @Slot(str, str)
    def _correct(self, item_id: str, text: str) -> None:
        self._bridge.put(TurnCorrected(item_id=item_id, text=text))

    @Slot(str)
    def _ask_for_answer(self, item_id: str) -> None:
        self._bridge.put(AnswerAsked(item_id=item_id))

    @Slot(str)
    def _show_version(self, item_id: str, words: str = "") -> None:
        """Another version of a corrected turn, and what followed it."""
        if self._bridge.is_ready:
            shown = partial(self._version_shown, item_id, words)
            self._bridge.spawn(self._bridge.control.choose_version(item_id), shown)

    def _version_shown(self, item_id: str, words: str, _: None) -> None:
        self._chat.show_message(item_id, words)

    @Slot(object, str)
    def _open_hit(self, hit: SearchHit, words: str) -> None:
        """Another conversation first, if need be."""
        if self._shown is not None and self._shown.id == hit.conversation_id:
            self._show_hit(hit, words)
        else:
            self._wanted = (hit, words)
            self._bridge.spawn(self._bridge.control.open_conversation(hit.conversation_id))

    def _show_hit(self, hit: SearchHit, words: str) -> None:
        if hit.is_earlier and self._chat.model.row_of(hit.item_id) is None:
            self._show_version(hit.item_id, words)
        else:
            self._chat.show_message(hit.item_id, words)
