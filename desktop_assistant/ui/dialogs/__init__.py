"""Small dialogs: the first-run welcome and the table of shortcuts.

May import: core, settings, sibling rooms of ui, PySide6.
"""
