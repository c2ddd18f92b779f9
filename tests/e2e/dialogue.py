"""What is said in these tests, and what a listener makes of the answers."""

import re
import time

from tests.e2e.app import App
from tests.e2e.hearing import share_heard, understand
from tests.rig.recording import Recording, level_db

MILES = "what's ten kilometers in miles"
LONG_TEXT = "repeat after me: " + " ".join(
    f"{ordinal} sheep jumps over the garden gate and walks slowly down the long road to the river."
    for ordinal in ("the first", "the second", "the third", "the fourth", "the fifth", "the sixth")
)
"""Some 30 s of talking."""
SILENT_DB = -60.0
SETTLED_S = 1.0


def hear_answer(app: App, speaker: Recording, count: int = 1) -> str:
    """Wait until the count-th answer is finished and has been spoken; returns what a listener understands of all."""
    app.wait_for_answer(count)
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < SETTLED_S:
        time.sleep(0.1)
        if level_db(speaker.between(time.monotonic() - 0.3, time.monotonic())) > SILENT_DB:
            quiet_since = time.monotonic()
    return understand(speaker.audio, speaker.rate)


def wait_for_voice(speaker: Recording, within_s: float = 10.0) -> None:
    """Until the loudspeaker is really talking."""
    deadline = time.monotonic() + within_s
    while level_db(speaker.between(time.monotonic() - 0.5, time.monotonic())) < -45:
        assert time.monotonic() < deadline, "the assistant says nothing"
        time.sleep(0.05)


def user_texts(app: App) -> list[str]:
    return [said.text.lower() for said in app.history() if said.role == "user" and said.status != "in_progress"]


def check_miles(app: App, heard: str) -> None:
    """The question is written down, the answer is right in the pane's history and for the ear."""
    question = app.wait_for("the question", lambda h: any(s.role == "user" and "kilomet" in s.text for s in h))
    (said,) = [s for s in question if s.role == "user"]
    assert said.is_spoken
    assert re.sub(r"[^a-z' ]", "", said.text.lower()).split()[-4:] == ["ten", "kilometers", "in", "miles"]
    answer = app.wait_for_answer().text
    assert "6.2" in answer
    assert "mile" in answer
    assert share_heard("six point two miles", heard) >= 0.75
