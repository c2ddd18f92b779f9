from desktop_assistant.core.items import AudioPart, FilePart, ImagePart, Item, ItemStatus, Role, TextPart
from desktop_assistant.ui.chat.as_text import conversation_text
from desktop_assistant.ui.chat.face import face_of, spoken_description
from tests.fakes.items import cut_off, said, tool_call, tool_result, typed, written


def text_of(*items: Item) -> str:
    return conversation_text(face_of(item) for item in items)


def test_who_said_what_in_order():
    assert text_of(typed("a", "what time is it"), written("b", "Noon.\n\nRoughly.")) == (
        "You: what time is it\n\nAssistant: Noon.\n\nRoughly."
    )
    assert text_of() == ""


def test_what_was_not_heard_is_struck_through_and_the_state_is_said():
    part = AudioPart(transcript="It is noon now.", is_final=True, audio_ms=4000, heard_ms=1500, heard_chars=8)
    cut = Item(id="a", role=Role.ASSISTANT, parts=(part,), status=ItemStatus.INTERRUPTED)
    assert text_of(cut) == "Assistant: It is noon ~~now.~~ [Interrupted after 1.5 s]"
    assert text_of(cut_off("b", "Noon.", 0)) == "Assistant: ~~Noon.~~ [Interrupted]"
    assert text_of(typed("c", "hello", status=ItemStatus.FAILED)) == "You: hello [Could not be sent]"


def test_what_the_pane_hides_is_not_there_and_tools_are_in_brackets():
    assert (
        text_of(tool_call("a", "set_timer"), tool_result("b", "ok"), said("c", "", final=False)) == "(Used set timer)\n\nYou: …"
    )


def test_what_was_shown_is_told_in_words():
    picture, file = ImagePart(id="p", width=4, height=3, title="walk.jpg"), FilePart(name="notes.txt", text="secret")
    item = Item(id="a", role=Role.USER, parts=(picture, file, TextPart(text="what is this")))
    assert text_of(item) == "You: [Picture walk.jpg] [File notes.txt] what is this"
    assert text_of(Item(id="a", role=Role.USER, parts=(picture,))) == "You: [Picture walk.jpg]"
    assert spoken_description(item) == "You said: Picture walk.jpg. File notes.txt. what is this"
