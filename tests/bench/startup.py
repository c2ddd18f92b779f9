"""How long until the window is there and the assistant can be talked to: `python tests/bench/startup.py [runs=5]`.

The true app on a screen and a sound card of its own; the first run (cold caches, first settings and history) is not counted.
The last line is one JSON object: `window_ms` from the start of the process to the first paint, `ready_ms` to the link with the
local engine (each the median), `rss_mb` of the window's process and `rss_all_mb` of all of its processes 3 s later. The two
`_cpu_ms` are what all processes have computed until then: they hardly change when the machine has other work to do.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.e2e.app import App
from tests.e2e.display import Display
from tests.rig.rig import Rig

SETTLE_S = 3.0


def one_run(display: Display, rig: Rig, home: Path) -> dict[str, float]:
    """Start, wait, weigh, close."""
    with App(display, home, env=rig.env) as app:
        window, window_cpu = app.wait_for_mark("window") - app.started, sum(app.cpu_seconds().values())
        ready, ready_cpu = app.wait_for_mark("ready") - app.started, sum(app.cpu_seconds().values())
        time.sleep(SETTLE_S)
        sizes = app.memory_mb()
        return {
            "window_ms": window * 1000,
            "ready_ms": ready * 1000,
            "window_cpu_ms": window_cpu * 1000,
            "ready_cpu_ms": ready_cpu * 1000,
            "rss_mb": sizes["window"],
            "rss_all_mb": sum(sizes.values()),
        }


def main() -> None:
    """Command line."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with Display() as display, Rig("pulse") as rig, tempfile.TemporaryDirectory() as home:
        results = []
        for number in range(runs + 1):
            result = one_run(display, rig, Path(home))
            print(
                ("warm-up" if number == 0 else f"run {number}"),
                {name: round(value) for name, value in result.items()},
                flush=True,
            )
            results.append(result)
    print(json.dumps({name: round(statistics.median(r[name] for r in results[1:]), 1) for name in results[0]}))


if __name__ == "__main__":
    main()
