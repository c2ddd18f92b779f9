import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_assistant.audio.encoding import Decoder, Packets, decode, encode, recode
from desktop_assistant.core.audio import AudioFormat, AudioFrame, Encoding

FORMATS = [
    AudioFormat(),
    AudioFormat(rate=16000),
    AudioFormat(encoding=Encoding.PCMU, rate=8000),
    AudioFormat(encoding=Encoding.PCMA, rate=8000),
]


def tone(count: int, hz: float = 440.0, rate: int = 24000) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(count) / rate)).astype(np.float32)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_tone_survives_the_wire(fmt: AudioFormat) -> None:
    packets = Packets(fmt)
    out = []
    samples = tone(24000)
    for start in range(0, 24000, 240):
        out += packets.push(AudioFrame(samples=samples[start : start + 240], start=start))
    assert [packet.start_ms for packet in out] == pytest.approx([20.0 * index for index in range(50)])
    assert {len(packet.audio) for packet in out} == {fmt.rate // 50 * fmt.bytes_per_sample}
    heard = Decoder(fmt).push(b"".join(packet.audio for packet in out))
    assert len(heard) == 24000
    best = max(np.corrcoef(samples[1000:20000], heard[1000 + shift : 20000 + shift])[0, 1] for shift in range(200))
    assert best > 0.999
    assert np.std(heard[1000:]) == pytest.approx(np.std(samples), rel=0.02)


@given(cuts=st.lists(st.integers(1, 99), min_size=1, max_size=20))
def test_a_decoder_does_not_care_where_the_bytes_are_cut(cuts: list[int]) -> None:
    audio = np.random.default_rng(1).integers(-32768, 32767, 2000).astype("<i2").tobytes()[: sum(cuts)]
    decoder, position, parts = Decoder(AudioFormat()), 0, []
    for cut in cuts:
        parts.append(decoder.push(audio[position : position + cut]))
        position += cut
    whole = audio[: len(audio) // 2 * 2]
    np.testing.assert_array_equal(np.concatenate(parts), decode(whole, Encoding.PCM16))


def test_flush_gives_the_short_rest_and_the_next_packet_has_its_own_place() -> None:
    packets = Packets(AudioFormat())
    assert packets.push(AudioFrame(samples=tone(240), start=0)) == []
    (rest,) = packets.flush()
    assert (rest.start_ms, len(rest.audio)) == (0.0, 480)
    assert packets.flush() == []
    (next_packet,) = packets.push(AudioFrame(samples=tone(480), start=24000))
    assert next_packet.start_ms == 1000.0


def test_too_loud_is_clipped_not_wrapped() -> None:
    loud = np.array([2.0, -2.0], np.float32)
    assert np.frombuffer(encode(loud, Encoding.PCM16), "<i2").tolist() == [32767, -32767]


@pytest.mark.parametrize("old", FORMATS, ids=str)
@pytest.mark.parametrize("new", FORMATS, ids=str)
def test_sound_in_another_format_is_the_same_sound(old: AudioFormat, new: AudioFormat) -> None:
    recoded = recode(encode(tone(old.rate, rate=old.rate), old.encoding), old, new)
    assert new.ms_of(len(recoded)) == pytest.approx(1000, abs=25)
    got = decode(recoded, new.encoding)
    expected = tone(new.rate, rate=new.rate)
    middle = slice(new.rate // 10, new.rate // 2)
    lags = [np.abs(got[middle.start + lag : middle.stop + lag] - expected[middle]).max() for lag in range(60)]
    assert min(lags) < 0.03


@pytest.mark.parametrize("fmt", FORMATS)
def test_silence_is_silent_in_every_format(fmt: AudioFormat) -> None:
    assert fmt.ms_of(len(fmt.silence(40))) == 40
    assert np.abs(decode(fmt.silence(40), fmt.encoding)).max() < 0.001
