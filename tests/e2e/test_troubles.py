"""What happens to the true app when a part of it, or of the machine, fails in the middle."""

import time

import pytest

from tests.e2e.conftest import StartApp
from tests.e2e.dialogue import (
    LONG_QUESTION,
    MILES,
    await_ear,
    check_miles,
    hear_answer,
    wait_for_shown_answer,
    wait_for_silence,
    wait_for_voice,
)
from tests.e2e.pane import answers, broken_off, questions
from tests.rig.rig import Fault, Rig
from tests.rig.speech import SpeechLibrary

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_the_engine_dies_while_it_talks(start_app: StartApp, sound_rig: Rig) -> None:
    app = start_app()
    with sound_rig.record() as speaker:
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
    app.kill_child("desktop_assistant.engine")
    rows = app.wait_for_pane("what became of the answer", lambda rows: bool(broken_off(rows)))
    assert answers(rows) == broken_off(rows)
    app.walk_to(0)
    for key in ("Right", "Return"):  # "Ask again"
        app.display.do("key", key)
    rows = app.wait_for_pane("the whole answer", lambda rows: bool(answers(rows)) and not broken_off(rows))
    assert questions(rows) == [LONG_QUESTION]
    app.type("what is 12 times 12")
    rows = wait_for_shown_answer(app, "144")
    assert questions(rows) == [LONG_QUESTION, "what is 12 times 12"]
    assert app.process.poll() is None


def test_the_audio_process_dies_while_it_talks(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "always"})
    with sound_rig.record() as speaker:
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
    app.kill_child("desktop_assistant.audio")
    with sound_rig.record() as speaker:
        wait_for_voice(speaker)
        app.press("Escape")
        wait_for_silence(speaker)
    await_ear(sound_rig)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        app.wait_for_pane("the question", lambda rows: any("miles" in text for text in questions(rows)))
        app.wait_for_pane("its answer", lambda rows: any("miles" in text for text in answers(rows)))
        wait_for_voice(speaker)


def test_without_a_sound_server_typing_works(start_app: StartApp, sound_rig: Rig) -> None:
    deaf = sound_rig.env | {"PULSE_SERVER": "unix:/nowhere/native", "PIPEWIRE_RUNTIME_DIR": "/nowhere"}
    app = start_app(env=deaf)
    app.type("what is 12 times 12")
    assert questions(wait_for_shown_answer(app, "144")) == ["what is 12 times 12"]
    assert app.process.poll() is None


def test_a_sound_server_that_dies_and_returns(start_app: StartApp, speech: SpeechLibrary) -> None:
    with Rig("pulse") as rig:
        app = start_app(env=rig.env, conversation={"talk_mode": "always"})
        await_ear(rig)
        rig.break_(Fault.SERVER_DEAD)
        app.type("what is 12 times 12")
        wait_for_shown_answer(app, "144")
        rig.break_(Fault.SERVER_BACK)
        app.press("Escape")
        await_ear(rig)
        with rig.record() as speaker:
            rig.say(speech.spoken(MILES).path)
            wait_for_shown_answer(app, "6.2")
            wait_for_voice(speaker)


def test_the_microphone_is_unplugged_and_comes_back(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "always"})
    await_ear(sound_rig)
    sound_rig.break_(Fault.MICROPHONE_GONE)
    time.sleep(1)
    sound_rig.break_(Fault.MICROPHONE_BACK)
    time.sleep(3)
    await_ear(sound_rig)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        heard = hear_answer(app, speaker)
    check_miles(app, heard)


def test_a_kill_loses_nothing_that_was_said(start_app: StartApp) -> None:
    app = start_app()
    app.type("what is 12 times 12")
    shown = wait_for_shown_answer(app, "144")
    app.wait_for_answer()
    before = app.history()
    app.kill()
    again = start_app(keep_settings=True)
    assert again.wait_for_pane("what was said before", bool) == shown
    assert again.history() == before
