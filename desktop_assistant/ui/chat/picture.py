"""Draws what is on screen of the conversation, and keeps moving what moves: dots, late colours of code."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea

from desktop_assistant.ui.chat.choices import open_choice
from desktop_assistant.ui.chat.document_cache import DocumentCache
from desktop_assistant.ui.chat.face import Note
from desktop_assistant.ui.chat.item_model import ItemModel
from desktop_assistant.ui.chat.pointer import Pointer
from desktop_assistant.ui.chat.row_buttons import RowState
from desktop_assistant.ui.chat.row_painter import RowPainter
from desktop_assistant.ui.chat.row_stack import RowStack, Visible
from desktop_assistant.ui.chat.upkeep import STILL_PHASE, Upkeep
from desktop_assistant.ui.chat.walker import Walker
from desktop_assistant.ui.theme import theme_keeper


class Picture(QObject):
    """`draw` in every paint event of the viewport, `run` whenever other rows may be on screen."""

    def __init__(
        self,
        view: QAbstractScrollArea,
        model: ItemModel,
        stack: RowStack,
        painter: RowPainter,
        cache: DocumentCache,
        pointer: Pointer,
        walker: Walker,
        upkeep: Upkeep,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._stack, self._painter, self._cache = view, model, stack, painter, cache
        self._pointer, self._walker, self._upkeep = pointer, walker, upkeep
        self._has_motion = True
        upkeep.colours_due.connect(self._collect_colours)
        upkeep.dots_due.connect(self._draw_dots)
        upkeep.waiting_due.connect(view.viewport().update)

    def set_reduced_motion(self, is_reduced: bool) -> None:
        """No moving dots."""
        self._has_motion = not is_reduced
        self.run()

    def draw(self, event: QPaintEvent) -> None:
        """Rows that the event touches."""
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), theme_keeper().palette.colour("assistant_surface"))
        for shown in self._stack.visible():
            clip = event.rect().translated(0, -shown.top)
            if clip.bottom() >= 0 and clip.top() <= shown.layout.height:
                painter.save()
                painter.translate(0, shown.top)
                self._painter.paint(painter, shown.layout, self._row_state(shown), clip)
                painter.restore()
        painter.end()
        self._await_colours()

    def run(self) -> None:
        """Move the dots that are on screen, and come back to call a message waiting."""
        faces = [shown.layout.face for shown in self._stack.visible()]
        if any(face.note is Note.WAITING for face in faces):
            self._upkeep.call_waiting()
        self._upkeep.run_dots(self._has_motion and self._view.isVisible() and any(face.has_dots for face in faces))

    def _row_state(self, shown: Visible) -> RowState:
        item_id = shown.layout.item.id
        pointer, walker = self._pointer, self._walker
        is_hovered = pointer.aim.row == shown.row
        is_current = walker.has_ring and walker.current == item_id and self._view.hasFocus()
        return RowState(
            selection=pointer.selection if pointer.selection and pointer.selection.item_id == item_id else None,
            is_hovered=is_hovered,
            is_current=is_current,
            is_answered=shown.layout.face.choice is not None and shown.row != open_choice(self._model),
            chosen_chip=walker.chip if is_current else -1,
            hovered_button=pointer.aim.button if is_hovered else None,
            copied_button=pointer.copied[1] if pointer.copied and pointer.copied[0] == item_id else None,
            phase=self._upkeep.phase() if self._has_motion else STILL_PHASE,
        )

    @Slot()
    def _draw_dots(self) -> None:
        dotted = [shown for shown in self._stack.visible() if shown.layout.face.has_dots]
        if not dotted or not self._view.isVisible():
            self._upkeep.run_dots(False)
        viewport = self._view.viewport()
        for shown in dotted:
            viewport.update(0, shown.top, viewport.width(), shown.layout.height)

    @Slot()
    def _collect_colours(self) -> None:
        if self._cache.collect_colours():
            self._view.viewport().update()
        self._await_colours()

    def _await_colours(self) -> None:
        if self._cache.awaits_colours:
            self._upkeep.await_colours()
