"""How long answers took and what was sent: in the status line, as bars, as a table, as a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_assistant.core.errors import StoreError
from desktop_assistant.core.snapshot import Savings, TurnLatency
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.dialogs.latency import SUM, LatencyDialog
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.theme import apply_theme
from desktop_assistant.ui.voice.latency_words import (
    PARTS,
    answered_words,
    savings_exactly,
    savings_words,
    span_words,
    split_words,
)
from tests.fakes.control import FakeControl, Settle

LEFT = Qt.MouseButton.LeftButton
NO_RAISE = pytest.mark.qt_log_ignore("This plugin does not support")


def turn(total: float = 680, network: float | None = 20, **more: float | None) -> TurnLatency:
    pause, buffer = 500.0, 30.0
    model = total - pause - buffer - (network or 0)
    return TurnLatency(
        pause_ms=pause, network_ms=network, model_ms=model, buffer_ms=buffer,
        first_audio_ms=total - buffer, first_sound_ms=total, ended_at=total, **more,
    )  # fmt: skip


# --- words ------------------------------------------------------------------------------------------------------------
def test_the_wait_in_words(bridge: UiBridge) -> None:
    assert answered_words(turn(684)) == ("answered in 0.68 s", "0.68 s")
    assert answered_words(None) == answered_words(TurnLatency()) == ("", "")
    assert answered_words(TurnLatency(first_text_ms=1240))[1] == "1.24 s"
    assert split_words(turn(684)) == "pause 500 ms, network 20 ms, model 134 ms, buffer 30 ms, in all 0.68 s"
    assert split_words(turn(684, None)) == "pause 500 ms, model 154 ms, buffer 30 ms, in all 0.68 s"


def test_what_was_saved_is_never_said_to_be_more_than_it_was(bridge: UiBridge) -> None:
    assert savings_words(Savings()) == ("", "")
    assert savings_words(Savings(captured_s=364.0, sent_s=38.9)) == ("sent 38 s of 6 min (89 % saved)", "89 % saved")
    assert savings_words(Savings(captured_s=100.0, sent_s=0.4))[1] == "99 % saved"
    assert savings_words(Savings(captured_s=10.0, sent_s=10.0))[1] == "0 % saved"


def test_the_exact_seconds_add_up(bridge: UiBridge) -> None:
    def words(captured_s: float, sent_s: float) -> str:
        return savings_exactly(Savings(captured_s=captured_s, sent_s=sent_s)).replace("\N{NO-BREAK SPACE}", "_")

    assert words(364.04, 38.96) == "Captured 364.0_s, sent 39.0_s, saved 325.0_s."
    assert words(1.0, 3.0) == "Captured 1.0_s, sent 3.0_s, saved 0.0_s."


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.9, "0 s"), (119.9, "119 s"), (120, "2 min"), (3599, "59 min"), (3900, "1 h 5 min")]
)
def test_spans_of_time(seconds: float, words: str, bridge: UiBridge) -> None:
    assert span_words(seconds) == words


# --- the status line --------------------------------------------------------------------------------------------------
@NO_RAISE
@pytest.mark.parametrize("scale", [1.0, 1.5])
async def test_the_strip_shows_as_much_as_fits(
    window: MainWindow, control: FakeControl, bridge: UiBridge, qapp: QApplication, settle: Settle, scale: float
) -> None:
    apply_theme(qapp, Theme.LIGHT, scale)
    control.push(latency=turn())
    bridge.show_savings(Savings(captured_s=364.0, sent_s=38.0))
    strip, shown = window.status, []
    for width in (1500, 1100, 900, 700, 560, 480, 380):
        window.resize(width, 760)
        await settle()
        assert strip.sizeHint().width() <= strip.width(), width
        parts = (strip.latency, strip.savings, strip.microphone._button, strip.speaker._button, strip.provider)
        shown.append(sum(len(part.text()) for part in parts if part.isVisible()))
    assert shown == sorted(shown, reverse=True)
    assert strip.latency.accessibleName() == "answered in 0.68 s"
    window.resize(1500, 760)
    await settle()
    assert strip.savings.text() == "sent 38 s of 6 min (89 % saved)"
    apply_theme(qapp, Theme.LIGHT, 1.0)


async def test_nothing_is_shown_before_there_is_something(window: MainWindow) -> None:
    assert not window.status.latency.isVisible()
    assert not window.status.savings.isVisible()


@NO_RAISE
async def test_the_last_answer_stays_in_the_strip_until_the_next_one(window: MainWindow, control: FakeControl) -> None:
    control.push(latency=turn())
    control.push(latency=TurnLatency(ended_at=2.0, pause_ms=500))  # the next turn, not answered yet
    assert "0.68 s" in window.status.latency.text()
    assert "in all 0.68 s" in window.status.latency.toolTip()
    control.push(latency=turn(1240))
    assert "1.24 s" in window.status.latency.text()
    control.push(latency=None)  # somebody else answers from now on
    assert not window.status.latency.isVisible()


@NO_RAISE
async def test_the_counter_is_explained_on_hover_and_by_key(window: MainWindow, bridge: UiBridge, settle: Settle) -> None:
    bridge.show_savings(Savings(captured_s=364.0, sent_s=38.0))
    savings = window.status.savings
    assert "stays on this computer" in savings.toolTip()
    savings.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(savings, Qt.Key.Key_Space)
    await settle()
    explanation = window.status.explanation
    assert explanation is not None
    assert explanation.isVisible()
    assert any("364.0\N{NO-BREAK SPACE}s" in label.text() for label in explanation.findChildren(QLabel))
    QTest.keyClick(explanation, Qt.Key.Key_Escape)
    assert not explanation.isVisible()


# --- the panel --------------------------------------------------------------------------------------------------------
@pytest.fixture
async def dialog(window: MainWindow, control: FakeControl, settle: Settle) -> LatencyDialog:
    control.turns = [turn(600 + 10 * number) for number in range(20)]
    control.push(latency=control.turns[-1])
    QTest.mouseClick(window.status.latency, LEFT)
    await settle()
    return window.findChildren(LatencyDialog)[-1]


@NO_RAISE
async def test_the_last_turns_are_bars_that_can_be_walked(dialog: LatencyDialog, control: FakeControl) -> None:
    bars = dialog.bars
    assert [bar.first_sound_ms for bar in bars.turns] == [790 - 10 * number for number in range(12)]
    assert dialog.split.text() == split_words(control.turns[-1])
    QTest.keyClick(bars, Qt.Key.Key_Down)
    assert dialog.split.text() == bars.accessibleDescription() == split_words(control.turns[-2])
    QTest.mouseClick(bars, LEFT, pos=QPoint(20, bars.height() - 4))
    assert dialog.split.text() == split_words(bars.turns[-1])
    for _ in range(20):
        QTest.keyClick(bars, Qt.Key.Key_Up)
    assert dialog.split.text() == split_words(bars.turns[0])


@NO_RAISE
async def test_the_distribution_is_over_all_turns(dialog: LatencyDialog) -> None:
    assert dialog.summary.text() == "Half of 20 answers began within 0.69 s, 95 % within 0.78 s."
    assert dialog._cells[SUM, 2].text() == "690 ms"
    assert dialog._cells["pause_ms", 3].text() == "500 ms"


@NO_RAISE
async def test_what_was_not_measured_is_said(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    control.turns = [turn(700, None), TurnLatency(first_text_ms=900, ended_at=2)]
    window.show_latencies()
    await settle()
    dialog = window.findChildren(LatencyDialog)[-1]
    assert dialog._cells["network_ms", 2].text() == "not known"
    assert "Half of 1 answers" in dialog.summary.text()
    assert len(dialog.bars.turns) == 2
    assert not dialog.bars.grab().isNull()


@NO_RAISE
async def test_it_follows_while_it_is_open(dialog: LatencyDialog, control: FakeControl) -> None:
    new = turn(1500)
    control.turns.append(new)
    control.push(latency=new)
    assert dialog.bars.turns[0] == new
    assert "21 answers" in dialog.summary.text()


@NO_RAISE
async def test_without_a_turn_it_says_so(window: MainWindow, settle: Settle) -> None:
    window.show_latencies()
    await settle()
    dialog = window.findChildren(LatencyDialog)[-1]
    assert "yet" in dialog.summary.text()
    assert not dialog.bars.isVisible()
    assert not dialog.export.isEnabled()


@NO_RAISE
async def test_the_export_says_where_or_why_not(
    dialog: LatencyDialog, control: FakeControl, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "l.csv"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(dialog.export, LEFT)
    await settle()
    assert control.exports == [path]
    assert str(path) in dialog.said.text()
    control.fail = StoreError("The file could not be written: no space.")
    QTest.mouseClick(dialog.export, LEFT)
    await settle()
    assert dialog.said.text() == "The file could not be written: no space."
    assert dialog.export.isEnabled()
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: ("", ""))
    QTest.mouseClick(dialog.export, LEFT)
    assert control.exports == [path]


@NO_RAISE
async def test_it_fits_into_the_smallest_window(window: MainWindow, control: FakeControl, settle: Settle) -> None:
    window.resize(QSize(400, 640))
    control.turns = [turn(600 + 10 * number) for number in range(20)]
    window.show_latencies()
    await settle()
    dialog = window.findChildren(LatencyDialog)[-1]
    assert dialog.height() <= window.height()
    assert {part.field for part in PARTS} <= {field for field, _ in dialog._cells}
