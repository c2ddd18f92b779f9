"""Windows that run from right to left: for what is placed or painted by hand. Layouts and Qt's own widgets mirror themselves."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle

ISOLATES = "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
"""Begin and end."""


def reads_leftwards() -> bool:
    """Whether the window runs from right to left."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def mirrored(rect: QRect, within: QRect) -> QRect:
    """Where what lies at `rect` from left to right belongs now, on the other side of `within` if need be."""
    return QStyle.visualRect(QGuiApplication.layoutDirection(), within, rect)


def margins(leading: int, top: int, trailing: int, bottom: int) -> tuple[int, int, int, int]:
    """Of a layout: Qt does not swap them."""
    return (trailing, top, leading, bottom) if reads_leftwards() else (leading, top, trailing, bottom)


def isolated(words: str) -> str:
    """What somebody said or wrote, so that its full stop stays behind it whatever the window's direction."""
    return f"{ISOLATES[0]}{words}{ISOLATES[1]}" if reads_leftwards() else words
