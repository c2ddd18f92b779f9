"""Provider keys: in the system's key store, else from the environment, else in a file that only the user can read.

Everything here may wait for the key store (a person may have to unlock it), so call it off the window's thread.
"""

import logging
import stat
import threading
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

from desktop_assistant.core.errors import KeyStoreError, StoreError
from desktop_assistant.settings.file import write_private
from desktop_assistant.settings.model import KeyPlace, KeyState

log = logging.getLogger(__name__)

T = TypeVar("T")

SERVICE = "Desktop Assistant"
"""Under this name the person finds the keys in the system's key store."""
VARIABLES = {
    "openai": "OPENAI_API_KEY",
    "azure": "AZURE_OPENAI_API_KEY",
    "voice_live": "AZURE_VOICELIVE_API_KEY",
    "gemini": "GEMINI_API_KEY",
}
HISTORY = "history"
"""The name of the history's key, beside those of the providers."""
PATIENCE_S = 20.0
"""Long enough to type the password of a locked key store."""
GLANCE_S = 1.0
"""How long `state` waits for a key store that has not answered yet."""


class Secret(str):
    """A key that does not show itself in a repr, so not in tracebacks and logs of containers either."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(hidden)"


class Secrets:
    """Keys by provider name (`openai`). Thread-safe."""

    def __init__(self, config_folder: Path, *, environ: Mapping[str, str], patience_s: float = PATIENCE_S) -> None:
        self._file = config_folder / "keys.toml"
        self._environ = environ
        self._patience_s = patience_s
        self._key_store = _KeyStore()
        self._known: dict[str, Secret | None] = {}

    def state(self, provider: str, allow_file: bool) -> KeyState:
        """Where the key in use comes from. Waits a second at most, and only until the key store has answered once."""
        return self._find(provider, allow_file, min(GLANCE_S, self._patience_s))[0]

    def get(self, provider: str, allow_file: bool) -> Secret | None:
        """The key in use."""
        return self._find(provider, allow_file, self._patience_s)[1]

    def set(self, provider: str, key: str, allow_file: bool) -> KeyPlace:
        """Keep a key, in the best place there is. Raises KeyStoreError where there is none, StoreError for
        what is no key or a file that cannot be written."""
        key = key.strip()
        if not key or not key.isascii() or not key.isprintable() or " " in key:
            raise StoreError("That is not a key: a key is one word without spaces or line breaks.")
        try:
            self._key_store.set(provider, key, self._patience_s)
        except KeyStoreError as error:
            if not allow_file:
                raise KeyStoreError(_no_place(provider, error)) from None
            self._write_file({**self._read_file(), provider: key})
            return KeyPlace.FILE
        self._known[provider] = Secret(key)
        self._remove_from_file(provider)
        return KeyPlace.KEYRING

    def delete(self, provider: str) -> None:
        """Forget a key, wherever we keep it. Raises KeyStoreError if the key store keeps it from us."""
        self._remove_from_file(provider)
        self._known.pop(provider, None)
        self._key_store.delete(provider, self._patience_s)

    def history_key(self) -> Secret | None:
        """The key of the encrypted history; None: none is kept. Raises KeyStoreError while the key store does not tell.

        Only ever in the key store: in a file beside the history it would protect nothing, and a phrase to remember would be asked
        for at every start and take all conversations along when it is forgotten.
        """
        try:
            key = self._key_store.get(HISTORY, self._patience_s)
        except _NoKeyStoreError:
            return None
        return key

    def make_history_key(self) -> Secret:
        """A new random one. Raises KeyStoreError where there is no key store."""
        key = Secret(token_hex(32))
        try:
            self._key_store.set(HISTORY, key, self._patience_s)
        except KeyStoreError as error:
            raise KeyStoreError(f"The key could not be kept in the system's key store: {error}.") from None
        return key

    def _find(self, provider: str, allow_file: bool, patience_s: float) -> tuple[KeyState, Secret | None]:
        works = True
        try:
            name, key = self._from_key_store(provider, patience_s)
        except KeyStoreError:
            works, name, key = False, "", None
        if key:
            return KeyState(place=KeyPlace.KEYRING, detail=name, keyring_works=True), key
        variable = VARIABLES.get(provider, "")
        if key := Secret(self._environ.get(variable, "").strip()):
            return KeyState(place=KeyPlace.ENVIRONMENT, detail=variable, keyring_works=works), key
        if allow_file and (key := Secret(self._read_file().get(provider, ""))):
            return KeyState(place=KeyPlace.FILE, detail=str(self._file), keyring_works=works), key
        return KeyState(place=KeyPlace.NONE, detail=name, keyring_works=works), None

    def _from_key_store(self, provider: str, patience_s: float) -> tuple[str, Secret | None]:
        if provider not in self._known:
            self._known[provider] = self._key_store.get(provider, patience_s)
        return self._key_store.name, self._known[provider]

    def _read_file(self) -> dict[str, str]:
        try:
            if stat.S_IMODE(self._file.stat().st_mode) & 0o077:
                self._file.chmod(0o600)  # a copy or a backup has opened it to others
            tree = tomllib.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.warning("the key file could not be read", extra={"reason": type(error).__name__})
            return {}
        return {name: key for name, key in tree.items() if isinstance(key, str)}

    def _write_file(self, keys: dict[str, str]) -> None:
        import tomlkit

        try:
            write_private(self._file, "# Keys of Desktop Assistant. Keep them to yourself.\n" + tomlkit.dumps(keys))
        except OSError as error:
            raise StoreError(f"The key could not be saved in {self._file}: {error.strerror}.") from None

    def _remove_from_file(self, provider: str) -> None:
        keys = self._read_file()
        if keys.pop(provider, None) is not None:
            self._write_file(keys)


class _NoKeyStoreError(KeyStoreError):
    """There is none, which is an answer; unlike one that is locked."""


class _KeyStore:
    """The system's key store through `keyring`, which may lack a backend, be locked, raise anything, or never return."""

    def __init__(self) -> None:
        self.name = ""
        self._turn = threading.Lock()

    def get(self, provider: str, patience_s: float) -> Secret | None:
        return self._ask(lambda backend: _secret(backend.get_password(SERVICE, provider)), patience_s)

    def set(self, provider: str, key: str, patience_s: float) -> None:
        def keep(backend: Any) -> None:
            backend.set_password(SERVICE, provider, key)
            if backend.get_password(SERVICE, provider) != key:
                raise KeyStoreError("it forgot the key at once")

        self._ask(keep, patience_s)

    def delete(self, provider: str, patience_s: float) -> None:
        def forget(backend: Any) -> None:
            if backend.get_password(SERVICE, provider) is not None:
                backend.delete_password(SERVICE, provider)

        try:
            self._ask(forget, patience_s)
        except KeyStoreError as error:
            if self.name:  # there is one, and it may still have the key
                raise KeyStoreError(f"The key could not be removed from {self.name}: {error}.") from None

    def _ask(self, call: Callable[[Any], T], patience_s: float) -> T:
        """Run the call on a thread that may be left behind: a hanging D-Bus must not hang the program, nor its end."""
        if not self._turn.acquire(timeout=patience_s):
            raise KeyStoreError("it does not answer")
        answer: Future[T] = Future()

        def run() -> None:
            try:
                answer.set_result(call(self._backend()))
            except BaseException as error:
                answer.set_exception(error)
            finally:
                self._turn.release()

        threading.Thread(target=run, name="key-store", daemon=True).start()
        try:
            return answer.result(patience_s)
        except TimeoutError:
            raise KeyStoreError("it does not answer") from None
        except KeyStoreError:
            raise
        except Exception as error:
            # Backends raise what they like. Only the kind is kept: a message might quote the key.
            log.info("the key store failed", extra={"kind": type(error).__name__})
            raise KeyStoreError(f"it failed ({type(error).__name__})") from None

    def _backend(self) -> Any:
        import keyring  # slow: it looks for backends in all installed packages

        backend = keyring.get_keyring()
        if type(backend).__module__ in ("keyring.backends.fail", "keyring.backends.null"):
            raise _NoKeyStoreError("this system has none")
        self.name = str(backend.name)
        return backend


def _secret(key: str | None) -> Secret | None:
    return Secret(key) if key else None


def _no_place(provider: str, error: KeyStoreError) -> str:
    ways = "allow the key file in the settings"
    if variable := VARIABLES.get(provider):
        ways += f", or set {variable}"
    return f"The key could not be kept in the system's key store: {error}. You can {ways}."
