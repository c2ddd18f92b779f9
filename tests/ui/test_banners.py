from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_assistant.core.local_events import ReconnectPressed
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.settings.model import Provider, Settings, Theme
from desktop_assistant.ui.advice import Remedy
from desktop_assistant.ui.banners import SIDE, BannerStack
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.problems import sentence_for
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import FakeControl, Settle

OFFSCREEN_CANNOT = "This plugin does not support"
"""The offscreen plugin says so of raising windows and grabbing the keyboard."""


@pytest.fixture
def stack(bridge: UiBridge) -> Iterator[BannerStack]:
    host = QWidget()
    made = BannerStack(host)
    made.changed.connect(lambda: made.fit(800, 600))
    yield made
    shiboken6.delete(host)


def codes(stack: BannerStack) -> list[ProblemCode]:
    return [banner.problem.code for banner in stack.shown]


def test_at_most_three_and_the_newest_first(stack: BannerStack) -> None:
    four = (ProblemCode.NETWORK_DOWN, ProblemCode.NO_MICROPHONE, ProblemCode.NO_SPEAKER, ProblemCode.DISK_FULL)
    for code in four:
        stack.show_problem(Problem(code=code))
    assert codes(stack) == [ProblemCode.DISK_FULL, ProblemCode.NO_SPEAKER, ProblemCode.NO_MICROPHONE]
    stack.show_problem(Problem(code=ProblemCode.DISK_FULL, over=True))
    assert codes(stack)[-1] is ProblemCode.NETWORK_DOWN  # it waited behind the others
    for code in four:
        stack.show_problem(Problem(code=code, over=True))
    assert stack.isHidden()


def test_a_banner_that_was_narrow_is_as_low_as_a_fresh_one_when_it_is_wide_again(stack: BannerStack) -> None:
    stack.show_problem(Problem(code=ProblemCode.SOUND_SERVER_GONE))
    wide = stack.fit(1100, 600)
    narrow = stack.fit(300, 600)
    assert narrow > wide
    assert stack.fit(1100, 600) == wide


def test_a_second_banner_in_a_narrow_window_has_room_for_all_its_words(stack: BannerStack) -> None:
    """It had not been shown when it was measured, and its button lay over the sentence."""
    stack.changed.disconnect()
    stack.changed.connect(lambda: stack.fit(380, 600))
    stack.parentWidget().show()
    for code in (ProblemCode.STANDING_IN, ProblemCode.KEY_MISSING):
        stack.show_problem(Problem(code=code, detail="local" if code is ProblemCode.STANDING_IN else "no key is stored here"))
    banner = stack.shown[0]
    assert banner.problem.code is ProblemCode.KEY_MISSING
    assert banner.height() >= banner.fit(380 - 2 * SIDE)


def test_the_same_problem_again_replaces_its_banner(stack: BannerStack) -> None:
    stack.show_problem(Problem(code=ProblemCode.NETWORK_DOWN, detail="one"))
    stack.show_problem(Problem(code=ProblemCode.NETWORK_DOWN, detail="two"))
    assert [banner.sentence.endswith("(two)") for banner in stack.shown] == [True]


