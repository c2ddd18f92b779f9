"""A turn that one session heard and did not begin to answer is said again to the session that takes its place."""

from desktop_assistant.core.commands import AppendAudio, CommitInput, CreateResponse
from desktop_assistant.core.local_events import ConversationOpened, SpeechStarted, SpokenTurn, TalkPressed, TalkReleased
from desktop_assistant.core.server_events import UserSpeechStarted
from desktop_assistant.core.session_config import TalkMode
from tests.scenarios.driver import Driver, pcm


def successor(old: Driver, mode: TalkMode) -> Driver:
    """What the conductor does when a setting wants another session."""
    new = Driver(mode)
    new.do(
        ConversationOpened(
            conversation_id="c1",
            items=old.machine.items(),
            is_unanswered=old.machine.leaves_a_question,
            spoken=old.machine.spoken,
        )
    )
    return new.accept()


def test_what_we_handed_over_is_committed_and_asked_again() -> None:
    old = Driver().connect()
    old.do(TalkPressed())
    old.open_mic()
    old.speak()
    assert old.machine.is_spoken_to
    old.pause()
    old.close_mic()
    assert not old.machine.is_spoken_to
    new = successor(old, TalkMode.CLICK)
    assert sum(len(c.audio) for c in new.sent_ever(AppendAudio)) == 1500 * 48
    assert len(new.sent_ever(CommitInput)) == len(new.sent_ever(CreateResponse)) == 1
    new.commit("w1")
    new.transcript("what time is it", "w1")
    assert new.texts == [("user", "what time is it")]


def test_what_the_server_ended_is_found_again_by_the_next_server() -> None:
    old = Driver(TalkMode.ALWAYS).connect()
    old.open_mic()
    old.speak()
    old.do(UserSpeechStarted(item_id="u1", audio_start_ms=0))
    old.pause()
    assert not old.machine.is_spoken_to
    assert old.machine.waits_for_turn
    old.commit("u1")
    assert not old.machine.waits_for_turn
    new = successor(old, TalkMode.ALWAYS)
    assert sum(len(c.audio) for c in new.sent_ever(AppendAudio)) == 1500 * 48
    assert new.sent_ever(CommitInput) == new.sent_ever(CreateResponse) == []


def test_what_is_answered_is_left_and_silence_is_no_sentence() -> None:
    old = Driver().connect()
    old.ask_by_voice()
    old.begin_answer()
    old.say("It is noon.", 500)
    assert old.machine.spoken == ()
    assert not old.machine.leaves_a_question
    old.finish()
    old.do(SpeechStarted(at_ms=0))
    assert not old.machine.is_spoken_to  # the microphone is closed


def test_a_button_that_is_held_is_speech_whatever_the_detector_hears() -> None:
    old = Driver(TalkMode.HOLD).connect()
    assert not old.machine.is_spoken_to
    old.do(TalkPressed())
    old.open_mic()
    old.frames(500)
    assert old.machine.is_spoken_to
    old.do(TalkReleased())
    assert old.machine.is_spoken_to
    old.close_mic()
    assert not old.machine.is_spoken_to


def test_a_taken_turn_is_not_recorded_twice() -> None:
    new = Driver(keep_audio=True)
    new.do(ConversationOpened(conversation_id="c1", spoken=(SpokenTurn(item_id="old", audio=pcm(1000)),)))
    new.accept()
    new.commit("w1")
    assert not [effect for effect in new.all if type(effect).__name__ == "KeepAudio"]
