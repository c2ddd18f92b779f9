"""The reader of the pane, against the text that the window really makes."""

from desktop_assistant.core.items import AudioPart, Item, ItemStatus, Role
from desktop_assistant.ui.chat.as_text import conversation_text
from desktop_assistant.ui.chat.face import face_of
from tests.e2e.pane import Shown, answers, interruptions, questions, read_pane
from tests.fakes.items import said, tool_call, typed, written


def test_what_is_shown_is_read_back() -> None:
    part = AudioPart(transcript="It is noon now.", is_final=True, audio_ms=4000, heard_ms=1500, heard_chars=8)
    items = (
        typed("a", "What time?"),
        written("b", "One.\n\nTwo [x]"),
        tool_call("c", "clock"),
        said("d", "Again", final=True),
        Item(id="e", role=Role.ASSISTANT, parts=(part,), status=ItemStatus.INTERRUPTED),
        typed("f", "lost", status=ItemStatus.FAILED),
    )
    rows = read_pane(conversation_text(face_of(item) for item in items))
    assert rows[0] == Shown("user", "What time?")
    assert rows[2] == Shown("user", "Again")
    assert rows[3] == Shown("assistant", "It is noon", "now.", "Interrupted after 1.5 s")
    assert rows[3].seconds_heard == 1.5
    assert rows[4] == Shown("user", "lost", note="Could not be sent")
    assert questions(rows) == ["what time?", "again", "lost"]
    assert answers(rows)[1] == "It is noon"
    assert interruptions(rows) == [rows[3]]
    assert read_pane("") == []
