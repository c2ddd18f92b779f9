"""What was said as sound: one WAV file per item, playable at any moment, also after a crash.

Sound is appended first and counted in the header afterwards, so a header never promises more than there is. G.711 is
kept as it came: WAV has format tags for both laws. While the history is encrypted, so is its sound (`sealed_sound`).
"""

import contextlib
import hashlib
import logging
import os
import re
import shutil
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_assistant.core.audio import AudioFormat, Encoding, Recording
from desktop_assistant.core.errors import StoreError
from desktop_assistant.store import sealed_sound
from desktop_assistant.store.sealed_sound import is_sealed_sound
from desktop_assistant.store.sealing import forget_old, shred, take_place

log = logging.getLogger(__name__)

MEMORY_BYTES = 32 * 1024 * 1024
"""Sound kept while the disk is full (11 minutes at 24 kHz); what comes after that is dropped. Texts are never dropped."""

LONGEST_READ = MEMORY_BYTES
"""Bytes of one recording that are played or said again; more is not a turn."""

_TAGS = {Encoding.PCM16: 1, Encoding.PCMA: 6, Encoding.PCMU: 7}


class Recordings:
    """The folder `<root>/<conversation>/<item>.wav`. `append` and `forget` are for any thread, `flush` for the writer's."""

    def __init__(self, root: Path, key: Callable[[], str] = lambda: "") -> None:
        """`key` is the history's; empty while that is plain."""
        self.root = root
        self._key = key
        self._lock = threading.Lock()
        self._disk = threading.Lock()
        """Held while sound moves from memory to the disk, so that a reader finds it in one of the two places."""
        self._waiting: dict[Path, tuple[AudioFormat, bytearray]] = {}
        self._waiting_bytes = 0
        self._doomed: set[Path] = set()

    def append(self, conversation_id: str, item_id: str, audio: bytes, fmt: AudioFormat) -> None:
        """Keep sound for the next flush."""
        path = self.root / _safe(conversation_id) / f"{_safe(item_id)}.wav"
        with self._lock:
            if self._waiting_bytes + len(audio) > MEMORY_BYTES:
                return
            _, buffer = self._waiting.setdefault(path, (fmt, bytearray()))
            buffer += audio
            self._waiting_bytes += len(audio)

    def remove(self, conversation_id: str, item_id: str) -> None:
        """Forget one at once; what is on the disk goes with the next flush."""
        path = self.root / _safe(conversation_id) / f"{_safe(item_id)}.wav"
        with self._lock:
            _, waiting = self._waiting.pop(path, (None, bytearray()))
            self._waiting_bytes -= len(waiting)
            self._doomed.add(path)

    def forget(self, conversation_id: str) -> None:
        """Remove all recordings of a conversation at the next flush."""
        with self._lock:
            self._doomed.add(self.root / _safe(conversation_id))

    def names(self, conversation_id: str) -> dict[str, str]:
        """File name below `root` by (safe) item name, of a conversation's recordings; also of those that wait for the disk."""
        folder = self.root / _safe(conversation_id)
        with self._lock:
            waiting = [path for path in self._waiting if path.parent == folder]
        try:
            written = list(folder.iterdir())
        except OSError:
            written = []
        return {p.stem: f"{folder.name}/{p.name}" for p in (*written, *waiting) if p.suffix == ".wav"}

    def in_order(self, conversation_id: str) -> list[str]:
        """(Safe) item names of a conversation's recordings, in the order in which they ended."""
        folder = self.root / _safe(conversation_id)
        written: list[Path] = []
        with self._disk:  # what the writer moves to the disk meanwhile would be in neither
            with contextlib.suppress(OSError):
                written = sorted(folder.glob("*.wav"), key=lambda path: path.stat().st_mtime_ns)
            with self._lock:
                kept = [path for path in written if path not in self._doomed and path not in self._waiting]
                return [path.stem for path in (*kept, *self._waiting) if path.parent == folder]

    def read(self, conversation_id: str, item_id: str) -> Recording:
        """All of an item's sound, on the disk and still waiting for it; raises StoreError with a sentence."""
        path = self.root / _safe(conversation_id) / f"{_safe(item_id)}.wav"
        with self._disk:
            with self._lock:
                fmt, waiting = self._waiting.get(path, (None, bytearray()))
                later = bytes(waiting)
                is_gone = path in self._doomed
            try:
                written = None if is_gone else self._read(path, LONGEST_READ)
            except FileNotFoundError:
                written = None
            except OSError as error:
                raise StoreError(f"The recording could not be read: {error.strerror or error}.") from error
        if written is None and fmt is None:
            raise StoreError("The sound of this message was not kept.")
        if written is None or fmt is None:
            return written or Recording(audio=later, format=fmt or AudioFormat())
        return Recording(audio=written.audio + later, format=written.format)

    def files(self, conversation_id: str) -> Iterator[tuple[str, bytes]]:
        """Name and content of each recording of a conversation on the disk, as plain WAV; what cannot be read is left out."""
        for path in sorted((self.root / _safe(conversation_id)).glob("*.wav")):
            try:
                with self._disk:
                    found = self._read(path)
            except (OSError, StoreError) as error:
                log.warning("a recording could not be read", extra={"error": str(error)})
                continue
            yield path.name, _header(found.format, len(found.audio)) + found.audio

    def convert(self, old_key: str, new_key: str) -> None:
        """Give every recording the form of the other key, one after the other, each whole or not at all. Raises OSError.

        For the writer's thread. What is in that form already stays: a change that was cut short goes on where it was.
        """
        for part in self.root.glob("*/*.part*"):
            shred(part)
        for path in sorted(self.root.glob("*/*.wav")):
            forget_old(path)
            if is_sealed_sound(path) is not bool(new_key):
                with self._disk:
                    _convert(path, old_key, new_key)

    def _read(self, path: Path, longest: int | None = None) -> Recording:
        return _read_any(path, self._key(), longest)

    def flush(self) -> None:
        """Write what waits. Raises OSError; what could not be written keeps waiting."""
        with self._disk:
            with self._lock:
                doomed, self._doomed = self._doomed, set()
            for one in doomed:
                _erase(one)
        with self._lock:
            paths = list(self._waiting)
        for path in paths:
            with self._disk:
                self._flush_one(path)

    def _flush_one(self, path: Path) -> None:
        with self._lock:
            if path not in self._waiting:
                return  # removed meanwhile
            fmt, buffer = self._waiting.pop(path)
            self._waiting_bytes -= len(buffer)
        try:
            self._append_or_begin_anew(path, bytes(buffer), fmt)
        except OSError:
            with self._lock:
                _, later = self._waiting.get(path, (fmt, bytearray()))
                self._waiting[path] = (fmt, buffer + later)
                self._waiting_bytes += len(buffer)
            raise

    def _append_or_begin_anew(self, path: Path, audio: bytes, fmt: AudioFormat) -> None:
        """What is said now must not be lost with what was said before."""
        try:
            self._append(path, audio, fmt)
        except StoreError as error:
            log.warning("a recording is damaged and was put aside", extra={"error": str(error)})
            path.replace(path.with_name(f"{path.name}.damaged"))
            self._append(path, audio, fmt)

    def _append(self, path: Path, audio: bytes, fmt: AudioFormat) -> None:
        _make_folder(path)
        is_new = not path.exists() or path.stat().st_size == 0
        if not is_sealed_sound(path) and not (is_new and self._key()):
            _append(path, audio, fmt)
            return
        if not sealed_sound.append(path, audio, fmt, self._key()):
            log.warning("a recording changed its format and was cut there", extra={"item": path.stem})


