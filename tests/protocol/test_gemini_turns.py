"""Gemini Live: turns by hand and turns that its detector finds, and which answer belongs to which."""

from dataclasses import replace

from desktop_assistant.core.commands import (
    AppendAudio,
    CancelResponse,
    ClearInput,
    CommitInput,
    CreateResponse,
    PauseInput,
)
from desktop_assistant.core.server_events import (
    AssistantTextDelta,
    AudioDelta,
    Progress,
    ResponseFinished,
    ResponseStarted,
    ResponseStatus,
    UserSpeechStarted,
    UserSpeechStopped,
    UserTranscriptDelta,
    UserTranscriptFailed,
    UserTranscriptFinal,
    UserTurnCommitted,
)
from desktop_assistant.protocol.codec import Codec
from tests.protocol.gemini_talk import AUTO, SOUND, USER_TEXT, answered, content, hear, kinds, place, ready, say


# --- a turn by hand -----------------------------------------------------------------------------------------------
def test_a_turn_by_hand() -> None:
    it = ready()
    assert say(it, AppendAudio(audio=b"\0\0\0")) == [
        {"realtimeInput": {"activityStart": {}}},
        {"realtimeInput": {"audio": {"data": "AAAA", "mimeType": "audio/pcm;rate=16000"}}},
    ]
    assert len(say(it, AppendAudio(audio=b"\0\0\0"))) == 1
    assert say(it, CommitInput()) == [{"realtimeInput": {"activityEnd": {}}}]
    assert say(it, CreateResponse()) == []  # the end of the activity asks already
    assert say(it, CommitInput()) == []  # nothing more to hand over
    events = content(it, modelTurn={"parts": [SOUND]})
    assert events == [
        UserTurnCommitted(item_id="user_1"),
        ResponseStarted(response_id="response_1"),
        AudioDelta(response_id="response_1", item_id="answer_1", audio=b"\0\0\0"),
    ]


def test_live_words_name_the_turn_before_it_is_handed_over() -> None:
    it = ready()
    say(it, AppendAudio(audio=b"\0\0"))
    assert content(it, inputTranscription={"text": "what"}) == [UserTranscriptDelta(item_id="user_1", text="what")]
    say(it, CommitInput())
    assert content(it, inputTranscription={"text": " time"}) == [
        UserTurnCommitted(item_id="user_1"),
        UserTranscriptDelta(item_id="user_1", text=" time"),
    ]
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, turnComplete=True)[0] == UserTranscriptFinal(item_id="user_1", text="what time")


def test_sound_that_nobody_wants_stays_in_the_open_activity() -> None:
    it = ready()
    say(it, AppendAudio(audio=b"\0\0"))
    assert say(it, ClearInput()) == []
    assert len(say(it, AppendAudio(audio=b"\0\0"))) == 1
    assert [list(m) for m in say(it, USER_TEXT)] == [["realtimeInput"], ["clientContent"]]  # before a text it is closed


def test_words_that_come_after_the_answer_began_are_the_users() -> None:
    it = ready()
    say(it, AppendAudio(audio=b"\0\0"))
    say(it, CommitInput())
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, inputTranscription={"text": "late"}) == [UserTranscriptDelta(item_id="user_1", text="late")]
    assert UserTranscriptFinal(item_id="user_1", text="late") in content(it, turnComplete=True)


def test_a_turn_without_words_says_so() -> None:
    it = ready()
    say(it, AppendAudio(audio=b"\0\0"))
    say(it, CommitInput())
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, turnComplete=True)[0] == UserTranscriptFailed(item_id="user_1", message="nothing was written down")


def speak(it: Codec) -> None:
    say(it, AppendAudio(audio=b"\0\0"))
    say(it, CommitInput())


def test_an_answer_that_crosses_with_a_turn_is_not_that_turns() -> None:
    """Its words come behind the end of the answer to what was typed before: they are neither missing nor another turn's."""
    it = ready()
    say(it, USER_TEXT)
    say(it, CreateResponse())
    speak(it)  # while the answer is on its way
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [UserTurnCommitted, ResponseStarted, AudioDelta]
    assert kinds(content(it, turnComplete=True)) == [ResponseFinished]
    assert content(it, inputTranscription={"text": "crossed"}) == [UserTranscriptDelta(item_id="user_1", text="crossed")]
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, turnComplete=True)[0] == UserTranscriptFinal(item_id="user_1", text="crossed")


def test_words_after_the_end_of_the_answer_are_added_to_the_turn() -> None:
    it = ready()
    speak(it)
    content(it, inputTranscription={"text": "turn it "})
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    assert content(it, inputTranscription={"text": "off"}) == [UserTranscriptFinal(item_id="user_1", text="turn it off")]
    speak(it)
    content(it, inputTranscription={"text": "and on"})
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, turnComplete=True)[0] == UserTranscriptFinal(item_id="user_2", text="and on")


def test_words_before_anybody_spoke_are_nobodys() -> None:
    assert content(ready(), inputTranscription={"text": "of a session before"}) == [Progress(name="serverContent")]


def test_a_turn_that_is_answered_already_is_not_asked_about_again() -> None:
    """The session asks when the answer before has ended; by then the server has answered the turn by itself."""
    it = ready()
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    assert say(it, CreateResponse()) == []
    assert say(it, CreateResponse()) == [{"clientContent": {"turnComplete": True}}]  # once more, please


