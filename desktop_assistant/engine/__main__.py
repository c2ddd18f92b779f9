"""The engine's process: `python -m desktop_assistant.engine --data <folder>`, with the token in DA_ENGINE_TOKEN.

Prints one ready line of JSON on its output, takes JSON lines of settings on its input, answers those that only ask whether it
is there, and ends when that input closes.
"""

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path

from desktop_assistant.engine.process import TOKEN_VARIABLE


def main(arguments: list[str] | None = None) -> int:
    """Run until the input closes; returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--serve"]:
        return _serve(given[1:])
    parser = argparse.ArgumentParser(
        prog="desktop_assistant.engine", description="The local realtime server of Desktop Assistant."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder for timers and notes")
    parser.add_argument("--voice", default="", help="voice id, e.g. flite:rms; empty = the best one found")
    parser.add_argument("--chat-url", default="", help="base URL of a chat-completions server, e.g. http://127.0.0.1:11434/v1")
    parser.add_argument("--chat-model", default="", help="model to ask it for; empty = its first")
    options = parser.parse_args(given)
    token = os.environ.pop(TOKEN_VARIABLE, "")
    if not token:
        print(f"{TOKEN_VARIABLE} must hold the token that clients will show.", file=sys.stderr)
        return 2
    # Imported after the arguments are known to be good: it pulls in numpy and websockets.
    from desktop_assistant.engine.house import Settings, run

    settings = Settings(voice=options.voice, chat_url=options.chat_url, chat_model=options.chat_model)
    return asyncio.run(run(token, options.data, settings, announce=_announce))


def _serve(names: list[str]) -> int:
    """Be one of the engine's helpers (`children.py`): the only way to start them from a frozen program."""
    if names == ["recognizer"]:
        from desktop_assistant.engine.recognizer import service

        return service.main()
    if names == ["espeak"]:
        from desktop_assistant.engine.synthesizer import espeak_process

        return espeak_process.main()
    print("--serve takes recognizer or espeak.", file=sys.stderr)
    return 2


def _announce(ready: dict[str, object]) -> None:
    print(json.dumps(ready), flush=True)


if __name__ == "__main__":
    sys.exit(main())
