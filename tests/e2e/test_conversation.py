"""A first conversation with the true app: spoken to through the virtual microphone, heard in its recorded loudspeaker."""

import time
from pathlib import Path

import pytest

from tests.e2e.app import App
from tests.e2e.conftest import StartApp
from tests.e2e.dialogue import (
    LONG_ANSWER_S,
    LONG_QUESTION,
    MILES,
    await_ear,
    check_miles,
    hear_answer,
    wait_for_shown_answer,
    wait_for_silence,
    wait_for_voice,
)
from tests.e2e.hearing import share_heard
from tests.e2e.pane import Shown, answers, interruptions, questions
from tests.rig.rig import Rig
from tests.rig.speech import SpeechLibrary

CANCELLER_LEARNS_S = 4.0
"""The echo canceller hears the assistant for the first time; until it knows the room, it takes some of the user away too."""

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("sound_rig", ["pulse", "pipewire"], indirect=True)
def test_a_spoken_question_by_click(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "click"})
    app.click_talk()
    await_ear(sound_rig)
    with sound_rig.record() as speaker:
        sound_rig.say(speech.spoken(MILES).path)
        heard = hear_answer(app, speaker)
    check_miles(app, heard)


def test_a_spoken_question_while_always_listening(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "always"})
    await_ear(sound_rig)
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
        await_ear(sound_rig)
        sound_rig.say(speech.spoken(MILES).path)
    finally:
        app.display.do("mouseup", 1)
    rows = app.wait_for_pane("an answer", lambda rows: bool(answers(rows)))
    (question,) = questions(rows)
    assert "miles" in question


def test_a_recorded_person_is_written_down(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    clip = speech.clip("az_weather")
    app = start_app(conversation={"talk_mode": "always"})
    await_ear(sound_rig)
    sound_rig.say(clip.path)
    app.wait_for_answer()
    rows = app.wait_for_pane("an answer", lambda rows: bool(answers(rows)))
    assert share_heard("weather like", " ".join(questions(rows))) == 1.0


def test_talking_over_it_silences_it(start_app: StartApp, sound_rig: Rig, speech: SpeechLibrary) -> None:
    app = start_app(conversation={"talk_mode": "always"})
    await_ear(sound_rig)
    with sound_rig.record() as speaker:
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
        time.sleep(CANCELLER_LEARNS_S)
        began, _ = sound_rig.say_speech(speech.spoken("stop talking please", tail_s=2.5).path)
        app.wait_for("the interruption", lambda h: any(s.status == "interrupted" for s in h))
    # How soon is measured by the bench (`barge_in_to_silence_ms`).
    spoken = [sound for sound in speaker.sounds(gap_s=0.4) if sound.start < began]
    assert spoken[-1].end - spoken[0].start < LONG_ANSWER_S, "the assistant talked on"
    (cut,) = [s for s in app.history() if s.status == "interrupted"]
    heard_ms = cut.parts[0]["heard_ms"]
    really_ms = 1000 * (spoken[-1].end - spoken[0].start)
    assert heard_ms == pytest.approx(really_ms, abs=400)
    assert cut.parts[0]["heard_chars"] < len(cut.text)
    assert check_cut_is_shown(app, heard_ms).text


def check_cut_is_shown(app: App, heard_ms: float) -> Shown:
    """The pane strikes out what was not heard, and says when the answer was stopped; returns that answer's row."""
    (shown,) = interruptions(app.wait_for_pane("the interruption", lambda rows: bool(interruptions(rows))))
    assert shown.unheard, shown
    assert shown.seconds_heard == pytest.approx(heard_ms / 1000, abs=0.06)
    return shown


def test_typing_asks_and_escape_silences(start_app: StartApp, sound_rig: Rig) -> None:
    app = start_app()
    with sound_rig.record() as speaker:
        app.type("what is 12 times 12")
        heard = hear_answer(app, speaker)
        rows = wait_for_shown_answer(app, "144")
        assert questions(rows) == ["what is 12 times 12"]
        assert "forty four" in heard
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
        app.display.do("key", "Escape")
        app.wait_for("the cut", lambda h: any(s.status == "interrupted" for s in h))
        wait_for_silence(speaker)
    cut_off = speaker.sounds(gap_s=0.7)[-1]
    assert cut_off.end - cut_off.start < LONG_ANSWER_S, "the assistant talked on"
    (cut,) = [s for s in app.history() if s.status == "interrupted"]
    check_cut_is_shown(app, cut.parts[0]["heard_ms"])


def test_a_typed_question_silences_the_answer_before(start_app: StartApp, sound_rig: Rig) -> None:
    app = start_app()
    with sound_rig.record() as speaker:
        app.type(LONG_QUESTION)
        wait_for_voice(speaker)
        app.type("what is 12 times 12")
        rows = wait_for_shown_answer(app, "144")
    assert questions(rows) == [LONG_QUESTION, "what is 12 times 12"]
    assert [bool(row.note) for row in rows if row.who == "assistant"] == [True, False], rows
    assert interruptions(rows), rows


def test_tomorrow_it_is_all_there(start_app: StartApp, sound_rig: Rig, home: Path, tmp_path: Path) -> None:
    app = start_app()
    app.type("what is 12 times 12")
    shown = wait_for_shown_answer(app, "144")
    app.wait_for_answer()
    before = app.history()
    assert app.close() == 0
    again = start_app(keep_settings=True)
    restored = again.wait_for_pane("yesterday's conversation", bool)
    assert restored == shown
    assert restored[0] == Shown("user", "what is 12 times 12")
    assert again.history() == before
    again.display.save_picture(tmp_path / "tomorrow.png")
    again.type("what is 11 times 11")
    rows = wait_for_shown_answer(again, "121")
    assert rows[:2] == shown
    assert [row.who for row in rows] == ["user", "assistant"] * 2
