import numpy as np
import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from desktop_assistant.core.snapshot import Levels
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.voice.frames import FRAME_MS
from desktop_assistant.ui.voice.level_history import COLUMNS, LevelHistory, as_height
from desktop_assistant.ui.voice.waveform import bars, curve
from tests.fakes.control import FakeControl, Settle


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(early_window: MainWindow) -> Clock:
    made = Clock()
    early_window.frames._clock = made
    return made


def frame(window: MainWindow, clock: Clock, count: int = 1) -> None:
    for _ in range(count):
        clock.now += FRAME_MS / 1000
        window.frames.beat()


def test_loudness_is_ranked_as_the_ear_does() -> None:
    heights = [as_height(rms) for rms in (0.0, 0.001, 0.01, 0.1, 1.0)]
    assert heights == sorted(heights)
    assert heights[0] == heights[1] == 0.0
    assert heights[-1] == 1.0
    assert 0.2 < heights[2] < 0.5  # soft speech can be seen


def test_sound_travels_outwards_and_falls_silent_when_no_levels_come() -> None:
    history = LevelHistory()
    history.hear(Levels(mic_rms=0.5, voice_rms=0.1), 0.0)
    history.travel(0.0)
    history.travel(0.03)
    assert history.mic[0] == history.mic[1] > history.voice[0] > 0
    history.travel(1.0)
    assert history.mic[0] == 0
    for _ in range(COLUMNS):
        history.travel(1.0)
    assert not history.is_moving


def test_bars_and_curve_have_different_shapes_and_leave_the_middle_free() -> None:
    loud = np.ones(COLUMNS, dtype=np.float32)
    x, y = bars(loud, 0.2, 20)
    assert len(x) == 40
    assert (y[::2] == -y[1::2]).all()  # mirrored
    assert x.min() > 0.2
    x, y = curve(loud, 0.2)
    assert x.max() < -0.2
    assert len(x) > 2 * COLUMNS
    assert np.abs(np.diff(y[: len(y) // 2])).max() < 0.5  # smooth
    assert max(np.abs(y).max(), np.abs(bars(loud, 0.2, 20)[1]).max()) <= 1


async def test_frames_are_made_only_while_something_sounds(window: MainWindow, clock: Clock, bridge: UiBridge) -> None:
    window.voice.waveform.load_now()
    assert not window.frames.is_running
    bridge.show_levels(Levels(mic_rms=0.2))
    assert window.frames.is_running
    frame(window, clock, COLUMNS + 8)  # no further levels: the last sound leaves the picture
    assert not window.frames.is_running
    bridge.show_levels(Levels())
    assert not window.frames.is_running


async def test_a_hidden_window_makes_no_frames_and_wants_no_levels(
    window: MainWindow, control: FakeControl, bridge: UiBridge
) -> None:
    assert control.levels_watched[-1] is True
    bridge.show_levels(Levels(voice_rms=0.2))
    assert window.frames.is_running
    window.hide()
    assert not window.frames.is_running
    assert control.levels_watched[-1] is False
    window.show()
    assert control.levels_watched[-1] is True
    assert window.frames.is_running


async def test_a_minimised_window_makes_no_frames(
    window: MainWindow, control: FakeControl, bridge: UiBridge, settle: Settle
) -> None:
    bridge.show_levels(Levels(voice_rms=0.2))
    window.showMinimized()
    await settle()
    assert not window.frames.is_running
    assert control.levels_watched[-1] is False
    window.showNormal()
    await settle()
    assert control.levels_watched[-1] is True


async def test_the_plot_follows_the_loudness(window: MainWindow, clock: Clock, bridge: UiBridge) -> None:
    waveform = window.voice.waveform
    waveform.load_now()
    assert waveform.is_drawn
    quiet = waveform._bars.getData()[1].max()
    bridge.show_levels(Levels(mic_rms=0.5))
    frame(window, clock)
    assert waveform._bars.getData()[1].max() > 10 * quiet
    window.resize(QSize(380, 520))
    assert len(waveform._bars.getData()[0]) < 2 * COLUMNS  # fewer bars, not thinner ones


async def test_reduced_motion_draws_seldom_and_nothing_travels(window: MainWindow, clock: Clock, bridge: UiBridge) -> None:
    waveform = window.voice.waveform
    waveform.load_now()
    waveform.set_reduced_motion(True)
    drawn: list[int] = []
    original = waveform._draw
    waveform._draw = lambda: (drawn.append(1), original())[1]  # type: ignore[method-assign,func-returns-value]
    for _ in range(30):
        bridge.show_levels(Levels(mic_rms=0.3))
        frame(window, clock)
    assert 3 <= len(drawn) <= 5  # four a second
    heights = waveform._levels.mic
    assert (np.diff(heights) < 0).all()  # one shape, loudest at the button


async def test_pyqtgraph_is_imported_beside_the_window(bridge: UiBridge, qtbot: QtBot) -> None:
    from desktop_assistant.ui.voice.frames import Frames
    from desktop_assistant.ui.voice.waveform import Waveform

    frames = Frames()
    waveform = Waveform(frames)
    qtbot.addWidget(waveform)
    waveform.begin_loading()
    assert not waveform.is_drawn
    qtbot.waitUntil(lambda: waveform.is_drawn, timeout=20_000)
