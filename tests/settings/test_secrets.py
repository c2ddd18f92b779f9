"""Keys: found in the right order, kept in the best place, never shown, and never a reason to hang."""

import os
import re
import shutil
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest

from desktop_assistant.core.errors import KeyStoreError, StoreError
from desktop_assistant.settings.model import KeyPlace, KeyState
from desktop_assistant.settings.secrets import Secret, Secrets

KEY = "sk-test-1234567890"


class Memory(keyring.backend.KeyringBackend):
    """A true backend that keeps keys in memory."""

    priority = 1
    name = "Memory"

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        try:
            del self.kept[service, username]
        except KeyError:
            raise keyring.errors.PasswordDeleteError("none") from None


class Locked(Memory):
    """The person does not unlock it."""

    name = "Locked"

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked(f"quoting {KEY}")


class Hanging(Memory):
    """D-Bus without an answer."""

    name = "Hanging"

    def __init__(self) -> None:
        super().__init__()
        self.answer = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.answer.wait(60)
        return super().get_password(service, username)


@pytest.fixture(autouse=True)
def _backend_of_before() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def use(backend: keyring.backend.KeyringBackend) -> None:
    keyring.set_keyring(backend)


def test_the_key_store_comes_first(tmp_path: Path) -> None:
    use(Memory())
    secrets = Secrets(tmp_path, environ={"OPENAI_API_KEY": "sk-environment"})
    assert secrets.set("openai", f" {KEY}\n", False) is KeyPlace.KEYRING
    assert secrets.get("openai", False) == KEY
    assert secrets.state("openai", False) == KeyState(place=KeyPlace.KEYRING, detail="Memory", keyring_works=True)
    assert Secrets(tmp_path, environ={}).get("openai", False) == KEY
    assert list(tmp_path.iterdir()) == []


def test_then_the_environment_then_the_file(tmp_path: Path) -> None:
    use(keyring.backends.fail.Keyring())
    secrets = Secrets(tmp_path, environ={})
    assert secrets.state("openai", True) == KeyState(place=KeyPlace.NONE)
    assert secrets.get("openai", True) is None
    assert secrets.set("openai", KEY, True) is KeyPlace.FILE
    assert secrets.get("openai", True) == KEY
    assert secrets.get("openai", False) is None
    file = tmp_path / "keys.toml"
    assert secrets.state("openai", True) == KeyState(place=KeyPlace.FILE, detail=str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with_variable = Secrets(tmp_path, environ={"OPENAI_API_KEY": " sk-environment "})
    assert with_variable.get("openai", True) == "sk-environment"
    assert with_variable.state("openai", True) == KeyState(place=KeyPlace.ENVIRONMENT, detail="OPENAI_API_KEY")


def test_a_file_that_others_can_read_is_closed(tmp_path: Path) -> None:
    use(keyring.backends.fail.Keyring())
    secrets = Secrets(tmp_path, environ={})
    secrets.set("openai", KEY, True)
    (tmp_path / "keys.toml").chmod(0o644)
    assert secrets.get("openai", True) == KEY
    assert stat.S_IMODE((tmp_path / "keys.toml").stat().st_mode) == 0o600


@pytest.mark.expects_logs("key file could not be read")
def test_a_broken_key_file_is_no_key(tmp_path: Path) -> None:
    use(keyring.backends.fail.Keyring())
    (tmp_path / "keys.toml").write_text(f"openai = {KEY}")
    assert Secrets(tmp_path, environ={}).state("openai", True).place is KeyPlace.NONE


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring, Locked])
def test_no_place_is_said_in_one_sentence(tmp_path: Path, backend: type[keyring.backend.KeyringBackend]) -> None:
    use(backend())
    with pytest.raises(KeyStoreError, match=r"key store: .*\. You can allow the key file .* set OPENAI_API_KEY\.") as caught:
        Secrets(tmp_path, environ={}).set("openai", KEY, False)
    assert KEY not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("key", ["", "  ", "two words", "sk-ü", "sk-\nx"])
def test_what_is_no_key_is_refused(tmp_path: Path, key: str) -> None:
    use(Memory())
    with pytest.raises(StoreError, match="not a key"):
        Secrets(tmp_path, environ={}).set("openai", key, True)


