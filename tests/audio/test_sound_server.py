import os
import socket
from pathlib import Path

import pytest

from desktop_assistant.audio.sound_server import SoundServer, socket_path


@pytest.mark.parametrize(
    ("environment", "platform", "path"),
    [
        ({"PULSE_SERVER": "unix:/run/x/native"}, "linux", "/run/x/native"),
        ({"PULSE_SERVER": "{4f2a}unix:/run/x/native"}, "linux", "/run/x/native"),
        ({"PULSE_SERVER": "/run/x/native"}, "linux", "/run/x/native"),
        ({"PULSE_SERVER": "tcp:host:4713"}, "linux", None),
        ({"PULSE_SERVER": "unix:/a tcp:b"}, "linux", None),
        ({"PULSE_RUNTIME_PATH": "/run/p"}, "linux", "/run/p/native"),
        ({"XDG_RUNTIME_DIR": "/run/user/7"}, "linux", "/run/user/7/pulse/native"),
        ({}, "linux", f"/run/user/{os.getuid()}/pulse/native"),
        ({"PULSE_SERVER": "unix:/run/x/native"}, "darwin", None),
        ({}, "win32", None),
    ],
)
def test_where_the_server_listens(environment: dict[str, str], platform: str, path: str | None) -> None:
    assert socket_path(environment, platform) == (Path(path) if path else None)


class Server:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        self.socket.listen(20)

    def die(self, *, tidy: bool) -> None:
        self.socket.close()
        if tidy:
            self.path.unlink()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # socket paths are short
    return Path("native")


def test_a_living_server_is_unchanged(path: Path) -> None:
    server = Server(path)
    watch = SoundServer(path)
    assert watch.was_there
    assert watch.is_unchanged(thorough=False)
    assert watch.is_unchanged(thorough=True)
    server.die(tidy=True)
    assert not watch.is_unchanged(thorough=False)


def test_a_killed_server_leaves_its_socket_but_does_not_answer(path: Path) -> None:
    server = Server(path)
    watch = SoundServer(path)
    server.die(tidy=False)
    assert watch.is_unchanged(thorough=False)
    assert not watch.is_unchanged(thorough=True)


def test_a_new_server_at_the_same_place_is_another_one(path: Path) -> None:
    server = Server(path)
    watch = SoundServer(path)
    server.die(tidy=True)
    successor = Server(path)
    assert not watch.is_unchanged(thorough=False)
    successor.die(tidy=True)


def test_a_server_that_was_not_there_is_waited_for(path: Path) -> None:
    watch = SoundServer(path)
    assert not watch.was_there
    assert watch.is_unchanged(thorough=False)
    server = Server(path)
    assert not watch.is_unchanged(thorough=False)
    server.die(tidy=True)


def test_where_there_is_nothing_to_look_at_all_is_well() -> None:
    watch = SoundServer(None)
    assert watch.was_there
    assert watch.answers()
    assert watch.is_unchanged(thorough=True)
