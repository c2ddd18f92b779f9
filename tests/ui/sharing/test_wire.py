"""What window and watcher say to each other, cut anywhere, and nonsense."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.ui.sharing.wire import Failed, Kind, Message, Picture, Reader, Source, Sources, Trouble, order, written

sources = st.builds(Source, id=st.text(max_size=20), kind=st.sampled_from(Kind), name=st.text(max_size=20))
sizes = st.integers(0, 0xFFFF)
messages = st.one_of(
    st.builds(Sources, found=st.lists(sources, max_size=5).map(tuple)),
    st.builds(Picture, number=st.integers(0, 2**32 - 1), width=sizes, height=sizes, data=st.binary(max_size=50)),
    st.builds(Failed, number=st.integers(0, 99), trouble=st.sampled_from(Trouble), detail=st.text(max_size=20)),
)


@given(st.lists(messages, max_size=6), st.integers(1, 40))
def test_what_is_said_is_heard_however_it_is_cut(said: list[Message], cut: int) -> None:
    stream = b"".join(written(one) for one in said)
    reader = Reader()
    heard = [one for at in range(0, len(stream), cut) for one in reader.feed(stream[at : at + cut])]
    assert heard == said


@given(st.binary(max_size=80))
def test_nonsense_is_refused_or_waits_and_nothing_else(received: bytes) -> None:
    reader = Reader()
    try:
        reader.feed(received)
    except ProtocolError:
        return


@pytest.mark.parametrize(
    "frame",
    [
        b"P\xff\xff\xff\x7f",
        b"Z\x00\x00\x00\x00",
        b"S\x02\x00\x00\x00{}"[:5] + b"[1",
        b"S\x03\x00\x00\x00[1]",
        b"P\x02\x00\x00\x00ab",
        b"E\x02\x00\x00\x00{}",
    ],
)
def test_a_stream_that_has_lost_its_step_is_refused(frame: bytes) -> None:
    with pytest.raises(ProtocolError):
        Reader().feed(frame)


def test_an_order_is_one_line() -> None:
    line = order(open="a\nb", number=1)
    assert line.count(b"\n") == 1
    assert json.loads(line) == {"open": "a\nb", "number": 1}


def test_a_long_list_is_cut() -> None:
    many = Sources(found=tuple(Source(id=str(n), kind=Kind.WINDOW, name="w") for n in range(500)))
    [heard] = Reader().feed(written(many))
    assert isinstance(heard, Sources)
    assert len(heard.found) == 100
