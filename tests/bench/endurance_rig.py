"""The whole program, talked to for a long time: `python tests/bench/endurance_rig.py [minutes=30]`.

The true app on a screen and a virtual sound card of its own, in a room that hisses, with the local engine: spoken questions,
every fourth typed, every fifth over a long answer. Its memory, of each process and of all, is taken ten times, the first time
when an eleventh of the time has passed: all is loaded by then, and has been used. The last line is one JSON object: `growth` is
that of all processes together, from the first to the last; `user_turns` and `answered` are counted in the history.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.conversation import wait_for_silence
from tests.e2e.app import App
from tests.e2e.dialogue import LONG_QUESTION, MILES, wait_for_voice
from tests.e2e.display import Display
from tests.e2e.settings import write_settings
from tests.rig.rig import Rig
from tests.rig.speech import SpeechLibrary

QUESTIONS = (MILES, "what time is it", "what is twelve times seven", "how many feet in a mile")
TYPED, INTERRUPTED = 4, 5
"""Every so many."""
SAMPLES = 10
MOST_GROWTH = 0.05


def ask(number: int, app: App, rig: Rig, speech: SpeechLibrary) -> None:
    """One turn, to the end of its answer or into the middle of it."""
    with rig.record() as speaker:
        if number % INTERRUPTED == INTERRUPTED - 1:
            app.type(LONG_QUESTION)
            wait_for_voice(speaker)
            time.sleep(1.0)
        if number % TYPED == TYPED - 1:
            app.type(QUESTIONS[number % len(QUESTIONS)])
        else:
            rig.say(speech.spoken(QUESTIONS[number % len(QUESTIONS)], tail_s=0.1).path)
            time.sleep(0.5)
        wait_for_voice(speaker)
        wait_for_silence(speaker)


def main() -> None:
    """Print the figures."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    with Display() as display, Rig("pulse") as rig, tempfile.TemporaryDirectory() as folder:
        home, speech = Path(folder) / "home", SpeechLibrary.find(Path(folder))
        write_settings(home, conversation={"talk_mode": "always"}, audio={"earcons": False})
        with rig.hiss(), App(display, home, env=rig.env) as app:
            app.wait_for_mark("ready")
            time.sleep(2)
            began, asked, memory = time.monotonic(), 0, list[dict[str, float]]()
            while (spent := time.monotonic() - began) < 60 * minutes:
                ask(asked, app, rig, speech)
                asked += 1
                if spent > 60 * minutes * (len(memory) + 1) / (SAMPLES + 1):
                    memory.append(app.memory_mb())
                    print(asked, memory[-1], flush=True)
            said = app.history()
    totals = [sum(each.values()) for each in memory]
    growth = totals[-1] / totals[0] - 1
    print(
        json.dumps(
            {
                "minutes": round((time.monotonic() - began) / 60, 1),
                "asked": asked,
                "user_turns": sum(one.role == "user" for one in said),
                "answered": sum(one.role == "assistant" for one in said),
                "megabytes": [round(total) for total in totals],
                "growth": round(growth, 4),
                "by_process": {
                    name: [round(memory[0].get(name, 0.0)), round(memory[-1].get(name, 0.0))] for name in sorted(memory[-1])
                },
                "is_good": growth < MOST_GROWTH,
            }
        )
    )


if __name__ == "__main__":
    main()
