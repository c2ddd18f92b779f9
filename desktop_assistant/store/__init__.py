"""Conversations on disk: SQLite with one writer thread.

May import: core, sqlite3.
"""

from desktop_assistant.store.store import Store

__all__ = ["Store"]
