import contextlib
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.messages import Configure, Message, PlaySound, Ready, decode, encode
from desktop_assistant.audio.pipe import FrameReader
from desktop_assistant.core.audio import AudioFormat, AudioSetup, DeviceName, Encoding
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.local_events import MicFrame

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
finite = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(str, any_text)
st.register_type_strategy(float, finite)
messages = st.one_of([st.from_type(kind) for kind in get_args(Message)])


def through_the_pipe(message: Message) -> Message:
    ((header, blob),) = FrameReader().feed(encode(message))
    return decode(header, blob)


@given(messages)
def test_every_message_survives_the_pipe(message: Message) -> None:
    assert through_the_pipe(message) == message


def test_a_whole_setup_survives() -> None:
    setup = AudioSetup(
        input_preference=(DeviceName(id="mic-1"),),
        input_format=AudioFormat(encoding=Encoding.PCMA, rate=8000),
        pause_ms=700,
        echo_cancellation=False,
        volume=0.5,
    )
    assert through_the_pipe(Configure(setup=setup)) == Configure(setup=setup)


def test_sound_travels_outside_of_the_header() -> None:
    frame = encode(MicFrame(audio=b"\x00\xff" * 480, start_ms=20.0))
    assert len(frame) < 960 + 80


def test_what_is_left_out_has_its_default() -> None:
    assert decode({"kind": "PlaySound", "item_id": "a", "content_index": 0}, b"xy") == PlaySound(
        item_id="a", content_index=0, audio=b"xy"
    )


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ({}, "pipe"),
        ({"kind": "Shutdown"}, "pipe"),
        ({"kind": ["Ready"]}, "pipe"),
        ({"kind": "WatchLevels"}, "WatchLevels"),
        ({"kind": "WatchLevels", "on": 1}, "WatchLevels.on"),
        ({"kind": "OpenMicrophone", "gated": "yes"}, "OpenMicrophone.gated"),
        ({"kind": "Configure", "setup": {"input_format": {"encoding": "mp3"}}}, "Configure.setup.input_format.encoding"),
        ({"kind": "Configure", "setup": 5}, "Configure.setup"),
        ({"kind": "Troubles", "problems": {}}, "Troubles.problems"),
        ({"kind": "Troubles", "problems": [{"code": "boredom"}]}, "Troubles.problems[0].code"),
    ],
)
def test_what_does_not_fit_is_named(header: dict[str, Any], path: str) -> None:
    with pytest.raises(ProtocolError) as raised:
        decode(header, b"")
    assert raised.value.path == path


@given(
    st.dictionaries(
        st.sampled_from(["kind", "setup", "gated", "problems", "audio"]), st.one_of(st.none(), st.text(), st.integers())
    )
)
def test_no_header_raises_anything_but_protocol_error(header: dict[str, Any]) -> None:
    with contextlib.suppress(ProtocolError):
        decode(header, b"")


def test_a_message_without_fields() -> None:
    assert through_the_pipe(Ready()) == Ready()
