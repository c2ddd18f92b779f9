"""The pane of the chat tests."""

from tests.ui.chat.conftest import light, pane

__all__ = ["light", "pane"]
