import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.session.playback import STALLED_S, Playback, SpokenPart

FMT = AudioFormat()
KEY = ("a", 0)


def part(*pieces: str | int, finished: bool = True) -> SpokenPart:
    """Words and ms of sound, as they arrive."""
    spoken = SpokenPart(key=KEY, is_finished=finished)
    for piece in pieces:
        if isinstance(piece, str):
            spoken.add_text(len(piece))
        else:
            spoken.add_sound(piece)
    return spoken


@pytest.mark.parametrize(
    ("pieces", "heard", "words"),
    [
        (("one two three", 1300), 0, ""),
        (("one two three", 1300), 300, "one"),
        (("one two three", 1300), 799, "one two"),
        (("one two three", 1300), 1300, "one two three"),
        (("one two three", 1300), 9999, "one two three"),
        (("one ", 1000, "two ", 1000, "three", 1000), 1500, "one"),
        (("one ", 1000, "two ", 1000, "three", 1000), 2000, "one two"),
        (("one ", "two ", 500, 500, "three", 1000), 1000, "one two"),
        ((500, "one two", 500), 1000, "one two"),
        ((), 100, ""),
    ],
)
def test_heard_words(pieces: tuple[str | int, ...], heard: float, words: str) -> None:
    spoken = part(*pieces)
    spoken.played_ms = heard
    text = "".join(p for p in pieces if isinstance(p, str))
    assert text[: spoken.heard_characters(text)].rstrip() == words


def test_words_whose_sound_is_still_to_come_are_not_heard() -> None:
    spoken = part("a sentence of forty characters or so, yes", 200, finished=False)
    spoken.played_ms = 200
    assert spoken.heard_characters("a sentence of forty characters or so, yes") <= 2


@settings(deadline=None, max_examples=60)
@given(st.text("ab \n", max_size=60), st.floats(0, 5000), st.lists(st.integers(0, 1000), max_size=5), st.booleans())
def test_heard_characters_are_a_word_boundary_within_the_text(text: str, played: float, sound: list[int], finished: bool) -> None:
    spoken = part(*[piece for ms in sound for piece in (text[: len(text) // 2], ms)], finished=finished)
    spoken.played_ms = played
    count = spoken.heard_characters(text)
    assert 0 <= count <= len(text)
    assert count in (0, len(text)) or text[count].isspace()
    assert spoken.heard_ms <= spoken.received_ms


@settings(deadline=None, max_examples=60)
@given(st.lists(st.binary(max_size=9)))
def test_samples_are_whole_and_nothing_is_lost(pieces: list[bytes]) -> None:
    playback = Playback()
    played = [playback.received(KEY, piece, FMT, 0.0) for piece in pieces]
    everything = b"".join(pieces)
    assert all(len(p) % 2 == 0 for p in played)
    assert b"".join(played) + playback.part(KEY).remainder == everything
    assert playback.part(KEY).received_ms == pytest.approx(len(everything) // 2 / 24)


def test_telephone_sound_has_one_byte_per_sample() -> None:
    playback = Playback()
    assert playback.received(KEY, b"123", AudioFormat(encoding=Encoding.PCMU, rate=8000), 0.0) == b"123"
    assert playback.part(KEY).received_ms == pytest.approx(0.375)


def test_a_part_from_wire_to_ear() -> None:
    playback = Playback()
    assert not playback.is_pending
    playback.received(KEY, bytes(4800), FMT, 1.0)
    assert playback.is_pending
    assert not playback.is_sounding
    playback.advanced(KEY, 30, 1.1)
    playback.advanced(KEY, 20, 1.2)
    playback.advanced(("other", 0), 20, 1.2)
    assert playback.is_sounding
    assert playback.part(KEY).heard_ms == 30
    assert playback.unfinished() == [KEY]
    assert playback.deadline is None
    assert playback.finish(KEY, 2.0)
    assert not playback.finish(KEY, 2.0)
    assert playback.deadline == 2.0 + STALLED_S
    assert playback.stalled(6.9) == []
    assert playback.stalled(7.0) == [KEY]
    assert playback.drained(KEY)
    assert not playback.drained(KEY)
    assert not playback.drained(("other", 0))
    assert not playback.is_pending
    playback.forget_heard()
    assert playback.take() == []


def test_a_part_without_sound_is_nothing_to_finish() -> None:
    playback = Playback()
    playback.part(KEY).add_text(5)
    assert not playback.finish(KEY, 0.0)
    assert not playback.is_pending
