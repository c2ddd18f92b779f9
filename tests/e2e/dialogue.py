"""What is said in these tests, and what a listener makes of the answers."""

import re
import time

from tests.e2e.app import App, wait_until
from tests.e2e.hearing import understand
from tests.e2e.pane import Shown, answers
from tests.rig.recording import Recording, Sound, level_db

MILES = "what's ten kilometers in miles"
LONG_QUESTION = "what can you do"
"""Its answer is some 15 s of talking."""
SILENT_DB = -60.0
SETTLED_S = 1.0
EARCON_S = 0.6


def hear_answer(app: App, speaker: Recording, count: int = 1) -> str:
    """Wait until the count-th answer is written down and has been spoken to its end; returns what a listener understands."""
    app.wait_for_answer(count)
    wait_until(lambda: _last_speech(speaker), 10, "a spoken answer")
    wait_until(lambda: _is_over(speaker), 40, "the end of the answer")
    speech = _last_speech(speaker)
    assert speech
    return understand(speaker.between(speech.start - 0.3, speech.end + 0.3), speaker.rate)


def _last_speech(speaker: Recording) -> Sound | None:
    """The last sound that is too long for an earcon; pauses between sentences are bridged."""
    return next((sound for sound in reversed(speaker.sounds(gap_s=0.7)) if sound.end - sound.start > EARCON_S), None)


def _is_over(speaker: Recording) -> bool | None:
    speech = _last_speech(speaker)
    return True if speech and speech.end < time.monotonic() - SETTLED_S else None


def wait_for_voice(speaker: Recording, within_s: float = 10.0) -> None:
    """Until the loudspeaker is really talking."""
    deadline = time.monotonic() + within_s
    while level_db(speaker.between(time.monotonic() - 0.5, time.monotonic())) < -45:
        assert time.monotonic() < deadline, "the assistant says nothing"
        time.sleep(0.05)


def check_miles(app: App, heard: str) -> None:
    """The question is in the pane as it was said, and the answer is right for the eye and for the ear."""
    rows = app.wait_for_pane("question and answer", lambda rows: any("6.2" in text for text in answers(rows)))
    (question,) = [row for row in rows if row.who == "user" and "kilomet" in row.text]
    assert re.sub(r"[^a-z' ]", "", question.text.lower()).split()[-4:] == ["ten", "kilometers", "in", "miles"], rows
    (answer,) = [row for row in rows if row.who == "assistant" and "6.2" in row.text]
    assert "mile" in answer.text, rows
    assert not answer.note, rows
    assert "six point two one" in heard, heard
    said = app.wait_for("the question", lambda h: any(s.role == "user" and "kilomet" in s.text for s in h))
    assert [s.is_spoken for s in said if s.role == "user" and s.text] == [True]
    assert app.copy_message().startswith("6.2137")  # all digits, on a card
    assert app.copy_message(1) == answer.text
    assert app.copy_message(2) == question.text


def wait_for_shown_answer(app: App, words: str, within_s: float = 20.0) -> list[Shown]:
    """Until the pane shows an answer with these words; returns its rows."""
    return app.wait_for_pane(f"an answer with {words}", lambda rows: any(words in text for text in answers(rows)), within_s)
