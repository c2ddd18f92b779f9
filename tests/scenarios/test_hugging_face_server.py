"""A whole conversation with Hugging Face's own speech-to-speech server, spoken, typed, and spoken again.

Its package needs torch, which is gigabytes, so it is no dependency of these tests: name a Python that has it. Seen with 1.1.0.

    python -m venv /somewhere && /somewhere/bin/pip install speech-to-speech==1.1.0
    DA_SPEECH_TO_SPEECH=/somewhere/bin/python pytest tests/scenarios/test_hugging_face_server.py
"""

import asyncio
import json
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_assistant.audio.resampler import Resampler
from desktop_assistant.core.items import Role
from desktop_assistant.core.local_events import MicFrame, SpeechConfirmed, SpeechStarted, SpeechStopped, TalkPressed, UserText
from desktop_assistant.core.snapshot import LinkState
from tests.bench.resilience import Talk
from tests.engine.chain.service_server import Call, Reply, ServiceServer, says, service_server
from tests.rig.recording import read_wav
from tests.rig.speech import SpeechLibrary

ROOT = Path(__file__).resolve().parents[2]
DETECTOR = ROOT / "resources" / "models" / "silero_vad_16k_op15.onnx"
PYTHON = os.environ.get("DA_SPEECH_TO_SPEECH", "")
TONE = (0.3 * 32767 * np.sin(np.arange(12_000) / 20)).astype("<i2").tobytes()
WORDS = {"who wrote hamlet": "Who wrote Hamlet?", "thank you very much": "Thank you."}
ANSWERS = {
    "Who wrote Hamlet?": ("Shakespeare ", "wrote it."),
    "And when was that?": ("In 1600.",),
    "Thank you.": ("You are welcome.",),
}
READY = "Application startup complete"
STARTS_IN_S, ANSWERS_IN_S = 240.0, 120.0
"""It may stop for a quarter of a minute while it loads something: the connection is then lost, and made again."""
PACKET_MS = 20

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.expects_logs("link lost"),
    pytest.mark.skipif(
        not PYTHON, reason="DA_SPEECH_TO_SPEECH names no Python with the package speech-to-speech (it needs torch)"
    ),
]


def answer(*deltas: str) -> Reply:
    """A Responses stream as complete as the vendor's SDK wants it."""
    text = "".join(deltas)
    content = [{"type": "output_text", "text": text, "annotations": []}]
    item = {"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": content}
    response = {"id": "r", "object": "response", "created_at": 0, "model": "writer", "output": [], "parallel_tool_calls": False}
    response |= {"tool_choice": "auto", "tools": [], "status": "in_progress"}
    place = {"item_id": "m", "output_index": 0, "content_index": 0}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": response},
        {"type": "response.output_item.added", "output_index": 0, "item": {**item, "status": "in_progress", "content": []}},
        *({"type": "response.output_text.delta", **place, "delta": delta, "logprobs": []} for delta in deltas),
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": "response.completed", "response": {**response, "status": "completed", "output": [item]}},
    ]
    return says(*({**event, "sequence_number": number} for number, event in enumerate(events)))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def their_server(services: ServiceServer) -> AsyncGenerator[tuple[str, list[bytes]], None]:
    """Its address, when it is ready, and what it logs."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        PYTHON,
        str(ROOT / "tests" / "fakes" / "hugging_face_server.py"),
        str(port),
        services.url,
        str(DETECTOR),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,  # it has children of its own
    )
    assert process.stderr is not None
    said: list[bytes] = []

    async def read() -> None:
        async for line in process.stderr:  # type: ignore[union-attr]
            said.append(line)

    reading = asyncio.create_task(read())
    try:
        async with asyncio.timeout(STARTS_IN_S):
            while not any(READY.encode() in line for line in said):
                assert process.returncode is None, b"".join(said[-20:]).decode()
                await asyncio.sleep(0.1)
        yield f"ws://127.0.0.1:{port}/v1/realtime", said
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        await reading


async def speak(talk: Talk, speech: np.ndarray) -> None:
    """At the pace of a voice: the server's own detector measures pauses by its clock."""
    talk.inbox.put(TalkPressed())
    await talk.until(lambda: talk.machine._parts.turn.is_listening)
    pcm = (speech * 32767).astype("<i2").tobytes()
    talk.inbox.put(SpeechStarted(at_ms=0))
    size = 48 * PACKET_MS
    for number, at in enumerate(range(0, len(pcm), size)):
        talk.inbox.put(MicFrame(audio=pcm[at : at + size], start_ms=number * PACKET_MS))
        if number == 10:
            talk.inbox.put(SpeechConfirmed(at_ms=0))
        await asyncio.sleep(PACKET_MS / 1000)
    ms = len(pcm) / 48
    talk.inbox.put(SpeechStopped(at_ms=ms, speech_ms=ms, was_confirmed=True))


