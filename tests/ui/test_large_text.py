"""The largest text in the smallest window: what has too little room wraps, scrolls, or ends in `…` with a tooltip."""

from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QScrollArea, QStyle, QStyleOptionButton, QWidget

from desktop_assistant.core.snapshot import VoiceState
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.dialogs.first_run import FirstRun
from desktop_assistant.ui.dialogs.latency import LatencyDialog
from desktop_assistant.ui.labels import ElidedButton
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.sharing.dialog import SourceDialog
from desktop_assistant.ui.theme import apply_theme
from desktop_assistant.ui.voice.patience_button import PatiencePopover
from desktop_assistant.ui.voice.voice_panel import NARROW_BELOW
from tests.fakes.control import FakeControl, Settle
from tests.fakes.watcher import CAMERA, SCREEN, WINDOW, program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
async def small(window: MainWindow, qapp: QApplication, settle: Settle) -> AsyncIterator[MainWindow]:
    apply_theme(qapp, Theme.LIGHT, 2.0)
    window.resize(400, 640)
    await settle()
    yield window
    apply_theme(qapp, Theme.LIGHT, 1.0)


def cut(inside: QWidget) -> list[str]:
    """Words that have less room than they need."""
    found = []
    for widget in inside.findChildren(QWidget):
        if not widget.isVisible() or widget.size().isEmpty():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.height() < widget.heightForWidth(widget.width()):
                found.append(f"{widget.text()}: {widget.height()} px high")
        elif isinstance(widget, QPushButton | QRadioButton):
            least = widget.minimumSizeHint()
            if widget.width() < least.width() or widget.height() < least.height():
                found.append(f"{widget.text()}: {widget.size()}")
    return found


def shown_words(button: QPushButton) -> str:
    """What there is room for."""
    option = QStyleOptionButton()
    button.initStyleOption(option)
    assert (
        option.fontMetrics.horizontalAdvance(option.text)
        <= button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button).width()
    )
    return option.text


async def test_the_examples_of_the_empty_pane_are_read_whole_or_in_their_tooltips(small: MainWindow, settle: Settle) -> None:
    empty = small.chat._empty
    small.resize(400, 1000)
    await settle()
    buttons = [button for button in empty.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) == 3
    for button in buttons:
        assert empty.rect().contains(button.geometry())
        words = shown_words(button)
        assert words == button.text() or (words.endswith("…") and button.toolTip() == button.text())


async def test_examples_are_announced_only_where_there_are_some(small: MainWindow) -> None:
    empty = small.chat._empty
    assert not [button for button in empty.findChildren(QPushButton) if button.isVisible()]
    assert not empty._hint.isVisible()


def test_an_elided_button_has_its_words_in_the_tooltip_while_they_are_cut(qtbot) -> None:
    button = ElidedButton("What is ten kilometres in miles?")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.grab()
    assert shown_words(button) == button.text()
    assert button.toolTip() == ""
    whole = button.grab().toImage()
    button.resize(120, button.height())
    assert button.grab().toImage() != whole
    assert shown_words(button).endswith("…")
    assert button.toolTip() == button.text()
    assert button.minimumSizeHint().width() < 120
    button.resize(600, button.height())
    button.grab()
    assert button.toolTip() == ""


async def test_the_button_above_the_list_of_conversations_is_read_whole(small: MainWindow, settle: Settle) -> None:
    small.toggle_history()
    await settle()
    assert shown_words(small.history._new) == "New conversation"


async def test_the_names_of_patience_lie_beside_each_other(small: MainWindow, settle: Settle) -> None:
    small.voice.patience.click()
    await settle()
    popover = small.voice.patience.popover
    assert isinstance(popover, PatiencePopover)
    boxes = [button.geometry() for button in popover.slider.marks]
    for button in popover.slider.marks:
        assert button.parentWidget().rect().contains(button.geometry()), button.text()
        assert button.width() >= button.sizeHint().width()
    assert not any(one.intersects(other) for one, other in pairwise(boxes))
    popover.close()


async def test_the_welcome_cuts_nothing(small: MainWindow, control: FakeControl, settle: Settle) -> None:
    welcome = FirstRun(small._bridge, small)
    welcome.show()
    for height in (960, 500):
        welcome.resize(400, height)
        await settle()
        assert cut(welcome) == [], height
        area = welcome.findChild(QScrollArea)
        assert area is not None
        assert area.widget().width() <= area.viewport().width()
    welcome.close()


async def test_the_welcome_is_seen_whole_where_the_screen_is_high_enough(window: MainWindow, settle: Settle) -> None:
    welcome = FirstRun(window._bridge, window)
    welcome.show()
    await settle()
    area = welcome.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0
    assert window.frameGeometry().contains(welcome.geometry().center())
    assert abs(welcome.geometry().center().x() - window.geometry().center().x()) <= 40
    welcome.close()


async def test_how_fast_the_answers_came_is_not_cut_at_its_side(small: MainWindow, settle: Settle) -> None:
    dialog = LatencyDialog(small._bridge, small)
    dialog.show()
    await settle()
    area = dialog.findChild(QScrollArea)
    assert area is not None
    assert area.widget().width() <= area.viewport().width()
    dialog.close()


async def test_what_becomes_of_what_is_shared_is_read_whole(small: MainWindow, control: FakeControl, settle: Settle) -> None:
    small.share._process._program = program()
    small.share._open_dialog()
    dialog = small.share.dialog
    assert isinstance(dialog, SourceDialog)
    dialog.offer((SCREEN, WINDOW, CAMERA))
    dialog.note.setText(dialog._wording.seen)
    await settle()
    assert cut(dialog) == []
    small.share._close_dialog()


@pytest.mark.parametrize("width", [640, 700, 900])
async def test_a_hint_goes_below_the_title_and_not_into_a_gap_between_the_controls(
    window: MainWindow, qapp: QApplication, settle: Settle, width: int
) -> None:
    """Also when the text gets larger while the window stays as it is."""
    window.resize(width, 800)
    await settle()
    apply_theme(qapp, Theme.LIGHT, 1.5)
    await settle()
    hint = window.voice._hint
    assert hint.text() == "Click or press Space to talk"
    assert hint.heightForWidth(hint.width()) < 2 * hint.fontMetrics().height()
    apply_theme(qapp, Theme.LIGHT, 1.0)
    await settle()
    assert window.voice._is_narrow is (width < NARROW_BELOW)


async def test_thinking_aloud_stands_in_the_middle_from_right_to_left_too(
    window: MainWindow, control: FakeControl, qapp: QApplication, settle: Settle
) -> None:
    thinking = window.voice.thinking
    control.push(voice=VoiceState.THINKING, activity="clock", thinking_since=0.0)
    thinking._words = "Looking at the clock"
    spans = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(direction)
        await settle()
        image = thinking.grab().toImage()
        ground = image.pixelColor(0, 0)
        inked = [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in range(image.height()))]
        spans.append((inked[0], image.width() - 1 - inked[-1]))
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for left, right in spans:
        assert abs(left - right) <= 8, spans
