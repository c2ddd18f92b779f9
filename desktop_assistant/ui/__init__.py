"""The Qt face: shows the snapshot, reports what the user did.

May import: core, settings, runtime, PySide6, pyqtgraph; nothing below.
"""
