"""How quick and how cheap a conversation is, measured from outside: `python tests/bench/conversation.py [rounds=8]`.

The true app on a screen and a virtual sound card of its own; no figure comes from the app itself. Sound is timed in recordings
of the card's microphone and loudspeaker, the wire by a provider on loopback. The last line is one JSON object:

- `speech_end_to_first_audio_ms`: from the last sound of a spoken command that is understood to the first sound of the local
  engine's answer, at a pause setting of 500 ms, which is included
- `other_sentence_ms`: the same for a sentence that is no command: the engine waits until the speaker has surely finished
- `mic_to_wire_ms`: age of the oldest sample of a packet when the packet reaches the provider (the packet's own length included),
  of sound that is passed on as it comes: not of the pre-roll, which is kept back until somebody is sure to speak
- `wire_to_speaker_ms`: from the first audio delta leaving the provider to sound at the loudspeaker
- `barge_in_to_silence_ms`: from the first sound of the user to the last of the assistant
- `escape_to_silence_ms`, `message_to_silence_ms`: from the moment at which the program that presses Escape, or Enter behind a
  typed message, is started, to the last sound of the assistant
- `cpu_percent`: share of one core of all processes, and of each, while hidden, idle, listening and speaking. Listening is to a
  room that hisses at -60 dB, with the window showing; `listening_to_nothing` to a microphone that delivers next to nothing

`python tests/bench/conversation.py cpu` measures the last one only.
"""

import itertools
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from scipy.signal import correlate, resample_poly

from tests.bench.wire_peer import RATE as WIRE_RATE
from tests.bench.wire_peer import Packet, WirePeer
from tests.e2e.app import App
from tests.e2e.dialogue import LONG_QUESTION, MILES, wait_for_voice
from tests.e2e.display import Display
from tests.e2e.settings import write_settings
from tests.rig.recording import Pcm, Recording, level_db, read_wav
from tests.rig.rig import Rig
from tests.rig.speech import SpeechLibrary

CPU_S = 10.0
PAUSE_MS = 500
SETTLE_S = 5.0
"""The spare audio process loads in the background after the start; that is no part of any state."""
QUIET_DB = -60.0
LOUD_DB = -42.0
GATE_CLOSED_S = 0.25
"""Longer than a busy machine delays a packet, shorter than any pause at which the gate closes."""
PRE_ROLL_S, LEAST_S = 0.6, 0.3
ALIKE = 0.9
"""Of sound that was sent and what the card recorded: less, and something is missing in the middle."""


def spread(values: list[float]) -> dict[str, float]:
    """p50 and p95, and how many."""
    p50, p95 = np.percentile(values, [50, 95])
    return {"p50": round(float(p50), 1), "p95": round(float(p95), 1), "n": len(values)}


def wait_for_silence(speaker: Recording, for_s: float = 1.0, within_s: float = 30.0) -> None:
    """Until the loudspeaker has been quiet for a while."""
    quiet_since = began = time.monotonic()
    while time.monotonic() - quiet_since < for_s:
        if time.monotonic() - began > within_s:
            raise TimeoutError(f"the assistant talks on after {within_s:.0f} s")
        time.sleep(0.05)
        if level_db(speaker.between(time.monotonic() - 0.2, time.monotonic())) > QUIET_DB:
            quiet_since = time.monotonic()


