"""What the waveform costs: share of one core while both sides sound, while it is silent, and while the window is hidden.

`python tests/bench/waveform.py [SECONDS]` prints one JSON object. The feeding of levels (30 times a second, as the audio
process does it) is measured alone and taken off; `frame_ms` is one update with its painting.
"""

import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.snapshot import Levels, LinkState, VoiceState
from desktop_assistant.settings.model import Settings, Theme
from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.main_window import MainWindow
from desktop_assistant.ui.theme import apply_theme
from tests.fakes.control import DEVICES, FakeControl

FEED_MS = 33


class Speech:
    """Calls `hear` 30 times a second with the loudness of somebody who talks."""

    def __init__(self, hear: Callable[[Levels], object]) -> None:
        self._hear = hear
        self._step = 0
        self.both = False
        self.timer = QTimer()
        self.timer.setInterval(FEED_MS)
        self.timer.timeout.connect(self._feed)

    def _feed(self) -> None:
        self._step += 1
        loud = 0.3 * abs(math.sin(self._step * 0.35) * math.sin(self._step * 0.06))
        voice = 0.3 - loud if self.both else 0.0
        self._hear(Levels(mic_rms=loud, mic_peak=loud, voice_rms=voice, voice_peak=voice))


def share_of_a_core(seconds: float) -> float:
    """Percent of one core that this process uses while the window lives."""
    loop = QEventLoop()  # not app.exec: its quit closes the window
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    cpu, wall = time.process_time(), time.perf_counter()
    loop.exec()
    return 100 * (time.process_time() - cpu) / (time.perf_counter() - wall)


def frame_times(window: MainWindow, app: QApplication, count: int = 200) -> list[float]:
    """ms of one frame, painting included."""
    times = []
    for step in range(count):
        window.voice.show_levels(Levels(mic_rms=0.3 * abs(math.sin(step)), voice_rms=0.3 * abs(math.cos(step))))
        begun = time.perf_counter()
        window.frames.beat()
        app.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def main(seconds: float) -> None:
    """Measure and print."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    apply_theme(app, Theme.LIGHT, 1.0)
    bridge = UiBridge(Settings())
    window = MainWindow(bridge, QSettings(str(Path(tempfile.mkdtemp()) / "window.ini"), QSettings.Format.IniFormat))
    window.voice.waveform.load_now()
    window.resize(QSize(860, 780))
    window.show()
    control = FakeControl(bridge)
    bridge.show_devices(DEVICES)
    bridge.show_state(control.snapshot)
    share_of_a_core(0.5)
    idle = share_of_a_core(seconds)
    nobody = Speech(lambda levels: None)
    nobody.timer.start()
    feeding = share_of_a_core(seconds)
    nobody.timer.stop()
    control.push(voice=VoiceState.HEARING, link=LinkState.READY)
    speech = Speech(bridge.show_levels)
    speech.timer.start()
    hearing = share_of_a_core(seconds)
    control.push(voice=VoiceState.SPEAKING)
    speech.both = True
    sounding = share_of_a_core(seconds)
    window.hide()
    hidden = share_of_a_core(seconds)
    window.show()
    speech.timer.stop()
    control.push(voice=VoiceState.THINKING, thinking_since=time.monotonic())
    thinking = share_of_a_core(seconds)
    control.push(voice=VoiceState.IDLE)
    times = frame_times(window, app)
    print(
        json.dumps(
            {
                "cpu_percent": {
                    "idle": round(idle, 2),
                    "hearing": round(hearing - feeding, 2),
                    "both_sounding": round(sounding - feeding, 2),
                    "thinking": round(thinking, 2),
                    "hidden_while_levels_come": round(hidden - feeding, 2),
                },
                "frame_ms": {"p50": round(float(np.median(times)), 2), "p95": round(float(np.percentile(times, 95)), 2)},
                "platform": app.platformName(),
            }
        )
    )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
