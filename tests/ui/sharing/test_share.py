"""The window shares: seen before it is sent, seen while it lasts, ended by whatever ends it. With a true process that looks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.capabilities import ImageLimits
from desktop_assistant.core.local_events import FrameShown, StopPressed
from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.sharing.machine import Act, Stage
from desktop_assistant.ui.sharing.words import asks_to_stop
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import FakeControl, Settle
from tests.fakes.items import said
from tests.ui.sharing.conftest import SEEING, Stagehand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def frames(control: FakeControl) -> list[bytes]:
    return [event.image for event in control.events if isinstance(event, FrameShown)]


def note(stage: Stagehand) -> str:
    return stage.window.chat.composer.desk.note.text()


async def test_it_is_seen_before_anything_is_sent(stage: Stagehand, control: FakeControl) -> None:
    await stage.choose(1)
    dialog = stage.share.dialog
    assert dialog is not None
    assert [dialog.list.item(row).text() for row in range(3)] == ["Screen “One”", "Window “Accounts”", "Camera “Lid”"]
    colour = dialog.image.pixelColor(dialog.image.width() // 4, dialog.image.height() // 2)
    assert colour.blue() > colour.red()
    assert not stage.share.sign.isVisible()
    assert frames(control) == []
    dialog.reject()
    await stage.settle()
    assert stage.share.machine.stage is Stage.IDLE
    assert not stage.share._process.is_running
    assert note(stage) == ""


async def test_it_is_shown_once_a_second_with_a_sign_until_it_is_stopped(stage: Stagehand, control: FakeControl) -> None:
    await stage.begin()
    assert stage.share.sign.isVisible()
    assert stage.share.sign.words.text() == "Screen “One” is shown, once a second."
    await stage.pass_time(10.0)
    shown = frames(control)
    assert 10 <= len(shown) <= 11
    assert len(set(shown)) == len(shown)
    assert not stage.share.sign.finder.image.isNull()
    for data in shown:
        image = QImage.fromData(data)
        assert max(image.width(), image.height()) == 1024
        assert data[:2] == b"\xff\xd8"
        assert len(data) <= SEEING.max_frame_bytes
    stage.share.sign.stop.click()
    assert not stage.share.sign.isVisible()
    assert not stage.share._process.is_running
    await stage.pass_time(5.0)
    assert frames(control) == shown
    assert stage.window.header.text == "Sharing has ended."


async def test_the_keyboard_goes_back_to_the_text_box_when_the_sign_goes_away_under_it(stage: Stagehand, settle: Settle) -> None:
    await stage.begin()
    stage.window.activateWindow()
    stage.share.sign.stop.setFocus()
    await settle()
    QTest.keyClick(stage.share.sign.stop, Qt.Key.Key_Space)
    await settle()
    assert stage.window.focusWidget() is stage.window.chat.composer.box


async def test_the_keyboard_stays_where_it_is_when_the_sharing_ends_by_itself(stage: Stagehand, control: FakeControl) -> None:
    await stage.begin()
    stage.window.voice.talk_button.setFocus()
    control.push(images=None)
    assert stage.window.focusWidget() is stage.window.voice.talk_button


async def test_the_key_begins_and_ends_it(stage: Stagehand, settle: Settle) -> None:
    stage.window.activateWindow()
    await settle()
    QTest.keyClick(stage.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert stage.share.dialog is not None
    stage.share.dialog.reject()
    await stage.begin()
    stage.window.activateWindow()
    await settle()
    QTest.keyClick(stage.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert not stage.share.is_on


async def test_escape_silences_first_and_ends_the_sharing_in_silence(stage: Stagehand, control: FakeControl) -> None:
    await stage.begin()
    control.push(can_stop=True)
    stage.window.stop()
    assert stage.share.is_on
    control.push(can_stop=False)
    stage.window.stop()
    assert not stage.share.is_on
    assert [event for event in control.events if isinstance(event, StopPressed)] == [StopPressed(), StopPressed()]


async def test_words_end_it(stage: Stagehand) -> None:
    await stage.begin()
    stage.window._bridge.show_item(said("u1", "please stop the music"), None)
    assert stage.share.is_on
    stage.window._bridge.show_item(said("u2", "Stop sharing, please."), None)
    assert not stage.share.is_on
    await stage.begin()
    assert stage.window._bridge.stop_sharing()  # as the model's tool does
    assert not stage.share.is_on
    assert not stage.window._bridge.stop_sharing()


@pytest.mark.parametrize(
    ("words", "is_meant"),
    [
        ("Stop sharing.", True),
        ("okay, stop sharing my screen", True),
        ("Bitte hör auf zu teilen!", True),
        ("أوقف المشاركة", True),
        ("stop sharing rumours about her", False),
        ("stop", False),
        ("", False),
        ("please", False),
    ],
)
def test_only_these_words(words: str, is_meant: bool) -> None:
    assert asks_to_stop(words) is is_meant


async def test_another_provider_ends_it_and_says_so(stage: Stagehand, control: FakeControl) -> None:
    await stage.begin()
    control.push(images=ImageLimits())
    assert not stage.share.is_on
    assert note(stage) == "Sharing has ended: who answers now takes single pictures only."


@pytest.mark.parametrize(("images", "words"), [(None, "sees no pictures"), (ImageLimits(), "single pictures")])
async def test_who_cannot_be_shown_anything_is_named_with_a_way_out(
    stage: Stagehand, control: FakeControl, images: ImageLimits | None, words: str
) -> None:
    control.push(images=images)
    stage.share.toggle()
    assert stage.share.dialog is None
    assert words in note(stage)
    assert "Settings, Provider" in note(stage)


async def test_nothing_to_show_is_one_sentence(stage: Stagehand) -> None:
    stage.look_with("none")
    stage.share.toggle()
    dialog = stage.share.dialog
    assert dialog is not None
    await stage.until(lambda: "nothing that could be shown" in dialog.finder._words)
    assert not dialog.accept_button.isEnabled()


async def test_a_window_that_is_closed_ends_it(stage: Stagehand, control: FakeControl) -> None:
    stage.look_with("gone")
    await stage.begin(1)
    await stage.pass_time(5.0)
    assert not stage.share.is_on
    assert note(stage) == "Sharing has ended: Window “Accounts” is not there any more."


async def test_a_process_that_dies_ends_it(stage: Stagehand) -> None:
    stage.look_with("dies")
    await stage.begin(2)
    await stage.pass_time(3.0)
    assert not stage.share.is_on
    assert "Share again" in note(stage)


async def test_a_source_without_a_picture_leaves_the_choice_open(stage: Stagehand) -> None:
    stage.look_with("deaf")
    stage.share.toggle()
    dialog = stage.share.dialog
    assert dialog is not None
    await stage.until(lambda: dialog.list.count() > 2)
    dialog.list.setCurrentRow(2)
    for _ in range(60):
        stage.now += 0.25
        stage.share.beat()
    assert "There is no picture of Camera “Lid”" in dialog.finder._words
    assert stage.share.machine.stage is Stage.CHOOSING
    assert dialog.isVisible()
    dialog.list.setCurrentRow(2)  # it is switched on now, say
    assert stage.share.machine.stage is Stage.PREVIEWING


async def test_a_connection_that_is_away_pauses_it(stage: Stagehand, control: FakeControl) -> None:
    await stage.begin()
    await stage.pass_time(2.0)
    count = len(frames(control))
    control.push(link=LinkState.WAITING)
    await stage.pass_time(3.0)
    assert len(frames(control)) == count
    assert "until the connection is back" in stage.share.sign.words.text()
    control.push(link=LinkState.READY)
    await stage.pass_time(2.0)
    assert len(frames(control)) == count + 2


async def test_a_locked_screen_ends_it(stage: Stagehand) -> None:
    await stage.begin()
    assert stage.share._locks is not None
    stage.share._locks.locked.emit()
    assert not stage.share.is_on
    assert note(stage) == "Sharing has ended because the screen was locked."


async def test_a_strip_lies_above_other_windows_while_ours_is_away(stage: Stagehand, settle: Settle) -> None:
    await stage.begin()
    floating = stage.share.floating
    assert floating is not None
    stage.window.activateWindow()
    await settle()
    stage.window.hide()
    await settle()
    assert floating.isVisible()
    assert floating.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert floating.words.text() == stage.share.sign.words.text()
    floating.stop.click()
    assert not floating.isVisible()
    assert not stage.share.is_on


async def test_a_long_name_leaves_the_strip_on_the_screen_with_its_button(stage: Stagehand, control: FakeControl) -> None:
    stage.look_with("long")
    await stage.begin(1)
    floating = stage.share.floating
    assert floating is not None
    for link in (LinkState.READY, LinkState.WAITING):
        control.push(link=link)
        stage.window.hide()
        await stage.settle()
        room = stage.window.screen().availableGeometry()
        assert room.contains(floating.geometry()), floating.geometry()
        assert floating.rect().contains(floating.stop.geometry())
        assert floating.words.height() >= floating.words.heightForWidth(floating.words.width())
        stage.window.show()
        await stage.settle()


async def test_a_strip_whose_words_get_longer_shows_all_of_them(stage: Stagehand, control: FakeControl) -> None:
    await stage.begin()
    floating = stage.share.floating
    assert floating is not None
    stage.window.hide()
    await stage.settle()
    control.push(link=LinkState.WAITING)
    await stage.settle()
    assert "until the connection is back" in floating.words.text()
    assert floating.words.width() >= floating.words.fontMetrics().horizontalAdvance(floating.words.text())


async def test_a_strip_that_the_system_closes_ends_the_sharing(stage: Stagehand) -> None:
    """Nothing may be shown without a sign."""
    await stage.begin()
    assert stage.share.floating is not None
    stage.window.hide()
    await stage.settle()
    stage.share.floating.close()
    assert not stage.share.is_on


async def test_the_window_closes_everything(stage: Stagehand) -> None:
    await stage.begin()
    stage.window.close()
    assert not stage.share.is_on
    assert not stage.share._process.is_running
    assert stage.share.floating is not None
    assert not stage.share.floating.isVisible()


async def test_a_second_wish_while_one_chooses_changes_nothing(stage: Stagehand) -> None:
    await stage.choose()
    dialog = stage.share.dialog
    stage.share._handle(Act.ASK)
    assert stage.share.dialog is dialog


async def test_large_text_in_a_small_window_leaves_the_words_their_room(
    stage: Stagehand, qapp: QApplication, settle: Settle
) -> None:
    await stage.begin()
    sign = stage.share.sign
    for scale, width in ((1.0, 900), (1.0, 400), (2.0, 400), (2.0, 1200)):
        apply_theme(qapp, Theme.LIGHT, scale)
        stage.window.resize(width, 800)
        await settle()
        assert sign.words.width() >= 12 * sign.fontMetrics().averageCharWidth(), (scale, width)
        assert sign.words.height() >= sign.words.heightForWidth(sign.words.width())
        assert sign.stop.width() >= sign.stop.minimumSizeHint().width()
        assert sign.rect().contains(sign.stop.geometry())
    apply_theme(qapp, Theme.LIGHT, 1.0)
