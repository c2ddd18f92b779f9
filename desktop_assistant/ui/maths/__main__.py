"""The process of formulas: one JSON object a line from the window, one back for each. Ends with its input."""

import json
import os
import sys
from typing import Any

from desktop_assistant.ui.maths.setting import UnreadableError, set_formula

NICENESS = 10
"""A formula may come a moment later; a frame of the window may not."""
MEMORY = 1 << 30
"""Bytes; a formula that wants more is none."""


def answer(line: str) -> dict[str, Any]:
    """The outline's fields, or {} for what cannot be read."""
    try:
        asked = json.loads(line)
        return set_formula(str(asked["latex"]), is_display=bool(asked["display"]))
    except (UnreadableError, MemoryError, RecursionError, ValueError, KeyError, TypeError):
        return {}


def main() -> None:
    """Serve until the window closes the pipe."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.nice(NICENESS)
    sys.stdout.write("\n")  # everything is loaded: from here on the time of a formula counts
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(f"{json.dumps(answer(line))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
