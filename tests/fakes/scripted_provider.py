"""Providers that remember: each session knows what it was told and what it heard, as numbered words.

Sound carries its own words: every byte of a packet that is not 0 is the number of the word being said. `context` of a session is
what its model knows, in order; that is what must hold every word once, whatever happened to the connection.
"""

import asyncio
import base64
import json
import re
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

SPEECH_MS = 200
QUIET_BYTES = 48 * 500
"""Half a second of silence, by which a detector ends a turn."""
PAUSE_S = 0.2
"""Of a service without turns: so long without sound, and somebody has finished."""
WORD = re.compile(r"\bw(\d+)\b")


@dataclass
class Session:
    """One connection's side of the conversation."""

    socket: ServerConnection
    context: list[int] = field(default_factory=list)
    buffer: bytearray = field(default_factory=bytearray)
    is_answering: bool = False
    began: float = field(default_factory=time.monotonic)
    pause: asyncio.TimerHandle | None = None
    """Of a service without turns: the end of what is being said."""
    last_heard: int = 0
    """The same: a word that comes slowly is one word."""

    @property
    def ms(self) -> float:
        """Age of the session."""
        return (time.monotonic() - self.began) * 1000

    def heard(self) -> list[int]:
        """The words of the buffered sound."""
        words, self.buffer = list(dict.fromkeys(b for b in self.buffer if b)), bytearray()
        return words


