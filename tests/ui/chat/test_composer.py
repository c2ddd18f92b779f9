"""The box to type into, with real keys."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from desktop_assistant.ui.chat.composer import Composer
from desktop_assistant.ui.chat.text_box import MOST_LINES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def composer(light, qtbot) -> Composer:
    window = QWidget()
    rows = QVBoxLayout(window)
    made = Composer(window)
    rows.addStretch(1)
    rows.addWidget(made)
    qtbot.addWidget(window)
    window.resize(400, 400)
    window.show()
    qtbot.waitExposed(window)
    made.window_kept = window
    return made


def box(composer: Composer) -> QPlainTextEdit:
    return composer.findChild(QPlainTextEdit)


def write(composer: Composer, text: str) -> None:
    QTest.keyClicks(box(composer), text)


def press(composer: Composer, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(box(composer), key, modifier)


def send(composer: Composer, text: str) -> None:
    composer.set_draft(text)
    press(composer, Qt.Key.Key_Return)


def test_enter_sends_and_empties(composer: Composer, qtbot):
    with qtbot.waitSignal(composer.submitted) as signal:
        write(composer, "  hello ")
        press(composer, Qt.Key.Key_Return)
    assert signal.args == ["hello"]
    assert composer.draft() == ""


def test_shift_enter_is_a_new_line(composer: Composer, qtbot):
    write(composer, "one")
    with qtbot.assertNotEmitted(composer.submitted):
        press(composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    write(composer, "two")
    with qtbot.waitSignal(composer.submitted) as signal:
        press(composer, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert signal.args == ["one\ntwo"]


def test_blank_text_is_not_sent(composer: Composer, qtbot):
    write(composer, "   ")
    with qtbot.assertNotEmitted(composer.submitted):
        press(composer, Qt.Key.Key_Return)
    button = composer.findChild(QToolButton, "send")
    assert not button.isEnabled()
    write(composer, "x")
    assert button.isEnabled()
    with qtbot.waitSignal(composer.submitted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_up_and_down_walk_through_what_was_sent_and_back_to_the_draft(composer: Composer):
    send(composer, "first")
    send(composer, "second")
    write(composer, "my draft")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        press(composer, key)
        seen.append(box(composer).toPlainText())
    assert seen == ["second", "first", "first", "second", "my draft", "my draft"]


def test_up_inside_a_text_of_several_lines_moves_the_caret(composer: Composer):
    send(composer, "sent")
    composer.set_draft("one\ntwo")
    press(composer, Qt.Key.Key_Up)
    assert composer.draft() == "one\ntwo"
    assert box(composer).textCursor().blockNumber() == 0
    press(composer, Qt.Key.Key_Up)
    assert box(composer).toPlainText() == "sent"
    press(composer, Qt.Key.Key_Down)
    assert composer.draft() == "one\ntwo"


def test_a_draft_is_not_lost_while_history_is_shown(composer: Composer):
    send(composer, "sent")
    write(composer, "precious")
    press(composer, Qt.Key.Key_Up)
    assert composer.draft() == "precious"


def test_an_edited_recall_becomes_the_draft(composer: Composer):
    send(composer, "sent")
    press(composer, Qt.Key.Key_Up)
    write(composer, " again")
    assert composer.draft() == "sent again"
    press(composer, Qt.Key.Key_Down)
    assert composer.draft() == "sent again"
    press(composer, Qt.Key.Key_Up)
    press(composer, Qt.Key.Key_Down)
    assert composer.draft() == "sent again"


def test_grows_to_six_lines_and_shrinks(composer: Composer, qtbot):
    one = box(composer).height()
    line = box(composer).fontMetrics().lineSpacing()
    heights = []
    for lines in (2, MOST_LINES, 40):
        composer.set_draft("\n".join(["x"] * lines))
        heights.append(box(composer).height())
    assert heights == [one + line, one + line * (MOST_LINES - 1), one + line * (MOST_LINES - 1)]
    composer.set_draft("word " * 60)
    qtbot.waitUntil(lambda: box(composer).height() > one, timeout=1000)
    composer.set_draft("")
    assert box(composer).height() == one


def test_escape_goes_to_the_window(composer: Composer):
    class Window(QObject):
        seen: list[int] = []  # noqa: RUF012

    write(composer, "kept")
    composer.window_kept.keyPressEvent = lambda event: Window.seen.append(event.key())
    press(composer, Qt.Key.Key_Escape)
    assert Window.seen == [Qt.Key.Key_Escape]
    assert composer.draft() == "kept"


def test_everything_has_a_name(composer: Composer):
    assert box(composer).accessibleName()
    assert box(composer).accessibleDescription()
    assert composer.findChild(QToolButton, "send").accessibleName()
    assert composer.focusProxy() is box(composer)
