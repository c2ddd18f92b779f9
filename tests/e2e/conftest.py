"""A home per module with the local engine and its clearest voice, and the app running in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.app import App
from tests.e2e.display import Display
from tests.e2e.settings import write_settings
from tests.rig.rig import Rig

StartApp = Callable[..., App]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Settings, history and logs of this test's app."""
    return tmp_path / "person"


@pytest.fixture
def start_app(display: Display, sound_rig: Rig, home: Path) -> Iterator[StartApp]:
    """`start_app(conversation={"talk_mode": "always"})`: the app with these settings, linked; `ready=False` does not wait."""
    running: list[App] = []

    def start(*, ready: bool = True, env: dict[str, str] | None = None, keep_settings: bool = False, **settings: Any) -> App:
        if not keep_settings:
            write_settings(home, **settings)
        app = App(display, home, env=env or sound_rig.env)
        running.append(app)
        app.wait_for_mark("ready" if ready else "window")
        return app

    yield start
    for app in running:
        app.close()
