"""The conversation with a real mouse and real keys: following, selecting, copying, walking."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.items import ItemStatus
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.chat.pointer import Aim, tip_of
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from desktop_assistant.ui.theme import DARK, LIGHT, apply_theme
from tests.fakes.items import cut_off, said, spoken, tool_result, typed, written
from tests.ui.chat.conftest import settled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = [written(f"m{n}", f"Message {n}. " + "More words to read. " * (5 + n % 9)) for n in range(60)]


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication):
    QGuiApplication.clipboard().clear()


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


# Following the newest message


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


# Selecting and copying


def test_drag_selects_and_ctrl_c_copies(show):
    pane = show([typed("u", "hello"), written("a", "Some **bold** words here.")])
    drag(pane, point_at(pane, "a", 5), point_at(pane, "a", 15))
    assert pane.view.selected_text == "bold words"
    press(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "bold words"
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 400))
    assert pane.view.selected_text == ""


def test_backwards_and_over_several_blocks(show):
    pane = show([written("a", "First part.\n\n```py\nx = 1\ny = 2\n```\n\nLast part.")])
    drag(pane, point_at(pane, "a", 4, piece=2), point_at(pane, "a", 6, piece=0))
    assert pane.view.selected_text == "part.\n\nx = 1\ny = 2\n\nLast"


def test_selection_stays_inside_its_message(show):
    pane = show([typed("u", "hello"), written("a", "An answer."), written("b", "Another.")])
    drag(pane, point_at(pane, "a", 3), point_at(pane, "b", 5))
    assert pane.view.selected_text == "answer."


def test_double_click_selects_a_word(show):
    pane = show([typed("u", "one another thing")])
    view = pane.view.viewport()
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=point_at(pane, "u", 6))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=point_at(pane, "u", 6))
    assert pane.view.selected_text == "another"


def test_ctrl_a_selects_the_message_and_escape_lets_go(show, qtbot):
    pane = show([written("a", "One.\n\n- two\n- three")])
    press(pane, Qt.Key.Key_Up)
    press(pane, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.view.selected_text == "One.\ntwo\nthree"
    press(pane, Qt.Key.Key_Escape)
    assert pane.view.selected_text == ""


def test_selection_survives_the_message_growing(show, qtbot):
    pane = show([written("a", "Hello there you", status=ItemStatus.IN_PROGRESS)])
    drag(pane, point_at(pane, "a", 6), point_at(pane, "a", 11))
    pane.show_item(written("a", "Hello there you two"), None)
    settled(pane, qtbot)
    assert pane.view.selected_text == "there"
    pane.hide_item("a")
    assert pane.view.selected_text == ""


def test_copy_message_gives_its_source(show):
    pane = show([written("a", "Some **bold** words.")])
    QTest.mouseMove(pane.view.viewport(), point_at(pane, "a", 4))
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=button_point(pane, "a", ButtonKind.MESSAGE))
    assert clipboard() == "Some **bold** words."


def test_copy_code_gives_the_code_alone(show):
    lines = "\n".join(f"line({n})" for n in range(20))
    pane = show([written("a", f"Look:\n\n```py\n{lines}\n```\n\nDone.")])
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=button_point(pane, "a", ButtonKind.CODE))
    assert clipboard() == lines


def test_keyboard_copies_the_current_message(show):
    pane = show([typed("u", "what I typed"), written("a", "An *answer*.")])
    press(pane, Qt.Key.Key_Up)
    press(pane, Qt.Key.Key_Up)
    press(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "what I typed"


def test_menu_offers_everything_that_can_be_copied(show):
    pane = show([written("a", "See [x](https://example.org).\n\n```py\na = 1\n```\n\n```\nplain\n```")])
    menu = pane.view.copying.menu_for(0, "https://example.org")
    offers = {action.text(): action.data() for action in menu.actions()}
    assert offers["Copy message"].startswith("See [x]")
    assert offers["Copy py code"] == "a = 1"
    assert offers["Copy code"] == "plain"
    assert offers["Copy link"] == "https://example.org"
    next(action for action in menu.actions() if action.text() == "Copy py code").trigger()
    assert clipboard() == "a = 1"


def test_menu_key_opens_the_menu_of_the_current_message(show, monkeypatch: pytest.MonkeyPatch):
    pane = show([written("a", "one"), written("b", "two")])
    press(pane, Qt.Key.Key_Home)
    asked: list[int] = []
    menu = pane.view.copying.menu_for(0)
    monkeypatch.setattr(menu, "exec", lambda point: None)
    monkeypatch.setattr(pane.view.copying, "menu_for", lambda row, link="": asked.append(row) or menu)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(pane.view.viewport(), event)
    assert asked == [0]


# Links


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


# Keyboard


def test_walks_from_message_to_message_over_hidden_ones(show):
    pane = show([typed("a", "1"), tool_result("t", "x"), written("b", "2"), typed("c", "3")])
    press(pane, Qt.Key.Key_Up)
    assert pane.view.current_id == "c"
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
        press(pane, key)
        seen.append(pane.view.current_id)
    assert seen == ["b", "a", "a", "b", "c", "a"]


def test_a_screen_reader_hears_the_current_message(show, monkeypatch: pytest.MonkeyPatch):
    pane = show([typed("a", "what is it"), cut_off("b", "It is noon", 5)])
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    press(pane, Qt.Key.Key_Up)
    press(pane, Qt.Key.Key_Up)
    assert told == ["Assistant said: It is (Interrupted). Not heard: noon", "You said: what is it"]
    assert pane.view.accessibleDescription() == "You said: what is it"


def test_home_and_end_go_far(show, qtbot):
    pane = show([written(f"m{n}", "words " * 50) for n in range(500)])
    press(pane, Qt.Key.Key_Home)
    settled(pane, qtbot)
    assert pane.view.current_id == "m0"
    assert pane.view.visible_rows()[0].layout.item.id == "m0"
    assert not pane.view.place.follows
    press(pane, Qt.Key.Key_Down)
    assert pane.view.current_id == "m1"
    press(pane, Qt.Key.Key_End)
    settled(pane, qtbot)
    assert pane.view.current_id == "m499"
    assert bottom_gap(pane) == 0
    assert pane.view.place.follows


def test_pages(show, qtbot):
    pane = show(LONG)
    before = pane.view.verticalScrollBar().value()
    press(pane, Qt.Key.Key_PageUp)
    settled(pane, qtbot)
    assert pane.view.current_id == pane.view.visible_rows()[0].layout.item.id
    assert pane.view.verticalScrollBar().value() < before - 400
    press(pane, Qt.Key.Key_PageDown)
    settled(pane, qtbot)
    assert bottom_gap(pane) < 20


def test_a_message_higher_than_the_window_is_read_in_pages(show, qtbot):
    pane = show([written("a", "short"), written("b", "\n\n".join(["many words " * 40] * 20)), written("c", "short")])
    press(pane, Qt.Key.Key_Home)
    press(pane, Qt.Key.Key_Down)
    assert pane.view.current_id == "b"
    steps = 0
    while pane.view.current_id == "b":
        press(pane, Qt.Key.Key_Down)
        settled(pane, qtbot)
        steps += 1
    assert steps > 2
    assert pane.view.current_id == "c"


def test_other_keys_go_to_the_window(show):
    pane = show([typed("a", "1")])
    got: list[int] = []
    pane.keyPressEvent = lambda event: got.append(event.key())
    press(pane, Qt.Key.Key_Escape)
    press(pane, Qt.Key.Key_F5)
    assert got == [Qt.Key.Key_Escape, Qt.Key.Key_F5]


# Drawing


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
