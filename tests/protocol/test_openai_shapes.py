import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.items import Item, ItemKind, ItemStatus, Role, TextPart, ToolCallPart
from desktop_assistant.core.session_config import JudgedTurns, ManualTurns, SemanticVad, ServerVad, Transcription, TurnDetection
from desktop_assistant.protocol.openai_shapes import (
    read_format,
    read_item,
    read_turn_detection,
    status_name,
    write_format,
    write_item,
    write_transcription,
    write_turn_detection,
)
from desktop_assistant.protocol.wire import Fields
from tests.protocol.test_openai_encode import detections

PCM24 = AudioFormat()
LAW = AudioFormat(encoding=Encoding.PCMU, rate=8000)


@pytest.mark.parametrize("fmt", [PCM24, AudioFormat(rate=16_000), LAW, AudioFormat(encoding=Encoding.PCMA, rate=8000)])
def test_formats_survive_the_wire(fmt: AudioFormat) -> None:
    assert read_format(Fields({"format": write_format(fmt)}), "format", PCM24) == fmt


@pytest.mark.parametrize(
    ("value", "fmt"),
    [
        (None, AudioFormat(rate=16_000)),
        ("pcm16", AudioFormat(rate=16_000)),
        ("g711_ulaw", LAW),
        ({"type": "audio/pcm"}, AudioFormat(rate=16_000)),
        ({"type": "audio/pcmu", "rate": 24_000}, LAW),
    ],
)
def test_formats_are_read_tolerantly(value: object, fmt: AudioFormat) -> None:
    assert read_format(Fields({"format": value}), "format", AudioFormat(rate=16_000)) == fmt


def test_pcm_after_telephone_sound_is_24_khz() -> None:
    assert read_format(Fields({"format": "pcm16"}), "format", LAW) == PCM24


@pytest.mark.parametrize("value", ["opus", {"type": "audio/ogg"}, {}, 5])
def test_unknown_formats_are_refused(value: object) -> None:
    with pytest.raises(ProtocolError, match=r"^format"):
        read_format(Fields({"format": value}), "format", PCM24)


judged = st.builds(JudgedTurns, pause_ms=st.integers(200, 3000), end_phrase=st.sampled_from(["", "over"]))  # for our engine only


@settings(deadline=None, max_examples=50)
@given(detections | judged)
def test_turn_detection_survives_the_wire(detection: TurnDetection) -> None:
    assert read_turn_detection(Fields({"td": write_turn_detection(detection)}), "td", ServerVad()) == detection


def test_turn_detection_missing_null_and_wrong() -> None:
    assert read_turn_detection(Fields({}), "td", SemanticVad()) == SemanticVad()
    assert read_turn_detection(Fields({"td": None}), "td", SemanticVad()) == ManualTurns()
    assert read_turn_detection(Fields({"td": {}}), "td", SemanticVad()) == ServerVad()
    for wrong in ({"type": "magic"}, {"type": "semantic_vad", "eagerness": "very"}):
        with pytest.raises(ProtocolError, match=r"^td"):
            read_turn_detection(Fields({"td": wrong}), "td", ServerVad())


@pytest.mark.parametrize(
    "item",
    [
        Item(id="u", role=Role.USER, parts=(TextPart(text="hi"),)),
        Item(id="a", role=Role.ASSISTANT, parts=(TextPart(text="yes"), TextPart(text="no"))),
        Item(id="s", role=Role.SYSTEM, parts=(TextPart(text="be"),)),
        Item(id="f", role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL, parts=(ToolCallPart(call_id="c", name="n", arguments="{}"),)),
        Item(id="o", role=Role.USER, kind=ItemKind.TOOL_RESULT, parts=(ToolCallPart(call_id="c", output="5"),)),
    ],
)
def test_items_survive_the_wire(item: Item) -> None:
    assert read_item(Fields(write_item(item))) == item


def test_odd_items() -> None:
    assert read_item(Fields({"type": "mcp_list_tools"})) is None
    developer = read_item(Fields({"role": "developer"}))
    assert developer is not None
    assert developer.role is Role.SYSTEM
    nameless = read_item(Fields({"type": "function_call", "id": "f"}))
    assert nameless is not None
    assert nameless.parts == (ToolCallPart(call_id="f"),)
    bare = write_item(Item(id="f", role=Role.ASSISTANT, kind=ItemKind.TOOL_CALL))
    assert bare["call_id"] == "f"


def test_status_names() -> None:
    assert [status_name(s) for s in ItemStatus] == ["in_progress", "completed", "incomplete", "incomplete"]


def test_transcription_without_a_language() -> None:
    assert write_transcription(Transcription(model="whisper-1")) == {"model": "whisper-1"}
