"""Does the assistant hear itself, and does it understand who talks over it? `python tests/bench/echo.py [minutes=22] [clips=24]`.

In stream time, in simulated rooms around the true audio service (`tests/rig/room.py`, `rooms.py`): true canceller, detector and
brake; the load of the machine does not matter. The last line is one JSON object:

- `self_interruptions` in `minutes`: confirmed voices while nobody but the assistant spoke, over all rooms, each from a canceller
  that knows nothing; `false_holds_per_minute`: moments for which it hesitated; `half_duplex_share`: of the time, in which nobody
  could have interrupted it
- `erle_db`: power at the canceller's input over that at its output while only the assistant speaks, from the sixth second on,
  over frames whose echo is 10 dB above the noise: by room, the median and the worst room
- `double_talk_words_lost_share`: recordings of people (none of those that the assistant's voice is made of) are said while the
  assistant speaks (echo at -6, 0, +6 dB; the assistant gives way as it does); what the service sends is written down by the local
  recogniser. Of the words that it got right in what was sent of the same recordings without echo, in each of three noises of
  -62 dB: the share that it did not get with echo. Over four different passages of the assistant's; `by_voice`: each of them.
  `once` is the same of the words that it got in the first of the noises, `again` what it loses of those in the second, without
  any echo, so by chance: that it hears a word in noise that nobody hears tells little. `won` are words it got only with echo
- `changing_voices`: the same rooms, every third, with an assistant that changes its voice with each sentence
- `short_answers`: the same rooms, half as long; somebody silences the assistant by hand every few seconds, and it begins again
- `alternatives`: the same rooms, every sixth, for no canceller, WebRTC's alone, the linear one alone; and their
  `alternatives_words_lost_share`, over the same words as ours

`python tests/bench/echo.py rig [minutes=3]` lets the true audio process talk into its microphone in real time, on the virtual
sound card. What none of this can show: a real room with people moving in it, and a real loudspeaker's distortion.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - the checkout must be importable first

from desktop_assistant.audio.ports import EchoStage  # noqa: E402
from desktop_assistant.audio.vad import SileroVad  # noqa: E402
from desktop_assistant.core.audio import Samples  # noqa: E402
from tests.bench.parallel import in_parallel  # noqa: E402
from tests.rig.cancellers import LinearAlone, Plain, WebRtcAlone  # noqa: E402
from tests.rig.dictation import FOREIGN, Dictation, lost_words  # noqa: E402
from tests.rig.room import MODEL  # noqa: E402
from tests.rig.rooms import GRID, TROUBLES, Alone, Room, alone  # noqa: E402
from tests.rig.speech import Clip, SpeechLibrary  # noqa: E402
from tests.rig.voices import CHANGING, assistant_voice, people, turned  # noqa: E402

GAINS_DB = (-6.0, 0.0, 6.0)
ALTERNATIVES: dict[str, Callable[[], EchoStage]] = {
    "no canceller": Plain,
    "WebRTC alone": WebRtcAlone,
    "linear alone": LinearAlone,
}
EVERY = 6
NOISES = 3
VOICES, BETWEEN_S = 4, 1.7
"""Each recording is said over so many different words of the assistant, so much later each: one run is wrong by 0.015."""
Right = Sequence[frozenset[int]]
"""Of each recording, the numbers of its words that were understood."""


def among_themselves(
    rooms: Sequence[Room],
    voice: Samples,
    seconds: float,
    vad: SileroVad,
    canceller: Callable[[], EchoStage] | None = None,
    *,
    short_answers: bool = False,
) -> dict[str, Any]:
    """Nobody is there."""

    def job(number: int, room: Room) -> Alone:
        return alone(room, voice, seconds, number, vad, canceller() if canceller else None, short_answers=short_answers)

    return summed(in_parallel([partial(job, number, room) for number, room in enumerate(rooms)]))


def summed(runs: Sequence[Alone]) -> dict[str, Any]:
    """Over all rooms."""
    for run in runs:
        print(f"{run.room.name}: {run.interruptions} interruptions, {run.holds} holds, ERLE {erle(run)}", flush=True)
    minutes = sum(run.seconds for run in runs) / 60
    by_room = {run.room.name: value for run in runs if (value := erle(run)) is not None}
    worst = min(by_room, key=lambda name: by_room[name])
    return {
        "self_interruptions": sum(run.interruptions for run in runs),
        "minutes": round(minutes, 1),
        "false_holds_per_minute": round(sum(run.holds - run.interruptions for run in runs) / minutes, 2),
        "half_duplex_share": round(sum(run.deaf_s for run in runs) / 60 / minutes, 3),
        "erle_db": {"median": round(float(np.median(list(by_room.values()))), 1), "worst": by_room[worst], "worst_room": worst},
        "erle_by_room_db": by_room,
    }


def erle(run: Alone) -> float | None:
    """dB; None: there is no echo, or no time to hear it."""
    if len(run.taken_out) < 100:
        return None
    before, after = np.array(run.taken_out).sum(0)
    return round(float(10 * np.log10(before / max(after, 1e-12))), 1)


def double_talk(clips: Sequence[Clip], voice: Samples, vad: SileroVad) -> dict[str, Any]:
    """Words that the echo costs."""
    dictations = [Dictation(clips, turned(voice, BETWEEN_S * number), vad) for number in range(VOICES)]
    quiet = in_parallel([partial(dictations[0].understood, gain_db=None, talks=False, seed=seed) for seed in range(NOISES)])
    sure = [frozenset.intersection(*heard) for heard in zip(*quiet, strict=True)]

    def understood(canceller: Callable[[], EchoStage] | None = None) -> dict[float, list[Right]]:
        heard = in_parallel(
            [
                partial(one.understood, gain_db=gain, seed=number % NOISES, canceller=canceller)
                for gain in GAINS_DB
                for number, one in enumerate(dictations)
            ]
        )
        return {gain: heard[VOICES * at : VOICES * (at + 1)] for at, gain in enumerate(GAINS_DB)}

    loud = understood()
    everything = [heard for over in loud.values() for heard in over]
    shares = shares_lost(sure, loud)
    alternatives = {name: shares_lost(sure, understood(canceller)) for name, canceller in ALTERNATIVES.items()}
    return {
        "double_talk_words_lost_share": shares["all"],
        "double_talk": {
            **shares,
            "once": round(float(np.mean([lost_share(quiet[0], heard) for heard in everything])), 3),
            "again": round(lost_share(quiet[0], quiet[1]), 3),
            "won": round(float(np.mean([lost_words(quiet[0], heard)["won"] for heard in everything])) / count(quiet[0]), 3),
        },
        "double_talk_words": {"sure": count(sure), "once": count(quiet[0])},
        "alternatives_words_lost_share": alternatives,
    }


def shares_lost(sure: Right, loud: dict[float, list[Right]]) -> dict[str, Any]:
    """Over all, by gain, by passage."""
    table = np.array([[lost_share(sure, heard) for heard in over] for over in loud.values()])
    by_gain = {f"{gain:+.0f} dB": round(float(share), 3) for gain, share in zip(loud, table.mean(1), strict=True)}
    return {"all": round(float(table.mean()), 4), **by_gain, "by_voice": [round(float(share), 3) for share in table.mean(0)]}


def lost_share(before: Right, now: Right) -> float:
    """Of the words that were right before."""
    return lost_words(before, now)["lost"] / count(before)


def count(right: Right) -> int:
    """Words."""
    return sum(len(numbers) for numbers in right)


def main() -> None:
    """Print the figures."""
    if sys.argv[1:2] == ["rig"]:
        from tests.rig.talking import talk_to_itself

        print(json.dumps(asyncio.run(talk_to_itself(float(sys.argv[2]) if len(sys.argv) > 2 else 3.0))))
        return
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 22.0
    clip_count = int(sys.argv[2]) if len(sys.argv) > 2 else 24
    vad, rooms = SileroVad(MODEL), GRID + TROUBLES
    with tempfile.TemporaryDirectory() as folder:
        library = SpeechLibrary.find(Path(folder))
        clips = [clip for clip in people(library) if clip.path.stem not in FOREIGN and "dB" not in clip.path.stem]
        if not clips:
            sys.exit("The speech recordings are not on this machine; DA_SPEECH names their folder.")
        voice, changing = assistant_voice(library), assistant_voice(library, CHANGING)
    seconds = minutes * 60 / len(rooms)
    figures: dict[str, Any] = among_themselves(rooms, voice, seconds, vad)
    figures["changing_voices"] = among_themselves(rooms[::3], changing, seconds, vad)
    figures["short_answers"] = among_themselves(rooms, voice, seconds / 2, vad, short_answers=True)
    figures["alternatives"] = {
        name: among_themselves(rooms[::EVERY], voice, seconds, vad, canceller) for name, canceller in ALTERNATIVES.items()
    }
    if clip_count:
        some = clips[:: max(1, len(clips) // clip_count)][:clip_count]
        figures |= double_talk(some, voice, vad)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
