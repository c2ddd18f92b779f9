"""A first conversation with the true app: spoken to through the virtual microphone, heard in its recorded loudspeaker."""

import time
from pathlib import Path

import pytest

from tests.e2e.conftest import StartApp
from tests.e2e.dialogue import LONG_QUESTION, MILES, SILENT_DB, check_miles, hear_answer, user_texts, wait_for_voice
from tests.e2e.hearing import share_heard
from tests.rig.recording import level_db
from tests.rig.rig import Rig
from tests.rig.speech import SpeechLibrary

CANCELLER_LEARNS_S = 4.0
"""The echo canceller hears the assistant for the first time; until it knows the room, it takes some of the user away too."""

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("sound_rig", ["pulse", "pipewire"], indirect=True)
def test_a_spoken_question_by_click(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "click"})
    app.click_talk()
    time.sleep(0.5)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        heard = hear_answer(app, speaker)
    check_miles(app, heard)


def test_a_spoken_question_while_always_listening(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "always"})
    time.sleep(1)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        heard = hear_answer(app, speaker)
    check_miles(app, heard)


def test_the_microphone_hears_only_while_held(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "hold"})
    sound_rig.say(speech.spoken("what time is it").path)
    x, y = app._talk_button()
    app.display.do("mousemove", x, y, "mousedown", 1)
    try:
        time.sleep(0.4)
        sound_rig.say(speech.spoken(MILES).path)
    finally:
        app.display.do("mouseup", 1)
    app.wait_for_answer()
    assert len(user_texts(app)) == 1
    assert "miles" in user_texts(app)[0]


def test_a_recorded_person_is_written_down(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    clip = speech.clip("az_weather")
    app = start_app(conversation={"talk_mode": "always"})
    time.sleep(1)
    sound_rig.say(clip.path)
    app.wait_for_answer()
    words = " ".join(user_texts(app))
    assert share_heard("weather like", words) == 1.0


def test_talking_over_it_silences_it(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "always"})
    time.sleep(1)
    with sound_rig.record() as speaker:
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
        time.sleep(CANCELLER_LEARNS_S)
        began, _ = sound_rig.say_speech(speech.spoken("stop talking please", tail_s=2.5).path)
        app.wait_for("the interruption", lambda h: any(s.status == "interrupted" for s in h))
    spoken = [sound for sound in speaker.sounds(gap_s=0.4) if sound.start < began]
    assert spoken[-1].end - began < 1.0, "the assistant talked on"
    (cut,) = [s for s in app.history() if s.status == "interrupted"]
    heard_ms = cut.parts[0]["heard_ms"]
    really_ms = 1000 * (spoken[-1].end - spoken[0].start)
    assert heard_ms == pytest.approx(really_ms, abs=400)
    assert cut.parts[0]["heard_chars"] < len(cut.text)


def test_typing_asks_and_escape_silences(start_app: StartApp, sound_rig: Rig) -> None:
    app = start_app()
    with sound_rig.record() as speaker:
        app.type("what is 12 times 12")
        heard = hear_answer(app, speaker)
        assert "144" in app.wait_for_answer().text
        assert "forty four" in heard
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
        pressed = time.monotonic()
        app.display.do("key", "Escape")
        app.wait_for("the cut", lambda h: any(s.status == "interrupted" for s in h))
        time.sleep(1)
    assert speaker.sounds(gap_s=0.4)[-1].end - pressed < 0.35
    assert level_db(speaker.between(pressed + 0.4, pressed + 1.0)) < SILENT_DB


def test_a_typed_question_silences_the_answer_before(start_app: StartApp, sound_rig: Rig) -> None:
    app = start_app()
    with sound_rig.record() as speaker:
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
        app.type("what is 12 times 12")
        history = app.wait_for("both answers", lambda h: any("144" in s.text for s in h if s.role == "assistant"))
    assert next(s.status for s in history if s.role == "assistant") == "interrupted"


def test_tomorrow_it_is_all_there(start_app: StartApp, sound_rig: Rig, home: Path, tmp_path: Path) -> None:
    app = start_app()
    app.type("what is 12 times 12")
    app.wait_for_answer()
    before = app.history()
    assert app.close() == 0
    again = start_app(keep_settings=True)
    again.focus()
    time.sleep(1)
    assert again.history() == before
    again.display.save_picture(tmp_path / "tomorrow.png")
    again.type("what is 11 times 11")
    assert "121" in again.wait_for_answer(2).text
    assert [s.role for s in again.history()] == ["user", "assistant"] * 2
