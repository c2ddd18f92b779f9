"""Somebody who keeps the key of a history."""

from desktop_assistant.core.errors import KeyStoreError


class FakeKeys:
    """A key store in memory, which can be locked, missing, or forgetful."""

    def __init__(self, key: str = "") -> None:
        self.key = key
        self.locked = ""
        """Why it does not answer; empty: it does."""
        self.made = 0

    def kept(self) -> str:
        if self.locked:
            raise KeyStoreError(self.locked)
        return self.key

    def make(self) -> str:
        if self.locked:
            raise KeyStoreError(self.locked)
        self.made += 1
        self.key = f"{self.made:064x}"
        return self.key
