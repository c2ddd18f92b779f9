"""Patience in the true window, by keyboard alone: in force at once, and remembered."""

import re
import time

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
    time.sleep(0.5)
    for _ in range(20):
        app.display.do("key", "Right")
    wait_until(lambda: (pause_ms(app) or 0) >= 1200 or None, 5, "thoughtful in the settings file")
    app.display.do("key", "Home")
    wait_until(lambda: pause_ms(app) == 200 or None, 5, "the snappiest in the settings file")
    app.display.do("key", "Escape")
    app.type("what is 12 times 12")  # the popover is gone, the window takes keys again
    app.wait_for_pane("the answer", lambda rows: any("144" in row.text for row in rows))
    assert app.close() == 0
    again = start_app(keep_settings=True)
    assert pause_ms(again) == 200
