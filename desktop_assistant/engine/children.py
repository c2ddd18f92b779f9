"""How the engine starts its own helpers, from a checkout and from a frozen program (which has no `python -m`)."""

import sys
from pathlib import Path

_HERE = Path(__file__).parent
_PROGRAMS = {
    "recognizer": ("-m", "desktop_assistant.engine.recognizer.service"),
    "espeak": (str(_HERE / "synthesizer" / "espeak_process.py"),),  # by path: it must not import the assistant
}


def child_command(name: str) -> tuple[str, ...]:
    """The command line of one helper; `engine/__main__.py` understands the frozen form."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "engine", "--serve", name)
    return (sys.executable, *_PROGRAMS[name])
