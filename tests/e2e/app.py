"""The true app as a person meets it: its process, its window, real keys and clicks; its history read from its database."""

import json
import os
import queue
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
import psutil

from tests.e2e.display import HEIGHT, Display
from tests.e2e.pane import Shown, read_pane

T = TypeVar("T")

PATIENCE_S = 30.0
"""For what comes at once on a machine with nothing else to do: a test must not tell a busy machine from a broken app."""

ROOT = Path(__file__).resolve().parents[2]
NO_KEYRING = "keyring.backends.fail.Keyring"
DATABASE = Path("data/history.sqlite3")
SETTINGS = Path("config/settings.toml")
NOT_A_PERSONS = ("WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE")
"""Variables: the window is to be on the virtual display, and no person compiles the program at every start (0.4 s of window)."""
TALK_BUTTON_PX = 60
"""A square that fits into the talk button's disc."""
LIGHT_ACCENT = (0x3D, 0x57, 0xD6)
"""The light theme's colour of the idle talk button."""


@dataclass(frozen=True, slots=True)
class Said:
    """One finished or unfinished item of the history."""

    role: str
    status: str
    text: str
    is_spoken: bool
    created_at: float
    parts: tuple[dict[str, Any], ...]


class App:
    """One run of the app. `home` outlives it, so that a second run finds what the first one kept."""

    def __init__(self, display: Display, home: Path, *, env: dict[str, str], options: Iterable[str] = ()) -> None:
        """`env` is the rig's (or a machine's without sound); the display's and the home's variables are added."""
        self.display = display
        self.home = home
        self._marks: queue.Queue[tuple[str, float]] = queue.Queue()
        self._seen: dict[str, float] = {}
        home.mkdir(parents=True, exist_ok=True)
        self._log = (home / "stderr.txt").open("ab")
        own = {name: display.env[name] for name in ("DISPLAY", "QT_QPA_PLATFORM")}
        own |= {"DESKTOP_ASSISTANT_HOME": str(home), "DESKTOP_ASSISTANT_MARKS": "1", "HOME": str(home), "PYTHONUNBUFFERED": "1"}
        own |= {"LANGUAGE": "en", "LC_ALL": "C.UTF-8"}  # tests read the window in English, on anybody's machine
        own |= {"XDG_CONFIG_HOME": str(home / "xdg"), "PYTHON_KEYRING_BACKEND": env.get("PYTHON_KEYRING_BACKEND", NO_KEYRING)}
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "desktop_assistant", *options],
            cwd=ROOT, env={n: v for n, v in env.items() if n not in NOT_A_PERSONS} | own,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._log, text=True,
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read_marks, daemon=True)
        self._reader.start()

    # --- life ---------------------------------------------------------------------------------------------------
    def wait_for_mark(self, name: str, within_s: float = PATIENCE_S) -> float:
        """`window` (painted) or `ready` (linked to the provider); returns its CLOCK_MONOTONIC time."""
        deadline = time.monotonic() + within_s
        while name not in self._seen:
            try:
                mark, at = self._marks.get(timeout=max(deadline - time.monotonic(), 0.01))
            except queue.Empty:
                raise TimeoutError(f"no mark {name} within {within_s:.0f} s\n{self.errors()}") from None
            self._seen[mark] = at
        return self._seen[name]

    def focus(self) -> int:
        """Bring the window to the front; returns its id."""
        window = self.display.window_of(self.process.pid)
        self.display.do("windowactivate", "--sync", window)
        return window

    def close(self) -> int:
        """As the person would, by the window's own shortcut; kills after half a minute. Returns the exit code."""
        if self.process.poll() is None:
            try:
                self.focus()
                self.display.do("key", "ctrl+q")
                self.process.wait(PATIENCE_S)
            except (RuntimeError, TimeoutError, subprocess.TimeoutExpired):
                self.kill()
        self._log.close()
        self._reader.join(5)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.process.returncode

    def kill(self) -> None:
        """As a power cut would, with everything it has started."""
        for process in [*self._tree(), self.process]:
            process.kill()
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # --- what the person does -----------------------------------------------------------------------------------
    def type(self, text: str) -> None:
        """Into the text box, and send."""
        self.focus()
        self.display.do("key", "ctrl+l")
        self.display.do("type", "--delay", 8, text)
        self.display.do("key", "Return")

    def press(self, key: str) -> None:
        """One key or combination, e.g. `Escape`, `ctrl+m`."""
        self.focus()
        self.display.do("key", key)

    def pane(self) -> list[Shown]:
        """What the pane shows, copied out of it by its own shortcut and read from the X clipboard."""
        self.focus()
        self.display.do("key", "ctrl+shift+c")
        time.sleep(0.1)
        return read_pane(self._clipboard())

    def wait_for_pane(self, what: str, condition: Callable[[list[Shown]], bool], within_s: float = PATIENCE_S) -> list[Shown]:
        """Look at the pane until it is as wanted; the error shows it as it is."""
        rows: list[Shown] = []

        def look() -> list[Shown] | None:
            rows[:] = self.pane()
            return list(rows) if condition(rows) else None

        try:
            return wait_until(look, within_s, what)
        except TimeoutError as error:
            raise AssertionError("\n".join([str(error), "pane:", *(f"  {row}" for row in rows), self.errors()])) from None

    def copy_message(self, steps_back: int = 0) -> str:
        """The pane's newest message, or so many before it: walked to and copied by keyboard."""
        self.walk_to(steps_back)
        self.display.do("key", "ctrl+c")
        time.sleep(0.1)
        return self._clipboard()

    def walk_to(self, steps_back: int) -> None:
        """Put the keyboard's ring around the newest message, or one so many before it."""
        self.focus()
        self.display.do("key", "ctrl+l")
        self.display.do("key", "shift+Tab")
        for key in ("End", *["Up"] * steps_back):
            self.display.do("key", key)
            time.sleep(0.1)

    def wait_for_copy(self, steps_back: int, what: str, condition: Callable[[str], bool]) -> None:
        """Copy that message until the clipboard holds what is wanted."""

        def look() -> bool | None:
            self.copied = self.copy_message(steps_back)
            return condition(self.copied) or None

        try:
            wait_until(look, PATIENCE_S, what)
        except TimeoutError as error:
            raise AssertionError(f"{error}; copied: {self.copied!r}") from None

    def _clipboard(self) -> str:
        paste = "from PySide6.QtGui import QGuiApplication as A; a = A([]); print(a.clipboard().text())"
        env = os.environ | {n: self.display.env[n] for n in ("DISPLAY", "QT_QPA_PLATFORM")}
        return subprocess.run(
            [sys.executable, "-c", paste], env=env, capture_output=True, text=True, check=True, timeout=60
        ).stdout.strip()

    def click_talk(self) -> None:
        """The mouse on the big round button."""
        x, y = self._talk_button()
        self.display.do("mousemove", x, y, "click", 1)

    def _talk_button(self) -> tuple[int, int]:
        """Where the round button is: learnt while it is idle, when it is a full disc in the accent colour."""
        if not hasattr(self, "_button"):
            self.focus()
            self.display.do("mousemove", 0, 0)  # under the mouse it has another colour
            self._button = wait_until(self._find_talk_button, PATIENCE_S, "an idle talk button")
        return self._button

    def _find_talk_button(self) -> tuple[int, int] | None:
        accent = np.abs(self.display.picture().astype(np.int16) - LIGHT_ACCENT).max(axis=2) < 8
        sums = np.pad(accent.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        k = TALK_BUTTON_PX
        filled = sums[k:, k:] - sums[:-k, k:] - sums[k:, :-k] + sums[:-k, :-k]
        y, x = np.unravel_index(filled.argmax(), filled.shape)
        is_disc = filled[y, x] > 0.55 * k * k and y > HEIGHT // 3
        return (int(x) + k // 2, int(y) + k // 2) if is_disc else None

    # --- what can be seen from outside --------------------------------------------------------------------------
    def history(self) -> list[Said]:
        """All items of all conversations, in their order; empty while there is no database."""
        path = self.home / DATABASE
        if not path.exists():
            return []
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
        try:
            rows = connection.execute(
                "SELECT role, status, parts, items.created_at "
                "FROM items JOIN conversations ON conversations.id = conversation_id "
                "ORDER BY conversations.created_at, position"
            ).fetchall()
        except sqlite3.OperationalError:  # not made yet
            return []
        finally:
            connection.close()
        return [_said(*row) for row in rows]

    def wait_for(self, what: str, condition: Callable[[list[Said]], bool], within_s: float = PATIENCE_S) -> list[Said]:
        """Poll the history until it is as wanted; the error shows it as it is, and what the app complained about."""

        def look() -> list[Said] | None:
            history = self.history()
            return history if condition(history) else None

        try:
            return wait_until(look, within_s, what)
        except TimeoutError as error:
            lines = [f"  {s.role} ({s.status}): {s.text!r}" for s in self.history()]
            raise AssertionError("\n".join([str(error), "history:", *lines, self.errors()])) from None

    def wait_for_answer(self, count: int = 1, within_s: float = PATIENCE_S) -> Said:
        """The count-th answer of the assistant, finished."""
        history = self.wait_for(f"answer {count}", lambda h: len(_done(h, "assistant")) >= count, within_s)
        return _done(history, "assistant")[count - 1]

    def errors(self) -> str:
        """The end of its stderr and log."""
        texts = [self.home / "stderr.txt", *sorted((self.home / "logs").glob("*.log"))]
        return "\n".join(f"{path.name}: {path.read_text(errors='replace')[-1500:]}" for path in texts if path.exists())

    # --- its processes ------------------------------------------------------------------------------------------
    def child(self, module: str) -> psutil.Process:
        """The process of one room, by its module name, e.g. `desktop_assistant.engine`; waits until it is there."""

        def look() -> psutil.Process | None:
            return next((p for p in self._tree() if module in _command(p)), None)

        return wait_until(look, PATIENCE_S, f"a process {module}")

    def kill_child(self, module: str) -> None:
        """Abruptly."""
        self.child(module).send_signal(signal.SIGKILL)

    def processes(self) -> dict[str, psutil.Process]:
        """All processes of the app by what they do: `window`, and the module names of the others without the package."""
        named = {"window": psutil.Process(self.process.pid)}
        for process in self._tree():
            words = _command(process).split()
            module = next((word for word in words if word.startswith("desktop_assistant.")), "")
            name = module.removeprefix("desktop_assistant.") or (Path(words[0]).name if words else "?")
            while name in named:
                name += "+"
            named[name] = process
        return named

    def memory_mb(self) -> dict[str, float]:
        """Resident memory of each process."""
        return {name: process.memory_info().rss / 2**20 for name, process in self.processes().items()}

    def cpu_seconds(self) -> dict[str, float]:
        """What each process has computed so far."""
        return {name: sum(process.cpu_times()[:2]) for name, process in self.processes().items()}

    def cpu_percent(self, seconds: float) -> dict[str, float]:
        """Share of one core that each process uses during this time, in percent; those that came meanwhile are left out."""
        before, started = self.cpu_seconds(), time.monotonic()
        time.sleep(seconds)
        after, passed = self.cpu_seconds(), time.monotonic() - started
        return {name: 100 * (after[name] - before[name]) / passed for name in after if name in before}

    def _tree(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    def _read_marks(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            try:
                mark = json.loads(line)
                self._marks.put((mark["mark"], mark["t"]))
            except (ValueError, KeyError, TypeError):
                continue


def wait_until(look: Callable[[], T | None], within_s: float, what: str) -> T:
    """Poll every 50 ms until `look` finds something; TimeoutError names what did not come."""
    deadline = time.monotonic() + within_s
    while (found := look()) is None:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not come within {within_s:.0f} s")
        time.sleep(0.05)
    return found


def _said(role: str, status: str, parts: str, created_at: float) -> Said:
    decoded = tuple(json.loads(parts))
    texts = [part.get("text") or part.get("transcript") or "" for part in decoded]
    return Said(role, status, "\n".join(t for t in texts if t), any(p["type"] == "audio" for p in decoded), created_at, decoded)


def _done(history: list[Said], role: str) -> list[Said]:
    return [said for said in history if said.role == role and said.status != "in_progress" and said.text]


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return ""
