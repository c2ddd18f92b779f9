"""The drawer with past conversations.

May import: core, runtime.control, sibling rooms of ui, PySide6.
"""
