"""The voice panel: talk button, waveform, state in words, status strip.

May import: core, settings, runtime.control, sibling rooms of ui, PySide6, pyqtgraph.
"""
