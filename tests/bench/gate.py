"""What the gate saves, and whether it costs a word, without a sound card: `python tests/bench/gate.py [seconds=600] [seeds=3]`.

Conversations of ten minutes in the always-listening mode with a server's detector (pause 600 ms): turns of recorded speech at
three loudnesses, a third of them with a pause for thought; the assistant's answers; thinking in between; a room that gets
noisier by quarters, -70 to -42 dB full scale (`tests/rig/timeline.py`). They go through the true microphone path from 48 kHz to
packets, in stream time, so the load of the machine does not matter. The person wears headphones.

Truth is where the words of each recording are, by aligning its transcript. The last line is one JSON object:

- `not_sent_share`: of the captured sound
- `first_words_lost`, `last_words_lost`: turns whose first or last 150 ms were not sent whole; `middles_lost`: with another hole
- `recogniser_first_words_lost`, `recogniser_last_words_lost`: turns in the quietest room of which the local recogniser
  understands the first (last) word of the transcript in what was captured, and not in what was sent; beside them
  `recogniser_disagrees_with_itself`, the same for all of the captured turn with 60 ms less of the silence before it
- `turns`; `speech_share`, what nothing could save
- `alternatives`: the same for no gate, for a gate by loudness (10 dB above the room) with the same tail, for ours without
  pre-roll, and for ours with a detector that never forgets earlier turns

What it cannot show: a real room, a loudspeaker in it (`echo.py`), people who talk with others than the assistant.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from scipy.signal import resample_poly

from desktop_assistant.audio.encoding import encode
from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, Encoding
from desktop_assistant.engine.recognizer.pocketsphinx import PocketSphinxRecognizer
from tests.rig.speech import Clip, SpeechLibrary
from tests.rig.timeline import MS, ROOMS_DB, Outcome, Spoken, Timeline, conversation, judge, send, send_by_loudness

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MODEL = RESOURCES / "models" / "silero_vad_16k_op15.onnx"
PAUSE_MS, MARGIN_MS = 600, 300
SETUP = AudioSetup(pause_ms=PAUSE_MS, gate_tail_ms=PAUSE_MS + MARGIN_MS)
LEAD_MS = 600


class StubbornVad(SileroVad):
    """Keeps what its network remembers of earlier turns through every silence."""

    def probability(self, window: Any) -> float:
        self._has_heard = False
        return super().probability(window)


def total(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Over all conversations."""
    counted = [asdict(outcome) for outcome in outcomes]
    summed: dict[str, float] = {name: sum(one[name] for one in counted) for name in counted[0]}
    return summed | {"not_sent_share": round(summed["not_sent_share"] / len(counted), 3)}


def recogniser() -> Callable[[Any], tuple[str, ...]]:
    """The engine's own."""
    ear = PocketSphinxRecognizer(RESOURCES / "engine" / "commands.gram")

    def words(sound: Any) -> tuple[str, ...]:
        ear.begin()
        ear.feed(encode(resample_poly(sound, 2, 3).astype(np.float32), Encoding.PCM16))
        return tuple(ear.finish().text.split())

    return words


def recognised(timeline: Timeline, sent: Any, words: Callable[[Any], tuple[str, ...]]) -> tuple[int, int, int]:
    """First and last words that were understood in what was captured, and not in what was sent; and those that come and go
    although nothing of them is missing."""
    firsts = lasts = fickle = 0
    for turn in (turn for turn in timeline.turns if turn.room_db == ROOMS_DB[0]):
        captured, passed = _both(timeline, sent, turn)
        expected, whole, rest, later = turn.words, words(captured), words(passed), words(captured[60 * MS :])
        firsts += whole[:1] == expected[:1] and rest[:1] != expected[:1]
        lasts += whole[-1:] == expected[-1:] and rest[-1:] != expected[-1:]
        fickle += whole[:1] == expected[:1] and later[:1] != expected[:1]
        fickle += whole[-1:] == expected[-1:] and later[-1:] != expected[-1:]
    return firsts, lasts, fickle


def _both(timeline: Timeline, sent: Any, turn: Spoken) -> tuple[Any, Any]:
    start, end = max(0, turn.start_ms - LEAD_MS), turn.end_ms + PAUSE_MS
    captured = timeline.microphone[start * MS : end * MS]
    return captured, captured[np.repeat(sent[start:end], INTERNAL_RATE // 1000)]


def clips() -> list[Clip]:
    """Clean recordings of people, in English."""
    with tempfile.TemporaryDirectory() as cache:
        human = SpeechLibrary.find(Path(cache)).human()
    return [clip for clip in human if "dB" not in clip.path.stem and not clip.path.stem.startswith("pv_")]


def main() -> None:
    """Run all."""
    seconds, seeds = (int(value) for value in (sys.argv[1:] + ["600", "3"][len(sys.argv) - 1 :]))
    spoken = clips()
    if not spoken:
        sys.exit("The recordings are not here: set DA_SPEECH to their folder.")
    timelines = [conversation(spoken, seconds, seed) for seed in range(1, seeds + 1)]
    vad, stubborn, words = SileroVad(MODEL), StubbornVad(MODEL), recogniser()
    sent = [send(timeline, SETUP, vad) for timeline in timelines]
    understood = [recognised(timeline, passed, words) for timeline, passed in zip(timelines, sent, strict=True)]
    alternatives: dict[str, Callable[[Timeline], Any]] = {
        "no_gate": lambda t: send(t, SETUP, vad, gated=False),
        "by_loudness": lambda t: send_by_loudness(t, SETUP),
        "no_preroll": lambda t: send(t, replace(SETUP, preroll_ms=0), vad),
        "stale_detector": lambda t: send(t, SETUP, stubborn),
    }
    report = {
        **total([judge(timeline, passed) for timeline, passed in zip(timelines, sent, strict=True)]),
        "recogniser_first_words_lost": sum(first for first, _, _ in understood),
        "recogniser_last_words_lost": sum(last for _, last, _ in understood),
        "recogniser_disagrees_with_itself": sum(fickle for _, _, fickle in understood),
        "turns": sum(len(timeline.turns) for timeline in timelines),
        "speech_share": round(sum(timeline.speech_share for timeline in timelines) / len(timelines), 3),
        "minutes": round(seconds * seeds / 60, 1),
        "alternatives": {name: total([judge(t, gate(t)) for t in timelines]) for name, gate in alternatives.items()},
    }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
