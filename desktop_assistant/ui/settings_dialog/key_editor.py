"""The key of a provider: typed, tested, stored; and said in words where it is kept."""

from PySide6.QtCore import QCoreApplication, QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop_assistant.core.errors import AssistantError
from desktop_assistant.core.problems import Problem
from desktop_assistant.runtime.control import KeyPlace, KeyState
from desktop_assistant.settings.model import Provider
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.details import said
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP
from desktop_assistant.ui.problems import sentence_for
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.theme import icon, theme_keeper

_WHERE = {
    KeyPlace.NONE: QT_TRANSLATE_NOOP("Key", "No key is stored yet."),
    KeyPlace.KEYRING: QT_TRANSLATE_NOOP("Key", "A key is in use. It is kept by this computer's key store ({detail})."),
    KeyPlace.ENVIRONMENT: QT_TRANSLATE_NOOP("Key", "A key is in use. It comes from the environment variable {detail}."),
    KeyPlace.FILE: QT_TRANSLATE_NOOP("Key", "A key is in use. It is kept in a file that only you can read: {detail}"),
}
_NO_STORE = QT_TRANSLATE_NOOP(
    "Key", "This computer has no key store that works. To keep a key, allow a key file on the Privacy page and apply it first."
)


def place_words(state: KeyState) -> str:
    """Where it is kept."""
    sentence = QCoreApplication.translate("Key", _WHERE[state.place]).format(detail=state.detail)
    if state.place is KeyPlace.NONE and not state.keyring_works:
        sentence += " " + QCoreApplication.translate("Key", _NO_STORE)
    return sentence


class KeyEditor(QWidget):
    """The key itself is only ever in the line edit, and only until it is stored."""

    def __init__(self, bridge: UiBridge, draft: Draft, provider: Provider, parent: QWidget | None = None) -> None:
        """draft: has the address that the key is tested at."""
        super().__init__(parent)
        self._bridge, self._draft = bridge, draft
        self._provider = provider
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setPlaceholderText(self.tr("Paste a key"))
        self.line.setAccessibleName(self.tr("Key"))
        self.line.textEdited.connect(self._edited)
        self._show = QToolButton(self)
        self._show.setCheckable(True)
        self._show.setIconSize(QSize(18, 18))
        self._show.toggled.connect(self._reveal)
        self.save = QPushButton(self.tr("Test and save"), self)
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self.test)
        self.forget = QPushButton(self.tr("Forget"), self)
        self.forget.setAutoDefault(False)
        self.forget.setAccessibleName(self.tr("Forget the stored key"))
        self.forget.clicked.connect(self._forget)
        self.result = QLabel(self)
        self.where = QLabel(self)
        for label in (self.result, self.where):
            label.setWordWrap(True)
        self.where.setProperty("kind", "muted")
        self.result.hide()
        self._lay_out()
        theme_keeper().changed.connect(self._take_colours)
        self._reveal(False)
        bridge.spawn(bridge.control.key_state(provider), self.show_place)
        self._edited("")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self._show)
        row.addWidget(self.save)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(row)
        column.addWidget(self.result)
        column.addWidget(self.where)
        self.setFocusProxy(self.line)

    # --- words --------------------------------------------------------------------------------------------------
    def show_place(self, state: KeyState) -> None:
        """Say which store is in use."""
        self.where.setText(place_words(state))
        self.forget.setVisible(state.place in (KeyPlace.KEYRING, KeyPlace.FILE))

    def _say(self, sentence: str, kind: str) -> None:
        self.result.setText(sentence)
        self.result.setProperty("kind", kind)
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)
        self.result.setVisible(bool(sentence))

    # --- what the person does -----------------------------------------------------------------------------------
    @Slot(str)
    def _edited(self, text: str) -> None:
        self.save.setEnabled(bool(text.strip()))
        self._say("", "muted")

    @Slot(bool)
    def _reveal(self, on: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._show.setToolTip(self.tr("Hide the key") if on else self.tr("Show the key"))
        self._show.setAccessibleName(self._show.toolTip())
        self._take_colours()

    @Slot()
    def _take_colours(self) -> None:
        self._show.setIcon(icon("eye-off" if self._show.isChecked() else "eye", "muted"))

    @Slot()
    def test(self) -> None:
        """Ask the provider; a key that works is stored."""
        self._set_busy(True)
        self._say(self.tr("Testing the key…"), "muted")
        self._bridge.spawn(self._test(self.line.text().strip()), self._tested, self._failed)

    async def _test(self, key: str) -> tuple[Problem | None, KeyState | None]:
        problem = await self._bridge.control.check_key(self._provider, key, self._draft.settings)
        state = None if problem else await self._bridge.control.store_key(self._provider, key)
        return problem, state

    def _tested(self, outcome: tuple[Problem | None, KeyState | None]) -> None:
        problem, state = outcome
        self._set_busy(False)
        if problem is not None:
            self._say(sentence_for(problem), "bad")
        elif state is not None:
            self.line.clear()
            self._edited("")
            self.show_place(state)
            self._say(self.tr("The key works and is saved."), "good")

    def _failed(self, error: AssistantError) -> None:
        self._set_busy(False)
        self._say(self.tr("The key could not be saved: {reason}").format(reason=said(str(error))), "bad")

    @Slot()
    def _forget(self) -> None:
        self._bridge.spawn(self._bridge.control.store_key(self._provider, ""), self._forgotten, self._failed)

    def _forgotten(self, state: KeyState) -> None:
        self.show_place(state)
        self._say(self.tr("The key is forgotten."), "muted")

    def _set_busy(self, busy: bool) -> None:
        for part in (self.line, self.save, self.forget):
            part.setEnabled(not busy)
