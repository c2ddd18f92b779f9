"""PySide6 6.12 with Python 3.11 loses a reference to None with every Qt call that returns nothing, and aborts in the end.

The two PySide6 lines of pyproject.toml keep that pair apart; this guard notices when they no longer do.
"""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_qt_calls_do_not_eat_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(200):
        label.setText("x")
    assert before - sys.getrefcount(None) < 100
