"""Captions: at the pace of speech, only what was heard, above other windows, switched by key and by setting."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.items import ItemStatus, Role
from desktop_assistant.ui.caption_pace import CHARS_PER_S, STAYS_S, CaptionPace
from desktop_assistant.ui.captions import ASSISTANT, GROUND, LINES, PERSON, CaptionStrip, last_lines
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl, Settle
from tests.fakes.items import cut_off, said, spoken, tool_result
from tests.fakes.shown import shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORDS = "Ten kilometres are about six point two miles, which is two hours on foot."


def words_at(pace: CaptionPace, now: float) -> str:
    caption = pace.at(now)
    return caption.words if caption else ""


def test_an_answer_is_shown_as_fast_as_it_is_spoken_and_stays_a_while() -> None:
    pace = CaptionPace()
    pace.take(spoken("a", WORDS[:20], status=ItemStatus.IN_PROGRESS), 100.0)
    assert words_at(pace, 100.0) == "Ten"
    pace.take(spoken("a", WORDS), 100.5)
    half = words_at(pace, 100.0 + len(WORDS) / 2 / CHARS_PER_S)
    assert WORDS.startswith(half)
    assert len(WORDS) / 2 <= len(half) < len(WORDS) / 2 + 12
    end = 100.0 + len(WORDS) / CHARS_PER_S
    assert words_at(pace, end) == WORDS
    assert pace.is_moving(end + STAYS_S - 0.1)
    assert words_at(pace, end + STAYS_S + 0.1) == ""
    assert not pace.is_moving(end + STAYS_S + 0.1)


def test_what_the_person_says_is_there_at_once() -> None:
    pace = CaptionPace()
    pace.take(said("u", "what's ten", final=False), 10.0)
    pace.take(said("u", "what's ten kilometres in miles"), 10.2)
    caption = pace.at(10.2)
    assert caption is not None
    assert (caption.role, caption.words) == (Role.USER, "what's ten kilometres in miles")


def test_of_an_answer_that_was_stopped_only_the_heard_words_stay() -> None:
    pace = CaptionPace()
    pace.take(spoken("a", WORDS), 0.0)
    pace.take(cut_off("a", WORDS, 25), 1.0)
    assert words_at(pace, 1.0) == "Ten kilometres are about six"


def test_markup_cards_and_results_are_no_captions() -> None:
    pace = CaptionPace()
    pace.take(spoken("a", "**Hello**\n```py\nx = 1\n```"), 0.0)
    pace.take(shown("c", "table"), 1.0)
    pace.take(tool_result("r", "Shown."), 1.0)
    assert words_at(pace, 60.0 - 55.0) == "Hello The code is on your screen."


@pytest.mark.parametrize("width", [60, 300, 900])
def test_lines_fit_and_earlier_ones_do_not_change_while_the_last_fills(qapp: QApplication, width: int) -> None:
    metrics = QFontMetrics(qapp.font())
    before: list[str] = []
    for end in range(1, len(WORDS)):
        lines = last_lines(WORDS[:end], metrics, width)
        assert len(lines) <= LINES
        assert all(metrics.horizontalAdvance(line) <= width for line in lines)
        if len(before) == len(lines) == LINES and width > 200:
            assert lines[0] in before
        before = lines


def luminance(colour: str) -> float:
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("colour", [ASSISTANT, PERSON])
def test_the_words_stand_out(colour: str) -> None:
    assert (luminance(colour) + 0.05) / (luminance(GROUND) + 0.05) > 10


def test_it_is_drawn_and_dragged_and_never_takes_the_focus(qtbot) -> None:
    now = 5.0
    strip = CaptionStrip(lambda: now)
    qtbot.addWidget(strip)
    strip.open()
    assert strip.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert strip.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    strip.take(said("u", "Hello there"))
    assert strip.lines == ["Hello there"]
    strip.grab()
    place = strip.pos()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(strip, QPoint(30, 25))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(30, 25))
    assert strip.pos() != place
    strip.forget()
    assert strip.lines == []


def test_opened_in_the_middle_of_an_answer_it_is_where_the_voice_is(qtbot) -> None:
    now = 5.0
    strip = CaptionStrip(lambda: now)
    qtbot.addWidget(strip)
    strip.take(said("u", "What is that in miles?"))
    strip.take(spoken("a", WORDS[:9], status=ItemStatus.IN_PROGRESS))
    now += 30 / CHARS_PER_S
    strip.take(spoken("a", WORDS))
    assert strip.lines == []
    strip.open()
    assert strip.lines == ["Ten kilometres are about six point"]
    strip.hide()
    strip.take(said("v", "And in yards?"))
    strip.forget()
    strip.open()
    assert strip.lines == []


async def test_the_window_switches_it_and_remembers(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    assert not window.captions.isVisible()
    window.toggle_captions()
    await settle()
    assert window.captions.isVisible()
    assert control.applied[-1].appearance.captions
    control.view.show_item(said("u", "Can you read this?"), None)
    assert window.captions.lines == ["Can you read this?"]
    window.toggle_captions()
    await settle()
    assert not window.captions.isVisible()
    window.toggle_captions()
    window.close()
    assert not window.captions.isVisible()
