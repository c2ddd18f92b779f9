"""How soon the assistant is silent when somebody talks over it: `python tests/bench/barge_in.py [clips=all] [minutes=12]`.

`clips` 0 leaves the card out: then the first figures are those of `stream_time`.

On the virtual sound card, in real time, with the true audio process. The assistant talks without pausing (its pauses are cut
out, so that silence means silence); its own voice comes back into the microphone 80 ms later at -6 dB with a room's response
(`tests/rig/loop.py`). Every recording of a person is said into the microphone, then every eighth of them again in rooms that
hiss all the time, 20, 10 and 5 dB below them (`noise`). Measured in recordings of the loudspeaker and of the microphone, in which
the recording that was said is found by correlation. The onset is that of the clean recording (`tests/rig/voices.py`): its first
10 ms within 20 dB of its speech level that speech follows; breaths before that are none. The last line is one JSON object:

- `onset_to_duck_ms`: to the beginning of the first silence of 50 ms or more; 0 where it had begun before
- `onset_to_silence_ms`: to the last audible sample of the assistant, of those that were confirmed; `onset_to_confirmed_ms`
- `missed`: not confirmed while the person spoke; `held_before_onset`: the assistant was silent already
- `self_interruptions`, `false_voices` in `alone_minutes`: while nobody but the assistant spoke; `half_duplex`: how often the
  microphone rested from then on, in all of the run, because the assistant thought that it heard itself
- `false_stops_per_hour`, `false_holds_per_hour`: of coughs, keys, music, hums and babble, `minutes` of each in stream time in a
  simulated room (`tests/rig/room.py`) with the same echo; by kind, and over all. `deaf_share`: of that time, how much the
  microphone was deaf because the assistant thought that it heard itself: nothing can stop it then, a user neither
- `..._without_words`: the same where nobody says soon what was said (`AudioSetup.words_follow`), so that a single word must
  interrupt by its sound. In the others the local engine listens too, with its true recogniser and the session's true rule
  (`tests/rig/writing.py`): `of_them_by_words` are stops for which its words were to blame. Before each sound that disturbs,
  somebody asks something, so the program has heard how loud its user is
- `stream_time`: the same people in the simulated room, after the assistant has spoken for 20 s, each of them twice, over other
  words of it: hold and end as the program decides them, without the devices; `stream_time_noise`: all of them once in each noise;
  `stream_time_loud`: with the echo as loud as the assistant, and 6 dB louder; `stream_time_new_room`: once, after 5 s in a room
  that the canceller has never heard; `stream_time_in_a_row`: one after another in one room, as on the card, three times in
  another order; `stream_time_own_words`: somebody says, in its voice, what the assistant is saying (the
  recordings that its voice is made of, which are nobody's elsewhere)
- `spoken_stop`: by gain of the echo, how many of eight "stop" of two synthesizers it obeys, by the sound or by the word
- `alternative`: two windows of the detector stop the assistant, no canceller, WebRTC's alone, a linear one alone: onset to stop,
  missed, how often it stops itself, in the simulated room; and how often what disturbs stops it, in a tenth of `minutes`
"""

import asyncio
import itertools
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - the checkout must be importable first

from desktop_assistant.audio.ports import EchoStage  # noqa: E402
from desktop_assistant.audio.vad import SileroVad  # noqa: E402
from desktop_assistant.core.audio import INTERNAL_RATE, AudioSetup, Samples  # noqa: E402
from desktop_assistant.core.session_config import JudgedTurns  # noqa: E402
from desktop_assistant.runtime.session_options import GATE_MARGIN_MS  # noqa: E402
from desktop_assistant.session.short_words import Verdict  # noqa: E402
from tests.bench.parallel import in_parallel  # noqa: E402
from tests.rig.air import Acoustics  # noqa: E402
from tests.rig.cancellers import LinearAlone, Plain, WebRtcAlone  # noqa: E402
from tests.rig.disturbances import Disturbance, babble, backchannel, coughs, keyboard, music  # noqa: E402
from tests.rig.in_a_row import interrupt_in_a_row  # noqa: E402
from tests.rig.interrupting import Interruption, Spoken, interrupt_all, prepared  # noqa: E402
from tests.rig.room import MODEL, STEP_S, SimulatedRoom, timeline  # noqa: E402
from tests.rig.speech import SpeechLibrary  # noqa: E402
from tests.rig.thinking import RememberingRecognizer  # noqa: E402
from tests.rig.voices import ASSISTANT, USER_DB, assistant_voice, at_level, load, noise, people, turned, without_pauses  # noqa: E402
from tests.rig.writing import Writer  # noqa: E402

