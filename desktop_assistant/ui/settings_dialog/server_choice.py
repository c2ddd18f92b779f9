"""The chat server that answers what the built-in skills cannot."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_assistant.core.errors import AssistantError
from desktop_assistant.runtime.control import ChatServer
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.details import said
from desktop_assistant.ui.settings_dialog.addresses import check_chat_address
from desktop_assistant.ui.settings_dialog.calm import CalmComboBox
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.form import LineEditor, SwitchEditor


class ServerChoice(QWidget):
    """The chat servers that answer on this machine, each with its models; the address can be typed too."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._draft = bridge, draft
        self._offers: list[tuple[str, str]] = []
        self._seeing: set[tuple[str, str]] = set()
        """Those offers whose server says that they see pictures."""
        self.found = CalmComboBox(self)
        self.found.setAccessibleName(self.tr("Chat servers found on this computer"))
        self.found.activated.connect(self._choose)
        self._again = QPushButton(self.tr("Look again"), self)
        self._again.setAutoDefault(False)
        self._again.clicked.connect(self.look)
        self.address = LineEditor(draft, "local.chat_url", check_chat_address, self)
        self.address.setPlaceholderText("http://127.0.0.1:11434/v1")
        self.address.setAccessibleName(self.tr("Address of the chat server"))
        self.sees = SwitchEditor(draft, "local.chat_sees", self.tr("Its model sees pictures"), self)
        row = QHBoxLayout()
        row.addWidget(self.found, 1)
        row.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.address)
        column.addWidget(self.sees)
        self.setFocusProxy(self.found)
        self._show(())
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask which servers answer."""
        self._again.setEnabled(False)
        self._bridge.spawn(self._bridge.control.chat_servers(), self._show, self._nothing)

    def _nothing(self, error: AssistantError) -> None:
        self._show(())
        self.found.setToolTip(said(str(error)))

    def _show(self, servers: Sequence[ChatServer]) -> None:
        self._again.setEnabled(True)
        chosen = (self._draft.get("local.chat_url"), self._draft.get("local.chat_model"))
        self._offers = [("", "")]
        self._seeing = {(server.url, model) for server in servers for model in server.seeing}
        words = [self.tr("None: built-in skills only")]
        for server in servers:
            for model in server.models or ("",):
                self._offers.append((server.url, model))
                words.append(f"{server.name}, {model}" if model else server.name)
        if chosen not in self._offers:
            self._offers.append(chosen)
            words.append(self.tr("{address} (not answering)").format(address=chosen[0]))
        self.found.clear()
        self.found.addItems(words)
        self.found.setCurrentIndex(self._offers.index(chosen))

    @Slot(int)
    def _choose(self, index: int) -> None:
        url, model = self._offers[index]
        self._draft.set("local.chat_url", url)
        self._draft.set("local.chat_model", model)
        self._draft.complain("local.chat_url", "")
        self.address.setText(url)
        self.sees.setChecked((url, model) in self._seeing)
