"""Conversations on disk: SQLite with one writer thread.

May import: core, sqlite3.
"""
