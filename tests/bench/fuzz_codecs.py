"""Mutated frames against every codec: `python tests/bench/fuzz_codecs.py [FRAMES_PER_CODEC] [SERVICE...]`.

The seed corpus is what the golden sessions in `tests/transcripts` let each server say. A frame may mean events or ProtocolError;
anything else ends the run with the frame that did it. Prints one JSON object as its last line; the same seed gives the same run.
"""

import copy
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_assistant.core.commands import AppendAudio, CancelResponse, CommitInput, CreateResponse, PauseInput, UpdateSession
from desktop_assistant.core.errors import ProtocolError
from desktop_assistant.core.session_config import ManualTurns, ServerVad, SessionConfig
from desktop_assistant.protocol.codec import Codec
from desktop_assistant.protocol.registry import OF_ENGINE, SERVICES, codec_for
from tests.transcripts.reading import read, transcripts

SEED = 20261122
FRAMES_PER_CONNECTION = 200
SPOILERS = (None, True, 0, -1, 1e308, 10**400, "", "\ud800", [], {}, [[[]]], "AAAA", {"type": "error"}, [None])
COMMANDS = (AppendAudio(audio=b"\0\0"), CommitInput(), CreateResponse(), CancelResponse(), PauseInput())


def corpus(service: str) -> list[Any]:
    """Everything that the service's golden sessions have come in, with its sound cut short."""
    folder = "openai" if service in OF_ENGINE else service
    lines = [step.msg for path in transcripts(folder) for step in read(path) if step.dir == "in"]
    return [json.loads(json.dumps(message), object_hook=_short) for message in lines]


def _short(value: dict[str, Any]) -> dict[str, Any]:
    return {name: v[:8] if name in ("delta", "data") and len(v) > 400 else v for name, v in value.items()}


def mutated(message: Any, rng: random.Random) -> bytes:
    """Spoiled in its fields, in its bytes, or in both."""
    value = json.loads(json.dumps(message))
    for _ in range(rng.choice((0, 1, 1, 2, 4))):
        _spoil(value, rng)
    raw = bytearray(json.dumps(value).encode())
    for _ in range(rng.choice((0, 0, 0, 1, 3, 10))):
        at = rng.randrange(len(raw)) if raw else 0
        match rng.randrange(4):
            case 0:
                raw[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del raw[at : at + rng.randrange(1, 20)]
            case 2:
                raw[at:at] = raw[at : at + rng.randrange(1, 40)]
            case _:
                raw[at:at] = rng.randbytes(rng.randrange(1, 8))
    return bytes(raw)


def _spoil(value: Any, rng: random.Random) -> None:
    """One field somewhere inside: replaced, removed, or exchanged with another's name."""
    while True:
        names: list[Any] = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not names:
            return
        name = rng.choice(names)
        inner = value[name]
        if isinstance(inner, dict | list) and inner and rng.random() < 0.7:
            value = inner
            continue
        if rng.random() < 0.7:
            value[name] = copy.deepcopy(rng.choice(SPOILERS))
        elif isinstance(value, dict):
            value[rng.choice(names)] = value.pop(name)
        return


def connection(service: str, rng: random.Random) -> Codec:
    """A codec that has been configured."""
    codec = codec_for(service, url="wss://h.example/", key="k", model="m")
    codec.encode(UpdateSession(config=SessionConfig(turn_detection=rng.choice((ManualTurns(), ServerVad())))))
    return codec


def fuzz(service: str, frames: int, seed: int = SEED) -> dict[str, Any]:
    """Figures of one codec. Raises whatever a codec raised beside ProtocolError, with the frame in a note."""
    rng = random.Random(f"{seed} {service}")
    seeds = corpus(service)
    understood = refused = 0
    slowest_ms = 0.0
    codec = connection(service, rng)
    for number in range(frames):
        if number % FRAMES_PER_CONNECTION == FRAMES_PER_CONNECTION - 1:
            codec = connection(service, rng)
        frame = mutated(rng.choice(seeds), rng)
        begin = time.perf_counter()
        try:
            events = [*codec.decode(frame), *codec.quiet()]
            assert events, "a frame that was understood means something"
            understood += 1
        except ProtocolError:
            refused += 1
        except BaseException as error:
            error.add_note(f"{service}: {frame!r}")
            raise
        slowest_ms = max(slowest_ms, (time.perf_counter() - begin) * 1000)
        if rng.random() < 0.05:
            codec.encode(rng.choice(COMMANDS))
    return {"frames": frames, "understood": understood, "refused": refused, "slowest_ms": round(slowest_ms, 2)}


def main() -> None:
    """Command line."""
    frames = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    begin = time.perf_counter()
    result = {service: fuzz(service, frames) for service in sys.argv[2:] or SERVICES}
    print(json.dumps({"seed": SEED, "seconds": round(time.perf_counter() - begin, 1), "codecs": result}))


if __name__ == "__main__":
    main()
