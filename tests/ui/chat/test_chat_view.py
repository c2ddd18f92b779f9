"""Links, and what the conversation looks like."""

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.chat.pointer import Aim, tip_of
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from desktop_assistant.ui.theme import DARK, LIGHT, apply_theme
from tests.fakes.items import cut_off, said, spoken, typed, written
from tests.ui.chat.conftest import settled
from tests.ui.chat.hands import LONG, bottom_gap, button_point, clipboard, drag, layout_of, point_at, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication):
    QGuiApplication.clipboard().clear()


def test_link_opens_only_on_a_click(show, qtbot):
    pane = show([written("a", "Go to [the site](https://example.org/x?y=1) now")])
    at = point_at(pane, "a", 9)
    with qtbot.assertNotEmitted(pane.link_activated):
        QTest.mouseMove(pane.view.viewport(), at)
        drag(pane, at, at + QPoint(60, 0))
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.RightButton, pos=QPoint(850, 400))
    with qtbot.waitSignal(pane.link_activated) as signal:
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert signal.args == [QUrl("https://example.org/x?y=1")]
    assert pane.view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_tip_shows_the_true_target_as_text():
    assert tip_of(Aim(link='https://evil.example/"><b>bank.example</b>')).count("<b>") == 0
    assert "https://evil.example/" in tip_of(Aim(link="https://evil.example/"))
    assert len(tip_of(Aim(link="https://x.y/" + "z" * 5000))) < 300
    assert tip_of(Aim(link="")) == ""


def colours_in(pane: ChatPane, key: str) -> set[str]:
    shown = layout_of(pane, key)
    image: QImage = pane.view.viewport().grab(pane.view.row_rect(pane.model.row_of(key))).toImage()
    assert shown.layout.height == image.height()
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


def test_bubble_and_code_have_their_grounds(show):
    pane = show([typed("u", "hello"), written("a", "```py\nx = 1\n```")])
    assert LIGHT.user_bubble in colours_in(pane, "u")
    assert LIGHT.code_background in colours_in(pane, "a")
    assert LIGHT.user_bubble not in colours_in(pane, "a")


def test_theme_changes_live(show, qapp: QApplication, qtbot):
    pane = show([typed("u", "hello"), written("a", "an answer with `code`")])
    apply_theme(qapp, Theme.DARK, 1.0)
    settled(pane, qtbot)
    assert {DARK.user_bubble, DARK.assistant_surface} <= colours_in(pane, "u")
    assert DARK.code_background in colours_in(pane, "a")


def test_text_scale_makes_rows_higher(show, qapp: QApplication, qtbot):
    pane = show([written("a", "words " * 100)])
    before = pane.view.row_rect(0).height()
    apply_theme(qapp, Theme.LIGHT, 1.6)
    settled(pane, qtbot)
    assert pane.view.row_rect(0).height() > before * 1.5


def test_dots_move_only_with_motion(show, qtbot):
    pane = show([said("u", "", final=False)])
    assert pane.view.upkeep.dots_move
    pane.set_reduced_motion(True)
    assert not pane.view.upkeep.dots_move
    pane.set_reduced_motion(False)
    assert pane.view.upkeep.dots_move
    pane.show_item(said("u", "hello"), None)
    settled(pane, qtbot)
    assert not pane.view.upkeep.dots_move


def test_dots_stop_when_hidden(show, qtbot):
    pane = show([said("u", "", final=False)])
    pane.hide()
    qtbot.waitUntil(lambda: not pane.view.upkeep.dots_move, timeout=1000)
    pane.show()
    assert pane.view.upkeep.dots_move


def test_interrupted_answer_strikes_the_rest_of_all_blocks(show):
    pane = show([cut_off("a", "First heard this and not that.\n\n```py\nx = 1\n```\n\nNor this.", 16)])
    layout = layout_of(pane, "a").layout
    assert [piece.look.value for piece in layout.pieces] == ["normal", "unheard", "unheard"]
    assert layout.whole_code(1) == "x = 1"
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=button_point(pane, "a", ButtonKind.CODE))
    assert clipboard() == "x = 1"


def test_narrow_and_wide(show, qtbot):
    pane = show([*LONG[:5], written("t", "| a | b |\n|---|---|\n" + "| some long words | more |\n" * 5)])
    for width in (320, 420, 1200, 700):
        pane.resize(width, 600)
        settled(pane, qtbot)
        for shown in pane.view.visible_rows():
            column = shown.layout.column
            assert column.left() >= 0
            assert column.right() <= pane.view.viewport().width()
            assert column.width() <= 720
        assert bottom_gap(pane) == 0


def test_resizing_keeps_the_place(show, qtbot):
    pane = show(LONG)
    pane.view.verticalScrollBar().setValue(1500)
    settled(pane, qtbot)
    first = pane.view.visible_rows()[0].layout.item.id
    pane.resize(500, 700)
    settled(pane, qtbot)
    assert pane.view.visible_rows()[0].layout.item.id == first


def test_a_thousand_items_in_a_burst(show, qtbot):
    pane = show([])
    for number in range(1000):
        pane.show_item(spoken(f"b{number}", f"Answer {number}"), f"b{number - 1}" if number else None)
    settled(pane, qtbot)
    assert pane.model.rowCount() == 1000
    assert pane.view.visible_rows()[-1].layout.item.id == "b999"
    assert bottom_gap(pane) == 0


def test_the_ring_shows_where_the_keyboard_is(show, qtbot):
    pane = show([written("a", "one"), written("b", "two")])
    pane.activateWindow()
    pane.view.setFocus()
    qtbot.waitUntil(pane.view.hasFocus, timeout=1000)
    press(pane, Qt.Key.Key_Home)
    assert LIGHT.focus in colours_in(pane, "a")
    assert LIGHT.focus not in colours_in(pane, "b")
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 400))
    assert LIGHT.focus not in colours_in(pane, "a")
