"""Icons for painters: the asked colour and size, sharp on any screen, drawn once, and no more of them than are seen."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop_assistant.settings.model import Theme
from desktop_assistant.ui import sign as sign_module
from desktop_assistant.ui import theme
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.sign import Sign
from desktop_assistant.ui.theme import DARK, apply_theme, svg
from tests.fakes.items import spoken
from tests.fakes.shown import CARDS, shown


def painted(sign: Sign, place: QRect, ratio: float = 1.0) -> QImage:
    image = QImage(round(64 * ratio), round(64 * ratio), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    sign.paint(painter, place)
    painter.end()
    return image


def ink(image: QImage, colour: str) -> list[tuple[int, int]]:
    wanted = QColor(colour)
    return [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == wanted]


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_it_fills_its_place_in_the_devices_own_pixels(qapp: QApplication, ratio: float) -> None:
    inked = ink(painted(Sign("stop", "#ff0000"), QRect(20, 30, 16, 16), ratio), "#ff0000")
    assert len(inked) > 40 * ratio * ratio
    assert all(20 * ratio <= x < 36 * ratio and 30 * ratio <= y < 46 * ratio for x, y in inked)


def test_a_colour_of_the_theme_is_that_of_the_moment_it_was_made(qapp: QApplication) -> None:
    apply_theme(qapp, Theme.DARK, 1.0)
    assert ink(painted(Sign("stop", "accent"), QRect(0, 0, 32, 32)), DARK.accent)


def test_it_is_drawn_once_for_each_size(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(sign_module, "svg", lambda name, colour: drawn.append(name) or svg(name, colour))
    sign = Sign("copy")
    for width in (16, 16, 24, 16):
        painted(sign, QRect(1, 2, width, width))
    assert drawn == ["copy", "copy"]


def test_painting_a_conversation_draws_no_icon_in_every_size(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    """That was most of the longest frame of an answer that ends: chips of five kinds, 14 pictures each."""
    pane = ChatPane()
    qtbot.addWidget(pane)
    pane.resize(900, 1400)
    asked: list[str] = []
    monkeypatch.setattr(theme, "_drawn", lambda name, colour: asked.append(name) or [])
    answer = "Write to anna@example.org or call +49 30 123456 before 5 PM on Friday, 12 February; it costs $40.50."
    pane.show_items([spoken("a", answer), *(shown(f"c{kind}", kind) for kind in CARDS)])
    pane.grab()
    assert asked == []
