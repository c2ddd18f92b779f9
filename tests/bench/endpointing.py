"""How often the engine takes a pause for the end, and how long it waits at true ends: `python tests/bench/endpointing.py`.

The recordings of people (`tests/rig/speech.py`) make the turns (`tests/rig/thinking.py`: as they are, with a thinking pause put
in, two sentences with one between). The engine's true path hears them on stream time, the recogniser's measured lag included.
The last line is one JSON object; for each mark of the patience slider, and for a plain silence of 500 ms as the simplest
alternative:

- `cut_off_share`: of all turns, those in which an answer could have been heard before the speaker had finished. It counts from
  the moment at which the turn is settled, when the first sound may leave: no latency of voice or loudspeaker is granted.
- `reopened_share`: turns that were handed over too early and taken back, by their going on, before they were settled. Nobody
  hears anything of that, so they are no cuts.
- `extra_wait_ms`: from the true end of speech to the hand-over (commit), after which recogniser and model work.
- `heard_wait_ms`: from the true end of speech to the moment from which the answer may be heard. This is what a person feels.
- `halves`: the factors of `patience.py` were set on the `tuned` speakers; the `held_out` ones were measured with them.
- `never_ended`: no end was found within 4 s.

`commands`: the same waits for synthesized commands that the grammar knows, at `middle`.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from desktop_assistant.settings.model import PAUSE_MARKS  # noqa: E402 - the checkout must be importable first
from tests.rig.speech import SpeechLibrary  # noqa: E402
from tests.rig.thinking import Outcome, RememberingRecognizer, SpokenTurn, listen, speaker_of, turns  # noqa: E402

FOREIGN = ("pv_de", "pv_fr")
COMMANDS = (
    "What time is it?",
    "Set a timer for five minutes.",
    "What is ten kilometers in miles?",
    "What is twelve times seven?",
    "How many feet in a mile?",
    "Read my notes.",
    "Cancel the timer.",
    "What's the square root of sixteen?",
)
FIXED = {"type": "server_vad", "threshold": 0.5, "silence_duration_ms": 500, "prefix_padding_ms": 300}


def judged(pause_ms: int) -> dict[str, Any]:
    """The turn detection that the program asks its engine for."""
    return {"type": "semantic_vad", "eagerness": "auto", "pause_ms": pause_ms, "end_phrase": "over"}


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        library = SpeechLibrary.find(Path(folder))
        clips = [clip for clip in library.human() if clip.path.stem not in FOREIGN]
        if not clips:
            sys.exit("The speech recordings are not on this machine; DA_SPEECH names their folder.")
        spoken = list(turns(clips))
        half = dict.fromkeys(sorted({speaker_of(clip) for clip in clips}))
        tuned = set(list(half)[::2])
        recognizer = RememberingRecognizer()
        figures: dict[str, Any] = {"turns": len(spoken), "speakers": len(half)}
        ways = {mark: judged(ms) for mark, ms in PAUSE_MARKS.items()} | {"fixed_500": FIXED}
        for name, detection in ways.items():
            outcomes = [(turn, listen(turn, detection, recognizer)) for turn in spoken]
            figures[name] = summary(outcomes, tuned)
            print(name, "cut off:", [turn.name for turn, outcome in outcomes if outcome.cut_off], flush=True)
        commands = [next(turns([library.spoken(words)])) for words in COMMANDS]
        figures["commands"] = waits([listen(turn, judged(PAUSE_MARKS["middle"]), recognizer) for turn in commands])
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    print(json.dumps({**figures, "commit": commit.stdout.strip()}))


def summary(outcomes: list[tuple[SpokenTurn, Outcome]], tuned: set[str]) -> dict[str, Any]:
    """Of one way to find the end."""
    halves = {
        name: share([o for turn, o in outcomes if (turn.speaker in tuned) is inside], "cut_off")
        for name, inside in (("tuned", True), ("held_out", False))
    }
    all_of_them = [outcome for _, outcome in outcomes]
    return {
        "cut_off_share": share(all_of_them, "cut_off"),
        "reopened_share": share(all_of_them, "reopened"),
        **waits(all_of_them),
        "halves": halves,
        "never_ended": sum(outcome.committed_ms is None for outcome in all_of_them),
    }


def share(outcomes: list[Outcome], what: str) -> float:
    """0..1."""
    return round(sum(getattr(outcome, what) for outcome in outcomes) / len(outcomes), 4)


def waits(outcomes: list[Outcome]) -> dict[str, Any]:
    """Of the turns that ended."""
    named = {"extra_wait_ms": "committed_ms", "heard_wait_ms": "heard_ms"}
    return {shown: percentiles([v for o in outcomes if (v := getattr(o, name)) is not None]) for shown, name in named.items()}


def percentiles(values: list[float]) -> dict[str, int]:
    """Whole ms."""
    cuts = statistics.quantiles(values, n=20, method="inclusive")
    return {"p50": round(statistics.median(values)), "p95": round(cuts[18])}


if __name__ == "__main__":
    main()
