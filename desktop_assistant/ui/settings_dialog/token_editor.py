"""What the provider shows to a server of tools: typed, kept in the key store, never shown again."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_assistant.core.errors import AssistantError
from desktop_assistant.core.session_config import McpServer
from desktop_assistant.runtime.control import KeyPlace, KeyState
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.details import said
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.key_editor import place_words


class TokenEditor(QWidget):
    """For one of the servers that the line above names. A token is only ever in the line edit, and only until it is stored."""

    def __init__(self, bridge: UiBridge, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._draft = bridge, draft
        self._servers: tuple[McpServer, ...] = ()
        self.server = QComboBox(self)
        self.server.setAccessibleName(self.tr("Server of tools"))
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setPlaceholderText(self.tr("Paste a token"))
        self.line.setAccessibleName(self.tr("Token"))
        self.save = self._button(self.tr("Save"), self.tr("Save the token"))
        self.forget = self._button(self.tr("Forget"), self.tr("Forget the token"))
        self.where = QLabel(self)
        self.where.setWordWrap(True)
        self.where.setProperty("kind", "muted")
        self._lay_out()
        self.server.currentIndexChanged.connect(self._chosen)
        self.line.textEdited.connect(self._edited)
        self.save.clicked.connect(self._store)
        self.forget.clicked.connect(self._forget)
        draft.changed.connect(self._changed)
        self._changed("openai.mcp_servers")

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.server)
        row.addWidget(self.line, 1)
        row.addWidget(self.save)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(row)
        column.addWidget(self.where)
        self.setFocusProxy(self.line)

    @property
    def _at(self) -> McpServer | None:
        index = self.server.currentIndex()
        return self._servers[index] if 0 <= index < len(self._servers) else None

    @Slot(str)
    def _changed(self, path: str) -> None:
        """Other servers are named."""
        if path != "openai.mcp_servers":
            return
        self._servers = self._draft.settings.openai.service.mcp_servers
        chosen = self.server.currentText()
        self.server.clear()
        self.server.addItems([server.label for server in self._servers])
        self.server.setCurrentIndex(max(0, self.server.findText(chosen)) if self._servers else -1)
        for part in (self.server, self.line):
            part.setEnabled(bool(self._servers))
        self._edited(self.line.text())

    @Slot(int)
    def _chosen(self, _: int) -> None:
        self.line.clear()
        self._edited("")
        self.forget.hide()
        self.where.clear()
        if (server := self._at) is not None:
            self._bridge.spawn(self._bridge.control.tool_token_state(server), lambda state: self._show_place_of(server, state))

    @Slot(str)
    def _edited(self, text: str) -> None:
        self.save.setEnabled(bool(text.strip()) and self._at is not None)

    def _show_place_of(self, server: McpServer, state: KeyState) -> None:
        if server == self._at:  # else another one was chosen meanwhile
            self.show_place(state)

    def show_place(self, state: KeyState) -> None:
        """Say which store is in use."""
        self.where.setText(place_words(state))
        self.forget.setVisible(state.place in (KeyPlace.KEYRING, KeyPlace.FILE))

    @Slot()
    def _store(self) -> None:
        self._keep(self.line.text().strip())

    @Slot()
    def _forget(self) -> None:
        self._keep("")

    def _keep(self, token: str) -> None:
        if self._at is not None:
            server = self._at
            store = self._bridge.control.store_tool_token(server, token)
            self._bridge.spawn(store, lambda state: self._kept(server, state), self._failed)

    def _kept(self, server: McpServer, state: KeyState) -> None:
        if server == self._at:
            self.line.clear()
            self._edited("")
            self.show_place(state)

    def _failed(self, error: AssistantError) -> None:
        self.where.setText(said(str(error)))
