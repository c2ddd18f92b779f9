"""How each page of the settings is made."""

from PySide6.QtWidgets import QWidget

from desktop_assistant.ui.bridge import UiBridge
from desktop_assistant.ui.settings_dialog.about_page import AboutPage
from desktop_assistant.ui.settings_dialog.appearance_page import AppearancePage
from desktop_assistant.ui.settings_dialog.audio_page import AudioPage
from desktop_assistant.ui.settings_dialog.continuity_page import ContinuityPage
from desktop_assistant.ui.settings_dialog.conversation_page import ConversationPage
from desktop_assistant.ui.settings_dialog.draft import Draft
from desktop_assistant.ui.settings_dialog.page_name import PageName
from desktop_assistant.ui.settings_dialog.personas_page import PersonasPage
from desktop_assistant.ui.settings_dialog.privacy_page import PrivacyPage
from desktop_assistant.ui.settings_dialog.provider_page import ProviderPage


def build_page(name: PageName, bridge: UiBridge, draft: Draft, parent: QWidget) -> QWidget:
    """Pages are made when they are first looked at."""
    match name:
        case PageName.PROVIDER:
            return ProviderPage(bridge, draft, parent)
        case PageName.CONVERSATION:
            return ConversationPage(bridge, draft, parent)
        case PageName.PERSONAS:
            return PersonasPage(draft, parent)
        case PageName.AUDIO:
            return AudioPage(bridge, draft, parent)
        case PageName.CONTINUITY:
            return ContinuityPage(bridge, draft, parent)
        case PageName.APPEARANCE:
            return AppearancePage(draft, parent)
        case PageName.PRIVACY:
            return PrivacyPage(bridge, draft, parent)
        case PageName.ABOUT:
            return AboutPage(bridge, draft, parent)