def _read_any(path: Path, key: str, longest: int | None = None) -> Recording:
    """Plain or encrypted; as many bytes of it as asked for, None: all."""
    return sealed_sound.read(path, key, longest) if is_sealed_sound(path) else _read(path, longest)


def _convert(path: Path, old_key: str, new_key: str) -> None:
    try:
        found = _read_any(path, old_key)
    except StoreError as error:
        log.warning("a recording keeps its form", extra={"error": str(error)})
        return
    part = path.with_name(f"{path.name}.part")
    if new_key:
        sealed_sound.append(part, found.audio, found.format, new_key)
    else:
        _append(part, found.audio, found.format)
    times = path.stat()
    os.utime(part, ns=(times.st_atime_ns, times.st_mtime_ns))  # turns that wait are in the order of their time
    take_place(path, part)


def _erase(path: Path) -> None:
    """A conversation's folder, or one recording."""
    if path.suffix == ".wav":
        with contextlib.suppress(OSError):
            path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)


def item_name(item_id: str) -> str:
    """The name under which `Recordings.names` lists an item."""
    return _safe(item_id)


def _safe(name: str) -> str:
    """Ids come from providers: anything that is not plainly a file name becomes a hash."""
    if re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_\-]{0,99}", name):
        return name
    return "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _header(fmt: AudioFormat, size: int) -> bytes:
    """RIFF header for `size` bytes of mono sound; the laws need the longer `fmt ` chunk and a `fact` chunk."""
    width = fmt.bytes_per_sample
    body = struct.pack("<HHIIHH", _TAGS[fmt.encoding], 1, fmt.rate, fmt.rate * width, width, 8 * width)
    if fmt.encoding is Encoding.PCM16:
        chunks = struct.pack("<4sI", b"fmt ", len(body)) + body
    else:
        body += struct.pack("<H", 0)
        chunks = struct.pack("<4sI", b"fmt ", len(body)) + body + struct.pack("<4sII", b"fact", 4, size)
    chunks += struct.pack("<4sI", b"data", size)
    return struct.pack("<4sI4s", b"RIFF", 4 + len(chunks) + size, b"WAVE") + chunks


def _read(path: Path, longest: int | None) -> Recording:
    """A file as `_append` wrote it."""
    with path.open("rb") as file:
        head = file.read(28)
        if len(head) < 28 or head[:4] != b"RIFF":
            raise StoreError("The recording is damaged.")
        tag, rate = struct.unpack("<20xH2xI", head)
        encoding = {number: encoding for encoding, number in _TAGS.items()}.get(tag)
        if encoding is None:
            raise StoreError("The recording is damaged.")
        fmt = AudioFormat(encoding=encoding, rate=rate)
        file.seek(len(_header(fmt, 0)))
        return Recording(audio=file.read(longest), format=fmt)


def _make_folder(path: Path) -> None:
    path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # `mode` is for the last folder only
    path.parent.mkdir(mode=0o700, exist_ok=True)


def _append(path: Path, audio: bytes, fmt: AudioFormat) -> None:
    length = len(_header(fmt, 0))
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        old = file.read(length)
        size = max(0, file.seek(0, os.SEEK_END) - length)
        if old and old[20:28] != _header(fmt, 0)[20:28]:
            log.warning("a recording changed its format and was cut there", extra={"item": path.stem})
            return
        try:
            if not old:
                file.write(_header(fmt, 0))
            file.seek(length + size)
            file.write(audio)
            file.flush()
            file.seek(0)
            file.write(_header(fmt, size + len(audio)))
            file.flush()
        except OSError:
            _cut(file.fileno(), length + size if old else 0)
            raise


def _cut(descriptor: int, size: int) -> None:
    """Take back a half-written piece, so that the retry does not repeat it."""
    try:
        os.ftruncate(descriptor, size)
    except OSError:
        log.warning("a recording could not be cut back", exc_info=True)
