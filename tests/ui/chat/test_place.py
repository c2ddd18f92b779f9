"""Following the newest message, and leaving the reader alone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.items import ItemStatus
from desktop_assistant.ui.chat.chat_pane import ChatPane
from tests.fakes.items import said, written
from tests.ui.chat.conftest import settled
from tests.ui.chat.hands import LONG, bottom_gap, layout_of, point_at

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_opens_at_the_newest(show):
    pane = show(LONG)
    assert pane.view.place.follows
    assert bottom_gap(pane) == 0
    assert pane.view.visible_rows()[-1].layout.item.id == "m59"


def test_follows_a_growing_answer(show, qtbot):
    pane = show(LONG)
    for words in range(10, 300, 40):
        pane.show_item(written("new", "word " * words, status=ItemStatus.IN_PROGRESS), "m59")
        settled(pane, qtbot)
        assert bottom_gap(pane) == 0
        last = pane.view.visible_rows()[-1]
        assert last.layout.item.id == "new"
        assert last.top + last.layout.height <= pane.view.viewport().height()


def test_never_pulls_the_reader_away(show, qtbot):
    pane = show(LONG)
    pane.view.verticalScrollBar().setValue(600)
    settled(pane, qtbot)
    before = [(shown.layout.item.id, shown.top) for shown in pane.view.visible_rows()]
    for number in range(3):
        pane.show_item(written(f"n{number}", "A new answer. " * 30), pane.model.item(pane.model.rowCount() - 1).id)
    pane.show_item(written("m59", "Grown. " * 200), None)
    settled(pane, qtbot)
    assert [(shown.layout.item.id, shown.top) for shown in pane.view.visible_rows()] == before
    assert pane.view.place.unread == 3
    pill = pane.view.place.pill
    assert pill.isVisible()
    assert "3" in pill.text()
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    settled(pane, qtbot)
    assert bottom_gap(pane) == 0
    assert pane.view.place.follows
    assert pane.view.place.unread == 0
    assert not pill.isVisible()


def test_items_above_do_not_move_what_is_read(show, qtbot):
    pane = show(LONG)
    pane.view.verticalScrollBar().setValue(900)
    settled(pane, qtbot)
    before = [(shown.layout.item.id, shown.top) for shown in pane.view.visible_rows()]
    pane.show_item(said("late", "I said this long ago. " * 10), "m1")
    pane.show_item(written("m2", "This became much longer. " * 60), None)
    pane.hide_item("m0")
    settled(pane, qtbot)
    assert [(shown.layout.item.id, shown.top) for shown in pane.view.visible_rows()] == before


def test_scrolling_to_the_end_follows_again(show, qtbot):
    pane = show(LONG)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() - 500)
    assert not pane.view.place.follows
    bar.setValue(bar.maximum())
    assert pane.view.place.follows


def test_sending_jumps_to_the_newest(show, qtbot):
    pane = show(LONG)
    pane.view.verticalScrollBar().setValue(0)
    with qtbot.waitSignal(pane.submitted) as signal:
        pane.composer.set_draft("Hello")
        QTest.keyClick(pane.composer.focusProxy(), Qt.Key.Key_Return)
    assert signal.args == ["Hello"]
    settled(pane, qtbot)
    assert bottom_gap(pane) == 0


def test_wheel_up_is_exact_over_rows_nobody_has_seen(show, qtbot):
    pane = show([written(f"m{n}", "1. item\n2. item\n\n```py\nx = 1\n```\n\n" * (n % 4 + 1)) for n in range(300)])
    view = pane.view
    for _ in range(60):
        shown = view.visible_rows()[0]
        at = QPointF(view.viewport().rect().center())
        wheel = QWheelEvent(
            at,
            at,
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        before = view.verticalScrollBar().value()
        QApplication.sendEvent(view.viewport(), wheel)
        settled(pane, qtbot)
        after = next((s.top for s in view.visible_rows() if s.layout.item.id == shown.layout.item.id), None)
        if before > 200:
            assert after == shown.top + 3 * view.verticalScrollBar().singleStep()


def test_selecting_holds_the_view_still(show, qtbot):
    pane = show(LONG)
    view = pane.view.viewport()
    start = point_at(pane, "m59", 3)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(60, 0))
    top = layout_of(pane, "m59").top
    pane.show_item(written("new", "More. " * 100), "m59")
    settled_while_pressed(pane, qtbot)
    assert layout_of(pane, "m59").top == top
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    assert pane.view.selected_text
    assert not pane.view.place.follows


def settled_while_pressed(pane: ChatPane, qtbot) -> None:
    qtbot.waitUntil(lambda: not pane.view.upkeep.awaits_refresh, timeout=2000)
