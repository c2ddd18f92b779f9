"""A spoken turn is corrected by keyboard: another answer comes, and the earlier one is a key away, also tomorrow."""

import pytest

from tests.e2e.app import App
from tests.e2e.conftest import StartApp
from tests.e2e.dialogue import MILES, await_ear, hear_answer, wait_for_shown_answer
from tests.e2e.pane import answers, questions
from tests.rig.rig import Rig
from tests.rig.speech import SpeechLibrary

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

MEANT = "what's five kilometers in miles"


def rewrite_last_turn(app: App, text: str) -> None:
    app.focus()
    for key in ("ctrl+l", "F2", "ctrl+a"):
        app.display.do("key", key)
    app.display.do("type", "--delay", 8, text)
    app.display.do("key", "Return")


def test_a_misheard_turn_is_corrected_and_answered_anew(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "click"})
    app.click_talk()
    await_ear(sound_rig)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        hear_answer(app, speaker)
        rows = wait_for_shown_answer(app, "6.2")
        heard = questions(rows)
        assert len(heard) == 1
        rewrite_last_turn(app, MEANT)
        rows = wait_for_shown_answer(app, "3.1")
    assert questions(rows) == [MEANT]
    assert not any("6.2" in text for text in answers(rows))
    app.wait_for_answer(2)
    rows = app.wait_for_pane("its card", lambda rows: any("3.1" in row.text for row in rows if row.who == "screen"))
    assert app.close() == 0
    again = start_app(keep_settings=True)
    assert again.wait_for_pane("yesterday's conversation", bool) == rows
    again.walk_to(0)
    again.display.do("key", "Home")
    again.display.do("key", "alt+Left")
    rows = wait_for_shown_answer(again, "6.2")
    assert questions(rows) == heard
    again.type("what is 12 times 12")
    rows = wait_for_shown_answer(again, "144")
    assert questions(rows) == [*heard, "what is 12 times 12"]
