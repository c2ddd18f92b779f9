"""A long conversation over a true socket into a true history, whose sessions rotate all the time: does the memory grow?

    python tests/bench/endurance.py [MINUTES] [SERVICE]

A provider in a process of its own ends each session after `ROTATE_S`, by its protocol's own announcement. The program's session,
transport and history run here; what only watches them keeps nothing. The memory of this process is taken when a tenth of the time
has passed (everything is loaded by then) and at the end. Prints one JSON object as its last line.
"""

import asyncio
import json
import logging
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import psutil

from desktop_assistant.core.snapshot import LinkState
from desktop_assistant.store import Store
from tests.bench.resilience import Talk
from tests.fakes.ports import FakeView
from tests.fakes.scripted_provider import ScriptedProvider

ROTATE_S = 20.0
NOTICE_S = 5.0
TURN_S = 2.0
"""Of which one is speech and the pause after it."""
GROWTH = 0.05


class _Blind(FakeView):
    """Looks at everything and remembers nothing."""

    def __getattribute__(self, name: str) -> object:
        return (
            (lambda *_args, **_names: None)
            if name.startswith(("show", "hide", "conversations"))
            else super().__getattribute__(name)
        )


class Endless(Talk):
    """Its words are numbers that come round again."""

    def forget(self) -> None:
        """What the loudspeaker was given, which a test keeps."""
        self.speaker.calls.clear()

    def _packets(self, many: int) -> None:
        said, self.said = self.said, [*self.said[:-1], self.said[-1] % 250 + 1]
        super()._packets(many)
        self.said = said


async def serve(service: str) -> None:
    """The other process: for ever, one session after the other."""
    async with ScriptedProvider(service) as server:
        print(server.url, flush=True)
        while True:
            await asyncio.sleep(ROTATE_S)
            for session in server.sessions[:-1]:
                await session.socket.close(1001)
            del server.sessions[:-1]
            if server.sessions:
                await announce_end(server)


async def announce_end(server: ScriptedProvider) -> None:
    """As the service does it; then it hangs up."""
    old = server.newest
    if server.service == "gemini":
        await server.say({"goAway": {"timeLeft": f"{NOTICE_S}s"}}, old)
        await asyncio.sleep(NOTICE_S)
    else:
        error = {"type": "invalid_request_error", "code": "session_expired", "message": "The session hit its maximum duration."}
        await server.say({"type": "error", "event_id": "x", "error": error}, old)
    await old.socket.close(1001)


async def main(minutes: float, service: str) -> dict[str, object]:
    """Talk for so long."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "--server", service, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert child.stdout is not None
    url = (await child.stdout.readline()).decode().strip()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return await talk(Path(folder), service, url, minutes * 60.0)
    finally:
        child.kill()
        await child.wait()


async def talk(folder: Path, service: str, url: str, seconds: float) -> dict[str, object]:
    """The conversation, and what it took."""
    store = Store(folder, on_problem=lambda problem: None)
    await store.conversations()
    it = Endless(service, url, store, _Blind())
    began, megabytes = time.monotonic(), list[float]()
    await it.until(lambda: it.link is LinkState.READY)
    while (spent := time.monotonic() - began) < seconds:
        await turn(it)
        it.forget()
        if spent >= seconds * (len(megabytes) + 1) / 10:
            megabytes.append(psutil.Process().memory_info().rss / 1e6)
    shown = it.shown()
    await it.aclose()
    await store.aclose()
    growth = megabytes[-1] / megabytes[0] - 1.0
    return {
        "service": service,
        "minutes": round((time.monotonic() - began) / 60.0, 1),
        "turns": len(it.said),
        "turns_without_words": len(it.said) - len(shown),
        "rotations": it.machine._parts.successor_number,
        "megabytes": [round(m, 1) for m in megabytes],
        "growth": round(growth, 4),
        "is_good": growth < GROWTH,
    }


async def turn(it: Endless) -> None:
    """Every fourth is typed."""
    began = time.monotonic()
    if len(it.said) % 4 == 3:
        it.type_word()
    else:
        await it.begin_word()
        await it.end_word()
    await it.until(lambda: it.is_settled)
    await asyncio.sleep(max(0.0, TURN_S - (time.monotonic() - began)))


if __name__ == "__main__":
    logging.disable(logging.ERROR)
    if sys.argv[1:2] == ["--server"]:
        asyncio.run(serve(sys.argv[2]))
    else:
        given = sys.argv[1:]
        print(json.dumps(asyncio.run(main(float(given[0]) if given else 30.0, given[1] if len(given) > 1 else "gemini"))))
