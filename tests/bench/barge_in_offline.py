"""How soon the first barge-in of a run is understood, without a sound card: `python tests/bench/barge_in_offline.py [users=6]`.

The true microphone path (canceller, detector, gate) hears a simulated room: the assistant's voice, lowered by the fast brake as
in the service, comes back after a delay and with a tail, the user speaks over it, and there is faint noise. Each run has a new
canceller. Stream time, so the load of the machine does not matter. The last line is one JSON object, by condition:

- `onset_to_confirmed_ms`: from the user's first sound to `SpeechConfirmed`, for a user who begins 0.8, 2 and 5 s into the answer
- `missed`: never confirmed while the user spoke
- `self_confirmed_per_minute`, `self_started_per_minute`: voices found while only the assistant spoke

`none` to `200ms0dB` are rooms; in `appears` the loudspeaker is heard only from the sixth second on (headphones unplugged), in
`together` the user says a few words just as the assistant begins and then listens.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from scipy.signal import resample_poly

from desktop_assistant.audio.alignment import ReferenceQueue
from desktop_assistant.audio.echo import EchoCanceller
from desktop_assistant.audio.fader import DUCKED
from desktop_assistant.audio.levels import LevelMeter
from desktop_assistant.audio.ports import FRAME
from desktop_assistant.audio.uplink import Surroundings, Uplink
from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, Samples
from desktop_assistant.core.local_events import SpeechConfirmed, SpeechStarted, SpeechStopped
from tests.rig.recording import read_wav
from tests.rig.speech import SpeechLibrary

MODEL = Path(__file__).resolve().parents[2] / "resources" / "models" / "silero_vad_16k_op15.onnx"
OFFSETS_S = (0.8, 2.0, 5.0)
ALONE_S, STARTS = 8.0, 10
VOICE_DB, USER_DB, NOISE_DB = -23.0, -26.0, -65.0
ASSISTANT = ("lj_LJ001-0004", "lsc_2412-153948-0001", "lj_LJ001-0006", "lso_1998-15444-0003", "jfk", "lsc_1988-24833-0001")
USERS = (
    "ps_goforward",
    "az_weather",
    "sb_spk1_snt1",
    "lso_533-1066-0007",
    "lsc_1988-24833-0000",
    "lso_3005-163389-0007",
    "sb_spk1_snt6",
    "ps_something",
    "lso_1688-142285-0003",
    "lso_3331-159605-0006",
)


@dataclass(frozen=True, slots=True)
class Room:
    """How the loudspeaker reaches the microphone; `gain_db` None: not at all."""

    delay_ms: int = 0
    gain_db: float | None = None
    from_s: float = 0.0

    def response(self) -> Samples:
        """Direct sound and a decaying tail (RT60 about 0.25 s, 10 dB below the direct sound in all)."""
        if self.gain_db is None:
            return np.zeros(1, np.float32)
        tail = np.random.default_rng(7).standard_normal(3000) * np.exp(-np.arange(3000) / 870)
        tail *= np.sqrt(0.1 / np.square(tail).sum())
        tail[0] = 1.0
        start = self.delay_ms * INTERNAL_RATE // 1000
        return np.concatenate([np.zeros(start), tail * 10 ** (self.gain_db / 20)]).astype(np.float32)


ROOMS = {
    "none": Room(),
    "80ms-6dB": Room(80, -6.0),
    "200ms0dB": Room(200, 0.0),
    "appears": Room(80, -6.0, from_s=6.0),
    "together": Room(80, -6.0),
}


@dataclass(slots=True)
class Heard:
    """What the microphone path reported, ms since the answer began."""

    started: list[float] = field(default_factory=list)
    confirmed: list[float] = field(default_factory=list)


def speech(path: Path, db: float) -> Samples:
    """A clip at 24 kHz without its silent edges, its voiced part at `db`."""
    samples, rate = read_wav(path)
    common = np.gcd(rate, INTERNAL_RATE)
    sound = resample_poly(samples / 32768, INTERNAL_RATE // common, rate // common).astype(np.float32)
    blocks = np.square(sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)).mean(1)
    loud = np.nonzero(blocks > blocks.max() / 300)[0]
    level = np.sqrt(blocks[loud].mean())
    return sound[loud[0] * FRAME : (loud[-1] + 1) * FRAME] * np.float32(10 ** (db / 20) / level)


def hear(vad: SileroVad, voice: Samples, user: Samples, room: Room, seed: int) -> Heard:
    """One run from a new canceller: `voice` is played, `user` (as long) is said."""
    reference, heard = ReferenceQueue(), Heard()
    path = Uplink(
        AudioSetup(),
        gated=True,
        device_rate=INTERNAL_RATE,
        vad=vad,
        echo=EchoCanceller(),
        reference=reference,
        meter=LevelMeter(),
    )
    noise = np.random.default_rng(seed).standard_normal(len(voice)) * 10 ** (NOISE_DB / 20)
    microphone = (user + noise).astype(np.float32)
    response, gain = room.response(), 1.0
    air = np.zeros(len(voice) + len(response) + FRAME, np.float32)
    for start in range(0, len(voice) - FRAME, FRAME):
        played = voice[start : start + FRAME] * np.float32(gain)
        if start >= room.from_s * INTERNAL_RATE:
            air[start : start + FRAME + len(response) - 1] += np.convolve(played, response)
        reference.push(played)
        captured = microphone[start : start + FRAME] + air[start : start + FRAME]
        for event in path.push(captured, Surroundings(playing=True, in_device=FRAME)):
            if isinstance(event, SpeechStarted):
                heard.started.append(event.at_ms)
                gain = DUCKED
            elif isinstance(event, SpeechConfirmed):
                heard.confirmed.append(event.at_ms)
            elif isinstance(event, SpeechStopped):
                gain = 1.0
    return heard


class Bench:
    """The voices, and one detector for all runs."""

    def __init__(self, library: SpeechLibrary, users: int) -> None:
        if library.recordings is None:
            raise SystemExit("This bench needs recordings of people; name their folder in DA_SPEECH.")
        self.vad = SileroVad(MODEL)
        pause = np.zeros(INTERNAL_RATE // 4, np.float32)
        self.voice = np.concatenate([part for name in ASSISTANT for part in (speech(library.clip(name).path, VOICE_DB), pause)])
        self.users = [speech(library.clip(name).path, USER_DB) for name in USERS[:users]]

    def answer(self, begin_s: float, length_s: float) -> Samples:
        """The assistant's voice from somewhere in the material; it begins with sound."""
        turned = np.roll(self.voice, -int(begin_s * INTERNAL_RATE))
        turned = turned[int(np.argmax(np.abs(turned) > 0.02)) :]
        return turned[: int(length_s * INTERNAL_RATE)]

    def barge_ins(self, room: Room, offset_s: float) -> Iterator[float | None]:
        """ms from onset to confirmation for each user; None: missed."""
        for number, user in enumerate(self.users):
            voice = self.answer(3.7 * number, offset_s + 4.0)
            said = np.zeros_like(voice)
            onset = int(offset_s * INTERNAL_RATE)
            said[onset : onset + len(user)] = user[: len(said) - onset]
            heard = hear(self.vad, voice, said, room, number)
            yield next((at - 1000 * offset_s for at in heard.confirmed if at > 1000 * offset_s), None)

    def alone(self, name: str, room: Room) -> dict[str, float]:
        """How often the assistant hears itself, from several places in the material."""
        began_s = 2.5 if name == "together" else 0.0
        length_s = ALONE_S + max(room.from_s, began_s)
        started = confirmed = 0
        for number in range(STARTS):
            voice = self.answer(2.9 * number, length_s)
            said = np.zeros_like(voice)
            if name == "together":
                user = self.users[number % len(self.users)][: int(0.8 * INTERNAL_RATE)]
                said[: len(user)] = user
            heard = hear(self.vad, voice, said, room, number)
            started += sum(at > 1000 * began_s for at in heard.started)
            confirmed += sum(at > 1000 * began_s for at in heard.confirmed)
        minutes = STARTS * ALONE_S / 60
        return {
            "self_confirmed_per_minute": round(confirmed / minutes, 2),
            "self_started_per_minute": round(started / minutes, 2),
        }


def spread(values: list[float | None]) -> dict[str, float]:
    """p50, p95, max of those that were not missed."""
    found = [value for value in values if value is not None]
    if not found:
        return {}
    p50, p95 = np.percentile(found, [50, 95])
    return {"p50": round(float(p50)), "p95": round(float(p95)), "max": round(max(found))}


def main() -> None:
    """Command line."""
    users = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    results: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(SpeechLibrary.find(Path(folder)), users)
    for name, room in ROOMS.items():
        figures: dict[str, object] = {}
        if name not in ("appears", "together"):
            by_offset = {offset: list(bench.barge_ins(room, offset)) for offset in OFFSETS_S}
            figures["onset_to_confirmed_ms"] = {f"{offset:g} s": spread(values) for offset, values in by_offset.items()}
            figures["missed"] = sum(value is None for values in by_offset.values() for value in values)
        results[name] = figures | bench.alone(name, room)
        print(name, json.dumps(results[name]), flush=True)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