class Bench:
    """One screen, one card, one person's home; each part starts the app as it needs it."""

    def __init__(self, display: Display, rig: Rig, home: Path, speech: SpeechLibrary, rounds: int) -> None:
        self.display, self.rig, self.home, self.speech, self.rounds = display, rig, home, speech, rounds

    @contextmanager
    def app(self, talk_mode: str, peer: WirePeer | None = None) -> Iterator[App]:
        """Ready to talk."""
        provider = {"provider": "openai", "openai": {"url": peer.url}} if peer else {}
        audio = {"earcons": False, "pause_ms": PAUSE_MS}
        write_settings(self.home, conversation={"talk_mode": talk_mode}, audio=audio, **provider)
        env = self.rig.env | ({"OPENAI_API_KEY": "sk-bench-not-a-key"} if peer else {})
        with App(self.display, self.home, env=env) as app:
            app.wait_for_mark("ready")
            time.sleep(2)
            yield app

    def turns(self, *sentences: str) -> list[float]:
        """Speech end to first audio, local engine, always listening; one sentence after the other."""
        delays = []
        with self.app("always") as app, self.rig.record() as speaker, self.rig.record("microphone") as microphone:
            for number in range(self.rounds):
                question = self.speech.spoken(sentences[number % len(sentences)], tail_s=0.1).path
                audio, rate = read_wav(question)
                said = self.rig.say(question)
                end = microphone_end(microphone, said, len(audio) / rate)
                wait_for_voice(speaker)
                wait_for_silence(speaker)
                answers = [sound for sound in speaker.sounds(LOUD_DB) if sound.start > end - 0.2]
                delays.append(1000 * (answers[0].start - end))
                print(f"answered after {delays[-1]:.0f} ms", flush=True)
            del app
        return delays

    def barge_ins(self) -> list[float]:
        """First sound of the user to silence."""
        interruption = self.speech.spoken("stop talking please", lead_s=0.1, tail_s=0.1).path
        delays = []
        with self.app("always") as app:
            for _ in range(self.rounds):
                with self.rig.record() as speaker, self.rig.record("microphone") as microphone:
                    app.type(LONG_QUESTION)
                    wait_for_voice(speaker)
                    time.sleep(1.0)
                    before = time.monotonic()
                    self.rig.say(interruption)
                    time.sleep(1.5)
                    app.press("Escape")  # whatever it answers to "stop"
                    time.sleep(0.7)
                onset = next(sound.start for sound in microphone.sounds(LOUD_DB) if sound.start > before - 0.1)
                # It may have been held before the word was as loud as that, and then said nothing more.
                talking = [sound.end for sound in speaker.sounds(LOUD_DB, gap_s=0.35) if sound.end > onset]
                delays.append(1000 * (talking[0] - onset) if talking else 0.0)
                print(f"silent after {delays[-1]:.0f} ms", flush=True)
        return delays

    def by_hand(self, key: str) -> list[float]:
        """A key to silence. Return: a message is typed already."""
        delays = []
        with self.app("always") as app:
            for _ in range(self.rounds):
                with self.rig.record() as speaker:
                    app.type(LONG_QUESTION)
                    wait_for_voice(speaker)
                    if key == "Return":
                        app.display.do("type", "--delay", 8, "cancel the timer")
                    time.sleep(1.0)
                    pressed = time.monotonic()
                    app.display.do("key", key)
                    time.sleep(0.3)
                # The next answer may begin a tenth of a second later.
                talking = [sound.end for sound in speaker.sounds(LOUD_DB, gap_s=0.06) if sound.start < pressed]
                delays.append(max(1000 * (talking[-1] - pressed), 0.0))
                print(f"silent {delays[-1]:.0f} ms after {key}", flush=True)
                app.press("Escape")
                time.sleep(1.0)
        return delays

    def wire(self) -> tuple[list[float], list[float]]:
        """Microphone to wire, and wire to loudspeaker."""
        sentence = self.speech.clip("sb_spk1_snt1").path
        to_wire: list[float] = []
        to_speaker: list[float] = []
        with WirePeer(tone) as peer, self.app("always", peer) as app:
            for _ in range(self.rounds):
                peer.packets.clear()
                with self.rig.record("microphone") as microphone:
                    self.rig.say(sentence)
                    time.sleep(1.2)
                to_wire += ages(peer.packets, microphone)
            for _ in range(self.rounds):
                with self.rig.record() as speaker:
                    count = len(peer.answered)
                    app.type("go")
                    wait_for_voice(speaker)
                    wait_for_silence(speaker, 0.8)
                left = peer.answered[count]
                heard = next(s.start for s in speaker.sounds(LOUD_DB) if s.start > left - 0.05)
                to_speaker.append(1000 * (heard - left))
        return to_wire, to_speaker

    def times(self) -> dict[str, object]:
        """All delays; each part is printed when it is there."""
        results: dict[str, object] = {"speech_end_to_first_audio_ms": spread(self.turns(MILES, "what time is it"))}
        results["other_sentence_ms"] = spread(self.turns("I wonder who wrote that song"))
        print(json.dumps(results), flush=True)
        to_wire, to_speaker = self.wire()
        results |= {"mic_to_wire_ms": spread(to_wire), "wire_to_speaker_ms": spread(to_speaker)}
        print(json.dumps(results), flush=True)
        results["escape_to_silence_ms"] = spread(self.by_hand("Escape"))
        results["message_to_silence_ms"] = spread(self.by_hand("Return"))
        results["barge_in_to_silence_ms"] = spread(self.barge_ins())
        print(json.dumps(results), flush=True)
        return results

    def cpu(self) -> dict[str, dict[str, float]]:
        """Share of a core in each state."""
        shares = {}
        with self.app("click") as app:
            time.sleep(SETTLE_S)
            shares["idle"] = app.cpu_percent(CPU_S)
            app.display.do("windowminimize", "--sync", app.focus())
            time.sleep(2)
            shares["hidden"] = app.cpu_percent(CPU_S)
        with self.app("always") as app:
            time.sleep(SETTLE_S)
            shares["listening_to_nothing"] = app.cpu_percent(CPU_S)
            with self.rig.hiss():
                time.sleep(SETTLE_S)  # until the hiss is known for what it is
                shares["listening"] = app.cpu_percent(CPU_S)
            with self.rig.record() as speaker:
                app.type(LONG_QUESTION)
                wait_for_voice(speaker)
                shares["speaking"] = app.cpu_percent(CPU_S)
        return {
            state: {"all": round(sum(each.values()), 1)} | {name: round(value, 1) for name, value in each.items()}
            for state, each in shares.items()
        }


