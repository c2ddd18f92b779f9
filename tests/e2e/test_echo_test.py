"""The self-test in the true window, by keyboard: its sound leaves the loudspeaker, its result is kept."""

import json
from typing import Any

import pytest

from tests.e2e.app import SETTINGS, App, wait_until
from tests.e2e.conftest import StartApp
from tests.rig.rig import Echo, Rig

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def kept(app: App) -> list[dict[str, Any]]:
    path = app.home / "data/echo-tests.json"
    found: list[dict[str, Any]] = json.loads(path.read_text()) if path.exists() else []
    return found


def open_the_test(app: App) -> None:
    """By keyboard."""
    window = app.focus()
    app.press("ctrl+t")
    wait_until(lambda: app.display.active_window() not in (None, window) or None, 30, "the dialog")


def run_the_test(app: App) -> dict[str, Any]:
    """By keyboard; returns what was found once it is kept, and leaves the dialog."""
    open_the_test(app)
    app.display.do("key", "Return")
    (result,) = wait_until(lambda: kept(app) or None, 60, "a kept result")
    app.display.do("key", "Escape")
    return result


def test_headphones_are_found_and_the_sound_was_played(start_app: StartApp, sound_rig: Rig) -> None:
    app = start_app()
    with sound_rig.hiss(), sound_rig.record() as speaker:
        result = run_the_test(app)
        assert speaker.sounds(gap_s=1.0), "nothing was played"
    assert result["delay_ms"] is None, "no loudspeaker of this rig reaches its microphone"
    assert result["duplex"] == "full"
    assert result["input_device"]
    assert result["output_device"]
    app.type("what is 12 times 12")  # the window is of use again
    app.wait_for_pane("the answer", lambda rows: any("144" in row.text for row in rows))


def test_an_echo_is_measured(start_app: StartApp) -> None:
    with Rig("pulse", echo=Echo(delay_ms=80, gain_db=-12)) as rig:
        app = start_app(env=rig.env)
        with rig.hiss():
            result = run_the_test(app)
        app.close()
    assert result["delay_ms"] == pytest.approx(120, abs=100), result
    assert result["echo_db"] == pytest.approx(-12, abs=6), result
    assert result["removed_db"] > 3, result


def test_the_microphone_rests_with_these_devices_for_as_long_as_the_person_wants(start_app: StartApp) -> None:
    """By keyboard: accepted after the test, taken back in the next run of the program, without another test."""

    def is_kept(app: App, rests: bool) -> bool | None:
        return kept(app)[0]["rests"] is rests or None

    with Rig("pulse", echo=Echo(delay_ms=1700, gain_db=-6)) as rig:
        app = start_app(env=rig.env)
        with rig.hiss():
            result = run_the_test(app)
        assert (result["duplex"], result["cause"], result["rests"]) == ("half", "delay", False)
        settings = (app.home / SETTINGS).read_text()
        for run, rests in enumerate((True, False)):
            if run:
                app = start_app(env=rig.env, keep_settings=True)
            open_the_test(app)
            app.display.do("key", "Tab")
            app.display.do("key", "Return")
            wait_until(lambda app=app, rests=rests: is_kept(app, rests), 30, f"rests: {rests}")
            app.display.do("key", "Escape")
            app.close()
        assert (app.home / SETTINGS).read_text() == settings, "that would be for all devices"
        assert kept(app)[0]["tested_at"] == result["tested_at"]