def test_a_key_moves_from_the_file_to_the_key_store(tmp_path: Path) -> None:
    use(keyring.backends.fail.Keyring())
    Secrets(tmp_path, environ={}).set("openai", "sk-old-and-in-file", True)
    use(Memory())
    secrets = Secrets(tmp_path, environ={})
    secrets.set("openai", KEY, True)
    assert "sk-old" not in (tmp_path / "keys.toml").read_text()


def test_forgetting_empties_both_places(tmp_path: Path) -> None:
    use(keyring.backends.fail.Keyring())
    Secrets(tmp_path, environ={}).set("openai", "sk-in-file", True)
    backend = Memory()
    use(backend)
    secrets = Secrets(tmp_path, environ={})
    backend.set_password("Desktop Assistant", "openai", KEY)
    assert secrets.get("openai", True) == KEY
    secrets.delete("openai")
    secrets.delete("openai")
    assert secrets.get("openai", True) is None
    assert backend.kept == {}


def test_a_key_that_could_not_be_forgotten_is_said(tmp_path: Path) -> None:
    use(Locked())
    with pytest.raises(KeyStoreError, match=r"removed from Locked"):
        Secrets(tmp_path, environ={}).delete("openai")


def test_a_hanging_key_store_costs_a_moment_and_works_when_it_answers(tmp_path: Path) -> None:
    backend = Hanging()
    backend.kept["Desktop Assistant", "openai"] = KEY
    use(backend)
    secrets = Secrets(tmp_path, environ={"OPENAI_API_KEY": "sk-environment"}, patience_s=0.05)
    assert secrets.state("openai", False).place is KeyPlace.ENVIRONMENT  # the first call hangs
    assert secrets.get("openai", False) == "sk-environment"  # the second does not start another
    assert sum(t.name == "key-store" for t in threading.enumerate()) == 1
    backend.answer.set()
    for thread in threading.enumerate():
        if thread.name == "key-store":
            thread.join()
    assert secrets.get("openai", False) == KEY


def test_a_key_does_not_show_itself() -> None:
    secret = Secret(KEY)
    assert secret == KEY
    assert KEY not in repr({"key": secret, "all": [secret]})


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")), reason="needs gnome-keyring and dbus"
)
def test_the_true_secret_service(tmp_path: Path) -> None:
    """GNOME Keyring on a session bus of its own: set, read in another process, delete."""
    script = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from desktop_assistant.settings.secrets import Secrets
        secrets = Secrets(Path(sys.argv[1]), environ={}, patience_s=15)
        if sys.argv[2] == "set":
            print(secrets.set("openai", sys.argv[3], False).value)
        elif sys.argv[2] == "get":
            print(secrets.get("openai", False) == sys.argv[3], secrets.state("openai", False).place.value)
        else:
            secrets.delete("openai")
            print(secrets.get("openai", False))
    """)
    ask = f'"{sys.executable}" -c "$SCRIPT" "{tmp_path}"'
    session = (
        "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
        f" && {ask} set {KEY} && {ask} get {KEY} && {ask} delete"
    )
    environ = {n: v for n, v in os.environ.items() if n not in ("PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS")}
    environ |= {"SCRIPT": script, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    environ |= {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", session], env=environ, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.stdout.split("\n")[:3] == ["keyring", "True keyring", "None"], done.stderr


def test_the_key_of_the_history_is_random_and_only_in_the_key_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Memory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: store)
    secrets = Secrets(tmp_path, environ={})
    assert secrets.history_key() is None
    made = secrets.make_history_key()
    assert re.fullmatch("[0-9a-f]{64}", made)
    assert secrets.history_key() == made
    assert Secrets(tmp_path, environ={}).history_key() == made
    assert made not in repr(made)
    assert list(tmp_path.iterdir()) == []
    store.kept.clear()
    assert secrets.make_history_key() != made


def test_a_locked_key_store_is_not_one_without_the_key_of_the_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", Locked)
    with pytest.raises(KeyStoreError):
        Secrets(tmp_path, environ={}).history_key()


def test_without_a_key_store_there_is_no_key_of_the_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    secrets = Secrets(tmp_path, environ={})
    assert secrets.history_key() is None
    with pytest.raises(KeyStoreError, match="key store: this system has none"):
        secrets.make_history_key()
