"""What was written and not sent is in the text box again after the program was killed."""

import sqlite3
from pathlib import Path

import pytest

from tests.e2e.app import DATABASE, PATIENCE_S, App, wait_until
from tests.e2e.conftest import StartApp
from tests.rig.rig import Rig

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

WORDS = "a letter that nobody has read yet"


def kept(home: Path) -> str:
    connection = sqlite3.connect(f"file:{home / DATABASE}?mode=ro", uri=True, timeout=5)
    try:
        rows = connection.execute("SELECT text FROM drafts").fetchall()
    except sqlite3.OperationalError:  # not made yet
        return ""
    finally:
        connection.close()
    return rows[0][0] if rows else ""


def in_the_box(app: App) -> str:
    app.focus()
    app.display.do("key", "ctrl+l", "ctrl+a", "ctrl+c")
    return app._clipboard()


def test_killed_while_somebody_writes(start_app: StartApp, sound_rig: Rig, tmp_path: Path) -> None:
    app = start_app()
    app.focus()
    app.display.do("key", "ctrl+l")
    app.display.do("type", "--delay", "20", WORDS)
    wait_until(lambda: kept(app.home) == WORDS or None, PATIENCE_S, "the draft in the history")
    app.process.kill()
    app.process.wait()
    again = start_app(keep_settings=True)
    wait_until(lambda: in_the_box(again) == WORDS or None, PATIENCE_S, "the draft in the text box")
    again.display.save_picture(tmp_path / "draft.png")
    again.display.do("key", "ctrl+l", "ctrl+a", "BackSpace")
    wait_until(lambda: not kept(again.home) or None, PATIENCE_S, "no draft")
