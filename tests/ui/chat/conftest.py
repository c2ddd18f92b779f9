"""Shared pieces of the chat tests."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_assistant.core.items import Item
from desktop_assistant.settings.model import Theme
from desktop_assistant.ui.chat.chat_pane import ChatPane
from desktop_assistant.ui.theme import apply_theme


@pytest.fixture
def light(qapp: QApplication):
    """The theme that all measures here are taken in."""
    apply_theme(qapp, Theme.LIGHT, 1.0)


@pytest.fixture
def pane(light, qtbot):
    """A visible pane of a usual size, empty. Links are reported, never opened."""
    made = ChatPane()
    made.view.opens_links = False
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def show(pane: ChatPane, qtbot):
    """Show items and wait until everything visible is laid out."""

    def shown(items: list[Item]) -> ChatPane:
        pane.show_items(items)
        settled(pane, qtbot)
        return pane

    return shown


def settled(pane: ChatPane, qtbot) -> None:
    """Wait until nothing is due in the view."""
    view = pane.view

    def quiet() -> bool:
        return not view.has_work and all(p.is_exact for s in view.visible_rows() for p in s.layout.pieces if s.top >= 0)

    qtbot.waitUntil(quiet, timeout=3000)
