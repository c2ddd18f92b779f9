"""The conversation on screen: a virtualised list of messages, and the box to type into.

May import: core, ui.theme, PySide6, pygments, numpy.
"""
