"""An encrypted history in the running program: nothing legible on the disk, all there tomorrow, aside if the key is lost."""

import json
from pathlib import Path

import pytest

from tests.e2e.app import DATABASE, PATIENCE_S, App, wait_until
from tests.e2e.conftest import StartApp
from tests.rig.rig import Rig

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

WORDS = "what is 4711 times 3"
ANSWER = "14,133"


def legible(app: App) -> list[str]:
    found = [path for path in app.home.joinpath("data").rglob("*") if path.is_file() and b"4711" in path.read_bytes()]
    return [path.name for path in found]


def is_answered(app: App) -> None:
    app.wait_for_pane("the answer", lambda rows: any(ANSWER in row.text for row in rows))


def test_a_history_is_encrypted_read_again_and_put_aside_when_its_key_is_lost(
    start_app: StartApp, sound_rig: Rig, tmp_path: Path
) -> None:
    ring = tmp_path / "ring.json"
    env = sound_rig.env | {"PYTHON_KEYRING_BACKEND": "tests.fakes.file_keyring.FileKeyring", "FILE_KEYRING": str(ring)}
    app = start_app(env=env, privacy={"encrypt_history": True})
    app.type(WORDS)
    is_answered(app)
    assert legible(app) == []
    app.kill()
    assert legible(app) == []
    assert not (app.home / DATABASE).read_bytes().startswith(b"SQLite")

    again = start_app(env=env, keep_settings=True)
    is_answered(again)
    assert again.close() == 0

    kept = json.loads(ring.read_text())
    ring.unlink()
    lost = start_app(env=env, keep_settings=True)
    wait_until(lambda: list((app.home / DATABASE).parent.glob("*.unreadable-*")) or None, PATIENCE_S, "the history aside")
    lost.type("what is 5 times 5")
    lost.wait_for_pane("an answer", lambda rows: any("25" in row.text for row in rows))
    lost.display.save_picture(tmp_path / "lost-key.png")
    assert lost.close() == 0

    (aside,) = [path for path in (app.home / DATABASE).parent.glob("*.unreadable-*") if not path.name.endswith(("-wal", "-shm"))]
    for path in (app.home / DATABASE).parent.glob(f"{DATABASE.name}*"):
        if path != aside:
            path.unlink()
    aside.rename(app.home / DATABASE)
    ring.write_text(json.dumps(kept))
    found = start_app(env=env, keep_settings=True)
    is_answered(found)