def texts(talk: Talk) -> list[tuple[Role, str]]:
    return [(item.role, item.text) for item in talk.machine.items()]


@pytest.mark.skipif(sys.platform == "win32", reason="the server is ended as a group of processes")
async def test_a_conversation_with_the_servers_own_turns_and_words(tmp_path: Path) -> None:
    library = SpeechLibrary.find(tmp_path)

    def sound(text: str) -> np.ndarray:
        samples, rate = read_wav(library.spoken(text).path)
        return Resampler(rate, 24_000).push(samples.astype(np.float32) / 32768)

    being_said = "who wrote hamlet"

    def written(_: Call) -> Reply:
        return Reply([json.dumps({"text": WORDS[being_said]}).encode()])

    def answers(call: Call) -> Reply:
        """By what was asked: their server may ask more than once."""
        asked = call.json["input"][-1]["content"]
        words = asked if isinstance(asked, str) else asked[-1]["text"]
        return answer(*ANSWERS.get(words, ("Ready.",)))

    models = [Reply([b'{"object":"list","data":[]}'])]
    speech = [Reply([TONE])]
    async with (
        service_server(transcriptions=written, responses=answers, speech=speech, models=models) as services,
        their_server(services) as (url, logged),
    ):
        talk = Talk("hugging_face", url)
        try:
            async with asyncio.timeout(ANSWERS_IN_S):
                await talk.until(lambda: talk.link is LinkState.READY)
                await speak(talk, sound(being_said))
                await talk.until(lambda: (Role.ASSISTANT, "Shakespeare wrote it.") in texts(talk) and talk.is_settled)
                talk.inbox.put(UserText(text="And when was that?"))
                await talk.until(lambda: (Role.ASSISTANT, "In 1600.") in texts(talk) and talk.is_settled)
                being_said = "thank you very much"
                await speak(talk, sound(being_said))
                await talk.until(lambda: (Role.ASSISTANT, "You are welcome.") in texts(talk) and talk.is_settled)
        except TimeoutError:
            log = b"".join(logged[-60:]).decode()
            pytest.fail(f"{texts(talk)}\n{talk.view.problems}\n{[call.path for call in services.calls]}\n{log}")
        finally:
            await talk.aclose()
    assert texts(talk) == [
        (Role.USER, "Who wrote Hamlet?"),
        (Role.ASSISTANT, "Shakespeare wrote it."),
        (Role.USER, "And when was that?"),
        (Role.ASSISTANT, "In 1600."),
        (Role.USER, "Thank you."),
        (Role.ASSISTANT, "You are welcome."),
    ]
    assert [problem for problem in talk.view.problems if not problem.over] == []
    told = services.of("/responses")[-1].body.decode()
    assert re.search(r"Shakespeare wrote it\..*And when was that\?.*In 1600\.", told), "its model knows the whole conversation"
    assert any(call[0] == "play" for call in talk.speaker.calls)
