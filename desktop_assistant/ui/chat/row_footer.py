"""The line below a message: its state in words, and, while pointer or keyboard are there, buttons and time."""

import time

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desktop_assistant.core.items import Item
from desktop_assistant.ui.chat.face import Look, Note, Side, note_words
from desktop_assistant.ui.chat.note_band import paint_sentence
from desktop_assistant.ui.chat.row_buttons import Button, ButtonKind, RowState
from desktop_assistant.ui.chat.row_layout import RowLayout
from desktop_assistant.ui.chat.text_style import TextStyle, small_font
from desktop_assistant.ui.mirror import reads_leftwards
from desktop_assistant.ui.sign import Sign

WAITING_SHOWN_AFTER_S = 0.6
"""A message that is on its way is not called waiting."""
TURNING = (ButtonKind.EARLIER, ButtonKind.LATER)
_ICON = 16
_HIT = 26
_LINE = 26
"""Upper part of the footer, where words and buttons are; the rest keeps the next message away."""
_NOTE_ICONS = {
    Note.NOT_SENT: "warning",
    Note.NO_ANSWER: "warning",
    Note.INTERRUPTED: "stop",
    Note.WAITING: "refresh",
    Note.UNSURE: "question",
    Note.OVERHEARD: "info",
    Note.BROKEN_OFF: "info",
}


