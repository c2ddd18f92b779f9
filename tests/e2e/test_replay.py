"""Kept sound, heard again: from the message in the pane, by keyboard, out of the true loudspeaker."""

import time

import pytest

from tests.e2e.conftest import StartApp
from tests.e2e.dialogue import MILES, SILENT_DB, hear_answer, wait_for_shown_answer
from tests.e2e.hearing import understand
from tests.rig.recording import level_db
from tests.rig.rig import Rig
from tests.rig.speech import SpeechLibrary

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

ANSWER, QUESTION = 1, 2
"""Rows from the end; the last is the card with all digits."""


def test_both_sides_can_be_heard_again(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "always"}, privacy={"keep_audio": True})
    time.sleep(1)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        hear_answer(app, speaker)
    wait_for_shown_answer(app, "6.2")
    app.press("ctrl+m")  # nobody shall answer the recording
    time.sleep(2)
    for steps_back, words in ((ANSWER, ("six point two one",)), (QUESTION, ("ten", "miles"))):
        with sound_rig.record() as speaker:
            app.walk_to(steps_back)
            app.display.do("key", "Return")
            time.sleep(6)
            (sound,) = speaker.sounds(gap_s=1.0)
            heard = understand(speaker.between(sound.start - 0.3, sound.end + 0.3), speaker.rate)
            assert all(word in heard for word in words), heard
    with sound_rig.record() as speaker:
        app.walk_to(ANSWER)
        app.display.do("key", "Return")
        time.sleep(1.2)
        app.display.do("key", "Return")
        stopped = time.monotonic()
        time.sleep(1.5)
        assert level_db(speaker.between(stopped + 0.4, stopped + 1.4)) < SILENT_DB, "it plays on"
        assert speaker.sounds(gap_s=1.0), "it never played"