SNRS_DB = (20.0, 10.0, 5.0)
LOUD_DB = (0.0, 6.0)
IN_NOISE = 8
"""On the card every so many recordings are said again in each noise."""
QUIET_DB = -62.0
PIECE_S, WAIT_S = 120.0, 1.5
QUESTIONS = 12
"""People who ask something before the sound that disturbs the answer, so that the program has heard how loud they are."""
OVER_S = (0.0, 3.0)
"""Who interrupts, and how soon that is noticed, depends on what the assistant is just saying: so everybody does it twice."""
ROWS = 3
"""Times that everybody interrupts it one after another, as on the card, in another order each time."""
KNOWN_S, NEW_S = 20.0, 5.0
"""How long the assistant has spoken when somebody interrupts it: the canceller knows the room, or has just met it."""
WORDS_WITHIN_S = 2.5
WORDS_TAIL_MS = JudgedTurns().longest_wait_ms + GATE_MARGIN_MS
"""Silence that the local engine is sent, as by `silence_to_send_ms`."""
SPEECHLIKE = ("cough", "backchannel")
"""What the two ways to decide on single words make a difference for."""


def measured(found: list[Interruption]) -> dict[str, Any]:
    """Of some interruptions."""
    heard = [one for one in found if one.confirmed_ms is not None]
    return {
        "count": len(found),
        "missed": len(found) - len(heard),
        "held_before_onset": sum(one.duck_ms == 0 for one in found),
        "onset_to_duck_ms": spread([one.duck_ms for one in found if one.duck_ms is not None]),
        "onset_to_silence_ms": spread([one.silence_ms for one in heard]),
        "onset_to_confirmed_ms": spread([one.confirmed_ms for one in heard if one.confirmed_ms is not None]),
    }


