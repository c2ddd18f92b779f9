"""The pages of the settings by name; apart from the pages themselves, which are loaded when they are first looked at."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP


class PageName(Enum):
    """In the order of the list."""

    PROVIDER = QT_TRANSLATE_NOOP("Settings", "Provider")
    CONVERSATION = QT_TRANSLATE_NOOP("Settings", "Conversation")
    PERSONAS = QT_TRANSLATE_NOOP("Settings", "Personas")
    AUDIO = QT_TRANSLATE_NOOP("Settings", "Audio")
    CONTINUITY = QT_TRANSLATE_NOOP("Settings", "Continuity and cost")
    APPEARANCE = QT_TRANSLATE_NOOP("Settings", "Appearance")
    PRIVACY = QT_TRANSLATE_NOOP("Settings", "Privacy")
    ABOUT = QT_TRANSLATE_NOOP("Settings", "About")


def page_title(name: PageName) -> str:
    """Translated."""
    return QCoreApplication.translate("Settings", name.value)
