import re

import pytest
from pytestqt.qtbot import QtBot

from desktop_assistant.core.errors import (
    AssistantError,
    AuthError,
    DeviceError,
    KeyStoreError,
    ProtocolError,
    QuotaError,
    StoreError,
    TransportError,
    UnreadableError,
)
from desktop_assistant.core.problems import Problem, ProblemCode
from desktop_assistant.core.snapshot import EchoCause
from desktop_assistant.ui.advice import ADVICE, Remedy, Weight
from desktop_assistant.ui.problems import button_for, problem_of, sentence_for


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_has_a_sentence_and_a_button(code: ProblemCode) -> None:
    sentence, button = sentence_for(Problem(code=code)), button_for(Problem(code=code))
    assert re.fullmatch(r"[A-Z].*[.?]", sentence)
    assert 2 <= len(button) <= 18
    assert len(sentence) <= 140


def test_sentences_are_different() -> None:
    assert len({sentence_for(Problem(code=code)) for code in ProblemCode}) == len(ProblemCode)


def test_only_notes_may_have_nothing_to_do() -> None:
    for code in ProblemCode:
        advice = ADVICE[code]
        assert advice.remedy is not Remedy.DISMISS or advice.weight is Weight.NOTE, code


def test_the_detail_follows_the_sentence() -> None:
    said = sentence_for(Problem(code=ProblemCode.SETTINGS_FIELD_BAD, detail="audio.volume"))
    assert said.endswith("(audio.volume)")


@pytest.mark.parametrize("cause", EchoCause)
def test_half_duplex_says_why_in_one_sentence(cause: EchoCause) -> None:
    plain = sentence_for(Problem(code=ProblemCode.ECHO_HALF_DUPLEX))
    said = sentence_for(Problem(code=ProblemCode.ECHO_HALF_DUPLEX, detail=cause.value))
    assert said != plain
    assert re.fullmatch(r"[A-Z][^.]*\.", said)
    assert "microphone rests while the assistant speaks" in said
    assert len(said) <= 140
    assert cause.value not in said.split()
    assert ADVICE[ProblemCode.ECHO_HALF_DUPLEX].remedy is Remedy.TEST_ECHO


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (AuthError("x"), ProblemCode.KEY_REFUSED),
        (QuotaError("x"), ProblemCode.QUOTA_EXCEEDED),
        (TransportError("x", retryable=True), ProblemCode.SERVER_UNREACHABLE),
        (DeviceError("x"), ProblemCode.SOUND_SERVER_GONE),
        (UnreadableError("x"), ProblemCode.HISTORY_UNREADABLE),
        (KeyStoreError("x"), ProblemCode.KEY_STORE_UNAVAILABLE),
        (StoreError("x"), ProblemCode.HISTORY_UNWRITABLE),
        (ProtocolError("x"), ProblemCode.PROVIDER_FAILED),
    ],
)
def test_every_error_becomes_a_problem(error: AssistantError, code: ProblemCode, qtbot: QtBot) -> None:
    assert problem_of(error).code is code


def test_where_a_history_was_put_is_said_whole() -> None:
    place = "/home/ada/.local/share/desktop-assistant/history.sqlite3.unreadable-20261123-080012"
    reason = "The history is damaged, or encrypted with a key that is not in the key store any more."
    problem = Problem(code=ProblemCode.HISTORY_UNREADABLE, detail=f"{reason} It was kept as {place}")
    assert place in sentence_for(problem)