class ScriptedProvider:
    """`async with ScriptedProvider("openai") as server:`. `hold`: answers stop after their first piece until it is set."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.sessions: list[Session] = []
        self.hold = asyncio.Event()
        self.hold.set()
        self.thinks = asyncio.Event()
        """Answers do not begin until it is set."""
        self.thinks.set()
        self._numbers = count(1)
        self._handles: dict[str, list[int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: Server | None = None

    async def __aenter__(self) -> "ScriptedProvider":
        self._server = await serve(self._talk, "127.0.0.1", 0, max_size=None, close_timeout=0.2)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server
        path = {"azure": "/openai/v1/realtime?model=talk", "voice_live": "/", "gemini": "/"}.get(self.service, "/v1/realtime")
        return f"ws://127.0.0.1:{next(iter(self._server.sockets)).getsockname()[1]}{path}"

    @property
    def newest(self) -> Session:
        return self.sessions[-1]

    async def say(self, message: Any, session: Session | None = None) -> None:
        """Send something, also what is no message at all."""
        session = session or self.newest
        text = message if isinstance(message, str) else json.dumps(message)
        await session.socket.send(text.encode() if self.service == "gemini" else text)

    async def close(self, code: int, reason: str = "") -> None:
        """End the newest session."""
        await self.newest.socket.close(code, reason)

    async def _talk(self, socket: ServerConnection) -> None:
        session = Session(socket)
        self.sessions.append(session)
        speak = {"gemini": self._gemini, "openai_live": self._live}.get(self.service, self._openai)
        try:
            if speak == self._openai:
                await self.say(self._event("session.created", session=self._described()), session)
            async for raw in socket:
                await speak(session, json.loads(raw))
        except ConnectionClosed:
            return

    def _later(self, answer: Any) -> None:
        task = asyncio.create_task(answer)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- OpenAI's protocol, in both dialects ------------------------------------------------------------------------
    @property
    def _is_beta(self) -> bool:
        return self.service in ("voice_live", "speaches", "older")

    def _event(self, kind: str, **fields: Any) -> dict[str, Any]:
        if self._is_beta:
            kind = kind.replace("response.output_", "response.") if kind != "response.output_item.added" else kind
            kind = kind.replace("conversation.item.added", "conversation.item.created")
        return {"type": kind, "event_id": f"e{next(self._numbers)}", **fields}

    def _described(self) -> dict[str, Any]:
        if self._is_beta:
            return {"id": "s", "modalities": ["text", "audio"], "input_audio_format": "pcm16"}
        return {"type": "realtime", "id": "s", "output_modalities": ["audio"], "audio": {"input": {}, "output": {}}}

    async def _openai(self, session: Session, message: dict[str, Any]) -> None:
        match message["type"]:
            case "session.update":
                await self.say(self._event("session.updated", session=self._described()), session)
            case "input_audio_buffer.append":
                session.buffer += base64.b64decode(message["audio"])
                if self._hears_turns and not any(session.buffer[-QUIET_BYTES:]) and any(session.buffer):
                    await self._committed(session)
                    self._later(self._answer(session))
            case "input_audio_buffer.commit" if self._hears_turns:
                pass
            case "input_audio_buffer.clear":
                session.buffer.clear()
            case "input_audio_buffer.commit":
                await self._committed(session)
            case "conversation.item.create":
                await self._told(session, message["item"])
            case "response.create":
                self._later(self._answer(session))
            case "response.cancel":
                session.is_answering = False
            case _:
                pass

    async def _committed(self, session: Session) -> None:
        words, item_id = session.heard(), f"u{next(self._numbers)}"
        session.context += words
        item = {"id": item_id, "type": "message", "role": "user", "status": "completed", "content": [{"type": "input_audio"}]}
        await self.say(self._event("input_audio_buffer.committed", item_id=item_id, previous_item_id=None), session)
        await self.say(self._event("conversation.item.added", item=item, previous_item_id=None), session)
        text = " ".join(f"w{word}" for word in words)
        kind = "conversation.item.input_audio_transcription.completed"
        await self.say(self._event(kind, item_id=item_id, content_index=0, transcript=text), session)

    @property
    def _hears_turns(self) -> bool:
        """Its detector ends turns, and nothing else does."""
        return self.service == "hugging_face"

    async def _told(self, session: Session, item: dict[str, Any]) -> None:
        if self._hears_turns and not item.setdefault("id", "msg_1").startswith("msg_"):
            error = {"type": "invalid_conversation_item", "message": f"ID must start with 'msg_', got {item['id']!r}"}
            await self.say(self._event("error", error=error), session)
            return
        if item.get("role") == "user":
            session.context += [int(n) for part in item["content"] for n in WORD.findall(part.get("text", ""))]
        await self.say(self._event("conversation.item.added", item=item, previous_item_id=None), session)

    async def _answer(self, session: Session) -> None:
        number = next(self._numbers)
        ids = {"response_id": f"r{number}", "item_id": f"a{number}", "output_index": 0, "content_index": 0}
        await self.thinks.wait()
        session.is_answering = True
        response = {"id": ids["response_id"], "status": "in_progress", "output": []}
        item = {"id": ids["item_id"], "type": "message", "role": "assistant", "status": "in_progress", "content": []}
        sound = base64.b64encode(bytes(48 * SPEECH_MS)).decode()
        try:
            await self.say(self._event("response.created", response=response), session)
            await self.say(
                self._event("response.output_item.added", response_id=ids["response_id"], output_index=0, item=item), session
            )
            await self.say(self._event("response.output_audio_transcript.delta", **ids, delta="Well "), session)
            await self.say(self._event("response.output_audio.delta", **ids, delta=sound), session)
            await self.hold.wait()
            await self.say(self._event("response.output_audio_transcript.delta", **ids, delta="yes."), session)
            await self.say(self._event("response.output_audio.done", **ids), session)
            await self.say(self._event("response.output_audio_transcript.done", **ids, transcript="Well yes."), session)
            status = "completed" if session.is_answering else "cancelled"
            await self.say(self._event("response.done", response={**response, "status": status}), session)
        except ConnectionClosed:
            return

    # --- Gemini -----------------------------------------------------------------------------------------------------
    async def _gemini(self, session: Session, message: dict[str, Any]) -> None:
        if setup := message.get("setup"):
            handle = setup.get("sessionResumption", {}).get("handle", "")
            session.context = list(self._handles.get(handle, []))
            await self.say({"setupComplete": {}}, session)
        elif sound := message.get("realtimeInput"):
            session.buffer += base64.b64decode(sound.get("audio", {}).get("data", ""))
            if "activityEnd" in sound:
                words = session.heard()
                session.context += words
                await self._content(session, inputTranscription={"text": "".join(f"w{word} " for word in words)})
                self._later(self._gemini_answer(session))
        elif content := message.get("clientContent"):
            for turn in content.get("turns", []):
                if turn["role"] == "user":
                    session.context += [int(n) for part in turn["parts"] for n in WORD.findall(part.get("text", ""))]
            if content.get("turnComplete"):
                self._later(self._gemini_answer(session))

    async def _content(self, session: Session, **content: Any) -> None:
        await self.say({"serverContent": content}, session)

    async def _gemini_answer(self, session: Session) -> None:
        known = list(session.context)
        await self.thinks.wait()
        sound = base64.b64encode(bytes(48 * SPEECH_MS)).decode()
        part = {"inlineData": {"mimeType": "audio/pcm;rate=24000", "data": sound}}
        try:
            await self._content(session, modelTurn={"parts": [part]}, outputTranscription={"text": "Well "})
            await self.hold.wait()
            await self._content(session, outputTranscription={"text": "yes."})
            await self._content(session, generationComplete=True)
            await self._content(session, turnComplete=True)
            handle = f"h{next(self._numbers)}"
            self._handles[handle] = known
            await self.say({"sessionResumptionUpdate": {"newHandle": handle, "resumable": True}}, session)
        except ConnectionClosed:
            return

    # --- OpenAI Live: no turns, nothing to ask for --------------------------------------------------------------------
    async def _live(self, session: Session, message: dict[str, Any]) -> None:
        match message["type"]:
            case "session.start":
                said = [part["text"] for item in message["session"].get("input", []) for part in item["content"]]
                session.context = [int(n) for text in said for n in WORD.findall(text)]
                described = {"id": "s", "status": "active", "model": "talk", "expires_at": time.time() + 3600.0}
                await self.say({"type": "session.started", "session": described}, session)
            case "session.input_audio.append":
                session.buffer += base64.b64decode(message["audio"])
                if session.pause is not None:
                    session.pause.cancel()
                loop = asyncio.get_running_loop()
                session.pause = loop.call_later(PAUSE_S, lambda: self._later(self._live_heard(session, session.ms)))
            case "session.instructions.append":
                session.context += [int(n) for n in WORD.findall(message["content"])]
                await self.say({"type": "session.instructions.appended", "delegation_id": None}, session)
                self._later(self._live_answer(session))
            case _:
                pass

    async def _live_heard(self, session: Session, at_ms: float) -> None:
        if words := [word for word in session.heard() if word != session.last_heard]:
            session.last_heard = words[-1]
            session.context += words
            text = "".join(f"w{word} " for word in words)
            heard = {"type": "session.input_transcript.delta", "delta": text, "start_ms": at_ms, "end_ms": at_ms}
            try:
                await self.say(heard, session)
            except ConnectionClosed:
                return
            await self._live_answer(session)

    async def _live_answer(self, session: Session) -> None:
        await self.thinks.wait()
        voice = base64.b64encode(bytes([0, 8]) * (24 * SPEECH_MS)).decode()
        try:
            await self._live_says(session, "Well ", voice)
            await self.hold.wait()
            await self._live_says(session, "yes.", voice)
        except ConnectionClosed:
            return

    async def _live_says(self, session: Session, words: str, sound: str) -> None:
        span = {"start_ms": session.ms, "end_ms": session.ms + SPEECH_MS}
        await self.say({"type": "session.output_transcript.delta", "delta": words, **span}, session)
        await self.say({"type": "session.output_audio.delta", "delta": sound}, session)
