import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.pipe import MAX_BLOB, FrameReader, pack
from desktop_assistant.core.errors import ProtocolError

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
frames = st.lists(st.tuples(st.dictionaries(st.text(), json_values, max_size=4), st.binary(max_size=200)), max_size=6)


@given(frames, st.lists(st.integers(1, 50), max_size=60))
def test_frames_come_out_as_they_went_in_however_the_stream_is_cut(sent, cuts) -> None:
    stream = b"".join(pack(header, blob) for header, blob in sent)
    reader, got, position = FrameReader(), [], 0
    for cut in [*cuts, len(stream) + 1]:
        got += reader.feed(stream[position : position + cut])
        position += cut
    assert got == [(json.loads(json.dumps(header)), blob) for header, blob in sent]


@given(st.binary(max_size=300))
def test_garbage_raises_nothing_but_protocol_error(noise: bytes) -> None:
    reader = FrameReader()
    with contextlib.suppress(ProtocolError):
        reader.feed(noise)


@pytest.mark.parametrize(
    "stream",
    [
        (1 << 30).to_bytes(4, "little") + bytes(4),
        bytes(4) + (MAX_BLOB + 1).to_bytes(4, "little"),
        b"\x02\0\0\0\0\0\0\0[]",
        b"\x01\0\0\0\0\0\0\0{",
        b"\x01\0\0\0\0\0\0\0\xff",
    ],
)
def test_a_stream_that_lost_its_step_is_refused(stream: bytes) -> None:
    with pytest.raises(ProtocolError, match=r"^pipe: "):
        FrameReader().feed(stream)
