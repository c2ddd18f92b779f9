import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.core.items import Item, ItemKind, Role, TextPart, ToolCallPart
from desktop_assistant.core.session_config import (
    JudgedTurns,
    ManualTurns,
    ServerVad,
    SessionConfig,
    Transcription,
    TurnDetection,
)
from desktop_assistant.engine.session import audio_format, default_session, updated
from desktop_assistant.protocol.openai_dialects import GA
from desktop_assistant.protocol.openai_shapes import (
    read_item,
    write_item,
    write_transcription,
    write_turn_detection,
)
from desktop_assistant.protocol.wire import Fields

PCM24 = AudioFormat()
LAW = AudioFormat(encoding=Encoding.PCMU, rate=8000)


FORMATS = [PCM24, AudioFormat(rate=16_000), LAW, AudioFormat(encoding=Encoding.PCMA, rate=8000)]
pauses = st.integers(200, 3000)
ours = st.one_of(
    st.builds(ManualTurns),
    st.builds(ServerVad, silence_duration_ms=pauses, create_response=st.booleans(), interrupt_response=st.booleans()),
    st.builds(JudgedTurns, pause_ms=pauses, end_phrase=st.sampled_from(["", "over"])),
)
"""What the app asks the engine for; OpenAI's own `semantic_vad` is not among its capabilities."""


@pytest.mark.parametrize("into", FORMATS)
@pytest.mark.parametrize("out", FORMATS)
def test_the_engine_reads_the_formats_that_we_write(into: AudioFormat, out: AudioFormat) -> None:
    update = GA.write_session(SessionConfig(input_format=into, output_format=out))
    audio = updated(default_session("s", "local", ""), update)["audio"]
    assert (audio_format(audio["input"]["format"]), audio_format(audio["output"]["format"])) == (into, out)


@settings(deadline=None, max_examples=50)
@given(ours)
def test_the_engine_reads_the_turn_detection_that_we_write(detection: TurnDetection) -> None:
    session = updated(default_session("s", "local", ""), GA.write_session(SessionConfig(turn_detection=detection)))
    read, wrote = session["audio"]["input"]["turn_detection"], write_turn_detection(detection)
    assert read == wrote if wrote is None else wrote.items() <= read.items()


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


def test_transcription_without_a_language() -> None:
    assert write_transcription(Transcription(model="whisper-1")) == {"model": "whisper-1"}