def spread(values: list[float]) -> dict[str, float]:
    """p50, p95 and the worst."""
    if not values:
        return {}
    p50, p95 = np.percentile(values, [50, 95])
    return {"p50": round(float(p50)), "p95": round(float(p95)), "max": round(max(values))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Who is asked, when a sound is not clear, what was said: the local engine, or nobody (then a single word interrupts)."""

    setup: AudioSetup
    recognizer: RememberingRecognizer | None = None

    def writer(self) -> Writer | None:
        """For one room."""
        return Writer(self.recognizer) if self.recognizer else None


def stops_of(room: SimulatedRoom) -> list[float]:
    """ms: interruptions by the sound, and by what was said."""
    by_words = [1000 * written.at_s for written in room.heard.written if written.verdict is not Verdict.LISTENER]
    return sorted([*room.heard.confirmed, *by_words])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Disturbed:
    """An answer that nobody interrupts."""

    stops: int
    stops_by_words: int
    holds: int
    deaf_s: float


def _answer_while(sound: Samples, question: Samples, voice: Samples, seed: int, vad: SileroVad, way: Way) -> _Disturbed:
    """Somebody asks `question`, and there is `sound` while the answer is spoken."""
    begins_s = len(question) / INTERNAL_RATE + WAIT_S
    people = timeline([(0.0, question), (begins_s, sound)], noise(INTERNAL_RATE * 7, QUIET_DB, seed))
    room = SimulatedRoom(Acoustics(), people, vad=vad, setup=way.setup, writer=way.writer())
    room.run(begins_s)
    asked = len(stops_of(room))
    room.speak(voice)
    deaf_steps = 0
    for _ in range(round(PIECE_S / STEP_S)):
        room.run(STEP_S)
        deaf_steps += room.canceller.is_deaf
    stops = len(stops_of(room))
    return _Disturbed(
        stops=stops - asked, stops_by_words=stops - len(room.heard.confirmed), holds=room.holds, deaf_s=deaf_steps * STEP_S
    )


def disturbed(
    kinds: dict[str, Disturbance], questions: Sequence[Samples], voice: Samples, minutes: float, vad: SileroVad, way: Way
) -> dict[str, Any]:
    """Somebody asks something; nobody interrupts the answer, and yet it is not quiet."""
    stops: dict[str, float] = {}
    holds: dict[str, float] = {}
    deaf_share: dict[str, float] = {}
    words: dict[str, float] = {}
    pieces = max(1, round(minutes * 60 / PIECE_S))
    hours = pieces * PIECE_S / 3600
    for kind, make in kinds.items():
        answers = in_parallel(
            [
                partial(_answer_while, make(PIECE_S, seed), questions[seed % len(questions)], voice, seed, vad, way)
                for seed in range(pieces)
            ]
        )
        stopped = sum(one.stops for one in answers)
        stops[kind] = round(stopped / hours, 1)
        holds[kind] = round((sum(one.holds for one in answers) - stopped) / hours, 1)
        words[kind] = round(sum(one.stops_by_words for one in answers) / hours, 1)
        deaf_share[kind] = round(sum(one.deaf_s for one in answers) / (pieces * PIECE_S), 3)
        print(kind, stops[kind], holds[kind], deaf_share[kind], flush=True)
    return {
        "false_stops_per_hour": round(float(np.mean(list(stops.values()))), 2),
        "false_stops_per_hour_by_kind": stops,
        "of_them_by_words": words,
        "false_holds_per_hour": holds,
        "deaf_share": deaf_share,
        "disturbed_hours": round(len(kinds) * hours, 2),
    }


def in_stream_time(
    said: Sequence[Spoken],
    voice: Samples,
    vad: SileroVad,
    way: Way,
    after_s: float = KNOWN_S,
    *,
    over_s: Sequence[float] = (0.0,),
    noise_db: float = QUIET_DB,
    gain_db: float = Acoustics().gain_db or 0.0,
) -> dict[str, Any]:
    """The same people in the simulated room, where no load of the machine matters: what the program decides, and when.

    `after_s`: how long the assistant has spoken, in a room that nobody knew before. `over_s`: each of them once over what the
    assistant says so much later. `noise_db`: of the room, all the time; `gain_db`: of the echo.
    """

    def job(number: int, one: Spoken, later_s: float) -> Interruption:
        begins_ms = 1000 * after_s + one.onset * 1000 / INTERNAL_RATE
        people = timeline([(after_s, one.sound)], noise(INTERNAL_RATE * 7, noise_db, number))
        room = SimulatedRoom(Acoustics(gain_db=gain_db), people, vad=vad, setup=way.setup, writer=way.writer())
        room.speak(turned(voice, 1.3 * number + later_s))
        held: list[float] = []
        while room.now_ms < 1000 * (after_s + len(one.sound) / INTERNAL_RATE + WORDS_WITHIN_S):
            before = room.holds
            room.run(0.01)
            if room.holds > before and room.now_ms > begins_ms - 250:
                held.append(room.now_ms - begins_ms)
        stopped = next((at - begins_ms for at in stops_of(room) if at > begins_ms - 250), None)
        last = max((at for at in held if stopped is None or at <= stopped), default=0.0)
        duck = max(held[0], 0.0) if held else None
        return Interruption(name=one.name, duck_ms=duck, silence_ms=max(last, 0.0), confirmed_ms=stopped)

    everybody = itertools.product(enumerate(said), over_s)
    found = in_parallel([partial(job, number, one, later_s) for (number, one), later_s in everybody])
    return measured(found) | {
        "slow": [one.name for one in found if one.duck_ms is None or one.duck_ms > 60],
        "not_confirmed": [one.name for one in found if one.confirmed_ms is None],
    }


def spoken_stops(sounds: Sequence[Samples], voice: Samples, vad: SileroVad, way: Way) -> dict[str, str]:
    """Said once, and the assistant does not go on again."""

    def job(gain: float, sound: Samples, number: int) -> bool:
        people = timeline([(KNOWN_S, sound)], noise(INTERNAL_RATE * 7, QUIET_DB, number))
        room = SimulatedRoom(Acoustics(gain_db=gain), people, vad=vad, setup=way.setup, writer=way.writer())
        room.speak(turned(voice, 1.7 * number))
        room.run(KNOWN_S + 4.0)
        return any(at > 1000 * KNOWN_S for at in stops_of(room))

    found = {}
    for gain in (Acoustics().gain_db or 0.0, *LOUD_DB):
        obeyed = in_parallel([partial(job, gain, sound, number) for sound in sounds for number in range(4)])
        found[f"{gain:+.0f} dB"] = f"{sum(obeyed)} of {len(obeyed)}"
    return found


def plain_stop(
    said: Sequence[Spoken], kinds: dict[str, Disturbance], voice: Samples, minutes: float, vad: SileroVad
) -> dict[str, Any]:
    """What the simplest program does."""
    cancellers = {"no canceller": Plain, "WebRTC alone": WebRtcAlone, "linear alone": LinearAlone}
    figures = in_parallel([partial(_plain_stop, one, said[::3], kinds, voice, minutes, vad) for one in cancellers.values()])
    return dict(zip(cancellers, figures, strict=True))


def _plain_stop(
    canceller: Callable[[], EchoStage],
    said: Sequence[Spoken],
    kinds: dict[str, Disturbance],
    voice: Samples,
    minutes: float,
    vad: SileroVad,
) -> dict[str, Any]:
    begins = 5.0
    times, missed, own = [], 0, 0
    for one in said:
        people = timeline([(begins, one.sound)], noise(INTERNAL_RATE * 7, QUIET_DB))
        room = SimulatedRoom(Acoustics(), people, vad=vad, canceller=canceller())
        room.speak(voice)
        room.run(begins + len(one.sound) / INTERNAL_RATE + 0.5)
        after_onset = [at - 1000 * (begins + one.onset / INTERNAL_RATE) for at in room.heard.started]
        own += sum(at < -300 for at in after_onset)
        later = [at for at in after_onset if at >= -300]
        missed += not later
        times += [max(later[0], 0.0)] if later else []
    stops = {}
    for kind, make in kinds.items():
        people = timeline([(0.0, make(60 * minutes, 0))], noise(INTERNAL_RATE * 7, QUIET_DB))
        room = SimulatedRoom(Acoustics(), people, vad=vad, canceller=canceller())
        room.speak(voice)
        room.run(60 * minutes)
        stops[kind] = round(len(room.heard.started) * 60 / minutes)
    return {
        "onset_to_stop_ms": spread(times),
        "missed": missed,
        "stops_itself_per_minute": round(own / (len(said) * begins / 60), 1),
        "false_stops_per_hour_by_kind": stops,
    }


async def on_card(said: Sequence[Spoken], voice: Samples, folder: Path) -> dict[str, Any]:
    """In a quiet room, and in those that hiss."""
    found, alone = await interrupt_all(said, voice, folder)
    figures: dict[str, Any] = {"clean": measured(found) | alone}
    for snr in SNRS_DB:
        noisy, then = await interrupt_all(said[::IN_NOISE], voice, folder, noise_db=USER_DB - snr)
        figures[f"noise {snr:.0f} dB"] = measured(noisy) | then
        found += noisy
        alone = {key: alone[key] + then[key] for key in alone}
    for one in found:
        print(one, flush=True)
    return measured(found) | alone | figures


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] != "all" else None
    minutes = float(sys.argv[2]) if len(sys.argv) > 2 else 12.0
    vad = SileroVad(MODEL)
    with tempfile.TemporaryDirectory() as folder:
        library = SpeechLibrary.find(Path(folder))
        if not people(library):
            sys.exit("The speech recordings are not on this machine; DA_SPEECH names their folder.")
        voice = without_pauses(assistant_voice(library))
        said = prepared(people(library))
        own = prepared([library.clip(name) for name in ASSISTANT])
        clips = [clip for clip in people(library) if "dB" not in clip.path.stem]
        kinds = {
            "cough": coughs,
            "keyboard": keyboard,
            "music": music,
            "backchannel": backchannel(library),
            "babble": babble(clips[::5]),
        }
        stop = [at_level(load(library.spoken("stop", voice=name).path), USER_DB) for name in ("flite", "espeak")]
        card = asyncio.run(on_card(said[:count], voice, Path(folder))) if count != 0 else None
    with_words = Way(setup=AudioSetup(words_follow=True, gate_tail_ms=WORDS_TAIL_MS), recognizer=RememberingRecognizer())
    without = Way(setup=AudioSetup())
    known = in_stream_time(said, voice, vad, with_words, over_s=OVER_S)
    figures: dict[str, Any] = (card or known) | {"stream_time": known}
    figures["stream_time_noise"] = {
        f"{snr:.0f} dB": in_stream_time(said, voice, vad, with_words, noise_db=USER_DB - snr) for snr in SNRS_DB
    }
    figures["stream_time_loud"] = {
        f"{gain:+.0f} dB": in_stream_time(said, voice, vad, with_words, gain_db=gain) for gain in LOUD_DB
    }
    figures["stream_time_new_room"] = in_stream_time(said, voice, vad, with_words, NEW_S)
    figures["stream_time_own_words"] = in_stream_time(own, voice, vad, with_words)
    rows = in_parallel([partial(interrupt_in_a_row, said, voice, vad, seed=seed) for seed in range(ROWS)])
    figures["stream_time_in_a_row"] = measured([one for row in rows for one in row])
    figures["stream_time_without_words"] = in_stream_time(said, voice, vad, without)
    figures["spoken_stop"] = spoken_stops(stop, voice, vad, with_words)
    print(json.dumps(figures), flush=True)
    if minutes:
        questions = [one.sound for one in said[:: max(1, len(said) // QUESTIONS)]]
        figures |= disturbed(kinds, questions, voice, minutes, vad, with_words)
        some = {kind: kinds[kind] for kind in SPEECHLIKE}
        figures["without_words"] = disturbed(some, questions, voice, minutes, vad, without)
        figures["alternative"] = plain_stop(said, kinds, voice, minutes / 10, vad)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
