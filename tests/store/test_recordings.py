"""Recordings are valid WAV files at every moment."""

import struct
import wave
from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile

from desktop_assistant.core.audio import AudioFormat, Encoding, Recording
from desktop_assistant.core.errors import StoreError
from desktop_assistant.store.recordings import MEMORY_BYTES, Recordings, item_name

PCM = AudioFormat(rate=16000)
ULAW = AudioFormat(encoding=Encoding.PCMU, rate=8000)
ALAW = AudioFormat(encoding=Encoding.PCMA, rate=8000)


def chunks(path: Path) -> dict[str, bytes]:
    """Strict reading of a RIFF file: sizes must fit exactly."""
    data = path.read_bytes()
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WAVE"
    assert struct.unpack("<I", data[4:8])[0] == len(data) - 8
    found, at = {}, 12
    while at < len(data):
        name, size = struct.unpack("<4sI", data[at : at + 8])
        found[name.decode()] = data[at + 8 : at + 8 + size]
        at += 8 + size
    assert at == len(data)
    return found


def test_pieces_become_one_file_over_several_runs(tmp_path: Path) -> None:
    sound = np.arange(3000, dtype="<i2")
    for part in np.split(sound, 3):
        recordings = Recordings(tmp_path)
        for piece in np.split(part, 10):
            recordings.append("talk", "item", piece.tobytes(), PCM)
        recordings.flush()
        rate, read = wavfile.read(tmp_path / "talk" / "item.wav")
        assert rate == 16000
    np.testing.assert_array_equal(read, sound)
    assert recordings.names("talk") == {"item": "talk/item.wav"}


@pytest.mark.parametrize(("fmt", "tag"), [(PCM, 1), (ALAW, 6), (ULAW, 7)])
def test_headers_say_what_is_inside(tmp_path: Path, fmt: AudioFormat, tag: int) -> None:
    recordings = Recordings(tmp_path)
    for _ in range(2):
        recordings.append("talk", "item", bytes(range(200)), fmt)
        recordings.flush()
    found = chunks(tmp_path / "talk" / "item.wav")
    width = fmt.bytes_per_sample
    assert struct.unpack("<HHIIHH", found["fmt "][:16]) == (tag, 1, fmt.rate, fmt.rate * width, width, 8 * width)
    assert found["data"] == bytes(range(200)) * 2
    if tag != 1:
        assert found["fmt "][16:] == b"\0\0"
        assert struct.unpack("<I", found["fact"]) == (400,)


def test_sound_whose_header_a_crash_left_behind_is_counted_at_the_next_append(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.append("talk", "item", b"\1\0" * 100, PCM)
    recordings.flush()
    path = tmp_path / "talk" / "item.wav"
    with path.open("ab") as file:
        file.write(b"\2\0" * 50)  # written, and then the process was killed
    with wave.open(str(path)) as wav:
        assert wav.getnframes() == 100
    recordings.append("talk", "item", b"\3\0" * 10, PCM)
    recordings.flush()
    with wave.open(str(path)) as wav:
        assert wav.readframes(1000) == b"\1\0" * 100 + b"\2\0" * 50 + b"\3\0" * 10


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..", "", "a/b", "a\\b", "C:x", "nul\0", "x" * 500, "\ud800", ".hidden"]
)
def test_ids_never_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    root = tmp_path / "recordings"
    recordings = Recordings(root)
    recordings.append(name, name, b"\0\0", PCM)
    recordings.flush()
    (file,) = (p for p in tmp_path.rglob("*") if p.is_file())
    assert file.parent.parent == root
    assert recordings.names(name) == {item_name(name): f"{file.parent.name}/{file.name}"}
    recordings.forget(name)
    recordings.flush()
    assert list(root.iterdir()) == []


def test_a_file_that_cannot_be_written_keeps_its_sound_waiting(tmp_path: Path) -> None:
    (tmp_path / "talk").write_text("in the way")
    recordings = Recordings(tmp_path)
    recordings.append("talk", "item", b"\1\0", PCM)
    with pytest.raises(OSError, match="exists"):
        recordings.flush()
    recordings.append("talk", "item", b"\2\0", PCM)
    (tmp_path / "talk").unlink()
    recordings.flush()
    assert chunks(tmp_path / "talk" / "item.wav")["data"] == b"\1\0\2\0"


def test_memory_for_waiting_sound_is_bounded(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    for n in range(3):
        recordings.append("talk", f"item{n}", bytes(MEMORY_BYTES // 2), PCM)
    recordings.flush()
    assert sorted(recordings.names("talk")) == ["item0", "item1"]
    recordings.append("talk", "item2", b"\0\0", PCM)
    recordings.flush()
    assert sorted(recordings.names("talk")) == ["item0", "item1", "item2"]


@pytest.mark.expects_logs("changed its format")
def test_another_format_does_not_spoil_what_is_there(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    recordings.append("talk", "item", b"\1\0", PCM)
    recordings.flush()
    recordings.append("talk", "item", b"\2\2", ULAW)
    recordings.flush()
    assert chunks(tmp_path / "talk" / "item.wav")["data"] == b"\1\0"


@pytest.mark.parametrize("fmt", [PCM, ULAW, ALAW])
def test_what_was_kept_is_given_back_from_disk_and_memory(tmp_path: Path, fmt: AudioFormat) -> None:
    recordings = Recordings(tmp_path)
    recordings.append("talk", "item", b"ab" * 50, fmt)
    assert recordings.read("talk", "item") == Recording(audio=b"ab" * 50, format=fmt)
    assert recordings.names("talk") == {"item": "talk/item.wav"}
    recordings.flush()
    recordings.append("talk", "item", b"cd" * 50, fmt)
    assert recordings.read("talk", "item") == Recording(audio=b"ab" * 50 + b"cd" * 50, format=fmt)


def test_what_was_not_kept_or_is_damaged_is_said_in_a_sentence(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path)
    with pytest.raises(StoreError, match="was not kept"):
        recordings.read("talk", "item")
    (tmp_path / "talk").mkdir()
    for content in (b"", b"RIFF", b"RIFF" + bytes(100), b"OggS" + bytes(100)):
        (tmp_path / "talk" / "item.wav").write_bytes(content)
        with pytest.raises(StoreError, match="is damaged"):
            recordings.read("talk", "item")
