import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from desktop_assistant.core.snapshot import Levels
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.voice.frames import FRAME_MS
from desktop_assistant.ui.voice.level_history import COLUMNS, LevelHistory, as_height
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


def test_bars_and_curve_have_different_shapes_and_leave_the_middle_free(bridge: UiBridge) -> None:
    from desktop_assistant.ui.voice.wave_plot import bars, curve

    loud = np.ones(COLUMNS, dtype=np.float32)
    rects = bars(loud, 800, 100, 96)
    assert len(rects) == COLUMNS
    assert min(rect.left() for rect in rects) >= 448
    assert max(rect.right() for rect in rects) <= 800
    assert {rect.center().y() for rect in rects} == {50.5}  # mirrored
    assert all(rect.left() == round(rect.left()) for rect in rects)  # sharp
    assert len(bars(loud, 380, 100, 96)) == 17  # fewer bars, not thinner ones
    shape = curve(loud, 800, 100, 96).boundingRect()
    assert 0 <= shape.left() < 10
    assert 340 < shape.right() <= 352
    for height in (bars(loud, 800, 100, 96)[0].height(), shape.height()):
        assert 80 < height <= 100


async def test_frames_are_made_only_while_something_sounds(window: MainWindow, clock: Clock, bridge: UiBridge) -> None:
    window.voice.waveform.load_now()
    assert not window.frames.is_running
    bridge.show_levels(Levels(mic_rms=0.2))
    assert window.frames.is_running
    frame(window, clock, COLUMNS + 9)  # no further levels: the last sound leaves the picture
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


async def test_the_picture_follows_the_loudness(window: MainWindow, clock: Clock, bridge: UiBridge, settle: Settle) -> None:
    waveform = window.voice.waveform
    waveform.load_now()
    await settle()

    def inked(left: bool) -> int:
        """Rows with ink in one half."""
        image = waveform.grab().toImage()
        ground = image.pixelColor(1, 1)
        columns = range(4, image.width() // 2 - 60) if left else range(image.width() // 2 + 60, image.width() - 4)
        return sum(any(image.pixelColor(x, y) != ground for x in columns) for y in range(image.height()))

    assert inked(left=True) <= 4
    assert inked(left=False) <= 4
    for _ in range(8):
        bridge.show_levels(Levels(mic_rms=0.5))
        frame(window, clock)
    assert inked(left=False) > 40
    assert inked(left=True) <= 4
    frame(window, clock, COLUMNS + 8)
    for _ in range(8):
        bridge.show_levels(Levels(voice_rms=0.5))
        frame(window, clock)
    assert inked(left=True) > 40
    assert inked(left=False) <= 4


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
    assert waveform._importer is None
    qtbot.waitUntil(lambda: waveform._importer is not None, timeout=30_000)
    assert next(waveform._classes, None) is None, "the thread finds classes that nobody has made yet"  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: waveform.is_drawn, timeout=30_000)


def test_calm_things_get_half_the_frames(bridge: UiBridge) -> None:
    from desktop_assistant.ui.voice.frames import CALM_FRAME_MS, Frames

    frames = Frames()
    frames.want("dots", True, calm=True)
    assert not frames.is_running  # nobody sees them
    frames.set_shown(True)
    assert frames._timer.interval() == CALM_FRAME_MS
    frames.want("wave", True)
    assert frames._timer.interval() == FRAME_MS
    frames.want("wave", False)
    assert frames._timer.interval() == CALM_FRAME_MS
    frames.want("dots", False)
    assert not frames.is_running
