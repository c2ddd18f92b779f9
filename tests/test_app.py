import subprocess
import sys
import time

STUCK = """
import concurrent.futures, threading
from desktop_assistant.app import end_by_force_after
concurrent.futures.ThreadPoolExecutor().submit(threading.Event().wait)
end_by_force_after(0.2)
"""


def test_a_stuck_thread_does_not_keep_a_closed_program_alive() -> None:
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", STUCK], timeout=30, check=False)
    assert ended.returncode == 1
    assert time.monotonic() - began < 20
