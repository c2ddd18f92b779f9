"""Formulas as shapes: LaTeX goes to a small process, outlines come back and are drawn in any colour at any size.

A process of its own, because a formula takes up to 40 ms of Python to set, and because a hostile one may take for ever or all the
memory: it can be ended without anything else. It starts with the first formula that is looked at and ends after a quiet minute.
May import: core, PySide6; `setting` and `__main__` alone import ziamath.
"""
