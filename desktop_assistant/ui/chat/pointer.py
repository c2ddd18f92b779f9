"""What the mouse does in the conversation: hover, select text inside one message, press copy buttons, follow links."""

from dataclasses import dataclass
from enum import Enum
from html import escape

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QPointF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea

from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.chips import Chip, ChipDoes
from desktop_assistant.ui.chat.face import note_tip
from desktop_assistant.ui.chat.formula_object import formula_at
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.markdown import is_safe_link
from desktop_assistant.ui.chat.row_buttons import Button, ButtonKind
from desktop_assistant.ui.chat.row_footer import TURNING, version_beside
from desktop_assistant.ui.chat.row_layout import RowLayout
from desktop_assistant.ui.chat.row_painter import RowPainter
from desktop_assistant.ui.chat.row_stack import RowStack
from desktop_assistant.ui.chat.selection import Selection, Spot, all_of
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP

COPIED_MS = 1600
"""How long a copy button shows its tick."""
_LONGEST_TIP = 160
_BUTTON_TIPS = {
    ButtonKind.MESSAGE: QT_TRANSLATE_NOOP("Chat", "Copy message"),
    ButtonKind.CODE: QT_TRANSLATE_NOOP("Chat", "Copy code"),
    ButtonKind.CHIP: QT_TRANSLATE_NOOP("Chat", "Copy"),
    ButtonKind.REPLAY: QT_TRANSLATE_NOOP("Chat", "Play the recording, or stop it"),
    ButtonKind.EDIT: QT_TRANSLATE_NOOP("Chat", "Correct this and ask again (F2)"),
    ButtonKind.EARLIER: QT_TRANSLATE_NOOP("Chat", "Earlier version (Alt+Left)"),
    ButtonKind.LATER: QT_TRANSLATE_NOOP("Chat", "Later version (Alt+Right)"),
}
_ASKED = (ButtonKind.REPLAY, ButtonKind.EDIT, *TURNING)
"""Buttons whose work somebody else does."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What lies under the pointer."""

    row: int = -1
    item_id: str = ""
    spot: Spot | None = None
    """Nearest place in the text, if the row has any."""
    is_over_text: bool = False
    button: Button | None = None
    link: str = ""
    note_tip: str = ""
    """What the state in the footer means."""
    formula: str = ""
    """As it was written."""


class _Drag(Enum):
    """What the pressed mouse button is doing."""

    NONE = "none"
    PRESSED = "pressed"
    SELECTING = "selecting"


