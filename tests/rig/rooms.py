"""The rooms in which the assistant must not hear itself: a grid of delays and loudnesses, and every kind of trouble beside it."""

from dataclasses import dataclass, field

import numpy as np

from desktop_assistant.audio.ports import EchoStage
from desktop_assistant.audio.vad import SileroVad
from desktop_assistant.core.audio import Samples
from tests.rig.air import Acoustics
from tests.rig.room import STEP_S, SimulatedRoom, timeline
from tests.rig.voices import noise, turned

DELAYS_MS = (10, 30, 80, 200, 400, 700)
GAINS_DB = (-12.0, -6.0, 0.0, 6.0)
QUIET_DB, NOISY_DB = -65.0, -50.0
NOISE_S = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """`then`: how the loudspeaker reaches the microphone in the second half."""

    name: str
    acoustics: Acoustics
    noise_db: float = QUIET_DB
    then: Acoustics | None = None


GRID = tuple(
    Room(name=f"{delay} ms {gain:+.0f} dB", acoustics=Acoustics(delay_ms=delay, gain_db=gain))
    for delay in DELAYS_MS
    for gain in GAINS_DB
)
TROUBLES = (
    Room(name="+200 ppm", acoustics=Acoustics(drift_ppm=200)),
    Room(name="-200 ppm, 200 ms 0 dB", acoustics=Acoustics(drift_ppm=-200, delay_ms=200, gain_db=0)),
    Room(name="overdriven", acoustics=Acoustics(overdrive=3, gain_db=0)),
    Room(name="overdriven, 300 ms +6 dB", acoustics=Acoustics(overdrive=3, delay_ms=300, gain_db=6)),
    Room(name="RT60 0.5 s", acoustics=Acoustics(rt60_s=0.5, tail_db=-3)),
    Room(name="RT60 0.5 s, 0 dB", acoustics=Acoustics(rt60_s=0.5, tail_db=0, gain_db=0)),
    Room(name="noise -50 dB", acoustics=Acoustics(), noise_db=NOISY_DB),
    Room(name="noise -50 dB, -12 dB", acoustics=Acoustics(gain_db=-12), noise_db=NOISY_DB),
    Room(name="moved 80 to 95 ms", acoustics=Acoustics(), then=Acoustics(delay_ms=95, gain_db=0, rt60_s=0.35)),
    Room(name="moved 30 to 400 ms", acoustics=Acoustics(delay_ms=30, gain_db=0), then=Acoustics(delay_ms=400)),
    Room(name="moved from headphones", acoustics=Acoustics(gain_db=None), then=Acoustics(gain_db=0)),
    Room(name="headphones", acoustics=Acoustics(gain_db=None)),
)


@dataclass(slots=True, kw_only=True)
class Alone:
    """What happened while only the assistant spoke."""

    room: Room
    seconds: float
    interruptions: int
    """Voices that were confirmed: the assistant fell silent for nobody."""
    holds: int
    """Moments for which the assistant hesitated."""
    deaf_s: float
    """In half duplex, where nobody can interrupt by voice."""
    taken_out: list[tuple[float, float]] = field(default_factory=list)
    """Power before and after the canceller, of each 10 ms with an audible echo, from the sixth second on a path on."""


CONVERGED_S = 5.0
_SILENT_S, _ANSWERS_S = 0.8, (2.5, 5.0)
_ABOVE_NOISE = 10.0
"""In power: echoes weaker than that cannot show how much of them is taken out."""


def alone(
    room: Room,
    voice: Samples,
    seconds: float,
    number: int,
    vad: SileroVad,
    canceller: EchoStage | None = None,
    *,
    short_answers: bool = False,
) -> Alone:
    """The assistant talks into its own microphone for so long; it begins at another place in `voice` for each `number`.

    `short_answers`: somebody silences it by hand after 1.7 to 4.2 s each time, and it begins again 0.8 s later.
    """
    simulated = SimulatedRoom(
        room.acoustics, timeline([], noise(24000 * NOISE_S, room.noise_db, number)), vad=vad, canceller=canceller
    )
    simulated.speak(turned(voice, 2.9 * number))
    deaf = silences = 0
    random, silence_at = np.random.default_rng(number), round(CONVERGED_S / STEP_S) if short_answers else -1
    for step in range(round(seconds / STEP_S)):
        if room.then is not None and step == round(seconds / 2 / STEP_S):
            simulated.move(room.then)
        if step == silence_at:
            simulated.silence(_SILENT_S)
            silences += 1
            silence_at += round(random.uniform(*_ANSWERS_S) / STEP_S)
        simulated.run(STEP_S)
        deaf += simulated.canceller.is_deaf
    return Alone(
        room=room,
        seconds=seconds,
        interruptions=len(simulated.heard.confirmed),
        holds=simulated.holds - silences,
        deaf_s=deaf * STEP_S,
        taken_out=_taken_out(simulated, room, seconds),
    )


def _taken_out(simulated: SimulatedRoom, room: Room, seconds: float) -> list[tuple[float, float]]:
    tape, audible = simulated.tape, _ABOVE_NOISE * 10 ** (room.noise_db / 10)
    moved = round(seconds / 2 / STEP_S) if room.then is not None else None
    settling = round(CONVERGED_S / STEP_S)
    return [
        (tape.before[step], tape.after[step])
        for step in range(len(tape.echo))
        if step >= settling
        and not (moved is not None and moved <= step < moved + settling)
        and tape.echo[step] > audible
        and tape.before[step] == tape.before[step]
    ]
