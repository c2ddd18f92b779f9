"""The pages of the settings by name, and how each is made."""

from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.i18n import QT_TRANSLATE_NOOP
from desktop_assistant.ui.settings_dialog.about_page import AboutPage
from desktop_assistant.ui.settings_dialog.appearance_page import AppearancePage
from desktop_assistant.ui.settings_dialog.audio_page import AudioPage
from desktop_assistant.ui.settings_dialog.conversation_page import ConversationPage
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.privacy_page import PrivacyPage
from desktop_assistant.ui.settings_dialog.provider_page import ProviderPage


class PageName(Enum):
    """In the order of the list."""

    PROVIDER = QT_TRANSLATE_NOOP("Settings", "Provider")
    CONVERSATION = QT_TRANSLATE_NOOP("Settings", "Conversation")
    AUDIO = QT_TRANSLATE_NOOP("Settings", "Audio")
    APPEARANCE = QT_TRANSLATE_NOOP("Settings", "Appearance")
    PRIVACY = QT_TRANSLATE_NOOP("Settings", "Privacy")
    ABOUT = QT_TRANSLATE_NOOP("Settings", "About")


def page_title(name: PageName) -> str:
    """Translated."""
    return QCoreApplication.translate("Settings", name.value)


def build_page(name: PageName, bridge: UiBridge, draft: Draft, parent: QWidget) -> QWidget:
    """Pages are made when they are first looked at."""
    match name:
        case PageName.PROVIDER:
            return ProviderPage(bridge, draft, parent)
        case PageName.CONVERSATION:
            return ConversationPage(bridge, draft, parent)
        case PageName.AUDIO:
            return AudioPage(bridge, draft, parent)
        case PageName.APPEARANCE:
            return AppearancePage(draft, parent)
        case PageName.PRIVACY:
            return PrivacyPage(bridge, draft, parent)
        case PageName.ABOUT:
            return AboutPage(bridge, draft, parent)