def test_the_answer_that_follows_is_not_stopped_in_place_of_the_one_that_has_ended() -> None:
    it = ready()
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    assert say(it, CancelResponse(response_id="response_1")) == []
    assert say(it, CancelResponse(response_id="response_2")) != []


def test_the_rest_of_a_stopped_answer_is_not_the_answer_to_the_next_turn() -> None:
    it = ready()
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    say(it, CancelResponse(response_id="response_1"))
    speak(it)
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [UserTranscriptFailed, UserTurnCommitted]
    assert content(it, interrupted=True) == [answered(status=ResponseStatus.CANCELLED, reason="client_cancelled")]
    content(it, turnComplete=True)
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [ResponseStarted, AudioDelta]


def test_what_a_handle_stands_for() -> None:
    """All that was told before a request whose answer has begun; what was said since may not have arrived there."""
    it = ready()
    say(it, USER_TEXT)
    assert place(it) == ()
    say(it, CreateResponse())
    assert place(it) == ()
    speak(it)
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    assert place(it) == ("u", "answer_1")
    content(it, modelTurn={"parts": [SOUND]})
    assert place(it) == ("u", "answer_1", "user_1")
    content(it, turnComplete=True)
    assert place(it) == ("u", "answer_1", "user_1", "answer_2")


def test_what_a_handle_stands_for_when_its_detector_finds_the_turns() -> None:
    """The first turn knows what was told before it; what is typed while a later one is answered may have crossed with that."""
    it = ready(AUTO)
    say(it, USER_TEXT)
    say(it, AppendAudio(audio=b"\0\0"))
    content(it, inputTranscription={"text": "hello"})
    content(it, modelTurn={"parts": [SOUND]})
    assert place(it) == ("u", "user_1")
    content(it, turnComplete=True)
    content(it, inputTranscription={"text": "and"})
    say(it, replace(USER_TEXT, item=replace(USER_TEXT.item, id="crossing")))
    content(it, modelTurn={"parts": [SOUND]})
    content(it, turnComplete=True)
    assert place(it) == ("u", "user_1", "answer_1", "user_2", "answer_2")
    say(it, CreateResponse())
    content(it, modelTurn={"parts": [SOUND]})
    assert place(it) == ("u", "user_1", "answer_1", "user_2", "answer_2", "crossing")


def test_an_answer_that_was_interrupted_before_its_first_word_holds_up_no_later_one() -> None:
    it = ready()
    say(it, USER_TEXT)
    say(it, CreateResponse())
    speak(it)
    content(it, interrupted=True)
    content(it, turnComplete=True)
    content(it, modelTurn={"parts": [SOUND]})
    assert UserTranscriptFailed(item_id="user_1", message="nothing was written down") in content(it, turnComplete=True)
    assert place(it) == ("u", "user_1", "answer_1")


# --- turns found by its detector ----------------------------------------------------------------------------------
def test_a_turn_that_the_detector_found() -> None:
    it = ready(AUTO)
    assert [list(m["realtimeInput"]) for m in say(it, AppendAudio(audio=b"\0\0"))] == [["audio"]]
    assert say(it, PauseInput()) == [{"realtimeInput": {"audioStreamEnd": True}}]
    assert kinds(content(it, inputTranscription={"text": "hello"})) == [UserSpeechStarted, UserTranscriptDelta]
    assert kinds(content(it, outputTranscription={"text": "Hi."})) == [UserTurnCommitted, ResponseStarted, AssistantTextDelta]


def test_its_detector_may_say_what_it_hears() -> None:
    it = ready(AUTO)
    assert hear(it, voiceActivity={"voiceActivityType": "ACTIVITY_START", "audioOffset": "1s"}) == [
        UserSpeechStarted(item_id="user_1", audio_start_ms=0.0)
    ]
    assert hear(it, voiceActivity={"voiceActivityType": "ACTIVITY_END"}) == [
        UserSpeechStopped(item_id="user_1", audio_end_ms=0.0)
    ]
    assert it.decode('{"voiceActivity":{"type":"NEWER"}}') == [Progress(name="voiceActivity")]


def test_an_answer_before_the_words_it_answers() -> None:
    """The turn takes its place before the answer, and its words find it."""
    it = ready(AUTO)
    say(it, AppendAudio(audio=b"\0\0"))
    begins = content(it, modelTurn={"parts": [SOUND]})
    assert kinds(begins) == [UserSpeechStarted, UserTurnCommitted, ResponseStarted, AudioDelta]
    assert content(it, inputTranscription={"text": "hello"}) == [UserTranscriptDelta(item_id="user_1", text="hello")]


def test_the_user_interrupts() -> None:
    it = ready(AUTO)
    say(it, USER_TEXT)
    say(it, CreateResponse())
    content(it, modelTurn={"parts": [SOUND]})
    assert content(it, interrupted=True) == [
        UserSpeechStarted(item_id="user_1", audio_start_ms=0.0),
        answered(status=ResponseStatus.CANCELLED, reason="turn_detected"),
    ]
    assert content(it, modelTurn={"parts": [SOUND]}) == [Progress(name="serverContent")]  # of the old answer
    content(it, turnComplete=True)
    assert kinds(content(it, modelTurn={"parts": [SOUND]})) == [UserTurnCommitted, ResponseStarted, AudioDelta]
