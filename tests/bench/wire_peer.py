"""A provider on loopback that measures the wire: notes when each packet of microphone sound arrives, answers text with a sound.

It speaks just enough of the OpenAI Realtime shapes (GA) for a session and an answered text turn; it has no turn detection of its
own. Times are CLOCK_MONOTONIC seconds, as in the rig.
"""

import base64
import itertools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import numpy as np
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.rig.recording import Pcm

RATE = 24_000
CHUNK_MS = 100
"""Length of one audio delta, about what providers send."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One appended piece of microphone sound."""

    arrived: float
    audio: Pcm


class WirePeer:
    """`with WirePeer(answer) as peer:`; `peer.url`, `peer.packets`, `peer.answered` (when each answer's first delta left).

    `answer` makes the sound of an answer: mono PCM at 24 kHz. `pace` = 1 sends it in real time, 0 all at once.
    """

    def __init__(self, answer: Callable[[], Pcm], *, pace: float = 0.0) -> None:
        self.answer = answer
        self.pace = pace
        self.packets: list[Packet] = []
        self.answered: list[float] = []
        self.received: list[str] = []
        self._numbers = itertools.count(1)
        self._server = serve(self._talk, "127.0.0.1", 0, max_size=None)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """For the `url` of the openai settings."""
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}/v1/realtime"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join(5)

    def _talk(self, socket: ServerConnection) -> None:
        session = {"type": "realtime", "object": "realtime.session", "id": "sess_bench", "model": "bench"}
        try:
            self._send(socket, "session.created", session=session)
            for raw in socket:
                arrived = time.monotonic()
                self._answer_to(socket, json.loads(raw), arrived, session)
        except ConnectionClosed:
            pass

    def _answer_to(self, socket: ServerConnection, message: dict[str, Any], arrived: float, session: dict[str, Any]) -> None:
        self.received.append(message["type"])
        match message["type"]:
            case "input_audio_buffer.append":
                self.packets.append(Packet(arrived, np.frombuffer(base64.b64decode(message["audio"]), "<i2")))
            case "session.update":
                self._send(socket, "session.updated", session=session | message["session"])
            case "conversation.item.create":
                item = message["item"] | {"object": "realtime.item", "status": "completed"}
                item.setdefault("id", f"item_{next(self._numbers)}")
                for kind in ("added", "done"):
                    self._send(socket, f"conversation.item.{kind}", item=item, previous_item_id=message.get("previous_item_id"))
            case "input_audio_buffer.commit":
                item_id = f"item_{next(self._numbers)}"
                self._send(socket, "input_audio_buffer.committed", item_id=item_id, previous_item_id=None)
                content = [{"type": "input_audio", "transcript": None}]
                item = {"id": item_id, "object": "realtime.item", "type": "message", "role": "user", "status": "completed"}
                for kind in ("added", "done"):
                    self._send(socket, f"conversation.item.{kind}", item=item | {"content": content}, previous_item_id=None)
            case "input_audio_buffer.clear":
                self._send(socket, "input_audio_buffer.cleared")
            case "response.create":
                # In a thread of its own, so that what the microphone sends meanwhile is stamped when it comes.
                threading.Thread(target=self._respond, args=(socket,), daemon=True).start()

    def _respond(self, socket: ServerConnection) -> None:
        number = next(self._numbers)
        response_id, item_id = f"resp_{number}", f"item_a{number}"
        place = {"response_id": response_id, "item_id": item_id, "output_index": 0, "content_index": 0}
        item = {"id": item_id, "object": "realtime.item", "type": "message", "role": "assistant", "content": []}
        response = {"object": "realtime.response", "id": response_id, "output": [], "output_modalities": ["audio"]}
        words = "This is a measurement."
        finished = item | {"status": "completed", "content": [{"type": "output_audio", "transcript": words}]}
        try:
            self._send(socket, "response.created", response=response | {"status": "in_progress"})
            opened = item | {"status": "in_progress"}
            self._send(socket, "response.output_item.added", response_id=response_id, output_index=0, item=opened)
            self._send(socket, "conversation.item.added", item=opened, previous_item_id=None)
            self._send(socket, "response.content_part.added", **place, part={"type": "audio", "transcript": ""})
            self._send(socket, "response.output_audio_transcript.delta", **place, delta=words)
            self._stream(socket, place)
            self._send(socket, "response.output_audio.done", **place)
            self._send(socket, "response.output_audio_transcript.done", **place, transcript=words)
            self._send(socket, "response.content_part.done", **place, part={"type": "audio", "transcript": words})
            self._send(socket, "response.output_item.done", response_id=response_id, output_index=0, item=finished)
            self._send(socket, "conversation.item.done", item=finished, previous_item_id=None)
            self._send(socket, "response.done", response=response | {"status": "completed", "output": [finished]})
        except ConnectionClosed:
            pass

    def _stream(self, socket: ServerConnection, place: dict[str, Any]) -> None:
        sound = self.answer()
        size = RATE * CHUNK_MS // 1000
        for start in range(0, len(sound), size):
            delta = base64.b64encode(sound[start : start + size].astype("<i2").tobytes()).decode()
            if start == 0:
                self.answered.append(time.monotonic())
            self._send(socket, "response.output_audio.delta", **place, delta=delta)
            time.sleep(self.pace * CHUNK_MS / 1000)

    def _send(self, socket: ServerConnection, kind: str, **fields: Any) -> None:
        socket.send(json.dumps({"type": kind, "event_id": f"event_{next(self._numbers)}", **fields}))
