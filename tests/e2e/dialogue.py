"""What is said in these tests, and what a listener makes of the answers."""

import re
import time

from tests.e2e.app import PATIENCE_S, App, wait_until
from tests.e2e.hearing import understand
from tests.e2e.pane import Shown, answers
from tests.rig.recording import Recording, Sound, level_db
from tests.rig.rig import Rig

MILES = "what's ten kilometers in miles"
LONG_QUESTION = "what can you do"
"""Its answer is some 15 s of talking."""
LONG_ANSWER_S = 13.0
"""Who has talked no longer has not talked to the end of it."""
SILENT_DB = -60.0
SETTLED_S = 1.0
EARCON_S = 0.6


def hear_answer(app: App, speaker: Recording, count: int = 1) -> str:
    """Wait until the count-th answer is written down and has been spoken to its end; returns what a listener understands."""
    app.wait_for_answer(count)
    speech = wait_for_speech(speaker)
    return understand(speaker.between(speech.start - 0.3, speech.end + 0.3), speaker.rate)


def await_ear(rig: Rig) -> None:
    """Until the app records the microphone, and a breath more, in which a fresh stream settles."""
    rig.await_listener()
    time.sleep(0.5)


def wait_for_speech(speaker: Recording) -> Sound:
    """Until something longer than an earcon has been said, and is over."""
    wait_until(lambda: _last_speech(speaker), PATIENCE_S, "a voice")
    wait_until(lambda: _is_over(speaker), 2 * PATIENCE_S, "the end of what is said")
    speech = _last_speech(speaker)
    assert speech
    return speech


def wait_for_silence(speaker: Recording) -> None:
    """Until the end of the recording, as far as it has come, is silent for a second."""
    wait_until(lambda: level_db(speaker.audio[-speaker.rate :]) < SILENT_DB or None, PATIENCE_S, "silence")


def _last_speech(speaker: Recording) -> Sound | None:
    """The last sound that is too long for an earcon; pauses between sentences are bridged."""
    return next((sound for sound in reversed(speaker.sounds(gap_s=0.7)) if sound.end - sound.start > EARCON_S), None)


def _is_over(speaker: Recording) -> bool | None:
    speech = _last_speech(speaker)
    return True if speech and speech.end < time.monotonic() - SETTLED_S else None


def wait_for_voice(speaker: Recording, within_s: float = PATIENCE_S) -> None:
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
    app.wait_for_copy(0, "all digits, on a card", lambda copied: copied.startswith("6.2137"))
    app.wait_for_copy(1, "the answer", lambda copied: copied == answer.text)
    app.wait_for_copy(2, "the question", lambda copied: copied == question.text)


def wait_for_shown_answer(app: App, words: str, within_s: float = PATIENCE_S) -> list[Shown]:
    """Until the pane shows an answer with these words; returns its rows."""
    return app.wait_for_pane(f"an answer with {words}", lambda rows: any(words in text for text in answers(rows)), within_s)
