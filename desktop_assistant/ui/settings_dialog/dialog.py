"""The settings dialog: a list of pages, and OK, Cancel, Apply over one draft."""

from html import escape
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_assistant.settings.model import Settings
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.settings_dialog.calm import CalmComboBox
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.page_name import PageName, page_title
from desktop_assistant.ui.settings_dialog.pages import build_page
from desktop_assistant.ui.theme import theme_keeper

_LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
SMALLEST = QSize(440, 380)
_LEAST_LETTERS = 33
"""So many letters m the dialog is wide at least: larger text needs more room."""
_PAGE_LETTERS = 36
"""So many letters m a page is wide, at least, with the list of pages beside it."""
_LAST_PAGE = [PageName.PROVIDER]
"""Where the dialog was left, for this run of the program."""


class SettingsDialog(QDialog):
    """Needs a bridge that is ready. Nothing is in force before OK or Apply, except keys, which have a button of their own."""

    def __init__(self, bridge: UiBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._applied = bridge.settings
        self.draft = Draft(bridge.settings, self)
        self._pages: dict[PageName, QWidget] = {}
        self._where: dict[str, PageName] = {}
        """The page on which each complaint arose."""
        self.setWindowTitle(self.tr("Settings"))
        self.resize(720, 600)
        self._list = self._build_list()
        self._chooser = self._build_chooser()
        self._head = QWidget(self)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 12, 16, 0)
        head.addWidget(self._chooser)
        self._head.hide()
        self._stack = QStackedWidget(self)
        self._buttons = self._build_buttons()
        foot = QFrame(self)
        foot.setObjectName("dialogFoot")
        self.elsewhere = QLabel(foot)
        self.elsewhere.setProperty("kind", "bad")
        self.elsewhere.setWordWrap(True)
        self.elsewhere.setTextInteractionFlags(_LINKS)
        self.elsewhere.linkActivated.connect(self._show_complaint)
        foot_column = QVBoxLayout(foot)
        foot_column.setContentsMargins(16, 10, 16, 10)
        foot_column.addWidget(self.elsewhere)
        foot_column.addWidget(self._buttons)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._list)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(middle, 1)
        column.addWidget(foot)
        self.draft.changed.connect(self._settle)
        self.draft.complaints_changed.connect(self._settle)
        bridge.settings_changed.connect(self._follow)
        self._list.currentRowChanged.connect(self._turn_to)
        self._chooser.activated.connect(self._list.setCurrentRow)
        theme_keeper().changed.connect(self._make_room)
        self._make_room()
        self.show_page(_LAST_PAGE[0])
        self._settle()

    # --- building -----------------------------------------------------------------------------------------------
    def _build_list(self) -> QListWidget:
        names = QListWidget(self)
        names.setObjectName("pageList")
        names.setAccessibleName(self.tr("Pages"))
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.addItems([page_title(name) for name in PageName])
        return names

    def _build_chooser(self) -> CalmComboBox:
        """The list again, for a dialog that has no room beside its pages."""
        chooser = CalmComboBox(self)
        chooser.setObjectName("pageChooser")
        chooser.setAccessibleName(self.tr("Pages"))
        chooser.addItems([page_title(name) for name in PageName])
        return chooser

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @Slot()
    def _make_room(self) -> None:
        """The list of pages becomes a line above them where it would take the width that they need."""
        self._list.setFixedWidth(self._list.sizeHintForColumn(0) + 48)
        letter = self.fontMetrics().horizontalAdvance("m")
        self.setMinimumSize(QSize(max(SMALLEST.width(), _LEAST_LETTERS * letter), SMALLEST.height()))
        is_narrow = self.width() < self._list.width() + _PAGE_LETTERS * letter
        if is_narrow is self._list.isHidden():
            return
        had_focus = self._list.hasFocus() or self._chooser.hasFocus()
        self._list.setHidden(is_narrow)
        self._head.setVisible(is_narrow)
        if had_focus:
            (self._chooser if is_narrow else self._list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_buttons(self) -> QDialogButtonBox:
        kinds = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.Apply, self)
        box.button(kinds.Ok).setProperty("kind", "primary")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        box.button(kinds.Apply).clicked.connect(self.apply)
        return box

    # --- pages --------------------------------------------------------------------------------------------------
    def show_page(self, name: PageName) -> None:
        """Turn to it."""
        self._list.setCurrentRow(list(PageName).index(name))

    def page(self, name: PageName) -> QWidget:
        """The page, made if it was not looked at yet."""
        if name not in self._pages:
            self._pages[name] = build_page(name, self._bridge, self.draft, self._stack)
            self._stack.addWidget(self._pages[name])
        return self._pages[name]

    @Slot(int)
    def _turn_to(self, row: int) -> None:
        name = list(PageName)[row]
        _LAST_PAGE[0] = name
        self._chooser.setCurrentIndex(row)
        self._stack.setCurrentWidget(self.page(name))
        self._lead_keyboard()
        self._say_where()

    def _lead_keyboard(self) -> None:
        """From the list through the page to the buttons, which are older than the page, and so came before it."""
        kinds = QDialogButtonBox.StandardButton
        stations = [one for one in _focus_chain(self) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        last = [one for one in stations if self._stack.isAncestorOf(one)][-1:]
        foot = [self.elsewhere, *(self._buttons.button(kind) for kind in (kinds.Ok, kinds.Cancel, kinds.Apply))]
        for before, after in pairwise([*last, *(one for one in foot if one in stations)]):
            self.setTabOrder(before, after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses the button that has the keyboard, and OK where none has it."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    # --- the draft ----------------------------------------------------------------------------------------------
    @Slot()
    def apply(self) -> None:
        """Put the draft in force."""
        if not self.draft.complaints and self.draft.settings != self._applied:
            self._bridge.apply(self.draft.settings)
            self._applied = self.draft.settings
            self._settle()

    @Slot(object)
    def _follow(self, settings: Settings) -> None:
        """Something that works at once, or another part of the window, changed the settings in force."""
        before, self._applied = self._applied, settings
        self.draft.follow(before, settings)
        self._settle()

    def accept(self) -> None:
        """OK."""
        if not self.draft.complaints:
            self.apply()
            super().accept()

    @Slot()
    def _settle(self) -> None:
        kinds = QDialogButtonBox.StandardButton
        usable = not self.draft.complaints
        self._buttons.button(kinds.Ok).setEnabled(usable)
        self._buttons.button(kinds.Apply).setEnabled(usable and self.draft.settings != self._applied)
        self._say_where()

    def _say_where(self) -> None:
        """What keeps OK grey may stand on a page that nobody looks at."""
        here = list(PageName)[self._list.currentRow()]
        self._where = {path: self._where.get(path, here) for path in self.draft.complaints}
        away = [(page, self.draft.complaints[path]) for path, page in self._where.items() if page is not here]
        self.elsewhere.setVisible(bool(away))
        if away:
            page, sentence = away[0]
            self.elsewhere.setText(f'<a href="{page.name}">{escape(page_title(page))}</a>: {escape(sentence)}')

    @Slot(str)
    def _show_complaint(self, page: str) -> None:
        self.show_page(PageName[page])


def _focus_chain(window: QWidget) -> list[QWidget]:
    """As Tab goes, from the window itself."""
    chain = [window]
    while (after := chain[-1].nextInFocusChain()) is not None and after is not window:
        chain.append(after)
    return chain
