"""A part of the screen goes with a message, by keyboard alone: seen before it is sent, kept, and said to be unseen."""

import pytest

from tests.e2e.app import PATIENCE_S, App, wait_until
from tests.e2e.conftest import StartApp
from tests.rig.rig import Rig

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def frozen_screen(app: App) -> str | None:
    try:
        return app.display.do("search", "--onlyvisible", "--name", "Choose what to show") or None
    except RuntimeError:  # nothing was found
        return None


def photograph(app: App) -> None:
    """All of the screen. The window goes away meanwhile and comes back."""
    app.focus()
    app.display.do("key", "ctrl+shift+s")
    picker = wait_until(lambda: frozen_screen(app), PATIENCE_S, "the frozen screen")
    app.display.do("windowactivate", "--sync", picker)
    app.display.do("key", "Return")
    wait_until(lambda: frozen_screen(app) is None or None, PATIENCE_S, "the end of the frozen screen")


def test_the_screen_is_shown_and_kept_though_nobody_sees_it(start_app: StartApp, sound_rig: Rig) -> None:
    app = start_app()
    photograph(app)
    app.type("what is 12 times 12")
    history = app.wait_for("the answer", lambda h: any("144" in said.text for said in h))
    [asked] = [said for said in history if said.role == "user" and "12" in said.text]
    [picture] = [part for part in asked.parts if part["type"] == "image"]
    assert picture["title"] == "Screen"
    assert max(picture["width"], picture["height"]) <= 1536
    rows = app.wait_for_pane("the picture in words", lambda rows: any("[Picture Screen]" in row.text for row in rows))
    assert any("144" in row.text for row in rows)