class Pointer(QObject):
    """The state of the mouse over one view. Emits `changed` when the picture is stale."""

    changed = Signal()
    link_clicked = Signal(QUrl)
    """Only for links that are safe to open."""
    replay_asked = Signal(str)
    """Item id: its button was clicked."""
    reading_chosen = Signal(str, str)
    """Item id, what the person said instead."""
    edit_asked = Signal(str)
    """Item id: the person wants to correct their turn."""
    answer_asked = Signal(str)
    """Item id: the person wants an answer to a turn that got none, or one that broke off once more."""
    version_asked = Signal(str)
    """Id of another version of a corrected turn."""
    picture_asked = Signal(str, str)
    """Item id and the id of one of its pictures: show it in its full size."""
    chosen = Signal(str, str)
    """Item id of a question that was shown, and an answer."""

    def __init__(self, view: QAbstractScrollArea, model: ItemModel, stack: RowStack, painter: RowPainter) -> None:
        super().__init__(view)
        self.aim = Aim()
        self.selection: Selection | None = None
        self.copied: tuple[str, Button] | None = None
        """Item and button that were used a moment ago."""
        self._view, self._model, self._stack, self._painter = view, model, stack, painter
        self._drag = _Drag.NONE
        self._drag_timer = QTimer(self, interval=30)
        self._drag_timer.timeout.connect(self._scroll_along)
        self._copied_timer = QTimer(self, interval=COPIED_MS, singleShot=True)
        self._copied_timer.timeout.connect(self._forget_copied)

    @property
    def is_down(self) -> bool:
        """The view must hold still while the button is pressed."""
        return self._drag is not _Drag.NONE

    @property
    def selected_text(self) -> str:
        """Empty without a selection."""
        if self.selection is None or self.selection.is_empty:
            return ""
        row = self._model.row_of(self.selection.item_id)
        return "" if row is None else self.selection.text(self._stack.layout(row))

    def forget(self, item_id: str | None = None) -> None:
        """An item, or every item, is gone."""
        self.aim = Aim()
        if item_id is None or (self.selection and self.selection.item_id == item_id):
            self.selection = None
            self._drag = _Drag.NONE

    def clear_selection(self) -> bool:
        """True if there was one."""
        had_one = bool(self.selection and not self.selection.is_empty)
        self.selection = None
        if had_one:
            self.changed.emit()
        return had_one

    def select_all_of(self, row: int) -> None:
        """The whole text of a message."""
        self.selection = all_of(self._stack.layout(row))
        self.changed.emit()

    def select(self, selection: Selection | None) -> None:
        """Mark a stretch of a message."""
        self.selection = selection
        self.changed.emit()

    def aim_at(self, point: QPoint) -> Aim:
        """What lies at a place of the viewport."""
        row = self._stack.row_at(point.y())
        if row < 0 or self._stack.height_of(row) == 0:
            return Aim()
        return self._aim_in(row, point - QPoint(0, self._stack.top_of(row)))

    def press(self, event: QMouseEvent) -> None:
        """The left button went down."""
        self.aim = aim = self.aim_at(event.position().toPoint())
        self.selection = None
        self._drag = _Drag.PRESSED
        if aim.spot and not aim.button:
            self.selection = Selection(aim.item_id, aim.spot, aim.spot)
        self.changed.emit()

    def move(self, event: QMouseEvent) -> None:
        """Hover, or move the loose end of the selection."""
        point = event.position().toPoint()
        if self._drag is _Drag.NONE:
            self.hover(self.aim_at(point))
        else:
            self._extend(point)

    def release(self, event: QMouseEvent) -> None:
        """The left button went up: the end of a selection, or a click."""
        was, self._drag = self._drag, _Drag.NONE
        self._drag_timer.stop()
        pressed, aim = self.aim, self.aim_at(event.position().toPoint())
        if was is _Drag.PRESSED and aim.row == pressed.row:
            if aim.button and aim.button == pressed.button:
                self.use(aim.row, aim.button)
            elif aim.link and aim.link == pressed.link and is_safe_link(aim.link):
                self.link_clicked.emit(QUrl(aim.link))
        self.hover(aim)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word."""
        aim = self.aim_at(event.position().toPoint())
        if aim.spot is None or aim.button:
            return
        layout = self._stack.layout(aim.row)
        cursor = QTextCursor(layout.rendered(layout.pieces[aim.spot.piece]).document)
        cursor.setPosition(aim.spot.position)
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        first, last = (Spot(aim.spot.piece, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        self.selection = Selection(aim.item_id, first, last)
        self._drag = _Drag.SELECTING
        self.changed.emit()

    def hover(self, aim: Aim) -> None:
        """The pointer is over something else."""
        if (aim.row, aim.button) != (self.aim.row, self.aim.button):
            self.changed.emit()
        self.aim = aim
        shape = Qt.CursorShape.IBeamCursor if aim.is_over_text else Qt.CursorShape.ArrowCursor
        if aim.button or aim.link:
            shape = Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(shape)

    def mark_copied(self, item_id: str, button: Button) -> None:
        """Show a tick where the message or its code was copied from."""
        self.copied = (item_id, button)
        self._copied_timer.start()
        self.changed.emit()

    def use(self, row: int, button: Button) -> None:
        """Do what a button of that row is for."""
        layout = self._stack.layout(row)
        if button.kind in _ASKED:
            self._ask(layout.item, button.kind)
            return
        if button.kind is ButtonKind.CHIP and not self._copies(layout, layout.chips[button.piece].chip):
            return
        QGuiApplication.clipboard().setText(words_of(layout, button))
        self.mark_copied(layout.item.id, button)

    def _ask(self, item: Item, kind: ButtonKind) -> None:
        if kind is ButtonKind.REPLAY:
            self.replay_asked.emit(item.id)
        elif kind is ButtonKind.EDIT:
            self.edit_asked.emit(item.id)
        elif version := version_beside(item, kind):
            self.version_asked.emit(version)

    def _copies(self, layout: RowLayout, chip: Chip) -> bool:
        """Otherwise do what it does."""
        if chip.does is ChipDoes.OPEN and is_safe_link(chip.value):
            self.link_clicked.emit(QUrl(chip.value))
        elif chip.does is ChipDoes.CHOOSE:
            self.chosen.emit(layout.item.id, chip.value)
        elif chip.does is ChipDoes.CORRECT:
            self.reading_chosen.emit(layout.item.id, chip.value)
        elif chip.does is ChipDoes.EDIT:
            self.edit_asked.emit(layout.item.id)
        elif chip.does is ChipDoes.ANSWER:
            self.answer_asked.emit(layout.item.id)
        elif chip.does is ChipDoes.SHOW:
            self.picture_asked.emit(layout.item.id, chip.value)
        return chip.does is ChipDoes.COPY

    def _aim_in(self, row: int, point: QPoint) -> Aim:
        """`point` is relative to the row."""
        layout = self._stack.layout(row)
        button = next((b for b in self._painter.buttons(layout) if b.rect.contains(point)), None)
        note = note_tip(layout.face) if layout.footer.contains(point) and not button else ""
        number = layout.piece_at(point.y())
        if number < 0:
            return Aim(row, layout.item.id, button=button, note_tip=note)
        if not layout.pieces[number].is_exact:
            return Aim(row, layout.item.id, note_tip=note)
        place = point - layout.document_origin(number, layout.tops()[number])
        document = layout.rendered(layout.pieces[number]).document
        drawn = document.documentLayout()
        spot = Spot(number, drawn.hitTest(QPointF(place), Qt.HitTestAccuracy.FuzzyHit))
        size = document.size()
        is_over = 0 <= place.y() < size.height() and -8 <= place.x() < size.width() + 8
        link = drawn.anchorAt(QPointF(place)) if is_over and not button else ""
        formula = formula_at(document, spot.position) if is_over and not button else ""
        return Aim(row, layout.item.id, spot, is_over and not button, button, link, note, formula)

    def _extend(self, point: QPoint) -> None:
        """The selection stays inside the message it began in."""
        selection = self.selection
        row = self._model.row_of(selection.item_id) if selection else None
        if selection is None or row is None:
            return
        top, height = self._stack.top_of(row), self._stack.height_of(row)
        spot = self._aim_in(row, QPoint(point.x(), min(max(point.y() - top, 0), height - 1))).spot
        if spot and spot != selection.caret:
            self.selection = Selection(selection.item_id, selection.anchor, spot)
            self._drag = _Drag.SELECTING
            self.changed.emit()
        if not 0 <= point.y() < self._view.viewport().height() and not self._drag_timer.isActive():
            self._drag_timer.start()

    @Slot()
    def _scroll_along(self) -> None:
        """Scroll while the pointer is held above or below the view."""
        point = self._view.viewport().mapFromGlobal(QCursor.pos())
        over = min(point.y(), 0) + max(point.y() - self._view.viewport().height(), 0)
        if self._drag is _Drag.NONE or not over:
            self._drag_timer.stop()
            return
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + max(min(over, 40), -40))
        self._extend(point)

    @Slot()
    def _forget_copied(self) -> None:
        self.copied = None
        self.changed.emit()


def words_of(layout: RowLayout, button: Button) -> str:
    """What a button copies."""
    if button.kind is ButtonKind.CHIP:
        return layout.chips[button.piece].chip.value
    return layout.item.text if button.kind is ButtonKind.MESSAGE else layout.whole_code(button.piece)


def tip_of(aim: Aim) -> str:
    """Where a link truly goes, what a button does, or what the state below a message means.

    Safe to show: a tool tip would interpret HTML in it.
    """
    if aim.button:
        return QCoreApplication.translate("Chat", _BUTTON_TIPS[aim.button.kind])
    if aim.formula and not aim.link:
        return f"<span>{escape(aim.formula[:_LONGEST_TIP])}</span>"
    if not aim.link:
        return f"<span>{escape(aim.note_tip)}</span>" if aim.note_tip else ""
    shown = aim.link if len(aim.link) <= _LONGEST_TIP else f"{aim.link[:_LONGEST_TIP]}…"
    return f"<span>{escape(shown)}</span>"