def test_a_note_leaves_by_itself(stack: BannerStack, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr("desktop_assistant.ui.banners.NOTE_MS", 0)
    stack.show_problem(Problem(code=ProblemCode.ENGINE_RESTARTED))
    stack.show_problem(Problem(code=ProblemCode.DISK_FULL))
    qtbot.waitUntil(lambda: codes(stack) == [ProblemCode.DISK_FULL])


@pytest.mark.qt_log_ignore(OFFSCREEN_CANNOT)
@pytest.mark.parametrize("scale", [0.75, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [QSize(380, 520), QSize(400, 640), QSize(640, 560), QSize(900, 760)])
async def test_no_number_of_banners_cuts_off_the_text_box(
    window: MainWindow, bridge: UiBridge, qapp: QApplication, settle: Settle, scale: float, size: QSize
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale)
    window.resize(size)
    longest = max(ProblemCode, key=lambda code: len(sentence_for(Problem(code=code))))
    for code in (*list(ProblemCode)[::7], longest):
        bridge.show_problem(Problem(code=code))
        await settle()
        composer = window.chat.composer
        assert composer.height() >= composer.sizeHint().height(), code
        bottom = composer.mapTo(window, composer.rect().bottomLeft()).y()
        assert bottom < window.voice.mapTo(window, QPoint(0, 0)).y(), code
        assert window.voice.height() >= window.voice.sizeHint().height(), code
        assert window.chat.view.height() > 0, code
        banners = window.banners
        assert banners.geometry().bottom() < window.chat.geometry().top(), code
        # Either everything fits, or what does not can be scrolled to.
        inside = banners.widget().height()
        assert inside <= banners.height() or banners.verticalScrollBar().maximum() >= inside - banners.height() > 0
        for banner in banners.shown:
            assert banner._sentence.height() >= banner._sentence.heightForWidth(banner._sentence.width()), code
            assert banner.button.width() >= banner.button.sizeHint().width(), code
            assert banner.rect().contains(banner.button.geometry()), code
    assert banners.more.isVisible()
    apply_theme(qapp, Theme.LIGHT, 1.0)


@pytest.mark.qt_log_ignore(OFFSCREEN_CANNOT)
async def test_a_growing_text_box_takes_its_room_from_the_banners(window: MainWindow, bridge: UiBridge, settle: Settle) -> None:
    window.resize(QSize(400, 640))
    for code in list(ProblemCode)[:3]:
        bridge.show_problem(Problem(code=code))
    await settle()
    before = window.banners.height()
    window.chat.set_draft("\n".join("line" for _ in range(6)))
    await settle()
    composer = window.chat.composer
    assert composer.height() >= composer.sizeHint().height()
    assert composer.mapTo(window, composer.rect().bottomLeft()).y() < window.voice.mapTo(window, QPoint(0, 0)).y()
    assert window.banners.height() <= before


async def test_what_waits_can_be_brought_forward(window: MainWindow, bridge: UiBridge, settle: Settle) -> None:
    window.resize(QSize(380, 520))
    wanted = [ProblemCode.NETWORK_DOWN, ProblemCode.NO_MICROPHONE, ProblemCode.NO_SPEAKER]
    for code in wanted:
        bridge.show_problem(Problem(code=code))
    await settle()
    assert "2" in window.banners.more.text()
    seen = []
    for _ in wanted:
        seen += codes(window.banners)
        QTest.mouseClick(window.banners.more, Qt.MouseButton.LeftButton)
        await settle()
    assert seen == list(reversed(wanted))
    assert codes(window.banners) == seen[:1]


@pytest.mark.qt_log_ignore(OFFSCREEN_CANNOT)
async def test_the_button_of_a_banner_helps(window: MainWindow, control: FakeControl, bridge: UiBridge, settle: Settle) -> None:
    bridge.show_problem(Problem(code=ProblemCode.SERVER_UNREACHABLE))
    QTest.mouseClick(window.banners.shown[0].button, Qt.MouseButton.LeftButton)
    assert control.events == [ReconnectPressed()]
    assert window.banners.shown == []

    control.apply(Settings(provider=Provider.OPENAI))
    bridge.show_problem(Problem(code=ProblemCode.NETWORK_DOWN))
    QTest.mouseClick(window.banners.shown[0].button, Qt.MouseButton.LeftButton)
    assert control.settings.provider is Provider.LOCAL

    bridge.show_problem(Problem(code=ProblemCode.KEY_STORE_UNAVAILABLE))
    QTest.mouseClick(window.banners.shown[0].button, Qt.MouseButton.LeftButton)
    assert window.settings_dialog is not None
    assert window.settings_dialog._list.currentRow() == list(PageName).index(PageName.PRIVACY)
    window.settings_dialog.reject()
    await settle()
    assert window.settings_dialog is None


async def test_advice_about_a_headset_is_taken_or_waved_away_and_not_given_twice(
    window: MainWindow, control: FakeControl, bridge: UiBridge
) -> None:
    advice = Problem(code=ProblemCode.HEADSET_MICROPHONE, detail="Built-in Microphone")
    bridge.show_problem(advice)
    QTest.mouseClick(window.banners.shown[0].button, Qt.MouseButton.LeftButton)
    audio = control.settings.audio
    assert (audio.input_device, audio.headset_advice) == ("mic-builtin", False)
    control.apply(Settings())
    bridge.show_problem(advice)
    window.banners.shown[0]._dismiss()
    audio = control.settings.audio
    assert (audio.input_device, audio.headset_advice) == ("", False)


@pytest.mark.qt_log_ignore(OFFSCREEN_CANNOT)
async def test_every_remedy_is_done(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, control: FakeControl, settle: Settle
) -> None:
    window.remedies.apply(Remedy.WIRED_MICROPHONE)
    assert control.settings.audio.input_device == "mic-builtin"
    opened: list[object] = []
    monkeypatch.setattr("desktop_assistant.ui.remedies.open_folder", opened.append)
    monkeypatch.setattr("desktop_assistant.ui.remedies.open_sound_settings", lambda: opened.append("sound") or True)
    for remedy in (Remedy.OPEN_DATA, Remedy.OPEN_CONFIG, Remedy.SYSTEM_SOUND):
        window.remedies.apply(remedy)
    assert opened == [control.places.data, control.places.config, "sound"]
    for remedy, picker in ((Remedy.CHOOSE_MICROPHONE, window.status.microphone), (Remedy.CHOOSE_SPEAKER, window.status.speaker)):
        window.remedies.apply(remedy)
        await settle()
        assert picker._menu.isVisible()
        picker._menu.close()
