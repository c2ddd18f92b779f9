"""The espeak-ng voice as a program of its own, at arm's length.

espeak-ng is GPL-3.0-or-later; Desktop Assistant is Apache-2.0. So the library is loaded here and nowhere else: this file
is started as a separate process, uses the standard library and espeakng-loader only, imports nothing of the assistant, and
talks over its pipes in a plain format that any other synthesizer could speak too:

  in   one JSON object per line: {"id": 1, "text": "...", "voice": "gmw/en", "speed": 1.0}, or {"cancel": 1}, or {"voices": true}
  out  frames: one type byte, little-endian uint32 request id, little-endian uint32 length, then that many bytes
       'V' JSON list of voices [{"name": "gmw/en", "title": "English", "language": "en"}]
       'R' JSON {"rate": 22050}, before the first sound of a request
       'A' PCM16 mono     'D' done (also after a cancel)     'E' UTF-8 sentence about what went wrong

It ends when its input closes.
"""

import ctypes
import json
import struct
import sys
import threading
from typing import Any, BinaryIO

import espeakng_loader

AUDIO_OUTPUT_SYNCHRONOUS = 2
BLOCK_MS = 60
CHARS_UTF8 = 1
PARAMETER_RATE = 1
DEFAULT_WORDS_PER_MINUTE = 165
SLOWEST, FASTEST = 80, 450


class _Voice(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    ]


Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Espeak:
    """The library, and the pipe that its sound goes to. Raises OSError if it cannot be loaded."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.rate: int = self._library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, BLOCK_MS, data, 0)
        if self.rate <= 0:
            raise OSError("espeak-ng could not read its data files")
        self._callback = Callback(self._on_sound)
        self._library.espeak_SetSynthCallback(self._callback)
        self._library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        self._request = 0
        self._voice = ""
        self.cancelled = 0
        """Requests up to this id are not wanted any more; written by the reading thread."""

    def send(self, kind: bytes, request: int, payload: bytes = b"") -> None:
        """One frame out."""
        self._out.write(kind + struct.pack("<II", request, len(payload)) + payload)
        self._out.flush()

    def voices(self) -> list[dict[str, str]]:
        """Every voice by its real name (`gmw/en`), which is the only one that can be chosen reliably."""
        found = []
        listed = self._library.espeak_ListVoices(None)
        index = 0
        while listed[index]:
            voice = listed[index].contents
            language = (voice.languages or b"\x05")[1:].decode("utf-8", "replace").split("\x00")[0]
            found.append({"name": voice.identifier.decode(), "title": voice.name.decode(), "language": language})
            index += 1
        return found

    def speak(self, request: int, text: str, voice: str, speed: float) -> None:
        """Synthesize one request into 'R', 'A'..., 'D' frames, or one 'E'."""
        if voice != self._voice and self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            self.send(b"E", request, f"espeak-ng has no voice named {voice}.".encode())
            return
        self._voice = voice
        words = max(SLOWEST, min(FASTEST, round(DEFAULT_WORDS_PER_MINUTE * speed)))
        self._library.espeak_SetParameter(PARAMETER_RATE, words, 0)
        self._request = request
        self.send(b"R", request, json.dumps({"rate": self.rate}).encode())
        data = text.encode() + b"\x00"
        self._library.espeak_Synth(data, len(data), 0, 0, 0, CHARS_UTF8, None, None)
        self.send(b"D", request)

    def _on_sound(self, samples: Any, count: int, _events: Any) -> int:
        if self._request <= self.cancelled:
            return 1
        if samples and count:
            self.send(b"A", self._request, ctypes.string_at(samples, count * 2))
        return 0


class _Requests:
    """Lines from the pipe: cancels take effect at once, the rest waits its turn."""

    def __init__(self, lines: BinaryIO, espeak: Espeak) -> None:
        self._lines = lines
        self._espeak = espeak
        self._waiting: list[dict[str, Any]] = []
        self._changed = threading.Condition()
        self._over = False
        threading.Thread(target=self._read, daemon=True).start()

    def next(self) -> dict[str, Any] | None:
        with self._changed:
            while not self._waiting and not self._over:
                self._changed.wait()
            return self._waiting.pop(0) if self._waiting else None

    def _read(self) -> None:
        for line in self._lines:
            request = json.loads(line)
            with self._changed:
                if "cancel" in request:
                    self._espeak.cancelled = max(self._espeak.cancelled, request["cancel"])
                else:
                    self._waiting.append(request)
                self._changed.notify()
        with self._changed:
            self._over = True
            self._changed.notify()


def main() -> int:
    """Serve until the input closes."""
    out = sys.stdout.buffer
    try:
        espeak = Espeak(out)
    except OSError as error:
        out.write(b"E" + struct.pack("<II", 0, len(str(error).encode())) + str(error).encode())
        out.flush()
        return 1
    requests = _Requests(sys.stdin.buffer, espeak)
    while (request := requests.next()) is not None:
        if "voices" in request:
            espeak.send(b"V", 0, json.dumps(espeak.voices()).encode())
        elif request["id"] <= espeak.cancelled:
            espeak.send(b"D", request["id"])
        else:
            espeak.speak(request["id"], request["text"], request["voice"], request["speed"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
