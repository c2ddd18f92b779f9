"""Everything that can be copied out of the conversation: a selection, a message, its code, a link, all of it."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop_assistant.core.exact.formulas import find_formulas
from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.as_text import conversation_text, message_text
from desktop_assistant.ui.chat.chips import Chip, ChipDoes, answer_words
from desktop_assistant.ui.chat.face import face_of
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.pointer import Pointer, words_of
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from desktop_assistant.ui.chat.row_footer import version_beside
from desktop_assistant.ui.chat.row_layout import RowLayout
from desktop_assistant.ui.chat.row_painter import RowPainter
from desktop_assistant.ui.chat.row_stack import RowStack
from desktop_assistant.ui.theme import icon

_MOST_FORMULAS = 8
"""In one menu."""
_LONGEST = 32


def _short(latex: str) -> str:
    """As a menu shows it, where an ampersand marks a key."""
    words = " ".join(latex.split())
    return (words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…").replace("&", "&&")


def is_card_copy(layout: RowLayout, chip: Chip) -> bool:
    """A way of a card to the clipboard."""
    return layout.face.card is not None and chip.does is ChipDoes.COPY


class Copying(QObject):
    """Puts text on the clipboard. Each choice of the menu carries its text, made when the menu was opened."""

    def __init__(self, view: QWidget, model: ItemModel, stack: RowStack, painter: RowPainter, pointer: Pointer) -> None:
        super().__init__(view)
        self._view, self._model, self._stack, self._painter, self._pointer = view, model, stack, painter, pointer

    def menu_for(self, row: int, link: str = "", formula: str = "") -> QMenu:
        """Everything that can be copied from a row. formula: the one under the pointer, else all of them are offered."""
        layout = self._stack.layout(row)
        selected = self._pointer.selected_text
        choices = [(self.tr("Copy selection"), selected)] if selected else []
        if layout.face.card is None:
            choices.append((self.tr("Copy message"), message_text(layout.item)))
        choices += [(place.chip.words, place.chip.value) for place in layout.chips if is_card_copy(layout, place.chip)]
        for button in self._painter.buttons(layout):
            if button.kind is ButtonKind.CODE:
                language = layout.pieces[button.piece].block.language
                words = self.tr("Copy {0} code").format(language) if language else self.tr("Copy code")
                choices.append((words, words_of(layout, button)))
        choices += self._formulas(layout, formula)
        if link:
            choices.append((self.tr("Copy link"), link))
        menu = QMenu(self._view)
        for words, text in choices:
            action = menu.addAction(icon("copy"), words)
            action.setData(text)
            action.triggered.connect(self._copy_choice)
        if any(button.kind is ButtonKind.REPLAY for button in self._painter.buttons(layout)):
            is_playing = self._painter.footer.playing == layout.item.id
            words = self.tr("Stop the recording") if is_playing else self.tr("Play the recording")
            play = menu.addAction(icon("stop" if is_playing else "play"), words)
            play.triggered.connect(partial(self._pointer.replay_asked.emit, layout.item.id))
        self._add_versions(menu, layout.item)
        menu.addAction(icon("copy"), self.tr("Copy conversation")).triggered.connect(self.copy_conversation)
        return menu

    def _formulas(self, layout: RowLayout, formula: str) -> list[tuple[str, str]]:
        """Each as LaTeX, without its brackets."""
        written = formula or layout.face.text if layout.face.is_markdown else ""
        found = list(dict.fromkeys(one.latex.strip() for one in find_formulas(written)))[:_MOST_FORMULAS]
        if len(found) == 1:
            return [(self.tr("Copy formula"), found[0])]
        return [(self.tr("Copy formula {0}").format(_short(latex)), latex) for latex in found]

    def _add_versions(self, menu: QMenu, item: Item) -> None:
        for picture in item.images:
            show = menu.addAction(icon("image"), self.tr("Show the picture"))
            show.triggered.connect(partial(self._pointer.picture_asked.emit, item.id, picture.id))
        if words := answer_words(face_of(item)):
            answer = menu.addAction(icon("send"), words)
            answer.triggered.connect(partial(self._pointer.answer_asked.emit, item.id))
        if item.may_be_corrected:
            edit = menu.addAction(icon("edit"), self.tr("Correct this and ask again"))
            edit.triggered.connect(partial(self._pointer.edit_asked.emit, item.id))
        for kind, words in ((ButtonKind.EARLIER, self.tr("Earlier version")), (ButtonKind.LATER, self.tr("Later version"))):
            if version := version_beside(item, kind):
                menu.addAction(icon("undo"), words).triggered.connect(partial(self._pointer.version_asked.emit, version))

    def open_menu(self, row: int, at: QPoint, link: str = "", formula: str = "") -> None:
        """Let the person choose. at: on the screen."""
        menu = self.menu_for(row, link, formula)
        menu.exec(at)
        menu.deleteLater()

    @Slot()
    def copy_conversation(self) -> None:
        """All that the pane shows, from the first message to the last."""
        items = [self._model.item(row) for row in range(self._model.rowCount())]
        QGuiApplication.clipboard().setText(conversation_text(face_of(item) for item in items))

    def copy_by_key(self, current_id: str) -> None:
        """The selection, or else the message that the keyboard is on."""
        row = self._model.row_of(current_id)
        selected = self._pointer.selected_text
        if selected:
            QGuiApplication.clipboard().setText(selected)
        elif row is not None:
            layout = self._stack.layout(row)
            QGuiApplication.clipboard().setText(message_text(layout.item))
            button = next((b for b in self._painter.buttons(layout) if b.kind is ButtonKind.MESSAGE), None)
            if button:
                self._pointer.mark_copied(layout.item.id, button)

    @Slot()
    def _copy_choice(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            QGuiApplication.clipboard().setText(str(action.data()))
