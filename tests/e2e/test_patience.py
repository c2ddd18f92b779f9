"""Patience in the true window, by keyboard alone: in force at once, and remembered."""

import re

import pytest

from tests.e2e.app import SETTINGS, App, wait_until
from tests.e2e.conftest import StartApp

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def pause_ms(app: App) -> int | None:
    found = re.search(r"^pause_ms = (\d+)", (app.home / SETTINGS).read_text(), re.MULTILINE)
    return int(found[1]) if found else None


def test_patience_is_one_key_away_and_remembered(start_app: StartApp) -> None:
    app = start_app()
    app.press("ctrl+p")

    def press(key: str) -> int:
        app.display.do("key", key)  # again and again: the popover may still be on its way
        return pause_ms(app) or 0

    wait_until(lambda: press("Right") >= 1200 or None, 30, "thoughtful in the settings file")
    wait_until(lambda: press("Home") == 200 or None, 30, "the snappiest in the settings file")
    app.display.do("key", "Escape")
    app.type("what is 12 times 12")  # the popover is gone, the window takes keys again
    app.wait_for_pane("the answer", lambda rows: any("144" in row.text for row in rows))
    assert app.close() == 0
    again = start_app(keep_settings=True)
    assert pause_ms(again) == 200
