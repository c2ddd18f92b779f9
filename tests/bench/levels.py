"""What the microphone path costs: `python tests/bench/levels.py [seconds=60]`.

From 48 kHz samples of a device to packets: resampler, canceller, detector, gate, brake, encoding; the true stages, in one process
that does nothing else, fed as the service feeds them (every 10 ms while something sounds, every 64 ms while it waits). The last
line is one JSON object:

- `cpu_percent`: the dearest of what lasts: listening, speaking with echo, and answers of three seconds with as much silence
  between them; processor time of the process over stream time, one core = 100
- `by_state`: `listening` to a room that hisses, `hearing` a user, `speaking` with the echo of that at -6 dB in the microphone,
  `answers`: the same in pieces, each with a start of the canceller; `both`: a user talks over it and it does not give way, which
  lasts for a quarter of a second
- `without_canceller`: the simplest alternative while speaking, no canceller at all

It does not count the sound system's own capture, the loudspeaker's side and the pipe: `audio_path.py` has the whole process.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from scipy.signal import resample_poly

from desktop_assistant.audio.alignment import ReferenceQueue
from desktop_assistant.audio.echo import EchoCanceller
from desktop_assistant.audio.levels import LevelMeter
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.audio.presence import Presence
from desktop_assistant.audio.service import ALERT_TICK_MS, FAST_TICK_MS, QUIET_TICK_MS
from desktop_assistant.audio.sparing import SparingDetector
from desktop_assistant.audio.uplink import Surroundings, Uplink
from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, Samples
from tests.rig.air import Acoustics, Air
from tests.rig.room import MODEL
from tests.rig.speech import SpeechLibrary
from tests.rig.voices import USER_DB, assistant_voice, at_level, load, noise

DEVICE_RATE = 48_000
NOISE_DB = -60.0
ANSWER_S = 3.0
WARM_S = 12.0
"""Until the canceller knows its room; not counted."""


def path(*, cancels: bool) -> tuple[Uplink, ReferenceQueue]:
    """A new one."""
    reference = ReferenceQueue()
    uplink = Uplink(
        AudioSetup(),
        gated=True,
        device_rate=DEVICE_RATE,
        vad=SparingDetector(SileroVad(MODEL)),
        echo=EchoCanceller() if cancels else None,
        presence=Presence(),
        reference=reference,
        meter=LevelMeter(),
    )
    return uplink, reference


def cost(
    microphone: Samples, played: Samples | None, tick_ms: int, *, cancels: bool = True, answer_s: float = float("inf")
) -> float:
    """Percent of a core; `microphone` at 24 kHz. After `answer_s` the loudspeaker rests for as long, and the service with it."""
    uplink, reference = path(cancels=cancels)
    captured = np.asarray(resample_poly(microphone, DEVICE_RATE // INTERNAL_RATE, 1), np.float32)
    start, spent, counted = 0, 0.0, 0
    while start < len(captured):
        plays = played is not None and start // DEVICE_RATE // answer_s % 2 == 0
        step = DEVICE_RATE * (tick_ms if plays or played is None else QUIET_TICK_MS) // 1000
        if played is not None and plays:
            at = start * INTERNAL_RATE // DEVICE_RATE
            reference.push(played[at : at + step * INTERNAL_RATE // DEVICE_RATE])
        before = time.process_time()
        uplink.push(captured[start : start + step], Surroundings(playing=plays, in_device=FRAME if plays else 0))
        if start > WARM_S * DEVICE_RATE:
            spent += time.process_time() - before
            counted += step
        start += step
    return round(100 * spent / (counted / DEVICE_RATE), 2)


def in_room(voice: Samples) -> Samples:
    """What the microphone hears of it."""
    air = Air(Acoustics())
    return np.concatenate([air.push(voice[start : start + FRAME]) for start in range(0, len(voice), FRAME)])


def in_answers(count: int) -> Samples:
    """1 while an answer sounds, 0 between two."""
    return (np.arange(count) // INTERNAL_RATE // ANSWER_S % 2 == 0).astype(np.float32)


def main() -> None:
    """Print the figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    count = int((seconds + WARM_S) * INTERNAL_RATE) // FRAME * FRAME
    with tempfile.TemporaryDirectory() as folder:
        library = SpeechLibrary.find(Path(folder))
        voice = np.resize(assistant_voice(library), count)
        user = np.resize(at_level(load(library.clip("ps_goforward").path), USER_DB), count)
    hiss, echo = noise(count, NOISE_DB), in_room(voice)
    by_state = {
        "listening": cost(hiss, None, QUIET_TICK_MS),
        "hearing": cost(hiss + user, None, FAST_TICK_MS),
        "speaking": cost(hiss + echo, voice, ALERT_TICK_MS),
        "answers": cost(hiss + echo * in_answers(count), voice, ALERT_TICK_MS, answer_s=ANSWER_S),
        "both": cost(hiss + user + echo, voice, ALERT_TICK_MS),
    }
    bare = cost(hiss + echo, voice, ALERT_TICK_MS, cancels=False)
    worst = max(by_state[state] for state in ("listening", "speaking", "answers"))
    print(json.dumps({"cpu_percent": worst, "by_state": by_state, "without_canceller": {"speaking": bare}, "target": 4}))


if __name__ == "__main__":
    main()
