"""A screen of the tests' own: Xvfb with a window manager, real keys and clicks by xdotool, and pictures of what is shown."""

import os
import select
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pytest
from numpy.typing import NDArray

WIDTH, HEIGHT = 1280, 900
START_LIMIT_S = 30.0
_XWD_HEADER = 100
"""Bytes of the fixed part of an X window dump's header."""


class Display:
    """A virtual screen; `env` is for the programs that shall appear on it. Close it, or use `with`."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="screen-")
        read, write = os.pipe()
        screen = ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-fbdir", self._folder.name]
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), *screen], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(write)
        self.env = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
        self.env |= {"DISPLAY": f":{_read_number(read)}", "QT_QPA_PLATFORM": "xcb"}
        # Without a window manager no window is ever active, and Qt shortcuts stay silent.
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"], env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def do(self, *arguments: str | int) -> str:
        """One xdotool command line: keys, clicks, windows."""
        done = subprocess.run(
            ["xdotool", *map(str, arguments)], env=self.env, text=True, capture_output=True, check=False, timeout=60
        )
        if done.returncode:
            raise RuntimeError(f"xdotool {' '.join(map(str, arguments))}: {done.stderr.strip() or 'failed'}")
        return done.stdout.strip()

    def window_of(self, pid: int, *, within_s: float = 30.0) -> int:
        """The visible window of a process; waits for it."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--pid", str(pid), "--name", "."],
                env=self.env, text=True, capture_output=True, check=False,
            ).stdout.split()  # fmt: skip
            if found:
                return int(found[0])
            time.sleep(0.05)
        raise TimeoutError(f"process {pid} showed no window within {within_s:.0f} s")

    def active_window(self) -> int | None:
        """The one that takes the keys; None while that changes."""
        try:
            return int(self.do("getactivewindow"))
        except RuntimeError:
            return None

    def picture(self) -> NDArray[np.uint8]:
        """What is on the screen: uint8, shape (height, width, 3), red first."""
        data = Path(self._folder.name, "Xvfb_screen0").read_bytes()
        head = np.frombuffer(data, ">u4", count=_XWD_HEADER // 4)
        header_size, height, line_size, colours = (int(head[i]) for i in (0, 5, 12, 19))
        pixels = np.frombuffer(data, np.uint8, offset=header_size + colours * 12, count=height * line_size)
        return pixels.reshape(height, line_size)[:, : WIDTH * 4].reshape(height, WIDTH, 4)[:, :, 2::-1]

    def save_picture(self, path: Path) -> Path:
        """As PNG."""
        from PySide6.QtGui import QImage

        picture = np.ascontiguousarray(self.picture())
        height, width, _ = picture.shape
        if not QImage(picture.data, width, height, width * 3, QImage.Format.Format_RGB888).save(str(path)):
            raise OSError(f"{path} could not be written")
        return path

    def close(self) -> None:
        """End the screen and all that is shown on it."""
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _read_number(pipe: int) -> int:
    """The number that Xvfb chose, once it serves."""
    with os.fdopen(pipe) as stream:
        if not select.select([stream], [], [], START_LIMIT_S)[0]:
            raise TimeoutError(f"Xvfb did not start within {START_LIMIT_S:.0f} s")
        return int(stream.readline())


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    """One screen for all tests that show the true window."""
    with Display() as screen:
        yield screen