class RowFooter:
    """Knows which messages can be heard again, and which one is being heard."""

    def __init__(self, style: TextStyle) -> None:
        self.recorded: frozenset[str] = frozenset()
        """Item ids."""
        self.playing = ""
        """Item id, or empty."""
        self.restyle(style)

    def restyle(self, style: TextStyle) -> None:
        """Use another font and other colours from now on."""
        self._palette = style.palette
        self._font = small_font(style)
        self._metrics = QFontMetrics(self._font)
        self._copy = Sign("copy", "muted"), Sign("copy", "text")
        self._play = Sign("play", "muted"), Sign("play", "text")
        self._stop = Sign("stop", "accent")
        self._edit = Sign("edit", "muted"), Sign("edit", "text")
        self._check = Sign("check", "success")
        self._notes = {
            note: Sign(name, "danger" if note in (Note.NOT_SENT, Note.NO_ANSWER) else "muted")
            for note, name in _NOTE_ICONS.items()
        }

    def buttons(self, layout: RowLayout) -> list[Button]:
        """From the message's own edge inwards."""
        face = layout.face
        if face.side not in (Side.USER, Side.ASSISTANT):
            return []  # a card has its own
        kinds = [ButtonKind.MESSAGE] if layout.pieces and face.look is not Look.QUIET else []
        if layout.item.id in self.recorded and not face.has_dots:
            kinds.append(ButtonKind.REPLAY)
        if layout.item.may_be_corrected and not face.has_dots:
            kinds.append(ButtonKind.EDIT)
        made = [Button(kind, layout.visual(self._slot(layout, number))) for number, kind in enumerate(kinds)]
        return [*made, *(button for button in self._turning(layout) if version_beside(layout.item, button.kind))]

    def _turning(self, layout: RowLayout) -> list[Button]:
        """Earlier and later, on both sides of the number of the version."""
        if not layout.item.versions:
            return []
        edge = layout.footer.right() - self._note_width(layout) + 1
        y = layout.footer.top() + (_LINE - _HIT) // 2
        width = self._metrics.horizontalAdvance(_version_words(layout.item))
        later, earlier = QRect(edge - _HIT, y, _HIT, _HIT), QRect(edge - width - 2 * _HIT, y, _HIT, _HIT)
        return [Button(ButtonKind.EARLIER, layout.visual(earlier)), Button(ButtonKind.LATER, layout.visual(later))]

    def _versions_width(self, layout: RowLayout) -> int:
        item = layout.item
        return self._metrics.horizontalAdvance(_version_words(item)) + 2 * _HIT if item.versions else 0

    def paint(self, painter: QPainter, layout: RowLayout, state: RowState) -> None:
        """Everything of it that is to be seen now."""
        painter.setFont(self._font)
        if layout.sentence is not None:
            sign, colour = self._notes[layout.face.note], QColor(self._palette.muted)
            paint_sentence(painter, layout.note, layout.sentence.words, sign, colour)
        words = _words_now(layout)
        if words:
            self._state_words(painter, layout, words)
        self._version(painter, layout, state)
        is_copied = state.copied_button is not None and state.copied_button.kind is ButtonKind.MESSAGE
        is_used = state.is_hovered or state.is_current or is_copied
        is_playing = layout.item.id == self.playing
        if layout.face.has_dots or not (is_used or is_playing):
            return
        buttons = self.buttons(layout)
        for button in buttons:
            if button.kind not in TURNING and (is_used or button.kind is ButtonKind.REPLAY):
                sign = self._sign(button.kind, state, is_copied=is_copied, is_playing=is_playing)
                self._draw_button(painter, button, sign, is_hovered=state.hovers(button.kind))
        if is_used:
            number = sum(button.kind not in TURNING for button in buttons)
            self._time(painter, layout, self._slot(layout, number), is_copied=is_copied)

    def _slot(self, layout: RowLayout, number: int) -> QRect:
        """Place of the n-th button, in a window that runs from left to right."""
        footer, offset = layout.footer, self._note_width(layout) + self._versions_width(layout)
        y = footer.top() + (_LINE - _HIT) // 2
        if layout.face.side is Side.USER:
            return QRect(footer.right() - offset - (number + 1) * _HIT + 1, y, _HIT, _HIT)
        return QRect(footer.left() + offset - (5 if not offset else 0) + number * _HIT, y, _HIT, _HIT)

    def _note_width(self, layout: RowLayout) -> int:
        words = _words_now(layout)
        return self._metrics.horizontalAdvance(words) + _ICON + 14 if words else 0

    def _sign(self, kind: ButtonKind, state: RowState, *, is_copied: bool, is_playing: bool) -> Sign:
        if kind is ButtonKind.REPLAY:
            return self._stop if is_playing else self._play[state.hovers(kind)]
        if kind is ButtonKind.EDIT:
            return self._edit[state.hovers(kind)]
        return self._check if is_copied else self._copy[state.hovers(kind)]

    def _draw_button(self, painter: QPainter, button: Button, sign: Sign, *, is_hovered: bool) -> None:
        if is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._palette.raised))
            painter.drawRoundedRect(button.rect, 6, 6)
        edge = (_HIT - _ICON) // 2
        sign.paint(painter, button.rect.adjusted(edge, edge, -edge, -edge))

    def _version(self, painter: QPainter, layout: RowLayout, state: RowState) -> None:
        """Which one it is, between two arrows; the one that leads nowhere is faint."""
        turning = self._turning(layout)
        if not turning:
            return
        for button in turning:
            leads = bool(version_beside(layout.item, button.kind))
            is_hovered = leads and state.hovers(button.kind)
            if is_hovered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._palette.raised))
                painter.drawRoundedRect(button.rect, 6, 6)
            colour = self._palette.text if is_hovered else self._palette.muted if leads else self._palette.border
            points_left = (button.kind is ButtonKind.EARLIER) is not reads_leftwards()
            _arrow(painter, button.rect, colour, points_left=points_left)
        painter.setPen(QColor(self._palette.muted))
        between = turning[0].rect.united(turning[1].rect).adjusted(_HIT, 0, -_HIT, 0)
        painter.drawText(between, Qt.AlignmentFlag.AlignCenter, _version_words(layout.item))

    def _time(self, painter: QPainter, layout: RowLayout, slot: QRect, *, is_copied: bool) -> None:
        painter.setPen(QColor(self._palette.muted))
        words = copied_words() if is_copied else _time_words(layout.item.created_at)
        width = self._metrics.horizontalAdvance(words)
        left = slot.right() - 6 - width if layout.face.side is Side.USER else slot.left() + 6
        place = layout.visual(QRect(left, layout.footer.top(), width, _LINE))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _state_words(self, painter: QPainter, layout: RowLayout, words: str) -> None:
        note, footer = layout.face.note, layout.footer
        is_bad = note in (Note.NOT_SENT, Note.NO_ANSWER)
        painter.setPen(QColor(self._palette.danger if is_bad else self._palette.muted))
        width = self._metrics.horizontalAdvance(words)
        left = footer.right() - width - _ICON - 4 if layout.face.side is Side.USER else footer.left()
        self._notes[note].paint(painter, layout.visual(QRect(left, footer.top() + _LINE // 2 - 6, 13, 13)))
        place = layout.visual(QRect(left + _ICON + 2, footer.top(), width + 4, _LINE))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


def version_beside(item: Item, kind: ButtonKind) -> str:
    """The version of a turn that is one earlier or later; empty = there is none."""
    if item.id not in item.versions or kind not in TURNING:
        return ""
    at = item.versions.index(item.id) + (-1 if kind is ButtonKind.EARLIER else 1)
    return item.versions[at] if 0 <= at < len(item.versions) else ""


def _arrow(painter: QPainter, rect: QRect, colour: str, *, points_left: bool) -> None:
    middle, reach = QRectF(rect).center(), -2.0 if points_left else 2.0
    tail, tip = middle.x() - reach, middle.x() + reach
    painter.setPen(QPen(QColor(colour), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(tail, middle.y() - 4), QPointF(tip, middle.y()), QPointF(tail, middle.y() + 4)])


def _version_words(item: Item) -> str:
    number = item.versions.index(item.id) + 1 if item.id in item.versions else len(item.versions)
    locale = QLocale()
    return f"{locale.toString(number)}/{locale.toString(len(item.versions))}"


def copied_words() -> str:
    """Said for a moment where something was copied."""
    return QCoreApplication.translate("Chat", "Copied")


def _words_now(layout: RowLayout) -> str:
    if layout.sentence is not None:
        return ""
    if layout.face.note is Note.WAITING and time.time() - layout.item.created_at < WAITING_SHOWN_AFTER_S:
        return ""
    return note_words(layout.face)


def _time_words(created_at: float) -> str:
    if not created_at:
        return ""
    when = QDateTime.fromSecsSinceEpoch(int(created_at))
    locale = QLocale()
    clock = locale.toString(when.time(), QLocale.FormatType.ShortFormat)
    if when.date() == QDateTime.currentDateTime().date():
        return clock
    return f"{locale.toString(when.date(), QLocale.FormatType.ShortFormat)} {clock}"
