"""The sound of a speech service in whatever wrapping it comes, however it is cut into blocks."""

import struct
from collections.abc import AsyncIterator

import numpy as np
import pytest

from desktop_assistant.engine.chain.services import ServiceFailed
from desktop_assistant.engine.chain.voice import samples_of

TONE = np.rint(9000 * np.sin(np.arange(24_000) * 2 * np.pi * 300 / 24_000)).astype("<i2")


def wav(sound: np.ndarray, *, rate: int = 24_000, channels: int = 1, bits: int = 16, before: bytes = b"") -> bytes:
    """With `before` as chunks between the format and the sound."""
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * channels * bits // 8, channels * bits // 8, bits)
    chunks = b"fmt " + struct.pack("<I", len(form)) + form + before + b"data" + struct.pack("<I", 0xFFFFFFFF) + sound.tobytes()
    return b"RIFF\xff\xff\xff\xffWAVE" + chunks


async def heard(content: bytes, block: int) -> np.ndarray:
    async def blocks() -> AsyncIterator[bytes]:
        for at in range(0, len(content), block):
            yield content[at : at + block]

    got = [samples async for samples in samples_of(blocks())]
    return np.concatenate(got) if got else np.zeros(0, np.float32)


LIST = b"LIST" + struct.pack("<I", 4000) + b"INFO a data chunk is none".ljust(4000, b"\0")


@pytest.mark.parametrize("block", [1, 7, 100, 4096, 10**6])
@pytest.mark.parametrize(
    "content",
    [TONE.tobytes(), wav(TONE), wav(TONE, before=LIST), wav(np.repeat(TONE, 2), channels=2)],
    ids=["bare", "WAV", "WAV with a long head", "stereo"],
)
async def test_the_sound_is_the_same(content: bytes, block: int) -> None:
    if block == 1:
        content = content[:9000]
    sound = await heard(content, block)
    assert 0 < len(sound) <= len(TONE)
    assert np.abs(sound - TONE[: len(sound)] / 32768).max() < 1e-3
    assert len(sound) > 1000 if block == 1 else len(sound) == len(TONE)


async def test_another_rate_is_converted() -> None:
    sound = await heard(wav(TONE[::2], rate=12_000), 4096)
    assert abs(len(sound) - len(TONE)) < 200


@pytest.mark.parametrize("content", [wav(TONE, bits=8), wav(TONE, rate=0), wav(TONE, channels=0)])
async def test_sound_that_cannot_be_played_is_said(content: bytes) -> None:
    with pytest.raises(ServiceFailed, match="16-bit"):
        await heard(content, 4096)
