"""Words that are longer than their room: they go on in the next line, or end in `…` with the rest in the tooltip."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_assistant.core.snapshot import LinkState, VoiceState
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.labels import ElidedLabel, Sentence
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import FakeControl, Settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORDS = "Das Mikrofon ist aus, und mit Strg+M schalten Sie es wieder ein"


def test_a_sentence_claims_the_height_of_its_words_also_of_other_ones(qtbot: QtBot) -> None:
    label = Sentence("")
    qtbot.addWidget(label)
    label.setWordWrap(True)
    label.resize(120, 20)
    label.show()
    line = label.fontMetrics().height()
    label.setText("Kurz")
    assert label.sizeHint().height() < 2 * line
    label.setText(WORDS)
    assert label.sizeHint().height() >= 3 * line
    label.resize(900, 20)
    assert label.sizeHint().height() < 2 * line


def test_an_elided_label_shrinks_and_its_tooltip_has_all_of_it(qtbot: QtBot) -> None:
    label = ElidedLabel(WORDS)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 30
    assert label.sizeHint().width() > 200
    label.resize(80, 20)
    narrow = label.grab().toImage()
    assert label.toolTip() == WORDS
    label.setText("Kurz")
    assert label.grab().toImage() != narrow
    assert label.toolTip() == ""
    label.setToolTip("Something else")
    label.grab()
    assert label.toolTip() == "Something else"


async def test_large_text_in_a_small_window_cuts_no_hint(
    window: MainWindow, control: FakeControl, qapp: QApplication, settle: Settle
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0)
    window.resize(400, 640)
    await settle()
    for changes in ({"voice": VoiceState.MUTED, "muted": True}, {"voice": VoiceState.HELD}, {"link": LinkState.FAILED}):
        control.push(**changes)
        await settle()
        hint, panel = window.voice._hint, window.voice
        assert hint.height() >= hint.heightForWidth(hint.width()), hint.text()
        assert panel.height() >= panel.sizeHint().height()
        for button in panel.mode_switch._group.buttons():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
    apply_theme(qapp, Theme.LIGHT, 1.0)


async def test_the_state_of_the_connection_has_all_the_room_that_is_left(
    window: MainWindow, control: FakeControl, qapp: QApplication, settle: Settle
) -> None:
    apply_theme(qapp, Theme.LIGHT, 2.0)
    window.resize(400, 640)
    await settle()
    control.push(link=LinkState.FAILED, voice=VoiceState.OFFLINE, latency=None)
    await settle()
    link, next_one = window.status._link, window.status.microphone
    missing = link.sizeHint().width() - link.width()
    assert missing <= 0 or next_one.x() - (link.x() + link.width()) <= 12, "there is room beside words that are cut"
    apply_theme(qapp, Theme.LIGHT, 1.0)
