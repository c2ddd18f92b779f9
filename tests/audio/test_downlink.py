import wave
from pathlib import Path

import numpy as np
import pytest

from desktop_assistant.audio.downlink import Downlink
from desktop_assistant.audio.earcons import Earcons, load_wave
from desktop_assistant.audio.encoding import encode
from desktop_assistant.core.audio import AudioFormat, Encoding
from desktop_assistant.session.effects import Earcon

SOUNDS = Path(__file__).resolve().parents[2] / "resources" / "sounds"
A, B = ("a", 0), ("b", 0)


def speech(ms: int, rate: int = 24000) -> bytes:
    return encode((0.5 * np.sin(np.arange(rate * ms // 1000) / 20)).astype(np.float32), Encoding.PCM16)


def pull_all(downlink: Downlink) -> list[np.ndarray]:
    frames = []
    while (frame := downlink.pull(hold_back=True)) is not None:
        frames.append(frame.samples)
    return frames


@pytest.mark.parametrize("rate", [16000, 24000])
def test_frames_of_ten_ms_come_out_whatever_the_wire_s_rate(rate: int) -> None:
    downlink = Downlink(Earcons(SOUNDS))
    downlink.format = AudioFormat(rate=rate)
    assert downlink.push(A, speech(100, rate), 0.0) == 2400
    downlink.finish(A)
    frames = pull_all(downlink)
    assert [len(frame) for frame in frames] == [240] * 10
    assert not downlink.has_work


def test_the_first_frame_rises_and_the_last_falls() -> None:
    downlink = Downlink(Earcons(SOUNDS))
    downlink.push(A, speech(95), 0.0)
    downlink.finish(A)
    frames = pull_all(downlink)
    assert frames[0][0] == 0.0
    assert np.abs(frames[0][:12]).max() < 0.05
    assert np.abs(frames[-1][110:120]).max() < 0.3
    assert not frames[-1][120:].any()


def test_an_earcon_plays_alone_and_beside_the_voice() -> None:
    downlink = Downlink(Earcons(SOUNDS))
    downlink.earcons.start("mic_open")
    alone = np.concatenate(pull_all(downlink))
    assert len(alone) / 24 == pytest.approx(190, abs=10)
    assert 0.05 < np.abs(alone).max() < 0.3
    downlink.push(A, speech(300), 0.0)
    downlink.finish(A)
    voice = np.concatenate(pull_all(downlink))
    downlink.push(B, speech(300), 0.0)
    downlink.finish(B)
    downlink.earcons.start("mic_open")
    both = np.concatenate(pull_all(downlink))
    np.testing.assert_allclose((both - voice)[: len(alone)], alone, atol=1e-5)


def test_what_is_held_waits_and_the_earcon_does_not() -> None:
    downlink = Downlink(Earcons(SOUNDS))
    downlink.push(A, speech(300), 0.0)
    downlink.finish(A)
    downlink.is_held = True
    downlink.earcons.start("mic_open")
    assert np.abs(np.concatenate(pull_all(downlink))).max() > 0.05
    assert downlink.jitter.buffered == 7200
    downlink.is_held = False
    assert sum(len(frame) for frame in pull_all(downlink)) == 7200


def test_reset_silences_everything() -> None:
    downlink = Downlink(Earcons(SOUNDS))
    downlink.push(A, speech(500), 0.0)
    downlink.earcons.start("mic_open")
    downlink.reset()
    assert not downlink.has_work
    assert downlink.pull(hold_back=False) is None


def test_what_is_put_back_rises_from_silence() -> None:
    downlink = Downlink(Earcons(SOUNDS))
    downlink.push(A, speech(100), 0.0)
    downlink.finish(A)
    downlink.pull(hold_back=True)
    frame = downlink.pull(hold_back=True)
    assert frame is not None
    downlink.put_back(frame.pieces)
    again = downlink.pull(hold_back=True)
    assert again is not None
    assert again.pieces[0].start == 240
    assert abs(again.samples[0]) < 1e-6


@pytest.mark.parametrize("name", [earcon.value for earcon in Earcon])
def test_every_earcon_is_short_soft_and_without_a_click(name: str) -> None:
    samples = load_wave(SOUNDS / f"{name}.wav")
    assert len(samples) < 24000 / 2
    assert 0.02 < np.abs(samples).max() < 0.25
    assert abs(samples[0]) < 0.01
    assert abs(samples[-1]) < 0.01


def test_a_wrong_file_is_named_and_stays_silent(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with wave.open(str(tmp_path / "odd.wav"), "wb") as file:
        file.setparams((2, 2, 44100, 0, "NONE", ""))
        file.writeframes(bytes(400))
    (tmp_path / "broken.wav").write_bytes(b"RIFF")
    earcons = Earcons(tmp_path)
    for name in ("odd", "broken", "missing"):
        earcons.start(name)
        assert not earcons.is_playing
    assert "odd.wav must be mono" in caplog.text
    assert len(caplog.records) == 3
