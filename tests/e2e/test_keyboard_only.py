"""A day without a mouse: the true window under a true window manager, every key a real one, the focus looked at on the screen.

At each station the keyboard's place must be visible and drawn: the picture of the screen changes there when the focus comes. Tab
leads through everything and back, in both directions: nothing holds the keyboard.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.e2e.app import PATIENCE_S, wait_until
from tests.e2e.display import Display

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

AROUND = 14
"""px: the text box's ring is drawn by the frame around it."""
MOST_STATIONS = 90


class Walk:
    """The program, its answers, and the keys."""

    def __init__(self, display: Display, home: Path) -> None:
        self.display = display
        command = [sys.executable, str(Path(__file__).with_name("window_program.py")), str(home)]
        self._process = subprocess.Popen(
            command, env=display.env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        display.window_of(self._process.pid)
        self.stations: list[str] = []

    def ask(self, what: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": what}) + "\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.display.do("key", key)

    def type(self, text: str) -> None:
        self.display.do("type", "--delay", 10, text)

    def until(self, what: str, look: Callable[[], object]) -> None:
        try:
            wait_until(lambda: look() or None, PATIENCE_S, what)
        except TimeoutError as error:
            raise AssertionError(f"{error}; {self.ask('focus')}; {self.ask('state')}") from None

    def until_state(self, name: str, wanted: object) -> None:
        self.until(f"{name} {wanted}", lambda: self.ask("state")[name] == wanted)

    def until_event(self, event: str) -> None:
        self.until(event, lambda: self.ask("state")["events"][-1:] == [event])

    def at(self, *names: str) -> None:
        """The keyboard is there, in sight."""
        self.until(" or ".join(names), lambda: self.ask("focus")["name"] in names)
        assert self.ask("focus")["is_visible"]

    def in_window(self, title: str) -> None:
        self.until(f"the window {title}", lambda: self.ask("focus")["window"] == title)

    def go_to(self, name: str, key: str = "Tab") -> None:
        """So many Tabs."""
        for _ in range(MOST_STATIONS):
            if self.ask("focus")["name"] == name:
                return
            self.step(key)
        raise AssertionError(f"Tab never came to {name}: {self.stations[-MOST_STATIONS:]}")

    def step(self, key: str = "Tab") -> dict[str, Any]:
        """To the next station, which must be in sight and look as if it had the keyboard."""
        before, picture = self.ask("focus"), self._still()
        self.keys(key)
        self.until(f"another place than {before['name']}", lambda: self.ask("focus")["id"] != before["id"])
        now = self.ask("focus")
        assert now["is_visible"], now
        self.until(f"a focus that can be seen on {now}", lambda: self._changed(picture, now["rect"]))
        self.stations.append(now["name"])
        return now

    def round(self, key: str = "Tab") -> list[str]:
        """From here through everything and back."""
        first, names = self.ask("focus"), list[str]()
        for _ in range(MOST_STATIONS):
            now = self.step(key)
            if now["id"] == first["id"]:
                return names
            names.append(now["name"])
        raise AssertionError(f"{key} never came back to {first['name']}: {names}")

    def _still(self) -> "np.ndarray[Any, Any]":
        """The screen once nothing moves on it."""
        picture = self.display.picture()
        for _ in range(40):
            time.sleep(0.03)
            later = self.display.picture()
            if np.array_equal(picture, later):
                break
            picture = later
        return picture

    def _changed(self, before: "np.ndarray[Any, Any]", rect: list[int]) -> bool:
        left, top = max(rect[0] - AROUND, 0), max(rect[1] - AROUND, 0)
        area = np.s_[top : rect[1] + rect[3] + AROUND, left : rect[0] + rect[2] + AROUND]
        return bool((np.abs(before[area].astype(np.int16) - self.display.picture()[area]).max(axis=2) > 8).sum() >= 12)

    def close(self) -> None:
        self._process.kill()
        self._process.wait(30)
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()


@pytest.fixture
def fresh(display: Display, tmp_path: Path) -> Iterator[Walk]:
    """At its first start, with the welcome."""
    walk = Walk(display, tmp_path)
    yield walk
    walk.close()


@pytest.fixture
def walk(fresh: Walk) -> Walk:
    """The welcome is over."""
    fresh.in_window("Welcome")
    fresh.keys("Escape")
    fresh.in_window("Desktop Assistant")
    return fresh


def test_the_first_start(fresh: Walk) -> None:
    fresh.in_window("Welcome")
    names = fresh.round()
    assert len(names) >= 3
    fresh.go_to("Click to talk")
    fresh.keys("Down")
    fresh.at("Hold to talk")
    fresh.go_to("Start talking")
    fresh.keys("space")
    fresh.until_state("mode", "hold")
    fresh.in_window("Desktop Assistant")


def test_typing_stopping_and_talking(walk: Walk) -> None:
    walk.type("hello")
    walk.at("Message")
    walk.keys("Return")
    walk.until_event("UserText hello")
    walk.keys("Escape")
    walk.until_event("StopPressed")
    walk.go_to("Talk")
    walk.keys("space")
    walk.until("TalkPressed", lambda: any(one.startswith("TalkPressed") for one in walk.ask("state")["events"]))


def test_messages_cards_and_chips_are_copied_and_a_turn_is_corrected(walk: Walk) -> None:
    walk.keys("ctrl+l")
    walk.at("Message")
    walk.step("shift+Tab")
    walk.keys("Up", "ctrl+c")
    walk.until("the card", lambda: walk.ask("state")["clipboard"].startswith("Distances"))
    walk.keys("Up", "Right", "Right", "Return")
    walk.until_state("clipboard", "+49 30 1234567")
    walk.keys("Up", "F2")
    walk.until("the editor", lambda: walk.ask("focus")["kind"] != "ChatView")
    walk.keys("End")
    walk.type(" today")
    walk.keys("Return")
    walk.until_event("TurnCorrected How do I reach her? today")


def test_a_picture_is_pasted_and_taken_away(walk: Walk) -> None:
    walk.keys("ctrl+l")
    walk.at("Message")
    walk.ask("picture")
    walk.keys("ctrl+v")
    walk.until_state("attached", 1)
    walk.go_to("Pasted picture", "shift+Tab")
    walk.keys("Delete")
    walk.until_state("attached", 0)
    walk.at("Message")
    walk.go_to("Attach", "shift+Tab")
    walk.keys("space")
    walk.until("the menu", lambda: walk.ask("focus")["kind"] == "QMenu")
    walk.keys("Escape")
    walk.at("Attach")


def test_words_are_found_here_and_everywhere(walk: Walk) -> None:
    walk.keys("ctrl+f")
    walk.type("marathon")
    walk.keys("Return")
    walk.until_state("found", "2 of 2")
    walk.keys("Escape")
    walk.at("Message")
    walk.keys("ctrl+shift+f")
    walk.type("kettle")
    walk.keys("Return")
    walk.until("the hit", lambda: walk.ask("state")["conversation"] == "c2" or walk.keys("Return"))


def test_conversations_are_pinned_tagged_and_exported(walk: Walk) -> None:
    walk.keys("ctrl+h")
    walk.at("List of conversations")
    walk.keys("Down", "ctrl+d")
    walk.until_state("pinned", 1)
    walk.keys("ctrl+g")
    walk.until("the tags", lambda: "ags" in walk.ask("focus")["window"])
    walk.type("home")
    walk.keys("Return")
    walk.until_state("tags", ["home"])
    walk.in_window("Desktop Assistant")
    walk.keys("ctrl+e")
    walk.in_window("Export")
    walk.keys("Escape")
    walk.in_window("Desktop Assistant")
    walk.at("List of conversations")
    walk.keys("ctrl+h")
    walk.until_state("drawer", False)


def test_another_persona_answers(walk: Walk) -> None:
    walk.keys("ctrl+shift+p")
    walk.until("the menu", lambda: walk.ask("focus")["kind"] == "QMenu")
    walk.keys("Down", "Return")
    walk.until_state("persona", "Tutor")


@pytest.mark.parametrize("page", range(8))
def test_every_page_of_the_settings_is_walked_through(walk: Walk, page: int) -> None:
    walk.keys("ctrl+comma")
    walk.in_window("Settings")
    walk.go_to("Pages")
    walk.keys("Home", *["Down"] * page)
    names = walk.round()
    assert {"OK", "Cancel"} <= set(names)
    assert len(names) >= 4
    walk.keys("Escape")
    walk.in_window("Desktop Assistant")


def test_something_is_shared_and_no_longer(walk: Walk) -> None:
    walk.keys("ctrl+shift+d")
    walk.in_window("Share a screen, a window or a camera")
    walk.until("the sources", lambda: walk.ask("focus")["kind"] == "QListWidget")
    walk.keys("Down")
    walk.until("the button", lambda: _may_be_reached(walk, "Start sharing"))
    walk.keys("space")
    walk.until_state("sharing", True)
    walk.in_window("Desktop Assistant")
    walk.go_to("Stop sharing")
    walk.keys("space")
    walk.until_state("sharing", False)


def _may_be_reached(walk: Walk, name: str) -> bool:
    walk.keys("Tab")
    return bool(walk.ask("focus")["name"] == name)


def test_captions_come_and_go(walk: Walk) -> None:
    walk.keys("ctrl+shift+l")
    walk.until_state("captions", True)
    walk.in_window("Desktop Assistant")  # they never take the keyboard
    walk.keys("ctrl+shift+l")
    walk.until_state("captions", False)


@pytest.mark.parametrize("key", ["Tab", "shift+Tab"])
def test_tab_goes_round_the_window_and_is_held_nowhere(walk: Walk, key: str) -> None:
    walk.keys("ctrl+l")
    walk.at("Message")
    names = walk.round(key)
    assert {"Talk", "Settings", "New conversation", "Past conversations", "Attach", "Mute the microphone"} <= set(names)
