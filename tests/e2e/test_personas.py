"""Another persona takes over when it is asked for by name, and everybody can see it tomorrow."""

import tomllib

import pytest

from tests.e2e.conftest import StartApp
from tests.rig.rig import Rig

pytestmark = pytest.mark.e2e


def test_another_persona_is_asked_for(start_app: StartApp, sound_rig: Rig) -> None:
    app = start_app()
    app.type("switch to the tutor")
    app.wait_for("the tutor", lambda said: any("skills are all there is" in one.text for one in said))
    app.type("what is two plus two")
    said = app.wait_for("who speaks", lambda said: any("speaks as Tutor" in one.text for one in said))
    assert [one.role for one in said if "speaks as Tutor" in one.text] == ["system"]
    app.close()
    (path,) = app.home.rglob("settings.toml")
    settings = tomllib.loads(path.read_text("utf-8"))
    assert settings["conversation"]["persona"] == "tutor"
    assert settings["audio"]["pause_ms"] == 1200
