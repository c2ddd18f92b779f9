"""Run a program on a virtual sound card by hand: `python -m tests.rig pulse -- PROGRAM ARGUMENTS`.

The program finds `speaker` and `microphone` as its default devices. Beside it, `paplay --device=mic_in FILE` speaks into the
microphone and `parec --device=speaker.monitor` records the loudspeaker, both started from a shell run in the same way.
"""

import subprocess
import sys

from tests.rig.rig import Rig


def main() -> int:
    """Command line."""
    match sys.argv[1:]:
        case [("pulse" | "pipewire") as kind, "--", *command] if command:
            with Rig("pulse" if kind == "pulse" else "pipewire") as rig:
                return subprocess.call(command, env=rig.env)
        case _:
            print(__doc__)
            return 2


if __name__ == "__main__":
    sys.exit(main())
