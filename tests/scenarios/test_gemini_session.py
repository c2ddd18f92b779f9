"""What a service without ids, updates and acknowledgements asks of the session."""

from typing import Any

from desktop_assistant.core.commands import UpdateSession
from desktop_assistant.core.items import ItemStatus
from desktop_assistant.session.effects import Connect, Disconnect, Send, StretchPause, ToSuccessor
from tests.scenarios.test_transcripts import play
from tests.transcripts.reading import FOLDER, Line, read

BARGE_IN = read(FOLDER / "gemini" / "barge_in.jsonl")


def of(kind: type, effects: list[Any]) -> list[Any]:
    return [effect for effect in effects if isinstance(effect, kind)]


def test_a_patience_that_grows_does_not_cost_the_session() -> None:
    """The person goes on at once: the answer came too early. A configuration that cannot be changed is no reason to hang up."""
    hasty = [step for step in BARGE_IN if step.msg.get("type") != "Wait"]
    _, machine, effects, _ = play(hasty, "gemini")
    assert of(StretchPause, effects)
    assert not of(Disconnect, effects)
    assert len([e for e in of(Send, effects) if isinstance(e.command, UpdateSession)]) == 1
    assert [item.role.value for item in machine.items()] == ["user", "assistant"]  # one turn, and the answer to all of it


def test_the_end_of_the_connection_is_used_in_a_quiet_moment() -> None:
    """`goAway` in mid-answer: the session is replaced when the answer has been heard, not before."""
    sound_begins = next(n for n, step in enumerate(BARGE_IN) if "modelTurn" in step.msg.get("serverContent", {}))
    speaking = BARGE_IN[: sound_begins + 1]
    go_away = Line("in", {"goAway": {"timeLeft": "50s"}})
    _, _, effects, _ = play([*speaking, go_away], "gemini")
    assert not of(ToSuccessor, effects)
    heard = [
        Line("in", {"serverContent": {"generationComplete": True}}),
        Line("in", {"serverContent": {"turnComplete": True}}),
        Line("local", {"type": "PlaybackDrained", "item_id": "answer_1", "content_index": 0, "played_ms": 60}),
    ]
    _, machine, effects, _ = play([*speaking, go_away, *heard], "gemini")
    assert of(ToSuccessor, effects) == [ToSuccessor(link=1, effect=Connect())]
    assert all(item.status is ItemStatus.COMPLETE for item in machine.items())
