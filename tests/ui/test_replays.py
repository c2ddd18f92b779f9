"""Kept sound can be heard again, by mouse, keyboard and menu, one at a time."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.items import ItemStatus, Role
from desktop_assistant.core.problems import ProblemCode
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.chat.row_buttons import ButtonKind
from desktop_assistant.ui.main_window import MainWindow
from tests.fakes.control import FakeControl, Settle, spoken, user_typed

ITEMS = (
    user_typed("typed", "t"),
    spoken(Role.USER, "what time is it", "u"),
    spoken(Role.ASSISTANT, "Noon.", "a"),
)


@pytest.fixture
async def heard(window: MainWindow, control: FakeControl, bridge: UiBridge, settle: Settle) -> MainWindow:
    """A conversation whose spoken sides were kept."""
    control.recorded["c1"] = {"u", "a"}
    bridge.show_conversation(control.infos["c1"], ITEMS)
    await settle()
    return window


def kinds(window: MainWindow, item_id: str) -> list[ButtonKind]:
    view = window.chat.view
    layout = next(row.layout for row in view.visible_rows() if row.layout.item.id == item_id)
    return [button.kind for button in view._painter.buttons(layout)]


def click_replay(window: MainWindow, item_id: str) -> None:
    view = window.chat.view
    shown = next(row for row in view.visible_rows() if row.layout.item.id == item_id)
    button = next(b for b in view._painter.buttons(shown.layout) if b.kind is ButtonKind.REPLAY)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=button.rect.center() + QPoint(0, shown.top))


async def test_only_what_was_kept_has_a_button(heard: MainWindow) -> None:
    assert kinds(heard, "t") == [ButtonKind.MESSAGE, ButtonKind.EDIT]
    assert kinds(heard, "u") == [ButtonKind.MESSAGE, ButtonKind.REPLAY, ButtonKind.EDIT]
    assert kinds(heard, "a") == [ButtonKind.MESSAGE, ButtonKind.REPLAY]


async def test_a_click_plays_and_another_stops(heard: MainWindow, control: FakeControl, settle: Settle) -> None:
    for item_id in ("u", "a"):
        click_replay(heard, item_id)
        await settle()
        assert control.replayed[-1] == heard.chat.view.playing == item_id
        click_replay(heard, item_id)
        await settle()
        assert heard.chat.view.playing == ""
    assert control.replayed == ["u", "a"]


async def test_the_playing_message_shows_it_without_the_pointer(heard: MainWindow, control: FakeControl, settle: Settle) -> None:
    view = heard.chat.view
    before = view.viewport().grab().toImage()
    heard.replays.toggle("a")
    await settle()
    assert view.viewport().grab().toImage() != before
    control.stop_replay()  # heard out
    await settle()
    assert view.viewport().grab().toImage() == before


async def test_the_next_one_replaces_it(heard: MainWindow, control: FakeControl, settle: Settle) -> None:
    heard.replays.toggle("u")
    await settle()
    heard.replays.toggle("a")
    await settle()
    assert heard.chat.view.playing == "a"


async def test_the_keyboard_plays_the_current_message(heard: MainWindow, control: FakeControl, settle: Settle) -> None:
    view = heard.chat.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Return)
    await settle()
    assert control.replayed == ["a"]
    assert view.accessibleDescription() == "Assistant said: Noon. Enter plays the recording."
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Return)  # typed: nothing to hear
    await settle()
    assert control.replayed == ["a"]
    offers = [action.text() for action in view.copying.menu_for(2).actions()]
    assert "Play the recording" in offers
    assert "Play the recording" not in [action.text() for action in view.copying.menu_for(0).actions()]


async def test_a_recording_that_is_gone_is_one_sentence(
    heard: MainWindow, control: FakeControl, bridge: UiBridge, settle: Settle
) -> None:
    control.recorded["c1"] = {"u"}
    control.fail = StoreError("Its file is gone.")
    heard.replays.toggle("a")
    await settle()
    (banner,) = heard.banners.shown
    assert banner.problem.code is ProblemCode.RECORDING_UNPLAYABLE
    assert "Its file is gone." in banner.sentence
    assert heard.chat.view.playing == ""
    assert kinds(heard, "a") == [ButtonKind.MESSAGE]


async def test_another_conversation_silences_it(
    heard: MainWindow, control: FakeControl, bridge: UiBridge, settle: Settle
) -> None:
    heard.replays.toggle("a")
    await settle()
    bridge.show_conversation(control.infos["c2"], ())
    await settle()
    assert control.replaying is not None
    assert control.replaying.done()
    assert heard.chat.view.playing == ""
    assert heard.chat.view.recorded == frozenset()


async def test_a_turn_that_ends_can_soon_be_heard(
    heard: MainWindow, control: FakeControl, bridge: UiBridge, settle: Settle
) -> None:
    settings = control.settings
    bridge.apply(replace(settings, privacy=replace(settings.privacy, keep_audio=True)))
    new = spoken(Role.USER, "and now", "n")
    bridge.show_item(replace(new, status=ItemStatus.IN_PROGRESS), "a")
    assert not heard.replays._look_timer.isActive()
    bridge.show_item(new, "a")
    control.recorded["c1"].add("n")
    heard.replays._look_timer.timeout.emit()
    await settle()
    assert "n" in heard.chat.view.recorded