def microphone_end(microphone: Recording, said: float, length_s: float) -> float:
    """When the last sound of what was just said reached the microphone."""
    return next(s.end for s in reversed(microphone.sounds(LOUD_DB, gap_s=0.4)) if said - 0.1 < s.end < said + length_s + 0.7)


def tone() -> Pcm:
    """1 s that begins at once: a first sample that can be seen."""
    t = np.arange(WIRE_RATE) / WIRE_RATE
    return np.rint(12_000 * np.sin(2 * np.pi * 440 * t + 1.0)).astype(np.int16)


def ages(packets: list[Packet], microphone: Recording) -> list[float]:
    """ms that the oldest sample of each packet was under way; the sent sound is found in the recording by correlation.

    Sound comes in runs, since the gate closes in the speaker's pauses and in the silence before a person is sure to speak: each
    run is found by itself, and of each the first 600 ms are left out: they hold the pre-roll, which is old on purpose.
    """
    if not packets:
        raise RuntimeError("nothing was sent")
    recorded = resample_poly(microphone.audio.astype(np.float64), 1, microphone.rate // WIRE_RATE)
    found = [age for run in runs(packets) for age in _ages_of_run(run, recorded, microphone.start)]
    if not found:
        raise RuntimeError("no run of packets was long enough to be found in the recording")
    return found


def runs(packets: list[Packet]) -> list[list[Packet]]:
    """Cut where nothing came for a while: there the gate was closed."""
    cut: list[list[Packet]] = [[packets[0]]]
    for before, packet in itertools.pairwise(packets):
        if packet.arrived - before.arrived > GATE_CLOSED_S:
            cut.append([])
        cut[-1].append(packet)
    return cut


def _ages_of_run(run: list[Packet], recorded: np.ndarray, began: float) -> list[float]:
    """Nothing for a run that is short, or whose sound is not in the recording as it was sent."""
    behind = list(itertools.accumulate(len(packet.audio) for packet in run))
    passed_on = [packet for packet, end in zip(run, behind, strict=True) if end > PRE_ROLL_S * WIRE_RATE]
    sent = np.concatenate([packet.audio for packet in passed_on or run[-1:]]).astype(np.float64)
    if not LEAST_S * WIRE_RATE <= len(sent) <= len(recorded):
        return []
    match = correlate(recorded, sent, mode="valid", method="fft")
    position = int(match.argmax())
    there = recorded[position : position + len(sent)]
    likeness = match[position] / (np.linalg.norm(sent) * np.linalg.norm(there) + 1e-9)
    if likeness < ALIKE:
        print(f"{len(sent) / WIRE_RATE:.2f} s are not counted: {likeness:.2f} alike", flush=True)
        return []
    found = []
    for packet in passed_on:
        found.append(1000 * (packet.arrived - (began + position / WIRE_RATE)))
        position += len(packet.audio)
    return found


def main() -> None:
    """Command line."""
    only_cpu = sys.argv[1:] == ["cpu"]
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 and not only_cpu else 8
    with Display() as display, Rig("pulse") as rig, tempfile.TemporaryDirectory() as folder:
        bench = Bench(display, rig, Path(folder) / "home", SpeechLibrary.find(Path(folder)), rounds)
        results: dict[str, object] = {} if only_cpu else bench.times()
        results["cpu_percent"] = bench.cpu()
    print(json.dumps(results))


if __name__ == "__main__":
    main()
