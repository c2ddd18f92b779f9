"""A key store for programs that are started by tests: a file, named by FILE_KEYRING in the environment."""

import json
import os
from pathlib import Path

import keyring.backend


class FileKeyring(keyring.backend.KeyringBackend):
    """Keeps what it is given in plain text; nobody's secrets are in it."""

    priority = 1
    name = "File"

    def get_password(self, service: str, username: str) -> str | None:
        found: str | None = self._all().get(f"{service}/{username}")
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        self._path().write_text(json.dumps({**self._all(), f"{service}/{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        self._path().write_text(json.dumps({n: v for n, v in self._all().items() if n != f"{service}/{username}"}))

    def _path(self) -> Path:
        return Path(os.environ["FILE_KEYRING"])

    def _all(self) -> dict[str, str]:
        return dict(json.loads(self._path().read_text())) if self._path().exists() else {}
