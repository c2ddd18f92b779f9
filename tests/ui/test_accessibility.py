"""Every control has a name, every control can be reached by keyboard, every text size fits."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings.model import Provider, Theme
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.chat.newest_pill import NewestPill
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import FakeControl, Settle

INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def controls(root: QWidget) -> Iterator[QWidget]:
    """Interactive widgets of our own; Qt's inner ones (scroll bars, pop-up lists, clear buttons) have names from Qt."""
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox)
        popup = any(isinstance(parent, QComboBox) for parent in ancestors(widget))
        unborn = isinstance(widget, NewestPill) and widget.isHidden()  # takes its words when it appears
        if isinstance(widget, INTERACTIVE) and not (inner or popup or unborn):
            yield widget


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text.strip()


def unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {' < '.join(type(parent).__name__ for parent in ancestors(widget))}"
        for widget in controls(root)
        if not name_of(widget)
    ]


async def test_every_control_of_the_window_has_a_name(window: MainWindow, bridge: UiBridge, settle: Settle) -> None:
    bridge.show_problem(Problem(code=ProblemCode.NETWORK_DOWN))
    window.toggle_history()
    await settle()
    assert len(list(controls(window))) > 15
    assert unnamed(window) == []


async def test_every_control_of_the_settings_has_a_name(window: MainWindow, settle: Settle) -> None:
    window.open_settings()
    assert window.settings_dialog is not None
    for name in PageName:
        window.settings_dialog.page(name)
    await settle()
    assert len(list(controls(window.settings_dialog))) > 40
    assert unnamed(window.settings_dialog) == []


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("show", ["show_welcome", "show_shortcuts", "show_latencies", "open_echo_test"])
async def test_every_control_of_the_small_dialogs_has_a_name(
    window: MainWindow, show: str, qapp: QApplication, settle: Settle
) -> None:
    getattr(window, show)()
    await settle()
    dialog = qapp.activeModalWidget()
    assert dialog is not None
    assert list(controls(dialog))
    assert unnamed(dialog) == []
    dialog.close()
    await settle()


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_every_control_of_the_popover_has_a_name_and_is_a_tab_stop(
    window: MainWindow, qapp: QApplication, settle: Settle
) -> None:
    window.show_patience()
    await settle()
    popover = window.voice.patience.popover
    assert popover is not None
    assert unnamed(popover) == []
    reached = set()
    for _ in range(6):
        reached.add(qapp.focusWidget())
        popover.focusNextChild()
    assert set(controls(popover)) <= reached
    popover.close()


def test_the_check_finds_a_nameless_button(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QToolButton

    root = QWidget()
    qtbot.addWidget(root)
    QToolButton(root)
    assert len(unnamed(root)) == 1


async def test_tab_reaches_every_control_of_the_window(window: MainWindow, settle: Settle, qapp: QApplication) -> None:
    window.activateWindow()
    window.focus_composer()
    await settle()
    reached = set()
    for _ in range(60):
        window.focusNextChild()
        focus = qapp.focusWidget()
        assert focus is not None
        reached.add(focus)
    # Of a group of choices only the chosen one is a tab stop; the arrow keys reach the others.
    expected = {
        widget
        for widget in controls(window)
        if widget.isVisible()
        and widget.isEnabled()
        and not (isinstance(widget, QAbstractButton) and widget.group() and not widget.isChecked())
    }
    missing = {name_of(widget) for widget in expected if widget.focusPolicy() & Qt.FocusPolicy.TabFocus} - {
        name_of(w) for w in reached
    }
    assert missing == set()
    names = {name_of(widget) for widget in reached}
    assert {"Talk", "Settings", "New conversation", "Past conversations", "Mute the microphone"} <= names


async def test_focus_can_be_seen_on_the_talk_button(window: MainWindow, settle: Settle) -> None:
    window.activateWindow()
    button = window.voice.talk_button
    window.focus_composer()
    await settle()
    plain = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    await settle()
    assert button.grab().toImage() != plain


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("scale", [0.75, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [QSize(380, 520), QSize(900, 760)])
async def test_no_button_is_cut_at_any_text_size(
    window: MainWindow, qapp: QApplication, scale: float, size: QSize, settle
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale)
    window.resize(size)
    await settle()
    for part in (window.voice, window.status):
        assert part.width() <= window.width()
        for widget in controls(part):
            if widget.isVisible():
                right = widget.mapTo(window, widget.rect().topRight()).x()
                assert right <= window.width(), name_of(widget)
                assert widget.width() >= widget.minimumSizeHint().width(), name_of(widget)
    apply_theme(qapp, Theme.LIGHT, 1.0)


async def test_no_text_of_the_settings_is_wider_than_its_page(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    from dataclasses import replace

    control.apply(replace(control.settings, provider=Provider.OPENAI))
    window.open_settings()
    dialog = window.settings_dialog
    assert dialog is not None
    for name in PageName:
        dialog.show_page(name)
        await settle()
        page = dialog.page(name)
        assert page.widget().width() <= page.viewport().width(), name  # type: ignore[attr-defined]
