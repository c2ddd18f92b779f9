"""Exact things below an answer: which, where, and that they reach the clipboard by mouse and by keys alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop_assistant.core.exact.thing import Exact
from desktop_assistant.core.items import Item, ItemStatus
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.chat.chip_band import flow
from desktop_assistant.ui.chat.chips import LOOKS, MOST, Chip, chips_of
from desktop_assistant.ui.chat.face import face_of
from desktop_assistant.ui.chat.text_style import TextStyle, body_font
from desktop_assistant.ui.theme import LIGHT, apply_theme
from tests.fakes.items import cut_off, said, spoken, typed
from tests.ui.chat.conftest import settled

ANSWER = "Write to anna at example dot org, or call +49 30 1234567 before 5 PM. The code is XK7Q2P."
CHIPS = ["anna@example.org", "+49 30 1234567", "5 PM", "XK7Q2P"]


def values(item: Item) -> list[str]:
    return [chip.value for chip in chips_of(item, face_of(item))]


def test_an_answer_offers_its_exact_things_in_order_and_once() -> None:
    assert values(spoken("a", ANSWER)) == CHIPS
    assert values(spoken("a", "It's 5 km. Really, 5 km.")) == ["5 km"]
    assert len(values(spoken("a", " ".join(f"Mail a{n}@b.org." for n in range(99))))) == MOST


def test_people_and_answers_that_are_not_finished_offer_none() -> None:
    assert values(typed("u", ANSWER)) == values(said("u", ANSWER)) == []
    assert values(spoken("a", ANSWER, status=ItemStatus.IN_PROGRESS)) == []


def test_of_an_interrupted_answer_only_what_was_heard_is_offered() -> None:
    assert values(cut_off("a", ANSWER, ANSWER.index(" or call"))) == CHIPS[:1]


def test_code_and_tables_have_their_own_buttons() -> None:
    assert values(spoken("a", "Look:\n```py\nx = 'a@b.org'\n```\n| 5 km | x |\n|---|---|\nThat's `ls -l`.")) == ["ls -l"]


@pytest.mark.parametrize("width", [90, 300, 720])
@pytest.mark.parametrize("scale", [1.0, 1.8])
def test_chips_stay_inside_the_column_and_never_overlap(qapp, width: int, scale: float) -> None:
    apply_theme(qapp, Theme.LIGHT, scale)
    words = [f"{kind.value} " * (1 + 5 * n % 9) for n, kind in enumerate(LOOKS)]
    chips = [Chip(look=look, words=shown, value=shown) for look, shown in zip(LOOKS.values(), words, strict=True)]
    places, height = flow(chips, width, TextStyle(body_font(), LIGHT))
    apply_theme(qapp, Theme.LIGHT, 1.0)
    assert [place.chip for place in places] == chips
    assert all(place.rect.left() >= 0 and place.rect.right() < width and place.rect.bottom() < height for place in places)
    assert not any(a.rect.intersects(b.rect) for n, a in enumerate(places) for b in places[:n])


def test_every_kind_has_a_name_and_an_icon() -> None:
    assert set(LOOKS) == set(Exact)


def chip_point(pane: ChatPane, number: int) -> QPoint:
    shown = pane.view.visible_rows()[-1]
    return shown.layout.chip_buttons()[number].rect.center() + QPoint(0, shown.top)


def test_a_click_copies_one(show) -> None:
    pane = show([said("u", "How do I reach her?"), spoken("a", ANSWER)])
    for number, value in enumerate(CHIPS):
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=chip_point(pane, number))
        assert QGuiApplication.clipboard().text() == value


def test_keys_alone_copy_one(show) -> None:
    pane = show([spoken("b", "Nothing exact here."), spoken("a", ANSWER)])
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        QTest.keyClick(pane.view, Qt.Key.Key_Right)
    assert "+49 30 1234567" in pane.view.accessibleDescription()
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == CHIPS[1]
    QTest.keyClick(pane.view, Qt.Key.Key_Left)
    QTest.keyClick(pane.view, Qt.Key.Key_Enter)
    assert QGuiApplication.clipboard().text() == CHIPS[0]
    QTest.keyClick(pane.view, Qt.Key.Key_Up)  # another message: nothing is chosen there
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == CHIPS[0]


def test_chips_come_when_the_answer_is_whole_and_the_newest_stays_in_sight(show, qtbot) -> None:
    earlier = [spoken(f"x{n}", "Some words to read. " * 20) for n in range(20)]
    pane = show([*earlier, spoken("a", ANSWER, status=ItemStatus.IN_PROGRESS)])
    assert pane.view.visible_rows()[-1].layout.chips == ()
    pane.show_item(spoken("a", ANSWER), "x19")
    settled(pane, qtbot)
    shown = pane.view.visible_rows()[-1]
    assert len(shown.layout.chips) == len(CHIPS)
    assert shown.top + shown.layout.height <= pane.view.viewport().height()
