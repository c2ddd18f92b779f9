"""A real mouse and real keys in the conversation, and eyes for what is in it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest

from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from tests.fakes.items import written

LONG = [written(f"m{n}", f"Message {n}. " + "More words to read. " * (5 + n % 9)) for n in range(60)]


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def layout_of(pane: ChatPane, key: str):
    return next(shown for shown in pane.view.visible_rows() if shown.layout.item.id == key)


def point_at(pane: ChatPane, key: str, position: int, piece: int = 0) -> QPoint:
    """Where a character of a message is on screen."""
    shown = layout_of(pane, key)
    document = shown.layout.rendered(shown.layout.pieces[piece]).document
    block = document.findBlock(position)
    line = block.layout().lineForTextPosition(position - block.position())
    x = line.cursorToX(position - block.position())
    x = x[0] if isinstance(x, tuple) else x
    corner = document.documentLayout().blockBoundingRect(block).topLeft()
    origin = shown.layout.document_origin(piece, shown.layout.tops()[piece])
    return QPoint(
        origin.x() + round(corner.x() + x) + 1, shown.top + origin.y() + round(corner.y() + line.y() + line.height() / 2)
    )


def drag(pane: ChatPane, start: QPoint, end: QPoint) -> None:
    view = pane.view.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


def button_point(pane: ChatPane, key: str, kind: ButtonKind) -> QPoint:
    shown = layout_of(pane, key)
    button = next(b for b in pane.view._painter.buttons(shown.layout) if b.kind is kind)
    return button.rect.center() + QPoint(0, shown.top)


def bottom_gap(pane: ChatPane) -> int:
    bar = pane.view.verticalScrollBar()
    return bar.maximum() - bar.value()


def press(pane: ChatPane, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(pane.view, key, modifier)


def links(document: QTextDocument) -> list[str]:
    """Where those of a document lead to, in order."""
    found = []
    block = document.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            if at.fragment().charFormat().isAnchor():
                found.append(at.fragment().charFormat().anchorHref())
            at += 1
        block = block.next()
    return found
