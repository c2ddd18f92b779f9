"""The settings in a dialog as narrow as it gets, in every text size: nothing is cut off, and the pages are still to be chosen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_assistant.settings.model import Provider, Theme
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.settings_dialog.dialog import SettingsDialog
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.settings_dialog.wrapping import WrappingCheckBox
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import FakeControl, Settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORDS = "Soft sounds while thinking and when the microphone opens, however long the words may be"


@pytest.fixture
def at_scale(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, Theme.LIGHT, 1.0)


def opened(window: MainWindow) -> SettingsDialog:
    window.open_settings()
    assert window.settings_dialog is not None
    return window.settings_dialog


def cut(page: QWidget) -> list[str]:
    """Words that have less room than they need."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QCheckBox) and widget.hasHeightForWidth():
            if widget.height() < widget.heightForWidth(widget.width()):
                found.append(f"{widget.text()}: {widget.height()} px high")
        elif isinstance(widget, QPushButton | QRadioButton) and widget.width() < widget.minimumSizeHint().width():
            found.append(f"{widget.text()}: {widget.width()} px wide")
    return found


@pytest.mark.usefixtures("at_scale")
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [440, 720])
async def test_nothing_is_cut_off(
    window: MainWindow, control: FakeControl, qapp: QApplication, settle: Settle, scale: float, width: int
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale)
    for provider in (Provider.LOCAL, Provider.OPENAI, Provider.CHAINED):
        control.apply(replace(control.settings, provider=provider))
        dialog = opened(window)
        dialog.resize(width, 600)
        for name in PageName:
            dialog.show_page(name)
            await settle()
            page = dialog.page(name)
            assert page.widget().width() <= page.viewport().width(), (name, provider)  # type: ignore[attr-defined]
            assert cut(page) == [], (name, provider)
        dialog.reject()
        await settle()


async def test_the_pages_are_chosen_from_a_line_above_them_where_there_is_no_room_beside(
    window: MainWindow, settle: Settle
) -> None:
    dialog = opened(window)
    dialog.show_page(PageName.PROVIDER)
    await settle()
    assert dialog._list.isVisible()
    assert not dialog._chooser.isVisible()
    dialog._list.setFocus()
    dialog.resize(440, 600)
    await settle()
    assert not dialog._list.isVisible()
    assert dialog._chooser.isVisible()
    assert dialog.focusWidget() is dialog._chooser
    QTest.keyClick(dialog._chooser, Qt.Key.Key_Down)
    assert dialog._stack.currentWidget() is dialog.page(PageName.CONVERSATION)
    dialog.resize(720, 600)
    await settle()
    assert dialog._list.isVisible()
    assert dialog._list.currentRow() == dialog._chooser.currentIndex() == 1
    assert dialog.focusWidget() is dialog._list


def test_a_wrapped_box_is_higher_and_a_click_on_any_of_its_words_counts(qtbot: QtBot) -> None:
    box = WrappingCheckBox(WORDS)
    qtbot.addWidget(box)
    wide, narrow = box.heightForWidth(2000), box.heightForWidth(200)
    assert narrow >= 3 * box.fontMetrics().height() > wide
    box.resize(200, narrow)
    box.show()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(190, narrow - 8))
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


def test_its_words_are_drawn_in_all_lines(qtbot: QtBot) -> None:
    box = WrappingCheckBox(WORDS)
    qtbot.addWidget(box)
    box.resize(200, box.heightForWidth(200))
    empty = WrappingCheckBox("")
    qtbot.addWidget(empty)
    empty.resize(box.size())

    def inked(image: QImage, top: int, bottom: int) -> int:
        ground = image.pixelColor(image.width() - 1, 0)
        return sum(image.pixelColor(x, y) != ground for y in range(top, bottom) for x in range(40, image.width()))

    line = box.fontMetrics().height()
    image, bare = box.grab().toImage(), empty.grab().toImage()
    for top in range(4, box.height() - line, line):
        assert inked(image, top, top + line) > inked(bare, top, top + line) + 20
