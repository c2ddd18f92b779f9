"""The self-test page: from idle over busy to a recommendation that can be applied, or one sentence why not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_assistant.core.audio import Duplex
from desktop_assistant.core.errors import DeviceError
from desktop_assistant.core.local_events import StopPressed
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.snapshot import EchoCause, EchoTest, VoiceState
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.dialogs import echo_test
from desktop_assistant.ui.dialogs.echo_test import EchoTestDialog, Step
from desktop_assistant.ui.dialogs.echo_words import findings, recommendation
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.settings_dialog.page_name import PageName
from tests.fakes.control import DEVICES, FakeControl, Settle

LEFT = Qt.MouseButton.LeftButton
GOOD = EchoTest(
    input_device="mic-builtin", output_device="out-builtin", tested_at=1.7e9,
    delay_ms=84.2, echo_db=-12.0, removed_db=36.0, noise_db=-62.0,
)  # fmt: skip
BAD = replace(GOOD, echo_db=3.0, removed_db=9.0, duplex=Duplex.HALF, cause=EchoCause.LEVEL)
HEADPHONES = replace(GOOD, delay_ms=None)
RESTS = "With these devices the microphone rests while the assistant speaks."

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def dialog_of(window: MainWindow) -> EchoTestDialog:
    return next(dialog for dialog in reversed(window.findChildren(EchoTestDialog)) if dialog.isVisible())


@pytest.fixture
async def dialog(window: MainWindow, settle: Settle) -> EchoTestDialog:
    window.open_echo_test()
    await settle()
    return dialog_of(window)


def words(dialog: EchoTestDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


async def test_a_test_is_busy_and_then_says_what_it_found(dialog: EchoTestDialog, control: FakeControl, settle: Settle) -> None:
    assert dialog.step is Step.IDLE
    assert "Built-in Speakers" in words(dialog)
    assert "Built-in Microphone" in words(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    await settle()
    assert dialog.step is Step.BUSY
    assert dialog.progress.isVisible()
    assert dialog.start.text() == "Stop"
    assert control.echo_running is not None
    control.echo_running.set_result(GOOD)
    await settle()
    assert dialog.step is Step.DONE
    assert not dialog.progress.isVisible()
    for expected in ("84 ms", "−12 dB", "36 dB", "−62 dB", "a quiet room", "talk over the assistant"):
        assert expected in words(dialog)
    assert not dialog.use.isVisible()  # automatic already does it
    assert "84 ms" in dialog._card.accessibleDescription()


@pytest.mark.parametrize("speaks", [True, False])
async def test_the_assistant_is_silent_while_it_runs(
    dialog: EchoTestDialog, control: FakeControl, settle: Settle, speaks: bool
) -> None:
    control.push(voice=VoiceState.SPEAKING if speaks else VoiceState.LISTENING, can_stop=speaks)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    await settle()
    assert dialog.step is Step.BUSY
    assert control.events == [StopPressed()] * speaks


async def test_the_recommendation_can_be_applied_to_these_devices(
    dialog: EchoTestDialog, control: FakeControl, settle: Settle
) -> None:
    QTest.mouseClick(dialog.start, LEFT)
    await settle()
    assert control.echo_running is not None
    control.echo_running.set_result(BAD)
    await settle()
    assert "rest while the assistant speaks" in dialog.advice.text()
    QTest.mouseClick(dialog.use, LEFT)
    await settle()
    assert control.rested == [(BAD.pair, True)]
    assert control.applied == [], "the setting is for all devices"
    assert RESTS in words(dialog)


async def opened(window: MainWindow, control: FakeControl, settle: Settle, kept: EchoTest, setting: Duplex) -> EchoTestDialog:
    control.echo_kept = kept
    window._bridge.apply(replace(control.settings, audio=replace(control.settings.audio, duplex=setting)))
    control.applied.clear()
    window.open_echo_test()
    await settle()
    return dialog_of(window)


@pytest.mark.parametrize(
    ("setting", "kept", "button", "note", "decided"),
    [
        (Duplex.AUTO, BAD, "Use this", "", True),
        (Duplex.AUTO, replace(BAD, rests=True), "Listen all the time again", RESTS, False),
        (Duplex.AUTO, replace(GOOD, rests=True), "Listen all the time again", RESTS, False),
        (Duplex.FULL, BAD, "Use this", "The settings say “Always listen”", True),
        (Duplex.FULL, replace(BAD, rests=True), "Use this", "The settings say “Always listen”", True),
        (Duplex.HALF, BAD, "Rest only with these devices", "The settings say “Rest while it speaks”", True),
        (Duplex.HALF, replace(BAD, rests=True), "Rest only with these devices", "The settings say “Rest while it speaks”", True),
        (Duplex.HALF, GOOD, "Use this", "The settings say “Rest while it speaks”", False),
        (Duplex.HALF, replace(GOOD, rests=True), "Use this", "The settings say “Rest while it speaks”", False),
    ],
)
async def test_the_button_says_what_it_changes_and_changes_it(
    window: MainWindow,
    control: FakeControl,
    settle: Settle,
    setting: Duplex,
    kept: EchoTest,
    button: str,
    note: str,
    decided: bool,
) -> None:
    dialog = await opened(window, control, settle, kept, setting)
    assert dialog.use.isVisible()
    assert dialog.use.text() == button
    assert dialog.note.text().startswith(note)
    assert dialog.note.isVisible() is bool(note)
    assert dialog.note.text().endswith("sets them to “Automatic”.") is (setting is not Duplex.AUTO)
    assert dialog.note.text() in dialog._card.accessibleDescription()
    QTest.mouseClick(dialog.use, LEFT)
    await settle()
    assert control.rested == [(kept.pair, decided)]
    assert [settings.audio.duplex for settings in control.applied] == [Duplex.AUTO] * (setting is not Duplex.AUTO)
    assert control.echo_kept is not None
    assert (RESTS in words(dialog)) is control.echo_kept.rests is decided


@pytest.mark.parametrize(
    ("setting", "kept"),
    [(Duplex.AUTO, GOOD), (Duplex.FULL, GOOD), (Duplex.FULL, replace(GOOD, rests=True)), (Duplex.AUTO, HEADPHONES)],
)
async def test_there_is_no_button_where_nothing_would_change(
    window: MainWindow, control: FakeControl, settle: Settle, setting: Duplex, kept: EchoTest
) -> None:
    dialog = await opened(window, control, settle, kept, setting)
    assert dialog.step is Step.DONE
    assert not dialog.use.isVisible()
    assert not dialog.note.isVisible()


async def test_there_and_back_by_keyboard_alone(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    dialog = await opened(window, control, settle, BAD, Duplex.AUTO)
    dialog.start.setFocus()
    for _ in range(4):
        if dialog.use.hasFocus():
            break
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.use.hasFocus()
    for key, rests in ((Qt.Key.Key_Return, True), (Qt.Key.Key_Space, False), (Qt.Key.Key_Return, True)):
        QTest.keyClick(dialog.use, key)
        await settle()
        assert control.rested[-1] == (BAD.pair, rests)
        assert dialog.use.hasFocus(), "it now says the way back"
        assert (RESTS in words(dialog)) is rests
    assert control.echo_running is None, "Return began no test"


@pytest.mark.parametrize("width", [340, 700])
async def test_the_dialog_grows_with_what_it_says(window: MainWindow, control: FakeControl, settle: Settle, width: int) -> None:
    dialog = await opened(window, control, settle, BAD, Duplex.AUTO)
    dialog.resize(width, dialog.height())

    async def is_all_readable() -> bool:
        await settle()
        shown = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
        return all(label.height() >= label.heightForWidth(label.width()) for label in shown)

    QTest.mouseClick(dialog.use, LEFT)
    assert await is_all_readable()
    for setting in (Duplex.HALF, Duplex.FULL, Duplex.AUTO):
        window._bridge.apply(replace(control.settings, audio=replace(control.settings.audio, duplex=setting)))
        assert await is_all_readable()
    assert dialog.width() >= width


async def test_a_button_that_leaves_hands_the_keyboard_on(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    dialog = await opened(window, control, settle, replace(GOOD, rests=True), Duplex.AUTO)
    dialog.use.setFocus()
    QTest.keyClick(dialog.use, Qt.Key.Key_Space)
    await settle()
    assert not dialog.use.isVisible()
    assert dialog.start.hasFocus()


async def test_a_screen_reader_hears_what_was_decided(
    window: MainWindow, control: FakeControl, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(echo_test, "announce", lambda widget, sentence: said.append(sentence))
    dialog = await opened(window, control, settle, BAD, Duplex.AUTO)
    for expected in (RESTS, "The microphone listens all the time again."):
        QTest.mouseClick(dialog.use, LEFT)
        await settle()
        assert said.pop() == expected
    assert said == []


async def test_the_result_of_other_devices_is_theirs(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    dialog = await opened(window, control, settle, replace(BAD, rests=True), Duplex.AUTO)
    assert RESTS in words(dialog)
    control.echo_kept = replace(HEADPHONES, output_device="out-bt")
    control.view.show_devices(replace(DEVICES, output_in_use="out-bt"))
    await settle()
    assert "WH-1000XM5" in words(dialog)
    assert "headphones" in words(dialog)
    assert not dialog.use.isVisible()
    control.echo_kept = None
    control.view.show_devices(replace(DEVICES, input_in_use="mic-usb"))
    assert dialog.step is Step.IDLE
    control.echo_kept = BAD
    control.view.show_devices(DEVICES)
    assert dialog.use.text() == "Use this"


async def test_devices_that_change_do_not_end_a_test(dialog: EchoTestDialog, control: FakeControl, settle: Settle) -> None:
    QTest.mouseClick(dialog.start, LEFT)
    await settle()
    control.view.show_devices(replace(DEVICES, output_in_use="out-bt"))
    assert dialog.step is Step.BUSY
    assert control.echo_running is not None
    control.echo_running.set_result(GOOD)
    await settle()
    assert dialog.step is Step.DONE


async def test_what_was_kept_is_shown_at_once(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    control.echo_kept = HEADPHONES
    window.open_echo_test()
    await settle()
    dialog = dialog_of(window)
    assert dialog.step is Step.DONE
    assert "headphones" in words(dialog)
    assert "Tested" in words(dialog)
    assert dialog.start.text() == "Test again"


async def test_the_devices_are_named_before_they_are_opened(dialog: EchoTestDialog, control: FakeControl, settle: Settle) -> None:
    control.view.show_devices(replace(DEVICES, input_in_use="", output_in_use=""))
    assert "Built-in Speakers" in words(dialog)
    assert "Built-in Microphone" in words(dialog)


async def test_a_failure_is_one_sentence(dialog: EchoTestDialog, control: FakeControl, settle: Settle) -> None:
    control.fail = DeviceError("No microphone was found.")
    QTest.mouseClick(dialog.start, LEFT)
    await settle()
    assert dialog.step is Step.FAILED
    assert dialog.error.text() == "No microphone was found."
    assert dialog.start.text() == "Test again"


@pytest.mark.parametrize("way", ["escape", "stop"])
async def test_it_can_be_ended(dialog: EchoTestDialog, control: FakeControl, settle: Settle, way: str) -> None:
    QTest.mouseClick(dialog.start, LEFT)
    await settle()
    running = control.echo_running
    assert running is not None
    if way == "escape":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        QTest.mouseClick(dialog.start, LEFT)
        assert dialog.step is Step.IDLE
    await settle()
    assert running.cancelled()


async def test_it_is_reached_from_banner_settings_and_welcome(
    window: MainWindow, bridge: UiBridge, qapp: QApplication, settle: Settle
) -> None:
    bridge.show_problem(Problem(code=ProblemCode.ECHO_HALF_DUPLEX, detail="delay"))
    QTest.mouseClick(window.banners.shown[0].button, LEFT)
    await settle()
    dialog_of(window).close()
    window.open_settings_page(PageName.AUDIO)
    window.show_welcome()
    await settle()
    for host in (qapp.activeModalWidget(), window.settings_dialog):
        assert host is not None
        button = next(b for b in host.findChildren(QPushButton) if b.text().startswith("Test speakers"))
        QTest.mouseClick(button, LEFT)
        await settle()
        dialog_of(window).close()
        host.close()
        await settle()


@pytest.mark.parametrize("cause", EchoCause)
def test_each_cause_is_explained(cause: EchoCause, bridge: UiBridge) -> None:
    said = recommendation(replace(BAD, cause=cause))
    assert said.startswith(recommendation(replace(BAD, cause=None)))
    assert len(said) > len(recommendation(replace(BAD, cause=None)))


def test_an_echo_that_came_too_late_to_be_measured_is_not_called_none(bridge: UiBridge) -> None:
    late = replace(HEADPHONES, duplex=Duplex.HALF, cause=EchoCause.DELAY)
    assert next((found.name, found.value) for found in findings(late)) == ("Delay", "over 1 s")
    assert not any("headphones" in found.meaning for found in findings(late))


def test_an_echo_that_drowns_a_person_out_is_not_called_as_loud_as_one(bridge: UiBridge) -> None:
    assert [found.meaning for found in findings(replace(BAD, echo_db=14.0)) if found.name == "Echo"] == ["louder than a person"]
    assert [found.meaning for found in findings(replace(BAD, echo_db=0.0)) if found.name == "Echo"] == ["as loud as a person"]


def test_every_number_has_a_meaning(bridge: UiBridge) -> None:
    for test in (GOOD, BAD, HEADPHONES, replace(GOOD, delay_ms=600.0, echo_db=-70.0, removed_db=20.0, noise_db=-20.0)):
        assert all(finding.meaning for finding in findings(test))
    assert [finding.name for finding in findings(HEADPHONES)] == ["Echo", "Noise in the room"]
