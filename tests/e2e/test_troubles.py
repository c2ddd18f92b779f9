"""What happens to the true app when a part of it, or of the machine, fails in the middle."""

import time

import pytest

from tests.e2e.conftest import StartApp
from tests.e2e.dialogue import LONG_QUESTION, MILES, check_miles, hear_answer, wait_for_voice
from tests.rig.rig import Fault, Rig
from tests.rig.speech import SpeechLibrary

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_the_engine_dies_while_it_talks(start_app: StartApp, sound_rig: Rig) -> None:
    app = start_app()
    with sound_rig.record() as speaker:
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
    before = app.history()
    app.kill_child("desktop_assistant.engine")
    time.sleep(0.5)
    app.type("what is 12 times 12")
    history = app.wait_for("the answer of a new engine", lambda h: any("144" in s.text for s in h if s.role == "assistant"), 25)
    assert next(s.text for s in history if s.role == "user") == before[0].text
    assert app.process.poll() is None


def test_the_audio_process_dies_while_it_talks(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "always"})
    with sound_rig.record() as speaker:
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
        killed = time.monotonic()
        app.kill_child("desktop_assistant.audio")
        app.child("desktop_assistant.audio")
        assert time.monotonic() - killed < 1.0, "the watchdog is slow"
    app.press("Escape")
    time.sleep(2)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        app.wait_for("the question", lambda h: any(s.role == "user" and s.is_spoken and "miles" in s.text for s in h), 20)
        app.wait_for("its answer", lambda h: any("miles" in s.text for s in h if s.role == "assistant"))
        wait_for_voice(speaker)


def test_without_a_sound_server_typing_works(start_app: StartApp, sound_rig: Rig) -> None:
    deaf = sound_rig.env | {"PULSE_SERVER": "unix:/nowhere/native", "PIPEWIRE_RUNTIME_DIR": "/nowhere"}
    app = start_app(env=deaf)
    app.type("what is 12 times 12")
    assert "144" in app.wait_for_answer().text
    assert app.process.poll() is None


def test_a_sound_server_that_dies_and_returns(start_app: StartApp, speech: SpeechLibrary) -> None:
    with Rig("pulse") as rig:
        app = start_app(env=rig.env, conversation={"talk_mode": "always"})
        time.sleep(1)
        rig.break_(Fault.SERVER_DEAD)
        app.type("what is 12 times 12")
        app.wait_for("an answer without sound", lambda h: any("144" in s.text for s in h if s.role == "assistant"))
        rig.break_(Fault.SERVER_BACK)
        app.press("Escape")
        time.sleep(4)
        with rig.record() as speaker:
            rig.say(speech.spoken(MILES).path)
            app.wait_for("the answer", lambda h: any("6.2" in s.text for s in h if s.role == "assistant"), 20)
            wait_for_voice(speaker)


def test_the_microphone_is_unplugged_and_comes_back(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "always"})
    time.sleep(1)
    sound_rig.break_(Fault.MICROPHONE_GONE)
    time.sleep(1)
    sound_rig.break_(Fault.MICROPHONE_BACK)
    time.sleep(3)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        heard = hear_answer(app, speaker)
    check_miles(app, heard)


def test_a_kill_loses_nothing_that_was_said(start_app: StartApp) -> None:
    app = start_app()
    app.type("what is 12 times 12")
    app.wait_for_answer()
    before = app.history()
    app.kill()
    again = start_app(keep_settings=True)
    assert again.history() == before
