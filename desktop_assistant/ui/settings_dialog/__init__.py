"""The settings dialog: pages over one draft copy of the settings tree.

May import: core, settings, runtime.control, sibling rooms of ui, PySide6.
"""
